// The plain solvers: obviously right, and kept for ever as the check on the fast ones.
#pragma once
#include "chengjie/place/prices.h"
#include "chengjie/place/problem.h"

namespace chengjie::place {

// Tries every placement. Refuses (Code::limit) more than `kPlansMax` of them.
inline constexpr double kPlansMax = 2e7;
Result<Placement> solve_exhaustive(Problem const&, Options const&);

// Depth-first over the items, cut by the priced bound; proves the best when the moves (nodes)
// suffice. `best` is a plan to beat, or an empty placement.
Placement solve_branching(Problem const&, Prices const&, Placement best, Options const&);

// Priced greedy, repair by one ejection, descent by shifts and swaps; bound from `find_prices`;
// branching where the problem is small. Splits are not for this one.
Result<Placement> solve_plain(Problem const&, Options const&);

}  // namespace chengjie::place
