// The tables beside the question of how, on districts small enough to check by hand.
#include <algorithm>

#include "chengjie/answer/how/affected.h"
#include "chengjie/answer/how/care.h"
#include "chengjie/answer/how/firms_fixture.h"
#include "chengjie/answer/how/how.h"
#include "chengjie/answer/how/matches.h"
#include "chengjie/answer/how/monthly.h"
#include "chengjie/answer/how/per_mu.h"
#include "chengjie/answer/how/policies.h"
#include "chengjie/answer/sheet.h"

using namespace chengjie;
using namespace chengjie::answer;

namespace {

// A holder of 专精特新 who meets the rule of 2022 by its research (over 10 million a year).
std::vector<Record> holder(std::string const& name, double revenue, double niche_years) {
  auto rows = std::vector<Record>{};
  for (auto const* year : {"2025", "2024"}) {
    rows.push_back(row(
        "enterprises", name + year,
        {field("name", name), field("period", std::string{year}), field("revenue_cny", revenue),
         field("main_revenue_cny", revenue), field("rd_cny", 11e6),
         field("niche_years", niche_years), field("ip_class1", 2.0), field("equity_2y_cny", 0.0),
         field("titles", std::vector<std::string>{"专精特新中小企业"})}));
  }
  return rows;
}

Item const& item_of(Answer const& answer, std::string_view id) {
  auto const at = std::ranges::find(answer.items, id, &Item::id);
  REQUIRE(at != answer.items.end());
  return *at;
}

double figure_of(Item const& item, std::string_view name) {
  auto const at = std::ranges::find(item.figures, name, &std::pair<std::string, Figure>::first);
  REQUIRE(at != item.figures.end());
  return at->second.value;
}

}  // namespace

TEST_CASE("affected: who loses, who may lose and for want of what, who stays") {
  auto records = holder("失去厂", 12e6, 5);
  for (auto& record : holder("可能厂", 30e6, 5)) { records.push_back(record); }
  for (auto& record : holder("不变厂", 30e6, 1)) { records.push_back(record); }
  auto asked = Asked{Book{records}, {}};
  auto const packs = shipped_packs();
  REQUIRE(packs);
  auto const answer =
      affected(asked.context(), *packs, "specialised_sme@2022", "specialised_sme@2026", 100);
  REQUIRE(answer);
  CAPTURE(all_text(*answer));
  check_inputs(asked.basis);
  REQUIRE(answer->items.size() == 2);
  CHECK(answer->items[0].id == "失去厂");
  CHECK(answer->items[0].state == "loses");
  CHECK(item_of(*answer, "可能厂").state == "may_lose");
  CHECK(says(*answer, "不够：营业收入（2025年） ≥ 1500 万元，差 300 万元"));
  CHECK(says(*answer, "不变 1家"));
  CHECK(says(*answer,
             "对照｜从事细分市场年限｜原：从事细分市场年限 ≥ 2 年｜新：从事细分市场年限 ≥ 3 年"));
  CHECK(says(*answer, "不知道“国家发展质量评价得分”"));
}

TEST_CASE("affected: versions are named by id or name and the beginning of their day") {
  auto const packs = shipped_packs();
  REQUIRE(packs);
  CHECK((*pack_version(*packs, "专精特新中小企业@2026"))->version() ==
        "specialised_sme@2026-04-01");
  CHECK((*pack_version(*packs, "specialised_sme@2022-06-01"))->rung == 2);
  CHECK(pack_version(*packs, "specialised_sme").error().code == Code::bad_usage);
  CHECK(pack_version(*packs, "specialised_sme@2019").error().code == Code::not_found);
  CHECK(pack_version(*packs, "").error().code == Code::not_found);
}

