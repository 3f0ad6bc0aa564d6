// Sites that stand alike to all others (and items that trade alike) form nested clusters: real
// districts have them, and plans get stuck where the contents of two clusters should change
// places, since every single swap on the way costs more.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "chengjie/base/random.h"
#include "chengjie/place/swap_model.h"

namespace chengjie::place {

class SwapClusters {
 public:
  using Members = std::vector<std::int32_t>;
  // Two disjoint clusters of nearly the same size, cut to the same; of a tree of sites or of items.
  struct Couple {
    bool of_sites{};
    Members first, second;
  };
  static constexpr int kTrees = 4;  // sites, items: by whom they are near to, by how they are alike

  // O(n^3) once.
  explicit SwapClusters(SwapModel const&);

  std::optional<Couple> couple(int tree, Random&) const;
  // The clusters of a tree, smallest first, none larger than half of all.
  std::vector<Members> const& nodes(int tree) const { return trees_[tree]; }

 private:
  std::array<std::vector<Members>, kTrees> trees_;
};

// A small model (some items on as many sites, all else staying; item k stands at site k): the
// first half of the items goes to the sites of the second and the other way round, each in turn to
// the cheapest, and swaps mend the rest. Gives the new plan and its change of cost.
struct Rearranged {
  SitePlan plan;
  std::int64_t change{};
};
Rearranged exchange_halves(SwapModel const& small, Random&);  // of an even number of items

}  // namespace chengjie::place
