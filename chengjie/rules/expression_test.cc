#include "chengjie/rules/expression.h"

#include <doctest/doctest.h>

#include <array>

using namespace chengjie;
using namespace chengjie::rules;

namespace {
Place const kPlace{"x.toml", 7, 10};
}

TEST_CASE("indicators: every unit is known, every formula reads, no name is taken twice") {
  for (auto i = 0; i != static_cast<int>(indicators().size()); ++i) {
    auto const& row = indicators()[static_cast<std::size_t>(i)];
    CAPTURE(row.name);
    CHECK(indicator_named(row.name) == i);
    CHECK(!unit_named(row.name));
    if (row.holds == Holds::number) { CHECK(unit_named(row.unit)); }
    if (auto const* formula = formula_of(i); formula != nullptr) {
      CHECK(formula->terms[static_cast<std::size_t>(formula->left)].dimension ==
            unit_named(row.unit)->dimension);
    }
  }
}

TEST_CASE("indicator_of_column: columns with and without a year") {
  struct Row {
    std::string_view column;
    std::string_view indicator;
    std::string_view year;
  };
  for (auto const& row : std::to_array<Row>({{"rd_cny@2023", "rd", "2023"},
                                             {"rd_cny", "rd", ""},
                                             {"niche_years", "niche_years", ""}})) {
    CAPTURE(row.column);
    auto const use = indicator_of_column(row.column);
    REQUIRE(use);
    CHECK(indicators()[static_cast<std::size_t>(use->indicator)].name == row.indicator);
    CHECK(use->year == row.year);
  }
  for (auto const column : {"", "@2023", "rd_cny@", "rd_cny@20x3", "phone", "rd"}) {
    CAPTURE(column);
    CHECK(!indicator_of_column(column));
  }
}

TEST_CASE("read_condition: what reads, in Chinese") {
  struct Row {
    std::string_view text;
    std::string_view words;
  };
  for (auto const& row : std::to_array<Row>({
           {"rd_share(year) >= 3 percent", "研发费用占营业收入比重（2024年） ≥ 3%"},
           {"rd_share >= 3%", "研发费用占营业收入比重（2024年） ≥ 3%"},
           {"revenue(year) >= 10e6 CNY", "营业收入（2024年） ≥ 1000 万元"},
           {"revenue(year-1) < 4 亿元", "营业收入（2023年） < 4 亿元"},
           {"mean(rd, 2 years) >= 1000 万元", "研发费用均值（2023—2024年） ≥ 1000 万元"},
           {"rd(2 years) ≥ 1200 万元", "研发费用合计（2023—2024年） ≥ 1200 万元"},
           {"min(rd_share, 2 years) >= 3 percent",
            "研发费用占营业收入比重各年最低（2023—2024年） ≥ 3%"},
           {"growth(main_revenue, 2 years) >= 5 percent",
            "主营业务收入年均增长率（2022—2024年） ≥ 5%"},
           {"(rd + tax) / revenue > 1 percent",
            "(研发费用（2024年） + 税金总额（2024年）) ÷ 营业收入（2024年） > 1%"},
           {"tax_per_mu >= 15 万元/亩", "亩均税收（2024年） ≥ 15 万元/亩"},
           {"ip_class1 >= 1", "Ⅰ类知识产权数 ≥ 1"},
           {"net_profit > 0", "净利润（2024年） > 0"},
           {"age(founded) >= 1 year", "成立日期至今 ≥ 1 年"},
           {"first(main_revenue, revenue) >= 2000 万元",
            "主营业务收入（没有时取营业收入）（2024年） ≥ 2000 万元"},
           {"titles contains '高新技术企业', \"小巨人\"", "现有称号含“高新技术企业”、“小巨人”"},
           {"not award_national", "没有：获国家级科技奖励"},
           {"own_brand", "拥有自主品牌"},
       })) {
    CAPTURE(row.text);
    auto const got = read_condition(row.text, {}, kPlace);
    if (!got) { FAIL(got.error().line()); }
    CHECK(words_of(*got, {}, 2024) == row.words);
  }
}

TEST_CASE("read_condition: what is refused, and where") {
  struct Row {
    std::string_view text;
    std::string_view where;
  };
  for (auto const& row : std::to_array<Row>({
           {"", "x.toml:7:10"},
           {"rd_shar >= 3 percent", "x.toml:7:10"},
           {"rd >= 3 percent", "x.toml:7:13"},
           {"rd_share >= 3", "x.toml:7:19"},
           {"revenue >= 100 persons", "x.toml:7:18"},
           {"revenue + staff >= 1 CNY", "x.toml:7:26"},
           {"rd_share >= ", "x.toml:7:22"},
           {"rd_share 3 percent", "x.toml:7:19"},
           {"rd_share >= 3 percent or own_brand", "x.toml:7:32"},
           {"(rd >= 3 CNY", "x.toml:7:14"},
           {"mean(rd) >= 3 CNY", "x.toml:7:17"},
           {"mean(niche_years, 2 years) >= 3 years", "x.toml:7:15"},
           {"mean(rd, 0 years) >= 3 CNY", "x.toml:7:19"},
           {"mean(rd, 99 years) >= 3 CNY", "x.toml:7:19"},
           {"niche_years(year) >= 2 years", "x.toml:7:21"},
           {"age(rd) >= 1 year", "x.toml:7:14"},
           {"titles >= 1", "x.toml:7:17"},
           {"titles contains 高企", "x.toml:7:26"},
           {"titles contains '高企", "x.toml:7:26"},
           {"titles contains ''", "x.toml:7:26"},
           {"own_brand >= 1", "x.toml:7:20"},
           {"not rd", "x.toml:7:14"},
           {"not titles", "x.toml:7:14"},
           {"rd >= 1e999 CNY", "x.toml:7:16"},
           {"研发 >= 3 万元", "x.toml:7:10"},
           {"rd >= 3 万元 !", "x.toml:7:21"},
           {"first(rd, staff) >= 1 CNY", "x.toml:7:25"},
       })) {
    CAPTURE(row.text);
    auto const got = read_condition(row.text, {}, kPlace);
    REQUIRE(!got);
    CAPTURE(got.error().line());
    CHECK(got.error().where == row.where);
    CHECK(!got.error().help.empty());
  }
}

TEST_CASE("read_condition: limits are reached, not passed") {
  auto deep = std::string(100, '(') + "rd" + std::string(100, ')') + " >= 1 CNY";
  CHECK(!read_condition(deep, {}, kPlace));
  auto minus = std::string(1500, '-') + "rd >= 1 CNY";
  CHECK(!read_condition(minus, {}, kPlace));
  auto chain = std::string{"rd"};
  while (chain.size() < 1900) { chain += " + rd"; }
  CHECK(read_condition(chain + " >= 1 CNY", {}, kPlace));
  while (chain.size() < 2100) { chain += " + rd"; }
  CHECK(!read_condition(chain + " >= 1 CNY", {}, kPlace));
}

TEST_CASE("words of values") {
  CHECK(words_of(12345678, one(Base::money)) == "1234.5678 万元");
  CHECK(words_of(3.2e8, one(Base::money)) == "3.2 亿元");
  CHECK(words_of(0.0281, {}) == "2.81%");
  CHECK(words_of(140500, over(one(Base::money), one(Base::land))) == "14.05 万元/亩");
  CHECK(words_of(-0.00001, one(Base::person)) == "0 人");
}
