#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/place/core_search.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/location_run.h"
#include "chengjie/place/penalty_search.h"
#include "chengjie/place/solve_linear.h"

namespace chengjie::place::detail {
namespace {

constexpr auto kCandidates = 12;  // sites looked at to add, drop or swap, most promising first
constexpr auto kBeside = std::size_t{40};  // sets looked at beside one
constexpr auto kHopeless = 2;  // what is as full as a set without a plan counts as seen so often
constexpr auto kSetPasses = 30;
constexpr auto kSetRise = 0.004;
constexpr auto kMovesLeast = std::int64_t{500};  // of the linear search on a set, first round
constexpr auto kMovesFirst = std::int64_t{8'000};
constexpr auto kLooks = 4;  // short searches on a set before long ones, each twice the last
constexpr auto kLookRounds = 4;
constexpr auto kLookWork = std::int64_t{12'000'000};  // about nanoseconds
constexpr auto kRoundsMost = 24;
constexpr auto kMoveWork = std::int64_t{150'000};  // about nanoseconds
constexpr auto kPatience = 1.6;                    // each round doubles the work, but may need it
constexpr auto kApart = 0.02;                      // of the gap

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

// What these sites cost at least, by the root's prices.
double Location::set_bound(Set const& open) const {
  if (root_.value.empty()) { return -1e300; }
  auto total = root_base_;
  for (auto i = 0; i != p_.sites; ++i) { total += open[i] ? root_.value[i] : 0.0; }
  return total - 1e-9 * std::abs(total);
}

// The same with whole customers and prices of its own: of the same strength as bound B.
double Location::whole_bound(Set const& open) {
  auto fate = std::vector<Fate>{};
  for (auto const in : open) { fate.push_back(in ? Fate::open : Fate::closed); }
  auto price = whole_price_;
  auto const before = whole_->work();
  auto const found = whole_->improve(
      price, fate, kSetPasses, best() - tolerance(), [this] { return out_of_time(options_); },
      kSetRise);
  polished_ += whole_->work() - before;
  return found.infeasible ? 1e300 : found.level - 1e-9 * std::abs(found.level);
}

void Location::remember(Set const& open, double split_cost) {
  auto const least = std::max(split_cost, set_bound(open));
  if (least > best() - tolerance() || tried_.contains(open)) { return; }
  auto& tried = tried_[open];
  tried.split_cost = least;
  tried.spare = room_of(open) / std::max(demand_, 1.0) - 1.0;
  sets_left_ = true;
}

// A first, short search for a plan on these sites, which also tells a bound.
void Location::look_at(Set const open, Tried& tried) {
  auto price_options = PriceOptions{};
  price_options.passes_max = 600;
  price_options.accuracy = 1e-5;
  auto const linear = prepare_linear(restricted(open), price_options);
  auto const rounds = kLookRounds << tried.rounds++;
  spent_ += 10 * rounds;
  polished_ += rounds * kLookWork;
  if (!linear.bound) {
    tried.split_cost = 1e300;  // some customer has no site among these
    return;
  }
  tried.split_cost = std::max(tried.split_cost, static_cast<double>(*linear.bound) + opening(open));
  auto const seed = options_.seed * 7919 + static_cast<std::uint64_t>(tried.rounds);
  auto search = PenaltySearch{linear, seed};
  auto core = CoreSearch{linear, seed};
  auto const halt = [&] { return out_of_time(options_); };
  for (auto k = 0; k != rounds && !stop(); ++k) {
    search.run(500 + p_.items, halt);
    if (!search.best_cost()) { continue; }
    if (core.best().empty() || core.best_cost() > *search.best_cost()) {
      core.start(search.best(), *search.best_cost());
    }
    core.run(60, halt);
    if (core.best_cost() < *search.best_cost()) { search.adopt(core.best(), core.best_cost()); }
  }
  if (search.best_cost()) {
    hear_of(sites_told(linear, search.best()), open, tried);
  } else {
    hopeless_ = std::max(hopeless_, tried.spare);
  }
}

void Location::hear_of(std::vector<std::int32_t> site_of, Set const& open, Tried& tried) {
  if (tried.spare <= hopeless_) { hopeless_ = 0.5 * tried.spare; }
  auto trial = Placement{};
  trial.site_of = std::move(site_of);
  auto const value = judge(p_, trial);
  CJ_CHECK(value);
  keep_single(std::move(trial.site_of), *value, open);
}

// The linear placement on these sites; its bound may rule the set out.
void Location::work_on(Set const open, Tried& tried, std::int64_t moves) {
  auto options = options_;
  options.moves = moves;
  options.target = std::nullopt;
  options.seed = options_.seed + static_cast<std::uint64_t>(tried.rounds);
  auto const placed = solve_linear(restricted(open), options);
  ++tried.rounds;
  spent_ += moves / 4;
  polished_ += moves * kMoveWork;
  if (!placed || placed->stop == Stop::infeasible) {
    tried.split_cost = 1e300;
    return;
  }
  if (placed->bound) {
    tried.split_cost =
        std::max(tried.split_cost, static_cast<double>(*placed->bound) + opening(open));
  }
  if (placed->value) { hear_of(placed->site_of, open, tried); }
}

void Location::keep_single(std::vector<std::int32_t> site_of, std::int64_t value, Set const& open) {
  if (out_.value && value >= *out_.value) { return; }
  out_.site_of = std::move(site_of);
  best_single_ = open;
  out_.value = value;
  out_.seconds_to_value = now(options_);
  improved_ = bounded_ + polished_;
}

// More work on the set that promises most; false when no set is left that could be better.
bool Location::polish_next() {
  // Near the bound first, and the more often one was worked on the nearer it must be.
  auto const floor = static_cast<double>(*root_bound_);
  auto const rank = [&](Tried const& t) {
    auto const apart = std::max(0.0, t.split_cost - floor) + kApart * (best() - floor) + 1.0;
    return apart * std::pow(kPatience, t.rounds + (t.spare <= hopeless_ ? kHopeless : 0));
  };
  auto best_set = tried_.end();
  auto least = 1e300;
  for (auto at = tried_.begin(); at != tried_.end(); ++at) {
    if (at->second.split_cost > best() - tolerance()) { continue; }
    if (auto const here = rank(at->second); here < least) { least = here, best_set = at; }
  }
  if (best_set == tried_.end() || best_set->second.rounds > kRoundsMost) { return false; }
  auto const open = best_set->first;
  if (whole_ && !std::exchange(best_set->second.measured, true)) {
    best_set->second.split_cost = std::max(best_set->second.split_cost, set_bound(open));
    best_set->second.split_cost = std::max(best_set->second.split_cost, whole_bound(open));
    return true;
  }
  // Worth a second look: so are the sets beside it.
  if (whole_ && best_set->second.rounds > 1 && !std::exchange(best_set->second.spread, true)) {
    remember_neighbours(open);
    return true;
  }
  if (best_set->second.rounds < kLooks) {
    look_at(open, best_set->second);
  } else {
    work_on(open, best_set->second, first_moves() << (best_set->second.rounds - kLooks));
  }
  if (out_.value && neighbours_of_ != *out_.value) {
    neighbours_of_ = *out_.value;
    remember_neighbours(best_single_);
  }
  return true;
}

std::int64_t Location::first_moves() const {
  return std::clamp<std::int64_t>(options_.moves / 16, kMovesLeast, kMovesFirst);
}

// Whole customers need spare room: the set grows by the sites of best value until they fit.
void Location::first_single() {
  for (auto const spare : {0.0, 0.01, 0.04, 0.16, 1.0}) {
    if (done() || set_.empty()) { return; }
    auto const open = with_spare(set_, spare);
    evaluate(open);
    if (auto const tried = tried_.find(open); tried != tried_.end() && tried->second.rounds == 0) {
      look_at(open, tried->second);
    }
    if (out_.value) { return; }
  }
}

double Location::room_of(Set const& open) const {
  auto room = 0.0;
  for (auto i = 0; i != p_.sites; ++i) {
    room += open[i] ? static_cast<double>(p_.capacity[i]) : 0.0;
  }
  return room;
}

Location::Set Location::with_spare(Set open, double spare) const {
  auto room = room_of(open);
  auto order = std::vector<int>{};
  for (auto i = 0; i != p_.sites; ++i) {
    if (!open[i]) { order.push_back(i); }
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return root_value(a) < root_value(b); });
  for (auto const i : order) {
    if (room >= demand_ * (1.0 + spare)) { break; }
    open[i] = 1;
    room += static_cast<double>(p_.capacity[i]);
  }
  return open;
}

// Sets one site away get a turn, those of least bounds first.
void Location::remember_neighbours(Set const& open) {
  if (open.empty()) { return; }
  struct Beside {
    double bound{};
    int drop{};
    int add{};
  };
  auto all = std::vector<Beside>{};
  auto const here = set_bound(open);
  auto const spare = room_of(open) - demand_;
  auto const consider = [&](int drop, int add) {
    auto const room = spare + (add < 0 ? 0.0 : static_cast<double>(p_.capacity[add])) -
                      (drop < 0 ? 0.0 : static_cast<double>(p_.capacity[drop]));
    auto const bound =
        here + (add < 0 ? 0.0 : root_value(add)) - (drop < 0 ? 0.0 : root_value(drop));
    if (room < hopeless_ * demand_ || bound >= best() - tolerance()) { return; }
    all.push_back({bound, drop, add});
  };
  for (auto i = 0; i != p_.sites; ++i) {
    consider(open[i] ? i : -1, open[i] ? -1 : i);
    for (auto k = 0; k != p_.sites; ++k) {
      if (open[i] && !open[k]) { consider(i, k); }
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](auto const& a, auto const& b) { return a.bound < b.bound; });
  if (all.size() > kBeside) { all.resize(kBeside); }
  for (auto const& [bound, drop, add] : all) {
    if (stop()) { return; }
    auto trial = open;
    if (drop >= 0) { trial[drop] = 0; }
    if (add >= 0) { trial[add] = 1; }
    if (bound_.whole()) {
      remember(trial, -1e300);
    } else {
      evaluate(trial);
    }
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
    std::stable_sort(inside.begin(), inside.end(),
                     [&](int a, int b) { return root_value(a) > root_value(b); });
    std::stable_sort(outside.begin(), outside.end(),
                     [&](int a, int b) { return root_value(a) < root_value(b); });
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
