// A placement under change: loads, costs and rules kept up to date move by move. Shared by the
// solvers; the judge does not use it.
#pragma once
#include <vector>

#include "chengjie/place/problem.h"

namespace chengjie::place {

class Plan {
 public:
  explicit Plan(Problem const&);

  Problem const& problem() const { return *p_; }
  std::vector<std::int32_t> site_of() const;
  int arc_of(int item) const { return arc_of_[item]; }  // -1: not placed
  int site_at(int item) const { return arc_of_[item] < 0 ? -1 : p_->site[arc_of_[item]]; }
  std::int64_t load(std::size_t row) const { return load_[row]; }
  std::int64_t room(std::size_t row) const {
    return p_->capacity[row] == kUnlimited ? kUnlimited : p_->capacity[row] - load_[row];
  }
  std::vector<std::int32_t> const& at(int site) const { return at_[site]; }
  int missing() const { return missing_; }            // items not placed though they must be
  std::int64_t linear_cost() const { return cost_; }  // placed and skipped items and openings

  void take(int item);          // off its site, if it is on one
  void put(int item, int arc);  // onto a site; the item must be off
  void clear();
  void set(std::vector<std::int32_t> const& site_of);

  // Whether the item could stand at this arc now (as if it were off its own site).
  bool fits(int item, int arc) const;
  // As `fits`, with `leaving` (an item at the arc's site) gone.
  bool fits_without(int item, int arc, int leaving) const;
  // What placing the item at this arc would cost: its cost and an opening.
  std::int64_t price_to_put(int arc) const {
    auto const site = p_->site[arc];
    return p_->cost[arc] + (at_[site].empty() ? p_->open_of(site) : 0);
  }
  bool apart_ok(int item, int site, int leaving) const;

 private:
  Problem const* p_;
  std::vector<std::int32_t> arc_of_;
  std::vector<std::int32_t> place_;  // index of the item in at_[site]
  std::vector<std::int64_t> load_;
  std::vector<std::vector<std::int32_t>> at_;
  std::vector<std::vector<std::int32_t>> enemies_;
  std::int64_t cost_{};
  int missing_{};
};

}  // namespace chengjie::place
