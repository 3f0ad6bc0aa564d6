#include "chengjie/solve/gmres.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "chengjie/solve/matrix.h"

namespace chengjie::solve {
namespace {

double norm(std::span<double const> v) { return std::sqrt(dot(v, v)); }

void subtract(std::span<double> from, double weight, std::span<double const> v) {
  for (std::size_t i = 0; i != v.size(); ++i) { from[i] -= weight * v[i]; }
}

// One right side: its Krylov basis, the Hessenberg matrix turned upper triangular by rotations.
class Side {
 public:
  Side(std::size_t n, std::size_t basis_max) : n_(n), basis_max_(basis_max) {}

  void start(std::span<double const> remainder, double scale) {
    basis_.assign(remainder.begin(), remainder.end());
    scale_ = scale;
    auto const length = norm(remainder);
    rhs_.assign(1, length);
    columns_.clear();
    cosines_.clear();
    sines_.clear();
    done_ = !(length > 0);
    if (!done_) {
      for (auto& value : basis_) { value /= length; }
    }
  }

  bool done() const { return done_; }
  double residual() const { return scale_ > 0 ? std::abs(rhs_.back()) / scale_ : 0; }
  std::span<double const> last() const { return vector(columns_.size()); }

  // `product` is M times last(); it becomes the next vector of the basis.
  void step(std::span<double> product, double residual_max) {
    auto const k = columns_.size();
    std::vector<double> column(k + 2);
    auto const before = norm(product);
    for (auto pass = 0; pass != 2; ++pass) {  // twice is enough (Kahan, in Parlett 1980)
      for (std::size_t j = 0; j <= k; ++j) {
        auto const weight = dot(vector(j), product);
        column[j] += weight;
        subtract(product, weight, vector(j));
      }
    }
    auto const length = norm(product);
    column[k + 1] = length;
    for (std::size_t j = 0; j != k; ++j) {
      auto const upper = cosines_[j] * column[j] + sines_[j] * column[j + 1];
      column[j + 1] = cosines_[j] * column[j + 1] - sines_[j] * column[j];
      column[j] = upper;
    }
    auto const radius = std::hypot(column[k], column[k + 1]);
    if (!(radius > 0)) {
      done_ = true;
      return;
    }
    cosines_.push_back(column[k] / radius);
    sines_.push_back(column[k + 1] / radius);
    column[k] = radius;
    column.pop_back();
    columns_.push_back(std::move(column));
    rhs_.push_back(-sines_.back() * rhs_[k]);
    rhs_[k] *= cosines_.back();
    done_ =
        residual() <= residual_max || columns_.size() == basis_max_ || !(length > 1e-15 * before);
    if (done_) { return; }
    for (auto& value : product) { value /= length; }
    basis_.insert(basis_.end(), product.begin(), product.end());
  }

  void add_to(std::span<double> x) const {
    auto weights = rhs_;
    for (auto k = columns_.size(); k-- != 0;) {
      for (auto j = k + 1; j != columns_.size(); ++j) { weights[k] -= columns_[j][k] * weights[j]; }
      weights[k] /= columns_[k][k];
      subtract(x, -weights[k], vector(k));
    }
  }

 private:
  std::span<double const> vector(std::size_t j) const { return {basis_.data() + j * n_, n_}; }

  std::size_t n_;
  std::size_t basis_max_;
  std::vector<double> basis_;
  std::vector<std::vector<double>> columns_;
  std::vector<double> cosines_, sines_, rhs_;
  double scale_{};
  bool done_{};
};

// One cycle for all right sides; returns the products used.
int cycle(Apply const& apply, std::vector<Side>& sides, std::size_t n, KrylovOptions const& options,
          int steps_left) {
  auto steps = 0;
  std::vector<double> in, out;
  while (steps < steps_left) {
    std::vector<Side*> active;
    for (auto& side : sides) {
      if (!side.done()) { active.push_back(&side); }
    }
    if (active.empty()) { break; }
    in.clear();
    for (auto const* side : active) {
      in.insert(in.end(), side->last().begin(), side->last().end());
    }
    out.resize(in.size());
    apply(in, out, active.size());
    ++steps;
    for (std::size_t k = 0; k != active.size(); ++k) {
      active[k]->step(std::span(out).subspan(k * n, n), options.residual_max);
    }
  }
  return steps;
}

Error not_reached(double residual, int steps) {
  char text[160];
  std::snprintf(text, sizeof text, "迭代 %d 步后相对残差仍为 %.2e", steps, residual);
  return {Code::limit, text, "", "请检查系数是否合理（消耗是否超过产出），或提高步数上限"};
}

}  // namespace

Result<KrylovSolution> gmres(Apply const& apply, std::size_t n, std::span<double const> b,
                             KrylovOptions const& options) {
  CJ_CHECK(n > 0 && b.size() % n == 0 && options.basis_max > 0);
  if (!all_finite(b)) {
    return Error{Code::bad_input, "方程组右端有不是有限数的格", "", "请检查需求数据"};
  }
  auto const count = b.size() / n;
  KrylovSolution out{std::vector<double>(b.size()), 0, 0};
  std::vector<double> remainder(b.begin(), b.end());
  std::vector<double> scales(count);
  for (std::size_t k = 0; k != count; ++k) { scales[k] = norm(b.subspan(k * n, n)); }
  auto const worst = [&] {
    auto largest = 0.0;
    for (std::size_t k = 0; k != count; ++k) {
      auto const length = norm(std::span<double const>(remainder).subspan(k * n, n));
      if (scales[k] > 0) { largest = std::max(largest, length / scales[k]); }
      if (!std::isfinite(length)) { return length; }
    }
    return largest;
  };
  out.residual = worst();
  auto const goal = options.residual_max;
  while (out.residual > goal && out.steps < options.steps_max) {
    std::vector<Side> sides(count, Side(n, static_cast<std::size_t>(options.basis_max)));
    for (std::size_t k = 0; k != count; ++k) {
      sides[k].start(std::span<double const>(remainder).subspan(k * n, n), scales[k]);
    }
    // The rotations' residual is slightly optimistic: aim a little below the goal.
    auto inner = options;
    inner.residual_max = goal * 0.5;
    out.steps += cycle(apply, sides, n, inner, options.steps_max - out.steps);
    for (std::size_t k = 0; k != count; ++k) {
      sides[k].add_to(std::span(out.x).subspan(k * n, n));
    }
    apply(out.x, remainder, count);
    ++out.steps;
    for (std::size_t i = 0; i != b.size(); ++i) { remainder[i] = b[i] - remainder[i]; }
    auto const reached = worst();
    if (!std::isfinite(reached)) {
      return Error{Code::bad_input, "迭代中出现不是有限数的值", "", "请检查系数矩阵"};
    }
    if (!(reached < out.residual * 0.9)) {  // stagnation: what floating point allows
      out.residual = reached;
      break;
    }
    out.residual = reached;
  }
  if (!(out.residual <= std::max(goal, 1e-13) * 10)) {
    return not_reached(out.residual, out.steps);
  }
  return out;
}

}  // namespace chengjie::solve
