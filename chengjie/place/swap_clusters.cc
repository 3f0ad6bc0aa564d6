#include "chengjie/place/swap_clusters.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "chengjie/base/check.h"
#include "chengjie/place/wide.h"

namespace chengjie::place {
namespace {

using Members = SwapClusters::Members;

constexpr auto kTries = 30;        // draws of a second cluster that fits the first
constexpr auto kClusterMost = 32;  // members; larger ones take too long to rearrange
constexpr auto kPassesMost = 6;    // over all swaps of a small model
constexpr auto kOrderWeight = 4.0;
constexpr auto kDrawnFreely = 4U;  // members; larger clusters are drawn less often
constexpr auto kFar = 1e300;

// A square matrix of what tells two members apart.
struct Square {
  explicit Square(int size) : n(size), cells(static_cast<std::size_t>(size) * size) {}
  double& at(int i, int j) { return cells[static_cast<std::size_t>(i) * n + j]; }
  double at(int i, int j) const { return cells[static_cast<std::size_t>(i) * n + j]; }
  int n;
  std::vector<double> cells;
};

// Sizes in both directions.
Square both_ways(std::vector<double> const& m, int n) {
  auto out = Square{n};
  for (auto i = 0; i != n; ++i) {
    for (auto j = 0; j != n; ++j) {
      out.at(i, j) = std::abs(m[static_cast<std::size_t>(i) * n + j]) +
                     std::abs(m[static_cast<std::size_t>(j) * n + i]);
    }
  }
  return out;
}

// By pair, how differently two rows stand to the same others.
Square unlike(Square const& m) {
  auto out = Square{m.n};
  for (auto i = 0; i != m.n; ++i) {
    for (auto j = 0; j != i; ++j) {
      auto total = 0.0;
      for (auto k = 0; k != m.n; ++k) { total += std::abs(m.at(i, k) - m.at(j, k)); }
      total -= std::abs(m.at(i, i) - m.at(j, i)) + std::abs(m.at(i, j) - m.at(j, j));
      out.at(i, j) = out.at(j, i) = total;
    }
  }
  return out;
}

// By pair, how far two are from each other, and how differently they stand to the others as a
// whole (rows put in order, whoever they are to). A zero says nothing about two of them, so the
// shortest way by a third counts instead.
Square far(Square const& m) {
  auto rows = m;
  for (auto i = 0; i != m.n; ++i) { std::sort(&rows.at(i, 0), &rows.at(i, 0) + m.n); }
  auto out = Square{m.n};
  for (auto i = 0; i != m.n; ++i) {
    for (auto j = 0; j != i; ++j) {
      auto order = 0.0;
      for (auto k = 0; k != m.n; ++k) { order += std::abs(rows.at(i, k) - rows.at(j, k)); }
      auto way = m.at(i, j) != 0.0 ? m.at(i, j) : kFar;
      for (auto k = 0; k != m.n && m.at(i, j) == 0.0; ++k) {
        if (m.at(i, k) != 0.0 && m.at(k, j) != 0.0) {
          way = std::min(way, m.at(i, k) + m.at(k, j));
        }
      }
      out.at(i, j) = out.at(j, i) = kOrderWeight * order / m.n + (way == kFar ? 0.0 : way);
    }
  }
  return out;
}

// Joins the two clusters whose members differ least on average, over and over (average linkage).
class Joining {
 public:
  explicit Joining(Square apart)
      : apart_(std::move(apart)), members_(apart_.n), alive_(apart_.n), nearest_(apart_.n, -1) {
    std::iota(alive_.begin(), alive_.end(), 0);
    for (auto i = 0; i != apart_.n; ++i) { members_[i] = {i}; }
    for (auto const i : alive_) { look(i); }
  }

  std::vector<Members> nodes() {
    auto out = std::vector<Members>{};
    auto const most = std::min(kClusterMost, apart_.n / 2);
    while (alive_.size() > 2) {
      auto const a = *std::min_element(alive_.begin(), alive_.end(), [&](int x, int y) {
        return apart_.at(x, nearest_[x]) < apart_.at(y, nearest_[y]);
      });
      join(a, nearest_[a]);
      if (static_cast<int>(members_[a].size()) <= most) { out.push_back(members_[a]); }
    }
    std::stable_sort(out.begin(), out.end(),
                     [](auto const& x, auto const& y) { return x.size() < y.size(); });
    return out;
  }

