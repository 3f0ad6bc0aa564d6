// A plan that is being changed: loads, what one more project would gain, what leaves with one.
// Every change costs the rows of one choice and the chain neighbours of one project.
#pragma once
#include "chengjie/place/district_model.h"

namespace chengjie::place::district {

class State {
 public:
  explicit State(Model const& model);

  Model const& model() const { return *m_; }
  int choice_of(int item) const { return choice_of_[item]; }  // -1: not placed
  std::vector<int> const& choices() const { return choice_of_; }
  // Points of the plan; each project that must be placed and is not counts 0, see `missing`.
  std::int64_t value() const { return value_; }
  int missing() const { return missing_; }  // projects that must be placed and are not

  // The item of the choice must not be placed.
  bool fits(int choice) const;          // capacities with their extensions, and neighbours
  bool fits_rows(int choice) const;     // capacities alone
  bool fits_near(int choice) const;     // neighbours alone
  std::int64_t gain(int choice) const;  // of putting it, against leaving the item out
  void put(int choice);
  void take(int item);
  void set(std::vector<int> const& choices);

  std::int64_t load(int row) const { return load_[row]; }
  std::vector<int> const& at(int site) const { return at_[site]; }  // items, in no order
  std::int64_t over(int group) const;        // units bought at the price of extension
  std::int64_t pair_points(int item) const;  // with everyone placed; each pair counts for both
  std::int64_t segment_cost() const;         // beyond what firms there cost already

 private:
  std::int64_t cost_of_over(int group, std::int64_t units) const;
  std::int64_t pair_points(int item, int site) const;
  std::int64_t& count(int segment, int ground);
  std::int64_t count(int segment, int ground) const;

  Model const* m_;
  std::vector<int> choice_of_;
  std::vector<std::int64_t> load_;    // by row
  std::vector<std::int64_t> count_;   // segments x sites
  std::vector<int> parks_of_;         // by segment: grounds that it fills
  std::vector<int> base_;             // the same without any project
  std::vector<std::vector<int>> at_;  // by site
  std::int64_t value_{};
  int missing_{};
};

}  // namespace chengjie::place::district
