#include "chengjie/choose/reach.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "chengjie/base/random.h"

using namespace chengjie;
using namespace chengjie::choose;

namespace {

using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Graph graph(std::size_t n, Edges const& edges) {
  auto const got = graph_of(n, edges);
  REQUIRE(got);
  return *got;
}

Edges random_edges(Random& random, std::uint32_t n, std::uint32_t m) {
  auto out = Edges{};
  for (auto i = 0u; i != m; ++i) { out.emplace_back(random.below(n), random.below(n)); }
  return out;
}

// Reachability by Warshall (1962), itself included.
std::vector<std::vector<bool>> closure(std::size_t n, Edges const& edges) {
  auto reach = std::vector<std::vector<bool>>(n, std::vector<bool>(n));
  for (auto i = std::size_t{0}; i != n; ++i) { reach[i][i] = true; }
  for (auto const& [a, b] : edges) { reach[a][b] = true; }
  for (auto k = std::size_t{0}; k != n; ++k) {
    for (auto i = std::size_t{0}; i != n; ++i) {
      for (auto j = std::size_t{0}; j != n; ++j) {
        reach[i][j] = reach[i][j] || (reach[i][k] && reach[k][j]);
      }
    }
  }
  return reach;
}

}  // namespace

TEST_CASE("graph_of refuses edges that point nowhere; turned turns") {
  CHECK(!graph_of(2, Edges{{0, 2}}));
  CHECK(graph(0, {}).size() == 0);
  auto const back = turned(graph(3, {{0, 1}, {0, 2}}));
  CHECK(back.first == std::vector<std::uint32_t>{0, 0, 1, 2});
  CHECK(back.to == std::vector<std::uint32_t>{0, 0});
}

TEST_CASE("Walker, components and reached weights agree with the closure") {
  for (auto seed = std::uint64_t{0}; seed != 40; ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto const n = 1 + random.below(25);
    auto const edges = random_edges(random, n, n + random.below(2 * n));
    auto const g = graph(n, edges);
    auto const reach = closure(n, edges);
    auto walker = Walker{g};
    auto const parts = components_of(g);
    auto weights = std::vector<double>(n);
    for (auto& w : weights) { w = random.below(3); }
    auto const got = reached_weights(g, weights, 400, seed);
    for (auto a = 0u; a != n; ++a) {
      auto exact = 0.0;
      for (auto b = 0u; b != n; ++b) { exact += reach[a][b] ? weights[b] : 0; }
      CHECK(walker.from(a).size() + 1 ==
            static_cast<std::size_t>(std::count(reach[a].begin(), reach[a].end(), true)));
      CHECK(std::abs(got[a] - exact) <= 0.25 * exact + 1e-9);  // five standard errors at 400 rounds
      for (auto b = 0u; b != n; ++b) {
        CHECK((parts.of[a] == parts.of[b]) == (reach[a][b] && reach[b][a]));
        if (reach[a][b]) { CHECK(parts.of[a] >= parts.of[b]); }
      }
    }
  }
}

TEST_CASE("spread_shock: along shares, the worst input counts, cycles end") {
  auto const g = graph(4, {{0, 1}, {1, 2}, {0, 2}, {2, 0}});
  auto const share = std::vector<float>{0.5F, 1.0F, 0.2F, 1.0F};  // by from: 0->1, 0->2, 1->2, 2->0
  auto const out = spread_shock(g, share, std::vector<double>{0.8, 0, 0, 0});
  CHECK(out[0] == doctest::Approx(0.8));
  CHECK(out[1] == doctest::Approx(0.4));
  CHECK(out[2] == doctest::Approx(0.8));  // the edge 0 -> 2 carries all of it
  CHECK(out[3] == 0);
}

TEST_CASE("components_of takes a path of a million nodes without recursion") {
  auto edges = Edges{};
  for (auto i = 0u; i != 1'000'000; ++i) { edges.emplace_back(i, i + 1); }
  CHECK(components_of(graph(1'000'001, edges)).count == 1'000'001);
}
