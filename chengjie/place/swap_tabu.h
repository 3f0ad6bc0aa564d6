// Pure quadratic assignment: as many sites as items, one item a site. Tabu walks (swap_walk.h)
// started from children of families of good plans; bound of Gilmore (1962) and Lawler (1963).
#pragma once
#include "chengjie/place/swap_model.h"

namespace chengjie::place {

Result<Placement> solve_swap_tabu(Problem const&, Options const&);

}  // namespace chengjie::place
