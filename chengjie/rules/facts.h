// What is known of one firm, flat. An indicator that is absent is unknown, never zero and never
// "no".
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/ledger/figure.h"
#include "chengjie/ledger/record.h"
#include "chengjie/rules/indicators.h"

namespace chengjie::rules {

struct Fact {
  std::string indicator;  // a name of indicators(); others are passed over
  std::string year;       // "2024"; "" when it holds now or the year is not stated
  double value{};         // of a number; of a flag: 0 no, else yes
  std::string unit;       // "CNY", "percent", "person" ...; "" the indicator's own
  std::string mark;       // short name of the source, passed through
  std::string text;  // of words and dates; several facts make a list, "" says: none, and known so
  Bound bound{};     // "over 20 million" meets "at least 20 million"
  std::optional<double> upto{};  // known only to lie between value and upto; bound is then exact
};

// Of two facts for one indicator and year the first counts: the caller puts the better source
// first.
struct Facts {
  std::vector<Fact> facts;
};

int year_of(std::string_view text);  // 2024 of "2024"; 0 of anything else: no year

// The facts of a row of kind enterprises. Yearly columns of a monthly row (period "2024-03") are no
// yearly figures and are left out; December's cumulative row counts as the year.
Facts facts_of(Record const&, std::function<std::string(Field const&)> const& mark);

// By indicator, for evaluation. Refers to the facts, which must outlive it.
class FactTable {
 public:
  explicit FactTable(Facts const&);
  // The fact of a year; one without a year counts for `base_year`.
  Fact const* of_year(int indicator, int year, int base_year) const;
  // Of what holds now: without a year, else the latest.
  Fact const* now(int indicator) const;
  std::vector<Fact const*> all(int indicator) const;

 private:
  struct Row {
    int indicator;
    int year;  // 0: none
    Fact const* fact;
  };
  std::vector<Row> rows_;  // by indicator, then in the caller's order
};

}  // namespace chengjie::rules
