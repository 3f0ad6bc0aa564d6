#include "chengjie/effect/table.h"

#include <doctest/doctest.h>

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
  CHECK(e->quantities.size() == 12);

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

}  // namespace
}  // namespace chengjie::effect
