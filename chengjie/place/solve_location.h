// Facility location, split or single-source: Lagrangian bound (location_bound.h), sets of open
// sites improved by drop, add and swap with an exact transport solve, depth-first branching on
// the open set, and for single sourcing a linear placement on each promising set.
#pragma once
#include "chengjie/place/problem.h"

namespace chengjie::place {

bool is_location(Problem const&);
Result<Placement> solve_location(Problem const&, Options const&);

}  // namespace chengjie::place
