#include "chengjie/place/site_fill.h"

#include <doctest/doctest.h>

#include "chengjie/place/judge.h"
#include "chengjie/place/penalty_search.h"
#include "chengjie/place/plain.h"
#include "chengjie/place/random_problem.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;

namespace {

std::function<bool()> const never = [] { return false; };

std::optional<std::int64_t> value_of(Problem const& problem, Linear const& linear,
                                     std::vector<std::int32_t> const& arc_of) {
  auto placement = Placement{};
  placement.site_of = sites_told(linear, arc_of);
  auto const value = judge(problem, placement);
  return value ? std::optional{*value} : std::nullopt;
}

}  // namespace

TEST_CASE("site fill: plans are feasible, cost what they say and are never worse than the first") {
  auto better = 0;
  auto started = 0;
  for (auto seed = std::uint64_t{0}; seed != place::rounds(30); ++seed) {
    CAPTURE(seed);
    auto const sites = 3 + static_cast<int>(seed % 12);
    auto const problem = random_problem(
        seed, {.items = 70, .sites = sites, .sparse = seed % 2 == 0, .tightness = 0.93});
    auto const linear = prepare_linear(problem, {});
    if (!linear.bound) { continue; }
    REQUIRE(SiteFill::takes(linear));
    auto search = PenaltySearch{linear, seed};
    search.run(300, never);
    if (!search.best_cost()) { continue; }
    ++started;
    auto fill = SiteFill{linear, seed};
    CHECK(fill.best().empty());
    fill.start(search.best(), *search.best_cost());
    fill.run(5'000'000, never);
    better += fill.best_cost() < *search.best_cost() ? 1 : 0;
    CHECK(fill.best_cost() <= *search.best_cost());
    CHECK(fill.best_cost() >= *linear.bound);
    CHECK(value_of(problem, linear, fill.best()) == fill.best_cost());
  }
  CHECK(started > 0);
  CHECK(better > 0);
}

TEST_CASE("site fill: small problems come to their best") {
  auto best = 0;
  auto all = 0;
  for (auto seed = std::uint64_t{0}; seed != place::rounds(60); ++seed) {
    CAPTURE(seed);
    auto const problem = random_problem(seed, {.items = 7, .sites = 4, .tightness = 0.85});
    auto const sure = solve_exhaustive(problem, {});
    REQUIRE(sure);
    if (!sure->value) { continue; }
    auto const linear = prepare_linear(problem, {});
    auto search = PenaltySearch{linear, seed};
    search.run(50, never);
    if (!search.best_cost()) { continue; }
    auto fill = SiteFill{linear, seed};
    fill.start(search.best(), *search.best_cost());
    fill.run(1'000'000, never);
    CHECK(fill.best_cost() >= *sure->value);
    ++all;
    best += fill.best_cost() == *sure->value ? 1 : 0;
  }
  CHECK(10 * best >= 9 * all);
}

TEST_CASE("site fill: the same seed and work, the same plan") {
  auto const problem = random_problem(3, {.items = 90, .sites = 12, .tightness = 0.95});
  auto const linear = prepare_linear(problem, {});
  auto search = PenaltySearch{linear, 1};
  search.run(2'000, never);
  REQUIRE(search.best_cost());
  auto one = SiteFill{linear, 5};
  auto two = SiteFill{linear, 5};
  one.start(search.best(), *search.best_cost());
  two.start(search.best(), *search.best_cost());
  one.run(10'000'000, never);
  two.run(10'000'000, never);
  CHECK(one.best() == two.best());
  CHECK(one.best_cost() == two.best_cost());
}

TEST_CASE("site fill: what it is not made for") {
  auto const takes = [](Problem const& problem) {
    return SiteFill::takes(prepare_linear(problem, {}));
  };
  auto problem = random_problem(1, {.items = 6, .sites = 3});
  CHECK(takes(problem));
  problem.capacity[0] = kUnlimited;
  CHECK(!takes(problem));
  CHECK(!takes(random_problem(1, {.items = 6, .sites = 3, .resources = 2})));
  CHECK(!takes(random_problem(1, {.items = 6, .sites = 3, .skipping = true})));
}
