#include "chengjie/grow/ladder.h"

#include <doctest/doctest.h>

#include "chengjie/base/tree.h"

using namespace chengjie;
using namespace chengjie::grow;
using rules::State;

namespace {

constexpr auto kLadder = std::string_view{"优质中小企业"};

rules::Packs shipped() {
  auto parts = std::vector<rules::Packs>{};
  for (auto const* name :
       {"data/rules/ladder_2022.toml", "data/rules/ladder_2026.toml", "data/rules/champion.toml"}) {
    auto packs = rules::read_packs(*read_file(name), name);
    if (!packs) { FAIL(packs.error().line()); }
    parts.push_back(*std::move(packs));
  }
  auto all = rules::join(std::move(parts));
  REQUIRE(all);
  return *std::move(all);
}

rules::Fact number(std::string name, std::string year, double value) {
  return {name, year, value, "", name + year, "", {}};
}
rules::Fact yes(std::string name) { return {name, "", 1, "", name, "", {}}; }
rules::Fact text(std::string name, std::string value) { return {name, "", 0, "", name, value, {}}; }

// A firm that passes as little giant of 2022: revenue 1.2 亿, R&D 4 %, main share 80 %, main growth
// 10 % a year, debt 50 %, 2 class I rights, 15 % of its market.
Firm passing() {
  auto firm = Firm{"F1", "甲公司", {}};
  auto& f = firm.facts.facts;
  f = {number("revenue", "2025", 1.2e8),
       number("revenue", "2024", 1.1e8),
       number("rd", "2025", 4.8e6),
       number("rd", "2024", 4.4e6),
       number("main_revenue", "2025", 9.68e7),
       number("main_revenue", "2024", 8.8e7),
       number("main_revenue", "2023", 8.0e7),
       number("assets", "2025", 1e8),
       number("liabilities", "2025", 5e7),
       number("niche_years", "", 5),
       number("market_share", "", 15),
       number("ip_class1", "", 2),
       number("systems_processes", "", 1),
       yes("own_brand"),
       yes("chain_role"),
       yes("key_field"),
       text("certs", "ISO9001质量管理体系"),
       text("rd_body", "市级企业技术中心"),
       text("titles", "专精特新中小企业")};
  return firm;
}

Options on(Date day) { return {.today = day, .year = 2025, .about_share = 0.05}; }

}  // namespace

TEST_CASE("ladder: a 2022 firm passes, and the next rung is the little giant") {
  auto const report = ladder(passing(), shipped(), kLadder, on({2026, 3, 1}));
  REQUIRE(report);
  CHECK(report->current == 2);
  REQUIRE(report->next >= 0);
  auto const& next = report->rungs[static_cast<std::size_t>(report->next)];
  CHECK(next.rung == 3);
  CHECK(next.verdict.state == State::met);
  CHECK(next.failing.empty());
  CHECK(next.unknown.empty());
  CHECK(next.verdict.document == "工信部企业〔2022〕63号");
}

TEST_CASE("ladder: one condition short tells which and by how much") {
  auto firm = passing();
  for (auto& fact : firm.facts.facts) {
    if (fact.indicator == "rd" && fact.year == "2024") { fact.value = 2.97e6; }  // 2.7 % of 1.1 亿
  }
  auto const report = ladder(firm, shipped(), kLadder, on({2026, 3, 1}));
  REQUIRE(report);
  auto const& next = report->rungs[static_cast<std::size_t>(report->next)];
  CHECK(next.verdict.state == State::unknown);  // an award might still do
  CHECK(next.verdict.ordinary == State::not_met);
  CHECK(next.unless.size() == 2);
  CHECK(next.one_short);
  CHECK(next.sure);
  REQUIRE(next.failing.size() == 1);
  CHECK(*next.failing[0].short_by == doctest::Approx(0.003));
  CHECK(next.failing[0].short_words == "0.3 个百分点");
  CHECK(next.failing[0].found_words == "2.7%");
}

TEST_CASE("ladder: unknown is neither met nor failed, and names field and proof") {
  auto firm = passing();
  std::erase_if(firm.facts.facts, [](auto const& f) { return f.indicator == "market_share"; });
  auto const report = ladder(firm, shipped(), kLadder, on({2026, 3, 1}));
  REQUIRE(report);
  auto const& next = report->rungs[static_cast<std::size_t>(report->next)];
  CHECK(next.verdict.state == State::unknown);
  REQUIRE(next.unknown.size() == 1);
  REQUIRE(next.unknown[0].missing.size() == 1);
  CHECK(next.unknown[0].missing[0].column == "market_share_pct");
  CHECK(next.unknown[0].missing[0].proof == "市场占有率佐证报告");
}

TEST_CASE("ladder: a day before any pack is refused") {
  auto const report = ladder(passing(), shipped(), kLadder, on({2020, 1, 1}));
  REQUIRE(!report);
  CHECK(report.error().code == Code::not_found);
}

TEST_CASE("who_is_affected: the little giant of 2022 fails the 2026 ruler") {
  auto const packs = shipped();
  auto const* before = rules::find(packs, "little_giant", {2026, 3, 1}, rules::Applies::fresh);
  auto const* after = rules::find(packs, "little_giant", {2026, 5, 1}, rules::Applies::fresh);
  REQUIRE(before);
  REQUIRE(after);
  auto ready =
      passing();  // 90 % main share, 4 class I rights, R&D 1,200 万 over two years, score 60
  ready.id = "F2";
  ready.facts.facts[0].value = 9.68e7 / 0.9;
  ready.facts.facts[2].value = 7e6;
  ready.facts.facts[3].value = 6e6;
  ready.facts.facts[11].value = 4;
  ready.facts.facts.push_back(number("quality_score", "2025", 60));
  auto empty = Firm{"F3", "丙公司", {}};
  auto const rows = who_is_affected({passing(), ready, empty}, *before, *after,
                                    rules::Applies::fresh, on({2026, 5, 1}));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].turn == Turn::loses);
  CHECK(rows[0].failing.size() == 3);  // main share 80.7 %, R&D 920 万, 2 of 4 rights
  CHECK(rows[0].unknown.size() == 1);  // quality score
  CHECK(rows[0].unless.size() == 1);   // a national award stands in for the rights
  CHECK(rows[1].turn == Turn::stays);
  CHECK(rows[1].after == State::met);
  CHECK(rows[2].turn == Turn::unclear);
}
