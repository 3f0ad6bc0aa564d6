#include "chengjie/economy/draws.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "chengjie/solve/sampling.h"

namespace chengjie::economy {
namespace {

using solve::Normal;

constexpr std::size_t kBatch = 250;  // draws a product serves
constexpr std::size_t kDrawsMax = 10'000'000;
constexpr double kSpreadMax = 5;  // of a log: a factor of 150 is no guess any more
constexpr double kResidualMax = 1e-10;
constexpr int kStepsMax = 40;  // then the drawn system is factored

Error bad(std::string what) { return {Code::bad_input, std::move(what), "", ""}; }

Random stream(std::uint64_t seed, std::size_t draw) {
  return Random(Random(Random(seed).next() + draw).next());
}

bool within(std::span<double const> v, double low, double high) {
  return std::all_of(v.begin(), v.end(), [&](double x) { return x >= low && x <= high; });
}

// The spread of the log at which E|exp(s z - s^2/2) - 1| = 2 erf(s / sqrt 8) is `miss`.
double log_spread(double miss) {
  auto s = miss * std::sqrt(std::numbers::pi / 2);
  for (auto round = 0; round != 20; ++round) {
    auto const off = 2 * std::erf(s / std::sqrt(8.0)) - miss;
    s -= off / (std::sqrt(2 / std::numbers::pi) * std::exp(-s * s / 8));
  }
  return s;
}

double kept_mean(double z, double s) { return std::exp(s * z - s * s / 2); }

// One table of coefficients after the other.
class Tables {
 public:
  Tables(Matrix const& a, TableDraws const& how) : a_(a), how_(how), cells_(a.rows(), a.rows()) {
    if (how.law == TableDraws::Law::lognormal) {
      spread_ = log_spread(how.spread);
      return;
    }
    // Concentration c of each column: sum |da_i| / sum a_i is `spread` when
    // c + 1 = 2/pi (sum sqrt(a_i (1 - a_i)) / (spread sum a_i))^2.
    auto const n = a.rows();
    std::vector<double> sums(n), roots(n);
    for (std::size_t i = 0; i != n; ++i) {
      for (std::size_t j = 0; j != n; ++j) {
        sums[j] += a(i, j);
        roots[j] += std::sqrt(a(i, j) * (1 - a(i, j)));
      }
    }
    for (std::size_t j = 0; j != n; ++j) {
      auto const ratio = sums[j] > 0 ? roots[j] / (how.spread * sums[j]) : 0;
      concentration_.push_back(std::max(1e-3, 2 / std::numbers::pi * ratio * ratio - 1));
      rest_.push_back(std::max(0.0, 1 - sums[j]));
    }
  }

  Matrix const& draw(Random& random) {
    if (how_.spread == 0) {
      cells_ = a_;
    } else if (how_.law == TableDraws::Law::lognormal) {
      Normal normal(random);
      for (std::size_t i = 0; i != cells_.cells().size(); ++i) {
        auto const a = a_.cells()[i];
        cells_.cells()[i] = a != 0 ? a * kept_mean(normal(), spread_) : 0;
      }
    } else {
      columns(random);
    }
    Normal normal(random);
    for (std::size_t i = 0; i != how_.import_share.size(); ++i) {
      auto const m = std::min(1.0, how_.import_share[i] * kept_mean(normal(), how_.import_spread));
      for (auto& v : cells_.row(i)) { v *= 1 - m; }
    }
    return cells_;
  }

 private:
  void columns(Random& random) {
    auto const n = a_.rows();
    for (std::size_t j = 0; j != n; ++j) {
      auto sum = solve::gamma(random, rest_[j] * concentration_[j]);
      for (std::size_t i = 0; i != n; ++i) {
        cells_(i, j) = solve::gamma(random, a_(i, j) * concentration_[j]);
        sum += cells_(i, j);
      }
      for (std::size_t i = 0; i != n; ++i) { cells_(i, j) = sum > 0 ? cells_(i, j) / sum : 0; }
    }
  }

