#include "chengjie/place/knapsack_tree.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace chengjie::place {
namespace {

constexpr auto kRoomMost = std::int64_t{50'000};
constexpr auto kCountable = 4e15;  // doubles count by ones up to here
constexpr auto kFixedMost = 1024.0;
constexpr auto kFixedLeast = 16.0;
constexpr auto kRootPasses = 600;
constexpr auto kNodePasses = 60;
constexpr auto kPassesLeast = 12;  // and as many more as these cells allow
constexpr auto kCellsMost = std::int64_t{1'500'000'000};
constexpr auto kFixEvery = 15;
constexpr auto kPatience = 5;
constexpr auto kThetaLeast = 0.02;
constexpr auto kRootPatience = 10;
constexpr auto kRootThetaLeast = 0.002;
constexpr auto kDivePasses = 20;
constexpr auto kCutsMost = 40;  // of a dive
constexpr auto kReach = 0.02;
constexpr auto kShareGrowth = 1.1;  // late passes count more

std::int64_t unit_of(Problem const& p) {
  auto unit = std::int64_t{0};
  for (auto const use : p.use) { unit = std::gcd(unit, use); }
  return std::max<std::int64_t>(unit, 1);
}

// How finely prices may be counted; 0: the costs are too large.
double fixed_of(Problem const& p) {
  auto largest = 1.0;
  for (auto const cost : p.cost) {
    largest = std::max(largest, std::abs(static_cast<double>(cost)));
  }
  auto fixed = kFixedMost;
  while (fixed >= kFixedLeast && 4.0 * largest * fixed * (p.items + 1.0) > kCountable) {
    fixed /= 2.0;
  }
  return fixed >= kFixedLeast ? fixed : 0.0;
}

}  // namespace

bool KnapsackTree::takes(Problem const& p) {
  if (p.resources != 1 || p.split || p.items == 0 || !p.skip_cost.empty() || !p.apart.empty() ||
      !p.pairs.empty() || fixed_of(p) == 0.0) {
    return false;
  }
  auto const unit = unit_of(p);
  for (auto const room : p.capacity) {
    if (room != kUnlimited && room / unit > kRoomMost) { return false; }
  }
  for (auto j = 0; j != p.items; ++j) {
    if (p.first[j] == p.first[j + 1]) { return false; }
  }
  return true;
}

KnapsackTree::KnapsackTree(Problem const& p, std::span<double const> row_price)
    : p_(p), fixed_(fixed_of(p)), unit_(unit_of(p)), known_(kTotalMax / 4), bound_(-kTotalMax) {
  auto const arcs = p.site.size();
  item_of_.resize(arcs);
  cost_.resize(arcs);
  use_.resize(arcs);
  alive_.assign(arcs, 1);
  share_.assign(arcs, 0.0);
  for (auto i = 0; i != p.sites; ++i) {
    auto const room = p.capacity[i];
    capacity_.push_back(room == kUnlimited ? -1 : static_cast<std::int32_t>(room / unit_));
  }
  for (auto j = 0; j != p.items; ++j) {
    auto least = 1e300;
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      auto const site = p.site[a];
      item_of_[a] = j;
      cost_[a] = static_cast<double>(p.cost[a]) * fixed_;
      // An unlimited site takes everything; a limited one nothing larger than itself.
      auto const use = capacity_[site] < 0 ? 0 : p.use[a] / unit_;
      use_[a] = static_cast<std::int32_t>(std::min<std::int64_t>(use, kRoomMost + 1));
      auto const price = p.capacity[site] == kUnlimited ? 0.0 : row_price[site];
      least =
          std::min(least, static_cast<double>(p.cost[a]) + price * static_cast<double>(p.use[a]));
    }
    price_.push_back(least * fixed_);
    count_.push_back(p.first[j + 1] - p.first[j]);
  }
  for (auto& room : capacity_) { room = std::max(room, 0); }
  only_.assign(p.items, -1);
  direction_.assign(p.items, 0.0);
  served_.assign(p.items, 0);
  room_ = capacity_;
  live_.resize(p.sites);
  if (!refresh()) { done_ = true; }
}

void KnapsackTree::know(std::int64_t cost) { known_ = std::min(known_, cost); }

std::int64_t KnapsackTree::bound() const { return done_ ? known_ : std::min(bound_, known_); }

void KnapsackTree::kill(std::int32_t arc) {
  if (!alive_[arc]) { return; }
  alive_[arc] = 0;
  --count_[item_of_[arc]];
  trail_.push_back(arc);
}

void KnapsackTree::keep_only(std::int32_t arc) {
  auto const item = item_of_[arc];
  for (auto a = p_.first[item]; a != p_.first[item + 1]; ++a) {
    if (a != arc) { kill(a); }
  }
}

void KnapsackTree::undo(std::size_t mark) {
  for (; trail_.size() > mark; trail_.pop_back()) {
    alive_[trail_.back()] = 1;
    ++count_[item_of_[trail_.back()]];
  }
}

// Items with one arc left are settled, arcs that no longer fit go, until nothing changes. False:
// some item can go nowhere.
bool KnapsackTree::refresh() {
  for (auto changed = true; changed;) {
    changed = false;
    room_ = capacity_;
    fixed_cost_ = 0.0;
    for (auto j = 0; j != p_.items; ++j) {
      only_[j] = -1;
      if (count_[j] == 0) { return false; }
      if (count_[j] != 1) { continue; }
      auto a = p_.first[j];
      while (!alive_[a]) { ++a; }
      only_[j] = a;
      fixed_cost_ += cost_[a];
      room_[p_.site[a]] -= use_[a];
      if (room_[p_.site[a]] < 0) { return false; }
    }
    for (auto a = std::size_t{0}; a != alive_.size(); ++a) {
      if (!alive_[a] || only_[item_of_[a]] >= 0 || use_[a] <= room_[p_.site[a]]) { continue; }
      kill(static_cast<std::int32_t>(a));
      changed = true;
    }
  }
  for (auto& arcs : live_) { arcs.clear(); }
  for (auto a = std::int32_t{0}; a != static_cast<std::int32_t>(alive_.size()); ++a) {
    auto const item = item_of_[a];
    if (alive_[a] && only_[item] < 0) { live_[p_.site[a]].push_back({item, a, use_[a], cost_[a]}); }
  }
  return true;
}

// L(price), times fixed_.
double KnapsackTree::pass() {
  auto total = fixed_cost_;
  std::fill(served_.begin(), served_.end(), 0);
  chosen_.clear();
  for (auto j = 0; j != p_.items; ++j) {
    if (only_[j] >= 0) { continue; }
    price_[j] = std::nearbyint(price_[j]);
    total += price_[j];
  }
  for (auto i = 0; i != p_.sites; ++i) {
    if (!live_[i].empty()) { choose(i, total); }
  }
  cells_ += p_.items;
  share_total_ += share_weight_;
  for (auto const arc : chosen_) { share_[arc] += share_weight_; }
  share_weight_ *= kShareGrowth;
  return total;
}

// Knapsacks that happen to place every item once are a plan.
void KnapsackTree::note_plan() {
  for (auto j = 0; j != p_.items; ++j) {
    if (only_[j] < 0 && served_[j] != 1) { return; }
  }
  auto plan = only_;
  for (auto const arc : chosen_) { plan[item_of_[arc]] = arc; }
  auto cost = std::int64_t{0};
  for (auto const arc : plan) { cost += p_.cost[arc]; }
  if (cost >= known_) { return; }
  known_ = plan_cost_ = cost;
  plan_ = std::move(plan);
  found_ = true;
}

// A step towards the limit along the deflected subgradient.
void KnapsackTree::follow(double level, double theta) {
  auto length = 0.0;
  for (auto j = 0; j != p_.items; ++j) {
    if (only_[j] >= 0) { continue; }
    direction_[j] = (1.0 - served_[j]) + 0.5 * direction_[j];
    length += direction_[j] * direction_[j];
  }
  if (length < 1e-9) { return; }
  // Without a plan to compare with, the goal is a little above what is reached.
  auto const goal = std::min(limit() + 0.5 * fixed_, level + kReach * (std::abs(level) + fixed_));
  auto const step = theta * std::max(fixed_, goal - level) / length;
  auto const most = kCountable / (p_.items + 1.0);
  for (auto j = 0; j != p_.items; ++j) {
    if (only_[j] < 0) { price_[j] = std::clamp(price_[j] + step * direction_[j], -most, most); }
  }
}

KnapsackTree::Fate KnapsackTree::work(int passes, std::function<bool()> const& stop) {
  auto best = -1e300;
  auto since = 0;
  auto theta = 1.0;
  auto unfixed = true;
  auto const root = nodes_ == 0;
  std::fill(direction_.begin(), direction_.end(), 0.0);
  std::fill(share_.begin(), share_.end(), 0.0);
  share_total_ = 0.0;
  share_weight_ = 1.0;
  auto const begun = cells_;
  for (auto k = 0; k != passes; ++k) {
    if (stop()) { return Fate::halted; }
    if (k >= kPassesLeast && cells_ - begun > kCellsMost) { passes = k + 1; }
    auto const level = pass();
    if (level > best) {
      since = level > best + 0.01 * fixed_ ? 0 : since + 1;
      best = level;
      node_price_ = price_;
      unfixed = true;
    } else {
      ++since;
    }
    node_bound_ = best;
    note_plan();
    if (best > limit()) { return Fate::cut; }
    auto const last = k + 1 == passes || theta < (root ? kRootThetaLeast : kThetaLeast);
    if ((k % kFixEvery == kFixEvery - 1 || last) && unfixed) {
      unfixed = false;
      auto const before = trail_.size();
      price_ = node_price_;
      if (!fix(best)) { return Fate::cut; }
      if (trail_.size() != before) { best = -1e300; }
      if (last) { break; }
      continue;
    }
    if (last) { break; }
    if (since > (root ? kRootPatience : kPatience)) {
      since = 0;
      theta *= root ? 0.75 : 0.5;
      price_ = node_price_;
      std::fill(direction_.begin(), direction_.end(), 0.0);
      continue;
    }
    follow(level, theta);
  }
  price_ = node_price_;
  return Fate::open;
}

std::int32_t KnapsackTree::most_used(int item) const {
  auto arc = std::int32_t{-1};
  for (auto a = p_.first[item]; a != p_.first[item + 1]; ++a) {
    if (alive_[a] && (arc < 0 || share_[a] > share_[arc])) { arc = a; }
  }
  return arc;
}

// The arc used most of an item that is most divided.
std::int32_t KnapsackTree::pick_arc() const {
  auto best = std::int32_t{-1};
  auto best_rank = -1.0;
  for (auto j = 0; j != p_.items; ++j) {
    if (only_[j] >= 0) { continue; }
    auto const arc = most_used(j);
    auto const rank = 1.0 - std::abs(share_[arc] / std::max(share_total_, 1e-9) - 0.5);
    if (rank > best_rank) { best_rank = rank, best = arc; }
  }
  return best;
}

void KnapsackTree::branch() {
  auto const mark = trail_.size();
  auto const arc = diving_ ? plunge() : pick_arc();
  frames_.push_back({mark, price_, arc, false, node_bound_});
  if (arc < 0 && trail_.size() == mark) { return backtrack(); }  // all settled: the plan was noted
  if (arc >= 0) { keep_only(arc); }
  if (!refresh()) { backtrack(); }
}

void KnapsackTree::backtrack() {
  while (true) {
    while (!frames_.empty() && (frames_.back().second || frames_.back().arc < 0)) {
      undo(frames_.back().mark);
      frames_.pop_back();
    }
    if (frames_.empty() || (diving_ && ++cuts_ > kCutsMost)) {
      if (!diving_) {
        done_ = true;
        return;
      }
      return surface(std::exchange(found_, false));
    }
    auto& frame = frames_.back();
    undo(frame.mark);
    price_ = frame.price;
    frame.second = true;
    if (frame.bound > limit()) { continue; }
    kill(frame.arc);
    if (refresh()) { return; }
  }
}

void KnapsackTree::run(std::int64_t cells, std::function<bool()> const& stop) {
  auto const until = cells_ + cells;
  while (!done_ && cells_ < until) {
    auto const fate = work(nodes_ == 0 ? kRootPasses : diving_ ? kDivePasses : kNodePasses, stop);
    if (fate == Fate::halted) { break; }
    ++nodes_;
    if (fate == Fate::cut) {
      backtrack();
    } else {
      branch();
    }
  }
  if (diving_) { return; }
  // All that is left lies beside or below the first frame of which one side is still to come.
  auto least = frames_.empty() ? node_bound_ : frames_.back().bound;
  for (auto const& frame : frames_) {
    if (frame.second) { continue; }
    least = frame.bound;
    break;
  }
  if (nodes_ > 0) {
    bound_ = std::max(bound_, static_cast<std::int64_t>(std::ceil(least / fixed_)));
  }
}

}  // namespace chengjie::place
