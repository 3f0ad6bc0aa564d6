#include "chengjie/effect/netting.h"

#include <doctest/doctest.h>

#include <cmath>

#include "chengjie/base/random.h"
#include "chengjie/economy/leontief.h"

namespace chengjie::effect {
namespace {

using solve::Matrix;

// A = [[0.1, 0.2], [0.3, 0.1]]; det(I - A) = 0.81 - 0.06 = 0.75, so L = [[1.2, 4/15], [0.4, 1.2]].
Matrix two_sectors() {
  Matrix l(2, 2);
  l(0, 0) = 1.2;
  l(0, 1) = 4.0 / 15;
  l(1, 0) = 0.4;
  l(1, 1) = 1.2;
  return l;
}

TEST_CASE("net_of_supply: two projects that supply each other, by hand") {
  // f1 + (4/15) f2 = 100 and 0.4 f1 + f2 = 100 when everything is bought from each other:
  // f1 = (100 - 80/3) / (1 - 8/75) = 5500/67, f2 = 100 - 0.4 f1.
  auto const all = net_of_supply({{0, 100}, {1, 100}}, two_sectors(), 1);
  REQUIRE(all);
  CHECK(all->free[0] == doctest::Approx(5500.0 / 67));
  CHECK(all->free[1] == doctest::Approx(100 - 2200.0 / 67));
  auto const none = net_of_supply({{0, 100}, {1, 100}}, two_sectors(), 0);
  REQUIRE(none);
  CHECK(none->free[0] == 100);
  CHECK(none->free[1] == 100);
}

TEST_CASE("net_of_supply: the netted plan is the effect of what others call for") {
  // One project buys all it needs of sector 2 from the other: 0.4 x 100 = 40 of its 40 are called
  // for, so the plan brings what the first brings alone, counted once.
  auto const got = net_of_supply({{0, 100}, {1, 40}}, two_sectors(), 1);
  REQUIRE(got);
  auto const l = two_sectors();
  auto const effect = [&](std::size_t j) { return l(0, j) + l(1, j); };
  auto const gross = 100 * effect(0) + 40 * effect(1);
  auto const net = gross - (100 - got->free[0]) * effect(0) - (40 - got->free[1]) * effect(1);
  CHECK(net == doctest::Approx(got->free[0] * effect(0) + got->free[1] * effect(1)));
  CHECK(got->free[0] + 4.0 / 15 * got->free[1] == doctest::Approx(100));
  CHECK(got->free[1] + 0.4 * got->free[0] == doctest::Approx(40));
}

TEST_CASE("net_of_supply: a project alone buys its own kind from others") {
  auto const one = net_of_supply({{0, 100}}, two_sectors(), 1);
  REQUIRE(one);
  CHECK(one->free[0] == doctest::Approx(100));
  // Two of a sector: each buys 0.2 of the other's kind from the other: f + 0.2 f = 50.
  auto const two = net_of_supply({{0, 50}, {0, 50}}, two_sectors(), 1);
  REQUIRE(two);
  CHECK(two->free[0] == doctest::Approx(50 / 1.2));
  CHECK(two->free[0] == doctest::Approx(two->free[1]));
}

// The plain version: T written out in full, as the header has it.
std::vector<double> called_plain(std::vector<Placed> const& plan, Matrix const& l, double share,
                                 std::vector<double> const& f) {
  std::vector<double> out(plan.size());
  for (std::size_t q = 0; q != plan.size(); ++q) {
    for (std::size_t p = 0; p != plan.size(); ++p) {
      if (p == q) { continue; }
      auto others = 0.0;
      for (std::size_t r = 0; r != plan.size(); ++r) {
        if (r != p && plan[r].sector == plan[q].sector) { others += plan[r].output; }
      }
      auto const i = plan[q].sector, j = plan[p].sector;
      if (others > 0) { out[q] += share * (l(i, j) - (i == j)) * plan[q].output / others * f[p]; }
    }
  }
  return out;
}

TEST_CASE("net_of_supply: random plans satisfy the formula and stay within 0..O") {
  for (std::uint64_t seed = 0; seed != 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    auto const n = 2 + random.below(4);
    Matrix a(n, n);
    for (auto& cell : a.cells()) { cell = random.unit() * 0.8 / n; }
    auto const l = economy::Leontief::of(a)->inverse();
    REQUIRE(l);
    std::vector<Placed> plan;
    for (auto k = random.below(8); k != 0; --k) {
      plan.push_back({random.below(n), std::floor(random.unit() * 100)});
    }
    auto const share = random.unit();
    auto const got = net_of_supply(plan, *l, share);
    REQUIRE(got);
    auto const called = called_plain(plan, *l, share, got->free);
    for (std::size_t p = 0; p != plan.size(); ++p) {
      CHECK(got->free[p] >= -1e-9);
      CHECK(got->free[p] <= plan[p].output + 1e-9);
      CHECK(got->free[p] ==
            doctest::Approx(std::max(0.0, plan[p].output - called[p])).epsilon(1e-6));
    }
  }
}

TEST_CASE("net_of_supply refuses") {
  CHECK_FALSE(net_of_supply({{0, 1}}, two_sectors(), 1.5));
  CHECK_FALSE(net_of_supply({{0, -1}}, two_sectors(), 0.5));
  CHECK_FALSE(net_of_supply({{0, std::nan("")}}, two_sectors(), 0.5));
  CHECK(net_of_supply({}, two_sectors(), 0.5));
}

}  // namespace
}  // namespace chengjie::effect
