// Tables that lie in plain text as lines: “指标 2020年 2025年”, “石化产业产值(亿元) 2180 3500”;
// “指标名称 单位 本期累计 同比增长(%)”; “园区 产值(亿元) 用工(人)”.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace chengjie::text {

enum class ColumnIs { amount, change, share, rate, words };

struct Column {
  ColumnIs is{};
  int year{};     // 0: the head does not say
  bool before{};  // “上年同期”: of the year before the table's
  bool target{};
  std::u32string_view measure;  // what the column measures, without its unit; empty: its row says
  std::u32string_view unit;     // in brackets; empty: the row says, or percent
};

struct TableHead {
  bool units{};                 // a column of units stands before the numbers
  bool number{};                // “序号”: rows begin with their number
  bool owners{};                // rows are firms, parks, places: the columns say what is measured
  std::vector<Column> columns;  // after the names and units
};

// The head of a table, in folded text; nothing when the line is none. Views are into `line`.
std::optional<TableHead> head_of(std::u32string_view line);

struct TableRow {
  struct Cell {
    std::size_t begin{};  // characters of the line; empty where the table has none
    std::size_t end{};
  };
  std::u32string_view name;
  std::u32string_view unit;  // of its own column or in brackets; empty
  std::vector<Cell> cells;   // one a column of the head that holds no words
};
inline constexpr auto kColumnsMax = std::size_t{24};
std::optional<TableRow> row_of(std::u32string_view line, TableHead const&);

// Whether a line looks like one of a table, whatever stands around it: it is no part of a
// sentence.
bool table_line(std::u32string_view line);

}  // namespace chengjie::text