TEST_CASE("policies: totals, deadline, stages of claims; one clause by its firms") {
  auto claim =
      row("claims", "甲厂/若干措施/第三条",
          {field("firm", std::string{"甲厂"}), field("document", std::string{"若干措施"}),
           field("clause", std::string{"第三条"}), field("applied_date", std::string{"2026-03-02"}),
           field("reviewed_date", std::string{"2026-03-20"}), field("claimed_cny", 240000.0)});
  auto asked = Asked{Book{{rd_clause(), claim, firm("甲厂", 2e6), firm("乙厂", 9e5),
                           row("enterprises", "丙厂", {field("name", std::string{"丙厂"})})}},
                     {}};
  auto const all = policies(asked.context());
  REQUIRE(all);
  CAPTURE(all_text(*all));
  REQUIRE(all->items.size() == 1);
  auto const& item = all->items.front();
  CHECK(item.state == "open");
  CHECK(figure_of(item, "met") == 1);
  CHECK(figure_of(item, "unknown") == 1);
  CHECK(figure_of(item, "least") == doctest::Approx(240000));
  CHECK(figure_of(item, "most") == doctest::Approx(5240000));
  CHECK(says(*all, "兑现：已审核 1家"));
  CHECK(!says(*all, "对不上政策条款"));

  auto const one = policy(asked.context(), item.id, 100);
  REQUIRE(one);
  CAPTURE(all_text(*one));
  check_inputs(asked.basis);
  REQUIRE(one->items.size() == 3);
  CHECK(one->items[0].id == "甲厂");
  CHECK(one->items[1].state == "near_miss");
  CHECK(one->items[2].state == "unknown");
  CHECK(says(*one, "甲厂：已审核，申报 2026-03-02，审核 2026-03-20（18 天），到今天已 250 天"));
  CHECK(!policy(asked.context(), "没有/这条", 100));
}

TEST_CASE("policies: days left by words and by the last day") {
  struct Row {
    std::string_view apply, valid_to;
    std::optional<int> days;
  };
  for (auto const& r : std::vector<Row>{{"2026年12月1日前", "2027-12-31", 6},
                                        {"截至2026-11-20", "", -5},
                                        {"每年3月", "2026-12-31", 36},
                                        {"每年3月", "", std::nullopt},
                                        {"", "", std::nullopt},
                                        {"2026年", "", std::nullopt},
                                        {"12345678901234567890", "", std::nullopt}}) {
    CAPTURE(r.apply);
    CHECK(days_left(r.apply, r.valid_to, "2026-11-25") == r.days);
  }
}

TEST_CASE("per_mu: what a tried figure and a tried weight change; nothing is written") {
  auto asked = Asked{Book{{mu_firm("甲厂", 1), mu_firm("乙厂", 0.5)}}, {}};
  auto const tried =
      per_mu_tried(asked.context(), "huangyan_2022", {{"乙厂:评价税收=300万元"}, {}});
  REQUIRE(tried);
  CAPTURE(all_text(*tried));
  check_inputs(asked.basis);
  // 30 万元 a mu of 24.097: 37.348 points instead of 15.
  CHECK(figure_of(item_of(*tried, "乙厂"), "before") == doctest::Approx(50));
  CHECK(figure_of(item_of(*tried, "乙厂"), "after") == doctest::Approx(35 + 30.0 / 24.097 * 30));
  CHECK(says(*tried, "试算：乙厂评价税收 改为 300万元"));
  CHECK(says(*tried, "变动的项：亩均税收"));
  auto const weighted =
      per_mu_tried(asked.context(), "huangyan_2022", {{}, {"above_scale/亩均税收=40"}});
  REQUIRE(weighted);
  CHECK(figure_of(item_of(*weighted, "甲厂"), "after") == doctest::Approx(110));
  for (auto const* bad :
       {"", "乙厂", "乙厂:评价税收", "乙厂:没有的=3万元", "丙厂:评价税收=3万元",
        "乙厂:评价税收=3人", "乙厂:评价税收=多", "乙厂:评价税收=1e308亿元", "乙厂:用地面积=-5亩"}) {
    CAPTURE(bad);
    CHECK(!per_mu_tried(asked.context(), "huangyan_2022", {{bad}, {}}));
  }
  for (auto const* bad :
       {"亩均税收=40", "above_scale/没有=4", "above_scale/亩均税收=-1", "规上/亩均税收=1e300"}) {
    CAPTURE(bad);
    CHECK(!per_mu_tried(asked.context(), "huangyan_2022", {{}, {bad}}));
  }
}

