// Quadratic assignment as the walks count it: one item a site, the cost of a plan is
// linear + sum over pairs of traffic x distance. What meets itself (the diagonals) is in `linear`.
// Where one matrix is symmetric only the sum of the other's two directions matters, so it is made
// symmetric too and every pair counts once.
#pragma once
#include <vector>

#include "chengjie/place/problem.h"

namespace chengjie::place {

using SitePlan = std::vector<std::int32_t>;  // site by item, each once

struct SwapModel {
  int n{};
  bool symmetric{};  // both matrices are; the cost is then half the sum over ordered pairs
  // n x n, integers held exactly; the diagonals of the first two are 0.
  std::vector<double> traffic, distance, linear;  // linear: item x site
  std::vector<std::int32_t> group;  // items that change nothing when they change places share one
  double change_most{};             // no swap changes the cost by more
};

// Whether the problem is of this kind and small enough in its numbers to be counted in doubles.
bool is_pure_swap(Problem const&);
SwapModel swap_model(Problem const&);
std::int64_t cost_of(SwapModel const&, SitePlan const&);

}  // namespace chengjie::place
