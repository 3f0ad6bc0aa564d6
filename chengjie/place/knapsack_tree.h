// Bound B and a proof by branching. The rule that every item is placed once is relaxed at a price
// an item; each site becomes a 0-1 knapsack solved exactly (Fisher, Jaikumar & Van Wassenhove
// 1986). Tables filled from both ends tell what every arc would cost if it were forced in or out,
// and arcs that no better plan can use go (Posta, Ferland & Michelon 2012); what is left is
// branched depth first. A diver is the same tree that proves nothing: it assumes a plan near the
// bound, closes one site a node with the items that the late passes agree on, and starts again
// after some cuts. One resource. Sums
// are integers held in doubles, so bounds are proofs.
#pragma once
#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

#include "chengjie/base/random.h"
#include "chengjie/place/problem.h"

namespace chengjie::place {

class KnapsackTree {
 public:
  // One resource, no skipping and no openings; capacities that can be tabulated.
  static bool takes(Problem const&);
  // `row_price`: capacity prices of bound A, from which the items' prices start.
  KnapsackTree(Problem const&, std::span<double const> row_price);

  void know(std::int64_t cost);   // a plan from outside
  void dive(std::uint64_t seed);  // from now on; the root must be done
  // Until so many table cells were filled, the tree is done, or `stop`.
  void run(std::int64_t cells, std::function<bool()> const& stop);

  bool done() const { return done_; }        // no plan is better than what is known
  bool begun() const { return nodes_ > 0; }  // the root has a bound
  std::int64_t bound() const;                // no plan costs less; at most what is known
  // A better plan than any told, arcs by item; empty when none was found.
  std::vector<std::int32_t> const& plan() const { return plan_; }
  std::int64_t plan_cost() const { return plan_cost_; }
  std::int64_t nodes() const { return nodes_; }
  std::int64_t cells() const { return cells_; }

 private:
  struct Live {
    std::int32_t item{};
    std::int32_t arc{};
    std::int32_t use{};
    double cost{};
  };
  struct Pick {
    Live const* live{};
    double worth{};
  };
  struct Frame {
    std::size_t mark{};  // of the trail
    std::vector<double> price;
    std::int32_t arc{};
    bool second{};
    double bound{};
  };
  enum class Fate { open, cut, halted };

  double limit() const {
    auto const better = (static_cast<double>(known_) - 1.0) * fixed_;
    return diving_ ? std::min(better, aim_) : better;
  }
  Fate work(int passes, std::function<bool()> const& stop);
  double pass();
  double rate(Pick const& pick) const { return pick.worth + critical_ * pick.live->use; }
  double slip() const { return 0.01 + 1e-9 * std::abs(lower_); }  // of floating point sums
  void find_critical(int room);
  int part(int room, double gap);
  void tabulate(int width);
  double knapsack(int site, double lean);
  double worth_of(Live const& live, double lean) const;
  void take_chosen(std::vector<std::int32_t>& arcs) const;
  void choose(int site, double& total);
  void note_plan();
  void follow(double level, double theta);
  bool fix(double level);
  bool fix_site(int site, double level, std::vector<std::int32_t>& doomed);
  bool refresh();
  void kill(std::int32_t arc);
  void keep_only(std::int32_t arc);
  void undo(std::size_t mark);
  std::int32_t most_used(int item) const;
  void branch();
  void backtrack();
  std::int32_t pick_arc() const;
  std::int32_t plunge();
  double lean_column(int site);
  void settle_column(int site);
  void surface(bool found);

  Problem const& p_;
  double fixed_{1024.0};  // costs and prices are multiples of 1 / fixed_
  std::int64_t unit_{1};  // common measure of the uses
  std::vector<std::int32_t> item_of_;
  std::vector<double> cost_;  // by arc, times fixed_
  std::vector<std::int32_t> use_, capacity_;
  std::vector<char> alive_;
  std::vector<std::int32_t> count_, trail_;  // alive arcs by item; arcs killed in order
  std::vector<std::int32_t> only_;           // the arc of an item that has one left, else -1
  std::vector<std::int32_t> room_;
  std::vector<std::vector<Live>> live_;
  double fixed_cost_{};
  std::vector<double> price_, direction_, node_price_;
  std::vector<std::int32_t> served_, chosen_;
  std::vector<double> share_;  // by arc: how much the late passes used it
  double share_total_{}, share_weight_{1.0};
  // Of the site looked at last.
  std::vector<Pick> picks_, core_;
  std::vector<std::int32_t> sure_;  // arcs
  double sure_worth_{}, critical_{}, lower_{}, upper_{};
  int core_width_{};
  std::vector<double> table_, back_;
  std::vector<Frame> frames_;
  std::int64_t known_{};
  std::int64_t plan_cost_{};
  std::vector<std::int32_t> plan_;
  std::int64_t bound_{};
  std::int64_t cells_{}, nodes_{};
  double node_bound_{};
  bool done_{};
  // Diving only.
  bool diving_{};
  Random random_{1};
  std::vector<double> root_price_;
  std::size_t root_mark_{};
  double root_level_{}, aim_{}, nearness_{0.05};
  int cuts_{};
  std::vector<std::int32_t> column_, best_column_;
  bool found_{};
};

}  // namespace chengjie::place
