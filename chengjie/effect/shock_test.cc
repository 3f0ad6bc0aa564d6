#include "chengjie/effect/shock.h"

#include <doctest/doctest.h>

#include <cmath>

namespace chengjie::effect {
namespace {

DistrictEconomy two_sectors() {
  DistrictEconomy d;
  d.sectors = {"零件", "整机"};
  d.coefficients = solve::Matrix(2, 2);
  d.coefficients(0, 0) = 0.1;
  d.coefficients(0, 1) = 0.4;
  d.coefficients(1, 0) = 0.05;
  d.coefficients(1, 1) = 0.1;
  d.national = {1000e8, 800e8};
  d.district = {20e8, 30e8};
  d.jobs_per_output = {100e-8, 60e-8};
  d.storable = {true, true};
  d.local_share = 0.5;
  return d;
}

TEST_CASE("two_regions: every row adds up to its output, every column buys what it needs") {
  auto const d = two_sectors();
  auto const m = two_regions(d, {});
  REQUIRE(m);
  for (std::size_t i = 0; i != 4; ++i) {
    auto sold = m->demand(i, 0);
    for (std::size_t j = 0; j != 4; ++j) { sold += m->z(i, j); }
    CHECK(sold == doctest::Approx(m->x[i]));
  }
  for (std::size_t j = 0; j != 4; ++j) {
    for (std::size_t k = 0; k != 2; ++k) {
      CHECK(m->z(k, j) + m->z(k + 2, j) == doctest::Approx(d.coefficients(k, j % 2) * m->x[j]));
      CHECK(m->z(k, j) >= 0);
    }
  }
  // Parts for machines: half of 0.4 x 30 = 6 within the district, of 20 that it makes.
  CHECK(m->z(0, 1) == doctest::Approx(6e8));
}

TEST_CASE(
    "shock: without stocks to run down a firm's loss is its own output and what hangs on it") {
  auto const d = two_sectors();
  Shock const s{ShockKind::firm, "零件厂停产", 0, 0.5, 30, 30};
  auto const got = shock(d, s, {.horizon_days = 180, .stock_days = 30, .overproduction = 1.1});
  REQUIRE(got);
  CHECK(got->path.district.size() == 26);
  CHECK(got->path.district.front() > got->path.district[2]);
  // 30 days at half of 20/365, and half of that again on the way back: 1.23 hundred million, less
  // what is made up for, or more where machines wait for parts.
  CHECK(got->path.output_lost > 0.5e8);
  CHECK(got->path.output_lost < 5e8);
  CHECK(got->path.jobs_worst > 500);  // half of 2,000 people less what overtime makes up for
  CHECK(got->path.worst_week >= 1);
  CHECK(got->path.district.back() > 0.97);
  REQUIRE_FALSE(got->buffers.empty());
  for (std::size_t k = 1; k < got->buffers.size(); ++k) {
    CHECK(got->buffers[k - 1].spared >= got->buffers[k].spared);
  }
  CHECK(got->buffers.front().spared <= got->path.output_lost * 1.001);
}

TEST_CASE("shock: more of it is never better, and power hits all sectors at once") {
  auto const d = two_sectors();
  auto last = 0.0;
  for (auto const loss : {0.1, 0.3, 0.6, 1.0}) {
    auto const got = shock(d, {ShockKind::power, "限电", 0, loss, 10, 5}, {});
    REQUIRE(got);
    CHECK(got->path.output_lost >= last);
    last = got->path.output_lost;
    for (auto const share : got->path.district) {
      CHECK(std::isfinite(share));
      CHECK(share > -1e-9);
    }
  }
  CHECK(last > 0);
}

TEST_CASE("shock refuses") {
  auto const d = two_sectors();
  CHECK_FALSE(shock(d, {ShockKind::firm, "x", 0, 0, 10, 5}, {}));
  CHECK_FALSE(shock(d, {ShockKind::firm, "x", 0, 1.5, 10, 5}, {}));
  CHECK_FALSE(shock(d, {ShockKind::firm, "x", 7, 0.5, 10, 5}, {}));
  CHECK_FALSE(shock(d, {ShockKind::power, "x", 0, 0.5, 0, 5}, {}));
  auto none = d;
  none.district = {0, 0};
  CHECK_FALSE(shock(none, {ShockKind::power, "x", 0, 0.5, 10, 5}, {}));
  auto huge = d;
  huge.district[0] = 2000e8;
  CHECK_FALSE(shock(huge, {ShockKind::power, "x", 0, 0.5, 10, 5}, {}));
  auto odd = d;
  odd.jobs_per_output.pop_back();
  CHECK_FALSE(shock(odd, {ShockKind::power, "x", 0, 0.5, 10, 5}, {}));
}

}  // namespace
}  // namespace chengjie::effect
