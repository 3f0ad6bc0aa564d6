#include "chengjie/place/swap_clusters.h"

#include <doctest/doctest.h>
#include <algorithm>

#include "chengjie/place/random_swap.h"
#include "chengjie/place/swap_family.h"
#include "chengjie/place/swap_island.h"
#include "chengjie/place/test_rounds.h"

using namespace chengjie;
using namespace chengjie::place;

namespace {

constexpr auto kBlocks = 4;
constexpr auto kInBlock = 5;

// Blocks of sites near each other and of items that trade with each other; site and item k are of
// block k % kBlocks.
Problem blocks(std::uint64_t seed) {
  auto out = random_swap_problem(seed, {.items = kBlocks * kInBlock, .most = 3});
  auto const n = out.items;
  for (auto i = 0; i != n; ++i) {
    for (auto j = 0; j != n; ++j) {
      auto const cell = static_cast<std::size_t>(i) * n + j;
      auto const same = i % kBlocks == j % kBlocks;
      out.pairs.distance[cell] += i == j ? 0
                                  : same ? 1
                                         : 40 + 9 * std::abs(i % kBlocks - j % kBlocks);
      out.pairs.traffic[cell] += i == j ? 0 : same ? 60 : (i + j) % kBlocks;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("clusters are nested, and those that are there are found") {
  for (auto seed = std::uint64_t{0}; seed != place::rounds(10); ++seed) {
    auto const model = swap_model(blocks(seed));
    auto const clusters = SwapClusters{model};
    for (auto tree = 0; tree != SwapClusters::kTrees; ++tree) {
      CAPTURE(tree);
      for (auto const& node : clusters.nodes(tree)) {
        CHECK(node.size() >= 2);
        CHECK(static_cast<int>(node.size()) <= model.n / 2);
      }
    }
    for (auto block = 0; block != kBlocks; ++block) {
      auto const& nodes = clusters.nodes(0);
      CHECK(std::any_of(nodes.begin(), nodes.end(), [&](auto const& node) {
        return node.size() == kInBlock && std::all_of(node.begin(), node.end(), [&](auto site) {
                 return site % kBlocks == block;
               });
      }));
    }
  }
}

TEST_CASE("two clusters to exchange are disjoint and of one size") {
  auto random = Random{5};
  auto const model = swap_model(blocks(1));
  auto const clusters = SwapClusters{model};
  auto found = 0;
  for (auto round = std::uint64_t{0}; round != place::rounds(400); ++round) {
    auto const couple = clusters.couple(static_cast<int>(round % SwapClusters::kTrees), random);
    if (!couple) { continue; }
    ++found;
    CHECK(couple->first.size() == couple->second.size());
    auto all = couple->first;
    all.insert(all.end(), couple->second.begin(), couple->second.end());
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
  }
  CHECK(found > 20);
}

TEST_CASE("an exchange gives each site once, and its change is that of the model") {
  for (auto const symmetric : {true, false}) {
    for (auto seed = std::uint64_t{0}; seed != place::rounds(60); ++seed) {
      auto random = Random{seed};
      auto const n = 2 + 2 * static_cast<int>(random.below(6));
      auto shape = SwapShape{.items = n, .linear = true};
      shape.traffic_same = shape.distance_same = symmetric;
      auto const model = swap_model(random_swap_problem(seed, shape));
      auto before = SitePlan(n);
      std::iota(before.begin(), before.end(), 0);
      auto const got = exchange_halves(model, random);
      REQUIRE(each_once(got.plan));
      CHECK(got.change == cost_of(model, got.plan) - cost_of(model, before));
      for (auto i = 0; i != n; ++i) {  // no swap is left that helps
        for (auto j = i + 1; j != n; ++j) {
          auto other = got.plan;
          std::swap(other[i], other[j]);
          CHECK(cost_of(model, other) >= cost_of(model, got.plan));
        }
      }
    }
  }
}

TEST_CASE("a family's children are plans, its champions are in order, the same seed the same") {
  auto const model = swap_model(random_swap_problem(2, {.items = 13}));
  auto one = SwapFamily{model, 7};
  auto two = SwapFamily{model, 7};
  for (auto round = std::uint64_t{0}; round != 3000; ++round) {
    auto const child = one.child();
    REQUIRE(each_once(child));
    CHECK(child == two.child());
    one.add(child, cost_of(model, child));
    two.add(child, cost_of(model, child));
  }
  auto const& champions = one.champions();
  REQUIRE(!champions.empty());
  for (auto k = std::size_t{0}; k != champions.size(); ++k) {
    CHECK(champions[k].value == cost_of(model, champions[k].plan));
    CHECK((k == 0 || champions[k - 1].value <= champions[k].value));
  }
  two.meet({champions.front().plan, champions.front().value});
  CHECK(two.champions().size() == champions.size());  // it is no stranger there
}

TEST_CASE("an island finds the blocks") {
  for (auto seed = std::uint64_t{0}; seed != place::rounds(10); ++seed) {
    auto const problem = blocks(seed);
    auto const model = swap_model(problem);
    auto const clusters = SwapClusters{model};
    auto island = SwapIsland{model, clusters, 3, seed};
    island.run(3'000, [] { return false; });
    REQUIRE(island.best());
    auto const& plan = island.best()->plan;
    CHECK(island.best()->value == cost_of(model, plan));
    for (auto i = 0; i != model.n; ++i) { CHECK(plan[i] % kBlocks == plan[i % kBlocks] % kBlocks); }
  }
}
