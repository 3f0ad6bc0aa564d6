// The diver: from the root down, one site a node is closed with a whole set of items (a column of
// column generation; fixing columns rather than items: Joncour et al. 2010), the site that the late
// passes agree on most first.
#include <algorithm>
#include <cmath>
#include <utility>

#include "chengjie/place/knapsack_tree.h"

namespace chengjie::place {
namespace {

constexpr auto kBlur = 0.5;  // of an item: how far from agreed sites may be passed over by chance
constexpr auto kNearest = 0.02;
constexpr auto kNearer = 0.7;
constexpr auto kFarther = 1.3;

}  // namespace

void KnapsackTree::dive(std::uint64_t seed) {
  diving_ = true;
  random_ = Random{seed};
  undo(frames_.empty() ? trail_.size() : frames_.front().mark);
  root_price_ = frames_.empty() ? price_ : frames_.front().price;
  root_level_ = frames_.empty() ? node_bound_ : frames_.front().bound;
  root_mark_ = trail_.size();
  surface(false);
}

// Back to the root, aiming nearer to the bound after a dive that found a plan.
void KnapsackTree::surface(bool found) {
  undo(root_mark_);
  frames_.clear();
  price_ = root_price_;
  nearness_ = std::clamp(nearness_ * (found ? kNearer : kFarther), kNearest, 1.0);
  auto const most = (static_cast<double>(known_) - 1.0) * fixed_;
  aim_ = root_level_ + nearness_ * std::max(0.0, most - root_level_) + fixed_;
  cuts_ = 0;
  if (most < root_level_ || !refresh()) { done_ = true; }
}

// Into column_: the set of items that costs the site little and holds what the late passes put
// there. How far from agreed it is, in items and whole units of cost.
double KnapsackTree::lean_column(int site) {
  auto const least = knapsack(site, 0.0);
  knapsack(site, fixed_);  // a doubtful item may be lost for half a unit of cost
  column_.clear();
  take_chosen(column_);
  auto excess = -least;
  auto apart = 0.0;
  auto const total = std::max(share_total_, 1e-9);
  for (auto const arc : column_) {
    excess += cost_[arc] - price_[item_of_[arc]];
    apart += 1.0 - 2.0 * share_[arc] / total;
  }
  for (auto const& live : live_[site]) { apart += share_[live.arc] / total; }
  return apart + excess / fixed_;
}

void KnapsackTree::settle_column(int site) {
  auto const arcs = live_[site];
  std::sort(best_column_.begin(), best_column_.end());
  for (auto const& live : arcs) {
    if (std::binary_search(best_column_.begin(), best_column_.end(), live.arc)) {
      keep_only(live.arc);
    } else {
      kill(live.arc);
    }
  }
}

// Closes the site whose column is best agreed; returns the arc of it that is least sure, -1 when
// there is none.
std::int32_t KnapsackTree::plunge() {
  auto best = -1;
  auto best_rank = 1e300;
  for (auto i = 0; i != p_.sites; ++i) {
    if (live_[i].empty()) { continue; }
    auto const rank = lean_column(i) + kBlur * random_.unit();
    if (rank < best_rank) {
      best_rank = rank, best = i;
      std::swap(best_column_, column_);
    }
  }
  if (best < 0) { return -1; }
  settle_column(best);
  auto arc = std::int32_t{-1};
  for (auto const a : best_column_) {
    if (arc < 0 || share_[a] < share_[arc]) { arc = a; }
  }
  return arc;
}

}  // namespace chengjie::place
