#include "chengjie/rules/evaluate.h"

#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "chengjie/base/random.h"

using namespace chengjie;
using namespace chengjie::rules;

namespace {

Options const kOptions{
    .today = {2026, 11, 25}, .applies_to = Applies::fresh, .year = 2025, .about_share = 0.05};

Fact number(std::string name, std::string year, double value, std::string unit = "",
            Bound bound = {}) {
  return {name, year, value, unit, name + year, "", bound};
}
Fact text(std::string name, std::string value) { return {name, "", 0, "", name, value, {}}; }
Fact flag(std::string name, bool value) { return {name, "", value ? 1.0 : 0.0, "", name, "", {}}; }

Pack pack_of(std::string const& body) {
  auto packs = read_packs(
      "[[pack]]\nid = \"p\"\nname = \"试\"\ndocument = \"号\"\nin_force = { from = 2022-06-01 }\n" +
          body,
      "t.toml");
  if (!packs) { FAIL(packs.error().line()); }
  return packs->packs.front();
}

Facts firm() {
  return {{number("revenue", "2025", 1e8),
           number("revenue", "2024", 8e7),
           number("revenue", "2023", 5e7),
           number("rd", "2025", 3e6),
           number("rd", "2024", 1.6e6),
           number("staff", "", 120),
           number("niche_years", "", 4),
           number("market_share", "", 12, "percent"),
           number("liabilities", "2025", 7e7),
           number("assets", "2025", 1e8),
           number("output", "2025", 2e7, "CNY", Bound::over),
           number("tax", "2025", 2e6, "CNY", Bound::about),
           number("value_added", "2025", 3e7, "CNY", Bound::under),
           number("land", "2025", 0),
           number("profit", "2025", 5e6, "person"),
           text("founded", "2025-03-01"),
           text("titles", "高新技术企业"),
           text("titles", "创新型中小企业"),
           text("certs", ""),
           flag("own_brand", true),
           flag("award_national", false)}};
}

}  // namespace

TEST_CASE("conditions: met, not met, unknown") {
  struct Row {
    std::string_view rule;
    State state;
  };
  auto const facts = firm();
  for (auto const& row : std::to_array<Row>({
           {"revenue(year) >= 10000 万元", State::met},
           {"revenue(year) > 10000 万元", State::not_met},
           {"rd_share(year) >= 3 percent", State::met},  // exactly 3 %
           {"rd_share(year) > 3 percent", State::not_met},
           {"rd_share(year-1) >= 3 percent", State::not_met},  // 2 %
           {"min(rd_share, 2 years) >= 3 percent", State::not_met},
           {"mean(rd_share, 2 years) >= 2.5 percent", State::met},
           {"sum(rd, 2 years) >= 460 万元", State::met},
           {"sum(rd, 3 years) >= 1 万元", State::unknown},  // 2023 is missing; never taken as zero
           {"sum(revenue, 3 years) = 23000 万元", State::met},
           {"growth(revenue) = 25 percent", State::met},
           {"growth(revenue, 2 years) >= 41 percent", State::met},  // sqrt(2) - 1
           {"growth(revenue, 2 years) >= 42 percent", State::not_met},
           {"growth(revenue, 3 years) >= 0", State::unknown},
           {"debt_ratio <= 70 percent", State::met},
           {"debt_ratio < 70 percent", State::not_met},
           {"staff(year) >= 100 persons", State::met},  // a fact without a year counts for the year
           {"staff(year-1) >= 100 persons", State::unknown},
           {"market_share >= 12 percent", State::met},
           {"output(year) >= 2000 万元", State::met},  // "over 2000 万"
           {"output(year) > 2000 万元", State::met},
           {"output(year) >= 2500 万元", State::unknown},
           {"output(year) <= 2000 万元", State::not_met},
           {"value_added < 3000 万元", State::met},  // "under 3000 万"
           {"value_added >= 3000 万元", State::not_met},
           {"value_added >= 100 万元", State::unknown},
           {"tax(year) >= 200 万元", State::unknown},  // "about 200 万"
           {"tax(year) >= 180 万元", State::met},
           {"tax(year) >= 220 万元", State::not_met},
           {"tax / land >= 1 万元/亩", State::unknown},  // no land: no ratio
           {"profit >= 1 万元", State::unknown},         // a profit in persons is no profit
           {"age(founded) >= 1 year", State::met},
           {"age(founded) >= 2 years", State::not_met},
           {"titles contains '高新技术'", State::met},
           {"titles is '高新技术'", State::not_met},
           {"titles is '小巨人', '高新技术企业'", State::met},
           {"certs contains 'ISO'", State::not_met},  // known to have none
           {"rd_body contains '省'", State::unknown},
           {"own_brand", State::met},
           {"not own_brand", State::not_met},
           {"award_national", State::not_met},
           {"not award_national", State::met},
           {"key_field", State::unknown},
           {"not key_field", State::unknown},
           {"first(main_revenue, revenue) >= 10000 万元", State::met},
           {"first(main_revenue, costs) >= 1 万元", State::unknown},
       })) {
    CAPTURE(row.rule);
    auto const verdict =
        evaluate(pack_of("all = [ '''" + std::string{row.rule} + "''' ]"), facts, kOptions);
    CHECK(verdict.state == row.state);
    REQUIRE(verdict.root.children.size() == 1);
    auto const& leaf = verdict.root.children[0];
    CHECK(leaf.missing.empty() == (row.state != State::unknown));
    CHECK(!leaf.words.empty());
    CHECK(leaf.where == "t.toml:6:9");
  }
}

