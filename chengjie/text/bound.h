// Words that bound a figure: 超, 突破, 近, 均达 before it, 以上, 左右 after it.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "chengjie/text/quantity.h"

namespace chengjie::text {

struct BoundBefore {
  std::size_t begin{};
  Limit limit{};
  bool reached{};  // 达, 达到
  bool each{};     // 均, 各
};
// The bound words that end where the numeral at `at` begins.
std::optional<BoundBefore> bound_before(std::u32string_view text, std::size_t at);

struct BoundAfter {
  std::size_t length{};  // 0: none
  Limit limit{};
};
BoundAfter bound_after(std::u32string_view text, std::size_t at);

}  // namespace chengjie::text
