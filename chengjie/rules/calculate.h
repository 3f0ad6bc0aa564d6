// Arithmetic of rules over what is known: ranges, since "over 20 million" is a figure too.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chengjie/rules/evaluate.h"

namespace chengjie::rules {

struct Range {
  double least{};
  double most{};
  bool known{};  // false: data is missing, the bounds say nothing
};

// Facts and gaps met on the way. brief: of a gap only which indicator it is.
struct Trace {
  std::vector<std::string> marks;
  std::vector<Missing> missing;
  bool brief{};
  Trace like() const { return {{}, {}, brief}; }
  void mark(std::string const&);
  void lack(Missing);
  void join(Trace const&);
};

struct Calculator {
  FactTable const& facts;
  std::span<Parameter const> parameters;
  Options const& options;

  Range of(Expression const&, int root, int year, Trace&) const;
  State holds(Expression const&, Trace&, Range* left, Range* right) const;
};

// The arithmetic itself, shared with the screen of many firms (screen.h).
namespace ranges {
Range add(Range, Range);
Range negate(Range);
Range multiply(Range, Range);
bool holds_zero(Range);
Range divide(Range, Range);                       // not known where the divisor may be zero
Range growth(Range end, Range start, int years);  // not known where the start may be zero or less
Range bounded(double value, Bound, double about_share);
Range of_fact(Fact const&, Indicator const&,
              double about_share);                     // base units; not known: a unit that clashes
Range of_word(Op, std::string_view text, Date today);  // Op::age, Op::division
}  // namespace ranges

bool text_matches(Expression const&, std::string_view text);  // is, contains, starts
State compare(Range const& a, Range const& b, Compare);

}  // namespace chengjie::rules