TEST_CASE("a leaf tells value, threshold, distance and mark") {
  auto const verdict = evaluate(pack_of("all = ['rd(year) >= 500 万元']"), firm(), kOptions);
  auto const& leaf = verdict.root.children[0];
  CHECK(leaf.state == State::not_met);
  CHECK(*leaf.found == 3e6);
  CHECK(*leaf.threshold == 5e6);
  CHECK(*leaf.short_by == 2e6);
  CHECK(leaf.short_words == "200 万元");
  CHECK(leaf.found_words == "300 万元");
  CHECK(leaf.marks == std::vector<std::string>{"rd2025"});
  auto const unknown = evaluate(pack_of("all = ['sum(rd, 3 years) >= 500 万元']"), firm(), kOptions)
                           .root.children[0];
  REQUIRE(unknown.missing.size() == 1);
  CHECK(unknown.missing[0].year == "2023");
  CHECK(unknown.missing[0].column == "rd_cny");
  CHECK(unknown.missing[0].proof == "研发费用专项审计或加计扣除备查账");
  CHECK(unknown.marks == std::vector<std::string>{"rd2025", "rd2024"});
}

TEST_CASE("groups: all, any, k of n, none over every triple of states") {
  auto const leaf =
      std::array{"'own_brand'", "'award_national'", "'key_field'"};  // met, not met, unknown
  for (auto a = 0; a != 3; ++a) {
    for (auto b = 0; b != 3; ++b) {
      for (auto c = 0; c != 3; ++c) {
        auto const list = std::string{"["} + leaf[a] + ", " + leaf[b] + ", " + leaf[c] + "]";
        CAPTURE(list);
        auto const met = (a == 0) + (b == 0) + (c == 0);
        auto const open = (a == 2) + (b == 2) + (c == 2);
        auto const least = [&](int k) {
          return met >= k ? State::met : met + open < k ? State::not_met : State::unknown;
        };
        CHECK(evaluate(pack_of("all = " + list), firm(), kOptions).state == least(3));
        CHECK(evaluate(pack_of("any = " + list), firm(), kOptions).state == least(1));
        CHECK(evaluate(pack_of("all = [{ at_least = 2, of = " + list + " }]"), firm(), kOptions)
                  .state == least(2));
        auto const none =
            evaluate(pack_of("veto = " + list + "\nall = ['own_brand']"), firm(), kOptions).state;
        CHECK(none == (met > 0 ? State::not_met : open > 0 ? State::unknown : State::met));
      }
    }
  }
}

