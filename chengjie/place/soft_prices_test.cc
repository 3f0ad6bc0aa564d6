#include "chengjie/place/soft_prices.h"

#include <doctest/doctest.h>
#include <cmath>

#include "chengjie/place/plain.h"
#include "chengjie/place/random_problem.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;

namespace {

SoftPrices soft_of(Problem const& p, double heat) {
  auto out = SoftPrices{};
  auto const zero = std::vector<double>(static_cast<std::size_t>(p.sites), 0.0);
  out.clear({p.capacity.begin(), p.capacity.end()}, zero, heat);
  for (auto j = 0; j != p.items; ++j) {
    auto arcs = std::vector<SoftPrices::Arc>{};
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      arcs.push_back(
          {a, p.site[a], static_cast<double>(p.use[a]), static_cast<double>(p.cost[a]), 0.0});
    }
    out.add_item(j, arcs);
  }
  return out;
}

std::vector<double> loads(SoftPrices const& soft) {
  auto out = std::vector<double>(static_cast<std::size_t>(soft.slots()), 0.0);
  for (auto k = 0; k != soft.items(); ++k) {
    for (auto const& arc : soft.arcs(k)) { out[arc.slot] += arc.share * arc.use; }
  }
  return out;
}

}  // namespace

TEST_CASE("soft prices: shares sum to one, priced sites are full, the level is a bound") {
  auto priced = 0;
  for (auto seed = std::uint64_t{0}; seed != place::rounds(100); ++seed) {
    CAPTURE(seed);
    auto const problem =
        random_problem(seed, {.items = 7, .sites = 3, .sparse = seed % 2 == 0, .tightness = 0.8});
    auto const sure = solve_exhaustive(problem, {});
    REQUIRE(sure);
    if (!sure->value) { continue; }
    auto soft = soft_of(problem, 3.0);
    soft.solve(60);
    for (auto k = 0; k != soft.items(); ++k) {
      auto sum = 0.0;
      for (auto const& arc : soft.arcs(k)) { sum += arc.share; }
      CHECK(sum == doctest::Approx(1.0));
    }
    auto const load = loads(soft);
    for (auto i = 0; i != soft.slots(); ++i) {
      CHECK(soft.price(i) >= 0.0);
      CHECK(load[i] <= soft.room(i) * 1.02 + 0.02);
      if (soft.price(i) > 1e-6) {
        CHECK(load[i] >= soft.room(i) * 0.98 - 0.02);
        ++priced;
      }
    }
    CHECK(soft.level() <= static_cast<double>(*sure->value) + 1e-6);
    CHECK(soft.entropy() >= 0.0);
  }
  CHECK(priced > 0);
}

TEST_CASE("soft prices: a cooler spread leaves less choice and a higher bound") {
  auto const problem = random_problem(4, {.items = 60, .sites = 6, .tightness = 0.9});
  auto soft = soft_of(problem, 20.0);
  soft.solve(60);
  auto const warm = soft.entropy();
  auto const low = soft.level();
  soft.set_heat(1.0);
  soft.solve(60);
  CHECK(soft.entropy() < warm);
  CHECK(soft.level() > low);
}

TEST_CASE("soft prices: a closed site is gone with its items") {
  auto const problem = random_problem(2, {.items = 12, .sites = 3, .tightness = 0.7});
  auto soft = soft_of(problem, 2.0);
  auto inside = std::vector<char>(12, 0);
  inside[0] = inside[5] = inside[11] = 1;
  soft.close(1, inside);
  CHECK(soft.items() == 9);
  CHECK(soft.open() == 2);
  CHECK(!soft.open_slot(1));
  for (auto k = 0; k != soft.items(); ++k) {
    CHECK(!inside[soft.item(k)]);
    CHECK(soft.arcs(k).size() == 2);
    for (auto const& arc : soft.arcs(k)) {
      CHECK(arc.slot != 1);
      CHECK(arc.slot == problem.site[arc.arc]);
      CHECK(arc.cost == static_cast<double>(problem.cost[arc.arc]));
    }
  }
  soft.solve(10);
  CHECK(std::isfinite(soft.level()));
}
