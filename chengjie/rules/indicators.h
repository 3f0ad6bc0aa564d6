// The words rules may speak: each indicator with its unit and the ledger column it comes from.
// Canonical columns: the books of kind enterprises (ledger/kinds). A yearly column is key@YEAR.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "chengjie/rules/unit.h"

namespace chengjie::rules {

enum class Holds { number, flag, text, date };

struct Indicator {
  std::string_view name;   // "rd"
  std::string_view title;  // "研发费用"
  Holds holds{};
  std::string_view unit;     // of a number, a name unit_named knows
  bool yearly{};             // has a value a year; else one value that holds now
  std::string_view column;   // of kind enterprises; "" when no column carries it yet
  std::string_view proof;    // the paper that would settle it
  std::string_view formula;  // of a derived one: an expression over others, for the year asked
};

std::span<Indicator const> indicators();
std::optional<int> indicator_named(std::string_view name);  // index into indicators()

// "rd_cny@2023" is {rd, "2023"}; "rd_cny" is {rd, ""}; nothing for columns rules do not use.
struct ColumnUse {
  int indicator{};
  std::string year;
};
std::optional<ColumnUse> indicator_of_column(std::string_view column);

}  // namespace chengjie::rules
