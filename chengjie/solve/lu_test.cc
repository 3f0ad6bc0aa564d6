#include "chengjie/solve/lu.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

#include "chengjie/solve/solve_test_tools.h"

namespace chengjie::solve {
namespace {

using testing::largest_difference;
using testing::random_matrix;
using testing::random_vector;

TEST_CASE("Lu solves both ways, over panel edges, and tells its residual") {
  for (auto const n : std::to_array<std::size_t>({1, 2, 5, 63, 64, 65, 150})) {
    CAPTURE(n);
    auto const m = random_matrix(n, n, n);
    auto const b = random_vector(n + 1, n);
    auto const lu = Lu::of(m);
    REQUIRE(lu);
    auto const x = lu->solve(b);
    CHECK(x.residual < 1e-10);
    CHECK(largest_difference(multiply(m, x.x), b) <= x.residual * norm_max(b) * (1 + 1e-12));
    auto const y = lu->solve_transposed(b);
    CHECK(y.residual < 1e-10);
    CHECK(largest_difference(multiply_transposed(m, y.x), b) < 1e-9);
  }
}

TEST_CASE("inverse_of agrees with solving for every column of the identity") {
  for (auto const n : std::to_array<std::size_t>({1, 3, 64, 65, 130, 200})) {
    CAPTURE(n);
    auto const m = random_matrix(n + 100, n, n);
    auto const inverse = inverse_of(m);
    auto const lu = Lu::of(m);
    REQUIRE(inverse);
    REQUIRE(lu);
    auto const scale = norm_max(inverse->cells());
    for (std::size_t j = 0; j != n; ++j) {
      std::vector<double> unit(n);
      unit[j] = 1;
      auto const column = lu->solve(unit).x;
      for (std::size_t i = 0; i != n; ++i) {
        CHECK(std::abs((*inverse)(i, j) - column[i]) < 1e-9 * scale);
      }
    }
  }
}

TEST_CASE("the condition estimate is below the truth and not far from it") {
  for (auto seed = std::uint64_t{0}; seed != 30; ++seed) {
    CAPTURE(seed);
    auto const n = 2 + seed % 20;
    auto const m = random_matrix(seed, n, n);
    auto const inverse = inverse_of(m);
    auto const lu = Lu::of(m);
    REQUIRE(inverse);
    REQUIRE(lu);
    auto const norm_1 = [](Matrix const& a) {
      std::vector<double> sums(a.columns());
      for (std::size_t i = 0; i != a.rows(); ++i) {
        for (std::size_t j = 0; j != a.columns(); ++j) { sums[j] += std::abs(a(i, j)); }
      }
      return norm_max(sums);
    };
    auto const truth = norm_1(m) * norm_1(*inverse);
    CHECK(lu->condition() <= truth * (1 + 1e-9));
    CHECK(lu->condition() >= truth / 10);
  }
}

TEST_CASE("what cannot be solved is told, never a number") {
  Matrix singular(3, 3);
  for (std::size_t j = 0; j != 3; ++j) {
    singular(0, j) = 1.0 + static_cast<double>(j);
    singular(1, j) = 2 * singular(0, j);
    singular(2, j) = static_cast<double>(j);
  }
  Matrix broken(2, 2, 1.0);
  broken(0, 0) = std::numeric_limits<double>::infinity();
  CHECK(Lu::of(singular).error().code == Code::infeasible);
  CHECK(inverse_of(singular).error().code == Code::infeasible);
  CHECK(Lu::of(Matrix(3, 3)).error().code == Code::infeasible);
  CHECK(Lu::of(broken).error().code == Code::bad_input);
  CHECK(inverse_of(Matrix(2, 3)).error().code == Code::bad_input);
  CHECK(Lu::of(Matrix(2, 3)).error().what.find("2 行 3 列") != std::string::npos);
}

}  // namespace
}  // namespace chengjie::solve
