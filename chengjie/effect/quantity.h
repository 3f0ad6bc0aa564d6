// A quantity that is never more precise than it is: a product of named factors, each with its own
// range and source, told in words a person can follow.
#pragma once
#include <string>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/ledger/figure.h"

namespace chengjie::effect {

// 5, 50 and 95 % of what is believed. A known number has the three equal.
struct Range {
  double low{};
  double mid{};
  double high{};
  friend bool operator==(Range const&, Range const&) = default;
};

enum class Unit {
  cny,
  person,
  ratio,
  percent,
  tce,
  tco2,
  cny_per_person,
  cny_per_mu,
  mu,
  tce_per_wan
};
std::string_view name_of(
    Unit);  // of the fact format: "CNY", "person", "ratio", "percent", "tce" ...
// As people write it: "50亿元", "1.2万人", "3.46%", "41.7万元/人"; three digits are enough.
std::string say(double value, Unit);
std::string say(Range const&, Unit);  // "40亿元（25亿元至50亿元）"; one number when they are equal

// Never more precise than it is. With a width, the last place kept is a tenth of the leading place
// of the width: 34,766 (20,663 to 46,376) has a width of 25,713, so thousands are kept: 35,000
// (21,000 to 46,000). Never more than three digits of the middle, with a width or without.
Range rounded(Range const&);
double three_digits(double value);
// A chance in whole percents; what is under 1 % or over 99 % is told as such by `say_chance`.
double rounded_chance(double chance);
std::string say_chance(double chance);

struct Factor {
  std::string name;  // "达产产值"
  Range range;
  Unit unit{};
  std::string mark;  // of its source; "" when it is a bare number
  SourceKind source{SourceKind::assumed};
  double scale{1};  // what counts is range times scale: 124 persons "per 100 million" is 124 * 1e-8
};

// Why a range is as wide as it is: the share of the squared width that a factor brings.
struct Reason {
  std::string factor;
  double share{};  // 0..1, largest first
};

struct Quantity {
  std::string indicator;  // "产值"
  std::string part;       // "direct", "indirect", "indirect_local", "total"
  Unit unit{};
  Range range;
  std::string formula;              // "达产产值50亿元 × 达产比例80%（50%至100%） = 40亿元（…）"
  std::vector<std::string> inputs;  // marks, in the order of the formula, each once
  SourceKind weakest{SourceKind::ledger};  // of all inputs
  std::vector<Reason> reasons;             // empty when the range has no width
};

// The product of independent factors, all positive. Its median is the product of the medians; the
// distances to the 5 and 95 % points, as logarithms, add up as squares (log-normal factors with a
// lower and an upper spread each). A factor that is not positive or not in order low <= mid <= high
// is `bad_input` that names it.
Result<Quantity> product(std::string indicator, std::string part, Unit, std::vector<Factor> const&);

// What shares its base moves together: low with low, high with high.
Quantity sum(std::string part, Quantity const&, Quantity const&);

}  // namespace chengjie::effect
