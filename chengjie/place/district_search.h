// The search of the district's plan: everything the Model knows, in one walk. Parts of the plan are
// taken out and put back where they gain most at the prices (ruin and recreate: Schrimpf et al.
// 2000), a little worse is accepted for a while (record to record: Dueck 1993). Small districts are
// branched until the best is proved.
#pragma once
#include "chengjie/place/district_bound.h"
#include "chengjie/place/district_state.h"

namespace chengjie::place::district {

struct Found {
  std::vector<int> choices;  // by item, -1: not placed; empty: no plan was found
  std::int64_t value{};
  std::int64_t bound{};
  Stop stop{Stop::moves_spent};
};

// `start`: a plan to begin from, by item; what no longer fits is put back elsewhere. Empty: none.
// Moves are projects put into a plan; the same number repeats exactly. Nothing found: with pins,
// `choices` is empty.
Found search_plan(Model const&, RowPrices const&, std::vector<int> const& start, Options const&);

// Depth first over the projects, cut by the bound at the prices; proves the best when `nodes`
// suffice. `best` is a plan to beat, or without choices.
Found branch_plan(Model const&, RowPrices const&, Found best, std::int64_t nodes, Options const&);

// The same as a Problem of problem.h, where the model has nothing that it cannot say: a site of one
// part, one year, capacities of the site alone and without extension, no neighbours, no segments.
std::optional<Problem> plain_problem(Model const&);
// By item: what its best choice is worth, at least 0. cost of a plain problem = top - points.
std::vector<std::int64_t> top_of(Model const&);

}  // namespace chengjie::place::district
