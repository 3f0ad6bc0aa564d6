// Units of rules: what may be compared with what. A dimension is the powers of its base units, so
// "CNY / mu" and "万元/亩" are one dimension, and money against persons is refused when a pack is
// loaded.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace chengjie::rules {

enum class Base { money, person, year, land, floor, energy, mass, power, count, points };
inline constexpr auto kBases = std::size_t{10};

struct Dimension {
  std::array<signed char, kBases> power{};  // all zero: a pure ratio
  friend bool operator==(Dimension const&, Dimension const&) = default;
};

Dimension times(Dimension, Dimension);
Dimension over(Dimension, Dimension);
Dimension one(Base);
bool is_ratio(Dimension);

// value in base units = value * multiply / divide; percent divides, so that 7 percent is 0.07
// exactly.
struct Unit {
  Dimension dimension;
  double multiply{1};
  double divide{1};
  double to_base(double value) const { return value * multiply / divide; }
  double from_base(double value) const { return value * divide / multiply; }
};

// "CNY", "万元", "percent", "%", "persons", "years", "CNY/mu", "万元/亩" ... ; nothing when
// unknown.
std::optional<Unit> unit_named(std::string_view);
// In Chinese: "元/亩"; "" for a ratio.
std::string words_of(Dimension);
// A value of base units as a person reads it: money in 万元 or 亿元, ratios in %.
std::string words_of(double value, Dimension);
std::string number_words(double value);  // at most 4 decimals, no trailing zeros

}  // namespace chengjie::rules
