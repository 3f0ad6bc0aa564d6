#include "chengjie/solve/lu.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "chengjie/solve/gemm.h"

namespace chengjie::solve {
namespace {

constexpr std::size_t kPanel = 64;  // columns factored before the rest is updated
constexpr int kEstimateRoundsMax = 5;

double relative(std::span<double const> difference, std::span<double const> b) {
  auto const scale = norm_max(b);
  return scale > 0 ? norm_max(difference) / scale : norm_max(difference);
}

Error singular() {
  return {Code::infeasible, "方程组奇异，没有唯一解", "",
          "请检查是否有两个部门的数据完全成比例，或某部门全部产出都投给自己"};
}

std::optional<Error> unusable(Matrix const& m) {
  if (m.rows() != m.columns()) {
    return Error{Code::bad_input,
                 "方程组的系数矩阵不是方阵：" + std::to_string(m.rows()) + " 行 " +
                     std::to_string(m.columns()) + " 列",
                 "", ""};
  }
  if (!all_finite(m.cells())) {
    return Error{Code::bad_input, "系数矩阵中有不是有限数的格", "", "请检查表中空格和除以零的部门"};
  }
  return std::nullopt;
}

// A pivot under it is rounding, not a number.
double tiny_of(Matrix const& m) {
  return norm_max(m.cells()) * std::numeric_limits<double>::epsilon() * 1e-3;
}

std::size_t largest_below(Matrix const& m, std::size_t k) {
  auto best = k;
  for (auto i = k + 1; i != m.rows(); ++i) {
    if (std::abs(m(i, k)) > std::abs(m(best, k))) { best = i; }
  }
  return best;
}

void swap_rows(Matrix& m, std::size_t a, std::size_t b) {
  if (a == b) { return; }
  std::swap_ranges(m.row(a).begin(), m.row(a).end(), m.row(b).begin());
}

}  // namespace

Result<Lu> Lu::of(Matrix m) {
  if (auto const wrong = unusable(m)) { return *wrong; }
  Lu lu;
  lu.original_ = m;
  lu.factors_ = std::move(m);
  lu.factor();
  if (lu.singular_) { return singular(); }
  return lu;
}

// Right-looking by panels: a panel column by column, then one product for all that is right of it.
void Lu::factor() {
  auto const n = size();
  pivot_.resize(n);
  auto const tiny = tiny_of(factors_);
  for (std::size_t first = 0; first < n; first += kPanel) {
    auto const last = std::min(first + kPanel, n);
    for (auto k = first; k != last; ++k) {
      pivot_[k] = largest_below(factors_, k);
      swap_rows(factors_, k, pivot_[k]);
      auto const pivot = factors_(k, k);
      if (!(std::abs(pivot) > tiny)) {
        singular_ = true;
        return;
      }
      auto const* top = factors_.row(k).data();
      for (auto i = k + 1; i != n; ++i) {
        auto* row = factors_.row(i).data();
        if (row[k] == 0) { continue; }
        row[k] /= pivot;
        auto const weight = row[k];
        for (auto j = k + 1; j != last; ++j) { row[j] -= weight * top[j]; }
      }
    }
    if (last == n) { break; }
    for (auto i = first + 1; i != last;
         ++i) {  // U of the panel's rows: L^-1 times what stands there
      auto* row = factors_.row(i).data();
      for (auto k = first; k != i; ++k) {
        auto const weight = row[k];
        auto const* top = factors_.row(k).data();
        for (auto j = last; j != n; ++j) { row[j] -= weight * top[j]; }
      }
    }
    auto const width = last - first;
    subtract_product(block(factors_, last, last, n - last, n - last),
                     block(factors_, last, first, n - last, width),
                     block(factors_, first, last, width, n - last));
  }
}

void Lu::substitute(std::span<double> x) const {
  auto const n = size();
  for (std::size_t k = 0; k != n; ++k) { std::swap(x[k], x[pivot_[k]]); }
  for (std::size_t i = 1; i < n; ++i) {
    x[i] -= dot(factors_.row(i).subspan(0, i), x.subspan(0, i));
  }
  for (auto i = n; i-- != 0;) {
    x[i] = (x[i] - dot(factors_.row(i).subspan(i + 1), x.subspan(i + 1))) / factors_(i, i);
  }
}

void Lu::substitute_transposed(std::span<double> x) const {
  auto const n = size();
  for (std::size_t i = 0; i != n; ++i) {  // U' y = b
    x[i] /= factors_(i, i);
    auto const row = factors_.row(i);
    for (auto j = i + 1; j != n; ++j) { x[j] -= row[j] * x[i]; }
  }
  for (auto i = n; i-- != 0;) {  // L' z = y
    auto const row = factors_.row(i);
    for (std::size_t j = 0; j != i; ++j) { x[j] -= row[j] * x[i]; }
  }
  for (auto k = n; k-- != 0;) { std::swap(x[k], x[pivot_[k]]); }
}

Solution Lu::solve(std::span<double const> b) const {
  CJ_CHECK(b.size() == size());
  Solution out{{b.begin(), b.end()}, 0};
  substitute(out.x);
  auto difference = multiply(original_, out.x);
  for (std::size_t i = 0; i != b.size(); ++i) { difference[i] = b[i] - difference[i]; }
  out.residual = relative(difference, b);
  return out;
}

Solution Lu::solve_transposed(std::span<double const> b) const {
  CJ_CHECK(b.size() == size());
  Solution out{{b.begin(), b.end()}, 0};
  substitute_transposed(out.x);
  auto difference = multiply_transposed(original_, out.x);
  for (std::size_t i = 0; i != b.size(); ++i) { difference[i] = b[i] - difference[i]; }
  out.residual = relative(difference, b);
  return out;
}

double Lu::condition() const {
  auto const n = size();
  if (n == 0) { return 0; }
  std::vector<double> columns(n);
  for (std::size_t i = 0; i != n; ++i) {
    auto const row = original_.row(i);
    for (std::size_t j = 0; j != n; ++j) { columns[j] += std::abs(row[j]); }
  }
  auto const norm = norm_max(columns);
  std::vector<double> x(n, 1.0 / static_cast<double>(n));
  auto estimate = 0.0;
  for (auto round = 0; round != kEstimateRoundsMax; ++round) {
    substitute(x);
    auto sum = 0.0;
    for (auto const value : x) { sum += std::abs(value); }
    if (sum <= estimate) { break; }
    estimate = sum;
    for (auto& value : x) { value = value < 0 ? -1 : 1; }
    substitute_transposed(x);
    auto const best = static_cast<std::size_t>(
        std::max_element(x.begin(), x.end(),
                         [](double a, double b) { return std::abs(a) < std::abs(b); }) -
        x.begin());
    std::fill(x.begin(), x.end(), 0.0);
    x[best] = 1;
  }
  return norm * estimate;
}

// For each block K of columns, with D = M_KK after its rows were chosen: the rows K become D^-1
// M_K, the other rows M_I - M_IK D^-1 M_K, and the columns K those of the inverse.
Result<Matrix> inverse_of(Matrix m) {
  if (auto const wrong = unusable(m)) { return *wrong; }
  auto const n = m.rows();
  auto const tiny = tiny_of(m);
  std::vector<std::size_t> pivot(n);
  for (std::size_t first = 0; first < n; first += kPanel) {
    auto const width = std::min(kPanel, n - first);
    auto const last = first + width;
    Matrix strip(n, width);  // the columns K as they were; then all they do to the others
    for (std::size_t i = 0; i != n; ++i) {
      std::copy_n(m.row(i).begin() + static_cast<std::ptrdiff_t>(first), width,
                  strip.row(i).begin());
    }
    Matrix unit(n, width);  // the columns K of the identity, carried along: the inverse's columns
    for (std::size_t k = 0; k != width; ++k) { unit(first + k, k) = 1; }
    for (std::size_t k = 0; k != width; ++k) {
      auto const row = first + k;
      auto best = row;
      for (auto i = row + 1; i != n; ++i) {
        if (std::abs(strip(i, k)) > std::abs(strip(best, k))) { best = i; }
      }
      pivot[row] = best;
      if (best != row) {
        swap_rows(m, row, best);
        swap_rows(strip, row, best);
        // The identity's rows stay: exchanging rows of M exchanges columns of the inverse, at the
        // end.
        for (std::size_t c = 0; c != k; ++c) { std::swap(unit(row, c), unit(best, c)); }
      }
      auto const value = strip(row, k);
      if (!(std::abs(value) > tiny)) { return singular(); }
      auto const* top = strip.row(row).data();
      auto const* top_unit = unit.row(row).data();
      for (std::size_t c = k + 1; c != width; ++c) { strip(row, c) /= value; }
      for (std::size_t c = 0; c <= k; ++c) { unit(row, c) /= value; }
      for (std::size_t i = 0; i != n; ++i) {
        if (i == row) { continue; }
        auto* out = strip.row(i).data();
        auto const weight = out[k];
        if (weight == 0) { continue; }
        for (std::size_t c = k + 1; c != width; ++c) { out[c] -= weight * top[c]; }
        auto* out_unit = unit.row(i).data();
        for (std::size_t c = 0; c <= k; ++c) { out_unit[c] -= weight * top_unit[c]; }
      }
    }
    // `unit` is now what the block's elimination does: new rows = old rows with rows K replaced by
    // 0, plus unit times the old rows K.
    Matrix rows(width, n);
    for (std::size_t k = 0; k != width; ++k) {
      std::ranges::copy(m.row(first + k), rows.row(k).begin());
      std::ranges::fill(m.row(first + k), 0.0);
    }
    for (auto& v : unit.cells()) { v = -v; }  // m -= (-unit) rows
    auto const to = block(unit, 0, 0, n, width);
    if (first > 0) {
      subtract_product(block(m, 0, 0, n, first), to, block(rows, 0, 0, width, first));
    }
    if (last < n) {
      subtract_product(block(m, 0, last, n, n - last), to, block(rows, 0, last, width, n - last));
    }
    for (std::size_t i = 0; i != n; ++i) {
      for (std::size_t k = 0; k != width; ++k) { m(i, first + k) = -unit(i, k); }
    }
  }
  for (std::size_t i = 0; i != n; ++i) {
    auto row = m.row(i);
    for (auto k = n; k-- != 0;) { std::swap(row[k], row[pivot[k]]); }
  }
  return m;
}

}  // namespace chengjie::solve
