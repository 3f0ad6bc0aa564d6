#include "chengjie/place/solvers.h"

#include <array>

#include "chengjie/place/judge.h"
#include "chengjie/place/pair_tabu.h"
#include "chengjie/place/plain.h"
#include "chengjie/place/solve_apart.h"
#include "chengjie/place/solve_linear.h"
#include "chengjie/place/solve_location.h"
#include "chengjie/place/swap_model.h"
#include "chengjie/place/swap_tabu.h"

namespace chengjie::place {
namespace {

bool whole(Problem const& p) { return !p.split; }

constexpr auto kSolvers = std::to_array<NamedSolver>({
    {"swap tabu", is_pure_swap, solve_swap_tabu},
    {"linear", is_linear, solve_linear},
    {"pair tabu", is_pair_placement, solve_pair_tabu},
    {"location", is_location, solve_location},
    {"apart", is_split_apart, solve_apart},
    {"plain", whole, solve_plain},
});

}  // namespace

std::span<NamedSolver const> solvers() { return kSolvers; }

NamedSolver const* solver_named(std::string_view name) {
  for (auto const& solver : kSolvers) {
    if (solver.name == name) { return &solver; }
  }
  return nullptr;
}

Result<Placement> solve_best(Problem const& problem, Options const& options) {
  if (auto const done = validate(problem); !done) { return done.error(); }
  for (auto const& solver : kSolvers) {
    if (!solver.takes(problem)) { continue; }
    auto placement = solver.run(problem, options);
    if (placement && placement->value) {
      auto const judged = judge(problem, *placement);
      CJ_CHECK(judged && *judged == *placement->value);
      CJ_CHECK(!placement->bound || *placement->bound <= *placement->value);
    }
    return placement;
  }
  return Error{Code::unsupported, "还没有能解这类选址问题的求解器", "", ""};
}

}  // namespace chengjie::place
