#include "chengjie/effect/plan.h"

#include <doctest/doctest.h>

#include <cmath>

namespace chengjie::effect {
namespace {

Planned certain(std::string name, double output, std::size_t sector = 0) {
  Planned p;
  p.id = p.name = std::move(name);
  p.sector = sector;
  p.has_sector = true;
  p.ramp = {{0, 0, 0}, {8, 8, 8}};
  p.output = {output, output, output};
  return p;
}

DrawOptions options(int draws = 2'000) {
  return {.seed = 3, .draws = draws, .common = 0.3, .sector = 0.2, .now = {2026, 1}};
}

TEST_CASE("a plan of known projects is the plain sum of their ramps") {
  std::vector<Planned> const plan{certain("甲", 100), certain("乙", 300)};
  auto const draws = draw_plan(plan, options(10));
  REQUIRE(draws);
  // Production begins with 2026, two years of ramp: a quarter, three quarters, all.
  auto const years =
      by_year(*draws, plan, {{100, 100, 100}, {300, 300, 300}}, {2025, 2026, 2027, 2028});
  CHECK(years[0] == Range{});
  CHECK(years[1].mid == doctest::Approx(100));
  CHECK(years[2].low == doctest::Approx(300));
  CHECK(years[3] == Range{400, 400, 400});
  auto const expected = expected_output(*draws, plan, 2027);
  CHECK(expected[0] == doctest::Approx(75));
  CHECK(expected[1] == doctest::Approx(225));
  auto const weighted = by_year(*draws, plan, {{100, 100, 100}, {300, 300, 300}}, {2028}, {1, 0.5});
  CHECK(weighted[0].mid == doctest::Approx(250));
}

TEST_CASE("success, delay and shared shocks come out as they go in") {
  std::vector<Planned> plan;
  for (auto k = 0; k != 6; ++k) {
    plan.push_back(certain("项目" + std::to_string(k), 100, static_cast<std::size_t>(k % 2)));
    plan.back().chance = 0.6;
    plan.back().output = {50, 80, 120};
    plan.back().ramp.start = {2, 4, 8};
  }
  auto const draws = draw_plan(plan, options(20'000));
  REQUIRE(draws);
  auto succeeded = 0.0;
  for (auto const s : draws->projects[0].succeeds) { succeeded += s; }
  CHECK(succeeded / 20'000 == doctest::Approx(0.6).epsilon(0.03));
  auto const correlation = [&](std::size_t a, std::size_t b) {
    auto sum = 0.0;
    for (std::size_t d = 0; d != 20'000; ++d) {
      sum += static_cast<double>(draws->projects[a].z[d]) *
             static_cast<double>(draws->projects[b].z[d]);
    }
    return sum / 20'000;
  };
  CHECK(correlation(0, 0) == doctest::Approx(1).epsilon(0.03));
  CHECK(correlation(0, 2) == doctest::Approx(0.5).epsilon(0.06));  // common and sector
  CHECK(std::abs(correlation(0, 1) - 0.3) < 0.03);                 // common alone
  CHECK(drawn_output(*draws, plan, 0, 0, 2040, true) > 0);
}

TEST_CASE("a project's draws do not move when another joins, nor with the run") {
  std::vector<Planned> const one{certain("甲", 100)};
  auto two = one;
  two.push_back(certain("乙", 100, 1));
  for (auto* p : {&two[0], &two[1]}) { p->output = {50, 80, 120}; }
  auto first = one;
  first[0].output = {50, 80, 120};
  auto const a = draw_plan(first, options()), b = draw_plan(two, options());
  REQUIRE(a);
  REQUIRE(b);
  CHECK(a->projects[0].z == b->projects[0].z);
  CHECK(a->projects[0].succeeds == b->projects[0].succeeds);
  CHECK(draw_plan(two, options())->projects[1].z == b->projects[1].z);
}

TEST_CASE("cluster_sums: what stands in two clusters counts twice gross and once net") {
  std::vector<Planned> const plan{certain("甲", 100), certain("乙", 300)};
  auto const draws = draw_plan(plan, options(10));
  REQUIRE(draws);
  std::vector<Range> const amounts{{100, 100, 100}, {300, 300, 300}};
  auto const sums =
      cluster_sums(*draws, plan, amounts, {{0, 0, 1}, {0, 1, 0.5}, {1, 1, 0.5}}, 2, 2030);
  REQUIRE(sums);
  CHECK(sums->gross[0].mid == doctest::Approx(400));
  CHECK(sums->net[0].mid == doctest::Approx(250));
  CHECK(sums->gross[1].mid == doctest::Approx(300));
  CHECK(sums->net[1].mid == doctest::Approx(150));
  CHECK(sums->gross_all.mid == doctest::Approx(700));
  CHECK(sums->net_all.mid == doctest::Approx(400));
  CHECK_FALSE(cluster_sums(*draws, plan, amounts, {{0, 1, 0.7}, {1, 1, 0.5}}, 2, 2030));
}

TEST_CASE("draw_plan refuses") {
  auto const broken = [](auto change) {
    std::vector<Planned> plan{certain("甲", 100)};
    auto o = options(10);
    change(plan[0], o);
    return !draw_plan(plan, o).ok();
  };
  CHECK_FALSE(broken([](Planned&, DrawOptions&) {}));
  CHECK(broken([](Planned& p, DrawOptions&) { p.chance = 1.2; }));
  CHECK(broken([](Planned& p, DrawOptions&) { p.output = {2, 1, 3}; }));
  CHECK(broken([](Planned& p, DrawOptions&) { p.ramp.start = {-1, 0, 1}; }));
  CHECK(broken([](Planned& p, DrawOptions&) { p.ramp.length.high = INFINITY; }));
  CHECK(broken([](Planned&, DrawOptions& o) { o.common = 0.9; }));
  CHECK(broken([](Planned&, DrawOptions& o) { o.draws = 0; }));
}

}  // namespace
}  // namespace chengjie::effect
