// Local search through overloaded plans: shift, swap and one ejection on the candidate arcs
// (Yagiura, Ibaraki & Glover 2004). A plan is measured by its loss against the priced bound: the
// reduced costs of its arcs, and of each row the price of the room it leaves or, overloaded, a
// weight of its own that rises while the overload stands and falls while plans are feasible. A
// move can win back no more than the losses of the sites it touches: most are refused by that.
#pragma once
#include "chengjie/base/random.h"
#include "chengjie/place/linear.h"

namespace chengjie::place {

class PenaltySearch {
 public:
  PenaltySearch(Linear const&, std::uint64_t seed);

  void start(std::vector<std::int32_t> const& arc_of);  // every item somewhere; may be overloaded
  void start_from_prices();  // cheapest arcs that still have room, else cheapest
  // Until that many items were examined or `stop` says so.
  void run(std::int64_t examinations, std::function<bool()> const& stop);

  // From a plan that is overloaded in few places: only they are worked on, until they are rid of
  // it. `weight` of overload by row, to begin with.
  void mend(std::vector<std::int32_t> const& arc_of, std::vector<double> const& weight,
            std::int64_t examinations, std::function<bool()> const& stop);

  std::optional<std::int64_t> best_cost() const { return best_cost_; }
  std::vector<std::int32_t> const& best() const { return best_; }
  void adopt(std::vector<std::int32_t> const& arc_of,
             std::int64_t cost);               // a better plan from outside
  std::int64_t idle() const { return idle_; }  // local optima since the best one
  Random& random() { return random_; }

 private:
  struct Move {
    double change{};
    int to{-1};     // arc of the examined item
    int other{-1};  // item that leaves the site of `to`
    int other_to{-1};
  };
  double row_loss(std::size_t row, double load) const;
  double site_change(int site, int in, int out) const;
  Move best_move(int item) const;
  void try_swaps(int item, int to, Move& best) const;
  void try_ejections(int item, int to, double without, Move& best) const;
  double change_of(int item, int to) const;
  void apply(int item, Move const&);
  void relocate(int item, int arc);
  void refresh(int site);
  void activate_site(int site);
  void activate(int item);
  void at_local_optimum();
  void kick();
  void record();
  bool examine_one();  // one of the queue; whether it moved
  void change_load(int arc, double sign);
  void raise_overloaded(double rise);

  Linear const& l_;
  Random random_;
  std::vector<std::int32_t> arc_of_, place_, best_;
  std::vector<std::vector<std::int32_t>> at_;
  std::vector<double> load_, weight_, weight_least_, site_loss_;
  std::vector<std::int32_t> queue_;
  std::vector<char> queued_;
  std::int64_t cost_{};
  std::optional<std::int64_t> best_cost_;
  std::int64_t idle_{};
  int width_{};
  int over_{};                       // rows that are overloaded
  std::vector<std::int32_t> moved_;  // items that may stand elsewhere than in best_
  std::vector<char> is_moved_;
};

}  // namespace chengjie::place
