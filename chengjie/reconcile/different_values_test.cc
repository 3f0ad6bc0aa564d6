#include <doctest/doctest.h>

#include <array>

#include "chengjie/reconcile/test_figures.h"

using namespace chengjie;
using namespace chengjie::reconcile;
using testing::figures;
using testing::run;
using testing::Told;

TEST_CASE("different_values: what contradicts and what does not") {
  struct Row {
    std::string_view why;
    Told a, b;
    std::size_t found;
  };
  auto const exact = Bound::exact;
  auto const over = Bound::over;
  auto const actual = Kind::actual;
  for (auto const& row : std::to_array<Row>({
           {"two values of one thing",
            {"甲区", "高新技术企业总量", 736, "count", "736家", "2024"},
            {"甲区", "高新技术企业", 750, "count", "750家", "2024", exact, actual, "b.txt"},
            1},
           {"over agrees with more",
            {"甲区", "规上工业产值", 1007.8e8, "CNY", "1007.8亿元", "2024"},
            {"甲区", "规上工业产值", 1000e8, "CNY", "超1000亿元", "2024", over, actual, "b.txt"},
            0},
           {"over contradicts less",
            {"甲区", "规上工业产值", 980e8, "CNY", "980亿元", "2024"},
            {"甲区", "规上工业产值", 1000e8, "CNY", "超1000亿元", "2024", over, actual, "b.txt"},
            1},
           {"rounding",
            {"甲区", "规上工业产值", 1007.8e8, "CNY", "1007.8亿元", "2024"},
            {"甲区", "规上工业产值", 1008e8, "CNY", "1008亿元", "2024", exact, actual, "b.txt"},
            0},
           {"about",
            {"甲区", "用工人数", 9800, "person", "9800人", "2024"},
            {"甲区", "用工人数", 10000, "person", "约1万人", "2024", Bound::about, actual, "b.txt"},
            0},
           {"another year",
            {"甲区", "高新技术企业", 736, "count", "736家", "2024"},
            {"甲区", "高新技术企业", 650, "count", "650家", "2023", exact, actual, "b.txt"},
            0},
           {"no year at all",
            {"甲区", "高新技术企业", 736, "count", "736家", ""},
            {"甲区", "高新技术企业", 650, "count", "650家", "", exact, actual, "b.txt"},
            0},
           {"another subject",
            {"甲区", "高新技术企业", 736, "count", "736家", "2024"},
            {"乙区", "高新技术企业", 650, "count", "650家", "2024", exact, actual, "b.txt"},
            0},
           {"target against actual",
            {"甲区", "工业产值", 2100e8, "CNY", "2100亿元", "2027", exact, Kind::target},
            {"甲区", "工业产值", 1900e8, "CNY", "1900亿元", "2027", exact, actual, "b.txt"},
            0},
           {"new against stock is another kind",
            {"甲区", "新增规上企业", 24, "count", "24家", "2024"},
            {"甲区", "规上企业", 210, "count", "210家", "2024", exact, actual, "b.txt"},
            0},
           {"above-scale against all is another kind",
            {"甲区", "规上工业产值", 1007e8, "CNY", "1007亿元", "2024"},
            {"甲区", "工业产值", 1200e8, "CNY", "1200亿元", "2024", exact, actual, "b.txt"},
            0},
           {"one clause, a range",
            {"甲企", "车型", 18, "tonne", "18吨", "2024", exact, Kind::plan, "a.txt", "18吨到31吨"},
            {"甲企", "车型", 31, "tonne", "31吨", "2024", exact, Kind::plan, "a.txt", "18吨到31吨"},
            0},
           {"the same twice",
            {"甲区", "高新技术企业", 736, "count", "736家", "2024"},
            {"甲区", "高新技术企业", 736, "count", "736家", "2024", exact, actual, "b.txt"},
            0},
       })) {
    CAPTURE(row.why);
    CHECK(run(different_values, figures({row.a, row.b})).size() == row.found);
    CHECK(run(different_values, figures({row.b, row.a})).size() ==
          row.found);  // order is no matter
  }
}

TEST_CASE("different_values: the sentence has both sources and values, and settles nothing") {
  auto const list = figures(
      {{"甲区", "高新技术企业", 736, "count", "736家", "2024"},
       {"甲区", "高新技术企业", 750, "count", "750家", "2024", Bound::exact, Kind::actual, "b.txt"},
       {"甲区", "高新技术企业", 750, "count", "750家", "2024", Bound::exact, Kind::actual,
        "c.txt"}});
  auto const found = run(different_values, list);
  REQUIRE(found.size() == 1);  // the third repeats the second
  for (auto const word : {"a.txt", "b.txt", "736家", "750家", "相差 14"}) {
    CHECK(has(found[0].sentence, word));
  }
  CHECK(found[0].figures == std::vector<std::size_t>{0, 1});
}
