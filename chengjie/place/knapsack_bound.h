// Bound B: the rule that every item is placed once is relaxed at a price an item, and each site
// becomes a 0-1 knapsack solved exactly (Fisher, Jaikumar & Van Wassenhove 1986). Never below the
// capacity-priced bound it starts from; stronger where few items share a site. One resource. All
// sums are integers, so the bound is a proof.
#pragma once
#include "chengjie/place/problem.h"

namespace chengjie::place {

struct KnapsackOptions {
  int passes_max{600};
  std::int64_t cells_max{800'000'000};   // table cells in all passes together
  std::optional<std::int64_t> enough{};  // stop at this bound
  std::function<bool()> stop{};
};

// `start`: prices of the capacities (by site) from bound A. None: not made for the problem
// (several resources, capacities too fine to tabulate).
std::optional<std::int64_t> knapsack_bound(Problem const&, std::vector<double> const& start,
                                           KnapsackOptions const&);

}  // namespace chengjie::place