  Matrix const& a_;
  TableDraws const& how_;
  Matrix cells_;
  double spread_{};
  std::vector<double> concentration_, rest_;
};

// (I - a) x = f by steps with the stated system, from its own answer: the first step is the answer
// to first order, which goes to `first`. Nothing when the drawn system is not productive.
std::optional<std::vector<double>> solved(Leontief const& stated, Matrix const& a,
                                          std::vector<double> const& f, std::vector<double> x,
                                          std::vector<double>& first, bool only_first) {
  auto const scale = std::max(solve::norm_max(f), 1e-300);
  for (auto step = 0; step != kStepsMax; ++step) {
    auto rest = solve::multiply(a, x);
    for (std::size_t i = 0; i != rest.size(); ++i) { rest[i] += f[i] - x[i]; }
    auto const off = solve::norm_max(rest);
    if (step > 0 && off <= kResidualMax * scale) { return x; }
    if (!std::isfinite(off)) { break; }
    auto const change = stated.output(rest).x;
    for (std::size_t i = 0; i != x.size(); ++i) { x[i] += change[i]; }
    if (step == 0) { first = x; }
    if (only_first) { return x; }
  }
  auto const anew = Leontief::of(a);
  if (!anew) { return std::nullopt; }
  return anew->output(f).x;
}

std::optional<Error> problem(Leontief const& stated, Matrix const& accounts,
                             std::vector<double> const& demand, TableDraws const& how) {
  auto const n = stated.size();
  if (accounts.columns() != n || demand.size() != n ||
      (!how.import_share.empty() && how.import_share.size() != n) ||
      (!how.demand_spread.empty() && how.demand_spread.size() != n)) {
    return bad("抽样的账户、需求或份额与部门数不一致");
  }
  if (!solve::all_finite(accounts.cells()) || !solve::all_finite(demand)) {
    return bad("抽样的账户或需求中有不是数的格");
  }
  if (how.count < 1 || how.count > kDrawsMax) { return bad("抽样次数应在 1 至 1000 万之间"); }
  if (!(how.spread >= 0 && how.spread <= 1) || !within(how.import_share, 0, 1) ||
      !(how.import_spread >= 0 && how.import_spread <= kSpreadMax) ||
      !within(how.demand_spread, 0, kSpreadMax)) {
    return bad("抽样的离散程度或进口份额不合理");
  }
  if (how.law == TableDraws::Law::dirichlet) {
    auto const cells = stated.coefficients().cells();
    auto const sums = solve::sum_of_columns(stated.coefficients());
    if (!within(cells, 0, 1) || !within(sums, 0, 1 + 1e-9)) {
      return bad("按列抽份额要求各列系数不为负，且合计不超过 1");
    }
  }
  return std::nullopt;
}

double compared(double a, double b) {
  auto const scale = std::max(std::abs(a), std::abs(b));
  return scale > 0 ? std::abs(a - b) / scale : 0;
}

}  // namespace

Interval interval(std::vector<double> draws) {
  CJ_CHECK(!draws.empty());
  std::sort(draws.begin(), draws.end());
  auto const at = [&](double share) {
    auto const place = share * static_cast<double>(draws.size() - 1);
    auto const low = static_cast<std::size_t>(place);
    auto const high = std::min(low + 1, draws.size() - 1);
    return draws[low] + (place - static_cast<double>(low)) * (draws[high] - draws[low]);
  };
  return {at(0.05), at(0.5), at(0.95)};
}

std::vector<Interval> intervals(Matrix const& draws) {
  std::vector<Interval> out;
  for (std::size_t k = 0; k != draws.columns(); ++k) {
    std::vector<double> column;
    for (std::size_t d = 0; d != draws.rows(); ++d) { column.push_back(draws(d, k)); }
    out.push_back(interval(std::move(column)));
  }
  return out;
}

Result<Matrix> demand_draws(Matrix const& effects, DemandDraws const& how) {
  auto const n = effects.columns();
  if (how.mean.size() != n || how.spread.size() != n) {
    return bad("抽样的需求或离散程度与部门数不一致");
  }
  if (!solve::all_finite(effects.cells()) || !solve::all_finite(how.mean) ||
      !within(how.spread, 0, kSpreadMax) || !(how.shared >= 0 && how.shared <= kSpreadMax)) {
    return bad("抽样的需求或离散程度不合理");
  }
  if (how.count < 1 || how.count > kDrawsMax) { return bad("抽样次数应在 1 至 1000 万之间"); }
  Matrix out(how.count, effects.rows());
  std::vector<double> f(kBatch * n), level(how.mean);
  for (std::size_t i = 0; i != n; ++i) { level[i] *= kept_mean(0, how.spread[i]); }
  for (std::size_t first = 0; first < how.count; first += kBatch) {
    auto const batch = std::min(kBatch, how.count - first);
    for (std::size_t d = 0; d != batch; ++d) {
      auto random = stream(how.seed, first + d);
      Normal normal(random);
      auto const all = kept_mean(normal(), how.shared);
      auto* row = f.data() + d * n;
      for (std::size_t i = 0; i != n; ++i) {
        row[i] = all * level[i];
        if (how.spread[i] > 0) { row[i] *= std::exp(how.spread[i] * normal()); }
      }
    }
    auto const to = out.cells().subspan(first * effects.rows(), batch * effects.rows());
    solve::multiply(effects, std::span(f).first(batch * n), to, batch);
  }
  return out;
}

Result<Drawn> table_draws(Leontief const& stated, Matrix const& accounts,
                          std::vector<double> const& demand, TableDraws const& how) {
  if (auto const wrong = problem(stated, accounts, demand, how)) { return *wrong; }
  auto const n = stated.size();
  auto base = stated.coefficients();
  for (std::size_t i = 0; i != how.import_share.size(); ++i) {
    for (auto& v : base.row(i)) { v *= 1 - how.import_share[i]; }
  }
  auto const home = Leontief::of(std::move(base));
  if (!home) { return home.error(); }
  auto const x = home->output(demand).x;
  Drawn out{Matrix(how.count, accounts.rows()), solve::multiply(accounts, x), 0, 0};
  Tables tables(stated.coefficients(), how);
  std::vector<double> first(n);
  for (std::size_t d = 0, made = 0; d != how.count; ++made) {
    if (out.refused > how.count) {
      return Error{Code::infeasible, "抽出的系数表多半不可生产", "", "请减小离散程度"};
    }
    auto random = stream(how.seed, made);
    auto const& a = tables.draw(random);
    auto f = demand;
    Normal normal(random);
    for (std::size_t i = 0; i != how.demand_spread.size(); ++i) {
      f[i] *= kept_mean(normal(), how.demand_spread[i]);
    }
    auto const got = solved(*home, a, f, x, first, !how.solved);
    if (!got) {
      ++out.refused;
      continue;
    }
    for (std::size_t k = 0; k != accounts.rows(); ++k) {
      out.results(d, k) = solve::dot(accounts.row(k), *got);
      if (!how.solved) { continue; }
      auto const linear = solve::dot(accounts.row(k), first);
      out.first_order_gap = std::max(out.first_order_gap, compared(linear, out.results(d, k)));
    }
    ++d;
  }
  return out;
}

}  // namespace chengjie::economy
