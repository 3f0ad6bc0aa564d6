#include "chengjie/place/random_problem.h"

#include <algorithm>

namespace chengjie::place {

Problem random_problem(std::uint64_t seed, RandomShape const& shape) {
  auto random = Random{seed};
  auto p = Problem{};
  p.items = shape.items;
  p.sites = shape.sites;
  p.resources = shape.resources;
  p.first.push_back(0);
  auto total = std::vector<double>(shape.resources, 0.0);
  for (auto j = 0; j != p.items; ++j) {
    for (auto i = 0; i != p.sites; ++i) {
      if (shape.sparse && random.below(3) == 0) { continue; }
      p.site.push_back(i);
      p.cost.push_back(5 + static_cast<std::int64_t>(random.below(40)));
      for (auto r = 0; r != p.resources; ++r) {
        p.use.push_back(1 + static_cast<std::int64_t>(random.below(20)));
        total[r] += static_cast<double>(p.use.back()) / p.sites;
      }
    }
    p.first.push_back(static_cast<std::int32_t>(p.site.size()));
    if (shape.skipping) { p.skip_cost.push_back(30 + static_cast<std::int64_t>(random.below(60))); }
  }
  for (auto i = 0; i != p.sites; ++i) {
    for (auto r = 0; r != p.resources; ++r) {
      auto const share = total[r] / shape.tightness / p.sites * (0.6 + 0.8 * random.unit());
      p.capacity.push_back(std::max<std::int64_t>(1, static_cast<std::int64_t>(share)));
    }
    if (shape.opening) { p.open_cost.push_back(static_cast<std::int64_t>(random.below(60))); }
  }
  for (auto j = 0; shape.apart && j + 1 < p.items; ++j) {
    if (random.below(3) == 0) { p.apart.emplace_back(j, j + 1); }
  }
  if (shape.pairs) {
    for (auto k = 0; k != p.items * p.items; ++k) { p.pairs.traffic.push_back(random.below(4)); }
    for (auto k = 0; k != p.sites * p.sites; ++k) { p.pairs.distance.push_back(random.below(9)); }
  }
  return p;
}

}  // namespace chengjie::place
