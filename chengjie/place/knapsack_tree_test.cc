#include "chengjie/place/knapsack_tree.h"

#include <doctest/doctest.h>

#include "chengjie/place/judge.h"
#include "chengjie/place/linear.h"
#include "chengjie/place/plain.h"
#include "chengjie/place/random_problem.h"
#include "chengjie/place/solvers.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;

namespace {

std::function<bool()> const never = [] { return false; };
constexpr auto kEnough = std::int64_t{1} << 40;

}  // namespace

TEST_CASE("knapsack tree: left alone it finds and proves what exhaustion finds") {
  auto infeasible = 0;
  for (auto seed = std::uint64_t{0}; seed != place::rounds(300); ++seed) {
    CAPTURE(seed);
    auto const tightness = 0.7 + 0.1 * static_cast<double>(seed % 7);
    auto const problem = random_problem(
        seed, {.items = 7, .sites = 3, .sparse = seed % 2 == 0, .tightness = tightness});
    auto const linear = prepare_linear(problem, {});
    auto const sure = solve_exhaustive(problem, {});
    REQUIRE(sure);
    if (!linear.bound || !KnapsackTree::takes(linear.problem)) { continue; }
    auto tree = KnapsackTree{linear.problem, linear.price};
    tree.run(kEnough, never);
    REQUIRE(tree.done());
    infeasible += sure->value ? 0 : 1;
    REQUIRE(tree.plan().empty() == !sure->value.has_value());
    if (!sure->value) { continue; }
    CHECK(tree.plan_cost() == *sure->value);
    CHECK(tree.bound() == *sure->value);
    auto placement = Placement{};
    placement.site_of = sites_told(linear, tree.plan());
    auto const value = judge(problem, placement);
    REQUIRE(value);
    CHECK(*value == *sure->value);
  }
  CHECK(infeasible > static_cast<int>(place::rounds(300)) / 30);
}

TEST_CASE("knapsack tree: a known best is proved, and bounds on the way never exceed it") {
  for (auto seed = std::uint64_t{0}; seed != place::rounds(40); ++seed) {
    CAPTURE(seed);
    auto const problem = random_problem(seed, {.items = 9, .sites = 4, .tightness = 0.9});
    auto const sure = solve_exhaustive(problem, {});
    REQUIRE(sure);
    if (!sure->value) { continue; }
    auto const linear = prepare_linear(problem, {});
    auto tree = KnapsackTree{linear.problem, linear.price};
    tree.know(*sure->value);
    for (auto turn = 0; turn != 10'000 && !tree.done(); ++turn) {
      tree.run(200, never);
      CHECK(tree.bound() <= *sure->value);
    }
    REQUIRE(tree.done());
    CHECK(tree.plan().empty());
    CHECK(tree.bound() == *sure->value);
  }
}

TEST_CASE("knapsack tree: the diver finds feasible plans and leaves the tree's proof alone") {
  auto found = 0;
  for (auto seed = std::uint64_t{0}; seed != 10; ++seed) {
    CAPTURE(seed);
    auto const problem = random_problem(seed, {.items = 60, .sites = 6, .tightness = 0.95});
    auto const linear = prepare_linear(problem, {});
    REQUIRE(linear.bound);
    auto tree = KnapsackTree{linear.problem, linear.price};
    tree.know(*linear.bound * 2);
    tree.run(1, never);
    auto diver = tree;
    diver.dive(seed);
    diver.run(20'000'000, never);
    if (diver.plan().empty()) { continue; }
    ++found;
    auto placement = Placement{};
    placement.site_of = sites_told(linear, diver.plan());
    auto const value = judge(problem, placement);
    REQUIRE(value);
    CHECK(*value == diver.plan_cost());
    CHECK(*value >= tree.bound());
  }
  CHECK(found > 5);
}

TEST_CASE("knapsack tree: what it is not made for") {
  CHECK(!KnapsackTree::takes(random_problem(1, {.items = 5, .sites = 2, .resources = 2})));
  CHECK(!KnapsackTree::takes(random_problem(1, {.items = 5, .sites = 2, .skipping = true})));
  auto fine = random_problem(1, {.items = 5, .sites = 2});
  CHECK(KnapsackTree::takes(fine));
  fine.capacity[0] = 1'000'000'007;
  CHECK(!KnapsackTree::takes(fine));
}
