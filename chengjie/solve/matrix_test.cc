#include "chengjie/solve/matrix.h"

#include <doctest/doctest.h>

#include <array>
#include <limits>

#include "chengjie/solve/gemm.h"
#include "chengjie/solve/solve_test_tools.h"

namespace chengjie::solve {
namespace {

using testing::largest_difference;
using testing::random_matrix;
using testing::random_vector;

TEST_CASE("products agree with the definition, for any shape and number of vectors") {
  struct Row {
    std::size_t rows, columns, vectors;
  };
  for (auto const& row :
       std::to_array<Row>({{1, 1, 1}, {3, 5, 1}, {7, 2, 3}, {17, 33, 2}, {50, 41, 4}})) {
    CAPTURE(row.rows);
    auto const m = random_matrix(row.rows, row.rows, row.columns);
    auto const x = random_vector(7, row.columns * row.vectors);
    auto const w = random_vector(8, row.rows * row.vectors);
    std::vector<double> y(row.rows * row.vectors), yt(row.columns * row.vectors);
    multiply(m, x, y, row.vectors);
    multiply_transposed(m, w, yt, row.vectors);
    for (std::size_t k = 0; k != row.vectors; ++k) {
      for (std::size_t i = 0; i != row.rows; ++i) {
        auto sum = 0.0;
        for (std::size_t j = 0; j != row.columns; ++j) { sum += m(i, j) * x[k * row.columns + j]; }
        CHECK(y[k * row.rows + i] == doctest::Approx(sum).epsilon(1e-13));
      }
      for (std::size_t j = 0; j != row.columns; ++j) {
        auto sum = 0.0;
        for (std::size_t i = 0; i != row.rows; ++i) { sum += m(i, j) * w[k * row.rows + i]; }
        CHECK(yt[k * row.columns + j] == doctest::Approx(sum).epsilon(1e-13));
      }
    }
  }
}

TEST_CASE("subtract_product agrees with the plain product at every edge of its blocks") {
  struct Row {
    std::size_t rows, inner, columns;
  };
  for (auto const& row : std::to_array<Row>(
           {{1, 1, 1}, {6, 8, 8}, {7, 193, 9}, {97, 192, 17}, {100, 400, 33}, {5, 3, 70}})) {
    CAPTURE(row.rows);
    auto a = random_matrix(1, row.rows, row.inner);
    auto b = random_matrix(2, row.inner, row.columns);
    auto c = random_matrix(3, row.rows, row.columns);
    auto want = c;
    auto const product = multiply(a, b);
    for (std::size_t i = 0; i != want.cells().size(); ++i) {
      want.cells()[i] -= product.cells()[i];
    }
    subtract_product(block(c, 0, 0, row.rows, row.columns), block(a, 0, 0, row.rows, row.inner),
                     block(b, 0, 0, row.inner, row.columns));
    CHECK(largest_difference(c.cells(), want.cells()) < 1e-12);
  }
}

TEST_CASE("small things") {
  Matrix m(2, 2);
  m(0, 1) = 3;
  CHECK(transposed(m)(1, 0) == 3);
  CHECK(sum_of_rows(m) == std::vector<double>{3, 0});
  CHECK(sum_of_columns(m) == std::vector<double>{0, 3});
  CHECK(norm_max({}) == 0);
  m(1, 1) = std::numeric_limits<double>::quiet_NaN();
  CHECK_FALSE(all_finite(m.cells()));
}

}  // namespace
}  // namespace chengjie::solve
