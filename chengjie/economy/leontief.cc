#include "chengjie/economy/leontief.h"

namespace chengjie::economy {
namespace {

Multipliers from(std::vector<double> direct, solve::Solution solved) {
  Multipliers out{std::move(direct), std::move(solved.x), {}, solved.residual};
  out.ratio.resize(out.direct.size());
  for (std::size_t j = 0; j != out.direct.size(); ++j) {
    out.ratio[j] = out.direct[j] != 0 ? out.effect[j] / out.direct[j] : 0;
  }
  return out;
}

}  // namespace

Result<Leontief> Leontief::of(Matrix coefficients, std::vector<std::string> const& names,
                              OpenSystem::Options const& options) {
  auto system = OpenSystem::of(std::move(coefficients), names, options);
  if (!system) { return system.error(); }
  return Leontief(*std::move(system));
}

Multipliers Leontief::multipliers(std::vector<double> per_unit) const {
  auto solved = system_.solve_transposed(per_unit);
  return from(std::move(per_unit), std::move(solved));
}

std::vector<Multipliers> Leontief::multipliers_of(std::vector<std::vector<double>> per_unit) const {
  std::vector<double> sides;
  for (auto const& s : per_unit) {
    CJ_CHECK(s.size() == size());
    sides.insert(sides.end(), s.begin(), s.end());
  }
  auto solved = system_.solve_transposed_many(sides);
  std::vector<Multipliers> out;
  for (std::size_t k = 0; k != per_unit.size(); ++k) {
    out.push_back(from(std::move(per_unit[k]), std::move(solved[k])));
  }
  return out;
}

Result<TypeTwo> TypeTwo::of(Leontief const& leontief, std::vector<double> wages,
                            std::vector<double> spending) {
  CJ_CHECK(wages.size() == leontief.size() && spending.size() == leontief.size());
  TypeTwo out;
  out.leontief_ = &leontief;
  out.income_ = leontief.price(wages).x;
  out.round_ = solve::dot(out.income_, spending);
  if (!(out.round_ < 1)) {
    return Error{Code::infeasible,
                 "居民内生化后系统不可生产：一元劳动收入经消费又带来不少于一元劳动收入", "",
                 "请检查居民消费是否超过劳动收入，或改用第一类乘数"};
  }
  out.wages_ = std::move(wages);
  out.spending_ = std::move(spending);
  return out;
}

// (I - A+)' [m, h]' = [s, k]': m = L's + L'w h and h = k + c'm, so h = (k + c'L's)/(1 - c'L'w);
// read by columns, the effect of column j is (L's)_j plus its income times h.
std::vector<double> TypeTwo::effect(Multipliers const& type_one, double household) const {
  CJ_CHECK(type_one.effect.size() == income_.size());
  auto const h = (household + solve::dot(spending_, type_one.effect)) / (1 - round_);
  auto out = type_one.effect;
  for (std::size_t j = 0; j != out.size(); ++j) { out[j] += income_[j] * h; }
  return out;
}

std::vector<double> TypeTwo::output(std::span<double const> demand) const {
  auto const income = solve::dot(income_, demand) / (1 - round_);
  std::vector<double> all(demand.begin(), demand.end());
  for (std::size_t i = 0; i != all.size(); ++i) { all[i] += spending_[i] * income; }
  return leontief_->output(all).x;
}

Result<Ghosh> Ghosh::of(Matrix output_coefficients, std::vector<std::string> const& names) {
  auto system = OpenSystem::of(std::move(output_coefficients), names, {});
  if (!system) { return system.error(); }
  return Ghosh(*std::move(system));
}

std::vector<double> Ghosh::forward() const {
  return system_.solve(std::vector<double>(system_.size(), 1.0)).x;
}

}  // namespace chengjie::economy
