// place_scale city|national [SECONDS [dual]]: a generated region, the same on every machine, placed
// by the linear solver. City: 500 projects x 40 parks x 8 resources, complete. National: 100,000
// projects x 2,543 parks x 5 resources, 60 eligible parks a project. Weights by project,
// capacities 1.15 x demand in total, parks of uneven size. Needs are even over 10 to 70. Tells the
// value, the bound and the memory used; with `dual` a pass of the priced bound against one read of
// the arc arrays, and how fast the bound is found. CPU=1 counts seconds of processor.
#include <sys/resource.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numeric>
#include <string_view>
#include <utility>

#include "chengjie/base/random.h"
#include "chengjie/place/prices.h"
#include "chengjie/place/solvers.h"

namespace {

using namespace chengjie;
using namespace chengjie::place;

struct Shape {
  int items{};
  int sites{};
  int resources{};
  int eligible{};
  std::uint64_t seed{};
};

constexpr auto kCity = Shape{500, 40, 8, 40, 20'260'101};
constexpr auto kNational = Shape{100'000, 2'543, 5, 60, 20'260'102};
constexpr auto kRoomFactor = 1.15;

Problem generated(Shape const& shape) {
  auto random = Random{shape.seed};
  auto p = Problem{};
  p.items = shape.items;
  p.sites = shape.sites;
  p.resources = shape.resources;
  auto const arcs = static_cast<std::size_t>(p.items) * static_cast<std::size_t>(shape.eligible);
  p.site.reserve(arcs);
  p.cost.reserve(arcs);
  p.use.reserve(arcs * static_cast<std::size_t>(p.resources));
  p.first.push_back(0);
  auto total = std::vector<double>(shape.resources, 0.0);
  auto sites = std::vector<std::int32_t>{};
  for (auto j = 0; j != p.items; ++j) {
    sites.clear();
    while (static_cast<int>(sites.size()) < shape.eligible) {
      auto const site =
          shape.eligible == p.sites
              ? static_cast<std::int32_t>(sites.size())
              : static_cast<std::int32_t>(random.below(static_cast<std::uint32_t>(p.sites)));
      if (std::find(sites.begin(), sites.end(), site) == sites.end()) { sites.push_back(site); }
    }
    std::sort(sites.begin(), sites.end());
    auto need = std::vector<std::int64_t>(shape.resources);
    for (auto r = 0; r != shape.resources; ++r) {
      need[r] = 10 + random.below(61);
      total[r] += static_cast<double>(need[r]);
    }
    for (auto const site : sites) {
      p.site.push_back(site);
      p.cost.push_back(1'000 + static_cast<std::int64_t>(9'000.0 * random.unit()));
      p.use.insert(p.use.end(), need.begin(), need.end());
    }
    p.first.push_back(static_cast<std::int32_t>(p.site.size()));
    p.skip_cost.push_back(100'000);
  }
  for (auto i = 0; i != p.sites; ++i) {
    auto const size = 0.5 + random.unit();
    for (auto r = 0; r != p.resources; ++r) {
      auto const share = kRoomFactor * total[r] / p.sites * size * (0.9 + 0.2 * random.unit());
      p.capacity.push_back(static_cast<std::int64_t>(share));
    }
  }
  return p;
}

double seconds() {
  if (std::getenv("CPU")) { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Dual {
  Prices prices;
  double seconds{};
};

Dual dual_of(Problem const& p, int passes, double accuracy = PriceOptions{}.accuracy) {
  auto const begin = seconds();
  auto options = PriceOptions{};
  options.passes_max = passes;
  options.accuracy = accuracy;
  auto prices = find_prices(p, options);
  return {std::move(prices), seconds() - begin};
}

void time_a_pass(Problem const& p) {
  auto const begin = seconds();
  auto sum = std::int64_t{0};
  for (auto k = 0; k != 5; ++k) {
    sum += std::accumulate(p.cost.begin(), p.cost.end(), std::int64_t{k}) +
           std::accumulate(p.site.begin(), p.site.end(), std::int64_t{0}) +
           std::accumulate(p.use.begin(), p.use.end(), std::int64_t{0});
  }
  auto const read = (seconds() - begin) / 5;
  // What precedes the first pass and follows the last is in both.
  auto const few = dual_of(p, 10);
  auto const more = dual_of(p, 110);
  auto const pass = (more.seconds - few.seconds) / (more.prices.passes - few.prices.passes);
  std::printf("one read %.4f s, one pass %.4f s (%.1f x; checksum %lld)\n", read, pass, pass / read,
              static_cast<long long>(sum % 1000));
}

// How fast the bound comes near what it is when nothing more is gained.
void time_the_dual(Problem const& p) {
  auto const last = dual_of(p, 100'000, 1e-10);
  for (auto const passes : {60, 120, 250, 500}) {
    auto const dual = dual_of(p, passes);
    std::printf("%4d passes %6.2f s, %.5f%% below %lld\n", dual.prices.passes, dual.seconds,
                100.0 * (1.0 - dual.prices.level / last.prices.level),
                static_cast<long long>(last.prices.bound.value_or(0)));
  }
}

}  // namespace

int main(int argc, char** argv) {
  auto const national = argc > 1 && std::string_view{argv[1]} == "national";
  auto const p = generated(national ? kNational : kCity);
  if (argc > 3 && std::string_view{argv[3]} == "dual") {
    time_a_pass(p);
    time_the_dual(p);
    return 0;
  }
  auto const begin = seconds();
  auto options = Options{.moves = std::int64_t{1} << 60,
                         .seconds = argc > 2 ? std::atof(argv[2]) : 60.0,
                         .clock = [begin] { return seconds() - begin; },
                         .threads = 2};
  auto const got = solve_best(p, options);
  if (!got) { return std::printf("%s\n", got.error().line().c_str()), 1; }
  auto const out =
      got->site_of.empty()
          ? -1L
          : static_cast<long>(std::count(got->site_of.begin(), got->site_of.end(), -1));
  auto usage = rusage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf(
      "value %lld bound %lld gap %.4f%% not placed %ld, found at %.1f s, total %.1f s, %ld MB\n",
      static_cast<long long>(got->value.value_or(-1)),
      static_cast<long long>(got->bound.value_or(-1)), 100.0 * got->gap().value_or(-0.01), out,
      got->seconds_to_value, seconds() - begin, usage.ru_maxrss / 1024);
}
