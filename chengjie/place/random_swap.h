// Small quadratic assignment problems for the tests of the swap_* files.
#pragma once
#include <algorithm>
#include <numeric>
#include <vector>

#include "chengjie/base/random.h"
#include "chengjie/place/swap_model.h"

namespace chengjie::place {

struct SwapShape {
  int items{9};
  bool traffic_same{true};  // in both directions
  bool distance_same{true};
  bool linear{};
  std::int64_t most{20};  // of any number
};

inline std::vector<std::int64_t> random_square(int n, bool same, std::int64_t most,
                                               Random& random) {
  auto out = std::vector<std::int64_t>(static_cast<std::size_t>(n) * n);
  for (auto i = 0; i != n; ++i) {
    for (auto j = 0; j != n; ++j) {
      auto const cell = static_cast<std::size_t>(i) * n + j;
      auto const mirror = static_cast<std::size_t>(j) * n + i;
      out[cell] = same && j < i ? out[mirror]
                  : random.below(3) == 0
                      ? 0
                      : static_cast<std::int64_t>(random.unit() * static_cast<double>(most));
    }
  }
  return out;
}

inline Problem random_swap_problem(std::uint64_t seed, SwapShape const& shape) {
  auto random = Random{seed};
  auto const n = shape.items;
  auto out = Problem{};
  out.items = out.sites = n;
  out.resources = 1;
  out.first.push_back(0);
  for (auto i = 0; i != n; ++i) {
    for (auto k = 0; k != n; ++k) {
      out.site.push_back(k);
      out.cost.push_back(shape.linear ? random.below(50) : 0);
    }
    out.first.push_back(static_cast<std::int32_t>(out.site.size()));
  }
  out.use.assign(out.site.size(), 1);
  out.capacity.assign(n, 1);
  out.pairs.traffic = random_square(n, shape.traffic_same, shape.most, random);
  out.pairs.distance = random_square(n, shape.distance_same, shape.most, random);
  return out;
}

inline SitePlan random_plan(int n, Random& random) {
  auto out = SitePlan(n);
  std::iota(out.begin(), out.end(), 0);
  for (auto k = n; k > 1; --k) {
    std::swap(out[k - 1], out[random.below(static_cast<std::uint32_t>(k))]);
  }
  return out;
}

inline bool each_once(SitePlan plan) {
  std::sort(plan.begin(), plan.end());
  for (auto k = std::size_t{0}; k != plan.size(); ++k) {
    if (plan[k] != static_cast<std::int32_t>(k)) { return false; }
  }
  return true;
}

}  // namespace chengjie::place
