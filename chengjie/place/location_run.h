// One run of facility location: a best-first tree over which sites open (location_tree.cc) and
// tries of open sets (location_sets.cc). Only solve_location.cc starts one.
#pragma once
#include <map>

#include "chengjie/place/crew.h"
#include "chengjie/place/location_bound.h"
#include "chengjie/place/transport.h"

namespace chengjie::place::detail {

class Location {
  using Set = std::vector<char>;

 public:
  Location(Problem const& p, Options const& options)
      : p_(p), options_(options), bound_(p), transport_(p), single_(!p.split) {}

  Placement run();

 private:
  struct Node {
    std::vector<double> price;
    std::vector<Fate> fate;
  };

  void search();
  bool stop() const { return out_of_time(options_) || spent_ >= options_.moves; }
  double best() const { return out_.value ? static_cast<double>(*out_.value) : 1e300; }
  double tolerance() const;
  bool done() const;
  double opening(Set const& open) const;
  std::optional<double> evaluate(Set const& open);
  void keep_split();
  Problem restricted(Set const& open) const;

  struct Tried {
    double split_cost{};
    std::int64_t rounds{};
    double value{1e300};
  };

  void remember(Set const& open, double split_cost);
  void work_on(Set const open, Tried& tried, std::int64_t rounds);
  bool polish_next();
  void first_single();
  std::vector<int> by_value(bool best_first, Set const& open, char inside) const;
  Set with_spare(Set open, double spare) const;
  void remember_neighbours(Set const& open);
  Set set_of(LocationBound::Found const& found, std::vector<Fate> const& fate) const;
  void try_relaxed(LocationBound::Found const& found, std::vector<Fate> const& fate);
  bool accept(Set const& trial);
  void improve_best();
  int fix_by_bound(LocationBound& bound, std::vector<double> const& price,
                   std::vector<Fate>& fate) const;

  struct Child {
    Node node;
    double bound{};
    LocationBound::Found found;
  };
  struct Work {
    double level{};
    Node node;
    int pick{-1};
    std::vector<Child> children;
  };

  void bound_children(LocationBound& bound, Work& work) const;
  void expand();
  void leaf(double bound) { least_leaf_ = std::min(least_leaf_, bound); }

  void close(Node const& node, double level);
  void finish();

  Problem const& p_;
  Options const& options_;
  LocationBound bound_;
  std::vector<LocationBound> bounds_;
  Transport transport_;
  bool single_;
  Placement out_;
  std::optional<std::int64_t> root_bound_;
  LocationBound::Found root_;
  Set set_;
  double set_cost_{1e300};
  double improved_at_{1e300};
  double least_leaf_{1e300};
  std::multimap<double, Node> nodes_;
  std::vector<std::pair<Set, double>> closed_;
  bool sets_left_{};
  Set best_single_;
  std::optional<std::int64_t> neighbours_of_;
  std::int64_t bounded_{}, polished_{};  // work so far, in cells priced
  std::int64_t expanded_{};
  std::int64_t spent_{};
  std::map<Set, std::optional<double>> costs_;
  std::map<Set, Tried> tried_;
};

}  // namespace chengjie::place::detail