TEST_CASE("declarations: what a signature would settle") {
  auto const pack = pack_of(
      "veto = [{ if = \"veto contains '事故'\", declared = true }]\nall = [{ if = 'clean_record', "
      "declared = true }]");
  auto const verdict = evaluate(pack, firm(), kOptions);
  CHECK(verdict.state == State::unknown);
  CHECK(verdict.if_declared == State::met);
  auto facts = firm();
  facts.facts.push_back(text("veto", "2024年安全事故"));
  CHECK(evaluate(pack, facts, kOptions).if_declared == State::not_met);
}

TEST_CASE("conditions of new applications are not asked at a re-check") {
  auto const pack = pack_of("all = ['own_brand', { if = 'award_national', applies_to = 'new' }]");
  auto options = kOptions;
  CHECK(evaluate(pack, firm(), options).state == State::not_met);
  options.applies_to = Applies::recheck;
  CHECK(evaluate(pack, firm(), options).state == State::met);
}

TEST_CASE("parameters that were not found stay unknown, and say so") {
  auto const pack = pack_of(
      "parameters.floor = { title = '下限', unit = 'percent', found = false }\n"
      "parameters.known = { title = '已知', value = '2 percent' }\n"
      "all = ['rd_share >= floor', 'rd_share >= known']");
  auto const verdict = evaluate(pack, firm(), kOptions);
  CHECK(verdict.root.children[0].state == State::unknown);
  CHECK(verdict.root.children[0].missing[0].title == "下限");
  CHECK(verdict.root.children[1].state == State::met);
  CHECK(!verdict.verified);
}

TEST_CASE("score: known minimum and possible maximum") {
  // R&D share 3 % -> 15 of 20; debt 70 % -> 5 of 10; rights unknown -> 0..20; niche 4 years -> 2 of
  // 5; an item whose text was not found -> 0..15. By hand: 22..57.
  auto const body = std::string{R"(
[pack.score]
pass = PASS
groups = [{ name = "创新", min = 15 }]
[[pack.score.item]]
name = "研发"
group = "创新"
max = 20
of = "rd_share"
tiers = [{ when = ">= 5 percent", points = 20 }, { when = ">= 3 percent", points = 15 }, { when = ">= 1 percent", points = 5 }]
[[pack.score.item]]
name = "负债"
max = 10
of = "debt_ratio"
tiers = [{ when = "<= 55 percent", points = 10 }, { when = "<= 75 percent", points = 5 }]
[[pack.score.item]]
name = "知识产权"
max = 20
tiers = [{ when = "ip_class1 >= 1", points = 20 }, { when = "ip_class2 >= 1", points = 5 }]
[[pack.score.item]]
name = "年限"
max = 5
of = "niche_years"
per = "2 years"
each = 1
[[pack.score.item]]
name = "地方"
max = 15
found = false
)"};
  struct Row {
    std::string pass;
    State state;
  };
  for (auto const& row : std::to_array<Row>({{"22", State::met},
                                             {"23", State::unknown},
                                             {"57", State::unknown},
                                             {"58", State::not_met}})) {
    CAPTURE(row.pass);
    auto text = body;
    text.replace(text.find("PASS"), 4, row.pass);
    auto const verdict = evaluate(pack_of(text), firm(), kOptions);
    REQUIRE(verdict.score);
    CHECK(verdict.score->least == 22);
    CHECK(verdict.score->most == 57);
    CHECK(verdict.state == row.state);
  }
}

