#include "chengjie/economy/quotients.h"

#include <doctest/doctest.h>

#include <cmath>

#include "chengjie/economy/shift_share.h"
#include "chengjie/economy/synthetic.h"

namespace chengjie::economy {
namespace {

TEST_CASE("a region that is the nation in small buys at home by its size alone") {
  Sizes const s{{10, 20, 30}, {1000, 2000, 3000}};
  for (auto const q : location_quotients(s)) { CHECK(q == doctest::Approx(1)); }
  auto const a = synthetic_coefficients(1, 3);
  CHECK(regional_coefficients(a, s, Quotient::slq) == a);
  CHECK(regional_coefficients(a, s, Quotient::cilq) == a);
  auto const flq = regional_coefficients(a, s, Quotient::flq, 0.3);
  auto const lambda = std::pow(std::log2(1.01), 0.3);
  CHECK(region_size_factor(s, 0.3) == doctest::Approx(lambda));
  CHECK(flq(1, 2) == doctest::Approx(a(1, 2) * lambda));
  // The larger delta, the less is bought at home.
  CHECK(regional_coefficients(a, s, Quotient::flq, 0.5)(1, 2) < flq(1, 2));
}

TEST_CASE("sectors the region lacks sell nothing, and nothing is not a number") {
  Sizes const s{{0, 5, 40}, {100, 0, 400}};
  auto const a = synthetic_coefficients(1, 3);
  for (auto const q :
       {Quotient::slq, Quotient::cilq, Quotient::rlq, Quotient::flq, Quotient::aflq}) {
    auto const r = regional_coefficients(a, s, q);
    CHECK(solve::all_finite(r.cells()));
    for (std::size_t j = 0; j != 3; ++j) { CHECK(r(0, j) == 0); }
  }
  CHECK(solve::all_finite(cross_industry_quotients(location_quotients(s)).cells()));
}

TEST_CASE("AFLQ lets a specialised buyer buy more at home") {
  Sizes const s{{50, 10}, {100, 400}};
  auto const a = synthetic_coefficients(1, 2);
  CHECK(regional_coefficients(a, s, Quotient::aflq)(1, 0) >
        regional_coefficients(a, s, Quotient::flq)(1, 0));
  CHECK(regional_coefficients(a, s, Quotient::aflq)(0, 1) ==
        regional_coefficients(a, s, Quotient::flq)(0, 1));
}

TEST_CASE("check refuses") {
  CHECK_FALSE(check(Sizes{{}, {}}));
  CHECK_FALSE(check(Sizes{{1}, {1, 2}}));
  CHECK(check(Sizes{{-1, 2}, {3, 4}}, {"甲", "乙"}).error().what.find("甲") != std::string::npos);
  CHECK_FALSE(check(Sizes{{std::nan("")}, {3}}));
  CHECK_FALSE(check(Sizes{{0, 0}, {3, 4}}));
  CHECK_FALSE(check(Sizes{{30, 40}, {3, 4}}));
}

TEST_CASE("shift-share adds up, by Dunn and by Esteban") {
  auto const s = shift_share({100, 50, 10}, {120, 40, 0}, {1000, 900, 0}, {1100, 800, 30});
  REQUIRE(s);
  CHECK(s->national_sum + s->mix_sum + s->regional_sum == doctest::Approx(s->growth));
  CHECK(s->homothetic_regional + s->allocation == doctest::Approx(s->regional_sum));
  CHECK(s->gerfin_mix * s->gerfin_regional == doctest::Approx((160.0 / 160) / (1930.0 / 1900)));
  CHECK_FALSE(shift_share({0}, {1}, {2}, {3}));
  CHECK_FALSE(shift_share({1}, {1}, {0}, {3}));
}

}  // namespace
}  // namespace chengjie::economy
