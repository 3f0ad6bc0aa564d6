// Firms' answers on a district small enough to check by hand: entitlement, the month, a new rule.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "chengjie/answer/how/firms_fixture.h"
#include "chengjie/answer/how/how.h"
#include "chengjie/answer/how/monthly.h"
#include "chengjie/answer/how/per_mu.h"

using namespace chengjie;
using namespace chengjie::answer;

TEST_CASE("how: a clause met, missed and unknown, with its amount, materials and budget") {
  auto asked = Asked{Book{{rd_clause(), firm("甲厂", 2e6), firm("乙厂", 9e5),
                           row("enterprises", "丙厂", {field("name", std::string{"丙厂"})})}},
                     {}};
  auto const answer = how(asked.context());
  REQUIRE(answer);
  CAPTURE(all_text(*answer));
  check_inputs(asked.basis);
  CHECK(says(*answer, "可享受 若干措施第三条：最多 24万元"));  // 200 万 x 12 %
  CHECK(says(*answer, "申报时间 每年3月"));
  CHECK(says(*answer, "材料：审计报告"));
  CHECK(says(*answer, "差一项 若干措施第三条"));
  CHECK(says(*answer, "差 10 万元"));
  CHECK(says(*answer, "待证 若干措施第三条"));
  CHECK(says(*answer, "符合 1家，待证 1家；支出 24万元 至 524万元"));  // and 丙厂 at most the cap
}

TEST_CASE("how: an offer tied to tax is told, a clause that cannot be read too") {
  auto tied = row("policies", "某办法/第一条",
                  {field("document", std::string{"某办法"}), field("clause", std::string{"第一条"}),
                   field("condition", std::string{"研发费用不低于1万元"}),
                   field("support", std::string{"按地方贡献的50%奖励"})});
  auto bare = row("policies", "某通知/", {field("document", std::string{"某通知"})});
  auto asked = Asked{Book{{tied, bare, firm("甲厂", 2e6)}}, {}};
  auto const answer = how(asked.context());
  REQUIRE(answer);
  CAPTURE(all_text(*answer));
  check_inputs(asked.basis);
  CHECK(says(*answer, "须审查：某办法第一条写有“地方贡献”"));
  CHECK(says(*answer, "有的政策文件只知名称"));
}

// 甲厂 150 of 120, 乙厂 80 of 100: growth 230 / 220 - 1; 丙厂 has no earlier figure.
TEST_CASE("monthly: the latest month, growth of those with both figures, who moved it") {
  auto asked = Asked{Book{{month("甲厂", "2026-10", 20e4, 150e4, 120e4, "东园"),
                           month("甲厂", "2026-09", 15e4, 130e4, 105e4, "东园"),
                           month("乙厂", "2026-10", 0, 80e4, 100e4, "西园"),
                           month("乙厂", "2026-09", 8e4, 80e4, 90e4, "西园"),
                           month("丙厂", "2026-10", 1e4, 5e4, std::nullopt, "西园")}},
                     {}};
  auto const answer = monthly(asked.context(), "");
  REQUIRE(answer);
  CAPTURE(all_text(*answer));
  check_inputs(asked.basis);
  CHECK(says(*answer, "2026年10月规上工业运行"));
  CHECK(says(*answer, "2026年1-10月累计产值 235万元（3家填报），同口径同比 4.55%（2家）"));
  CHECK(says(*answer, "东园 13.64个百分点（增量 30万元）"));
  CHECK(says(*answer, "1 家企业没有去年同期累计产值"));
  CHECK(says(*answer, "乙厂：本月产值骤降"));
  CHECK(!says(*answer, "甲厂：本月产值骤降"));
  auto const growth = answer->items.front().figures.front();
  CHECK(growth.first == "growth");
  CHECK(growth.second.value == doctest::Approx((230.0 / 220 - 1) * 100));
  // Each number opens to the cells that it was made of.
  CHECK(asked.basis.figures().contains(mark_of(growth.second)));
  auto const* made = std::get_if<Computation>(&growth.second.evidence);
  REQUIRE(made != nullptr);
  CHECK(made->inputs.size() == 5);  // three cells of this year, two of the last
}

TEST_CASE("monthly: no month, another month, a month to come") {
  auto none = Asked{Book{{firm("甲厂", 2e6)}}, {}};
  CHECK(!monthly(none.context(), ""));
  auto asked = Asked{
      Book{{month("甲厂", "2026-10", 1, 2, 2, ""), month("甲厂", "2026-12", 1, 2, 2, "")}}, {}};
  auto const latest = monthly(asked.context(), "");
  REQUIRE(latest);  // 2026-12 is still to come
  CHECK(text_of(latest->items.front().title, Marks::hidden) == "2026年10月规上工业运行");
  auto const other = monthly(asked.context(), "2026-03");
  REQUIRE(!other);
  CHECK(other.error().line().find("2026-10") != std::string::npos);
}

TEST_CASE(
    "per_mu: a firm on every benchmark has 100, half of everything half, the unknown no grade") {
  auto asked =
      Asked{Book{{mu_firm("甲厂", 1), mu_firm("乙厂", 0.5),
                  row("enterprises", "丙厂",
                      {field("name", std::string{"丙厂"}), field("period", std::string{"2025"}),
                       field("group", std::string{"above_scale"})})}},
            {}};
  auto const answer = per_mu(asked.context(), "huangyan_2022");
  REQUIRE(answer);
  CAPTURE(all_text(*answer));
  check_inputs(asked.basis);
  REQUIRE(answer->items.size() == 3);
  CHECK(answer->items[0].id == "甲厂");
  CHECK(answer->items[0].figures.front().second.value == doctest::Approx(100));
  CHECK(answer->items[1].figures.front().second.value == doctest::Approx(50));
  CHECK(answer->items[2].state == "not_graded");
  CHECK(says(*answer, "24.097 ÷ 24.097 × 30 = 30"));
  CHECK(says(*answer, "规上组 3家，参与排名 2家"));
}

TEST_CASE("per_mu: weights that were not found are asked for, and taken when assumed") {
  auto asked = Asked{Book{{mu_firm("甲厂", 1)}}, {}};
  auto const refused = per_mu(asked.context(), "chongqing_2023");
  REQUIRE(!refused);
  CHECK(refused.error().line().find("per_mu/chongqing_2023/above_scale/亩均税收") !=
        std::string::npos);
  CHECK(!per_mu(asked.context(), "no such scheme"));

  auto records = std::vector<Record>{mu_firm("甲厂", 1), mu_firm("乙厂", 0.5)};
  for (auto const item : {"亩均增加值", "亩均税收", "单位能耗增加值", "研发投入强度"}) {
    auto const key = std::string{"per_mu/chongqing_2023/above_scale/"} + item;
    records.push_back(
        row("assumptions", key,
            {field("key", key), field("value", 25.0), field("basis", std::string{"本区办法"})}));
  }
  auto weighted = Asked{Book{records}, {}};
  auto const answer = per_mu(weighted.context(), "chongqing_2023");
  REQUIRE(answer);
  CAPTURE(all_text(*answer));
  // Min-max by hand: the better firm has 25 of 25 in each item, the other 20 % of it.
  CHECK(answer->items[0].figures.front().second.value == doctest::Approx(100));
  CHECK(answer->items[1].figures.front().second.value == doctest::Approx(20));
  CHECK(says(*answer, "权重为假设"));
}
