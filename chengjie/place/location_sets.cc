#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/place/core_search.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/location_run.h"
#include "chengjie/place/penalty_search.h"

namespace chengjie::place::detail {
namespace {

constexpr auto kCandidates = 12;  // sites looked at to add, drop or swap, most promising first
constexpr auto kPolishCells =
    std::int64_t{12'000'000};  // what a round of it costs, in cells priced
constexpr auto kPolishMost = std::int64_t{64};
constexpr auto kNear = std::size_t{8};  // sites to drop, add or swap around the best single plan
constexpr auto kTriesFirst =
    std::int64_t{4};  // rounds of the linear search when a set is first tried

}  // namespace

double Location::opening(Set const& open) const {
  auto total = 0.0;
  for (auto i = 0; i != p_.sites; ++i) {
    total += open[i] ? static_cast<double>(p_.open_of(i)) : 0.0;
  }
  return total;
}

// Cost of a set with divisible demand: the value when split, a bound on it when single.
std::optional<double> Location::evaluate(Set const& open) {
  ++spent_;
  auto const known = costs_.find(open);
  if (known != costs_.end()) { return known->second; }
  auto cost = transport_.solve(open);
  if (cost) { *cost += opening(open); }
  if (costs_.size() < 20'000) { costs_.emplace(open, cost); }
  if (cost && !single_) { keep_split(); }
  if (cost && single_) { remember(open, *cost); }
  return cost;
}

void Location::keep_split() {
  auto trial = Placement{};
  trial.flows = transport_.flows();
  auto const value = judge(p_, trial);
  if (!value || (out_.value && *value >= *out_.value)) { return; }
  out_.flows = std::move(trial.flows);
  out_.value = *value;
  out_.seconds_to_value = now(options_);
}

// The linear problem on the open sites only.
Problem Location::restricted(Set const& open) const {
  auto q = Problem{};
  q.items = p_.items;
  q.sites = p_.sites;
  q.resources = 1;
  q.capacity = p_.capacity;
  q.first.push_back(0);
  for (auto j = 0; j != p_.items; ++j) {
    for (auto a = p_.first[j]; a != p_.first[j + 1]; ++a) {
      if (!open[p_.site[a]]) { continue; }
      q.site.push_back(p_.site[a]);
      q.cost.push_back(p_.cost[a]);
      q.use.push_back(p_.use[a]);
    }
    q.first.push_back(static_cast<std::int32_t>(q.site.size()));
  }
  return q;
}

void Location::remember(Set const& open, double split_cost) {
  if (split_cost > best() - tolerance() || tried_.contains(open)) { return; }
  tried_[open].split_cost = split_cost;
  sets_left_ = true;
}

void Location::work_on(Set const open, Tried& tried, std::int64_t rounds) {
  auto price_options = PriceOptions{};
  price_options.passes_max = 600;
  price_options.accuracy = 1e-5;
  auto const linear = prepare_linear(restricted(open), price_options);
  if (!linear.bound) {
    tried.split_cost = 1e300;  // some customer has no site among these
    return;
  }
  auto const opened = static_cast<std::int64_t>(opening(open));
  // The exact bound on this set, openings included, may already rule it out.
  tried.split_cost = std::max(tried.split_cost, static_cast<double>(*linear.bound + opened));
  auto search =
      PenaltySearch{linear, options_.seed * 7919 + static_cast<std::uint64_t>(tried.rounds)};
  auto core =
      CoreSearch{linear, options_.seed * 104'729 + static_cast<std::uint64_t>(tried.rounds)};
  auto const halt = [&] { return out_of_time(options_); };
  for (auto k = std::int64_t{0}; k != rounds && !stop(); ++k) {
    search.run(500 + p_.items, halt);
    spent_ += 10;
    if (!search.best_cost()) { continue; }
    if (core.best().empty() || core.best_cost() > *search.best_cost()) {
      core.start(search.best(), *search.best_cost());
    }
    core.run(60, halt);
    if (core.best_cost() < *search.best_cost()) { search.adopt(core.best(), core.best_cost()); }
  }
  tried.rounds += rounds;
  polished_ += rounds * kPolishCells;
  if (!search.best_cost()) { return; }
  auto trial = Placement{};
  trial.site_of = sites_told(linear, search.best());
  auto const value = judge(p_, trial);
  CJ_CHECK(value);
  tried.value = std::min(tried.value, static_cast<double>(*value));
  if (out_.value && *value >= *out_.value) { return; }
  out_.site_of = std::move(trial.site_of);
  best_single_ = open;
  out_.value = *value;
  out_.seconds_to_value = now(options_);
}

// More work on the set that promises most; false when no set is left that could be better.
bool Location::polish_next() {
  auto best_set = tried_.end();
  for (auto at = tried_.begin(); at != tried_.end(); ++at) {
    if (at->second.split_cost > best() - tolerance()) { continue; }
    auto const rank = [](Tried const& t) { return std::pair{t.rounds, t.split_cost}; };
    if (best_set == tried_.end() || rank(at->second) < rank(best_set->second)) { best_set = at; }
  }
  if (best_set == tried_.end() || best_set->second.rounds > 4'000'000) { return false; }
  auto const open = best_set->first;
  work_on(open, best_set->second, std::clamp(best_set->second.rounds, kTriesFirst, kPolishMost));
  if (out_.value && neighbours_of_ != *out_.value) {
    neighbours_of_ = *out_.value;
    remember_neighbours(best_single_);
  }
  return true;
}

// Whole customers need spare room: the set grows by the sites of best value until they fit.
void Location::first_single() {
  for (auto const spare : {0.0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1.0}) {
    if (done() || set_.empty()) { return; }
    auto const open = with_spare(set_, spare);
    evaluate(open);
    if (auto const tried = tried_.find(open); tried != tried_.end() && tried->second.rounds == 0) {
      work_on(open, tried->second, kTriesFirst);
    }
    if (out_.value) { return; }
  }
}

std::vector<int> Location::by_value(bool best_first, Set const& open, char inside) const {
  auto order = std::vector<int>{};
  for (auto i = 0; i != p_.sites; ++i) {
    if (open[i] == inside) { order.push_back(i); }
  }
  auto const value = [&](int i) { return root_.value.empty() ? 0.0 : root_.value[i]; };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
    return best_first ? value(a) < value(b) : value(a) > value(b);
  });
  return order;
}

Location::Set Location::with_spare(Set open, double spare) const {
  auto demand = 0.0;
  auto room = 0.0;
  for (auto j = 0; j != p_.items; ++j) {
    demand += p_.first[j] == p_.first[j + 1] ? 0.0 : static_cast<double>(p_.use[p_.first[j]]);
  }
  for (auto i = 0; i != p_.sites; ++i) {
    room += open[i] ? static_cast<double>(p_.capacity[i]) : 0.0;
  }
  for (auto const i : by_value(true, open, 0)) {
    if (room >= demand * (1.0 + spare)) { break; }
    open[i] = 1;
    room += static_cast<double>(p_.capacity[i]);
  }
  return open;
}

// Sets one site away from one that gave the best plan so far get a turn.
void Location::remember_neighbours(Set const& open) {
  auto inside = by_value(false, open, 1);
  auto outside = by_value(true, open, 0);
  if (inside.size() > kNear) { inside.resize(kNear); }
  if (outside.size() > kNear) { outside.resize(kNear); }
  auto const attempt = [&](int drop, int add) {
    if (stop()) { return; }
    auto trial = open;
    if (drop >= 0) { trial[drop] = 0; }
    if (add >= 0) { trial[add] = 1; }
    evaluate(trial);
  };
  for (auto const i : inside) { attempt(i, -1); }
  for (auto const i : outside) { attempt(-1, i); }
  for (auto const drop : inside) {
    for (auto const add : outside) { attempt(drop, add); }
  }
}

Location::Set Location::set_of(LocationBound::Found const& found,
                               std::vector<Fate> const& fate) const {
  auto order = std::vector<int>(p_.sites);
  std::iota(order.begin(), order.end(), 0);
  auto const rank = [&](int i) {
    return fate[i] == Fate::open ? 2.0 : fate[i] == Fate::closed ? -1.0 : found.openness[i];
  };
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return rank(a) > rank(b); });
  auto demand = Wide{0};
  for (auto j = 0; j != p_.items; ++j) {
    demand += p_.first[j] == p_.first[j + 1] ? 0 : p_.use[p_.first[j]];
  }
  auto open = Set(p_.sites, 0);
  auto room = Wide{0};
  for (auto const i : order) {
    if (rank(i) < 0.0 || (room >= demand && rank(i) < 0.5)) { break; }
    open[i] = 1;
    room += p_.capacity[i];
  }
  return open;
}

