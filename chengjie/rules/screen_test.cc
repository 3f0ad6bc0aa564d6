#include "chengjie/rules/screen.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "chengjie/base/random.h"
#include "chengjie/base/tree.h"

using namespace chengjie;
using namespace chengjie::rules;

namespace {

Options const kOptions{
    .today = {2026, 5, 25}, .applies_to = Applies::fresh, .year = 2025, .about_share = 0.05};

std::vector<Pack> shipped() {
  auto out = std::vector<Pack>{};
  for (auto const* name :
       {"above_scale", "size_class", "ladder_2022", "ladder_2026", "champion", "high_tech"}) {
    auto const path = "data/rules/" + std::string{name} + ".toml";
    auto packs = read_packs(*read_file(path), path);
    REQUIRE(packs);
    for (auto& pack : packs->packs) { out.push_back(std::move(pack)); }
  }
  return out;
}

// Firms of every shape: some data missing, bounded, in odd units, given twice, of no year.
Facts firm(Random& random) {
  auto facts = Facts{};
  auto const texts = std::array{"高新技术企业",
                                "专精特新“小巨人”企业",
                                "专精特新中小企业",
                                "省级企业技术中心",
                                "市级",
                                "3252",
                                "C3620",
                                "2024-11",
                                "2019",
                                "ISO9001",
                                ""};
  for (auto const& row : indicators()) {
    auto const times = random.below(3);
    for (auto n = std::uint32_t{0}; n < times; ++n) {
      auto fact = Fact{};
      fact.indicator = row.name;
      if (row.holds == Holds::text || row.holds == Holds::date) {
        fact.text = texts[random.below(texts.size())];
        facts.facts.push_back(fact);
        continue;
      }
      auto const scale = row.unit == "CNY"      ? 2e6
                         : row.unit == "person" ? 40
                         : row.unit == "count"  ? 1
                                                : 6;
      fact.value =
          row.holds == Holds::flag ? random.below(2) : std::floor(random.unit() * 12) * scale;
      fact.bound = row.holds == Holds::number && random.below(8) == 0
                       ? static_cast<Bound>(random.below(5))
                       : Bound::exact;
      if (row.unit == "CNY" && random.below(5) == 0) {
        fact.unit = random.below(4) == 0 ? "person" : "万元";
      }
      fact.year = random.below(3) == 0 ? "" : std::to_string(2022 + random.below(4));
      facts.facts.push_back(fact);
      if (row.yearly) {
        fact.year = "2024";
        facts.facts.push_back(fact);
        fact.year = "2023";
        facts.facts.push_back(fact);
      }
    }
  }
  return facts;
}

}  // namespace

TEST_CASE("screen agrees with evaluate on every pack and firm") {
  auto packs = shipped();
  auto const extra = read_packs(R"(
[[pack]]
id = "k"
name = "k"
document = "d"
in_force = { from = 2020-01-01 }
veto = ["titles is '小巨人'", "veto contains '事故'"]
all = [{ at_least = 2, of = ["own_brand", "key_field", "revenue(year) > 800 万元", "growth(revenue, 2 years) >= 5 percent"] }]
any = [{ none = ["not award_national", "rd != 400 万元"] }, "staff(year) < 200 persons", "-net_profit <= 0 CNY", "max(rd, 3 years) * 2 >= rd(3 years) / 3", { if = "own_brand", applies_to = "recheck" }]
)",
                                "k.toml");
  if (!extra) { FAIL(extra.error().line()); }
  packs.push_back(extra->packs[0]);
  auto firms = std::vector<Facts>{};
  auto random = Random{7};
  for (auto i = 0; i != 1500; ++i) { firms.push_back(firm(random)); }
  auto pointers = std::vector<Pack const*>{};
  for (auto const& pack : packs) { pointers.push_back(&pack); }
  auto const columns = columns_of(firms, kOptions.about_share);
  auto const got = screen(pointers, columns, kOptions);
  auto seen = std::array<std::size_t, 3>{};
  for (auto p = std::size_t{0}; p != packs.size(); ++p) {
    auto wrong = 0;
    auto met = std::size_t{0};
    for (auto i = std::size_t{0}; i != firms.size(); ++i) {
      auto const state = evaluate(packs[p], firms[i], kOptions).state;
      wrong += state != got.at(p, i);
      met += state == State::met;
      ++seen[static_cast<std::size_t>(state)];
    }
    CAPTURE(packs[p].version());
    CHECK(wrong == 0);
    CHECK(got.count(p, State::met) == met);
  }
  CHECK(seen[0] > 1000);
  CHECK(seen[1] > 1000);
  CHECK(seen[2] > 1000);
}

