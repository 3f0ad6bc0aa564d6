// What pairs can bring at the most, and the plain shifts, against plans of random districts.
#include "chengjie/place/district_pairs.h"

#include <doctest/doctest.h>
#include <numeric>

#include "chengjie/place/district_bound.h"
#include "chengjie/place/district_random.h"
#include "chengjie/place/district_search.h"
#include "chengjie/place/district_shift.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;
using namespace chengjie::place::district;

namespace {

Input chained(std::uint64_t seed) {
  return random_district(seed, {.projects = 12,
                                .parks = 4,
                                .resources = 3,
                                .years = seed % 2 == 0,
                                .shared = seed % 3 == 0,
                                .floors = seed % 4 == 0,
                                .extensions = seed % 5 == 0,
                                .pairs = true});
}

Found some_plan(Model const& m, std::uint64_t seed) {
  auto const prices = find_row_prices(m, {.passes = 50});
  return search_plan(m, prices, {}, {.moves = 300, .seed = seed});
}

std::vector<int> all_sites(Model const& m) {
  auto out = std::vector<int>(m.sites);
  std::iota(out.begin(), out.end(), 0);
  return out;
}

}  // namespace

TEST_CASE("pairs: no plan brings a project more than the most that is told") {
  for (auto seed = std::uint64_t{1}; seed != 1 + place::rounds(120); ++seed) {
    CAPTURE(seed);
    auto const input = chained(seed);
    auto const m = model_of(input);
    REQUIRE(m);
    auto most = PairsMost{*m};
    for (auto const plan_seed : {1U, 2U, 3U}) {
      auto const found = some_plan(*m, plan_seed);
      auto state = State{*m};
      state.set(found.choices);
      CHECK(found.value <= found.bound);
      for (auto j = 0; j != m->items; ++j) {
        auto const c = found.choices[j];
        if (c < 0) { continue; }
        CHECK(0.5 * static_cast<double>(state.pair_points(j)) <= most.at(j, m->choices[c].site));
      }
    }
  }
}

TEST_CASE("pairs: a park with room for one partner counts one") {
  auto in = Input{};
  in.resources = {{"land", "用地", "亩"}};
  in.parks = {{"P", "甲园", {20}}, {"Q", "乙园", {100}}};
  for (auto const* id : {"A", "B", "C"}) {
    auto project = Project{};
    project.id = project.name = id;
    project.need = {10};
    project.worth = {{"产值", 5}};
    in.projects.push_back(project);
  }
  in.pairs = {{"A", "B", 8}, {"A", "C", 8}};
  auto const m = model_of(in);
  REQUIRE(m);
  auto most = PairsMost{*m};
  auto const points = [&](int site) { return most.at(0, site) / m->worth_scale; };
  auto const same_park = in.closeness[static_cast<std::size_t>(Near::same_park)];
  CHECK(points(0) == doctest::Approx(0.5 * 8 * same_park));
  CHECK(points(1) == doctest::Approx(0.5 * 16 * same_park));
}

TEST_CASE("shifts: never worse, always a plan, and nothing left that one more would gain") {
  for (auto seed = std::uint64_t{1}; seed != 1 + place::rounds(60); ++seed) {
    CAPTURE(seed);
    auto const input = chained(seed);
    auto const m = model_of(input);
    REQUIRE(m);
    auto state = State{*m};
    state.set(some_plan(*m, seed).choices);
    auto const before = state.value();
    settle_by_shifts(state, all_sites(*m), 1'000);
    CHECK(state.value() >= before);
    for (auto k = 0; k != static_cast<int>(m->rows.size()); ++k) {
      CHECK(state.load(k) <= m->rows[k].capacity + m->groups[m->rows[k].group].most);
    }
    auto const settled = state.value();
    settle_by_shifts(state, all_sites(*m), 1'000);
    CHECK(state.value() == settled);
  }
}
