// Simulated annealing by single shifts (Kirkpatrick, Gelatt & Vecchi 1983) on the loss against the
// priced bound: the reduced costs of the arcs, and of each row the price of the room it leaves or,
// overloaded, some multiple of it that rises while the temperature falls. What comes out is cheap
// and a little overloaded; PenaltySearch::mend makes a plan of it. For many items on sparse arcs,
// where exchanges between two sites find few partners: chains of shifts need none.
#pragma once
#include "chengjie/base/random.h"
#include "chengjie/place/linear.h"

namespace chengjie::place {

struct Cooling {
  std::int64_t moves{};  // tried shifts
  double hot{0.3};  // temperatures in shares of the mean regret (of an item's second candidate)
  double cold{0.006};
};

class Annealing {
 public:
  Annealing(Linear const&, std::uint64_t seed);

  // From a plan, by arc, that may be overloaded. The sites are dealt anew to a fixed number of
  // walks at every temperature, so that the threads never change what comes out.
  void run(std::vector<std::int32_t>& arc_of, Cooling const&, int threads,
           std::function<bool()> const& stop);

  std::vector<double> weights() const;  // of overload at the end, by row

 private:
  struct Walk {
    Random random;
    std::vector<std::int32_t> items;  // that stand on the walk's sites
  };
  void load(std::vector<std::int32_t> const& arc_of);
  void deal(std::vector<std::int32_t> const& arc_of);
  void walk(Walk&, int group, std::int64_t moves, std::vector<std::int32_t>& arc_of);
  bool worth(int from, int to, double most) const;
  double row_loss(std::size_t row, double load) const;
  bool overloaded(int site) const;

  Linear const& l_;
  Random random_;
  std::size_t width_;
  double regret_{};                 // mean, > 0
  double weight_least_{};           // of overload on rows without a price
  double dear_{};                   // overload costs so many times the price
  double heat_{};                   // temperature, in costs
  std::vector<double> load_;        // by row
  std::vector<double> log_;         // -log of evenly spread shares
  std::vector<std::int8_t> group_;  // by site
  std::vector<Walk> walks_;
};

}  // namespace chengjie::place
