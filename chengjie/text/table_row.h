// Tables that lie in plain text as lines: “指标 2020年 2025年”, “石化产业产值(亿元) 2180 3500
// 预期性”.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace chengjie::text {

// The years of a header, one a column, in its order; empty when the line (folded text) is none.
std::vector<int> years_of_header(std::u32string_view line);

struct TableRow {
  struct Cell {
    std::size_t begin{};  // characters of the line; empty where the table has none
    std::size_t end{};
  };
  std::u32string_view name;
  std::u32string_view unit;  // as in the brackets
  std::vector<Cell> cells;
};
// A name, its unit in brackets, and numbers; at most kColumnsMax of them.
inline constexpr auto kColumnsMax = std::size_t{8};
std::optional<TableRow> row_of(std::u32string_view line);

}  // namespace chengjie::text
