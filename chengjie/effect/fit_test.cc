#include "chengjie/effect/fit.h"

#include <doctest/doctest.h>

#include <cmath>

#include "chengjie/effect/sample.h"

namespace chengjie::effect {
namespace {

TEST_CASE("growth_of_series: by hand") {
  // Growth factors 1.1, 1.1, 1.2, 1.2: mean of the logs ln(1.32)/2, their spread
  // sqrt(4/3) ln(1.2/1.1)/2.
  auto const g =
      growth_of_series({{2020, 100}, {2021, 110}, {2022, 121}, {2023, 145.2}, {2024, 174.24}});
  REQUIRE(g);
  CHECK(g->freedom == 3);
  CHECK(g->years_seen == 4);
  auto const mean = std::log(1.32) / 2;
  auto const variance = 4.0 / 3 * std::pow(std::log(1.2 / 1.1) / 2, 2);
  CHECK(g->mean == doctest::Approx(std::exp(mean + variance / 2) - 1));
  CHECK(g->basis.find("2020 至 2024") != std::string::npos);
  CHECK_FALSE(growth_of_series({{2020, 100}, {2021, 110}, {2022, 121}, {2023, 133}}));
  CHECK_FALSE(growth_of_series({{2020, 1}, {2021, 2}, {2022, 0}, {2023, 3}, {2024, 4}, {2025, 4}}));
  // A gap of a year tells nothing of growth.
  CHECK_FALSE(growth_of_series({{2016, 1}, {2018, 2}, {2020, 3}, {2022, 3}, {2024, 4}, {2025, 4}}));
}

// Regions whose years are drawn from a law of their own; targets at all distances; what the method
// gives against what comes.
std::vector<Resolved> simulated_regions(int regions, int growths, bool as_if_known) {
  Random random(11);
  std::vector<Resolved> out;
  for (auto r = 0; r != regions; ++r) {
    auto const mean = 0.06 + 0.03 * normal(random);
    auto const sd = 0.04 * std::exp(0.4 * normal(random));
    std::vector<std::pair<int, double>> levels{{2010, 1000}};
    for (auto k = 1; k <= growths; ++k) {
      levels.emplace_back(2010 + k, levels.back().second * std::exp(mean + sd * normal(random)));
    }
    Target t;
    t.growth = growth_of_series(levels);
    REQUIRE(t.growth);
    if (as_if_known) { t.growth->freedom = 0; }
    t.name = "模拟";
    t.known.value = levels.back().second;
    t.known.year = levels.back().first;
    t.year = t.known.year + 3;
    // The target's distance, in the forecaster's own terms, is anything from hopeless to sure.
    t.value = t.known.value * std::exp(3 * std::log1p(t.growth->mean) +
                                       2.5 * sd * (2 * random.unit() - 1) * std::sqrt(3.0));
    auto const got = outlook(t, {.seed = static_cast<std::uint64_t>(r) + 1, .draws = 400});
    REQUIRE(got);
    auto level = t.known.value;
    for (auto k = 0; k != 3; ++k) { level *= std::exp(mean + sd * normal(random)); }
    out.push_back({*got->chance, level >= t.value});
  }
  return out;
}

TEST_CASE("calibration: of the targets given 70 % about 70 % come true") {
  auto const table = reliability(simulated_regions(4'000, 8, false));
  REQUIRE(table.rows.size() == 5);
  for (auto const& row : table.rows) {
    CAPTURE(row.from);
    CAPTURE(row.given);
    CAPTURE(row.came_true);
    CHECK(row.targets > 300);
    CHECK(std::abs(row.given - row.came_true) < 0.05);
  }
  auto worst = 0.0, worst_known = 0.0;
  for (auto const& row : table.rows) {
    worst = std::max(worst, std::abs(row.given - row.came_true));
  }
  // Taking the estimates of a short series as known is overconfident, and the test can tell.
  for (auto const& row : reliability(simulated_regions(4'000, 4, true)).rows) {
    worst_known = std::max(worst_known, std::abs(row.given - row.came_true));
  }
  CHECK(worst_known > worst + 0.02);  // 0.079 against 0.047
}

TEST_CASE("reliability: by hand") {
  auto const table = reliability({{0.1, false}, {0.15, true}, {0.7, true}, {1, true}});
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0].targets == 2);
  CHECK(table.rows[0].given == doctest::Approx(0.125));
  CHECK(table.rows[0].came_true == doctest::Approx(0.5));
  CHECK(table.rows[2].targets == 1);
  CHECK(table.brier == doctest::Approx((0.01 + 0.7225 + 0.09 + 0) / 4));
  CHECK(reliability({}).rows.empty());
}

}  // namespace
}  // namespace chengjie::effect
