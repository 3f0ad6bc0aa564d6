// Placement with a pair term (generalized quadratic assignment): robust tabu search over shifts
// and swaps on a table of what each item would cost at each site, given where everyone else is
// (methods: design 7). Overload is walked through at a price that adapts; a plan counts only when
// it is feasible.
#pragma once
#include "chengjie/place/problem.h"

namespace chengjie::place {

bool is_pair_placement(Problem const&);
Result<Placement> solve_pair_tabu(Problem const&, Options const&);

}  // namespace chengjie::place
