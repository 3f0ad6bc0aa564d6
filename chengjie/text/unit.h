// Units and measure words, with dimension and factor to the base unit of the fact format.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace chengjie::text {

enum class UnitKind {
  money,
  percent,
  people,
  people_times,
  household,
  mass,
  area,
  length,
  power,
  energy,
  volume,
  span,
  times,
  operations,
  count,  // a measure word: what is counted stands beside it
  other,
};

struct Unit {
  std::u32string_view written;
  std::string_view id;  // of the fact format: "CNY", "count", "km2"
  double factor{1};
  UnitKind kind{};
  std::u32string_view not_before{};  // characters that make another word of it: “位于”, “名城”
};

std::span<Unit const> units();
// The longest unit that begins at `at` of folded text; nullptr when there is none.
Unit const* unit_at(std::u32string_view text, std::size_t at);

}  // namespace chengjie::text
