#include "chengjie/place/solve_linear.h"

#include <algorithm>
#include <memory>

#include "chengjie/place/core_search.h"
#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/penalty_search.h"

namespace chengjie::place {
namespace {

constexpr auto kSearches = 2;

}  // namespace

bool is_linear(Problem const& p) {
  auto const free = std::all_of(p.open_cost.begin(), p.open_cost.end(), [](auto c) { return c == 0; });
  return p.pairs.empty() && p.apart.empty() && !p.split && free;
}

Result<Placement> solve_linear(Problem const& p, Options const& options) {
  auto price_options = PriceOptions{};
  price_options.enough = [&] { return out_of_time(options); };
  auto const linear = prepare_linear(p, price_options);
  auto out = Placement{};
  if (!linear.bound) {
    out.stop = Stop::infeasible;
    return out;
  }
  out.bound = linear.bound;
  auto searches = std::vector<std::unique_ptr<PenaltySearch>>{};
  for (auto k = 0; k != kSearches; ++k) {
    searches.push_back(std::make_unique<PenaltySearch>(linear, options.seed * 1000 + static_cast<std::uint64_t>(k)));
  }
  auto cores = std::vector<std::unique_ptr<CoreSearch>>{};
  for (auto k = 0; k != kSearches; ++k) {
    cores.push_back(std::make_unique<CoreSearch>(linear, options.seed * 1000 + 500 + static_cast<std::uint64_t>(k)));
  }
  auto const floor = std::max(*out.bound, options.target.value_or(-kTotalMax));
  auto spent = std::int64_t{0};
  auto const stop = [&] { return out_of_time(options); };
  auto const keep = [&](int k) {
    auto const cost = searches[k]->best_cost();
    if (!cost || (out.value && *cost >= *out.value)) { return; }
    out.value = *cost;
    out.seconds_to_value = now(options);
    out.site_of = sites_told(linear, searches[k]->best());
  };
  auto const scouting = std::int64_t{2000} + p.items;
  while (!(out.value && *out.value <= floor) && spent < options.moves && !stop()) {
    auto const share = std::min(scouting, std::max<std::int64_t>(1, (options.moves - spent) / kSearches));
    in_parallel(kSearches, options.threads, [&](int k) {
      auto& search = *searches[k];
      auto& core = *cores[k];
      search.run(share, stop);
      if (!search.best_cost()) { return; }
      if (core.best().empty() || core.best_cost() > *search.best_cost()) {
        core.start(search.best(), *search.best_cost());
      }
      core.run(share / (p.resources == 1 ? 5 : 40), stop);
      if (core.best_cost() < *search.best_cost()) { search.adopt(core.best(), core.best_cost()); }
    });
    spent += share * kSearches;
    for (auto k = 0; k != kSearches; ++k) { keep(k); }
    if (getenv("TRACE")) { for (int k=0;k<kSearches;++k) fprintf(stderr,"%lld(w%.2f n%lld i%lld) ",(long long)searches[k]->best_cost().value_or(-1), cores[k]->width_wanted(), (long long)cores[k]->labels(),(long long)cores[k]->idle()); fprintf(stderr,"t=%.2f\n",now(options)); }
  }
  if (out.value) { CJ_CHECK(judge(p, out) && *judge(p, out) == *out.value); }
  out.stop = out.value && *out.value <= *out.bound ? Stop::proved_best
             : out.value && options.target && *out.value <= *options.target ? Stop::target_reached
             : stop() ? Stop::time_spent : Stop::moves_spent;
  return out;
}

}  // namespace chengjie::place
