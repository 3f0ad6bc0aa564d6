#include "chengjie/place/location_bound.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "chengjie/place/judge.h"
#include "chengjie/place/random_problem.h"
#include "chengjie/place/solve_location.h"
#include "chengjie/place/test_rounds.h"
#include "chengjie/place/transport.h"

namespace chengjie::place {
namespace {

// Uses are equal at all sites, as the solver requires.
Problem location_problem(std::uint64_t seed, bool split) {
  auto random = Random{seed};
  auto const shape = RandomShape{.items = 2 + static_cast<int>(random.below(5)),
                                 .sites = 2 + static_cast<int>(random.below(3)),
                                 .sparse = !split && random.below(2) == 0,
                                 .opening = true,
                                 .tightness = 0.3 + 0.5 * random.unit()};
  auto p = random_problem(seed, shape);
  for (auto j = 0; j != p.items; ++j) {
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) { p.use[a] = p.use[p.first[j]]; }
  }
  p.split = split;
  return p;
}

bool allowed(std::vector<Fate> const& fate, int site, bool open) {
  return fate[site] == Fate::undecided || (fate[site] == Fate::open) == open;
}

// Least cost with the sites' fates kept (an open site is paid for), by trying everything.
std::optional<double> least_split(Problem const& p, std::vector<Fate> const& fate) {
  auto transport = Transport{p};
  auto best = std::optional<double>{};
  for (auto bits = 0; bits != 1 << p.sites; ++bits) {
    auto open = std::vector<char>(p.sites, 0);
    auto cost = 0.0;
    auto fits = true;
    for (auto i = 0; i != p.sites; ++i) {
      open[i] = static_cast<char>(bits >> i & 1);
      cost += open[i] ? static_cast<double>(p.open_of(i)) : 0.0;
      fits = fits && allowed(fate, i, open[i] != 0);
    }
    auto const served = fits ? transport.solve(open) : std::nullopt;
    if (served && (!best || cost + *served < *best)) { best = cost + *served; }
  }
  return best;
}

std::optional<double> least_whole(Problem const& p, std::vector<Fate> const& fate) {
  auto best = std::optional<double>{};
  auto plan = Placement{};
  plan.site_of.assign(p.items, 0);
  for (auto j = 0; j != p.items;) {
    auto const cost = judge(p, plan);
    auto total = cost ? static_cast<double>(*cost) : 0.0;
    auto fits = static_cast<bool>(cost);
    for (auto i = 0; i != p.sites; ++i) {
      auto const used = std::count(plan.site_of.begin(), plan.site_of.end(), i) > 0;
      fits = fits && !(used && fate[i] == Fate::closed);
      if (!used && fate[i] == Fate::open) { total += static_cast<double>(p.open_of(i)); }
    }
    if (fits && (!best || total < *best)) { best = total; }
    for (j = 0; j != p.items && ++plan.site_of[j] == p.sites; ++j) { plan.site_of[j] = 0; }
  }
  return best;
}

bool never() { return false; }

}  // namespace

