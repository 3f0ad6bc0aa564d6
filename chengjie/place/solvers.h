// The table of solvers: a new method is one new file and one row in solvers.cc.
#pragma once
#include <span>
#include <string_view>

#include "chengjie/place/problem.h"

namespace chengjie::place {

struct NamedSolver {
  std::string_view name;
  bool (*takes)(Problem const&);  // whether the solver is made for such a problem
  Result<Placement> (*run)(Problem const&, Options const&);
};

std::span<NamedSolver const> solvers();  // best first; the last takes every unsplit problem
NamedSolver const* solver_named(std::string_view);

// The first solver that takes the problem, its answer passed through the judge. Code::unsupported
// where no solver takes it.
Result<Placement> solve_best(Problem const&, Options const&);

}  // namespace chengjie::place
