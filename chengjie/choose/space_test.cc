#include "chengjie/choose/space.h"

#include <doctest/doctest.h>

#include <cmath>

#include "chengjie/base/random.h"

using namespace chengjie;
using namespace chengjie::choose;

namespace {

constexpr auto kOptions = SpaceOptions{.regions_min = 4, .industries_min = 3};

// Four regions, four industries; 甲 lacks 33, which stands wherever 32 stands.
std::vector<SpaceCell> small() {
  return {{"甲", "31", 10, "a31"}, {"甲", "32", 30, "a32"}, {"乙", "32", 20, "b32"},
          {"乙", "33", 20, "b33"}, {"丙", "32", 15, "c32"}, {"丙", "33", 25, "c33"},
          {"丁", "34", 40, "d34"}, {"丁", "31", 40, "d31"}};
}

}  // namespace

TEST_CASE("space: quotients by hand, closeness of what is lacked, the nearer first") {
  auto const got = space_of(small(), "甲", kOptions);
  REQUIRE(got);
  CHECK(got->regions == 4);
  CHECK(got->digits == 2);
  auto const* aluminium = industry_of(*got, "3252");
  REQUIRE(aluminium != nullptr);
  // (30 / 40) / (65 / 200)
  CHECK(aluminium->quotient == doctest::Approx((30.0 / 40) / (65.0 / 200)));
  CHECK(aluminium->mark == "a32");
  auto const* near = industry_of(*got, "33");
  auto const* far = industry_of(*got, "34");
  REQUIRE(near != nullptr);
  REQUIRE(far != nullptr);
  REQUIRE(near->density);
  CHECK(near->quotient == 0);
  CHECK(*near->density > *far->density);
  CHECK(near->nearer_than > far->nearer_than);
  CHECK(industry_of(*got, "3") == nullptr);
  CHECK(industry_of(*got, "99") == nullptr);
}

TEST_CASE("space: density agrees with its definition on random tables") {
  for (auto seed = std::uint64_t{0}; seed != 20; ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    constexpr auto kRegions = 9;
    constexpr auto kCodes = 7;
    auto cells = std::vector<SpaceCell>{};
    double x[kRegions][kCodes];
    auto row = std::vector<double>(kRegions);
    auto column = std::vector<double>(kCodes);
    auto all = 0.0;
    for (auto r = 0; r != kRegions; ++r) {
      for (auto c = 0; c != kCodes; ++c) {
        x[r][c] = random.below(3) == 0 ? 0 : 1 + random.below(50);
        row[static_cast<std::size_t>(r)] += x[r][c];
        column[static_cast<std::size_t>(c)] += x[r][c];
        all += x[r][c];
        cells.push_back({"r" + std::to_string(r), "1" + std::to_string(c), x[r][c], ""});
      }
    }
    auto const has = [&](int r, int c) {
      auto const i = static_cast<std::size_t>(r);
      auto const j = static_cast<std::size_t>(c);
      return row[i] > 0 && column[j] > 0 && (x[r][c] / row[i]) / (column[j] / all) >= 1;
    };
    auto const phi = [&](int p, int q) {
      auto both = 0.0;
      auto k_p = 0.0;
      auto k_q = 0.0;
      for (auto r = 0; r != kRegions; ++r) {
        both += has(r, p) && has(r, q) ? 1 : 0;
        k_p += has(r, p) ? 1 : 0;
        k_q += has(r, q) ? 1 : 0;
      }
      auto const most = std::max(k_p, k_q);
      return most > 0 ? both / most : 0.0;
    };
    auto const got = space_of(cells, "r0", kOptions);
    REQUIRE(got);
    for (auto p = 0; p != kCodes; ++p) {
      auto up = 0.0;
      auto down = 0.0;
      for (auto q = 0; q != kCodes; ++q) {
        auto const f = p == q ? (phi(p, p) > 0 ? 1.0 : 0.0) : phi(q, p);
        up += has(0, q) ? f : 0;
        down += f;
      }
      auto const* industry = industry_of(*got, "1" + std::to_string(p));
      REQUIRE(industry != nullptr);
      REQUIRE(industry->density);
      CHECK(*industry->density == doctest::Approx(down > 0 ? up / down : 0));
    }
  }
}

TEST_CASE("space: what cannot be told is said, what is wrong is refused") {
  auto const few = space_of({{"甲", "31", 10, ""}, {"乙", "32", 20, ""}}, "甲", kOptions);
  REQUIRE(few);
  CHECK(!few->undetermined.empty());
  CHECK(!few->industries.front().density);
  CHECK(few->industries.front().quotient > 1);
  CHECK(space_of(small(), "戊", kOptions).error().code == Code::not_found);
  auto twice = small();
  twice.push_back(twice.front());
  CHECK(space_of(twice, "甲", kOptions).error().code == Code::bad_input);
  auto negative = small();
  negative.front().value = -1;
  CHECK(!space_of(negative, "甲", kOptions));
  CHECK(space_of({}, "甲", kOptions).error().code == Code::not_found);
}

TEST_CASE("space: of codes of several lengths only the most used length counts") {
  auto cells = small();
  cells.push_back({"甲", "3", 40, "sum"});
  auto const got = space_of(cells, "甲", kOptions);
  REQUIRE(got);
  CHECK(got->digits == 2);
}
