// Speed of the first question's heavy parts, on data made from a seed (no file is needed):
//   ninja -C build/release what_bench && build/release/what_bench [names] [nodes] [edges]
// or by hand: g++ -O3 -std=c++20 -I. bench/what_bench.cc <libraries choose, reconcile, ledger,
// base> Names: full company names of a region with repeats under other spellings, known pairs
// counted. Graph: random edges with a bias to later nodes, so that it is deep and has cycles.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <set>
#include <string>
#include <vector>

#include "chengjie/base/random.h"
#include "chengjie/choose/chains.h"
#include "chengjie/choose/reach.h"
#include "chengjie/reconcile/names.h"

namespace {

using namespace chengjie;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string syllables(Random& random, int n) {
  static constexpr char const* kCharacters[] = {
      "志", "成", "华", "峰", "长", "宁", "博", "远", "铝", "都", "恒", "通",
      "瑞", "泰", "金", "诺", "天", "合", "鼎", "盛", "宏", "达", "信", "安",
      "永", "昌", "江", "海", "云", "龙", "凯", "创", "新", "明", "德", "润",
      "丰", "源", "嘉", "卓", "越", "力", "科", "美", "佳", "祥", "广", "福"};
  auto out = std::string{};
  for (auto i = 0; i != n; ++i) { out += kCharacters[random.below(48)]; }
  return out;
}

struct Sample {
  std::vector<reconcile::FirmName> names;
  std::set<std::pair<std::size_t, std::size_t>> same;
};

Sample sample_of(std::size_t n, std::uint64_t seed) {
  static constexpr char const* kTrades[] = {"机械制造", "新材料科技", "汽车零部件", "电子",
                                            "食品加工", "精密模具",   "商贸",       "建筑工程",
                                            "物流",     "信息技术"};
  auto random = Random{seed};
  auto sample = Sample{};
  while (sample.names.size() < n) {
    auto const brand = syllables(random, 2 + static_cast<int>(random.below(2)));
    auto const trade = std::string{kTrades[random.below(10)]};
    auto const at = sample.names.size();
    sample.names.push_back({"重庆" + brand + trade + "有限公司", ""});
    if (random.below(10) == 0 && at + 1 < n) {  // one in ten is written a second time, otherwise
      auto const kind = random.below(3);
      sample.names.push_back({kind == 0   ? "重庆市" + brand + trade + "有限公司"
                              : kind == 1 ? brand + trade + "（重庆）有限公司"
                                          : brand + trade + "有限责任公司",
                              ""});
      sample.same.insert({at, at + 1});
    }
  }
  return sample;
}

void names_bench(std::size_t n) {
  auto const sample = sample_of(n, 7);
  auto const start = Clock::now();
  auto const got = reconcile::same_firms(sample.names, reconcile::kNameOptions);
  auto const took = seconds_since(start);
  auto met = std::size_t{0};
  for (auto const& pair : got) { met += sample.same.contains({pair.a, pair.b}) ? 1 : 0; }
  std::printf("names %9zu  %7.2f s  pairs told %zu, of %zu respelled %zu found (%.1f %%)\n", n,
              took, got.size(), sample.same.size(), met,
              100.0 * static_cast<double>(met) / static_cast<double>(sample.same.size()));
}

// One row of the table of bench/what.md: seconds and what a second does.
class Rows {
 public:
  Rows(std::size_t nodes, std::size_t edges) : nodes_(nodes), edges_(edges) {}
  template <class Work>
  auto run(char const* name, Work work) {
    auto const start = Clock::now();
    auto const cpu = cpu_seconds();
    auto result = work();
    auto const wall = seconds_since(start);
    auto const used = cpu_seconds() - cpu;
    std::printf("| %s | %.2f | %.2f | %.1f | %.1f | %.0f |\n", name, wall, used,
                static_cast<double>(nodes_) / 1e6 / used, static_cast<double>(edges_) / 1e6 / used,
                peak_mib());
    std::fflush(stdout);
    return result;
  }

 private:
  static double cpu_seconds() {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
  }
  static double peak_mib() {
    auto usage = rusage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
  }
  std::size_t nodes_, edges_;
};

void graph_bench(std::uint32_t nodes, std::uint32_t edges) {
  auto random = Random{11};
  auto list = std::vector<std::pair<std::uint32_t, std::uint32_t>>{};
  list.reserve(edges);
  for (auto i = 0u; i != edges; ++i) {
    auto const from = random.below(nodes);
    auto const step = random.below(1000) + 1;
    auto const back = random.below(100'000) == 0;  // few: many would make one great cycle
    list.emplace_back(from, back ? random.below(nodes) : std::min(nodes - 1, from + step));
  }
  constexpr auto kChains = 300u;
  auto supplies = std::vector<choose::Supply>{};
  auto chain = std::vector<std::uint32_t>{};
  auto weights = std::vector<double>{};
  for (auto i = 0u; i != nodes; ++i) {
    supplies.push_back({random.below(4), random.below(4), random.below(6), random.below(4) == 0,
                        random.below(8) == 0});
    chain.push_back(static_cast<std::uint32_t>(std::uint64_t{i} * kChains / nodes));
    weights.push_back(supplies.back().local);
  }
  std::printf(
      "\n%u links, %u edges\n\n| work | wall s | CPU s | M links/CPU s | M edges/CPU s | "
      "peak MiB |\n|---|--:|--:|--:|--:|--:|\n",
      nodes, edges);
  auto rows = Rows{nodes, edges};
  auto const graph = rows.run("edges packed", [&] { return choose::graph_of(nodes, list); });
  if (!graph) { std::exit(1); }
  auto const counts = rows.run("coverage: states of all links, by chain", [&] {
    return choose::count_states(
        supplies, chain, kChains,
        {.weak_local_max = 1, .city_backup_min = 2, .broken_outside_max = 1});
  });
  auto const parts = rows.run("cycles found", [&] { return choose::components_of(*graph); });
  auto const reach = rows.run("criticality of all links, 32 rounds (error about 18 %)",
                              [&] { return choose::reached_weights(*graph, weights, 32, 1); });
  auto share = std::vector<float>(graph->to.size());
  for (auto& s : share) { s = static_cast<float>(random.unit()); }
  auto loss = std::vector<double>(nodes);
  for (auto i = 0; i != 1000; ++i) { loss[random.below(nodes)] = 1; }
  auto const lost = rows.run("a shock at 1,000 links spread",
                             [&] { return choose::spread_shock(*graph, share, loss); });
  auto walker = choose::Walker{*graph};
  auto const exact = rows.run("criticality of one link, exact", [&] {
    auto sum = 0.0;
    for (auto const at : walker.from(nodes - 5000)) { sum += weights[at]; }
    return sum;
  });
  auto hit = std::size_t{0};
  for (auto const one : lost) { hit += one > 0.5 ? 1 : 0; }
  auto const estimated = reach[nodes - 5000] - weights[nodes - 5000];
  std::printf(
      "\n%u components; first chain %.1f %% covered; %zu links lose over half; link %u: "
      "exact %.0f, estimated %.0f\n",
      parts.count, 100 * counts.front().share(), hit, nodes - 5000, exact, estimated);
}

}  // namespace

int main(int count, char** words) {
  auto const number = [&](int at, unsigned long fallback) {
    return count > at ? std::strtoul(words[at], nullptr, 10) : fallback;
  };
  auto const names = number(1, 250'000);
  if (names > 0) { names_bench(names); }
  graph_bench(static_cast<std::uint32_t>(number(2, 1'000'000)),
              static_cast<std::uint32_t>(number(3, 10'000'000)));
}