TEST_CASE_TEMPLATE("a cover is the cheapest, or a bound when cut short", Number, double, Wide) {
  for (auto seed = std::uint64_t{0}; seed != rounds(400); ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto sites = std::vector<typename Cover<Number>::Site>{};
    auto const count = static_cast<int>(random.below(9));
    for (auto i = 0; i != count; ++i) {
      sites.push_back({Number(1 + random.below(30)), Number(1 + random.below(20)), i});
    }
    auto const need = Number(random.below(90));
    auto least = Number(-1);
    for (auto bits = 0; bits != 1 << count; ++bits) {
      auto cost = Number(0);
      auto room = Number(0);
      for (auto i = 0; i != count; ++i) {
        if (bits >> i & 1) { cost += sites[i].cost, room += sites[i].room; }
      }
      if (room >= need && (least < Number(0) || cost < least)) { least = cost; }
    }
    auto full = Cover<Number>{100'000};
    full.offer(sites);
    auto const found = full.least(need);
    REQUIRE(found.possible == (least >= Number(0)));
    if (!found.possible) { continue; }
    CHECK(static_cast<double>(found.bound) == doctest::Approx(static_cast<double>(least)));
    auto cost = Number(0);
    auto room = Number(0);
    for (auto const i : full.chosen()) { cost += sites[i].cost, room += sites[i].room; }
    CHECK(room >= need);
    CHECK(static_cast<double>(cost) == doctest::Approx(static_cast<double>(least)));
    auto brief = Cover<Number>{static_cast<int>(random.below(4))};
    brief.offer(sites);
    CHECK(static_cast<double>(brief.least(need).bound) <= static_cast<double>(least) + 1e-9);
  }
}

TEST_CASE("location bound: at any prices and fates no plan costs less") {
  for (auto seed = std::uint64_t{0}; seed != rounds(300); ++seed) {
    CAPTURE(seed);
    auto const split = seed % 3 == 0;
    auto const p = location_problem(seed, split);
    auto random = Random{seed + 77};
    auto fate = std::vector<Fate>(p.sites, Fate::undecided);
    for (auto& f : fate) { f = static_cast<Fate>(random.below(5) < 3 ? 0 : 1 + random.below(2)); }
    auto const least = split ? least_split(p, fate) : least_whole(p, fate);
    auto bound = LocationBound{p};
    CHECK(bound.set_whole(!split));
    if (seed % 3 == 1) { bound.set_whole(false); }
    auto price = bound.starting_prices();
    for (auto& v : price) { v = std::min(v, 1e6) * (0.4 + 1.4 * random.unit()); }
    auto const first = bound.exact(price, fate);
    auto const found = bound.improve(price, fate, 60, 1e300, never);
    auto const later = bound.exact(price, fate);
    if (!least) { continue; }
    REQUIRE(first);
    REQUIRE(later);
    CHECK_FALSE(found.infeasible);
    CHECK(static_cast<double>(*first) <= *least + 1e-6);
    CHECK(static_cast<double>(*later) <= *least + 1e-6);
    CHECK(*later >= *first - 1);
    // One more site decided: the bound with it holds for the plans that keep to it.
    auto const forced = bound.forced(price, fate);
    for (auto i = 0; i != p.sites; ++i) {
      if (fate[i] != Fate::undecided) { continue; }
      for (auto const way : {Fate::open, Fate::closed}) {
        fate[i] = way;
        auto const with = split ? least_split(p, fate) : least_whole(p, fate);
        auto const said = way == Fate::open ? forced.open[i] : forced.closed[i];
        if (with) { CHECK(said <= *with + 1e-6 * std::abs(*with)); }
      }
      fate[i] = Fate::undecided;
    }
  }
}

TEST_CASE("location bound: whole customers bound no less than fractions of them") {
  auto better = 0;
  for (auto seed = std::uint64_t{0}; seed != rounds(60); ++seed) {
    CAPTURE(seed);
    auto const p = location_problem(seed, false);
    auto bound = LocationBound{p};
    auto const fate = std::vector<Fate>(p.sites, Fate::undecided);
    auto price = bound.starting_prices();
    bound.improve(price, fate, 100, 1e300, never);
    auto const fractions = bound.exact(price, fate);
    bound.set_whole(true);
    auto const whole = bound.exact(price, fate);
    if (!fractions || !whole) { continue; }
    CHECK(*whole >= *fractions);
    better += *whole > *fractions ? 1 : 0;
  }
  CHECK(better > 0);
}

TEST_CASE("location: proved best is best, split and whole") {
  for (auto seed = std::uint64_t{1000}; seed != 1000 + rounds(120); ++seed) {
    CAPTURE(seed);
    auto const split = seed % 2 == 0;
    auto const p = location_problem(seed, split);
    auto const fate = std::vector<Fate>(p.sites, Fate::undecided);
    auto const least = split ? least_split(p, fate) : least_whole(p, fate);
    auto const got = solve_location(p, {.moves = 4'000});
    REQUIRE(got);
    if (!least) {
      CHECK_FALSE(got->value);
      continue;
    }
    REQUIRE(got->value);
    REQUIRE(got->bound);
    CHECK(got->stop == Stop::proved_best);
    CHECK(static_cast<double>(*got->value) == doctest::Approx(std::ceil(*least - 1e-3)));
    CHECK(*got->bound <= *got->value);
    CHECK(static_cast<double>(*got->bound) <= *least + 1e-6);
  }
}

}  // namespace chengjie::place
