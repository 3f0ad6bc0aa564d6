#include "chengjie/place/swap_island.h"

#include <algorithm>

namespace chengjie::place {
namespace {

constexpr auto kPatienceMost = 8;    // by item
constexpr auto kPatienceLeast = 16;  // items for one
constexpr auto kShareLeast = 0.02;   // of success, that a tree is credited with anyway

}  // namespace

SwapIsland::SwapIsland(SwapModel const& model, SwapClusters const& clusters, int run,
                       std::uint64_t seed)
    : clusters_(clusters),
      walk_(make_swap_walk(model, seed)),
      family_(model, seed),
      random_(seed ^ 0x15a4dULL),
      length_(std::int64_t{run} * model.n),
      patience_(model.n),
      patience_least_(4 + model.n / kPatienceLeast),
      patience_most_(kPatienceMost * model.n) {}

void SwapIsland::run(std::int64_t moves, std::function<bool()> const& stop) {
  while (moves > 0 && !stop()) {
    auto const walk = std::min(moves, length_);
    auto const late = walk / 4;
    moves -= walk;
    walk_->restart(family_.child());
    walk_->run(walk - late, stop);
    exchange(stop);
    walk_->run(late, stop);
    if (!best_ || walk_->best() < best_->value) { best_ = {walk_->best_plan(), walk_->best()}; }
    family_.add(walk_->best_plan(), walk_->best());
  }
}

void SwapIsland::learn_from(SwapIsland const& other) {
  if (!other.family_.champions().empty()) { family_.meet(other.family_.champions().front()); }
}

// Until many in turn have failed. How many adapts: where there are no clusters, little time is
// lost.
void SwapIsland::exchange(std::function<bool()> const& stop) {
  walk_->go_to_best();
  auto helped = false;
  for (auto failed = 0; failed < patience_; ++failed) {
    if (failed % 64 == 63 && stop()) { return; }
    auto const tree = draw_tree();
    tried_[tree] += 1.0;
    if (!try_exchange(tree)) { continue; }
    worked_[tree] += 1.0;
    failed = -1;
    helped = true;
  }
  patience_ = helped ? std::min(patience_ + patience_ / 2, patience_most_)
                     : std::max(patience_ - patience_ / 4, patience_least_);
}

bool SwapIsland::try_exchange(int tree) {
  auto const couple = clusters_.couple(tree, random_);
  if (!couple) { return false; }
  auto items = couple->first;
  items.insert(items.end(), couple->second.begin(), couple->second.end());
  if (couple->of_sites) {
    auto const& plan = walk_->plan();
    auto at = SitePlan(plan.size());
    for (auto i = std::size_t{0}; i != plan.size(); ++i) {
      at[plan[i]] = static_cast<std::int32_t>(i);
    }
    for (auto& x : items) { x = at[x]; }
  }
  auto const next = exchange_halves(walk_->part(items), random_);
  if (next.change >= 0) { return false; }
  walk_->rearrange(items, next.plan);
  return true;
}

// A tree whose exchanges work is drawn more often.
int SwapIsland::draw_tree() {
  auto shares = std::array<double, SwapClusters::kTrees>{};
  auto total = 0.0;
  for (auto k = std::size_t{0}; k != shares.size(); ++k) {
    shares[k] = kShareLeast + (worked_[k] + 1.0) / (tried_[k] + 10.0);
    total += shares[k];
  }
  auto left = random_.unit() * total;
  for (auto k = std::size_t{0}; k + 1 != shares.size(); ++k) {
    left -= shares[k];
    if (left < 0.0) { return static_cast<int>(k); }
  }
  return SwapClusters::kTrees - 1;
}

}  // namespace chengjie::place
