#include "chengjie/solve/gemm.h"

#include <algorithm>
#include <vector>

#include "chengjie/solve/wide.h"

namespace chengjie::solve {
namespace {

constexpr std::size_t kTall = 6;    // rows of C held in registers
constexpr std::size_t kWide = 8;    // columns of C held in registers
constexpr std::size_t kDeep = 192;  // of k in one pass: a strip of B of 192 x 8 stays in L1
constexpr std::size_t kRows = 96;   // rows of A packed at once, in L2

// out = sum over k of a[k][0..5] times b[k][0..7]; both packed.
CJ_WIDE void tile(double const* a, double const* b, std::size_t depth, double* out) {
  Four left[kTall] = {};
  Four right[kTall] = {};
  for (std::size_t k = 0; k != depth; ++k) {
    auto const low = *reinterpret_cast<Four const*>(b + k * kWide);
    auto const high = *reinterpret_cast<Four const*>(b + k * kWide + 4);
#pragma GCC unroll 6
    for (std::size_t i = 0; i != kTall; ++i) {
      auto const weight = a[k * kTall + i];
      Four const four{weight, weight, weight, weight};
      left[i] += four * low;
      right[i] += four * high;
    }
  }
#pragma GCC unroll 6
  for (std::size_t i = 0; i != kTall; ++i) {
    *reinterpret_cast<Four*>(out + i * kWide) = left[i];
    *reinterpret_cast<Four*>(out + i * kWide + 4) = right[i];
  }
}

// Strips of `strip` lines, k-major within a strip, zeros beyond the edge.
template <class Read>
void pack(std::vector<double>& into, std::size_t lines, std::size_t depth, std::size_t strip,
          Read read) {
  into.assign((lines + strip - 1) / strip * strip * depth, 0.0);
  for (std::size_t first = 0; first < lines; first += strip) {
    auto const count = std::min(strip, lines - first);
    auto* out = into.data() + first * depth;
    for (std::size_t k = 0; k != depth; ++k) {
      for (std::size_t l = 0; l != count; ++l) { out[k * strip + l] = read(first + l, k); }
    }
  }
}

void subtract_tile(Block c, std::size_t i0, std::size_t j0, double const* values) {
  auto const rows = std::min(kTall, c.rows - i0);
  auto const columns = std::min(kWide, c.columns - j0);
  for (std::size_t i = 0; i != rows; ++i) {
    auto* out = &c(i0 + i, j0);
    for (std::size_t j = 0; j != columns; ++j) { out[j] -= values[i * kWide + j]; }
  }
}

}  // namespace

Block block(Matrix& m, std::size_t row, std::size_t column, std::size_t rows, std::size_t columns) {
  CJ_CHECK(row + rows <= m.rows() && column + columns <= m.columns());
  return {m.cells().data() + row * m.columns() + column, rows, columns, m.columns()};
}

void subtract_product(Block c, Block a, Block b) {
  CJ_CHECK(c.rows == a.rows && c.columns == b.columns && a.columns == b.rows);
  if (c.rows == 0 || c.columns == 0) { return; }
  std::vector<double> packed_a, packed_b;
  double values[kTall * kWide];
  for (std::size_t k0 = 0; k0 < a.columns; k0 += kDeep) {
    auto const depth = std::min(kDeep, a.columns - k0);
    pack(packed_b, c.columns, depth, kWide,
         [&](std::size_t j, std::size_t k) { return b(k0 + k, j); });
    for (std::size_t r0 = 0; r0 < c.rows; r0 += kRows) {
      auto const rows = std::min(kRows, c.rows - r0);
      pack(packed_a, rows, depth, kTall,
           [&](std::size_t i, std::size_t k) { return a(r0 + i, k0 + k); });
      for (std::size_t j0 = 0; j0 < c.columns; j0 += kWide) {
        for (std::size_t i0 = 0; i0 < rows; i0 += kTall) {
          tile(packed_a.data() + i0 * depth, packed_b.data() + j0 * depth, depth, values);
          subtract_tile(c, r0 + i0, j0, values);
        }
      }
    }
  }
}

}  // namespace chengjie::solve
