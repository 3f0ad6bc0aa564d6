// Random matrices for this room's tests.
#pragma once
#include "chengjie/base/random.h"
#include "chengjie/solve/matrix.h"

namespace chengjie::solve::testing {

inline Matrix random_matrix(std::uint64_t seed, std::size_t rows, std::size_t columns) {
  Random random(seed);
  Matrix m(rows, columns);
  for (auto& v : m.cells()) { v = 2 * random.unit() - 1; }
  return m;
}

inline std::vector<double> random_vector(std::uint64_t seed, std::size_t n) {
  auto const m = random_matrix(seed, 1, n);
  return {m.cells().begin(), m.cells().end()};
}

inline double largest_difference(std::span<double const> a, std::span<double const> b) {
  CJ_CHECK(a.size() == b.size());
  std::vector<double> off(a.size());
  for (std::size_t i = 0; i != a.size(); ++i) { off[i] = a[i] - b[i]; }
  return norm_max(off);
}

}  // namespace chengjie::solve::testing