TEST_CASE("score: best of two ways, judged ranges, an item that must exceed, direct pass") {
  auto const body = std::string{R"(direct = ["titles contains '高新技术企业'"]
[pack.score]
above = 20
[[pack.score.item]]
name = "研发"
max = 50
best_of = [
  { of = "rd_share", tiers = [{ when = ">= 6 percent", points = 50 }, { when = ">= 3 percent", points = 20 }] },
  { of = "rd_cost_share", tiers = [{ when = ">= 30 percent", points = 50 }] },
]
[[pack.score.item]]
name = "转化"
max = 30
above = 0
of = "transfers_per_year"
tiers = [{ when = ">= 5", points = [25, 30] }]
)"};
  auto facts = firm();
  facts.facts.push_back(number("transfers_per_year", "", 5));
  auto verdict = evaluate(pack_of(body), facts, kOptions);
  CHECK(verdict.score->items[0].least == 20);  // 3 %; by costs up to 50, costs unknown
  CHECK(verdict.score->items[0].most == 50);
  CHECK(verdict.score->items[1].least == 25);
  CHECK(verdict.score->items[1].most == 30);
  CHECK(verdict.state == State::met);
  facts.facts.back().value = 1;  // 0 points, where more than 0 is asked
  verdict = evaluate(pack_of(body), facts, kOptions);
  CHECK(verdict.root.children[0].children[0].state == State::not_met);
  CHECK(verdict.state == State::met);  // by the title
}

TEST_CASE("shortfall: the fewest that stand between") {
  auto const pack = pack_of(
      "all = ['award_national', { any = [{ all = ['key_field', 'chain_role'] }, { all = "
      "['award_provincial', 'not own_brand'] }, 'niche_years >= 5 years'] }]");
  auto const verdict = evaluate(pack, firm(), kOptions);
  auto const gap = shortfall(verdict.root);
  REQUIRE(gap.failing.size() == 1);  // the award; by key_field and chain_role nothing fails
  CHECK(gap.failing[0]->expression == "award_national");
  CHECK(gap.unknown.size() == 2);
}

TEST_CASE("property: more knowledge never overturns a verdict") {
  // Rules over eight flags at random; unknown flags are filled in at random. Met stays met, failed
  // failed.
  auto const names = std::array{"own_brand",     "key_field",   "chain_role",  "award_national",
                                "contest_top50", "new_product", "own_core_ip", "clean_record"};
  for (auto seed = std::uint64_t{0}; seed != 300; ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto const leaf = [&] {
      return std::string{random.below(4) == 0 ? "'not " : "'"} + names[random.below(8)] + "'";
    };
    auto const group = [&](std::string const& word) {
      auto list = std::string{};
      for (auto i = 0; i != 3; ++i) { list += leaf() + ", "; }
      return "{ " + word + " = [" + list + "] }";
    };
    auto const pack = pack_of("all = [" + group("any") + ", " + group("none") + "]\nany = [" +
                              group("all") + ", " + leaf() + ", " + group("none") + "]");
    auto facts = Facts{};
    for (auto const* name : names) {
      if (random.below(2) == 0) { facts.facts.push_back(flag(name, random.below(2) == 0)); }
    }
    auto const before = evaluate(pack, facts, kOptions).state;
    for (auto const* name : names) {
      facts.facts.push_back(flag(name, random.below(2) == 0));
    }  // the first fact counts
    auto const after = evaluate(pack, facts, kOptions).state;
    CHECK(after != State::unknown);
    if (before != State::unknown) { CHECK(after == before); }
  }
}

TEST_CASE("facts_of: a ledger row, yearly columns only of whole years") {
  auto record = Record{};
  record.kind = "enterprises";
  record.fields = {{"rd_cny@2024", 3e6, "F", {}, ""},
                   {"revenue_cny", 9e7, "G", {}, ""},
                   {"titles", std::vector<std::string>{"高新技术企业", "规上"}, "H", {}, ""},
                   {"founded", std::string{"2019-05"}, "I", {}, ""},
                   {"ip_class1", std::monostate{}, "J", {}, ""},
                   {"phone", std::string{"1"}, "K", {}, ""}};
  auto const mark = [](Field const& f) { return "m" + f.at; };
  auto const yearly = facts_of(record, mark);
  CHECK(yearly.facts.size() == 5);
  CHECK(yearly.facts[0].year == "2024");
  CHECK(yearly.facts[0].mark == "mF");
  record.fields.push_back({"period", std::string{"2025-03"}, "", {}, ""});
  CHECK(facts_of(record, mark).facts.size() == 4);  // revenue to March is no year's revenue
  record.fields.back().value = std::string{"2025-12"};
  CHECK(facts_of(record, mark).facts[1].year == "2025");
}
