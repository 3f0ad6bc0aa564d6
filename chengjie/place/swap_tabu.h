// Pure quadratic assignment: as many sites as items, one item a site.
// Robust tabu search (Taillard 1991) on a table of all swap deltas kept in O(1) a pair, on several
// logical searches bred from a family of good plans; bound of Gilmore (1962) and Lawler (1963).
#pragma once
#include "chengjie/place/problem.h"

namespace chengjie::place {

bool is_pure_swap(Problem const&);
Result<Placement> solve_swap_tabu(Problem const&, Options const&);

}  // namespace chengjie::place
