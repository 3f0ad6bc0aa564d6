#include "chengjie/place/plain.h"

#include <doctest/doctest.h>
#include <array>

#include "chengjie/place/judge.h"
#include "chengjie/place/random_problem.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;

namespace {

struct Feature {
  char const* name;
  RandomShape shape;
};

auto const kFeatures = std::to_array<Feature>({
    {"plain", {}},
    {"many resources", {.resources = 3, .tightness = 0.7}},
    {"sparse", {.sparse = true}},
    {"skipping", {.skipping = true, .tightness = 1.3}},
    {"opening", {.opening = true, .tightness = 0.6}},
    {"apart", {.apart = true, .tightness = 0.7}},
    {"pairs", {.pairs = true, .tightness = 0.7}},
    {"all",
     {.resources = 2,
      .sparse = true,
      .skipping = true,
      .opening = true,
      .apart = true,
      .pairs = true}},
});

}  // namespace

TEST_CASE("solve_plain agrees with exhaustion on small problems, every feature in turn") {
  for (auto const& feature : kFeatures) {
    for (auto seed = std::uint64_t{0}; seed != place::rounds(60); ++seed) {
      CAPTURE(feature.name);
      CAPTURE(seed);
      auto const problem = random_problem(seed, feature.shape);
      auto const sure = solve_exhaustive(problem, {});
      auto const got = solve_plain(problem, {});
      REQUIRE(sure);
      REQUIRE(got);
      CHECK(got->stop == sure->stop);
      REQUIRE(got->value.has_value() == sure->value.has_value());
      if (!sure->value) { continue; }
      CHECK(*got->value == *sure->value);
      auto const judged = judge(problem, *got);
      REQUIRE(judged);
      CHECK(*judged == *got->value);
    }
  }
}

TEST_CASE("the priced bound is never above the best plan") {
  for (auto const& feature : kFeatures) {
    for (auto seed = std::uint64_t{100}; seed != 100 + place::rounds(60); ++seed) {
      CAPTURE(feature.name);
      CAPTURE(seed);
      auto const problem = random_problem(seed, feature.shape);
      auto const sure = solve_exhaustive(problem, {});
      REQUIRE(sure);
      auto const prices = find_prices(problem, {});
      if (!sure->value) { continue; }
      REQUIRE(prices.bound);
      CHECK(*prices.bound <= *sure->value);
      // Any prices prove something, also foolish ones.
      auto random = Random{seed};
      auto foolish = std::vector<double>(problem.capacity.size());
      for (auto& price : foolish) { price = 3.0 * random.unit(); }
      CHECK(*exact_bound(problem, foolish) <= *sure->value);
    }
  }
}

TEST_CASE("few moves still give a judged plan with an honest stop") {
  auto const problem = random_problem(7, {.items = 40, .sites = 6, .tightness = 0.8});
  auto const got = solve_plain(problem, {.moves = 200});
  REQUIRE(got);
  REQUIRE(got->value);
  CHECK(got->stop == Stop::moves_spent);
  CHECK(*judge(problem, *got) == *got->value);
  CHECK(*got->bound <= *got->value);
  auto const again = solve_plain(problem, {.moves = 200, .threads = 2});
  REQUIRE(again);
  CHECK(again->site_of == got->site_of);
}

TEST_CASE("problems that are refused") {
  auto const good = random_problem(1, {});
  auto const refuse = [&](auto change) {
    auto bad = good;
    change(bad);
    return !validate(bad);
  };
  CHECK(validate(good));
  CHECK(refuse([](Problem& p) { p.first.back() += 1; }));
  CHECK(refuse([](Problem& p) { p.site[1] = p.site[0]; }));
  CHECK(refuse([](Problem& p) { p.site[0] = 99; }));
  CHECK(refuse([](Problem& p) { p.cost[0] = kAmountMax + 1; }));
  CHECK(refuse([](Problem& p) { p.use[0] = -1; }));
  CHECK(refuse([](Problem& p) { p.capacity[0] = -1; }));
  CHECK(refuse([](Problem& p) { p.apart.emplace_back(0, 0); }));
  CHECK(refuse([](Problem& p) { p.items = -1; }));
  CHECK(refuse([](Problem& p) { p.pairs.traffic.resize(3); }));
}

TEST_CASE("the judge refuses what breaks a rule") {
  auto problem = random_problem(3, {.skipping = true, .tightness = 0.5});
  auto plan = *solve_plain(problem, {});
  REQUIRE(judge(problem, plan));
  SUBCASE("too few items") { plan.site_of.pop_back(); }
  SUBCASE("no such site") { plan.site_of[0] = 99; }
  SUBCASE("over capacity") { problem.capacity.assign(problem.capacity.size(), 0); }
  SUBCASE("left out though it must be placed") {
    problem.skip_cost.clear();
    plan.site_of[0] = -1;
  }
  CHECK(judge(problem, plan).error().code == Code::infeasible);
}
