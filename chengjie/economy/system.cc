#include "chengjie/economy/system.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "chengjie/solve/gmres.h"

namespace chengjie::economy {
namespace {

using solve::Matrix;

Matrix identity_minus(Matrix const& a) {
  Matrix m = a;
  for (auto& value : m.cells()) { value = -value; }
  for (std::size_t i = 0; i != a.rows(); ++i) { m(i, i) += 1; }
  return m;
}

Error not_productive(Matrix const& a, std::vector<std::string> const& names) {
  auto const sums = solve::sum_of_columns(a);
  auto const worst =
      static_cast<std::size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
  char share[48];
  std::snprintf(share, sizeof share, "%.3f", sums.empty() ? 0.0 : sums[worst]);
  auto const name = worst < names.size() ? "“" + names[worst] + "”"
                                         : "第 " + std::to_string(worst + 1) + " 个部门";
  return {Code::infeasible,
          "投入产出系统不可生产（系数矩阵谱半径不小于 1）：" + name +
              "每一元产出的中间消耗合计达 " + share + " 元",
          "", "请检查该部门的总产出和中间投入的单位是否一致"};
}

// An upper bound of the spectral radius by Gelfand's formula, |A^k|^(1/k) for k = 1, 2, 4, ..: the
// first k whose power shrinks shows that the radius is under 1. 1 or more: it is not.
double radius_by_powers(Matrix power) {
  constexpr auto kSquaringsMax = 20;
  auto k = 1.0;
  for (auto round = 0; round <= kSquaringsMax; ++round) {
    auto norm = 0.0;
    for (std::size_t i = 0; i != power.rows(); ++i) {
      auto sum = 0.0;
      for (auto const v : power.row(i)) { sum += std::abs(v); }
      norm = std::max(norm, sum);
    }
    if (!(norm < 1e100)) { break; }
    if (norm < 1) { return std::pow(norm, 1 / k); }
    power = solve::multiply(power, power);
    k *= 2;
  }
  return 1;
}

double relative(std::span<double const> difference, std::span<double const> b) {
  auto const scale = solve::norm_max(b);
  return scale > 0 ? solve::norm_max(difference) / scale : solve::norm_max(difference);
}

}  // namespace

Result<OpenSystem> OpenSystem::of(Matrix a, std::vector<std::string> const& names,
                                  Options const& options) {
  if (a.rows() != a.columns() || a.rows() == 0) {
    return Error{Code::bad_input, "系数矩阵不是方阵，或没有部门", "", ""};
  }
  if (!solve::all_finite(a.cells())) {
    return Error{Code::bad_input, "系数矩阵中有不是有限数的格", "", "请检查表中空格"};
  }
  OpenSystem out(std::move(a));
  out.options_ = options;
  out.negative_ =
      std::any_of(out.a_.cells().begin(), out.a_.cells().end(), [](double v) { return v < 0; });
  if (out.negative_ || out.size() <= options.dense_max) {
    auto lu = solve::Lu::of(identity_minus(out.a_));
    if (!lu) {
      return lu.error().code == Code::infeasible ? not_productive(out.a_, names) : lu.error();
    }
    out.lu_ = *std::move(lu);
  }
  if (out.negative_) {
    out.radius_bound_ = radius_by_powers(out.a_);
    if (!(out.radius_bound_ < 1)) { return not_productive(out.a_, names); }
    return out;
  }
  // Of a large table with every column sum under 1 the sums are bound enough, for one pass.
  auto const most = solve::norm_max(solve::sum_of_columns(out.a_));
  if (out.size() > options.dense_max && most < 1) {
    out.radius_bound_ = most;
    return out;
  }
  auto const ones = out.solve(std::vector<double>(out.size(), 1.0));
  auto const positive = std::all_of(ones.x.begin(), ones.x.end(), [](double v) { return v > 0; });
  if (!positive || !(ones.residual < 1e-6)) { return not_productive(out.a_, names); }
  out.radius_bound_ = 1 - 1 / solve::norm_max(ones.x);
  return out;
}

std::vector<solve::Solution> OpenSystem::run(std::span<double const> b, bool transposed) const {
  auto const n = size();
  CJ_CHECK(b.size() % n == 0);
  std::vector<solve::Solution> out(b.size() / n);
  if (lu_) {
    for (std::size_t k = 0; k != out.size(); ++k) {
      auto const side = b.subspan(k * n, n);
      out[k] = transposed ? lu_->solve_transposed(side) : lu_->solve(side);
    }
    return out;
  }
  auto const apply = [&](std::span<double const> in, std::span<double> to, std::size_t vectors) {
    if (transposed) {
      solve::multiply_transposed(a_, in, to, vectors);
    } else {
      solve::multiply(a_, in, to, vectors);
    }
    for (std::size_t i = 0; i != in.size(); ++i) { to[i] = in[i] - to[i]; }
  };
  auto const got = solve::gmres(apply, n, b, {.residual_max = options_.residual_max});
  if (got) {
    for (std::size_t k = 0; k != out.size(); ++k) {
      auto const x = std::span(got->x).subspan(k * n, n);
      out[k] = {{x.begin(), x.end()}, got->residual};
    }
    return out;
  }
  // The iteration did not settle: factors are slow and sure.
  auto const lu = solve::Lu::of(identity_minus(a_));
  for (std::size_t k = 0; k != out.size(); ++k) {
    auto const side = b.subspan(k * n, n);
    if (lu) {
      out[k] = transposed ? lu->solve_transposed(side) : lu->solve(side);
    } else {
      out[k] = {std::vector<double>(n), relative(side, side)};  // no answer, and it says so
    }
  }
  return out;
}

solve::Solution OpenSystem::solve(std::span<double const> b) const {
  return std::move(run(b, false).front());
}

solve::Solution OpenSystem::solve_transposed(std::span<double const> b) const {
  return std::move(run(b, true).front());
}

std::vector<solve::Solution> OpenSystem::solve_transposed_many(std::span<double const> b) const {
  return run(b, true);
}

Result<Matrix> OpenSystem::inverse() const { return solve::inverse_of(identity_minus(a_)); }

double OpenSystem::condition() const {
  if (negative_) { return lu_->condition(); }
  std::vector<double> columns(size());
  for (std::size_t i = 0; i != size(); ++i) {
    auto const row = a_.row(i);
    for (std::size_t j = 0; j != size(); ++j) { columns[j] += std::abs((i == j ? 1 : 0) - row[j]); }
  }
  auto const sums = solve_transposed(std::vector<double>(size(), 1.0)).x;
  return solve::norm_max(columns) * solve::norm_max(sums);
}

}  // namespace chengjie::economy