void Location::try_relaxed(LocationBound::Found const& found, std::vector<Fate> const& fate) {
  auto const open = set_of(found, fate);
  auto const cost = evaluate(open);
  if (cost && *cost < set_cost_) { set_ = open, set_cost_ = *cost; }
}

bool Location::accept(Set const& trial) {
  auto const cost = evaluate(trial);
  if (!cost || *cost >= set_cost_ - 1e-9 * std::abs(set_cost_)) { return false; }
  set_ = trial;
  set_cost_ = *cost;
  return true;
}

// Drop, add and swap until none helps.
void Location::improve_best() {
  if (set_.empty()) {
    auto all = Set(p_.sites, 1);
    if (!accept(all)) { return; }
  }
  for (auto better = true; better && !stop();) {
    better = false;
    auto inside = std::vector<int>{};
    auto outside = std::vector<int>{};
    for (auto i = 0; i != p_.sites; ++i) { (set_[i] ? inside : outside).push_back(i); }
    auto const value = [&](int i) { return root_.value.empty() ? 0.0 : root_.value[i]; };
    std::stable_sort(inside.begin(), inside.end(),
                     [&](int a, int b) { return value(a) > value(b); });
    std::stable_sort(outside.begin(), outside.end(),
                     [&](int a, int b) { return value(a) < value(b); });
    if (inside.size() > 2 * kCandidates) { inside.resize(2 * kCandidates); }
    if (outside.size() > kCandidates) { outside.resize(kCandidates); }
    auto const attempt = [&](int drop, int add) {
      if (better || stop()) { return; }
      auto trial = set_;
      if (drop >= 0) { trial[drop] = 0; }
      if (add >= 0) { trial[add] = 1; }
      better = accept(trial);
    };
    for (auto const i : inside) { attempt(i, -1); }
    for (auto const i : outside) { attempt(-1, i); }
    for (auto const drop : inside) {
      for (auto const add : outside) { attempt(drop, add); }
    }
  }
}
}  // namespace chengjie::place::detail
