#include "chengjie/economy/balancing.h"

#include <doctest/doctest.h>

#include <cmath>

#include "chengjie/economy/synthetic.h"

namespace chengjie::economy {
namespace {

TEST_CASE("both meet their margins and keep zeros and signs") {
  for (auto seed = std::uint64_t{1}; seed != 40; ++seed) {
    CAPTURE(seed);
    auto const signs = seed % 2 == 0;
    Matrix a(4, 6), target(4, 6);
    for (std::size_t i = 0; i != 4; ++i) {
      for (std::size_t j = 0; j != 6; ++j) {
        auto const u = synthetic_unit(seed, i, j);
        a(i, j) = u < 0.2 ? 0 : u;
        if (signs && u > 0.85) { a(i, j) = -a(i, j); }
        target(i, j) = a(i, j) * (0.5 + synthetic_unit(seed + 100, i, j));
      }
    }
    auto const u = solve::sum_of_rows(target);
    auto const v = solve::sum_of_columns(target);
    auto const got = signs ? gras(a, u, v) : ras(a, u, v);
    REQUIRE(got);
    CHECK(got->error < 1e-9);
    auto const rows = solve::sum_of_rows(got->x);
    for (std::size_t i = 0; i != 4; ++i) {
      CHECK(rows[i] == doctest::Approx(u[i]).epsilon(1e-8));
      for (std::size_t j = 0; j != 6; ++j) {
        CHECK((a(i, j) == 0) == (got->x(i, j) == 0));
        CHECK(a(i, j) * got->x(i, j) >= 0);
      }
    }
  }
}

TEST_CASE("a table that already fits is not touched") {
  Matrix a(2, 2);
  a(0, 0) = 1;
  a(0, 1) = 2;
  a(1, 0) = 3;
  a(1, 1) = -1;
  auto const got = gras(a, {3, 2}, {4, 1});
  REQUIRE(got);
  for (std::size_t k = 0; k != 4; ++k) {
    CHECK(got->x.cells()[k] == doctest::Approx(a.cells()[k]));
  }
}

TEST_CASE("what cannot be met is named, never returned as a table") {
  Matrix a(2, 2, 1.0);
  BalancingOptions named;
  named.rows = {"甲", "乙"};
  named.columns = {"丙", "丁"};
  auto const totals = ras(a, {1, 2}, {2, 2}, named);
  REQUIRE_FALSE(totals);
  CHECK(totals.error().code == Code::infeasible);
  CHECK(totals.error().what.find("差 1") != std::string::npos);
  Matrix empty_row(2, 2);
  empty_row(0, 0) = 1;
  empty_row(0, 1) = 1;
  auto const row = ras(empty_row, {1, 1}, {1, 1}, named);
  REQUIRE_FALSE(row);
  CHECK(row.error().what.find("乙") != std::string::npos);
  Matrix minus(2, 2, -1.0);
  minus(1, 0) = 1;
  CHECK(ras(minus, {1, 1}, {1, 1}).error().code == Code::bad_input);
  auto const negative_row = gras(minus, {2, -1}, {0, 1}, named);
  REQUIRE_FALSE(negative_row);
  CHECK(negative_row.error().what.find("甲") != std::string::npos);
  // Zeros that no scaling can move: the first row can only fill the first column.
  Matrix blocked(2, 2);
  blocked(0, 0) = 1;
  blocked(1, 0) = 1;
  blocked(1, 1) = 1;
  auto const stuck = ras(blocked, {3, 1}, {2, 2}, named);
  REQUIRE_FALSE(stuck);
  CHECK(stuck.error().code == Code::infeasible);
  CHECK(stuck.error().what.find("只能到") != std::string::npos);
  CHECK(gras(a, {1}, {1, 1}).error().code == Code::bad_input);
  CHECK(gras(a, {std::nan(""), 1}, {1, 1}).error().code == Code::bad_input);
}

TEST_CASE("a table of zeros meets sums of zero") {
  auto const got = gras(Matrix(2, 2), {0, 0}, {0, 0});
  REQUIRE(got);
  CHECK(solve::norm_max(got->x.cells()) == 0);
}

}  // namespace
}  // namespace chengjie::economy
