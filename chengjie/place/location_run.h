// One run of facility location: a best-first tree over which sites open (location_tree.cc), tries
// of open sets (location_sets.cc) and proofs on the open sets that the tree leaves to single
// sourcing (location_leaf.cc). Only solve_location.cc starts one.
#pragma once
#include <map>
#include <memory>

#include "chengjie/place/crew.h"
#include "chengjie/place/knapsack_tree.h"
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
  double set_bound(Set const& open) const;
  double whole_bound(Set const& open);
  std::optional<double> evaluate(Set const& open);
  void keep_split();
  Problem restricted(Set const& open) const;

  // Whole customers on a set of open sites, every site decided.
  struct LeafWork {
    LeafWork(Problem p, std::span<double const> price)
        : problem(std::move(p)), tree(problem, price) {}
    LeafWork(LeafWork const&) = delete;  // the tree refers to the problem beside it
    LeafWork& operator=(LeafWork const&) = delete;

    Problem problem;
    KnapsackTree tree;
  };
  struct Tried {
    double split_cost{};  // a bound
    int rounds{};         // each with twice the moves of the last
    double spare{};       // room beyond the demand, as a share of that
    bool measured{};      // against the whole bound
    bool spread{};        // its neighbours are remembered
  };

  void remember(Set const& open, double split_cost);
  void look_at(Set const open, Tried& tried);
  void work_on(Set const open, Tried& tried, std::int64_t moves);
  void hear_of(std::vector<std::int32_t> site_of, Set const& open, Tried& tried);
  bool polish_next();
  std::int64_t first_moves() const;
  void first_single();
  double root_value(int site) const { return root_.value.empty() ? 0.0 : root_.value[site]; }
  double room_of(Set const& open) const;
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

  struct Leaf {  // the tree has decided every site
    Set open;
    double bound{};
    std::unique_ptr<LeafWork> work{};
  };
  std::vector<Leaf>::iterator least_leaf();
  void prove_leaf(Leaf& leaf);
  bool begin_proof(Leaf& leaf);
  void hear(LeafWork const& work, Set const& open);
  void choose_kind(std::vector<double>& price, std::vector<Fate> const& fate);
  bool polish_turn() const;
  void keep_single(std::vector<std::int32_t> site_of, std::int64_t value, Set const& open);

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
  std::optional<LocationBound> whole_;  // of single sets
  std::vector<double> whole_price_;
  double root_base_{};  // the root's prices, summed
  Set set_;
  double set_cost_{1e300};
  double improved_at_{1e300};
  double least_leaf_{1e300};
  std::multimap<double, Node> nodes_;
  std::vector<Leaf> leaves_;
  bool sets_left_{};
  double demand_{};    // of all customers
  double hopeless_{};  // the most spare room of a set on which no plan was found
  std::optional<std::int64_t> neighbours_of_;
  Set best_single_;
  // Work so far, about nanoseconds; when improved last.
  std::int64_t bounded_{}, polished_{}, improved_{};
  std::int64_t expanded_{};
  std::int64_t spent_{};
  std::map<Set, std::optional<double>> costs_;
  std::map<Set, Tried> tried_;
};

}  // namespace chengjie::place::detail
