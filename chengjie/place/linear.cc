#include "chengjie/place/linear.h"

#include <algorithm>
#include <numeric>

namespace chengjie::place {
namespace {

constexpr auto kTableMost = std::int64_t{20'000'000};

Problem with_skip_site(Problem const& p) {
  auto const can_skip = [&](int j) { return p.skip_of(j) != kNever; };
  auto any = false;
  for (auto j = 0; j != p.items; ++j) { any = any || can_skip(j); }
  if (!any) { return p; }
  auto out = p;
  out.sites = p.sites + 1;
  out.skip_cost.clear();
  out.first.assign(1, 0);
  out.site.clear(), out.cost.clear(), out.use.clear();
  for (auto j = 0; j != p.items; ++j) {
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      out.site.push_back(p.site[a]);
      out.cost.push_back(p.cost[a]);
      for (auto r = 0; r != p.resources; ++r) { out.use.push_back(p.use_of(a, r)); }
    }
    if (can_skip(j)) {
      out.site.push_back(p.sites);
      out.cost.push_back(p.skip_of(j));
      out.use.insert(out.use.end(), static_cast<std::size_t>(p.resources), 0);
    }
    out.first.push_back(static_cast<std::int32_t>(out.site.size()));
  }
  out.capacity.insert(out.capacity.end(), static_cast<std::size_t>(p.resources), kUnlimited);
  if (!out.open_cost.empty()) { out.open_cost.push_back(0); }
  return out;
}

// An arc that its site could not take even when empty is in no plan and only misleads the prices.
void drop_hopeless_arcs(Problem& p) {
  auto first = std::vector<std::int32_t>{0};
  auto kept = std::size_t{0};
  auto const width = static_cast<std::size_t>(p.resources);
  for (auto j = 0; j != p.items; ++j) {
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      auto fits = true;
      for (auto r = 0; r != p.resources; ++r) {
        fits = fits && p.use_of(a, r) <= p.capacity_of(p.site[a], r);
      }
      if (!fits) { continue; }
      p.site[kept] = p.site[a];
      p.cost[kept] = p.cost[a];
      for (auto r = std::size_t{0}; r != width; ++r) {
        p.use[kept * width + r] = p.use[static_cast<std::size_t>(a) * width + r];
      }
      ++kept;
    }
    first.push_back(static_cast<std::int32_t>(kept));
  }
  p.first = std::move(first);
  p.site.resize(kept);
  p.cost.resize(kept);
  p.use.resize(kept * width);
}

}  // namespace

Linear prepare_linear(Problem const& original, PriceOptions const& options) {
  auto out = Linear{};
  out.problem = with_skip_site(original);
  out.sites_told = original.sites;
  auto& p = out.problem;
  drop_hopeless_arcs(p);
  auto const prices = find_prices(p, options);
  out.price = prices.of;
  out.bound = prices.bound;
  out.level = prices.level;
  out.cost.assign(p.cost.begin(), p.cost.end());
  out.use.assign(p.use.begin(), p.use.end());
  for (auto const room : p.capacity) { out.room.push_back(static_cast<double>(room)); }
  out.reduced.resize(p.site.size());
  out.candidate.resize(p.site.size());
  std::iota(out.candidate.begin(), out.candidate.end(), 0);
  for (auto j = 0; j != p.items; ++j) {
    auto least = 1e300;
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      out.reduced[a] = out.cost[a];
      for (auto r = 0; r != p.resources; ++r) {
        out.reduced[a] += out.price[static_cast<std::size_t>(p.site[a]) * p.resources + r] *
                          static_cast<double>(p.use_of(a, r));
      }
      least = std::min(least, out.reduced[a]);
    }
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) { out.reduced[a] -= least; }
    std::stable_sort(out.candidate.begin() + p.first[j], out.candidate.begin() + p.first[j + 1],
                     [&](int a, int b) { return out.reduced[a] < out.reduced[b]; });
  }
  if (std::int64_t{p.items} * p.sites <= kTableMost) {
    out.arc_table.assign(static_cast<std::size_t>(p.items) * p.sites, -1);
    for (auto j = 0; j != p.items; ++j) {
      for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
        out.arc_table[static_cast<std::size_t>(j) * p.sites + p.site[a]] = a;
      }
    }
  }
  return out;
}

std::vector<std::int32_t> sites_told(Linear const& linear,
                                     std::vector<std::int32_t> const& arc_of) {
  auto out = std::vector<std::int32_t>{};
  for (auto const arc : arc_of) {
    auto const site = arc < 0 ? -1 : linear.problem.site[arc];
    out.push_back(site >= linear.sites_told ? -1 : site);
  }
  return out;
}

}  // namespace chengjie::place
