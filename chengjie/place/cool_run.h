// Annealing in stages, each twice as long as the last, mended into plans: the quickest way to a
// good plan where several resources bind, and the only one that scales where items are many.
#pragma once
#include "chengjie/place/anneal.h"
#include "chengjie/place/penalty_search.h"

namespace chengjie::place {

class CoolRun {
 public:
  // `mender` keeps the plans; both outlive this.
  CoolRun(Linear const&, PenaltySearch& mender, Options const&);

  // Anneals from the mender's best plan, at first from the cheapest arcs, and mends. What it spent
  // in moves of Options, of which `moves_left` are left; 0: no stage fits in what time is left.
  std::int64_t stage(std::int64_t moves_left);

 private:
  std::int64_t shifts_that_fit(std::int64_t wanted) const;

  Linear const& l_;
  PenaltySearch& mender_;
  Options const& options_;
  Annealing annealing_;
  int stages_{};
  double seconds_each_{};  // by the clock, of a shift of the last stage, mending included
};

}  // namespace chengjie::place
