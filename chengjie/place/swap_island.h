// One logical search of quadratic assignment: a family of plans, a tabu walk that improves its
// children, and exchanges of clusters between two parts of the walk.
#pragma once
#include <array>
#include <functional>
#include <memory>
#include <optional>

#include "chengjie/base/random.h"
#include "chengjie/place/swap_clusters.h"
#include "chengjie/place/swap_family.h"
#include "chengjie/place/swap_walk.h"

namespace chengjie::place {

class SwapIsland {
 public:
  // Model and clusters must outlive the island. `run`: moves of one walk, by item.
  SwapIsland(SwapModel const&, SwapClusters const&, int run, std::uint64_t seed);

  // So many moves, in walks; `stop` is asked every few hundred.
  void run(std::int64_t moves, std::function<bool()> const& stop);
  std::optional<SwapFamily::Member> const& best() const { return best_; }
  // Takes in the other's champion.
  void learn_from(SwapIsland const& other);

 private:
  void exchange(std::function<bool()> const& stop);
  bool try_exchange(int tree);
  int draw_tree();

  SwapClusters const& clusters_;
  std::unique_ptr<SwapWalk> walk_;
  SwapFamily family_;
  Random random_;
  std::int64_t length_;  // of a walk
  int patience_;         // exchanges that may fail in turn
  int patience_least_, patience_most_;
  std::array<double, SwapClusters::kTrees> tried_{}, worked_{};
  std::optional<SwapFamily::Member> best_;
};

}  // namespace chengjie::place
