#include "chengjie/economy/synthetic.h"

#include <array>

#include "chengjie/base/random.h"

namespace chengjie::economy {

double synthetic_unit(std::uint64_t seed, std::uint64_t i, std::uint64_t j) {
  return Random(seed * 0x9e3779b97f4a7c15ULL + i * 0xd1b54a32d192ed03ULL +
                j * 0x8cb92ba72f3d8dd7ULL)
      .unit();
}

Matrix synthetic_coefficients(std::size_t regions, std::size_t sectors, double keep) {
  auto const n = regions * sectors;
  Matrix a(n, n);
  for (std::size_t i = 0; i != n; ++i) {
    auto row = a.row(i);
    for (std::size_t j = 0; j != n; ++j) {
      auto const same = i / sectors == j / sectors;
      if (!same && !(synthetic_unit(2, i, j) < keep)) { continue; }
      auto const u = synthetic_unit(1, i, j);
      auto const square = u * u;
      row[j] = (same ? 1 : 0.03) * (square * square);
    }
  }
  auto const sums = solve::sum_of_columns(a);
  std::vector<double> scale(n);
  for (std::size_t j = 0; j != n; ++j) {
    scale[j] = sums[j] > 0 ? (0.35 + 0.35 * synthetic_unit(3, 0, j)) / sums[j] : 0;
  }
  for (std::size_t i = 0; i != n; ++i) {
    auto row = a.row(i);
    for (std::size_t j = 0; j != n; ++j) { row[j] *= scale[j]; }
  }
  return a;
}

Matrix synthetic_demand(std::size_t regions, std::size_t sectors) {
  auto const n = regions * sectors;
  Matrix y(n, regions);
  for (std::size_t i = 0; i != n; ++i) {
    auto const u = synthetic_unit(4, i, 0);
    auto sum = 0.0;
    for (std::size_t r = 0; r != regions; ++r) {
      y(i, r) = synthetic_unit(5, i, r) * (r == i / sectors ? 4 : 1);
      sum += y(i, r);
    }
    for (auto& v : y.row(i)) { v = (10 + 990 * u * u) * v / sum; }
  }
  return y;
}

Matrix synthetic_accounts(std::vector<double> const& x) {
  constexpr std::array kWeights{0.01, 0.08, 0.3, 0.5};
  Matrix out(kWeights.size(), x.size());
  for (std::size_t q = 0; q != kWeights.size(); ++q) {
    for (std::size_t j = 0; j != x.size(); ++j) {
      out(q, j) = synthetic_unit(6 + q, 0, j) * x[j] * kWeights[q];
    }
  }
  return out;
}

}  // namespace chengjie::economy
