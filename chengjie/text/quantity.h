// Quantities in folded text: (bound) numeral (magnitude) unit (bound), ranges, products, lists.
// What looks like a figure and is none is left out: dates, list numbers, ordinals that rank
// nothing, codes (5G, L3, 33618), set phrases (两大, 千亿级), a numeral without a unit.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "chengjie/text/unit.h"

namespace chengjie::text {

enum class Limit { exact, over, under, about, at_least };  // how the value bounds the figure

struct Quantity {
  std::size_t begin{};  // with its bound words; characters of the text
  std::size_t end{};
  std::size_t number{};    // first character of the numeral
  std::size_t core_end{};  // end of numeral and unit, before a bound word that follows
  double value{};          // in the base unit
  std::string_view unit;   // id of the fact format; "rank" for places
  std::u32string_view of;  // measure word as written
  UnitKind kind{};
  Limit limit{};
  bool reached{};    // “达”: at least in a target, exact else
  bool each{};       // 均, 各
  bool from_list{};  // follows another figure of the same list directly
  bool range{};      // one end of a range
  bool rank{};
  bool points{};          // percentage points
  bool lone_magnitude{};  // “超千亿元”
};

std::vector<Quantity> quantities(std::u32string_view text);

}  // namespace chengjie::text
