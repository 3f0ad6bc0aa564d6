#include "chengjie/effect/quantity.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "chengjie/base/random.h"

namespace chengjie::effect {
namespace {

TEST_CASE("say: as people write it") {
  struct Row {
    double value;
    Unit unit;
    std::string_view words;
  };
  for (auto const& row : std::to_array<Row>({
           {50e8, Unit::cny, "50亿元"},
           {1.73e8, Unit::cny, "1.73亿元"},
           {416'667, Unit::cny_per_person, "41.7万元/人"},
           {12'000, Unit::person, "1.2万人"},
           {850.4, Unit::person, "850人"},
           {3.46, Unit::percent, "3.46%"},
           {2100e8, Unit::cny, "2100亿元"},
           {0.8, Unit::ratio, "0.8"},
           {0, Unit::cny, "0元"},
       })) {
    CHECK(say(row.value, row.unit) == row.words);
  }
}

TEST_CASE("product: medians multiply, log-widths add as squares; a simulation agrees") {
  std::vector<Factor> const factors{{"甲", {0.5, 0.8, 1.0}, Unit::ratio, "a", SourceKind::assumed},
                                    {"乙", {90, 100, 130}, Unit::cny, "b", SourceKind::document},
                                    {"丙", {3, 3, 3}, Unit::ratio, "a", SourceKind::document}};
  auto const q = product("产值", "direct", Unit::cny, factors);
  REQUIRE(q);
  CHECK(q->range.mid == doctest::Approx(240));
  CHECK(q->weakest == SourceKind::assumed);
  CHECK(q->inputs == std::vector<std::string>{"a", "b"});
  REQUIRE(q->reasons.size() == 2);
  CHECK(q->reasons[0].factor == "甲");
  CHECK(q->reasons[0].share + q->reasons[1].share == doctest::Approx(1));
  // Symmetric log-normal factors: the rule is exact.
  std::vector<Factor> const even{{"甲", {0.5, 1, 2}, Unit::ratio, "", SourceKind::assumed},
                                 {"乙", {1 / 1.5, 1, 1.5}, Unit::ratio, "", SourceKind::assumed}};
  auto const exact = product("x", "direct", Unit::ratio, even);
  REQUIRE(exact);
  Random random(7);
  auto below = 0;
  constexpr auto kDraws = 100'000;
  auto const normal = [&] {
    auto const u = 1 - random.unit();
    return std::sqrt(-2 * std::log(u)) * std::cos(6.283185307179586 * random.unit());
  };
  for (auto i = 0; i != kDraws; ++i) {
    auto const value = std::exp((std::log(2) * normal() + std::log(1.5) * normal()) / 1.644854);
    below += value < exact->range.low;
  }
  CHECK(below / double{kDraws} == doctest::Approx(0.05).epsilon(0.05));
}

TEST_CASE("product refuses what is no range") {
  for (auto const& r :
       std::to_array<Range>({{0, 1, 2}, {2, 1, 3}, {1, 3, 2}, {-1, 1, 2}, {1, 1, std::nan("")}})) {
    auto const q = product("产值", "direct", Unit::cny, {{"甲", r, Unit::ratio, "", {}}});
    REQUIRE_FALSE(q);
    CHECK(q.error().code == Code::bad_input);
    CHECK(q.error().what.find("甲") != std::string::npos);
  }
}

TEST_CASE("rounded: the last place is a tenth of the width's leading place") {
  struct Row {
    Range raw, told;
  };
  for (auto const& row : std::to_array<Row>({
           {{20'663, 34'765.7, 46'376.2}, {21'000, 35'000, 46'000}},
           {{60e8, 96e8, 120e8}, {60e8, 96e8, 120e8}},
           {{9.42, 12.74, 14.59}, {9.4, 12.7, 14.6}},
           {{0.01234, 0.02345, 0.03456}, {0.012, 0.023, 0.035}},
           {{39.28, 39.321, 39.39}, {39.3, 39.3, 39.4}},
           {{12'345, 12'345, 12'345}, {12'300, 12'300, 12'300}},
           {{0, 0, 0}, {0, 0, 0}},
       })) {
    CAPTURE(row.raw.mid);
    auto const got = rounded(row.raw);
    CHECK(got.low == doctest::Approx(row.told.low));
    CHECK(got.mid == doctest::Approx(row.told.mid));
    CHECK(got.high == doctest::Approx(row.told.high));
  }
  CHECK(say_chance(0.004) == "不到1%");
  CHECK(say_chance(0.996) == "99%以上");
  CHECK(say_chance(0.426) == "43%");
}

}  // namespace
}  // namespace chengjie::effect
