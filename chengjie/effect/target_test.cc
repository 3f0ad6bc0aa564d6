#include "chengjie/effect/target.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "chengjie/effect/sample.h"

namespace chengjie::effect {
namespace {

Target sample_target() {
  Target t;
  t.id = "T1";
  t.name = "2027 年规上工业产值 2100 亿元";
  t.value = 2100e8;
  t.year = 2027;
  t.scope = t.known.scope = "全区规上";
  t.known.value = 1396e8;
  t.known.year = 2024;
  t.mark = "mtarget";
  t.known.mark = "mknown";
  return t;
}

TEST_CASE("outlook: the growth a target needs and its chance") {
  auto t = sample_target();
  auto const bare = outlook(t, {.seed = 1});
  REQUIRE(bare);
  CHECK(bare->needed_growth == doctest::Approx(std::pow(2100.0 / 1396, 1.0 / 3) - 1));
  CHECK_FALSE(bare->chance);
  CHECK(bare->inputs == std::vector<std::string>{"mtarget", "mknown"});
  t.growth = Growth{bare->needed_growth, 1e-9, 0, "试", "mg", SourceKind::assumed};
  auto const even = outlook(t, {.seed = 1});
  REQUIRE(even);
  CHECK(*even->chance == doctest::Approx(0.5).epsilon(0.01));
  CHECK(even->assumptions.size() == 1);
  CHECK(even->weakest == SourceKind::assumed);
  auto last = 0.0;
  for (auto const mean : {0.0, 0.05, 0.10, 0.15, 0.20}) {  // the chance grows with the mean
    t.growth = Growth{mean, 0.06, 0, "试", "mg", SourceKind::assumed};
    auto const got = outlook(t, {.seed = 1});
    REQUIRE(got);
    CHECK(*got->chance > last);
    last = *got->chance;
  }
}

TEST_CASE("outlook: the simulation agrees with the exact answer, and additions only help") {
  auto t = sample_target();
  t.growth = Growth{0.12, 0.06, 0.5, "试", "mg", SourceKind::assumed};
  auto const exact = outlook(t, {.seed = 1});
  t.additions = {{"零", {1, 1, 1}, 0, "", SourceKind::assumed}};
  auto const drawn = outlook(t, {.seed = 1, .draws = 100'000});
  REQUIRE(exact);
  REQUIRE(drawn);
  CHECK(std::abs(*exact->chance - *drawn->chance) < 4 * drawn->chance_error + 1e-9);
  CHECK(drawn->reached.mid == doctest::Approx(exact->reached.mid).epsilon(0.01));
  t.additions = {{"电池二期", {50e8, 100e8, 150e8}, 0.7, "ma", SourceKind::assumed}};
  auto const more = outlook(t, {.seed = 1, .draws = 100'000});
  REQUIRE(more);
  CHECK(*more->chance > *exact->chance);
  CHECK(more->assumptions.size() == 2);
  auto const again = outlook(t, {.seed = 1, .draws = 100'000});
  CHECK(*again->chance == *more->chance);
}

TEST_CASE("outlook: common shocks of the same seed are still another stream") {
  auto t = sample_target();
  t.growth = Growth{0.12, 0.06, 0.5, "试", "mg", SourceKind::assumed};
  auto const exact = outlook(t, {.seed = 1});
  Random random(1);
  for (auto d = 0; d != 100'000; ++d) { t.common.push_back(normal(random)); }
  t.additions = {{"零", {1, 1, 1}, 0, "", SourceKind::assumed}};
  auto const drawn = outlook(t, {.seed = 1, .draws = 100'000});
  REQUIRE(exact);
  REQUIRE(drawn);
  CHECK(drawn->reached.low == doctest::Approx(exact->reached.low).epsilon(0.01));
  CHECK(drawn->reached.high == doctest::Approx(exact->reached.high).epsilon(0.01));
}

TEST_CASE("outlook: a project made certain raises the chance, one lost lowers it") {
  auto t = sample_target();
  t.growth = Growth{0.10, 0.05, 0.3, "试", "mg", SourceKind::assumed};
  Addition a;
  a.name = "电池二期";
  a.amount = {200e8, 200e8, 200e8};
  for (auto d = 0; d != 10'000; ++d) {
    a.drawn.push_back(d % 2 == 0 ? 200e8F : 0.0F);
    a.certain.push_back(200e8F);
  }
  t.additions = {a};
  auto const got = outlook(t, {.seed = 1, .draws = 10'000});
  REQUIRE(got);
  REQUIRE(got->levers.size() == 1);
  CHECK(got->levers[0].if_lost < *got->chance);
  CHECK(*got->chance < got->levers[0].if_certain);
  t.additions[0].certain.pop_back();
  CHECK_FALSE(outlook(t, {.seed = 1, .draws = 10'000}));
}

TEST_CASE("outlook: across scopes only by a named bridge") {
  auto t = sample_target();
  t.known.scope = "九龙新城园区";
  auto const refused = outlook(t, {.seed = 1});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Code::conflict);
  CHECK(refused.error().line().find("九龙新城园区") != std::string::npos);
  auto& bridge = t.bridge.emplace();
  bridge.factor = {{1.3, 1.385, 1.5}, "mb", SourceKind::assumed};
  bridge.name = "园区占全区 72.2%";
  auto const got = outlook(t, {.seed = 1});
  REQUIRE(got);
  CHECK(got->needed_growth == doctest::Approx(std::pow(2100 / (1396 * 1.385), 1.0 / 3) - 1));
  CHECK(got->assumptions.size() == 1);
  CHECK(got->inputs.back() == "mb");
}

TEST_CASE("outlook refuses") {
  auto const base = sample_target();
  auto changed = [&](auto change) {
    auto t = base;
    change(t);
    return outlook(t, {.seed = 1});
  };
  CHECK_FALSE(changed([](Target& t) { t.value = 0; }));
  CHECK_FALSE(changed([](Target& t) { t.known.value = -1; }));
  CHECK_FALSE(changed([](Target& t) { t.year = 2024; }));
  CHECK_FALSE(changed([](Target& t) { t.year = std::nan(""); }));
  CHECK_FALSE(changed([](Target& t) { t.growth = Growth{-1, 0.1, 0, "", "", {}}; }));
  CHECK_FALSE(changed([](Target& t) { t.growth = Growth{0.1, -0.1, 0, "", "", {}}; }));
  CHECK_FALSE(changed([](Target& t) { t.bridge.emplace().factor.range = {0, 1, 1}; }));
  CHECK_FALSE(changed([](Target& t) { t.additions = {{"x", {2, 1, 1}, 1, "", {}}}; }));
  CHECK_FALSE(outlook(base, {.seed = 1, .draws = 0}));
}

}  // namespace
}  // namespace chengjie::effect
