// A dense matrix of doubles, by rows, and the products the solvers need.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "chengjie/base/check.h"

namespace chengjie::solve {

class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns, double value = 0)
      : rows_(rows), columns_(columns), cells_(rows * columns, value) {}

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double& operator()(std::size_t i, std::size_t j) { return cells_[i * columns_ + j]; }
  double operator()(std::size_t i, std::size_t j) const { return cells_[i * columns_ + j]; }
  std::span<double> row(std::size_t i) { return {cells_.data() + i * columns_, columns_}; }
  std::span<double const> row(std::size_t i) const {
    return {cells_.data() + i * columns_, columns_};
  }
  std::span<double> cells() { return cells_; }
  std::span<double const> cells() const { return cells_; }
  friend bool operator==(Matrix const&, Matrix const&) = default;

 private:
  std::size_t rows_{};
  std::size_t columns_{};
  std::vector<double> cells_;
};

double dot(std::span<double const>, std::span<double const>);  // of equal lengths
double norm_max(std::span<double const>);                      // 0 of an empty one
std::vector<double> sum_of_rows(Matrix const&);                // one number a row
std::vector<double> sum_of_columns(Matrix const&);             // one number a column

// Y = M X and Y = M' X for `vectors` vectors that lie one after the other. One pass over M
// whatever the number of vectors; each sum is formed in the same order on any machine.
void multiply(Matrix const&, std::span<double const> x, std::span<double> y, std::size_t vectors);
void multiply_transposed(Matrix const&, std::span<double const> x, std::span<double> y,
                         std::size_t vectors);
std::vector<double> multiply(Matrix const&, std::span<double const> x);
std::vector<double> multiply_transposed(Matrix const&, std::span<double const> x);
Matrix multiply(Matrix const&, Matrix const&);
Matrix transposed(Matrix const&);

bool all_finite(std::span<double const>);

}  // namespace chengjie::solve
