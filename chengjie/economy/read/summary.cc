#include "chengjie/economy/read/summary.h"

#include <algorithm>

namespace chengjie::economy::read {
namespace {

double total(std::span<double const> v) {
  auto sum = 0.0;
  for (auto const x : v) { sum += x; }
  return sum;
}

double share_of_imports(TableFile const& file) {
  auto const& t = file.table;
  if (file.imported_inputs) {
    auto const bought = total(t.value_added.row(*file.imported_inputs));
    auto const all = bought + total(t.z.cells());
    return all > 0 ? bought / all : 0;
  }
  auto uses = total(t.z.cells()) + total(t.final_demand.cells());
  if (t.exports) {
    for (std::size_t i = 0; i != t.size(); ++i) { uses -= t.final_demand(i, *t.exports); }
  }
  return uses > 0 ? total(t.imports) / uses : 0;
}

std::vector<AccountMultipliers> accounts_of(TableFile const& file, Leontief const& leontief) {
  auto const& t = file.table;
  std::vector<Account> rows;
  if (file.wages) {
    auto const row = t.value_added.row(*file.wages);
    rows.push_back({"劳动者报酬", {row.begin(), row.end()}});
  }
  if (file.tax) {
    auto const row = t.value_added.row(*file.tax);
    rows.push_back({"生产税净额", {row.begin(), row.end()}});
  }
  rows.insert(rows.end(), file.accounts.begin(), file.accounts.end());
  std::vector<std::vector<double>> sides;
  for (auto const& row : rows) { sides.push_back(per_output(row.amounts, t.x)); }
  std::vector<AccountMultipliers> out;
  if (rows.empty()) { return out; }
  auto solved = leontief.multipliers_of(std::move(sides));
  for (std::size_t k = 0; k != rows.size(); ++k) {
    out.push_back({rows[k].name, total(rows[k].amounts), std::move(solved[k])});
  }
  return out;
}

void add_households(Summary& out, TableFile const& file, Leontief const& leontief) {
  auto const& home = out.home.table;
  if (!file.wages || file.households.empty()) {
    out.no_type_two = "表中没有认出劳动者报酬或居民消费";
    return;
  }
  auto const wages = home.value_added.row(*file.wages);
  auto const income = total(wages);
  if (!(income > 0)) {
    out.no_type_two = "劳动者报酬合计不是正数";
    return;
  }
  std::vector<double> spending(home.size());
  for (auto const c : file.households) {
    for (std::size_t i = 0; i != home.size(); ++i) {
      spending[i] += home.final_demand(i, c) / income;
    }
  }
  auto const closed = TypeTwo::of(leontief, per_output(wages, home.x), std::move(spending));
  if (!closed) {
    out.no_type_two = closed.error().what;
    return;
  }
  out.type_two = closed->effect(out.output);
}

}  // namespace

Result<Summary> summary_of(TableFile const& file) {
  auto home = domestic(file.table);
  if (!home) { return home.error(); }
  Summary out;
  out.home = *std::move(home);
  auto const& t = out.home.table;
  out.import_share = share_of_imports(file);
  auto const leontief = Leontief::of(input_coefficients(t.z, t.x), t.sectors);
  if (!leontief) { return leontief.error(); }
  auto const ghosh = Ghosh::of(output_coefficients(t.z, t.x), t.sectors);
  if (!ghosh) { return ghosh.error(); }
  out.output = leontief->multipliers(std::vector<double>(t.size(), 1.0));
  out.forward = ghosh->forward();
  auto const back = normalised(out.output.effect), ahead = normalised(out.forward);
  for (std::size_t i = 0; i != t.size(); ++i) { out.key.push_back(key_class(back[i], ahead[i])); }
  out.accounts = accounts_of(file, *leontief);
  add_households(out, file, *leontief);
  out.condition = leontief->condition();
  out.radius_bound = leontief->radius_bound();
  out.residual = out.output.residual;
  for (auto const& a : out.accounts) {
    out.residual = std::max(out.residual, a.multipliers.residual);
  }
  return out;
}

}  // namespace chengjie::economy::read
