#include "chengjie/solve/symmetric.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "chengjie/solve/solve_test_tools.h"

namespace chengjie::solve {
namespace {

Matrix random_symmetric(std::uint64_t seed, std::size_t n) {
  auto m = testing::random_matrix(seed, n, n);
  for (std::size_t i = 0; i != n; ++i) {
    for (std::size_t j = 0; j != i; ++j) { m(i, j) = m(j, i); }
  }
  return m;
}

Apply product_of(Matrix const& m) {
  return [&m](std::span<double const> in, std::span<double> out, std::size_t vectors) {
    multiply(m, in, out, vectors);
  };
}

TEST_CASE("largest_eigen, one after the other, agrees with Jacobi") {
  for (auto const n : std::to_array<std::size_t>({1, 2, 3, 8, 30, 70})) {
    CAPTURE(n);
    auto const m = random_symmetric(n, n);
    auto const all = jacobi_eigen(m);
    std::vector<std::vector<double>> known;
    for (std::size_t k = 0; k != std::min<std::size_t>(n, 4); ++k) {
      auto const got = largest_eigen(product_of(m), n, known);
      REQUIRE(got);
      CHECK(got->value == doctest::Approx(all[k].value).epsilon(1e-11));
      CHECK(std::abs(std::abs(dot(got->vector, all[k].vector)) - 1) < 1e-9);
      CHECK(got->residual < 1e-10);
      known.push_back(got->vector);
    }
  }
}

TEST_CASE("equal eigenvalues are found one after the other") {
  Matrix m(5, 5);
  for (std::size_t i = 0; i != 5; ++i) { m(i, i) = i < 3 ? 2.0 : 1.0; }
  std::vector<std::vector<double>> known;
  for (auto const want : {2.0, 2.0, 2.0, 1.0, 1.0}) {
    auto const got = largest_eigen(product_of(m), 5, known);
    REQUIRE(got);
    CHECK(got->value == doctest::Approx(want));
    known.push_back(got->vector);
  }
}

TEST_CASE("not reached within the steps is told") {
  auto const m = random_symmetric(5, 200);
  auto const got = largest_eigen(product_of(m), 200, {}, {.steps_max = 3});
  REQUIRE_FALSE(got);
  CHECK(got.error().code == Code::limit);
}

}  // namespace
}  // namespace chengjie::solve
