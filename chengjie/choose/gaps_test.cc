#include "chengjie/choose/gaps.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "chengjie/base/random.h"
#include "chengjie/choose/gap_parts.h"
#include "chengjie/choose/options.h"

using namespace chengjie;
using namespace chengjie::choose;

namespace {

Options options() {
  auto const text = read_file("data/choose/thresholds.toml");
  REQUIRE(text);
  auto const tree = read_toml(*text, "thresholds.toml");
  REQUIRE(tree);
  auto const got = options_from(*tree, "thresholds.toml");
  REQUIRE(got);
  return *got;
}

Node node(std::string id, std::size_t local, double output_each = 0) {
  auto n = Node{};
  n.id = id;
  n.chain = "链";
  n.product = id;
  n.mark = "mark-" + id;
  for (auto i = std::size_t{0}; i != local; ++i) {
    n.local.push_back(
        {id + "厂" + std::to_string(i), "", output_each, "firm-" + id, "output-" + id});
  }
  return n;
}

// 膜 -> 电堆 -> 整车 (5 firms), 螺钉 -> 支架 (2 firms); 膜, 电堆 and 螺钉 have nobody.
GapInput small() {
  auto input = GapInput{};
  for (auto const& n : {node("质子膜", 0), node("电堆", 0), node("整车", 5, 10e8), node("螺钉", 0),
                        node("支架", 2, 1e8)}) {
    input.built.chains.nodes.push_back(n);
    input.built.junction.push_back(false);
  }
  input.built.chains.edges = {{0, 1, {}, "e"}, {1, 2, {}, "e"}, {3, 4, {}, "e"}};
  return input;
}

Part const& part_of(Gap const& gap, std::string_view name) {
  auto const at = std::find_if(gap.parts.begin(), gap.parts.end(),
                               [&](auto const& part) { return part.name == name; });
  REQUIRE(at != gap.parts.end());
  return *at;
}

}  // namespace

TEST_CASE("find_gaps: what more hangs on comes first, and every point has its reason") {
  auto const input = small();
  auto const gaps = find_gaps(input, options().gaps);
  REQUIRE(gaps);
  REQUIRE(gaps->size() == 3);
  CHECK(input.built.chains.nodes[gaps->back().node].product == "螺钉");
  CHECK((*gaps)[0].firms == 5);
  CHECK((*gaps)[0].output_cny == doctest::Approx(50e8));
  for (auto const& gap : *gaps) {
    CHECK(gap.parts.size() == weight_names().size());
    CHECK(gap.score == doctest::Approx(score_of(gap.parts)));
    for (auto const& part : gap.parts) {
      CAPTURE(part.name);
      CHECK(!part.reason.empty());
      CHECK(part.value >= 0);
      CHECK(part.value <= 1);
    }
  }
}

TEST_CASE("find_gaps: a want lifts a gap, closeness lifts a gap, and both say so") {
  auto input = small();
  input.wants.push_back({"氢能产业", "质子膜", "东园区", "want-1"});
  input.wants.push_back({"航空", "大飞机", "", "want-2"});
  auto const gaps = find_gaps(input, options().gaps);
  REQUIRE(gaps);
  auto const& first = (*gaps)[0];
  CHECK(input.built.chains.nodes[first.node].product == "质子膜");
  CHECK(first.directions == std::vector<std::string>{"氢能产业"});
  CHECK(part_of(first, "wanted").marks == std::vector<std::string>{"want-1"});
  auto const rest = unmatched_of(input, options().gaps);
  CHECK(rest.wants == std::vector<std::size_t>{1});
  CHECK(rest.gaps == std::vector<std::size_t>{1, 3});

  input.wants.clear();
  input.built.chains.nodes[1].industry_code = "3824";
  input.closeness = {{"38", 0.2, "c"}, {"3824", 0.9, "c2"}};
  auto const near = find_gaps(input, options().gaps);
  REQUIRE(near);
  CHECK(input.built.chains.nodes[(*near)[0].node].product == "电堆");
  CHECK(part_of((*near)[0], "reach").value == doctest::Approx(0.9));  // the longest code counts
}