TEST_CASE("in brief: the same states, the same smallest set of gaps, the same indicators missing") {
  auto const packs = shipped();
  auto random = Random{11};
  auto brief = kOptions;
  brief.brief = true;
  auto differ = 0;
  for (auto i = 0; i != 300; ++i) {
    auto const facts = firm(random);
    for (auto const& pack : packs) {
      auto const full = evaluate(pack, facts, kOptions);
      auto const some = evaluate(pack, facts, brief);
      auto const a = shortfall(full.root);
      auto const b = shortfall(some.root);
      auto named = std::vector<std::string>{};
      auto named_briefly = std::vector<std::string>{};
      for (auto const* leaf : a.unknown) {
        for (auto const& m : leaf->missing) { named.push_back(m.indicator); }
      }
      for (auto const* leaf : b.unknown) {
        for (auto const& m : leaf->missing) { named_briefly.push_back(m.indicator); }
      }
      for (auto* list : {&named, &named_briefly}) {
        std::ranges::sort(*list);
        list->erase(std::unique(list->begin(), list->end()), list->end());
      }
      differ += full.state != some.state || full.ordinary != some.ordinary ||
                full.if_declared != some.if_declared || a.failing.size() != b.failing.size() ||
                a.unknown.size() != b.unknown.size() || named != named_briefly ||
                !some.root.words.empty();
    }
  }
  CHECK(differ == 0);
}

// Nothing else stands in for it when it is not known: no formula holds it, and it has none.
bool stands_alone(std::string const& name) {
  auto const id = *indicator_named(name);
  if (formula_of(id) != nullptr || name == "revenue" || name == "main_revenue") { return false; }
  for (auto i = 0; i != static_cast<int>(indicators().size()); ++i) {
    auto const* formula = formula_of(i);
    if (formula == nullptr) { continue; }
    auto const holds = [&](Term const& t) { return t.op == Op::indicator && t.ref == id; };
    if (std::ranges::any_of(formula->terms, holds)) { return false; }
  }
  return true;
}

TEST_CASE("unknown is neither met nor failed: knowing more only settles what was unknown") {
  auto const packs = shipped();
  auto random = Random{23};
  auto turned = 0;
  auto settled = 0;
  for (auto i = 0; i != 400; ++i) {
    auto const facts = firm(random);
    if (facts.facts.empty()) { continue; }
    auto const at = random.below(static_cast<std::uint32_t>(facts.facts.size()));
    auto const drop = facts.facts[at].indicator;
    if (!stands_alone(drop)) { continue; }
    auto less = facts;
    std::erase_if(less.facts, [&](Fact const& f) { return f.indicator == drop; });
    for (auto const& pack : packs) {
      auto const before = evaluate(pack, less, kOptions).state;
      auto const after = evaluate(pack, facts, kOptions).state;
      turned += before != State::unknown && before != after;
      settled += before == State::unknown && before != after;
    }
  }
  CHECK(turned == 0);
  CHECK(settled > 0);
}