 private:
  void look(int i) {
    nearest_[i] = -1;
    for (auto const j : alive_) {
      if (j != i && (nearest_[i] < 0 || apart_.at(i, j) < apart_.at(i, nearest_[i]))) {
        nearest_[i] = j;
      }
    }
  }

  void join(int a, int b) {
    auto const wa = static_cast<double>(members_[a].size());
    auto const wb = static_cast<double>(members_[b].size());
    std::erase(alive_, b);
    members_[a].insert(members_[a].end(), members_[b].begin(), members_[b].end());
    for (auto const k : alive_) {
      auto const mean = (wa * apart_.at(a, k) + wb * apart_.at(b, k)) / (wa + wb);
      apart_.at(a, k) = apart_.at(k, a) = mean;
    }
    look(a);
    for (auto const k : alive_) {
      if (k == a) { continue; }
      if (nearest_[k] == a || nearest_[k] == b) {
        look(k);
      } else if (apart_.at(k, a) < apart_.at(k, nearest_[k])) {
        nearest_[k] = a;
      }
    }
  }

  Square apart_;
  std::vector<Members> members_;
  std::vector<int> alive_, nearest_;
};

bool meet(Members const& a, Members const& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](auto x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

void cut(Members& list, std::size_t size, Random& random) {
  while (list.size() > size) {
    list[random.below(static_cast<std::uint32_t>(list.size()))] = list.back();
    list.pop_back();
  }
}

constexpr auto kLanes = 4;
typedef double Lanes __attribute__((vector_size(32)));

// Sum of (a[k] - b[k]) * (c[k] - d[k]) over whole lanes; sums of integers, exact in any order.
CJ_WIDE double sum_products(double const* a, double const* b, double const* c, double const* d,
                            int stride) {
  auto sum = Lanes{};
  for (auto k = 0; k != stride; k += kLanes) {
    Lanes x, y, z, w;
    std::memcpy(&x, a + k, sizeof x);
    std::memcpy(&y, b + k, sizeof y);
    std::memcpy(&z, c + k, sizeof z);
    std::memcpy(&w, d + k, sizeof w);
    sum += (x - y) * (z - w);
  }
  return sum[0] + sum[1] + sum[2] + sum[3];
}

// A small model under change. The distances are kept by site and by the item that stands there, so
// that rows are read in order; where nobody stands yet they are 0.
class Small {
 public:
  explicit Small(SwapModel const& m)
      : m_(m),
        n_(m.n),
        stride_((m.n + kLanes - 1) / kLanes * kLanes),
        layers_(m.symmetric ? 1 : 2),
        plan_(m.n, -1),
        nothing_(stride_) {
    for (auto layer = 0; layer != layers_; ++layer) {
      traffic_[layer].resize(static_cast<std::size_t>(n_) * stride_);
      there_[layer].resize(traffic_[layer].size());
      for (auto i = 0; i != n_; ++i) {
        for (auto k = 0; k != n_; ++k) {
          traffic_[layer][cell(i, k)] = across(m.traffic, layer, i, k);
        }
      }
    }
  }

  SitePlan const& plan() const { return plan_; }

  // Each of these items, in this order, to the cheapest of the sites given those that stand.
  void place(Members const& items, Members sites) {
    for (auto const i : items) {
      auto best = std::size_t{0};
      auto least = kFar;
      for (auto s = std::size_t{0}; s != sites.size(); ++s) {
        auto const cost = cost_at(i, sites[s]);
        if (cost < least) { least = cost, best = s; }
      }
      plan_[i] = sites[best];
      for (auto layer = 0; layer != layers_; ++layer) {
        for (auto x = 0; x != n_; ++x) {
          there_[layer][cell(x, i)] = across(m_.distance, layer, x, plan_[i]);
        }
      }
      sites[best] = sites.back();
      sites.pop_back();
    }
  }

  void mend() {
    auto better = true;
    for (auto pass = 0; better && pass != kPassesMost; ++pass) {
      better = false;
      for (auto i = 0; i != n_; ++i) {
        for (auto j = i + 1; j != n_; ++j) {
          if (change(i, j) >= 0.0) { continue; }
          better = true;
          std::swap(plan_[i], plan_[j]);
          for (auto layer = 0; layer != layers_; ++layer) {
            for (auto x = 0; x != n_; ++x) {
              std::swap(there_[layer][cell(x, i)], there_[layer][cell(x, j)]);
            }
          }
        }
      }
    }
  }

 private:
  std::size_t cell(int i, int j) const { return static_cast<std::size_t>(i) * stride_ + j; }
  double across(std::vector<double> const& m, int layer, int i, int j) const {
    return layer == 0 ? m[static_cast<std::size_t>(i) * n_ + j]
                      : m[static_cast<std::size_t>(j) * n_ + i];
  }

  double cost_at(int i, int site) const {
    auto cost = m_.linear[static_cast<std::size_t>(i) * n_ + site];
    for (auto layer = 0; layer != layers_; ++layer) {
      cost += sum_products(&traffic_[layer][cell(i, 0)], nothing_.data(),
                           &there_[layer][cell(site, 0)], nothing_.data(), stride_);
    }
    return cost;
  }

  double change(int i, int j) const {
    auto const a = plan_[i];
    auto const b = plan_[j];
    auto const* linear = m_.linear.data();
    auto const n = static_cast<std::size_t>(n_);
    auto total = linear[i * n + b] + linear[j * n + a] - linear[i * n + a] - linear[j * n + b];
    for (auto layer = 0; layer != layers_; ++layer) {
      auto const* ti = &traffic_[layer][cell(i, 0)];
      auto const* tj = &traffic_[layer][cell(j, 0)];
      auto const* da = &there_[layer][cell(a, 0)];
      auto const* db = &there_[layer][cell(b, 0)];
      total += sum_products(ti, tj, db, da, stride_) - (ti[i] - tj[i]) * (db[i] - da[i]) -
               (ti[j] - tj[j]) * (db[j] - da[j]);
    }
    if (layers_ == 2) {
      auto const& t = traffic_[0];
      auto const& d = there_[0];
      total += (t[cell(i, j)] - t[cell(j, i)]) * (d[cell(b, i)] - d[cell(a, j)]);
    }
    return total;
  }

  SwapModel const& m_;
  int n_;
  int stride_;
  int layers_;
  SitePlan plan_;
  std::vector<double> nothing_;
  std::array<std::vector<double>, 2> traffic_, there_;
};

}  // namespace

SwapClusters::SwapClusters(SwapModel const& model) {
  auto const sites = both_ways(model.distance, model.n);
  auto const items = both_ways(model.traffic, model.n);
  trees_ = {Joining{far(sites)}.nodes(), Joining{far(items)}.nodes(),
            Joining{unlike(sites)}.nodes(), Joining{unlike(items)}.nodes()};
}

std::optional<SwapClusters::Couple> SwapClusters::couple(int tree, Random& random) const {
  auto const& all = trees_[tree];
  if (all.size() < 2) { return std::nullopt; }
  auto const draw = [&]() -> Members const& {
    for (;;) {
      auto const& node = all[random.below(static_cast<std::uint32_t>(all.size()))];
      if (random.below(static_cast<std::uint32_t>(node.size())) < kDrawnFreely) { return node; }
    }
  };
  auto out = Couple{tree % 2 == 0, draw(), {}};
  for (auto k = 0; k != kTries; ++k) {
    auto const& other = draw();
    auto const less = std::min(out.first.size(), other.size());
    auto const more = std::max(out.first.size(), other.size());
    if (more > less + 1 + less / 4 || meet(out.first, other)) { continue; }
    out.second = other;
    cut(out.first, less, random);
    cut(out.second, less, random);
    return out;
  }
  return std::nullopt;
}

Rearranged exchange_halves(SwapModel const& small, Random& random) {
  CJ_CHECK(small.n % 2 == 0);
  auto const half = small.n / 2;
  auto first = Members(half);
  auto second = Members(half);
  std::iota(first.begin(), first.end(), 0);
  std::iota(second.begin(), second.end(), half);
  auto const shuffled = [&](Members list) {
    for (auto k = list.size(); k > 1; --k) {
      std::swap(list[k - 1], list[random.below(static_cast<std::uint32_t>(k))]);
    }
    return list;
  };
  auto search = Small{small};
  search.place(shuffled(first), second);
  search.place(shuffled(second), first);
  search.mend();
  auto before = SitePlan(small.n);
  std::iota(before.begin(), before.end(), 0);
  return {search.plan(), cost_of(small, search.plan()) - cost_of(small, before)};
}

}  // namespace chengjie::place
