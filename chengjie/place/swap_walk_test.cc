#include "chengjie/place/swap_walk.h"

#include <doctest/doctest.h>
#include <array>

#include "chengjie/place/judge.h"
#include "chengjie/place/random_swap.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;

namespace {

bool never() { return false; }

auto const kShapes = std::to_array<SwapShape>({
    {.items = 2},
    {.items = 9},
    {.items = 17, .linear = true},
    {.items = 12, .distance_same = false},
    {.items = 11, .traffic_same = false, .linear = true},
    {.items = 10, .traffic_same = false, .distance_same = false, .linear = true},
    {.items = 8, .most = 3},  // some items alike
    {.items = 12, .traffic_same = false, .distance_same = false, .most = 1'000'000},
});

template <class Each>
void for_random_models(std::uint64_t count, Each const& each) {
  for (auto const& shape : kShapes) {
    CAPTURE(shape.items);
    CAPTURE(shape.traffic_same);
    CAPTURE(shape.distance_same);
    for (auto seed = std::uint64_t{0}; seed != place::rounds(count); ++seed) {
      CAPTURE(seed);
      auto const problem = random_swap_problem(seed, shape);
      REQUIRE(is_pure_swap(problem));
      each(problem, swap_model(problem), seed);
    }
  }
}

}  // namespace

TEST_CASE("the model costs what the judge says, and items alike may change places") {
  for_random_models(20, [](Problem const& problem, SwapModel const& model, std::uint64_t seed) {
    auto random = Random{seed};
    auto placement = Placement{};
    placement.site_of = random_plan(problem.items, random);
    auto const cost = cost_of(model, placement.site_of);
    auto const judged = judge(problem, placement);
    REQUIRE(judged);
    CHECK(*judged == cost);
    for (auto i = 0; i != model.n; ++i) {
      auto other = placement.site_of;
      std::swap(other[i], other[model.group[i]]);
      CHECK(cost_of(model, other) == cost);
    }
  });
}

TEST_CASE("a walk's values, changes and best are those of the model, in 32 bits and wide") {
  for_random_models(8, [](Problem const& problem, SwapModel const& model, std::uint64_t seed) {
    auto random = Random{seed};
    auto const from = random_plan(problem.items, random);
    auto const narrow = make_swap_walk(model, seed);
    auto const wide = make_swap_walk(model, seed, true);
    for (auto* walk : {narrow.get(), wide.get()}) {
      walk->restart(from);
      auto best = cost_of(model, from);
      CHECK(walk->best() == best);
      for (auto round = 0; round != 12; ++round) {
        walk->run(round, never);
        REQUIRE(each_once(walk->plan()));
        CHECK(walk->value() == cost_of(model, walk->plan()));
        CHECK(walk->best() == cost_of(model, walk->best_plan()));
        CHECK(walk->best() <= best);
        best = walk->best();
        for (auto i = 0; i != model.n; ++i) {
          for (auto j = i + 1; j != model.n; ++j) {
            auto other = walk->plan();
            std::swap(other[i], other[j]);
            REQUIRE(walk->change(i, j) == cost_of(model, other) - walk->value());
          }
        }
      }
    }
    CHECK(narrow->plan() == wide->plan());
    CHECK(narrow->best_plan() == wide->best_plan());
  });
}

TEST_CASE("changes too large for 32 bits are counted wide") {
  auto const problem = random_swap_problem(3, {.items = 14, .linear = true, .most = 10'000'000});
  auto const model = swap_model(problem);
  CHECK(model.change_most > 4e9);
  auto const walk = make_swap_walk(model, 1);
  auto random = Random{1};
  walk->restart(random_plan(model.n, random));
  walk->run(200, never);
  CHECK(walk->value() == cost_of(model, walk->plan()));
  CHECK(walk->best() == cost_of(model, walk->best_plan()));
}

TEST_CASE("a part of a walk costs as the whole does, and its plan becomes part of the whole") {
  for_random_models(10, [](Problem const& problem, SwapModel const& model, std::uint64_t seed) {
    auto random = Random{seed};
    auto const walk = make_swap_walk(model, seed, seed % 2 == 0);
    walk->restart(random_plan(problem.items, random));
    walk->run(5, never);
    auto items = random_plan(problem.items, random);
    items.resize(1 + items.size() / 2);
    auto const part = walk->part(items);
    auto standing = SitePlan(items.size());
    std::iota(standing.begin(), standing.end(), 0);
    auto const plan = random_plan(part.n, random);
    auto const change = cost_of(part, plan) - cost_of(part, standing);
    auto const before = walk->plan();
    auto const value = walk->value();
    walk->rearrange(items, plan);
    CHECK(walk->value() == value + change);
    CHECK(walk->value() == cost_of(model, walk->plan()));
    for (auto k = std::size_t{0}; k != items.size(); ++k) {
      CHECK(walk->plan()[items[k]] == before[items[plan[k]]]);
    }
    CHECK(walk->best() <= walk->value());
    walk->go_to_best();
    CHECK(walk->value() == walk->best());
    CHECK(walk->plan() == walk->best_plan());
  });
}
