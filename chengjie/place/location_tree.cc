#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/place/location_run.h"

namespace chengjie::place::detail {
namespace {

constexpr auto kRootPasses = 600;
constexpr auto kWholePasses = 300;
constexpr auto kWholeShare = 0.1;  // of the gap
constexpr auto kFarGap = 0.01;
// Work on plans for each of work on the bound: little to gain, late, far from the bound.
constexpr auto kLeastShare = 0.1;
constexpr auto kLateShare = 0.3;
constexpr auto kFarShare = 3.0;
constexpr auto kLateWork = std::int64_t{5'000'000'000};
constexpr auto kNodePasses = 50;
constexpr auto kNodeRise = 0.004;
constexpr auto kTryEvery = 3;            // nodes between two tries at the relaxed open set
constexpr auto kBatch = std::size_t{4};  // nodes looked at side by side

}  // namespace

Placement Location::run() {
  for (auto j = 0; j != p_.items; ++j) {
    demand_ += p_.first[j] == p_.first[j + 1] ? 0.0 : static_cast<double>(p_.use[p_.first[j]]);
  }
  auto price = bound_.starting_prices();
  auto fate = std::vector<Fate>(p_.sites, Fate::undecided);
  root_ = bound_.improve(price, fate, kRootPasses, 1e300, [&] { return stop(); });
  root_bound_ = root_.infeasible ? std::nullopt : bound_.exact(price, fate);
  if (!root_bound_) {
    out_.stop = Stop::infeasible;
    return std::move(out_);
  }
  root_base_ = std::accumulate(price.begin(), price.end(), 0.0);
  try_relaxed(root_, fate);
  if (single_) {
    choose_kind(price, fate);
    first_single();
    remember_neighbours(set_);
  }
  if (!bound_.whole()) { improve_best(); }
  if (out_.value) { fix_by_bound(bound_, price, fate); }
  nodes_.emplace(static_cast<double>(*root_bound_), Node{std::move(price), std::move(fate)});
  search();
  finish();
  return std::move(out_);
}

// Whole customers in the knapsacks where that closes enough of the gap to be worth its time.
void Location::choose_kind(std::vector<double>& price, std::vector<Fate> const& fate) {
  auto trial = price;
  if (!bound_.set_whole(true) || done()) { return; }
  auto const found = bound_.improve(trial, fate, kWholePasses, 1e300, [&] { return stop(); });
  auto const exact = bound_.exact(trial, fate);
  auto const before = static_cast<double>(*root_bound_);
  root_bound_ = std::max(*root_bound_, exact.value_or(-kTotalMax));
  auto const rise = static_cast<double>(*root_bound_) - before;
  whole_.emplace(bound_);
  whole_price_ = trial;
  if (rise > kWholeShare * (std::min(best(), set_cost_) - before)) {
    price = std::move(trial);
    root_ = found;
    root_base_ = std::accumulate(price.begin(), price.end(), 0.0);
    // What is cheap to divide says little then: the sets tried start from this one.
    set_cost_ = 1e300;
    try_relaxed(root_, fate);
  } else {
    bound_.set_whole(false);
  }
}

// What holds the bound down is worked on; for single sourcing plans get as much work while they
// improve, and less later.
void Location::search() {
  while (!done() && (!nodes_.empty() || !leaves_.empty() || (single_ && sets_left_))) {
    if (polish_turn()) {
      sets_left_ = polish_next();
      continue;
    }
    auto const leaf = least_leaf();
    if (leaf != leaves_.end() && (nodes_.empty() || leaf->bound <= nodes_.begin()->first)) {
      prove_leaf(*leaf);
    } else if (!nodes_.empty()) {
      expand();
    } else if (least_leaf_ >= best() - tolerance()) {
      break;  // what is left to try is no better than the best plan
    }
  }
}

bool Location::polish_turn() const {
  if (!single_ || !sets_left_) { return false; }
  if (nodes_.empty() && leaves_.empty()) { return least_leaf_ < best() - tolerance(); }
  // A set can gain no more than it costs over its own bound.
  auto const level = nodes_.empty() ? static_cast<double>(*root_bound_) : nodes_.begin()->first;
  auto const gap = std::max(best() - level, 1.0);
  auto least = best();
  for (auto const& [open, tried] : tried_) { least = std::min(least, tried.split_cost); }
  auto share = std::clamp((best() - least) / gap, kLeastShare, 1.0);
  auto const late = 2 * improved_ + kLateWork < bounded_ + polished_;
  if (late || nodes_.empty()) {
    share *= kLateShare;
  } else if (gap > kFarGap * std::abs(level)) {
    share *= kFarShare;
  }
  return static_cast<double>(polished_) <= share * static_cast<double>(bounded_);
}

double Location::tolerance() const {
  return std::max(single_ ? 1.0 - 1e-6 : 1.0, best() < 1e299 ? best() * 1e-10 : 1.0);
}

bool Location::done() const {
  if (stop()) { return true; }
  auto const floor = std::max(*root_bound_, options_.target.value_or(-kTotalMax));
  return out_.value && *out_.value <= floor;
}

// A site is decided where the other fate would cost more than the best plan; the undecided site
// whose fates cost most, -1 when none is left.
int Location::fix_by_bound(LocationBound& bound, std::vector<double> const& price,
                           std::vector<Fate>& fate) const {
  auto const forced = bound.forced(price, fate);
  // The bounds are sums of doubles that cancel: what they may be off by goes with what was summed.
  auto const summed = std::accumulate(price.begin(), price.end(), std::abs(best()),
                                      [](double sum, double p) { return sum + std::abs(p); });
  auto const limit = best() - tolerance() + 1e-9 * summed;
  auto pick = -1;
  auto most = -1.0;
  auto const least = forced.level - 1e-9 * std::abs(forced.level);
  for (auto i = 0; i != p_.sites; ++i) {
    if (fate[i] != Fate::undecided) { continue; }
    if (forced.open[i] > limit) {
      fate[i] = Fate::closed;
    } else if (forced.closed[i] > limit) {
      fate[i] = Fate::open;
    } else if (auto const rank = (forced.open[i] - least) * (forced.closed[i] - least);
               rank > most) {
      most = rank, pick = i;
    }
  }
  return pick;
}

// Both fates of the node's hardest site.
void Location::bound_children(LocationBound& bound, Work& work) const {
  work.pick = fix_by_bound(bound, work.node.price, work.node.fate);
  if (work.pick < 0) { return; }
  for (auto const way : {Fate::open, Fate::closed}) {
    auto child = Child{work.node, work.level, {}};
    child.node.fate[work.pick] = way;
    child.found = bound.improve(
        child.node.price, child.node.fate, kNodePasses, best() - tolerance(),
        [this] { return out_of_time(options_); }, kNodeRise);
    auto const exact =
        child.found.infeasible ? std::nullopt : bound.exact(child.node.price, child.node.fate);
    if (!exact) { continue; }
    child.bound = std::max(work.level, static_cast<double>(*exact));
    work.children.push_back(std::move(child));
  }
}

// The open nodes of the least bounds, side by side; their number never depends on the threads.
void Location::expand() {
  auto batch = std::vector<Work>{};
  while (!nodes_.empty() && batch.size() != kBatch) {
    auto const level = nodes_.begin()->first;
    auto node = std::move(nodes_.begin()->second);
    nodes_.erase(nodes_.begin());
    if (level >= best() - tolerance()) {
      leaf(level);
    } else {
      batch.push_back({level, std::move(node), -1, {}});
    }
  }
  while (bounds_.size() < batch.size()) { bounds_.push_back(bound_); }
  auto worked = std::int64_t{0};
  for (auto const& bound : bounds_) { worked -= bound.work(); }
  in_parallel(static_cast<int>(batch.size()), options_.threads,
              [&](int k) { bound_children(bounds_[k], batch[k]); });
  auto const passes = static_cast<std::int64_t>(batch.size()) * kNodePasses * 2;
  spent_ += passes / 5;
  for (auto const& bound : bounds_) { worked += bound.work(); }
  bounded_ += worked;
  // Kept before any of it is used: what runs out of time below must still count as open.
  for (auto& work : batch) {
    if (work.pick < 0) { close(work.node, work.level); }
    for (auto& child : work.children) {
      if (child.bound >= best() - tolerance()) {
        leaf(child.bound);
      } else {
        nodes_.emplace(child.bound, child.node);
      }
    }
  }
  for (auto const& work : batch) {
    for (auto const& child : work.children) {
      if (++expanded_ % kTryEvery == 1) { try_relaxed(child.found, child.node.fate); }
    }
  }
  if (set_cost_ < improved_at_ && !bound_.whole()) {
    improve_best();
    improved_at_ = set_cost_;
  }
}

// Every site is decided: the transport is the best (split), or a bound on it (single).
void Location::close(Node const& node, double level) {
  auto open = Set(p_.sites, 0);
  for (auto i = 0; i != p_.sites; ++i) { open[i] = node.fate[i] == Fate::open; }
  auto const cost = evaluate(open);
  if (!cost) { return; }
  auto bound = std::max(level, *cost * (1.0 - 1e-12) - 1.0);
  if (single_) {
    leaves_.push_back({open, bound});
  } else {
    leaf(bound);
  }
}

void Location::finish() {
  auto proved = std::min(least_leaf_, best());
  if (!nodes_.empty()) { proved = std::min(proved, nodes_.begin()->first); }
  for (auto const& leaf : leaves_) { proved = std::min(proved, leaf.bound); }
  auto const bound =
      std::max(*root_bound_, static_cast<std::int64_t>(std::floor(std::min(proved, 4e18))));
  out_.bound = out_.value ? std::min(bound, *out_.value) : *root_bound_;
  if (!out_.value) {
    // Only an exhausted tree without a single open set that can serve all proves it.
    auto const none = nodes_.empty() && leaves_.empty() && !stop() && least_leaf_ > 1e299;
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
}  // namespace chengjie::place::detail
