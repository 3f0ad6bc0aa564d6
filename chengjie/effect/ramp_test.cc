#include "chengjie/effect/ramp.h"

#include <doctest/doctest.h>

namespace chengjie::effect {
namespace {

TEST_CASE("ramp_share: a straight line over eight quarters, by hand") {
  // Production begins now; after 1 quarter of 8 the line stands at 1/8, so the mean of the first
  // quarter is 1/16, of the eighth 15/16, and from then on 1.
  CHECK(ramp_share(0, 8, 0) == doctest::Approx(1.0 / 16));
  CHECK(ramp_share(0, 8, 7) == doctest::Approx(15.0 / 16));
  CHECK(ramp_share(0, 8, 8) == doctest::Approx(1));
  CHECK(ramp_share(4, 8, 3) == doctest::Approx(0));
  CHECK(ramp_share(4, 8, 4) == doctest::Approx(1.0 / 16));
  // The first year: (1 + 3 + 5 + 7) / 16 / 4 = 1/4.
  CHECK(ramp_year(0, 8, 0) == doctest::Approx(0.25));
  CHECK(ramp_year(0, 8, 4) == doctest::Approx(0.75));
  // Of a year of which two quarters are gone only the other two count, out of four.
  CHECK(ramp_year(0, 8, -2) == doctest::Approx((1.0 + 3) / 16 / 4));
  CHECK(ramp_year(0, 0, 0) == doctest::Approx(1));
}

TEST_CASE("ramp_year is the mean of its quarters, and never falls") {
  for (auto const start : {0.0, 0.5, 3.0, 7.3}) {
    for (auto const length : {0.1, 1.0, 5.5, 12.0}) {
      CAPTURE(start);
      CAPTURE(length);
      auto last = 0.0;
      for (auto q = 0; q != 40; q += 4) {
        auto mean = 0.0;
        for (auto k = 0; k != 4; ++k) { mean += ramp_share(start, length, q + k) / 4; }
        auto const year = ramp_year(start, length, q);
        CHECK(year == doctest::Approx(mean));
        CHECK(year >= last - 1e-12);
        CHECK(year <= 1 + 1e-12);
        last = year;
      }
      CHECK(last == doctest::Approx(1));
    }
  }
}

TEST_CASE("quarters are counted over the turn of the year") {
  auto const now = quarter_of(2026, 11);
  CHECK(now.name() == "2026-Q4");
  CHECK(now.plus(1).name() == "2027-Q1");
  CHECK(now.plus(-4).name() == "2025-Q4");
  CHECK(quarter_of(2026, 1).quarter == 1);
}

TEST_CASE("ramp_path: known numbers give one line, ranges a band around it") {
  auto const known = ramp_path({{2, 2, 2}, {8, 8, 8}}, 12, 1);
  for (std::size_t q = 0; q != known.size(); ++q) {
    CHECK(known[q].low == doctest::Approx(ramp_share(2, 8, static_cast<int>(q))));
    CHECK(known[q].low == known[q].high);
  }
  auto const wide = ramp_path({{1, 3, 8}, {4, 8, 12}}, 24, 1);
  CHECK(wide == ramp_path({{1, 3, 8}, {4, 8, 12}}, 24, 1));
  for (auto const& r : wide) {
    CHECK(r.low <= r.mid);
    CHECK(r.mid <= r.high);
  }
  CHECK(wide[8].low < wide[8].high);
}

}  // namespace
}  // namespace chengjie::effect
