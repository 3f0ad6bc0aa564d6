// `place solve --format ledger`. What a Problem can say goes to the solvers of problems; years,
// shared capacities, floors, pairs and the rest of the district's model go to the district's own
// search.
#pragma once
#include "chengjie/place/solve.h"

namespace chengjie::place::district {

// None: `read_problem` can say all of it. `target` in the file's points, as SolveOptions.
Result<std::optional<Answer>> solve_ledger(std::string_view text, std::string_view name,
                                           Options const& run, std::optional<double> target);

}  // namespace chengjie::place::district
