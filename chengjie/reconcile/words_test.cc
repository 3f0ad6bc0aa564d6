#include "chengjie/reconcile/words.h"

#include <doctest/doctest.h>

#include <array>

#include "chengjie/reconcile/test_figures.h"

using namespace chengjie;
using namespace chengjie::reconcile;
using testing::figure;

TEST_CASE("meaning_of: words of scope are taken out of the indicator") {
  struct Row {
    std::string_view indicator, core;
    Family family;
    Coverage coverage;
    Measure measure;
    Stage stage;
  };
  for (auto const& row : std::to_array<Row>({
           {"规上工业产值", "工业产值", Family::output, Coverage::above_scale, {}, {}},
           {"工业总产值", "工业产值", Family::output, {}, {}, {}},
           {"规模以上工业企业数", "工业企业", Family::firms, Coverage::above_scale, {}, {}},
           {"新增规上工业企业",
            "工业企业",
            Family::firms,
            Coverage::above_scale,
            Measure::newly_added,
            {}},
           {"高新技术企业总量", "高新技术企业", Family::firms, {}, Measure::stock, {}},
           {"新培育高新技术企业", "高新技术企业", Family::firms, {}, Measure::newly_added, {}},
           {"协议总投资", "总投资", Family::investment, {}, {}, Stage::agreed},
           {"合同投资金额", "投资金额", Family::investment, {}, {}, Stage::contracted},
           {"到位资金", "资金", Family::investment, {}, {}, Stage::in_place},
           {"合同营业收入", "营业收入", Family::revenue, {}, {}, Stage::contracted},
           {"地区生产总值", "地区生产总值", Family::gdp, {}, {}, {}},
           {"规上工业增加值", "工业增加值", Family::value_added, Coverage::above_scale, {}, {}},
       })) {
    CAPTURE(row.indicator);
    auto const got = meaning_of(figure({"甲区", row.indicator, 1, "CNY", "1", "2024"}));
    CHECK(got.core == row.core);
    CHECK(got.family == row.family);
    CHECK(got.coverage == row.coverage);
    CHECK(got.measure == row.measure);
    CHECK(got.stage == row.stage);
  }
}

TEST_CASE("interval_of: what a written figure can mean") {
  struct Row {
    double value;
    std::string_view raw;
    Bound bound;
    double low, high;
  };
  auto const inf = std::numeric_limits<double>::infinity();
  for (auto const& row : std::to_array<Row>({
           {100780000000, "1007.8亿元", Bound::exact, 100775000000, 100785000000},
           {736, "736家", Bound::exact, 735.5, 736.5},
           {100000000000, "超1000亿元", Bound::over, 100000000000, inf},
           {100, "100人以内", Bound::under, -inf, 100},
           {100000000, "近10000万元", Bound::about, 95000000, 105000000},
           {12345, "", Bound::exact, 12345, 12345},
       })) {
    CAPTURE(row.raw);
    auto const got =
        interval_of(figure({"甲", "值", row.value, "CNY", row.raw, "2024", row.bound}), kOptions);
    auto const near = [](double a, double b) {
      return a == b || a == doctest::Approx(b).epsilon(1e-8);
    };
    CHECK(near(got.low, row.low));
    CHECK(near(got.high, row.high));
  }
}

TEST_CASE("amount_text: as a person writes it") {
  struct Row {
    double value;
    std::string_view unit, of, text;
  };
  for (auto const& row : std::to_array<Row>({{139584487534, "CNY", "", "1395.8 亿元"},
                                             {20720000, "CNY", "", "2072 万元"},
                                             {736, "count", "家", "736 家"},
                                             {72.2, "percent", "", "72.2%"},
                                             {-0.0, "percent", "", "0%"},
                                             {250000, "count", "户", "25 万户"}})) {
    CHECK(amount_text(row.value, row.unit, row.of) == row.text);
  }
}
