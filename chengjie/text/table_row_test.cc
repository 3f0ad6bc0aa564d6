#include "chengjie/text/table_row.h"

#include <doctest/doctest.h>

#include <array>

#include "chengjie/text/chars.h"

using namespace chengjie;

TEST_CASE("years_of_header: columns of a table in plain text") {
  struct Row {
    std::u32string_view line;
    std::vector<int> years;
  };
  for (auto const& row : std::to_array<Row>({
           {U"指标 2020年 2025年 属性", {2020, 2025}},
           {U"指标名称 2023年实际 2024年目标", {2023, 2024}},
           {U"指标 2020年", {}},              // one column
           {U"2020年 2025年", {}},            // no name of the rows
           {U"全市 2020年,2025年 产值", {}},  // a sentence
           {U"产值 1020年 2025年", {}},       // no year
           {U"", {}},
       })) {
    CAPTURE(text::utf8(row.line));
    CHECK(text::years_of_header(row.line) == row.years);
  }
}

TEST_CASE("row_of: name, unit, numbers") {
  auto const got = text::row_of(U"石化产业产值(亿元) 2180 — 3,500.5 预期性");
  REQUIRE(got);
  CHECK(got->name == U"石化产业产值");
  CHECK(got->unit == U"亿元");
  REQUIRE(got->cells.size() == 3);
  CHECK(got->cells[0].begin == 11);
  CHECK(got->cells[0].end == 15);
  CHECK(got->cells[1].begin == got->cells[1].end);
  CHECK(got->cells[2].end == 25);
  for (auto const line : std::to_array<std::u32string_view>(
           {U"产值(亿元) 2180", U"产值 2180 3500", U"(亿元) 1 2", U"产值() 1 2", U"产值(亿元) — —",
            U"产值(亿元) 完成 1 2", U"产值(亿元)12。", U"产值)亿元( 1 2", U""})) {
    CAPTURE(text::utf8(line));
    CHECK(!text::row_of(line));
  }
}
