// Robust tabu search (Taillard 1991) by swaps. Two tables are kept: what each item would cost at
// each other's site (a product of two vectors is added a swap) and what each swap would change.
// Whole numbers, in 32 bits where no change of the problem needs more: sums that wrap on the way
// come out right.
#pragma once
#include <functional>
#include <memory>

#include "chengjie/place/swap_model.h"

namespace chengjie::place {

class SwapWalk {
 public:
  virtual ~SwapWalk() = default;

  // Forgets all that was learned.
  virtual void restart(SitePlan const&) = 0;
  // `stop` is asked every few hundred moves.
  virtual void run(std::int64_t moves, std::function<bool()> const& stop) = 0;
  // These items on the sites they stand at, all others staying: a model of its own, in which item
  // k stands at site k. Its costs differ from the full ones by a constant.
  virtual SwapModel part(std::vector<std::int32_t> const& items) const = 0;
  // A plan of that model becomes part of the present plan.
  virtual void rearrange(std::vector<std::int32_t> const& items, SitePlan const& of_part) = 0;
  // Back to the best plan, swap by swap.
  virtual void go_to_best() = 0;
  virtual std::int64_t best() const = 0;  // since the last restart
  virtual SitePlan const& best_plan() const = 0;
  virtual std::int64_t change(int i, int j) const = 0;  // of the present plan; i < j
  virtual SitePlan const& plan() const = 0;
  virtual std::int64_t value() const = 0;  // of the present plan
};

// The model must outlive the walk. `wide`: count in doubles though 32 bits would do (for tests).
std::unique_ptr<SwapWalk> make_swap_walk(SwapModel const&, std::uint64_t seed, bool wide = false);

}  // namespace chengjie::place
