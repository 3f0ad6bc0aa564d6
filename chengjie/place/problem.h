// One placement problem for the district and for the public benchmarks: items (projects, jobs,
// customers, facilities) go to sites (parks, plots, agents, warehouses) under capacities.
// Costs, uses and capacities are integers: the reader or the district model scales them, so
// that sums, comparisons and bounds are exact. Lower cost is better, everywhere.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::place {

__extension__ using Wide = __int128;  // sums of products that 64 bits may not hold

// An item that has this skip cost must be placed; a capacity of this size never binds.
inline constexpr std::int64_t kNever = std::int64_t{1} << 62;
inline constexpr std::int64_t kUnlimited = std::int64_t{1} << 62;
// Upper limits of what `validate` lets through; they keep every sum below within 64 bits.
inline constexpr std::int64_t kAmountMax = 1'000'000'000'000'000;     // one cost, use, capacity
inline constexpr std::int64_t kTotalMax = 4'000'000'000'000'000'000;  // any plan's cost
inline constexpr int kItemsMax = 2'000'000;
inline constexpr int kSitesMax = 1'000'000;
inline constexpr int kResourcesMax = 64;

// The quadratic term of GQAP and QAP: the sum over all ordered pairs of items (j, k) of
// traffic[j][k] * distance[site of j][site of k].
struct Pairs {
  std::vector<std::int64_t> traffic;   // items x items; empty: no such term
  std::vector<std::int64_t> distance;  // sites x sites
  bool empty() const { return traffic.empty(); }
};

struct Problem {
  int items{};
  int sites{};
  int resources{};
  // The arcs of item j are first[j] .. first[j + 1], each site once, in increasing order of site.
  std::vector<std::int32_t> first;     // items + 1
  std::vector<std::int32_t> site;      // by arc
  std::vector<std::int64_t> cost;      // by arc; may be negative
  std::vector<std::int64_t> use;       // by arc x resource, >= 0
  std::vector<std::int64_t> capacity;  // by site x resource, >= 0 or kUnlimited
  std::vector<std::int64_t>
      open_cost;  // by site, >= 0; paid once when anything stands there; or empty
  std::vector<std::int64_t>
      skip_cost;  // by item: the price of not placing it, or kNever; or empty: kNever
  std::vector<std::pair<std::int32_t, std::int32_t>> apart;  // items that may not share a site
  Pairs pairs;
  // Items may be divided over sites (multi-source location): cost and use are then those of
  // serving all of the item, and every use is the same at all sites.
  bool split{};

  std::int64_t skip_of(int item) const { return skip_cost.empty() ? kNever : skip_cost[item]; }
  std::int64_t open_of(int at) const { return open_cost.empty() ? 0 : open_cost[at]; }
  std::int64_t use_of(int arc, int resource) const {
    return use[static_cast<std::size_t>(arc) * resources + resource];
  }
  std::int64_t capacity_of(int at, int resource) const {
    return capacity[static_cast<std::size_t>(at) * resources + resource];
  }
  // The arc of an item to a site; -1 when the site is not eligible. O(log arcs of the item).
  int arc_of(int item, int at) const;
};

// Shapes, order of arcs, signs and sizes. What passes here no solver needs to doubt.
Result<Done> validate(Problem const&);

enum class Stop { proved_best, moves_spent, time_spent, target_reached, infeasible };
char const* stop_name(Stop);

struct Flow {
  std::int32_t site{};
  std::int32_t item{};
  double share{};  // of the item's demand, in (0, 1]
};

struct Placement {
  std::vector<std::int32_t> site_of;  // by item, -1: not placed; empty when nothing was found
  std::vector<Flow> flows;            // instead of site_of when the problem is split
  std::optional<std::int64_t> value;  // as the judge computes it; none: no plan found
  std::optional<std::int64_t> bound;  // no plan costs less
  Stop stop{Stop::moves_spent};
  double seconds_to_value{};  // when the value was found, by the caller's clock

  // (value - bound) / |bound|; none when either is missing or the bound is 0.
  std::optional<double> gap() const;
};

struct Options {
  std::int64_t moves{1'000'000};    // elementary moves; the same number repeats exactly
  double seconds{};                 // by `clock`, counted from its zero; <= 0: no limit
  std::function<double()> clock{};  // seconds since the caller's start; empty: time never stops us
  std::optional<std::int64_t> target{};  // stop as soon as a plan costs this or less
  std::uint64_t seed{1};
  int threads{1};  // never changes an answer that was stopped by moves
};

using Solver = std::function<Result<Placement>(Problem const&, Options const&)>;

}  // namespace chengjie::place