TEST_CASE("per_mu: what an accepted objection changed, and land that is used little") {
  auto now = Asked{Book{{mu_firm("甲厂", 1), mu_firm("乙厂", 0.9), mu_firm("丙厂", 0.2)}}, {}};
  auto then = Asked{Book{{mu_firm("甲厂", 1), mu_firm("乙厂", 0.5), mu_firm("丙厂", 0.2)}}, {}};
  auto const changed = per_mu_since(now.context(), then.context(), "huangyan_2022");
  REQUIRE(changed);
  CAPTURE(all_text(*changed));
  CHECK(figure_of(item_of(*changed, "乙厂"), "after") == doctest::Approx(90));
  CHECK(std::ranges::find(changed->items, "甲厂", &Item::id) == changed->items.end());

  auto const land = per_mu_land(now.context(), "huangyan_2022");
  REQUIRE(land);
  CAPTURE(all_text(*land));
  check_inputs(now.basis);
  // The median of 24.097, 21.687 and 4.819 is 21.687 万元 a mu; half of it is more than 丙厂 has.
  REQUIRE(land->items.size() == 1);
  CHECK(land->items[0].id == "丙厂");
  CHECK(figure_of(land->items[0], "land") == 10);
}

TEST_CASE("care: a stalled project, falling electricity, an ending title, a lead") {
  auto asked =
      Asked{Book{{row("enterprises", "甲厂/1",
                      {field("name", std::string{"甲厂"}), field("period", std::string{"2026-10"}),
                       field("power_kwh", 600.0), field("title_until", std::string{"2027-01-31"})}),
                  row("enterprises", "甲厂/2",
                      {field("name", std::string{"甲厂"}), field("period", std::string{"2025-10"}),
                       field("power_kwh", 1000.0)}),
                  row("enterprises", "乙厂/1",
                      {field("name", std::string{"乙厂"}), field("period", std::string{"2025"}),
                       field("tax_paid_cny", 2e6)}),
                  row("enterprises", "丙厂/1", {field("name", std::string{"丙厂"})}),
                  row("projects", "P1",
                      {field("name", std::string{"新线"}), field("investor", std::string{"甲厂"}),
                       field("signed_date", std::string{"2026-01-10"})})}},
            {}};
  auto const answer = care(asked.context(), 100);
  REQUIRE(answer);
  CAPTURE(all_text(*answer));
  check_inputs(asked.basis);
  REQUIRE(answer->items.size() == 2);
  CHECK(answer->items[0].id == "甲厂");
  CHECK(answer->items[0].state == "alert");
  CHECK(says(*answer, "项目“新线”签约后 319天 没有开工"));
  CHECK(says(*answer, "2026-10 用电同比 -40%"));
  CHECK(says(*answer, "还有 67天"));
  CHECK(answer->items[1].state == "lead");
  CHECK(says(*answer, "年实缴税收 200万元"));
}

TEST_CASE(
    "policies: the days stand behind their day; a claim of no clause, a step before its step") {
  auto clause = rd_clause();
  for (auto& field : clause.fields) {
    if (field.column == "apply_time") { field.value = std::string{"2026年12月10日前"}; }
  }
  clause.fields.push_back(field("valid_to", std::string{"2027-12-31"}));
  auto const claim = [](std::string const& document, std::string const& reviewed) {
    return row(
        "claims", "甲厂/" + document,
        {field("firm", std::string{"甲厂"}), field("document", document),
         field("clause", std::string{"第三条"}), field("applied_date", std::string{"2026-10-01"}),
         field("reviewed_date", reviewed)});
  };
  auto asked = Asked{Book{{clause, claim("若干措施", "2026-09-01"), claim("别的办法", "2026-10-09"),
                           firm("甲厂", 2e6)}},
                     {}};
  auto const all = policies(asked.context());
  REQUIRE(all);
  CAPTURE(all_text(*all));
  CHECK(says(*all, "申报时间：2026年12月10日前，还有 15 天；有效期至 2027-12-31\n"));
  CHECK(says(*all, "兑现台账里有 1 行对不上政策条款（别的办法第三条）"));
  auto const one = policy(asked.context(), all->items.front().id, 100);
  REQUIRE(one);
  CAPTURE(all_text(*one));
  CHECK(says(*one, "审核 2026-09-01（早于上一步，请核对日期）"));
}

