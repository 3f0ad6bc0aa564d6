// The one product of matrices that factors and inverses spend their time in.
#pragma once
#include <cstddef>

#include "chengjie/solve/matrix.h"

namespace chengjie::solve {

// A rectangle inside a matrix that lies by rows.
struct Block {
  double* data{};
  std::size_t rows{}, columns{};
  std::size_t stride{};  // from row to row

  double& operator()(std::size_t i, std::size_t j) const { return data[i * stride + j]; }
};
Block block(Matrix&, std::size_t row, std::size_t column, std::size_t rows, std::size_t columns);

// C -= A B. Each cell of C sums its products in the order of k, eight columns of C at a time in
// vector registers and never fused, so the answer has the same bits on any processor.
// A may not overlap B or C.
void subtract_product(Block c, Block a, Block b);

}  // namespace chengjie::solve
