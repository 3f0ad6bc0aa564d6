#include "chengjie/choose/clusters.h"

#include <doctest/doctest.h>

using namespace chengjie::choose;

TEST_CASE("clusters: gross counts a firm wherever it belongs, net counts it once") {
  auto const got =
      clusters_of({"先进材料", "轻合金", "氢能"},
                  {{"先进材料", "32", 1, ""}, {"轻合金", "3252", 0.5, ""}, {"轻合金", "32", 0, ""}},
                  {{"西铝", "3252", 100e8, {}, "m1"},
                   {"铜厂", "3211", 10e8, {}, "m2"},
                   {"国鸿", "", 5e8, {"氢能"}, "m3"},
                   {"面厂", "1431", 7e8, {}, "m4"}});
  REQUIRE(got.sums.size() == 3);
  CHECK(got.sums[0].firms == 2);
  CHECK(got.sums[0].gross_cny == doctest::Approx(110e8));
  // 1 and 0.5 are 1.5 of a firm: scaled to two thirds and one third.
  CHECK(got.sums[0].net_cny == doctest::Approx(100e8 * 2 / 3 + 10e8));
  CHECK(got.sums[1].net_cny == doctest::Approx(100e8 / 3));
  CHECK(got.sums[2].net_cny == doctest::Approx(5e8));
  CHECK(got.gross_cny == doctest::Approx(215e8));
  CHECK(got.net_cny == doctest::Approx(115e8));
  CHECK(got.net_cny ==
        doctest::Approx(got.sums[0].net_cny + got.sums[1].net_cny + got.sums[2].net_cny));
  REQUIRE(got.overlaps.size() == 1);
  CHECK(got.overlaps[0].firms == 1);
  CHECK(got.outside == 1);
  CHECK(got.sums[0].marks == std::vector<std::string>{"m1", "m2"});
}

TEST_CASE("clusters: shares under 1 leave the rest outside of all clusters") {
  auto const got = clusters_of({"甲"}, {{"甲", "38", 0.3, ""}}, {{"厂", "3841", 10e8, {}, "m"}});
  CHECK(got.net_cny == doctest::Approx(3e8));
  CHECK(got.gross_cny == doctest::Approx(10e8));
  CHECK(clusters_of({}, {}, {}).sums.empty());
}