TEST_CASE("care: a quarter is not a month; names that a person joined are one firm") {
  auto const quarter = [](std::string const& name, std::string const& period) {
    return row("enterprises", name + period,
               {field("name", name), field("period", period), field("power_kwh", 600.0)});
  };
  auto records = std::vector<Record>{quarter("甲厂", "2025-Q1"), quarter("甲厂", "2026-Q1"),
                                     quarter("甲厂公司", "2025")};
  {
    auto asked = Asked{Book{records}, {}};
    CHECK(care(asked.context(), 100));
    CHECK(monthly(asked.context(), "").error().code == Code::not_found);
    CHECK(firms_of(asked.book).size() == 2);
  }
  records.push_back(row("same", "甲厂|甲厂公司",
                        {field("a", std::string{"甲厂"}), field("b", std::string{"甲厂公司"}),
                         field("verdict", std::string{"accepted"})}));
  auto const joined = Book{records};
  CHECK(firms_of(joined).size() == 1);
  CHECK(firm_named(joined, "甲厂公司")->id == firm_named(joined, "甲厂")->id);
}

TEST_CASE("matches: a need and who makes it, same place first; nobody is told as such") {
  auto const card = [](std::string const& firm, std::string const& side, std::string const& what,
                       std::string const& until) {
    return row("cards", firm + side + what,
               {field("firm", firm), field("side", side), field("product", what),
                field("valid_to", until)});
  };
  auto const maker = [](std::string const& name, std::string const& product,
                        std::string const& place) {
    return row("enterprises", name,
               {field("name", name), field("main_product", product), field("place", place)});
  };
  auto asked =
      Asked{Book{{maker("远厂", "铝合金轮毂", "西园"), maker("近厂", "铝合金轮毂、壳体", "东园"),
                  maker("整车厂", "整车", "东园"), card("整车厂", "demand", "轮毂", "2027-01-01"),
                  card("整车厂", "demand", "电解液", ""),
                  card("整车厂", "demand", "旧需求", "2020-01-01")}},
            {}};
  auto const answer = matches(asked.context(), "整车厂");
  REQUIRE(answer);
  CAPTURE(all_text(*answer));
  check_inputs(asked.basis);
  REQUIRE(answer->items.size() == 2);
  auto const wheels = std::ranges::find(answer->items, "matched", &Item::state);
  REQUIRE(wheels != answer->items.end());
  REQUIRE(wheels->lines.size() == 2);
  CHECK(text_of(wheels->lines[0], Marks::hidden).starts_with("近厂：铝合金轮毂"));
  CHECK(says(*answer, "没有名称相近的产品"));
  CHECK(!matches(asked.context(), "没有这家"));
}

TEST_CASE("month_text: a page of sentences, each number with its mark") {
  auto asked = Asked{Book{{month("甲厂", "2026-10", 20e4, 150e4, 120e4, "东园"),
                           month("乙厂", "2026-10", 0, 80e4, 100e4, "西园")}},
                     {}};
  auto const answer = monthly(asked.context(), "");
  REQUIRE(answer);
  auto const& text = item_of(*answer, "text");
  auto const words = text_of(text.lines.front(), Marks::shown);
  CHECK(words.starts_with("甲区2026年10月规上工业运行：2026年1-10月累计产值 230万元"));
  CHECK(words.ends_with("。"));
  CHECK(words.find('[') != std::string::npos);
}

TEST_CASE("sheet: every name is answered or refused with a sentence") {
  auto asked = Asked{Book{{firm("甲厂", 2e6)}}, {}};
  for (auto const name : kSheets) {
    CAPTURE(name);
    auto const answer = sheet(asked.context(), name, {});
    CHECK((answer || !answer.error().what.empty()));
  }
  CHECK(!sheet(asked.context(), "weather", {}));
}

TEST_CASE("per_mu: a veto stands in the year's row, not in the newest month's") {
  auto vetoed = mu_firm("乙厂", 2);
  vetoed.fields.push_back(field("veto", std::string{"重大环境违法"}));
  auto asked = Asked{
      Book{{mu_firm("甲厂", 1), vetoed, month("乙厂", "2026-10", 1e4, 1e5, 1e5, "东园")}}, {}};
  auto const answer = per_mu(asked.context(), "huangyan_2022");
  REQUIRE(answer);
  CAPTURE(all_text(*answer));
  CHECK(item_of(*answer, "乙厂").state == "D");
  CHECK(says(*answer, "否决事项：重大环境违法"));
}
