#include "chengjie/place/swap_model.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace chengjie::place {
namespace {

constexpr auto kExactMost = 4e15;  // doubles count exactly up to here

std::size_t cell(int n, int i, int j) { return static_cast<std::size_t>(i) * n + j; }

bool same_across(std::vector<double> const& m, int n) {
  for (auto i = 0; i != n; ++i) {
    for (auto j = 0; j != i; ++j) {
      if (m[cell(n, i, j)] != m[cell(n, j, i)]) { return false; }
    }
  }
  return true;
}

void add_across(std::vector<double>& m, int n) {
  for (auto i = 0; i != n; ++i) {
    for (auto j = 0; j != i; ++j) {
      auto const both = m[cell(n, i, j)] + m[cell(n, j, i)];
      m[cell(n, i, j)] = m[cell(n, j, i)] = both;
    }
  }
}

void clear_diagonals(SwapModel& model) {
  auto const n = model.n;
  for (auto i = 0; i != n; ++i) {
    auto const t = model.traffic[cell(n, i, i)];
    for (auto k = 0; k != n && t != 0.0; ++k) {
      model.linear[cell(n, i, k)] += t * model.distance[cell(n, k, k)];
    }
  }
  for (auto i = 0; i != n; ++i) {
    model.traffic[cell(n, i, i)] = model.distance[cell(n, i, i)] = 0.0;
  }
}

bool same_item(SwapModel const& m, int i, int j) {
  auto const n = m.n;
  if (m.traffic[cell(n, i, j)] != m.traffic[cell(n, j, i)]) { return false; }
  for (auto k = 0; k != n; ++k) {
    if (m.linear[cell(n, i, k)] != m.linear[cell(n, j, k)]) { return false; }
    if (k == i || k == j) { continue; }
    if (m.traffic[cell(n, i, k)] != m.traffic[cell(n, j, k)] ||
        m.traffic[cell(n, k, i)] != m.traffic[cell(n, k, j)]) {
      return false;
    }
  }
  return true;
}

void find_groups(SwapModel& model) {
  model.group.assign(model.n, -1);
  for (auto j = 0; j != model.n; ++j) {
    for (auto i = 0; i != j && model.group[j] < 0; ++i) {
      if (model.group[i] == i && same_item(model, i, j)) { model.group[j] = i; }
    }
    if (model.group[j] < 0) { model.group[j] = j; }
  }
}

// The largest sum of sizes of a row or a column.
double heaviest(std::vector<double> const& m, int n) {
  auto most = 0.0;
  for (auto i = 0; i != n; ++i) {
    auto row = 0.0;
    auto column = 0.0;
    for (auto k = 0; k != n; ++k) {
      row += std::abs(m[cell(n, i, k)]);
      column += std::abs(m[cell(n, k, i)]);
    }
    most = std::max({most, row, column});
  }
  return most;
}

double largest(std::vector<double> const& m) {
  auto most = 0.0;
  for (auto const x : m) { most = std::max(most, std::abs(x)); }
  return most;
}

// A swap changes what two items pay along their row (and column) for the others.
double change_most(SwapModel const& m) {
  auto const pairs = 4.0 * std::min(heaviest(m.traffic, m.n) * largest(m.distance),
                                    heaviest(m.distance, m.n) * largest(m.traffic));
  return (m.symmetric ? 1.0 : 2.0) * pairs + 4.0 * largest(m.linear);
}

// Whether every sum that the table needs can be held in a double.
bool countable(Problem const& p) {
  auto const size = [](auto v) { return std::abs(static_cast<double>(v)); };
  auto traffic = 0.0;
  auto farthest = 0.0;
  auto dearest = 0.0;
  for (auto const t : p.pairs.traffic) { traffic += size(t); }
  for (auto const d : p.pairs.distance) { farthest = std::max(farthest, size(d)); }
  for (auto const c : p.cost) { dearest = std::max(dearest, size(c)); }
  return 8.0 * traffic * farthest + dearest * p.items <= kExactMost;
}

}  // namespace

bool is_pure_swap(Problem const& p) {
  if (p.pairs.empty() || p.items != p.sites || p.resources != 1 || p.items == 0 ||
      !p.open_cost.empty() || !p.skip_cost.empty() || !p.apart.empty() || p.split) {
    return false;
  }
  auto const one = [](auto v) { return v == 1; };
  auto const cells = static_cast<std::size_t>(p.items) * p.items;
  return p.site.size() == cells && std::all_of(p.use.begin(), p.use.end(), one) &&
         std::all_of(p.capacity.begin(), p.capacity.end(), one) && countable(p);
}

SwapModel swap_model(Problem const& p) {
  auto out = SwapModel{};
  out.n = p.items;
  out.traffic.assign(p.pairs.traffic.begin(), p.pairs.traffic.end());
  out.distance.assign(p.pairs.distance.begin(), p.pairs.distance.end());
  out.linear.assign(p.cost.begin(), p.cost.end());
  clear_diagonals(out);
  auto const traffic_same = same_across(out.traffic, out.n);
  out.symmetric = traffic_same || same_across(out.distance, out.n);
  if (out.symmetric) { add_across(traffic_same ? out.distance : out.traffic, out.n); }
  find_groups(out);
  out.change_most = change_most(out);
  return out;
}

std::int64_t cost_of(SwapModel const& model, SitePlan const& plan) {
  auto linear = 0.0;
  auto pairs = 0.0;
  for (auto i = 0; i != model.n; ++i) {
    linear += model.linear[cell(model.n, i, plan[i])];
    auto const* t = model.traffic.data() + cell(model.n, i, 0);
    auto const* d = model.distance.data() + cell(model.n, plan[i], 0);
    for (auto k = 0; k != model.n; ++k) { pairs += t[k] * d[plan[k]]; }
  }
  return static_cast<std::int64_t>(linear + (model.symmetric ? pairs / 2.0 : pairs));
}

}  // namespace chengjie::place
