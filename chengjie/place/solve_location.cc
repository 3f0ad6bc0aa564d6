#include "chengjie/place/solve_location.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "chengjie/place/core_search.h"
#include "chengjie/place/crew.h"
#include "chengjie/place/judge.h"
#include "chengjie/place/location_bound.h"
#include "chengjie/place/penalty_search.h"
#include "chengjie/place/transport.h"

namespace chengjie::place {
namespace {

constexpr auto kRootPasses = 600;
constexpr auto kNodePasses = 50;
constexpr auto kCandidates = 12;  // sites looked at to add, drop or swap, most promising first
constexpr auto kTryEvery = 3;     // nodes between two tries at the relaxed open set
constexpr auto kNodesATurn = 6;
constexpr auto kNear = std::size_t{8};  // sites to drop, add or swap around the best single plan
constexpr auto kTriesFirst =
    std::int64_t{4};  // rounds of the linear search when a set is first tried

using Set = std::vector<char>;

class Location {
 public:
  Location(Problem const& p, Options const& options)
      : p_(p), options_(options), bound_(p), transport_(p), single_(!p.split) {}

  Placement run() {
    auto price = bound_.starting_prices();
    auto fate = std::vector<Fate>(p_.sites, Fate::undecided);
    auto const root = bound_.improve(price, fate, kRootPasses, 1e300, [&] { return stop(); });
    root_bound_ = root.infeasible ? std::nullopt : bound_.exact(price, fate);
    if (!root_bound_) {
      out_.stop = Stop::infeasible;
      return std::move(out_);
    }
    root_ = root;
    try_relaxed(root, fate);
    improve_best();
    if (single_) { first_single(); }
    if (out_.value) { fix_by_bound(price, fate); }
    nodes_.emplace(static_cast<double>(*root_bound_),
                   Node{std::move(price), std::move(fate), root.openness});
    search();
    finish();
    return std::move(out_);
  }

 private:
  struct Node {
    std::vector<double> price;
    std::vector<Fate> fate;
    std::vector<double> openness;
  };

  // Best bound first; for single sourcing the linear search gets every other turn.
  void search() {
    while (!done() && (!nodes_.empty() || (single_ && sets_left_))) {
      if (!nodes_.empty()) { expand(); }
      if (single_ && (nodes_.empty() || ++turn_ % kNodesATurn == 0)) { sets_left_ = polish_next(); }
    }
  }

  bool stop() const { return out_of_time(options_) || spent_ >= options_.moves; }
  double best() const { return out_.value ? static_cast<double>(*out_.value) : 1e300; }
  double tolerance() const {
    return std::max(single_ ? 1.0 - 1e-6 : 1.0, best() < 1e299 ? best() * 1e-10 : 1.0);
  }
  bool done() const {
    if (stop()) { return true; }
    auto const floor = std::max(*root_bound_, options_.target.value_or(-kTotalMax));
    return out_.value && *out_.value <= floor;
  }

  double opening(Set const& open) const {
    auto total = 0.0;
    for (auto i = 0; i != p_.sites; ++i) {
      total += open[i] ? static_cast<double>(p_.open_of(i)) : 0.0;
    }
    return total;
  }

