#include "chengjie/grow/way_up.h"

#include <doctest/doctest.h>

#include "chengjie/base/random.h"
#include "chengjie/base/tree.h"

using namespace chengjie;
using namespace chengjie::grow;
using rules::State;

namespace {

WayOptions const kOptions{.base = {.today = {2026, 11, 25}, .year = 2025, .about_share = 0.05},
                          .applies = rules::Applies::fresh,
                          .boxes_max = 100'000};

rules::Pack pack_of(std::string const& body) {
  auto packs = rules::read_packs(
      "[[pack]]\nid='p'\nname='n'\ndocument='d'\nin_force={from=2022-06-01}\n" + body, "p.toml");
  if (!packs) { FAIL(packs.error().line()); }
  return packs->packs.front();
}

Firm firm(double revenue, double rd, double ip, double debt) {
  return {"F",
          "F",
          {{{"revenue", "2025", revenue, "万元", "", "", {}},
            {"rd", "2025", rd, "万元", "", "", {}},
            {"ip_class1", "", ip, "", "", "", {}},
            {"assets", "2025", 1000, "万元", "", "", {}},
            {"liabilities", "2025", debt, "万元", "", "", {}}}}};
}

// The plain version: every point of the grid, the cheapest that does not fail.
std::optional<double> exhausted(Firm const& f, rules::Pack const& pack,
                                std::vector<Lever> const& levers) {
  auto best = std::optional<double>{};
  auto steps = std::vector<int>(levers.size(), 0);
  for (;;) {
    auto moved = f;
    auto cost = 0.0;
    for (auto i = std::size_t{0}; i != levers.size(); ++i) {
      cost += levers[i].cost_per_step * steps[i];
      for (auto& fact : moved.facts.facts) {
        if (fact.indicator == levers[i].indicator) {
          fact.value += levers[i].step * steps[i] / (fact.unit == "万元" ? 1e4 : 1);
        }
      }
    }
    auto const state =
        rules::evaluate(pack, moved.facts, for_rules(kOptions.base, kOptions.applies)).ordinary;
    if (state != State::not_met && (!best || cost < *best)) { best = cost; }
    auto i = std::size_t{0};
    while (i != levers.size() && ++steps[i] > levers[i].steps_max) { steps[i++] = 0; }
    if (i == levers.size()) { return best; }
  }
}

}  // namespace

TEST_CASE("cheapest way: by hand") {
  // R&D 270 of 10000 (2.7 %), 3 % asked: 30 more, at 1 a step of 1 万. Rights: 1 of 2. 30 x 1 + 8
  // = 38.
  auto const pack = pack_of("all=['rd_share >= 3 percent', 'ip_class1 >= 2', 'key_field']");
  auto const way =
      cheapest_way(firm(10000, 270, 1, 500), pack,
                   {{"rd", 1e4, 100, 1}, {"ip_class1", 1, 5, 8}, {"rd_staff", 1, 5, 1}}, kOptions);
  REQUIRE(way);
  CHECK(way->found);
  CHECK(way->proved);
  CHECK(way->cost == 38);
  REQUIRE(way->moves.size() == 2);
  CHECK(way->moves[0].words == "研发费用：270 万元 → 300 万元");
  CHECK(way->moves[1].to == 2);
  CHECK(way->failing.empty());
  REQUIRE(way->unknown.size() == 1);  // key_field: no lever proves it
  CHECK(way->unusable == std::vector<std::string>{"rd_staff"});
}

TEST_CASE("cheapest way: none, and nothing to do") {
  auto const none = cheapest_way(firm(10000, 270, 1, 500), pack_of("all=['rd_share >= 9 percent']"),
                                 {{"rd", 1e4, 100, 1}}, kOptions);
  REQUIRE(none);
  CHECK(!none->found);
  CHECK(none->proved);
  REQUIRE(none->failing.size() == 1);
  CHECK(none->failing[0].short_words == "5.3 个百分点");
  auto const ready =
      cheapest_way(firm(10000, 270, 1, 500), pack_of("all=['rd_share >= 2 percent']"),
                   {{"rd", 1e4, 100, 1}}, kOptions);
  CHECK(ready->found);
  CHECK(ready->moves.empty());
  auto limited = kOptions;
  limited.boxes_max = 3;
  auto const cut = cheapest_way(firm(10000, 270, 1, 500), pack_of("all=['rd_share >= 3 percent']"),
                                {{"rd", 1e4, 100, 1}}, limited);
  CHECK(!cut->found);
  CHECK(!cut->proved);
}

TEST_CASE("cheapest way equals exhaustion on small grids, scores and alternatives included") {
  auto const body = std::string{
      R"(all = [{ any = ["rd_share >= 4 percent", { all = ["ip_class1 >= 3", "debt_ratio <= 45 percent"] }] }]
[pack.score]
pass = 14
[[pack.score.item]]
name = "a"
max = 10
of = "rd_share"
tiers = [{ when = ">= 5 percent", points = 10 }, { when = ">= 3 percent", points = 6 }, { when = ">= 2 percent", points = 2 }]
[[pack.score.item]]
name = "b"
max = 8
of = "ip_class1"
per = "1"
each = 2
[[pack.score.item]]
name = "c"
max = 6
of = "debt_ratio"
tiers = [{ when = "<= 30 percent", points = 6 }, { when = "<= 50 percent", points = 3 }]
)"};
  auto const pack = pack_of(body);
  auto found = 0;
  for (auto seed = std::uint64_t{0}; seed != 60; ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto const f = firm(1000 + random.below(500), 10 + random.below(40), random.below(3),
                        300 + random.below(400));
    auto const levers = std::vector<Lever>{{"rd", 5e4, 8, 1.0 + random.below(9)},
                                           {"ip_class1", 1, 3, 1.0 + random.below(9)},
                                           {"liabilities", -5e5, 6, 1.0 + random.below(9)}};
    auto const way = cheapest_way(f, pack, levers, kOptions);
    REQUIRE(way);
    auto const best = exhausted(f, pack, levers);
    CHECK(way->found == best.has_value());
    CHECK(way->proved);
    if (best) { CHECK(way->cost == doctest::Approx(*best)); }
    found += way->found;
  }
  CHECK(found > 20);
}

TEST_CASE("levers: the shipped ones read, others are refused with their place") {
  CHECK(read_levers(*read_file("data/rules/levers/levers.toml"), "levers.toml").ok());
  struct Row {
    std::string text;
    std::string_view where;
  };
  for (auto const& row : std::vector<Row>{
           {"", "l.toml:1:1"},
           {"[[lever]]\nindicator='rdx'\nstep='1 CNY'\nsteps_max=1\ncost=1", "l.toml:1:1"},
           {"[[lever]]\nindicator='rd'\nstep='1 person'\nsteps_max=1\ncost=1", "l.toml:1:1"},
           {"[[lever]]\nindicator='rd'\nstep='0 CNY'\nsteps_max=1\ncost=1", "l.toml:1:1"},
           {"[[lever]]\nindicator='rd'\nstep='1 CNY'\nsteps_max=1e9\ncost=1", "l.toml:1:1"},
           {"[[lever]]\nindicator='rd_share'\nstep='1 percent'\nsteps_max=1\ncost=1", "l.toml:1:1"},
           {"[[lever]]\nindicator='rd'\nstep='1 CNY'\nsteps_max=1", "l.toml:1:1"},
       }) {
    CAPTURE(row.text);
    auto const got = read_levers(row.text, "l.toml");
    REQUIRE(!got);
    CHECK(got.error().where == row.where);
  }
  CHECK(!cheapest_way(firm(1, 1, 1, 1), pack_of("all=['own_brand']"), {{"rd", 0, 1, 1}}, kOptions));
}
