#include "chengjie/grow/entitle.h"

#include <doctest/doctest.h>

#include <array>

#include "chengjie/base/random.h"

using namespace chengjie;
using namespace chengjie::grow;
using rules::State;

namespace {

EntitleOptions const kOptions{.base = {.today = {2026, 11, 25}, .year = 2025, .about_share = 0.05},
                              .keep_not_met = true};

Firm firm(std::string id, double rd_wan) {
  return {id,
          id,
          {{{"rd", "2025", rd_wan, "万元", "rd" + id, "", {}},
            {"revenue", "2025", 5000, "万元", "rev" + id, "", {}}}}};
}

ClauseText text(std::string id, std::string condition) {
  auto t = ClauseText{};
  t.id = id;
  t.document = "若干措施";
  t.clause = "第三条";
  t.condition = condition;
  t.rate_pct = 12;
  t.base = "rd(year)";
  t.cap_cny = 5e6;
  return t;
}

PolicyClause clause(ClauseText t) {
  auto c = read_clause(std::move(t));
  if (!c) { FAIL(c.error().line()); }
  return *std::move(c);
}

}  // namespace

TEST_CASE("expression_of: sentences of one comparison, and what is left to a person") {
  struct Row {
    std::string_view sentence;
    std::string_view expression;
  };
  for (auto const& row : std::to_array<Row>({
           {"2. 上年度研发费用不低于100万元。", "rd >= 100 万元"},
           {"企业上年度营业收入达到2000万元以上", "revenue >= 2000 万元"},
           {"资产负债率不超过70%", "debt_ratio <= 70 %"},
           {"（二）研发投入强度高于3％", "rd_share > 3 %"},
           {"Ⅰ类知识产权数不少于4项", "ip_class1 >= 4 项"},
           {"职工人数少于1000人", "staff < 1000 人"},
           {"亩均税收≥15万元/亩", "tax_per_mu >= 15 万元/亩"},
           {"资产负债率在70%以内", "debt_ratio <= 70 %"},
           {"在本区登记", ""},
           {"营业收入增长10%以上的企业", ""},
           {"营业收入不低于2000万元或用地不超过30亩", ""},
           {"营业收入不低于2000万元的规上企业", ""},
           {"营业收入不超过2000万元以上", ""},
           {"研发费用不低于100人", ""},
           {"研发费用不低于", ""},
           {"", ""},
       })) {
    CAPTURE(row.sentence);
    CHECK(expression_of(row.sentence) == row.expression);
  }
}

TEST_CASE("base_of: what a percentage is of") {
  struct Row {
    std::string_view support;
    std::string_view base;
  };
  for (auto const& row : std::to_array<Row>({
           {"按上年度研发费用的12%给予补助，最高500万元", "rd(year)"},
           {"按研发投入总额的 10％补助", ""},  // a space before the number: left to a person
           {"按照营业收入0.5%奖励", "revenue(year)"},
           {"对利润总额给予5%奖励", ""},
           {"按设备投资额的20%补助", ""},
           {"按职工人数的10%补助", ""},
           {"一次性奖励50万元", ""},
           {"%", ""},
           {"12%", ""},
           {"", ""},
       })) {
    CAPTURE(row.support);
    CHECK(base_of(row.support) == row.base);
  }
}

