#include "chengjie/text/table_row.h"

#include <doctest/doctest.h>

#include <array>

#include "chengjie/text/chars.h"

using namespace chengjie;
using text::ColumnIs;

TEST_CASE("head_of: columns of a table in plain text") {
  struct Row {
    std::u32string_view line;
    std::vector<int> years;  // of its columns; empty: no head
  };
  for (auto const& row : std::to_array<Row>({
           {U"指标 2020年 2025年 属性", {2020, 2025, 0}},
           {U"指标名称 2023年实际 2024年目标", {2023, 2024}},
           {U"指标名称 单位 本期累计 同比增长(%)", {0, 0}},
           {U"项目 2023年 比上年增长(%)", {2023, 0}},
           {U"序号 园区 产值(亿元) 用工(人)", {0, 0}},
           {U"产值 2020年", {}},              // one column under a word of no head
           {U"2020年 2025年", {}},            // no name of the rows
           {U"全市 2020年,2025年 产值", {}},  // a sentence
           {U"产值 1020年 2025年", {}},       // no year
           {U"园区 产值(亿元) 用工", {}},     // a column without its unit
           {U"要闻 记者 张三", {}},
           {U"", {}},
       })) {
    CAPTURE(text::utf8(row.line));
    auto const head = text::head_of(row.line);
    CHECK(head.has_value() == !row.years.empty());
    if (!head) { continue; }
    auto years = std::vector<int>{};
    for (auto const& column : head->columns) { years.push_back(column.year); }
    CHECK(years == row.years);
  }
}

TEST_CASE("head_of: what a column is") {
  auto const head = text::head_of(U"指标名称 单位 去年同期 2024年目标 增速(%) 占比 完成率 备注");
  REQUIRE(head);
  CHECK(head->units);
  CHECK(!head->owners);
  auto is = std::vector<ColumnIs>{};
  for (auto const& column : head->columns) { is.push_back(column.is); }
  CHECK(is == std::vector{ColumnIs::amount, ColumnIs::amount, ColumnIs::change, ColumnIs::share,
                          ColumnIs::rate, ColumnIs::words});
  CHECK(head->columns[0].before);
  CHECK(head->columns[1].target);
  auto const parks = text::head_of(U"园区 产值(亿元) 增长(%) 用工(人)");
  REQUIRE(parks);
  CHECK(parks->owners);
  CHECK(parks->columns[0].measure == U"产值");
  CHECK(parks->columns[0].unit == U"亿元");
  CHECK(parks->columns[1].measure.empty());
}

TEST_CASE("row_of: name, unit, numbers") {
  auto const head = text::head_of(U"指标 2020年 2022年 2025年 属性");
  REQUIRE(head);
  auto const got = text::row_of(U"石化产业产值(亿元) 2180 — 3,500.5 预期性", *head);
  REQUIRE(got);
  CHECK(got->name == U"石化产业产值");
  CHECK(got->unit == U"亿元");
  REQUIRE(got->cells.size() == 3);
  CHECK(got->cells[0].begin == 11);
  CHECK(got->cells[0].end == 15);
  CHECK(got->cells[1].begin == got->cells[1].end);
  CHECK(got->cells[2].end == 25);
  CHECK(text::row_of(U"石化产业产值(亿元) 2180 — 3,500.5", *head));  // words may be missing
  auto const bulletin = text::head_of(U"指标名称 单位 本期累计 同比增长(%)");
  REQUIRE(bulletin);
  auto const fell = text::row_of(U"其中:进出口总额 亿元 12.6 -7.3%", *bulletin);
  REQUIRE(fell);
  CHECK(fell->name == U"进出口总额");
  CHECK(fell->unit == U"亿元");
  CHECK(fell->cells[1].end - fell->cells[1].begin == 5);
  for (auto const line :
       std::to_array<std::u32string_view>({U"产值 亿元 12.6", U"12.6 -7.3", U"产值 亿元 — —",
                                           U"产值 亿元 完成 1", U"产值。亿元 1 2", U""})) {
    CAPTURE(text::utf8(line));
    CHECK(!text::row_of(line, *bulletin));
  }
}

TEST_CASE("table_line: no part of a sentence") {
  for (auto const line : std::to_array<std::u32string_view>(
           {U"指标名称 单位 本期累计", U"进出口总额 亿元 12.6 -7.3", U"木地板 万平方米 935"})) {
    CAPTURE(text::utf8(line));
    CHECK(text::table_line(line));
  }
  for (auto const line :
       std::to_array<std::u32string_view>({U"全年实现产值 12.6 亿元,增长 7.3%",
                                           U"要闻 2022年11月23日 星期三", U"增长 12.6", U""})) {
    CAPTURE(text::utf8(line));
    CHECK(!text::table_line(line));
  }
}
