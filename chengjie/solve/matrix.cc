#include "chengjie/solve/matrix.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/solve/wide.h"

namespace chengjie::solve {
namespace {

// Eight partial sums that do not wait for each other; the order is fixed, so is the answer.
CJ_WIDE double dot_n(double const* a, double const* b, std::size_t n) {
  constexpr std::size_t kLanes = 16;
  std::array<double, kLanes> sums{};
  std::size_t j = 0;
  for (; j + kLanes <= n; j += kLanes) {
    for (std::size_t lane = 0; lane != kLanes; ++lane) { sums[lane] += a[j + lane] * b[j + lane]; }
  }
  for (std::size_t lane = 0; j != n; ++j, ++lane) { sums[lane] += a[j] * b[j]; }
  for (auto step = kLanes / 2; step != 0; step /= 2) {
    for (std::size_t lane = 0; lane != step; ++lane) { sums[lane] += sums[lane + step]; }
  }
  return sums[0];
}

// out += four neighbouring rows of n numbers, each by its weight.
CJ_WIDE void add_four_rows(double* out, double const* rows, double const* weights, std::size_t n) {
  auto const *r0 = rows, *r1 = r0 + n, *r2 = r1 + n, *r3 = r2 + n;
  auto const w0 = weights[0], w1 = weights[1], w2 = weights[2], w3 = weights[3];
  for (std::size_t j = 0; j != n; ++j) {
    out[j] += (w0 * r0[j] + w1 * r1[j]) + (w2 * r2[j] + w3 * r3[j]);
  }
}

}  // namespace

double dot(std::span<double const> a, std::span<double const> b) {
  CJ_CHECK(a.size() == b.size());
  return dot_n(a.data(), b.data(), a.size());
}

double norm_max(std::span<double const> v) {
  auto largest = 0.0;
  for (auto const x : v) { largest = std::max(largest, std::abs(x)); }
  return largest;
}

std::vector<double> sum_of_rows(Matrix const& m) {
  std::vector<double> sums(m.rows());
  for (std::size_t i = 0; i != m.rows(); ++i) {
    for (auto const x : m.row(i)) { sums[i] += x; }
  }
  return sums;
}

std::vector<double> sum_of_columns(Matrix const& m) {
  std::vector<double> sums(m.columns());
  for (std::size_t i = 0; i != m.rows(); ++i) {
    auto const row = m.row(i);
    for (std::size_t j = 0; j != row.size(); ++j) { sums[j] += row[j]; }
  }
  return sums;
}

void multiply(Matrix const& m, std::span<double const> x, std::span<double> y,
              std::size_t vectors) {
  CJ_CHECK(x.size() == m.columns() * vectors && y.size() == m.rows() * vectors);
  for (std::size_t i = 0; i != m.rows(); ++i) {
    auto const row = m.row(i);
    for (std::size_t k = 0; k != vectors; ++k) {
      y[k * m.rows() + i] = dot_n(row.data(), x.data() + k * m.columns(), row.size());
    }
  }
}

void multiply_transposed(Matrix const& m, std::span<double const> x, std::span<double> y,
                         std::size_t vectors) {
  CJ_CHECK(x.size() == m.rows() * vectors && y.size() == m.columns() * vectors);
  std::fill(y.begin(), y.end(), 0.0);
  auto const n = m.columns();
  std::size_t i = 0;
  for (; i + 4 <= m.rows(); i += 4) {  // four rows at once: a quarter of the traffic on y
    for (std::size_t k = 0; k != vectors; ++k) {
      add_four_rows(y.data() + k * n, m.row(i).data(), x.data() + k * m.rows() + i, n);
    }
  }
  for (; i != m.rows(); ++i) {
    auto const row = m.row(i);
    for (std::size_t k = 0; k != vectors; ++k) {
      auto const weight = x[k * m.rows() + i];
      auto* out = y.data() + k * n;
      for (std::size_t j = 0; j != n; ++j) { out[j] += weight * row[j]; }
    }
  }
}

std::vector<double> multiply(Matrix const& m, std::span<double const> x) {
  std::vector<double> y(m.rows());
  multiply(m, x, y, 1);
  return y;
}

std::vector<double> multiply_transposed(Matrix const& m, std::span<double const> x) {
  std::vector<double> y(m.columns());
  multiply_transposed(m, x, y, 1);
  return y;
}

Matrix multiply(Matrix const& a, Matrix const& b) {
  CJ_CHECK(a.columns() == b.rows());
  Matrix product(a.rows(), b.columns());
  for (std::size_t i = 0; i != a.rows(); ++i) {
    auto out = product.row(i);
    for (std::size_t k = 0; k != a.columns(); ++k) {
      auto const weight = a(i, k);
      if (weight == 0) { continue; }
      auto const row = b.row(k);
      for (std::size_t j = 0; j != row.size(); ++j) { out[j] += weight * row[j]; }
    }
  }
  return product;
}

Matrix transposed(Matrix const& m) {
  Matrix t(m.columns(), m.rows());
  for (std::size_t i = 0; i != m.rows(); ++i) {
    for (std::size_t j = 0; j != m.columns(); ++j) { t(j, i) = m(i, j); }
  }
  return t;
}

bool all_finite(std::span<double const> v) {
  return std::all_of(v.begin(), v.end(), [](double x) { return std::isfinite(x); });
}

}  // namespace chengjie::solve