  // Cost of a set with divisible demand: the value when split, a bound on it when single.
  std::optional<double> evaluate(Set const& open) {
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

  void keep_split() {
    auto trial = Placement{};
    trial.flows = transport_.flows();
    auto const value = judge(p_, trial);
    if (!value || (out_.value && *value >= *out_.value)) { return; }
    out_.flows = std::move(trial.flows);
    out_.value = *value;
    out_.seconds_to_value = now(options_);
  }

  // The linear problem on the open sites only.
  Problem restricted(Set const& open) const {
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

  struct Tried {
    double split_cost{};
    std::int64_t rounds{};
    double value{1e300};
  };

  void remember(Set const& open, double split_cost) {
    if (split_cost > best() - tolerance() || tried_.contains(open)) { return; }
    tried_[open].split_cost = split_cost;
    sets_left_ = true;
  }

  void work_on(Set const open, Tried& tried, std::int64_t rounds) {
    auto price_options = PriceOptions{};
    price_options.passes_max = 600;
    price_options.accuracy = 1e-5;
    auto const linear = prepare_linear(restricted(open), price_options);
    if (!linear.bound) { return; }
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
  bool polish_next() {
    auto best_set = tried_.end();
    for (auto at = tried_.begin(); at != tried_.end(); ++at) {
      if (at->second.split_cost > best() - tolerance()) { continue; }
      auto const rank = [](Tried const& t) { return std::pair{t.rounds, t.split_cost}; };
      if (best_set == tried_.end() || rank(at->second) < rank(best_set->second)) { best_set = at; }
    }
    if (best_set == tried_.end() || best_set->second.rounds > 4'000'000) { return false; }
    auto const open = best_set->first;
    work_on(open, best_set->second, std::max<std::int64_t>(kTriesFirst, best_set->second.rounds));
    if (out_.value && neighbours_of_ != *out_.value) {
      neighbours_of_ = *out_.value;
      remember_neighbours(best_single_);
    }
    return true;
  }

  // Whole customers need spare room: the set grows by the sites of best value until they fit.
  void first_single() {
    for (auto const spare : {0.0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1.0}) {
      if (done() || set_.empty()) { return; }
      auto const open = with_spare(set_, spare);
      evaluate(open);
      if (auto const tried = tried_.find(open);
          tried != tried_.end() && tried->second.rounds == 0) {
        work_on(open, tried->second, kTriesFirst);
      }
      if (out_.value) { return; }
    }
  }

  std::vector<int> by_value(bool best_first, Set const& open, char inside) const {
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

  Set with_spare(Set open, double spare) const {
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
  void remember_neighbours(Set const& open) {
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

  Set set_of(LocationBound::Found const& found, std::vector<Fate> const& fate) const {
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

  void try_relaxed(LocationBound::Found const& found, std::vector<Fate> const& fate) {
    auto const open = set_of(found, fate);
    auto const cost = evaluate(open);
    if (cost && *cost < set_cost_) { set_ = open, set_cost_ = *cost; }
  }

  bool accept(Set const& trial) {
    auto const cost = evaluate(trial);
    if (!cost || *cost >= set_cost_ - 1e-9 * std::abs(set_cost_)) { return false; }
    set_ = trial;
    set_cost_ = *cost;
    return true;
  }

  // Drop, add and swap until none helps.
  void improve_best() {
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

  // A site is decided where the other fate would cost more than the best plan.
  void fix_by_bound(std::vector<double> const& price, std::vector<Fate>& fate) {
    auto const forced = bound_.forced(price, fate);
    auto const limit = best() - tolerance() + 1e-9 * std::abs(best());
    for (auto i = 0; i != p_.sites; ++i) {
      if (fate[i] != Fate::undecided) { continue; }
      if (forced.open[i] > limit) {
        fate[i] = Fate::closed;
      } else if (forced.closed[i] > limit) {
        fate[i] = Fate::open;
      }
    }
  }

  void expand() {
    auto const level = nodes_.begin()->first;
    auto const node = std::move(nodes_.begin()->second);
    nodes_.erase(nodes_.begin());
    if (level >= best() - tolerance()) { return leaf(level); }
    auto pick = -1;
    auto nearest = 2.0;
    for (auto i = 0; i != p_.sites; ++i) {
      if (node.fate[i] != Fate::undecided) { continue; }
      auto const off = std::abs(node.openness[i] - 0.5);
      if (off < nearest) { nearest = off, pick = i; }
    }
    if (pick < 0) { return close(node, level); }
    for (auto const way : {Fate::open, Fate::closed}) {
      if (stop()) {
        leaf(level);
        continue;
      }
      auto child = node;
      child.fate[pick] = way;
      spent_ += kNodePasses / 5;
      auto const found = bound_.improve(child.price, child.fate, kNodePasses, best() - tolerance(),
                                        [&] { return stop(); });
      if (found.infeasible) { continue; }
      auto const exact = bound_.exact(child.price, child.fate);
      if (!exact) { continue; }
      auto const bound = std::max(level, static_cast<double>(*exact));
      if (bound >= best() - tolerance()) {
        leaf(bound);
        continue;
      }
      child.openness = found.openness;
      if (++expanded_ % kTryEvery == 1) { try_relaxed(found, child.fate); }
      if (set_cost_ < improved_at_) {
        improve_best();
        improved_at_ = set_cost_;
      }
      if (out_.value && expanded_ % 8 == 0) { fix_by_bound(child.price, child.fate); }
      nodes_.emplace(bound, std::move(child));
    }
  }

  void leaf(double bound) { least_leaf_ = std::min(least_leaf_, bound); }

  // Every site is decided: the transport is the best (split), or a bound on it (single).
  void close(Node const& node, double level) {
    auto open = Set(p_.sites, 0);
    for (auto i = 0; i != p_.sites; ++i) { open[i] = node.fate[i] == Fate::open; }
    auto const cost = evaluate(open);
    if (!cost) { return; }
    auto bound = std::max(level, *cost * (1.0 - 1e-12) - 1.0);
    if (single_) {
      closed_.push_back({open, bound});
    } else {
      leaf(bound);
    }
  }

  void finish() {
    auto proved = std::min(least_leaf_, best());
    if (!nodes_.empty()) { proved = std::min(proved, nodes_.begin()->first); }
    for (auto const& [open, bound] : closed_) {
      auto const tried = tried_.find(open);
      proved = std::min(proved,
                        tried == tried_.end() ? bound : std::max(bound, tried->second.split_cost));
    }
    auto const bound =
        std::max(*root_bound_, static_cast<std::int64_t>(std::floor(std::min(proved, 4e18))));
    out_.bound = out_.value ? std::min(bound, *out_.value) : *root_bound_;
    if (!out_.value) {
      // Only an exhausted tree without a single open set that can serve all proves it.
      auto const none = nodes_.empty() && closed_.empty() && !stop() && least_leaf_ > 1e299;
      out_.stop = none                    ? Stop::infeasible
                  : out_of_time(options_) ? Stop::time_spent
                                          : Stop::moves_spent;
      return;
    }
    auto const near = static_cast<double>(*out_.value - *out_.bound) <= tolerance() + best() * 1e-9;
    out_.stop = near                                                 ? Stop::proved_best
                : options_.target && *out_.value <= *options_.target ? Stop::target_reached
                : out_of_time(options_)                              ? Stop::time_spent
                                                                     : Stop::moves_spent;
    if (near) { out_.bound = single_ ? *out_.value : *out_.bound; }
  }

  Problem const& p_;
  Options const& options_;
  LocationBound bound_;
  Transport transport_;
  bool single_;
  Placement out_;
  std::optional<std::int64_t> root_bound_;
  LocationBound::Found root_;
  Set set_;
  double set_cost_{1e300};
  double improved_at_{1e300};
  double least_leaf_{1e300};
  std::multimap<double, Node> nodes_;
  std::vector<std::pair<Set, double>> closed_;
  bool sets_left_{};
  Set best_single_;
  std::optional<std::int64_t> neighbours_of_;
  std::int64_t turn_{};
  std::int64_t expanded_{};
  std::int64_t spent_{};
  std::map<Set, std::optional<double>> costs_;
  std::map<Set, Tried> tried_;
};

}  // namespace

bool is_location(Problem const& p) {
  if (p.resources != 1 || !p.pairs.empty() || !p.skip_cost.empty() || !p.apart.empty() ||
      p.open_cost.empty()) {
    return false;
  }
  for (auto j = 0; j != p.items; ++j) {
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      if (p.use[a] != p.use[p.first[j]]) { return false; }
    }
  }
  for (auto const room : p.capacity) {
    if (room == kUnlimited) { return false; }
  }
  return true;
}

Result<Placement> solve_location(Problem const& p, Options const& options) {
  return Location{p, options}.run();
}

}  // namespace chengjie::place
