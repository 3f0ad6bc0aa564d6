// One solve of the district's model, from the start or from what an earlier one kept.
#pragma once
#include "chengjie/place/district_search.h"

namespace chengjie::place::district {

struct Solved {
  Found found;
  RowPrices prices;
};

// Whether the solvers of plain problems do better on such a model: where the capacities hold every
// project, or few projects can be proved; where many must stay out the walk is far better.
bool plainly_better(Model const&);
Solved solve_model(Input const&, Model const&, Options const&, int passes, Kept const* kept);

double points_of(Model const&, std::int64_t value);
Kept kept_of(Input const&, Model const&, Solved const&);

}  // namespace chengjie::place::district