TEST_CASE("screen: no firms, no packs") {
  CHECK(screen({}, FirmColumns{}, kOptions).firms == 0);
  auto const packs = shipped();
  auto columns = FirmColumns{};
  columns.firms = 3;
  auto const got = screen({&packs[0]}, columns, kOptions);
  CHECK(got.at(0, 2) == State::unknown);
  CHECK(got.count(0, State::unknown) == 3);
}

// rules_test --no-skip -tc="bench*": a district of 250,000 firms against 1,000 clauses of three
// conditions each, one thread. The limit is the requirement: under 10 s.
TEST_CASE("bench: 250,000 firms x 1,000 clauses" * doctest::skip()) {
  auto random = Random{1};
  auto columns = FirmColumns{};
  columns.firms = 250'000;
  auto const names = std::array{"revenue",    "rd",           "staff",    "assets", "liabilities",
                                "net_profit", "main_revenue", "rd_staff", "tax",    "ip_class1"};
  for (auto const* name : names) {
    for (auto year = 2023; year != 2026; ++year) {
      auto column = FirmColumns::Numbers{
          *indicator_named(name), year, std::vector<double>(columns.firms), {}};
      for (auto& value : column.least) {
        value = random.below(5) == 0 ? std::nan("") : random.unit() * 1e8;
      }
      columns.numbers.push_back(std::move(column));
    }
  }
  auto titles = FirmColumns::Words{*indicator_named("titles"),
                                   std::vector<std::uint32_t>(columns.firms),
                                   {{}, {"高新技术企业"}, {"专精特新中小企业"}}};
  for (auto& code : titles.code) { code = random.below(3); }
  columns.words.push_back(std::move(titles));
  auto text = std::string{};
  for (auto i = 0; i != 1000; ++i) {
    auto const n = [&](std::uint32_t below) { return std::to_string(random.below(below)); };
    text +=
        "[[pack]]\nid='c" + std::to_string(i) +
        "'\nname='n'\ndocument='d'\nin_force={from=2020-01-01}\nall=[\"revenue(year) >= " +
        n(10000) + " 万元\", \"rd_share(year) >= " + n(100) +
        " percent\", { any = [\"titles contains '高新技术企业'\", \"growth(revenue, 2 years) >= " +
        n(50) + " percent\"] }]\n";
  }
  auto const packs = read_packs(text, "bench.toml");
  if (!packs) { FAIL(packs.error().line()); }
  auto pointers = std::vector<Pack const*>{};
  for (auto const& pack : packs->packs) { pointers.push_back(&pack); }
  auto const start = std::chrono::steady_clock::now();
  auto const got = screen(pointers, columns, kOptions);
  auto const seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  auto met = std::size_t{0};
  for (auto p = std::size_t{0}; p != pointers.size(); ++p) { met += got.count(p, State::met); }
  MESSAGE("250,000 x 1,000 clauses in " << seconds << " s, " << met << " met");
  CHECK(met > 0);
  CHECK(seconds < 10);
  auto ladder = shipped();
  pointers.clear();
  for (auto const& pack : ladder) { pointers.push_back(&pack); }
  auto const again = std::chrono::steady_clock::now();
  CHECK(screen(pointers, columns, kOptions).firms == columns.firms);
  MESSAGE(pointers.size()
          << " shipped packs with scores in "
          << std::chrono::duration<double>(std::chrono::steady_clock::now() - again).count()
          << " s");
  auto facts = std::vector<Facts>{};
  for (auto i = 0; i != 1000; ++i) { facts.push_back(firm(random)); }
  auto const explained = std::chrono::steady_clock::now();
  auto open = 0;
  for (auto const& f : facts) {
    for (auto const& pack : ladder) { open += evaluate(pack, f, kOptions).state == State::unknown; }
  }
  MESSAGE("explained: " << std::chrono::duration<double, std::micro>(
                               std::chrono::steady_clock::now() - explained)
                                   .count() /
                               (1000.0 * static_cast<double>(ladder.size()))
                        << " us a firm and pack, " << open << " unknown");
}
