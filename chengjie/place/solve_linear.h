// Whole items, one or many resources, no pair term and no opening costs: priced bound, penalty
// search, exact search on small cores of sites, elites recombined; branching on small problems.
#pragma once
#include "chengjie/place/problem.h"

namespace chengjie::place {

bool is_linear(Problem const&);
Result<Placement> solve_linear(Problem const&, Options const&);

}  // namespace chengjie::place
