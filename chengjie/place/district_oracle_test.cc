// Thousands of small random districts, each feature in turn and all together: the fast solve equals
// the plain version that tries every plan.
#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "chengjie/place/district_plain.h"
#include "chengjie/place/district_random.h"
#include "chengjie/place/district_solve.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;
using namespace chengjie::place::district;

namespace {

struct Feature {
  char const* name;
  void (*on)(RandomDistrict&);
};

constexpr auto kFeatures = std::to_array<Feature>({
    {"none", [](RandomDistrict&) {}},
    {"years", [](RandomDistrict& d) { d.years = true; }},
    {"shared", [](RandomDistrict& d) { d.shared = true; }},
    {"floors", [](RandomDistrict& d) { d.floors = true; }},
    {"extensions", [](RandomDistrict& d) { d.extensions = true; }},
    {"pairs", [](RandomDistrict& d) { d.pairs = true; }},
    {"aparts", [](RandomDistrict& d) { d.aparts = true; }},
    {"segments", [](RandomDistrict& d) { d.segments = true; }},
    {"seconds", [](RandomDistrict& d) { d.seconds = true; }},
    {"rules", [](RandomDistrict& d) { d.rules = true; }},
    {"pins", [](RandomDistrict& d) { d.pins = true; }},
    {"last", [](RandomDistrict& d) { d.last = true; }},
    {"all",
     [](RandomDistrict& d) {
       d = {3, 2, 2, true, true, true, true, true, true, true, true, true, true, true};
     }},
});

constexpr auto kSeeds = std::uint64_t{250};

// What a person would be told in error is left out: only whether a plan exists, and its points.
std::optional<double> fast_points(Input const& input, std::int64_t moves, Stop& stop) {
  auto const plan = place_projects(input, {.solve = {.moves = moves}, .prices_max = 0});
  if (!plan) {
    CHECK(plan.error().code == Code::infeasible);
    return std::nullopt;
  }
  stop = plan->stop;
  CHECK(plan->points <= plan->points_bound + 1e-6);
  return plan->points;
}

}  // namespace

TEST_CASE("district: exhaustive and fast agree, with every feature in turn") {
  for (auto const& feature : kFeatures) {
    CAPTURE(std::string{feature.name});
    auto feasible = 0;
    auto proved = 0;
    for (auto seed = std::uint64_t{1}; seed <= place::rounds(kSeeds); ++seed) {
      CAPTURE(seed);
      auto shape = RandomDistrict{4, 3, 2};
      feature.on(shape);
      auto const input = random_district(seed, shape);
      auto const ground = Ground::of(input);
      REQUIRE(ground);
      auto const best = plain_best(*ground);
      if (!best) {
        CHECK(best.error().code == Code::limit);
        continue;
      }
      auto stop = Stop::moves_spent;
      auto const got = fast_points(input, 50'000, stop);
      REQUIRE(got.has_value() == best->points.has_value());
      if (!got) { continue; }
      ++feasible;
      proved += stop == Stop::proved_best ? 1 : 0;
      CHECK(*got == doctest::Approx(*best->points).epsilon(1e-6));
    }
    CHECK(feasible > static_cast<int>(place::rounds(kSeeds)) / 4);
    CHECK(proved == feasible);
  }
}

TEST_CASE("district: a solve from kept prices and plan agrees too, after a change") {
  for (auto seed = std::uint64_t{1}; seed <= place::rounds(200); ++seed) {
    CAPTURE(seed);
    auto shape = RandomDistrict{4, 3, 2};
    shape.years = seed % 2 == 0;
    shape.pairs = seed % 3 == 0;
    shape.extensions = seed % 5 == 0;
    auto input = random_district(seed, shape);
    auto const before = place_projects(input, {.prices_max = 0});
    REQUIRE(before);
    auto& room = input.parks[0].capacity[0];
    if (room) { *room += 4.0; }
    input.projects[seed % 4].need[1] = 1.0;
    auto const warm = place_projects(input, {.prices_max = 0}, &before->kept);
    auto const cold = place_projects(input, {.prices_max = 0});
    REQUIRE(warm);
    REQUIRE(cold);
    CHECK(warm->points == doctest::Approx(cold->points));
  }
}

TEST_CASE("district: the bound of larger districts is never below a plan, moves repeat exactly") {
  for (auto seed = std::uint64_t{1}; seed <= 8; ++seed) {
    CAPTURE(seed);
    auto shape = RandomDistrict{90, 8, 3, true, true, true, true, true, true, true, false, true};
    auto const input = random_district(seed, shape);
    auto const options = DistrictOptions{.solve = {.moves = 6'000}, .prices_max = 0};
    auto const one = place_projects(input, options);
    auto const two = place_projects(input, options);
    REQUIRE(one);
    REQUIRE(two);
    CHECK(one->points == two->points);
    CHECK(one->points_bound >= one->points);
    CHECK(moves_between(*one, *two).empty());
  }
}
