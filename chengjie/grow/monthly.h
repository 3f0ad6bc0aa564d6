// The month's operation (月度运行) of the above-scale firms: level, growth, who moved it, and what
// is odd in the returns. Growth compares a firm's cumulative figure with its own figure of the same
// months a year before, over firms that have both, which is how the statistical offices do it
// (comparable coverage, 可比口径); firms without the earlier figure are counted and told.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::grow {

// One firm's return of one month. Money in CNY, electricity in kWh. Nothing: not stated.
struct MonthRow {
  std::string firm;  // id
  std::string name;
  std::string place;                  // park or town; "" unknown
  std::string industry;               // code, at least two digits; "" unknown
  std::optional<double> month;        // output of the month
  std::optional<double> total;        // cumulative through the month
  std::optional<double> total_prior;  // the same months of last year, as told this year
  std::optional<double> tax;
  std::optional<double> power;
  bool entered{};  // new in the frame this year
  bool left{};
  // From earlier months of the ledger.
  std::optional<double> total_before;    // cumulative through the month before, as told then
  int months_before{};                   // months that it covers: 2 for March; 0 unknown
  std::optional<double> total_year_ago;  // the same months, as told last year
  std::optional<double> tax_year_ago;
  std::optional<double> power_year_ago;
};

struct MonthlyOptions {
  double stop_share{};
  double jump_ratio{};
  double divergence{};
  double restated_share{};
};

// Errors with file:line:column: a value that is not above zero.
Result<MonthlyOptions> read_monthly_options(std::string_view text, std::string_view file);

// A sum over firms and its growth over those that have both figures.
struct MonthSum {
  std::optional<double> sum;     // of all firms that state it
  int firms{};                   // that state it
  std::optional<double> now;     // of those with both
  std::optional<double> before;  // the same firms a year earlier
  int both{};
  std::optional<double> growth;  // share; nothing when `before` is not above zero
};

// What a firm, place or industry adds to the growth of the cumulative output, in percentage points:
// (now - before) / sum of before.
struct Contribution {
  std::string key;  // firm id, place, industry of two digits; "" unknown
  std::string name;
  double now{};
  double before{};
  double points{};
  int firms{};
};

enum class Oddity {
  stopped,  // hardly any output this month
  jumped,
  power_apart,     // output and electricity grew apart
  month_restated,  // cumulative less month is not what was told the month before
  year_restated,   // last year's figure told now is not what was told then
  negative_month,
};
std::string_view name_of(Oddity);
std::string_view words_of(Oddity);

struct OddMonth {
  Oddity oddity{};
  std::size_t row{};  // index into the input
  double found{};     // what is odd: CNY, or a share for growth apart
  double expected{};
};

struct Monthly {
  MonthSum month;  // `before`: nothing, a return tells last year's cumulative figure alone
  MonthSum total;
  MonthSum tax;
  MonthSum power;
  std::vector<Contribution> by_firm;   // by size of points, largest first, either sign; equal ones
  std::vector<Contribution> by_place;  // by key
  std::vector<Contribution> by_industry;
  std::vector<OddMonth> odd;  // by kind, then by row
  int entered{};
  int left{};
  int without_prior{};  // firms that state this year's figure and not last year's
};

Monthly monthly(std::vector<MonthRow> const&, MonthlyOptions const&);

}  // namespace chengjie::grow
