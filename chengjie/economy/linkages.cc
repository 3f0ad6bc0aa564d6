#include "chengjie/economy/linkages.h"

#include <cmath>

namespace chengjie::economy {
namespace {

double sum_of(std::span<double const> v) {
  auto sum = 0.0;
  for (auto const x : v) { sum += x; }
  return sum;
}

// sd with n - 1 over mean; 0 where the mean is 0 or there is but one number.
double variation(double sum, double squares_about_mean, std::size_t n) {
  if (n < 2 || sum == 0) { return 0; }
  return std::sqrt(squares_about_mean / static_cast<double>(n - 1)) /
         (sum / static_cast<double>(n));
}

std::vector<double> variation_of_rows(Matrix const& m) {
  std::vector<double> out(m.rows());
  for (std::size_t i = 0; i != m.rows(); ++i) {
    auto const sum = sum_of(m.row(i));
    auto const mean = sum / static_cast<double>(m.columns());
    auto squares = 0.0;
    for (auto const v : m.row(i)) { squares += (v - mean) * (v - mean); }
    out[i] = variation(sum, squares, m.columns());
  }
  return out;
}

std::vector<double> variation_of_columns(Matrix const& m) {
  auto const sums = solve::sum_of_columns(m);
  std::vector<double> squares(m.columns());
  for (std::size_t i = 0; i != m.rows(); ++i) {
    for (std::size_t j = 0; j != m.columns(); ++j) {
      auto const off = m(i, j) - sums[j] / static_cast<double>(m.rows());
      squares[j] += off * off;
    }
  }
  for (std::size_t j = 0; j != m.columns(); ++j) {
    squares[j] = variation(sums[j], squares[j], m.rows());
  }
  return squares;
}

}  // namespace

std::string_view name_of(KeyClass k) {
  switch (k) {
    case KeyClass::independent:
      return "I";
    case KeyClass::forward:
      return "II";
    case KeyClass::key:
      return "III";
    case KeyClass::backward:
      return "IV";
  }
  return "";
}

KeyClass key_class(double backward_norm, double forward_norm) {
  if (backward_norm >= 1) { return forward_norm >= 1 ? KeyClass::key : KeyClass::backward; }
  return forward_norm >= 1 ? KeyClass::forward : KeyClass::independent;
}

std::vector<double> normalised(std::vector<double> const& v) {
  auto const sum = sum_of(v);
  std::vector<double> out(v.size());
  for (std::size_t i = 0; i != v.size(); ++i) {
    out[i] = sum != 0 ? static_cast<double>(v.size()) * v[i] / sum : 0;
  }
  return out;
}

Linkages linkages(Matrix const& a, Matrix const& b, std::vector<double> const& forward_total,
                  Matrix const& inverse) {
  Linkages out;
  out.backward_direct = solve::sum_of_columns(a);
  out.forward_direct = solve::sum_of_rows(b);
  out.backward_total = solve::sum_of_columns(inverse);
  out.forward_total = forward_total;
  out.backward_direct_norm = normalised(out.backward_direct);
  out.forward_direct_norm = normalised(out.forward_direct);
  out.backward_total_norm = normalised(out.backward_total);
  out.forward_total_norm = normalised(out.forward_total);
  out.sensitivity = normalised(solve::sum_of_rows(inverse));
  out.cv_backward = variation_of_columns(inverse);
  out.cv_forward = variation_of_rows(inverse);
  for (std::size_t i = 0; i != a.rows(); ++i) {
    out.key.push_back(key_class(out.backward_total_norm[i], out.forward_total_norm[i]));
  }
  return out;
}

Extraction extraction(Matrix const& z, std::vector<double> const& x,
                      std::vector<double> const& l_diagonal, std::vector<double> const& backward,
                      std::vector<double> const& forward) {
  auto const n = x.size();
  CJ_CHECK(z.rows() == n && l_diagonal.size() == n && backward.size() == n && forward.size() == n);
  auto const rows = solve::sum_of_rows(z);
  auto const columns = solve::sum_of_columns(z);
  Extraction out{std::vector<double>(n), std::vector<double>(n), std::vector<double>(n),
                 std::vector<double>(n)};
  for (std::size_t k = 0; k != n; ++k) {
    if (!(x[k] > 0) || !(l_diagonal[k] > 0)) { continue; }
    auto const scale = x[k] / l_diagonal[k];
    auto const own = 1 - z(k, k) / x[k];
    auto const final = x[k] - rows[k];
    auto const primary = x[k] - columns[k];
    out.backward[k] = scale * (backward[k] - 1);
    out.forward[k] = scale * (forward[k] - 1);
    // With own = 0 the sector only feeds itself: nothing of it reaches final demand.
    out.backward_total[k] =
        scale * (backward[k] - l_diagonal[k]) + x[k] - (own > 0 ? final / own : 0);
    out.forward_total[k] =
        scale * (forward[k] - l_diagonal[k]) + x[k] - (own > 0 ? primary / own : 0);
  }
  return out;
}

}  // namespace chengjie::economy
