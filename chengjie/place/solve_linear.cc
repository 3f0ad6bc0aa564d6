#include "chengjie/place/solve_linear.h"

#include <algorithm>
#include <memory>

#include "chengjie/place/core_search.h"
#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/knapsack_bound.h"
#include "chengjie/place/penalty_search.h"
#include "chengjie/place/plain.h"

namespace chengjie::place {
namespace {

constexpr auto kSearches = 2;
constexpr auto kBranchRound = 2;  // after so many rounds small problems are branched
constexpr auto kBranchItems = 80;
constexpr auto kBranchNodes = std::int64_t{300'000};
constexpr auto kTogether = 30;  // sites from which the exchange is dealt out
constexpr auto kProofEvery = 8;
constexpr auto kProofLeast =
    std::int64_t{2'000};  // labels; a proof may cost what the search has cost
constexpr auto kProofMost = std::int64_t{150'000};
constexpr auto kKnapsackRound = 3;  // when there is a plan to compare with

std::vector<std::int32_t> arcs_of(Linear const& linear, std::vector<std::int32_t> const& site_of) {
  auto out = std::vector<std::int32_t>{};
  for (auto j = 0; j != static_cast<int>(site_of.size()); ++j) {
    out.push_back(linear.arc_of(j, site_of[j] < 0 ? linear.sites_told : site_of[j]));
  }
  return out;
}

// The sites are dealt to the searches at random; each exchanges among its own, all from the same
// plan. What they change is disjoint, so all of it counts.
template <class Adopt>
void exchange_in_groups(Linear const& linear, std::vector<std::unique_ptr<CoreSearch>> const& cores,
                        Random& random, std::int64_t cost, std::vector<std::int32_t> arcs,
                        Options const& options, std::int64_t rounds, Adopt const& adopt) {
  auto const& p = linear.problem;
  auto group = std::vector<int>(p.sites);
  for (auto& g : group) { g = static_cast<int>(random.below(kSearches)); }
  in_parallel(kSearches, options.threads, [&](int k) {
    auto allowed = std::vector<char>(p.sites, 0);
    for (auto i = 0; i != p.sites; ++i) { allowed[i] = group[i] == k; }
    cores[k]->restrict_to(std::move(allowed));
    cores[k]->start(arcs, cost);
    cores[k]->run(rounds, [&] { return out_of_time(options); });
    cores[k]->restrict_to({});
  });
  auto total = cost;
  for (auto const& core : cores) { total += core->best_cost() - cost; }
  if (total >= cost) { return; }
  for (auto j = 0; j != p.items; ++j) { arcs[j] = cores[group[p.site[arcs[j]]]]->best()[j]; }
  adopt(arcs, total);
}

}  // namespace

bool is_linear(Problem const& p) {
  auto const free =
      std::all_of(p.open_cost.begin(), p.open_cost.end(), [](auto c) { return c == 0; });
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
    searches.push_back(std::make_unique<PenaltySearch>(
        linear, options.seed * 1000 + static_cast<std::uint64_t>(k)));
  }
  auto cores = std::vector<std::unique_ptr<CoreSearch>>{};
  for (auto k = 0; k != kSearches; ++k) {
    cores.push_back(std::make_unique<CoreSearch>(
        linear, options.seed * 1000 + 500 + static_cast<std::uint64_t>(k)));
  }
  auto floor = std::max(*out.bound, options.target.value_or(-kTotalMax));
  auto spent = std::int64_t{0};
  auto const stop = [&] { return out_of_time(options); };
  auto const keep = [&](int k) {
    auto const cost = searches[k]->best_cost();
    if (!cost || (out.value && *cost >= *out.value)) { return; }
    out.value = *cost;
    out.seconds_to_value = now(options);
    out.site_of = sites_told(linear, searches[k]->best());
  };
  auto const scouting =
      std::clamp<std::int64_t>(options.moves / 16, 50, std::int64_t{2000} + p.items);
  auto const together = p.resources == 1 && linear.problem.sites >= kTogether;
  auto groups = Random{options.seed ^ 0x5eedULL};
  auto proved = false;
  auto infeasible = false;
  auto rounds = 0;
  auto proof_at = std::optional<std::int64_t>{};
  auto proof_spent = std::int64_t{0};
  while (!proved && !infeasible && !(out.value && *out.value <= floor) && spent < options.moves &&
         !stop()) {
    auto const share =
        std::min(scouting, std::max<std::int64_t>(1, (options.moves - spent) / kSearches));
    in_parallel(kSearches, options.threads, [&](int k) {
      auto& search = *searches[k];
      auto& core = *cores[k];
      // Where the exchange is dealt out it does nearly all the work once there is a plan.
      search.run(together && search.best_cost() ? share / 4 : share, stop);
      if (!search.best_cost() || together) { return; }
      if (core.best().empty() || core.best_cost() > *search.best_cost()) {
        core.start(search.best(), *search.best_cost());
      }
      core.run(share / (p.resources == 1 ? 5 : 40), stop);
      if (core.best_cost() < *search.best_cost()) { search.adopt(core.best(), core.best_cost()); }
    });
    spent += share * kSearches;
    for (auto k = 0; k != kSearches; ++k) { keep(k); }
    if (together && out.value) {
      exchange_in_groups(linear, cores, groups, *out.value, arcs_of(linear, out.site_of), options,
                         share / 4, [&](auto const& arcs, auto cost) {
                           for (auto const& search : searches) { search->adopt(arcs, cost); }
                         });
      keep(0);
    }
    ++rounds;
    if (rounds == kKnapsackRound) {
      auto knapsack = KnapsackOptions{};
      knapsack.enough = out.value;
      auto const until = now(options) + 0.2 * seconds_left(options);
      knapsack.stop = [&] { return now(options) >= until; };
      auto const stronger = knapsack_bound(linear.problem, linear.price, knapsack);
      if (stronger && *stronger > *out.bound) {
        out.bound = out.value ? std::min(*stronger, *out.value) : *stronger;
      }
      floor = std::max(floor, *out.bound);
    }
    if (rounds == kBranchRound && p.items <= kBranchItems) {
      auto branch = options;
      branch.moves = std::min(kBranchNodes, options.moves - spent);
      auto const prices = Prices{
          {linear.price.begin(), linear.price.begin() + static_cast<long>(p.capacity.size())},
          out.bound,
          0.0,
          0};
      out = solve_branching(p, prices, std::move(out), branch);
      proved = out.stop == Stop::proved_best;
      infeasible = out.stop == Stop::infeasible;
      if (!out.bound) { out.bound = linear.bound; }
      spent += branch.moves / 100;
    }
    // A proof is tried on each new best plan, and again when four times the work was spent.
    if (!proved && out.value && rounds % kProofEvery == 0 &&
        (proof_at != out.value || spent >= 4 * proof_spent)) {
      proof_at = out.value;
      proof_spent = spent;
      auto& core = *cores[0];
      auto const arcs = arcs_of(linear, out.site_of);
      core.start(arcs, *out.value);
      proved =
          core.prove(static_cast<std::size_t>(std::clamp(spent, kProofLeast, kProofMost)), stop);
      if (core.best_cost() < *out.value) {
        out.value = core.best_cost();
        out.site_of = sites_told(linear, core.best());
        out.seconds_to_value = now(options);
      }
      if (proved) { out.bound = out.value; }
    }
  }
  if (out.value) { CJ_CHECK(judge(p, out) && *judge(p, out) == *out.value); }
  out.stop = infeasible                                                     ? Stop::infeasible
             : out.value && *out.value <= *out.bound                        ? Stop::proved_best
             : out.value && options.target && *out.value <= *options.target ? Stop::target_reached
             : stop()                                                       ? Stop::time_spent
                                                                            : Stop::moves_spent;
  return out;
}

}  // namespace chengjie::place