TEST_CASE("entitle: met, short, unknown, out of date, amounts by hand") {
  auto late = text("old", "rd >= 1 万元");
  late.valid_to = "2025-12-31";
  auto open = text("open", "1. 在本区登记；\n2. 上年度研发费用不低于100万元。");
  auto tied = text("tied", "rd >= 1 万元");
  tied.support = "按地方贡献的50%奖励";
  tied.base = "";
  auto const clauses = std::vector{clause(text("c", "上年度研发费用不低于100万元")), clause(late),
                                   clause(open), clause(tied)};
  auto const firms = std::vector{firm("A", 200), firm("B", 90), firm("C", 9000)};
  auto const m = entitle(firms, clauses, kOptions);
  REQUIRE(m.size() == 12);
  CHECK(m[0].state == State::met);
  CHECK(m[0].amount_least_cny == doctest::Approx(240000));  // 200 万 x 12 %
  CHECK(m[0].formula == "研发费用（2025年） × 12%，上限 500 万元");
  CHECK(m[0].marks == std::vector<std::string>{"rdA"});
  CHECK(m[1].state == State::not_met);
  CHECK(m[1].failing[0].words == "条款已于 2025-12-31 失效");
  CHECK(m[2].state == State::unknown);
  CHECK(m[2].unknown[0].words == "在本区登记");
  CHECK(m[2].amount_least_cny == 0);
  CHECK(m[3].warnings.size() == 1);
  CHECK(m[3].amount_words == "最高 500 万元");
  CHECK(m[4].state == State::not_met);
  CHECK(m[4].one_short);
  CHECK(m[4].failing[0].short_words == "10 万元");
  CHECK(m[8].amount_least_cny == doctest::Approx(5e6));  // 1080 万, capped
  auto const rows = budget(m, clauses);
  CHECK(rows[0].met == 2);
  CHECK(rows[0].least_cny == doctest::Approx(5.24e6));
  CHECK(rows[1].met == 0);
  CHECK(rows[2].unknown == 2);
  CHECK(rows[2].most_cny == doctest::Approx(5.24e6));
}

TEST_CASE("entitle_many: the states and the budget of entitle, by column") {
  auto random = Random{5};
  auto late = text("old", "rd >= 1 万元");
  late.valid_to = "2025-12-31";
  auto flat = text("flat", "营业收入不低于4000万元；在本区登记");
  flat.base = "";
  flat.rate_pct = {};
  auto bare = text("bare", "rd >= 50 万元");
  bare.cap_cny = {};
  bare.base = "";
  bare.rate_pct = {};
  auto const clauses =
      std::vector{clause(text("c", "上年度研发费用不低于100万元")), clause(late), clause(flat),
                  clause(bare), clause(text("two", "rd >= 80 万元；营业收入不低于3000万元"))};
  auto firms = std::vector<Firm>{};
  for (auto i = 0; i != 300; ++i) {
    firms.push_back(firm(std::to_string(i), static_cast<double>(random.below(9000))));
    auto& facts = firms.back().facts.facts;
    if (random.below(4) == 0) { facts.erase(facts.begin()); }
    if (random.below(4) == 0) { facts.pop_back(); }
    if (!facts.empty() && random.below(5) == 0) { facts.front().bound = Bound::about; }
  }
  auto facts = std::vector<rules::Facts const*>{};
  for (auto const& f : firms) { facts.push_back(&f.facts); }
  auto const many = entitle_many(rules::columns_of(facts, 0.05), clauses, kOptions.base);
  auto const each = entitle(firms, clauses, kOptions);
  auto const rows = budget(each, clauses);
  REQUIRE(each.size() == firms.size() * clauses.size());
  for (auto c = std::size_t{0}; c != clauses.size(); ++c) {
    CAPTURE(clauses[c].text.id);
    auto wrong = 0;
    for (auto i = std::size_t{0}; i != firms.size(); ++i) {
      wrong += each[i * clauses.size() + c].state != many.states.at(c, i);
    }
    CHECK(wrong == 0);
    CHECK(many.rows[c].met == rows[c].met);
    CHECK(many.rows[c].unknown == rows[c].unknown);
    CHECK(many.rows[c].least_cny == doctest::Approx(rows[c].least_cny));
    CHECK(many.rows[c].most_cny == doctest::Approx(rows[c].most_cny));
    CHECK(many.rows[c].bounded == rows[c].bounded);
  }
}

TEST_CASE("read_clause: what is refused") {
  auto bad = text("c", "rdx >= 3 万元");
  CHECK(read_clause(bad).error().where == "c:1:1");
  bad = text("c", "own_brand");
  bad.base = "staff";
  CHECK(!read_clause(bad));
  bad.base = "rd(";
  CHECK(!read_clause(bad));
  bad = text("c", "own_brand");
  bad.valid_from = "soon";
  CHECK(!read_clause(bad));
  CHECK(read_clause(text("c", ""))->unread == 1);
}

TEST_CASE("tax_ties: words and where they stand") {
  CHECK(tax_ties("按设备投资额给予补助").empty());
  auto const ties = tax_ties("按纳税额和地方贡献奖励");
  REQUIRE(ties.size() == 2);
  CHECK(ties[0].word == "纳税额");
  CHECK(ties[0].begin == 3);
}
