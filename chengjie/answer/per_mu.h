// Per-mu grades (亩均论英雄) of the region's firms, a sheet each: every term with its sum, its cap
// and the rule that stood in for a missing value.
#pragma once
#include "chengjie/answer/context.h"

namespace chengjie::answer {

// `scheme`: the id of a scheme of data/rules/per_mu. not_found names those there are; infeasible
// when a weight was not found in the public text and none is assumed: it names the assumption to
// set ("per_mu/jingde/above_scale/亩均税收").
Result<Answer> per_mu(Context const&, std::string const& scheme);

}  // namespace chengjie::answer
