#include "chengjie/place/swap_tabu.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/pair_bound.h"
#include "chengjie/place/swap_island.h"

namespace chengjie::place {
namespace {

// The logical searches, whatever the threads: moves of one tabu walk, by item. Problems with much
// structure like short walks, those with none long ones.
constexpr auto kRuns = std::to_array<int>({2, 3, 5, 9});
constexpr auto kIslands = static_cast<int>(kRuns.size());
constexpr auto kMeetFirst = 32LL;  // moves of an island before the first meeting, by item
constexpr auto kMeetMost = 512LL;  // and between two later ones

}  // namespace

Result<Placement> solve_swap_tabu(Problem const& p, Options const& options) {
  auto out = Placement{};
  out.bound = pair_bound(p, options);
  auto const model = swap_model(p);
  auto const clusters = SwapClusters{model};
  auto islands = std::vector<SwapIsland>{};
  for (auto k = 0; k != kIslands; ++k) {
    islands.emplace_back(model, clusters, kRuns[k], options.seed * 1000 + k);
  }
  auto const floor = std::max(out.bound.value_or(-kTotalMax), options.target.value_or(-kTotalMax));
  auto const keep = [&](SitePlan const& plan, std::int64_t value) {
    if (out.value && value >= *out.value) { return; }
    out.site_of = plan;
    out.value = value;
    out.seconds_to_value = now(options);
  };
  auto first = SitePlan(p.items);
  std::iota(first.begin(), first.end(), 0);
  keep(first, cost_of(model, first));
  auto const late = [&] { return out_of_time(options); };
  auto left = p.items > 1 ? options.moves / kIslands : 0;  // of each island
  for (auto meet = kMeetFirst * p.items; left > 0 && *out.value > floor && !late();
       meet = std::min(2 * meet, kMeetMost * p.items)) {
    auto const moves = std::min<std::int64_t>(left, meet);
    in_parallel(kIslands, options.threads, [&](int k) { islands[k].run(moves, late); });
    left -= moves;
    for (auto k = 0; k != kIslands; ++k) { islands[(k + 1) % kIslands].learn_from(islands[k]); }
    for (auto const& island : islands) {
      if (island.best()) { keep(island.best()->plan, island.best()->value); }
    }
  }
  auto const value = judge(p, out);
  CJ_CHECK(value && *value == *out.value);
  auto const proved = out.bound && *out.value <= *out.bound;
  out.stop = proved                                            ? Stop::proved_best
             : options.target && *out.value <= *options.target ? Stop::target_reached
             : late()                                          ? Stop::time_spent
                                                               : Stop::moves_spent;
  return out;
}

}  // namespace chengjie::place
