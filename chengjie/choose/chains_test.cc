#include "chengjie/choose/chains.h"

#include <doctest/doctest.h>

#include <array>
#include <utility>

#include "chengjie/base/random.h"

using namespace chengjie;
using namespace chengjie::choose;

namespace {

constexpr auto kThresholds =
    Thresholds{.weak_local_max = 1, .city_backup_min = 2, .broken_outside_max = 1};

std::vector<Firm> firms(std::size_t n, std::string const& prefix, std::string const& group = {}) {
  auto out = std::vector<Firm>{};
  for (auto i = std::size_t{0}; i != n; ++i) {
    out.push_back({prefix + std::to_string(i), group, 0, "m" + prefix, ""});
  }
  return out;
}

Row row(std::string id, std::string parent) {
  auto node = Node{};
  node.id = id;
  node.chain = "链";
  node.product = id;
  return {std::move(node), std::move(parent)};
}

}  // namespace

TEST_CASE("judge: states by thresholds, and the table's word before them") {
  struct Case {
    std::size_t local, city, outside;
    bool key, one_group;
    std::optional<State> given;
    State state;
  };
  for (auto const& c : std::to_array<Case>({
           {3, 0, 0, false, false, {}, State::has},
           {1, 0, 5, false, false, {}, State::weak},
           {1, 2, 0, false, false, {}, State::has},  // the city backs it up
           {3, 0, 0, false, true, {}, State::weak},  // three plants of one owner
           {0, 1, 1, true, false, {}, State::missing},
           {0, 0, 1, true, false, {}, State::broken},
           {0, 0, 1, false, false, {}, State::missing},
           {0, 0, 0, true, false, {}, State::missing},  // nothing known is not "blocked"
           {0, 0, 3, true, false, {}, State::missing},
           {1, 0, 0, false, false, State::has, State::has},
           {2, 0, 0, false, false, State::broken, State::broken},
       })) {
    auto node = Node{};
    node.product = "件";
    node.key = c.key;
    node.given = c.given;
    node.local = firms(c.local, "本", c.one_group ? "集团" : "");
    node.city = firms(c.city, "市");
    node.outside = firms(c.outside, "外");
    auto const got = judge(node, kThresholds);
    CAPTURE(got.reason);
    CHECK(got.state == c.state);
    CHECK(got.given == c.given.has_value());
    CHECK(got.single_source == (c.local == 1));
  }
}

TEST_CASE("state_of takes both forms and refuses the rest") {
  CHECK(*state_of("弱") == State::weak);
  CHECK(*state_of("broken") == State::broken);
  for (auto const bad : {"", "无", "Has"}) { CHECK(!state_of(bad)); }
}

TEST_CASE(
    "chains_of: parents become edges; unknown parents become junctions; a repeated id is refused") {
  auto const built =
      chains_of({row("膜", "电堆"), row("极板", "电堆"), row("电堆", "整车"), row("泵", "")});
  REQUIRE(built);
  CHECK(built->chains.nodes.size() == 5);
  CHECK(built->junction[4]);
  CHECK(built->chains.edges.size() == 3);
  CHECK(downstream(built->chains, 0) == std::vector<std::size_t>{2, 4});
  CHECK(upstream(built->chains, 4) == std::vector<std::size_t>{2, 0, 1});
  CHECK(!chains_of({row("膜", ""), row("膜", "")}));
}

TEST_CASE("downstream ends in cycles, and check refuses what points nowhere") {
  auto chains = Chains{};
  for (auto const id : {"a", "b", "c"}) { chains.nodes.push_back(row(id, "").node); }
  chains.edges = {{0, 1, {}, ""}, {1, 2, {}, ""}, {2, 0, {}, ""}};
  CHECK(downstream(chains, 0) == std::vector<std::size_t>{1, 2});
  CHECK(check(chains));
  chains.edges.push_back({0, 9, {}, ""});
  CHECK(!check(chains));
  chains.edges.back() = {0, 1, 1.5, ""};
  CHECK(!check(chains));
  chains.edges.pop_back();
  chains.nodes[1].id = "a";
  CHECK(!check(chains));
}

