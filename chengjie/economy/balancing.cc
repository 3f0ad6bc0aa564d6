#include "chengjie/economy/balancing.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace chengjie::economy {
namespace {

constexpr int kPatience = 50;  // rounds without progress before the best is judged

double total(std::vector<double> const& v) {
  auto sum = 0.0;
  for (auto const x : v) { sum += x; }
  return sum;
}

std::string named(std::vector<std::string> const& names, std::size_t i, std::string_view what) {
  return std::string(what) + (i < names.size() ? "“" + names[i] + "”" : std::to_string(i + 1));
}

std::string digits(double v) {
  char text[48];
  std::snprintf(text, sizeof text, "%.6g", v);
  return text;
}

Error cannot(std::string what) {
  return {Code::infeasible, std::move(what), "", "请改正这一行（列）的合计，或放开它的零单元"};
}

class Fit {
 public:
  Fit(Matrix const& a0, std::vector<double> const& u, std::vector<double> const& v,
      BalancingOptions const& o)
      : a0_(a0),
        u_(u),
        v_(v),
        options_(o),
        scale_(std::max(solve::norm_max(u), solve::norm_max(v))) {}

  Result<Balanced> run() {
    if (auto const wrong = problem()) { return *wrong; }
    Balanced out;
    out.r.assign(u_.size(), 1.0);
    out.s.assign(v_.size(), 1.0);
    auto best = HUGE_VAL;
    auto waited = 0;
    for (out.rounds = 1; out.rounds <= options_.rounds_max; ++out.rounds) {
      columns(out);
      rows(out);
      columns(out);
      fill(out);
      out.error = worst(out.x).first;
      if (!std::isfinite(out.error)) { break; }
      if (out.error <= options_.error_max) { return out; }
      waited = out.error < best * 0.999 ? 0 : waited + 1;
      best = std::min(best, out.error);
      if (waited > kPatience) { break; }
    }
    if (out.error <= options_.error_accepted) { return out; }
    return cannot("平衡不收敛：" + worst(out.x).second + "，第 " + std::to_string(out.rounds) +
                  " 轮");
  }

 private:
  std::optional<Error> problem() const {
    if (a0_.rows() != u_.size() || a0_.columns() != v_.size() || u_.empty() || v_.empty()) {
      return Error{Code::bad_input, "表的行列数与合计的个数不一致", "", ""};
    }
    if (!solve::all_finite(a0_.cells()) || !solve::all_finite(u_) || !solve::all_finite(v_)) {
      return Error{Code::bad_input, "表或合计中有不是数的格", "", ""};
    }
    auto const off = std::abs(total(u_) - total(v_));
    if (off > options_.error_accepted * std::max(scale_, 1e-300) * 10) {
      return cannot("行合计之和 " + digits(total(u_)) + " 与列合计之和 " + digits(total(v_)) +
                    " 不等，差 " + digits(off));
    }
    for (std::size_t i = 0; i != u_.size(); ++i) {
      if (auto wrong = signs(a0_.row(i), u_[i], named(options_.rows, i, "行"))) { return wrong; }
    }
    auto const turned = solve::transposed(a0_);
    for (std::size_t j = 0; j != v_.size(); ++j) {
      if (auto wrong = signs(turned.row(j), v_[j], named(options_.columns, j, "列"))) {
        return wrong;
      }
    }
    return std::nullopt;
  }

  static std::optional<Error> signs(std::span<double const> cells, double sum,
                                    std::string const& name) {
    auto const positive = std::any_of(cells.begin(), cells.end(), [](double c) { return c > 0; });
    auto const negative = std::any_of(cells.begin(), cells.end(), [](double c) { return c < 0; });
    if (sum > 0 && !positive) {
      return cannot(name + "合计应为 " + digits(sum) + "，但没有正的单元");
    }
    if (sum < 0 && !negative) {
      return cannot(name + "合计应为 " + digits(sum) + "，但没有负的单元");
    }
    if (sum == 0 && positive != negative) {
      return std::nullopt;  // all its cells go to 0
    }
    return std::nullopt;
  }

