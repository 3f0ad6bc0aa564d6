// Split location where some customers may not share a site: ruin and recreate (Schrimpf et al.
// 2000) on the flows, record-to-record acceptance (Dueck 1993); bound of location_bound.h, which
// does not know the incompatible pairs.
#pragma once
#include "chengjie/place/problem.h"

namespace chengjie::place {

bool is_split_apart(Problem const&);
Result<Placement> solve_apart(Problem const&, Options const&);

}  // namespace chengjie::place
