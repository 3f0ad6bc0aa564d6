// The linear placement (no pair term) prepared for search: candidate arcs by reduced cost.
// Skipping an item is one more site of unlimited capacity, so that searches know one move only.
#pragma once
#include "chengjie/place/prices.h"
#include "chengjie/place/problem.h"

namespace chengjie::place {

struct Linear {
  Problem problem;   // with the skip site, when skipping is allowed; no pairs, no split
  bool whole{true};  // false: dear arcs were left out, so what is proved of `problem` says nothing
  int sites_told{};  // sites of the original; a site >= this means not placed
  std::vector<double> price;  // by row of `problem`
  std::optional<std::int64_t> bound;
  double level{};
  std::vector<std::int32_t> candidate;  // arcs of each item, cheapest at the prices first
  std::vector<double> reduced;          // by arc: priced cost above the item's cheapest
  std::vector<double> cost;             // by arc
  std::vector<double> use;              // by arc x resource
  std::vector<double> room;             // by row
  std::vector<std::int32_t> arc_table;  // items x sites when that is small, else empty

  int arc_of(int item, int site) const {
    return arc_table.empty() ? problem.arc_of(item, site)
                             : arc_table[static_cast<std::size_t>(item) * problem.sites + site];
  }
  int candidates(int item) const { return problem.first[item + 1] - problem.first[item]; }
  // The arc that stands for not placing the item; -1 when it must be placed.
  int skip_arc(int item) const {
    auto const last = problem.first[item + 1] - 1;
    return last >= problem.first[item] && problem.site[last] >= sites_told ? last : -1;
  }
  int candidate_of(int item, int k) const { return candidate[problem.first[item] + k]; }
};

// Costs one price search. No bound: some item can go nowhere. Beyond `arcs_all` arcs in all an item
// that may be skipped keeps its cheapest ones only.
inline constexpr auto kArcsAll = std::size_t{2'000'000};
Linear prepare_linear(Problem const&, PriceOptions const&, std::size_t arcs_all = kArcsAll);

// Back to the original's sites.
std::vector<std::int32_t> sites_told(Linear const&, std::vector<std::int32_t> const& arc_of);

}  // namespace chengjie::place
