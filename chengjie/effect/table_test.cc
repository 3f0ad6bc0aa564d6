#include "chengjie/effect/table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "chengjie/base/random.h"
#include "chengjie/base/tree.h"
#include "chengjie/effect/claim.h"

namespace chengjie::effect {
namespace {

TEST_CASE("a battery project on the shipped table") {
  auto const table = read_file("data/io/china_2020_27.csv");
  auto const sectors = read_file("data/io/sectors.csv");
  REQUIRE(table);
  REQUIRE(sectors);
  auto const national = economy::read_national(*table, "table", *sectors, "sectors");
  REQUIRE(national);
  auto const brings = economy::brings(*national);
  REQUIRE(brings);
  auto const sector = economy::sector_of(national->sectors, "3841");
  REQUIRE(sector);
  auto const c = coefficients_of(*national, *brings, *sector, "tablemark");
  CHECK(c.sector == "电池");
  CHECK(c.output.direct == 1);
  CHECK(c.output.all > 2);
  auto const e = effect_of(
      {"P", "冠宇", c, Stated{50e8, "m1"}, {}, Stated{1.73e8, "m2"}, Stated{12'000, "m3"}, {}, {}},
      default_ratios());
  REQUIRE(e);
  CHECK(e->quantities.size() == 16);

  auto const claims = check_claims({"P",
                                    "冠宇",
                                    Stated{50e8, "m1"},
                                    Stated{1.73e8, "m2"},
                                    Stated{12'000, "m3"},
                                    {},
                                    {},
                                    references_of(c)});
  REQUIRE(claims.size() == 2);

  CHECK(claims[0].value == doctest::Approx(50e8 / 12'000));
}

// docs/methods/effect.md follows this table by hand: A = [[0.1, 0.2], [0.3, 0.1]], x = (100, 100),
// labour (30, 40), households' spending (14, 21), so c = (0.2, 0.3); no imports.
economy::National by_hand() {
  economy::National n;
  auto& t = n.table;
  t.name = "例表";
  t.codes = {"01", "02"};
  t.sectors = {"甲", "乙"};
  t.z = solve::Matrix(2, 2);
  t.z(0, 0) = 10;
  t.z(0, 1) = 20;
  t.z(1, 0) = 30;
  t.z(1, 1) = 10;
  t.final_names = {"HH", "EX"};
  t.final_demand = solve::Matrix(2, 2);
  t.final_demand(0, 0) = 14;
  t.final_demand(0, 1) = 56;
  t.final_demand(1, 0) = 21;
  t.final_demand(1, 1) = 39;
  t.exports = 1;
  t.imports = {0, 0};
  t.value_added_names = {"VA001", "VA002"};
  t.value_added = solve::Matrix(2, 2);
  t.value_added(0, 0) = 30;
  t.value_added(0, 1) = 40;
  t.value_added(1, 0) = 30;
  t.value_added(1, 1) = 30;
  t.x = {100, 100};
  n.sectors = {{"01", "甲", {"01"}, 1'000, ""}, {"02", "乙", {"02"}, 500, ""}};
  return n;
}

TEST_CASE("operators_of: the worked example of docs/methods/effect.md") {
  auto const n = by_hand();
  auto const brings = economy::brings(n);
  REQUIRE(brings);
  auto const ops = operators_of(n, *brings);
  REQUIRE(ops);
  CHECK(ops->inverse(0, 0) == doctest::Approx(1.2));
  CHECK(ops->inverse(0, 1) == doctest::Approx(4.0 / 15));
  CHECK(ops->inverse(1, 0) == doctest::Approx(0.4));
  CHECK(brings->output.effect[0] == doctest::Approx(1.6));
  CHECK(ops->induced_output[0] == doctest::Approx(0.52 * 0.76 / 0.728));
  CHECK(ops->induced_output[1] == doctest::Approx(0.56 * 0.76 / 0.728));
  CHECK(ops->lacks.empty());
  CHECK(ops->convention.find("截尾") != std::string::npos);
  auto without = n;
  without.table.value_added_names = {"VA", "VA002"};
  auto const told = operators_of(without, *brings);
  REQUIRE(told);
  CHECK(told->induced_output.empty());
  CHECK(told->lacks.find("劳动者报酬") != std::string::npos);
}

// The plain version: every drawn table solved anew.
TEST_CASE("table_error: rounds agree with solving, and errors of 0 change nothing") {
  auto const n = by_hand();
  auto const brings = economy::brings(n);
  REQUIRE(brings);
  auto const ops = operators_of(n, *brings);
  REQUIRE(ops);
  auto const none =
      table_error(n, *brings, *ops, {.seed = 1, .draws = 20, .cell_sd = 0, .import_sd = 0});
  REQUIRE(none);
  for (auto const& r : none->cells) {
    CHECK(r.low == doctest::Approx(1));
    CHECK(r.high == doctest::Approx(1));
  }
  auto const some = table_error(n, *brings, *ops, {.seed = 1, .draws = 2'000, .cell_sd = 0.05});
  REQUIRE(some);
  std::vector<double> solved;
  Random random(99);
  for (auto d = 0; d != 2'000; ++d) {
    auto a = ops->coefficients;
    for (auto& cell : a.cells()) {
      auto const u = 1 - random.unit(), v = random.unit();
      cell *= std::exp(0.05 * std::sqrt(-2 * std::log(u)) * std::cos(6.283185307179586 * v));
    }
    auto const leontief = economy::Leontief::of(a);
    REQUIRE(leontief);
    solved.push_back((leontief->multipliers({1, 1}).effect[0] - 1) / 0.6);
  }
  std::sort(solved.begin(), solved.end());
  CHECK(some->cells[0].low == doctest::Approx(solved[100]).epsilon(0.01));
  CHECK(some->cells[0].high == doctest::Approx(solved[1'899]).epsilon(0.01));
  CHECK(some->imports[0].low == doctest::Approx(1));  // nothing is imported
  CHECK_FALSE(table_error(n, *brings, *ops, {.seed = 1, .cell_sd = 2}));
}

TEST_CASE(
    "stays_of: a district as specialised as its nation keeps more, one without suppliers less") {
  auto const n = by_hand();
  auto const brings = economy::brings(n);
  REQUIRE(brings);
  auto const ops = operators_of(n, *brings);
  REQUIRE(ops);
  auto const got = stays_of(n, *ops, {{100, 50}, {500, 250}});
  REQUIRE(got);
  REQUIRE(got->district.size() == 2);
  for (auto j = std::size_t{0}; j != 2; ++j) {
    CHECK(got->district[j].low <= got->district[j].mid);
    CHECK(got->district[j].mid <= got->district[j].high);
    CHECK(got->city[j].mid >= got->district[j].mid);
    CHECK(got->district[j].high <= 1);
  }
  auto const lone = stays_of(n, *ops, {{100, 0}, {}});
  REQUIRE(lone);
  CHECK(lone->district[0].mid < got->district[0].mid);
  CHECK(lone->city.empty());
  CHECK_FALSE(stays_of(n, *ops, {{2'000, 0}, {}}));  // more jobs than the nation has
}

}  // namespace
}  // namespace chengjie::effect