  // The positive root of p m^2 - sum m - q = 0: the multiplier that makes p m - q / m the sum.
  static double multiplier(double p, double q, double sum, double before) {
    if (p > 0) { return (sum + std::sqrt(sum * sum + 4 * p * q)) / (2 * p); }
    if (q > 0 && sum < 0) { return -q / sum; }
    return p == 0 && q == 0 ? 1 : before;
  }

  void columns(Balanced& out) const {
    std::vector<double> p(v_.size()), q(v_.size());
    for (std::size_t i = 0; i != u_.size(); ++i) {
      auto const r = out.r[i];
      auto const row = a0_.row(i);
      for (std::size_t j = 0; j != row.size(); ++j) {
        if (row[j] > 0) { p[j] += r * row[j]; }
        if (row[j] < 0 && r > 0) { q[j] -= row[j] / r; }
      }
    }
    for (std::size_t j = 0; j != v_.size(); ++j) {
      out.s[j] = multiplier(p[j], q[j], v_[j], out.s[j]);
    }
  }

  void rows(Balanced& out) const {
    for (std::size_t i = 0; i != u_.size(); ++i) {
      auto p = 0.0, q = 0.0;
      auto const row = a0_.row(i);
      for (std::size_t j = 0; j != row.size(); ++j) {
        if (row[j] > 0) { p += row[j] * out.s[j]; }
        if (row[j] < 0 && out.s[j] > 0) { q -= row[j] / out.s[j]; }
      }
      out.r[i] = multiplier(p, q, u_[i], out.r[i]);
    }
  }

  void fill(Balanced& out) const {
    out.x = a0_;
    for (std::size_t i = 0; i != u_.size(); ++i) {
      auto row = out.x.row(i);
      for (std::size_t j = 0; j != row.size(); ++j) {
        if (row[j] > 0) {
          row[j] *= out.r[i] * out.s[j];
        } else if (row[j] < 0) {
          auto const weight = out.r[i] * out.s[j];
          row[j] = weight > 0 ? row[j] / weight : 0;
        }
      }
    }
  }

  std::pair<double, std::string> worst(Matrix const& x) const {
    auto const row_sums = solve::sum_of_rows(x);
    auto const column_sums = solve::sum_of_columns(x);
    auto error = 0.0;
    std::string words;
    auto const look = [&](std::vector<double> const& got, std::vector<double> const& want,
                          std::vector<std::string> const& names, std::string_view what) {
      for (std::size_t i = 0; i != got.size(); ++i) {
        auto const off = std::abs(got[i] - want[i]);
        if (!(off <= error)) {
          error = off;
          words =
              named(names, i, what) + "合计应为 " + digits(want[i]) + "，只能到 " + digits(got[i]);
        }
      }
    };
    look(row_sums, u_, options_.rows, "行");
    look(column_sums, v_, options_.columns, "列");
    return {scale_ > 0 ? error / scale_ : error, words};
  }

  Matrix const& a0_;
  std::vector<double> const& u_;
  std::vector<double> const& v_;
  BalancingOptions const& options_;
  double scale_;
};

}  // namespace

Result<Balanced> ras(Matrix const& a0, std::vector<double> const& row_sums,
                     std::vector<double> const& column_sums, BalancingOptions const& options) {
  for (auto const cells :
       {a0.cells(), std::span<double const>(row_sums), std::span<double const>(column_sums)}) {
    if (std::any_of(cells.begin(), cells.end(), [](double c) { return c < 0; })) {
      return Error{Code::bad_input, "RAS 不能处理负数", "", "请改用 GRAS"};
    }
  }
  return Fit(a0, row_sums, column_sums, options).run();
}

Result<Balanced> gras(Matrix const& a0, std::vector<double> const& row_sums,
                      std::vector<double> const& column_sums, BalancingOptions const& options) {
  return Fit(a0, row_sums, column_sums, options).run();
}

}  // namespace chengjie::economy
