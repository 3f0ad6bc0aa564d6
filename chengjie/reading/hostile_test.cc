// Whatever bytes come in, reading ends and every offset lies inside them: a short, seeded stand-in
// for fuzz/reading_fuzz.cc that runs with the suite (and under its sanitizers).
#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>
#include <variant>

#include "chengjie/base/random.h"
#include "chengjie/reading/reader.h"

using namespace chengjie;

namespace {

constexpr auto kSeeds = std::to_array<std::string_view>({
    "2026年某省政府工作报告\n这五年，累计完成投资1.23亿亩、6688万亩，均居全国首位，占比由2020年的7."
    "2%提升至7.4%。\n",
    "塔吊林立塔吊林立，，20232023年年 99月月，，产值产值727727..44亿元亿元。。\n\n景象景象。。\n",
    "“我们计划投入20亿元。”四川时代总经理朱云峰说，公司联合华为、庆铃等7家企业，生产刀片电池。\n",
    "1.先进材料方向：引育石墨烯、碳纤维（责任单位：区经信委）；3×20万千瓦，2至6万平方米，40%~80%"
    "。\n",
});
constexpr auto kBits = std::to_array<std::string_view>(
    {"第",       "1",    "亿",   "、",     "，",   "。",   "\n",     "\n\n", "(",
     ")",        "“",    "”",    "《",     "》",   "分别", "等",     "的",   "9999999999999999999",
     "：",       "%",    "年",   "月",     "由",   "至",   "占",     "\xff", "\xe4\xb8",
     "有限公司", "园区", "项目", "该项目", "全区", "十",   "百分之", " "});

}  // namespace

TEST_CASE("read: hostile bytes") {
  auto random = Random{2026};
  for (auto round = 0; round != 400; ++round) {
    auto text = std::string{kSeeds[random.below(kSeeds.size())]};
    for (auto edits = 1U + random.below(12); edits != 0; --edits) {
      auto const at = random.below(static_cast<std::uint32_t>(text.size() + 1));
      switch (random.below(3)) {
        case 0:
          text.insert(at, kBits[random.below(kBits.size())]);
          break;
        case 1:
          text.erase(at, random.below(7));
          break;
        default:
          text.insert(at, text.substr(random.below(static_cast<std::uint32_t>(text.size() + 1)),
                                      random.below(40)));
          break;
      }
    }
    CAPTURE(round);
    auto const got = reading::read(text, "x", {std::nullopt, {}, true});
    if (!got) { continue; }
    CHECK(got->why.size() == got->facts.size());
    for (auto const& f : got->facts) {
      auto const& clause = std::get<Clause>(f.evidence);
      CHECK(clause.begin <= clause.at);
      CHECK(clause.at < clause.end);
      CHECK(clause.end <= text.size());
      CHECK(!clause.text.empty());
    }
    for (auto const& e : got->entities) { CHECK(e.evidence.end <= text.size()); }
    for (auto const& r : got->relations) { CHECK(r.evidence.end <= text.size()); }
    for (auto const& c : got->clauses) { CHECK(c.evidence.end <= text.size()); }
    auto const fast = reading::quantities(text, "x");
    REQUIRE(fast);
    CHECK(fast->size() == got->facts.size());
  }
}

// Each of these once took minutes, or the stack: a rule that looks back over all that stands before
// it, in one clause, sentence, line or numeral that goes on and on. Not timed: the suite would
// hang.
TEST_CASE("read: what repeats without end is read to its end") {
  struct Row {
    std::string_view repeated;
    std::size_t times;
    std::size_t facts;  // in each
  };
  for (auto const& row : std::to_array<Row>({
           {"5亿元", 40'000, 1},                          // no mark at all
           {"总投资5亿元的", 28'000, 1},                  // one clause
           {"总投资5亿元的\n", 28'000, 1},                // lines that go on
           {"产值5亿元、", 30'000, 1},                    // one list
           {"其中增长5%，", 40'000, 1},                   // one sentence of many clauses
           {"该项目、该区、公司投资5亿元，", 10'000, 1},  // words for names never given
           {"广告\n产值5亿元。\n", 20'000, 1},            // many articles
           {"责任单位，给予企业5万元奖励。", 10'000, 1},  // clauses of a policy without owners
           {"1亿", 300'000, 0},                           // one numeral, part after part
           {"一十百千万亿", 40'000, 0},                   // one numeral in words
           {"123,", 200'000, 0},                          // one number of many groups
           {"有限公司园区", 30'000, 0},                   // one name of last words
           {"指标 2020年 2021年\n产值（亿元） 5 6\n", 10'000, 2},
           {"五年间", 80'000, 0},  // times that go by earlier ones
       })) {
    CAPTURE(row.repeated);
    auto text = std::string{};
    for (auto n = row.times; n != 0; --n) { text += row.repeated; }
    auto const got = reading::read(text, "x", {});
    REQUIRE(got);
    CHECK(got->facts.size() == row.times * row.facts);
  }
}

// The third firm with one head once read a table beyond its end.
TEST_CASE("read: a short form that several firms share names none of them") {
  auto const text = std::string{
      "重庆华光机械有限公司、重庆华光电子有限公司、重庆华光材料有限公司签约。华光今年投资3亿元。"};
  auto const got = reading::read(text, "x", {});
  REQUIRE(got);
  auto firms = std::set<std::string>{};
  for (auto const& entity : got->entities) {
    if (entity.type == reading::EntityType::enterprise) { firms.insert(entity.name); }
  }
  CHECK(firms == std::set<std::string>{"重庆华光机械有限公司", "重庆华光电子有限公司",
                                       "重庆华光材料有限公司"});
}
