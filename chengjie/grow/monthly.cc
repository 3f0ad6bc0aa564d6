#include "chengjie/grow/monthly.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "chengjie/base/tree.h"

namespace chengjie::grow {
namespace {

using Number = std::optional<double> MonthRow::*;

MonthSum sum_of(std::vector<MonthRow> const& rows, Number now, Number before) {
  auto out = MonthSum{};
  auto all = 0.0;
  auto both_now = 0.0;
  auto both_before = 0.0;
  for (auto const& row : rows) {
    if (!(row.*now)) { continue; }
    all += *(row.*now);
    ++out.firms;
    if (before == nullptr || !(row.*before)) { continue; }
    both_now += *(row.*now);
    both_before += *(row.*before);
    ++out.both;
  }
  if (out.firms > 0) { out.sum = all; }
  if (out.both == 0) { return out; }
  out.now = both_now;
  out.before = both_before;
  if (both_before > 0) { out.growth = both_now / both_before - 1; }
  return out;
}

// "3630" and "36" are of one industry.
std::string industry_of(MonthRow const& row) { return row.industry.substr(0, 2); }

template <class KeyOf, class NameOf>
std::vector<Contribution> contributions(std::vector<MonthRow> const& rows, double base,
                                        KeyOf key_of, NameOf name_of_row) {
  auto by_key = std::map<std::string, Contribution>{};
  for (auto const& row : rows) {
    if (!row.total || !row.total_prior) { continue; }
    auto key = std::string{key_of(row)};
    auto& sum = by_key[key];
    sum.key = key;
    sum.name = name_of_row(row);
    sum.now += *row.total;
    sum.before += *row.total_prior;
    ++sum.firms;
  }
  auto out = std::vector<Contribution>{};
  for (auto& [key, sum] : by_key) {
    sum.points = base > 0 ? (sum.now - sum.before) / base * 100 : 0;
    out.push_back(std::move(sum));
  }
  std::stable_sort(out.begin(), out.end(), [](Contribution const& a, Contribution const& b) {
    return std::abs(a.points) > std::abs(b.points);
  });
  return out;
}

bool apart(double a, double b, double share) {
  return std::abs(a - b) > share * std::max({std::abs(a), std::abs(b), 1.0});
}

void look_at_month(MonthRow const& row, std::size_t at, MonthlyOptions const& options,
                   std::vector<OddMonth>& odd) {
  if (row.month && *row.month < 0) { odd.push_back({Oddity::negative_month, at, *row.month, 0}); }
  if (!row.total_before || row.months_before <= 0) { return; }
  auto const mean = *row.total_before / row.months_before;
  if (row.month && mean > 0 && !row.left) {
    if (*row.month >= 0 && *row.month < options.stop_share * mean) {
      odd.push_back({Oddity::stopped, at, *row.month, mean});
    }
    if (*row.month > options.jump_ratio * mean) {
      odd.push_back({Oddity::jumped, at, *row.month, mean});
    }
  }
  if (row.month && row.total) {
    auto const implied = *row.total - *row.month;
    if (apart(implied, *row.total_before, options.restated_share)) {
      odd.push_back({Oddity::month_restated, at, implied, *row.total_before});
    }
  }
}

void look_at_year(MonthRow const& row, std::size_t at, MonthlyOptions const& options,
                  std::vector<OddMonth>& odd) {
  if (row.total_prior && row.total_year_ago &&
      apart(*row.total_prior, *row.total_year_ago, options.restated_share)) {
    odd.push_back({Oddity::year_restated, at, *row.total_prior, *row.total_year_ago});
  }
  auto const before = row.total_prior ? row.total_prior : row.total_year_ago;
  if (!row.total || !before || *before <= 0 || !row.power || !row.power_year_ago ||
      *row.power_year_ago <= 0) {
    return;
  }
  auto const output = *row.total / *before - 1;
  auto const power = *row.power / *row.power_year_ago - 1;
  if (std::abs(output - power) > options.divergence) {
    odd.push_back({Oddity::power_apart, at, output, power});
  }
}

}  // namespace

std::string_view name_of(Oddity oddity) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"stopped", "jumped", "power_apart", "month_restated", "year_restated", "negative_month"});
  return kNames[static_cast<std::size_t>(oddity)];
}

std::string_view words_of(Oddity oddity) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"本月产值骤降", "本月产值骤增", "产值与用电背离",
                                       "累计与上月对不上", "去年同期数有改动", "本月产值为负"});
  return kWords[static_cast<std::size_t>(oddity)];
}

Result<MonthlyOptions> read_monthly_options(std::string_view text, std::string_view file) {
  auto const tree = read_toml(text, std::string{file});
  if (!tree) { return tree.error(); }
  auto out = MonthlyOptions{};
  struct Row {
    char const* name;
    double* value;
  };
  for (auto const& [name, value] :
       {Row{"stop_share", &out.stop_share}, Row{"jump_ratio", &out.jump_ratio},
        Row{"divergence", &out.divergence}, Row{"restated_share", &out.restated_share}}) {
    auto const* node = tree->find(name);
    auto const number = node == nullptr ? std::nullopt : node->number();
    if (!number || !(*number > 0)) {
      return Error{Code::bad_input, std::string{"“"} + name + "”要是大于零的数", std::string{file},
                   "参照 data/monthly/thresholds.toml"};
    }
    *value = *number;
  }
  return out;
}

Monthly monthly(std::vector<MonthRow> const& rows, MonthlyOptions const& options) {
  auto out = Monthly{};
  out.month = sum_of(rows, &MonthRow::month, nullptr);
  out.total = sum_of(rows, &MonthRow::total, &MonthRow::total_prior);
  out.tax = sum_of(rows, &MonthRow::tax, &MonthRow::tax_year_ago);
  out.power = sum_of(rows, &MonthRow::power, &MonthRow::power_year_ago);
  auto const base = out.total.before.value_or(0);
  out.by_firm = contributions(
      rows, base, [](auto const& row) { return row.firm; },
      [](auto const& row) { return row.name; });
  out.by_place = contributions(
      rows, base, [](auto const& row) { return row.place; },
      [](auto const& row) { return row.place; });
  out.by_industry = contributions(rows, base, industry_of, industry_of);
  for (auto i = std::size_t{0}; i < rows.size(); ++i) {
    look_at_month(rows[i], i, options, out.odd);
    look_at_year(rows[i], i, options, out.odd);
    out.entered += rows[i].entered;
    out.left += rows[i].left;
    out.without_prior += rows[i].total && !rows[i].total_prior;
  }
  std::stable_sort(out.odd.begin(), out.odd.end(),
                   [](OddMonth const& a, OddMonth const& b) { return a.oddity < b.oddity; });
  return out;
}

}  // namespace chengjie::grow