TEST_CASE("coverage_of: counts by chain, who sits in most links") {
  auto rows = std::vector<Row>{row("膜", "电堆"), row("极板", ""), row("泵", ""), row("阀", "")};
  rows[0].node.local = firms(1, "甲", "集团");
  rows[1].node.local = firms(2, "乙");
  rows[1].node.local[0].group = "集团";
  rows[2].node.city = firms(1, "丙");
  auto const built = chains_of(rows);
  REQUIRE(built);
  auto const got = coverage_of(*built, kThresholds);
  REQUIRE(got.size() == 1);
  CHECK(got[0].nodes == 4);
  CHECK(got[0].by_state[static_cast<std::size_t>(State::weak)] == 1);
  CHECK(got[0].by_state[static_cast<std::size_t>(State::missing)] == 2);
  CHECK(got[0].with_city == 3);
  CHECK(got[0].share == doctest::Approx(0.5));
  CHECK(got[0].single_source == std::vector<std::size_t>{0});
  CHECK(got[0].top_group == "集团");
  CHECK(got[0].top_group_share == doctest::Approx(1.0));
}

TEST_CASE("count_states: counts of bare numbers agree with coverage of whole nodes") {
  for (auto seed = std::uint64_t{0}; seed != 30; ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto built = Built{};
    auto supplies = std::vector<Supply>{};
    auto chain = std::vector<std::uint32_t>{};
    for (auto i = 0u; i != 60; ++i) {
      auto const at = i < 4 ? i : random.below(4);
      auto const one_group = random.below(3) == 0;
      auto node = Node{};
      node.id = std::to_string(i);
      node.chain = "链" + std::to_string(at);
      node.key = random.below(2) == 0;
      node.local = firms(random.below(4), "本", one_group ? "集团" : "");
      node.city = firms(random.below(3), "市");
      node.outside = firms(random.below(3), "外");
      supplies.push_back({static_cast<std::uint32_t>(node.local.size()),
                          static_cast<std::uint32_t>(node.city.size()),
                          static_cast<std::uint32_t>(node.outside.size()), node.key,
                          one_group && node.local.size() > 1});
      chain.push_back(at);
      built.chains.nodes.push_back(std::move(node));
      built.junction.push_back(false);
    }
    auto const counts = count_states(supplies, chain, 4, kThresholds);
    auto const coverage = coverage_of(built, kThresholds);
    REQUIRE(coverage.size() == 4);  // chains in the order of first mention: 0, 1, 2, 3
    for (auto c = std::size_t{0}; c != 4; ++c) {
      CHECK(counts[c].nodes == coverage[c].nodes);
      for (auto s = 0; s != 4; ++s) { CHECK(counts[c].by_state[s] == coverage[c].by_state[s]); }
      CHECK(counts[c].share() == doctest::Approx(coverage[c].share));
      CHECK(counts[c].single_source == coverage[c].single_source.size());
      CHECK(counts[c].single_group == coverage[c].single_group.size());
    }
  }
}

TEST_CASE("chains_of: several parents, and a name that holds the mark between them") {
  auto const built = chains_of({row("整车", ""), row("电机、电控", "整车"),
                                row("壳体", "电机、电控"), row("铝板", "整车、壳体；船")});
  REQUIRE(built);
  auto edges = std::vector<std::pair<std::string, std::string>>{};
  for (auto const& edge : built->chains.edges) {
    edges.emplace_back(built->chains.nodes[edge.from].product,
                       built->chains.nodes[edge.to].product);
  }
  CHECK(edges == std::vector<std::pair<std::string, std::string>>{{"电机、电控", "整车"},
                                                                  {"壳体", "电机、电控"},
                                                                  {"铝板", "整车"},
                                                                  {"铝板", "壳体"},
                                                                  {"铝板", "船"}});
  CHECK(built->junction == std::vector<bool>{false, false, false, false, true});
}
