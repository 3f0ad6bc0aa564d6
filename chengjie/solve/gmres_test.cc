#include "chengjie/solve/gmres.h"

#include <doctest/doctest.h>

#include <array>
#include <limits>

#include "chengjie/solve/lu.h"
#include "chengjie/solve/solve_test_tools.h"

namespace chengjie::solve {
namespace {

using testing::largest_difference;
using testing::random_matrix;
using testing::random_vector;

// I minus a matrix with column sums under 0.8: what this room is asked most.
Matrix contraction(std::uint64_t seed, std::size_t n) {
  auto m = random_matrix(seed, n, n);
  for (auto& v : m.cells()) { v = -0.8 * (v + 1) / (2 * static_cast<double>(n)); }
  for (std::size_t i = 0; i != n; ++i) { m(i, i) += 1; }
  return m;
}

Apply product_of(Matrix const& m) {
  return [&m](std::span<double const> in, std::span<double> out, std::size_t vectors) {
    multiply(m, in, out, vectors);
  };
}

TEST_CASE("gmres agrees with Lu, one right side or several, with and without restarts") {
  struct Row {
    std::size_t n, sides;
    int basis;
  };
  for (auto const& row :
       std::to_array<Row>({{1, 1, 5}, {10, 1, 40}, {40, 3, 40}, {60, 2, 3}, {120, 5, 20}})) {
    CAPTURE(row.n);
    auto const m = contraction(row.n, row.n);
    auto const b = random_vector(9, row.n * row.sides);
    auto const got = gmres(product_of(m), row.n, b, {.basis_max = row.basis});
    REQUIRE(got);
    CHECK(got->residual < 1e-11);
    auto const lu = Lu::of(m);
    REQUIRE(lu);
    for (std::size_t k = 0; k != row.sides; ++k) {
      auto const want = lu->solve(std::span<double const>(b).subspan(k * row.n, row.n)).x;
      CHECK(largest_difference(std::span(got->x).subspan(k * row.n, row.n), want) < 1e-10);
    }
  }
}

TEST_CASE("a right side of zeros among others has the answer 0") {
  auto const m = contraction(1, 8);
  std::vector<double> b(16);
  b[3] = 1;
  auto const got = gmres(product_of(m), 8, b, {});
  REQUIRE(got);
  for (std::size_t i = 8; i != 16; ++i) { CHECK(got->x[i] == 0); }
  auto const none = gmres(product_of(m), 8, std::vector<double>(8), {});
  REQUIRE(none);
  CHECK(none->steps == 0);
}

TEST_CASE("what is not reached is told with its residual") {
  auto const hard = random_matrix(3, 60, 60);  // no structure: needs all 60 steps
  auto const b = random_vector(4, 60);
  auto const stopped = gmres(product_of(hard), 60, b, {.steps_max = 5});
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == Code::limit);
  CHECK(stopped.error().what.find("残差") != std::string::npos);
  auto bad = b;
  bad[0] = std::numeric_limits<double>::quiet_NaN();
  CHECK(gmres(product_of(hard), 60, bad, {}).error().code == Code::bad_input);
  Matrix const zero(4, 4);
  CHECK_FALSE(gmres(product_of(zero), 4, std::vector<double>(4, 1.0), {.steps_max = 20}));
}

}  // namespace
}  // namespace chengjie::solve