TEST_CASE("find_gaps: nothing in, nothing out; broken chains are refused") {
  CHECK(find_gaps({}, options().gaps)->empty());
  auto input = small();
  input.built.chains.edges.push_back({0, 99, {}, "台账第 9 行"});
  auto const got = find_gaps(input, options().gaps);
  REQUIRE(!got);
  CHECK(got.error().where == "台账第 9 行");
}

TEST_CASE("find_gaps: firms downstream agree with a plain closure on random graphs") {
  for (auto seed = std::uint64_t{0}; seed != 60; ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto const n = 2 + random.below(9);
    auto input = GapInput{};
    for (auto i = 0u; i != n; ++i) {
      input.built.chains.nodes.push_back(node("p" + std::to_string(i), random.below(3)));
      input.built.junction.push_back(false);
    }
    auto reach = std::vector<std::vector<bool>>(n, std::vector<bool>(n));
    for (auto k = 0u; k != 2 * n; ++k) {
      auto const a = random.below(n);
      auto const b = random.below(n);
      if (a == b) { continue; }
      input.built.chains.edges.push_back({a, b, {}, ""});
      reach[a][b] = true;
    }
    for (auto k = 0u; k != n; ++k) {  // Warshall 1962
      for (auto i = 0u; i != n; ++i) {
        for (auto j = 0u; j != n; ++j) {
          reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
        }
      }
    }
    auto const gaps = find_gaps(input, options().gaps);
    REQUIRE(gaps);
    for (auto const& gap : *gaps) {
      auto firms = std::size_t{0};
      for (auto j = 0u; j != n; ++j) {
        firms += reach[gap.node][j] && j != gap.node ? input.built.chains.nodes[j].local.size() : 0;
      }
      CHECK(gap.firms == firms);
    }
  }
}

TEST_CASE("find_gaps: what is bought outside, in yuan, where it can be told") {
  struct Row {
    double demand;
    std::optional<double> rate;
    std::size_t local;
    std::optional<double> outside;
  };
  for (auto const& row : std::to_array<Row>({{0, {}, 0, {}},
                                             {8e8, {}, 0, 8e8},
                                             {8e8, {}, 1, {}},  // some is made here: unknown
                                             {8e8, 0.25, 1, 6e8},
                                             {8e8, 1.0, 1, 0.0}})) {
    auto n = node("件", row.local);
    n.demand_cny = row.demand;
    n.local_rate = row.rate;
    CHECK(bought_outside(n) == row.outside);
  }
}

TEST_CASE("find_gaps: parts of reach and pull speak when their tables are there") {
  auto input = small();
  input.built.chains.nodes[0].industry_code = "3849";
  input.firms = {{"甲厂", "3841", "f1"}, {"乙厂", "3842", "f2"}, {"丙厂", "1310", "f3"}};
  input.room.resize(5, {0, "没有园区接。", {}});
  input.room[0] = {1, "东园有地。", {"park"}};
  input.complexity = {{"384", 0.7, "c"}};
  auto firm = Candidate{};
  firm.name = "外地膜厂";
  firm.products = {{"质子膜", "p"}};
  firm.mark = "row";
  input.candidates = {firm};
  auto const gaps = find_gaps(input, options().gaps);
  REQUIRE(gaps);
  auto const& first = (*gaps)[0];
  CHECK(input.built.chains.nodes[first.node].product == "质子膜");
  CHECK(part_of(first, "skills").value == doctest::Approx(0.75));
  CHECK(part_of(first, "skills").marks == std::vector<std::string>{"f2", "f1"});
  CHECK(part_of(first, "room").value == 1);
  CHECK(part_of(first, "complexity").value == doctest::Approx(0.7));
  REQUIRE(first.who.size() == 1);
  CHECK(part_of(first, "who").value > 0);
  CHECK(share_of(first.parts, "pull") > 0);
}
