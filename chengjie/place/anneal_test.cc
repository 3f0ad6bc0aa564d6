// Annealing, mending and the arithmetic of large problems, tried on small ones.
#include "chengjie/place/anneal.h"

#include <doctest/doctest.h>
#include <algorithm>

#include "chengjie/place/cool_run.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/plain.h"
#include "chengjie/place/random_problem.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;

namespace {

Problem many_resources(std::uint64_t seed) {
  auto p = random_problem(seed, {.items = 60,
                                 .sites = 8,
                                 .resources = 3,
                                 .sparse = true,
                                 .skipping = true,
                                 .tightness = 0.85});
  for (auto& price : p.skip_cost) { price += 500; }
  return p;
}

Problem same_at_all_sites(Problem p) {
  for (auto j = 0; j != p.items; ++j) {
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      for (auto r = 0; r != p.resources; ++r) {
        p.use[static_cast<std::size_t>(a) * p.resources + r] = p.use_of(p.first[j], r);
      }
    }
  }
  return p;
}

std::vector<std::int32_t> cheapest(Linear const& linear) {
  auto out = std::vector<std::int32_t>{};
  for (auto j = 0; j != linear.problem.items; ++j) { out.push_back(linear.candidate_of(j, 0)); }
  return out;
}

bool never() { return false; }

}  // namespace

TEST_CASE("annealing and mending: a plan that the judge accepts, the same on any threads") {
  for (auto seed = std::uint64_t{1}; seed != 1 + place::rounds(20); ++seed) {
    CAPTURE(seed);
    auto const problem = many_resources(seed);
    auto const linear = prepare_linear(problem, {});
    auto one = cheapest(linear);
    auto three = one;
    auto first = Annealing{linear, seed};
    first.run(one, {.moves = 40'000}, 1, never);
    Annealing{linear, seed}.run(three, {.moves = 40'000}, 3, never);
    CHECK(one == three);
    auto search = PenaltySearch{linear, seed};
    search.mend(one, first.weights(), 20'000, never);
    REQUIRE(search.best_cost());
    auto plan = Placement{};
    plan.site_of = sites_told(linear, search.best());
    auto const judged = judge(problem, plan);
    REQUIRE(judged);
    CHECK(*judged == *search.best_cost());
    CHECK(*judged >= *linear.bound);
  }
}

TEST_CASE("annealing betters the priced start") {
  auto better = 0;
  auto const all = static_cast<int>(place::rounds(20));
  for (auto seed = 1; seed != 1 + all; ++seed) {
    auto const linear = prepare_linear(many_resources(static_cast<std::uint64_t>(seed)), {});
    auto by_prices = PenaltySearch{linear, 1};
    by_prices.run(60, never);
    auto cooled = PenaltySearch{linear, 1};
    auto const options = Options{};
    auto run = CoolRun{linear, cooled, options};
    CHECK(run.stage(1'000'000) > 0);
    REQUIRE(cooled.best_cost());
    better += !by_prices.best_cost() || *cooled.best_cost() <= *by_prices.best_cost();
  }
  CHECK(better >= all * 3 / 4);
}

TEST_CASE("a best plan kept by the items that moved is the plan it was") {
  for (auto seed = std::uint64_t{1}; seed != 1 + place::rounds(20); ++seed) {
    CAPTURE(seed);
    auto const problem = many_resources(seed);
    auto const linear = prepare_linear(problem, {});
    auto search = PenaltySearch{linear, seed};
    for (auto k = 0; k != 6; ++k) {
      search.run(300, never);
      if (!search.best_cost()) { continue; }
      auto plan = Placement{};
      plan.site_of = sites_told(linear, search.best());
      auto const judged = judge(problem, plan);
      REQUIRE(judged);
      CHECK(*judged == *search.best_cost());
      if (k == 3) { search.adopt(search.best(), *search.best_cost()); }
    }
  }
}

TEST_CASE("prices in single precision prove nearly the same bound, and never too much") {
  for (auto seed = std::uint64_t{1}; seed != 1 + place::rounds(30); ++seed) {
    CAPTURE(seed);
    for (auto const& problem : {many_resources(seed), same_at_all_sites(many_resources(seed))}) {
      auto const usual = find_prices(problem, {});
      auto const single = find_prices(problem, {.many_arcs = 0});
      auto const threads = find_prices(problem, {.threads = 3, .many_arcs = 0});
      REQUIRE(usual.bound);
      REQUIRE(single.bound);
      CHECK(single.of == threads.of);
      CHECK(static_cast<double>(*single.bound) ==
            doctest::Approx(static_cast<double>(*usual.bound)).epsilon(0.01));
      CHECK(*single.bound == *exact_bound(problem, single.of));
    }
    auto const small = random_problem(seed, {.resources = 2, .sparse = true, .skipping = true});
    auto const sure = solve_exhaustive(small, {});
    REQUIRE(sure);
    if (sure->value) { CHECK(*find_prices(small, {.many_arcs = 0}).bound <= *sure->value); }
  }
}

TEST_CASE("an arc that no plan can hold neither prices nor places anything") {
  auto p = random_problem(3, {.items = 4, .sites = 3, .resources = 2});
  auto const item = 1;
  for (auto a = p.first[item]; a != p.first[item + 1]; ++a) {
    p.use[2 * a] = p.capacity_of(p.site[a], 0) + 1;
  }
  CHECK(!find_prices(p, {}).bound);
  CHECK(!find_prices(p, {.many_arcs = 0}).bound);
  CHECK(!exact_bound(p, std::vector<double>(p.capacity.size(), 0.0)));
  p.skip_cost.assign(4, 77);
  auto const bound = find_prices(p, {}).bound;
  REQUIRE(bound);
  CHECK(*bound >= 77);
}

TEST_CASE("where arcs are too many the cheapest are kept, the place of no place among them") {
  auto const problem = random_problem(
      5, {.items = 30, .sites = 40, .resources = 2, .skipping = true, .tightness = 0.1});
  auto const all = prepare_linear(problem, {});
  auto const some = prepare_linear(problem, {}, 100);
  CHECK(all.whole);
  CHECK(!some.whole);
  CHECK(some.bound == all.bound);
  for (auto j = 0; j != problem.items; ++j) {
    CHECK(some.candidates(j) == std::min(21, all.candidates(j)));
    CHECK(some.skip_arc(j) >= 0);
    for (auto k = 0; k != 5; ++k) {
      auto const a = all.candidate_of(j, k);
      auto const b = some.candidate_of(j, k);
      CHECK(all.reduced[a] == doctest::Approx(some.reduced[b]));
    }
  }
  auto must = problem;
  must.skip_cost.clear();
  CHECK(prepare_linear(must, {}, 100).whole);
}
