#include "chengjie/economy/ario.h"

#include <doctest/doctest.h>

#include <cmath>

#include "chengjie/economy/leontief.h"
#include "chengjie/economy/synthetic.h"

namespace chengjie::economy {
namespace {

ArioModel sample(std::size_t regions = 2, std::size_t sectors = 3) {
  ArioModel m;
  m.sectors = sectors;
  m.z = synthetic_coefficients(regions, sectors);
  m.demand = synthetic_demand(regions, sectors);
  auto const leontief = Leontief::of(m.z);
  REQUIRE(leontief);
  m.x = leontief->output(solve::sum_of_rows(m.demand)).x;
  for (std::size_t i = 0; i != m.x.size(); ++i) {
    for (std::size_t j = 0; j != m.x.size(); ++j) { m.z(i, j) *= m.x[j]; }
  }
  return m;
}

ArioEvent loss_of(ArioModel const& m, double share) {
  ArioEvent e;
  e.loss.assign(m.x.size(), 0.0);
  e.loss[0] = ario_capital(m)[0] * share;
  e.duration = 10;
  e.tau = 60;
  return e;
}

TEST_CASE("without a loss every day is the same") {
  for (auto const alternative : {true, false}) {
    auto m = sample();
    m.alternative_suppliers = alternative;
    REQUIRE(ario(m, loss_of(m, 0), 200, [&](ArioStep const& s) {
      for (std::size_t i = 0; i != m.x.size(); ++i) {
        CHECK(s.production[i] == doctest::Approx(m.x[i] / 365).epsilon(1e-9));
      }
      for (auto const v : s.demand_unmet) { CHECK(std::abs(v) < 1e-9); }
    }));
  }
}

TEST_CASE("a loss cuts production, and recovery brings it back") {
  auto const m = sample();
  for (auto const curve : {ArioEvent::Curve::linear, ArioEvent::Curve::convex}) {
    auto e = loss_of(m, 0.3);
    e.curve = curve;
    auto lowest = HUGE_VAL, last = 0.0, before = HUGE_VAL;
    auto finite = true, falling = true;
    REQUIRE(ario(m, e, 1500, [&](ArioStep const& s) {
      lowest = std::min(lowest, s.production[0]);
      last = s.production[0];
      finite = finite && solve::all_finite(s.production) && solve::all_finite(s.demand_unmet);
      if (s.step > 1) {
        falling = falling && s.capital_to_recover[0] <= before + 0.05;  // rounded to one decimal
        before = s.capital_to_recover[0];
      }
      for (std::size_t i = 0; i != m.x.size(); ++i) {
        CHECK(s.production[i] <= s.capacity[i] * (1 + 1e-12));
      }
    }));
    CHECK(finite);
    CHECK(falling);
    CHECK(lowest == doctest::Approx(m.x[0] / 365 * 0.7).epsilon(0.02));
    CHECK(last == doctest::Approx(m.x[0] / 365).epsilon(0.02));
  }
}

TEST_CASE("rebuilding: what is asked ends when the loss is made good") {
  auto const m = sample();
  auto e = loss_of(m, 0.2);
  e.kind = ArioEvent::Kind::rebuild;
  e.rebuilders = {0, 0.25, 0.75};
  auto made = 0.0, left = 0.0;
  REQUIRE(ario(m, e, 3000, [&](ArioStep const& s) {
    for (auto const v : s.rebuild_production) { made += v; }
    left = s.capital_to_recover[0];
    CHECK(s.rebuild_demand[0] == 0);  // the first sector is no rebuilder
  }));
  CHECK(made + left == doctest::Approx(e.loss[0]).epsilon(1e-6));
  CHECK(left < e.loss[0] * 0.05);
}

TEST_CASE("an arbitrary loss of capacity is felt one step later") {
  auto const m = sample();
  ArioEvent e;
  e.kind = ArioEvent::Kind::arbitrary;
  e.loss.assign(m.x.size(), 0.0);
  e.loss[2] = 0.5;
  e.occurrence = 3;
  REQUIRE(ario(m, e, 6, [&](ArioStep const& s) {
    auto const share = s.capacity[2] / (m.x[2] / 365);
    if (s.step < 4) { CHECK(share == doctest::Approx(1).epsilon(1e-3)); }
    if (s.step == 4) { CHECK(share == doctest::Approx(0.5).epsilon(1e-3)); }
  }));
}

TEST_CASE("a sector without output, and one without value added, are no trouble") {
  auto m = sample();
  for (std::size_t i = 0; i != m.x.size(); ++i) { m.z(1, i) = m.z(i, 1) = 0; }
  m.x[1] = 0;
  for (auto& v : m.demand.row(1)) { v = 0; }
  REQUIRE(ario(m, loss_of(m, 0.3), 50, [&](ArioStep const& s) {
    CHECK(solve::all_finite(s.production));
    CHECK(solve::all_finite(s.capacity));
    CHECK(s.production[1] == 0);
  }));
}

TEST_CASE("ario refuses") {
  auto const base = sample();
  auto const none = [](ArioStep const&) {};
  auto refused = [&](auto change) {
    auto m = base;
    auto e = loss_of(m, 0.1);
    change(m, e);
    return !ario(m, e, 5, none);
  };
  CHECK(refused([](auto& m, auto&) { m.sectors = 4; }));
  CHECK(refused([](auto& m, auto&) { m.z(0, 0) = -1; }));
  CHECK(refused([](auto& m, auto&) { m.x[0] = std::nan(""); }));
  CHECK(refused([](auto& m, auto&) { m.psi = 0; }));
  CHECK(refused([](auto& m, auto&) { m.overproduction_max = 0.5; }));
  CHECK(refused([](auto&, auto& e) { e.loss[0] = 1e18; }));
  CHECK(refused([](auto&, auto& e) { e.loss[0] = -1; }));
  CHECK(refused([](auto&, auto& e) { e.tau = 0; }));
  CHECK(refused([](auto&, auto& e) { e.duration = -1; }));
  CHECK(refused([](auto&, auto& e) { e.kind = ArioEvent::Kind::rebuild; }));
  CHECK_FALSE(ario(base, loss_of(base, 0.1), 0, none));
}

}  // namespace
}  // namespace chengjie::economy
