#include "chengjie/place/transport.h"

#include <doctest/doctest.h>

#include "chengjie/base/random.h"
#include "chengjie/place/test_rounds.h"

namespace chengjie::place {
namespace {

// Units of demand go one by one to every site in turn.
std::optional<double> by_units(Problem const& p, std::vector<char> const& open) {
  auto units = std::vector<int>{};
  for (auto j = 0; j != p.items; ++j) {
    for (auto u = std::int64_t{0}; u != p.use[p.first[j]]; ++u) { units.push_back(j); }
  }
  auto best = std::optional<double>{};
  auto site = std::vector<int>(units.size(), 0);
  for (auto k = std::size_t{0}; k != units.size();) {
    auto left = p.capacity;
    auto cost = 0.0;
    auto fits = true;
    for (auto u = std::size_t{0}; u != units.size(); ++u) {
      auto const arc = p.first[units[u]] + site[u];
      cost += static_cast<double>(p.cost[arc]) / static_cast<double>(p.use[arc]);
      fits = fits && open[site[u]] && --left[site[u]] >= 0;
    }
    if (fits && (!best || cost < *best)) { best = cost; }
    for (k = 0; k != units.size() && ++site[k] == p.sites; ++k) { site[k] = 0; }
  }
  return best;
}

}  // namespace

TEST_CASE("transport serves at least cost, and its flows say how") {
  for (auto seed = std::uint64_t{0}; seed != rounds(150); ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto p = Problem{};
    p.items = 2 + static_cast<int>(random.below(3));
    p.sites = 3;
    p.resources = 1;
    p.split = true;
    p.first.push_back(0);
    for (auto j = 0; j != p.items; ++j) {
      auto const demand = 1 + static_cast<std::int64_t>(random.below(2));
      for (auto i = 0; i != p.sites; ++i) {
        p.site.push_back(i);
        p.cost.push_back(static_cast<std::int64_t>(random.below(60)) - 10);
        p.use.push_back(demand);
      }
      p.first.push_back(static_cast<std::int32_t>(p.site.size()));
    }
    auto open = std::vector<char>{};
    for (auto i = 0; i != p.sites; ++i) {
      p.capacity.push_back(static_cast<std::int64_t>(random.below(5)));
      open.push_back(random.below(5) > 0 ? 1 : 0);
    }
    auto transport = Transport{p};
    auto const found = transport.solve(open);
    auto const least = by_units(p, open);
    REQUIRE(found.has_value() == least.has_value());
    if (!found) { continue; }
    CHECK(*found == doctest::Approx(*least));
    auto cost = 0.0;
    auto served = std::vector<double>(p.items, 0.0);
    auto load = std::vector<double>(p.sites, 0.0);
    for (auto const& flow : transport.flows()) {
      auto const arc = p.first[flow.item] + flow.site;
      cost += flow.share * static_cast<double>(p.cost[arc]);
      served[flow.item] += flow.share;
      load[flow.site] += flow.share * static_cast<double>(p.use[arc]);
      CHECK(open[flow.site]);
    }
    CHECK(cost == doctest::Approx(*found));
    for (auto const share : served) { CHECK(share == doctest::Approx(1.0)); }
    for (auto i = 0; i != p.sites; ++i) {
      CHECK(load[i] <= static_cast<double>(p.capacity[i]) + 1e-9);
    }
  }
}

}  // namespace chengjie::place
