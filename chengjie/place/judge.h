// Recomputes cost and capacities from the problem alone. Every placement passes through here
// before anyone sees it, whichever solver found it.
#pragma once
#include "chengjie/place/problem.h"

namespace chengjie::place {

// The cost of a placement of whole items (site_of) or of flows (split problems; then the cost is
// rounded up to the next unit, so it is never flattering). Infeasible, with the site, the
// resource and the amount short, when a capacity or a rule is broken.
Result<std::int64_t> judge(Problem const&, Placement const&);

// Cost without looking at capacities; for solvers that walk through overloaded plans.
std::int64_t cost_of(Problem const&, std::vector<std::int32_t> const& site_of);

// The shares of a split plan may miss a whole by this much.
inline constexpr double kShareSlack = 1e-7;

}  // namespace chengjie::place
