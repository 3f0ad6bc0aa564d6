// The small language of rules: one comparison over named indicators with units and years.
//   rd_share(year) >= 3 percent            revenue(year) >= 10e6 CNY        revenue >= 2000 万元
//   mean(rd, 2 years) >= 10e6 CNY          sum(rd, 2 years) / sum(revenue, 2 years) >= 4 percent
//   min(rd_share, 2 years) >= 3 percent    (each of the two years)          growth(main_revenue, 2
//   years) age(founded) >= 1 year                 titles contains "高新技术企业"     not
//   award_national first(main_revenue, revenue) >= 2000 万元   (the first of the two that is known)
//   division(industry_code) >= 13          (the first two digits of GB/T 4754)
// `year` is the last full year, given in Options; year-1 the one before. growth is the compound
// yearly rate. A yearly indicator without (year) means (year). A bare name of a pack's parameter is
// its value. A literal carries its unit; a bare number stands against counts and points only, or as
// a factor.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/rules/indicators.h"

namespace chengjie::rules {

// A value of a pack that has a name of its own; `found` is false where no public text states it.
struct Parameter {
  std::string name;
  std::string title;
  double value{};  // base units
  Dimension dimension;
  bool found{true};
  bool verified{true};
  std::string source;
  std::string note;
};

enum class Op {
  number,
  parameter,
  indicator,
  add,
  subtract,
  multiply,
  divide,
  negate,
  sum,
  mean,
  min,
  max,
  growth,
  first,
  age,
  division
};

struct Term {
  Op op{};
  double number{};  // of a literal, base units
  int ref{-1};      // indicator or parameter
  int second{-1};   // of first: the other indicator
  int offset{};     // years back from `year`
  int span{1};      // years of a function
  int left{-1};     // indices into terms; children stand before parents
  int right{-1};
  Dimension dimension{};
  bool bare{};  // a literal without a unit
  Unit unit{};  // of a literal: how it was written
  std::string unit_words{};
};

enum class Compare {
  at_least,
  above,
  at_most,
  below,
  equal,
  unequal,
  is,
  contains,
  starts,
  yes,
  no
};

struct Expression {
  std::string text;  // as written
  std::vector<Term> terms;
  int left{-1};
  int right{-1};  // of a numeric comparison
  Compare compare{};
  int subject{-1};                 // indicator of a text or flag comparison
  std::vector<std::string> words;  // any of which will do
};

struct Place {
  std::string file;
  int line{};
  int column{};  // of the first character of the expression
  // file:line:column of the character at byte `at` of `text`
  std::string at(std::string_view text, std::size_t at) const;
  std::string here() const { return at({}, 0); }
};

inline constexpr auto kExpressionBytesMax = std::size_t{2000};
inline constexpr auto kExpressionDepthMax = 40;
inline constexpr auto kYearsMax = 30;  // of a span or an offset

// A condition. Errors stand at file:line:column of the word that is wrong.
Result<Expression> read_condition(std::string_view text, std::span<Parameter const>, Place const&);
// A number without a comparison: left is its root.
Result<Expression> read_value(std::string_view text, std::span<Parameter const>, Place const&);
// "70 percent", "2000 万元": a literal in base units.
struct Literal {
  double value{};
  Dimension dimension;
  bool bare{};
};
Result<Literal> read_literal(std::string_view text, Place const&);

// The formula of a derived indicator, compiled once; nullptr for the others.
Expression const* formula_of(int indicator);

// In Chinese, for people: "研发费用占营业收入比重（2024年）≥ 3%".
std::string words_of(Expression const&, std::span<Parameter const>, int year);
std::string words_of_value(Expression const&, int root, std::span<Parameter const>, int year);
std::string_view words_of(Compare);

}  // namespace chengjie::rules
