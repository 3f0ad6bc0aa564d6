// Bound for facility location: the rule that every customer is served is relaxed at a price a
// customer; each site then is a knapsack of its own, filled to fractions, with its opening cost
// inside, and the open sites together must hold all demand (Cornuéjols, Sridharan & Thizy 1991,
// relaxation with the total demand constraint). Valid for split and for single sourcing.
#pragma once
#include <vector>

#include "chengjie/place/problem.h"

namespace chengjie::place {

enum class Fate : char { undecided, open, closed };

class LocationBound {
 public:
  explicit LocationBound(Problem const&);

  struct Found {
    double level{};                // the best bound in floating point
    std::vector<double> openness;  // by site: how often the relaxed problem opened it, 0 to 1
    std::vector<double> value;     // by site: opening cost and knapsack at the best prices
    bool infeasible{};             // the sites that may open cannot hold the demand
  };
  // Improves `price` (by customer) in place over `passes`. Stops above `enough`.
  Found improve(std::vector<double>& price, std::vector<Fate> const&, int passes, double enough,
                std::function<bool()> const& stop);
  std::vector<double> starting_prices() const;
  // The level at these prices with one more site decided, for each undecided site: as if open, as
  // if closed (huge when the rest cannot hold the demand).
  struct Forced {
    double level{};  // with none decided
    std::vector<double> open;
    std::vector<double> closed;
  };
  Forced forced(std::vector<double> const& price, std::vector<Fate> const&);

  // In integers, rounded down: a proof. None: infeasible.
  std::optional<std::int64_t> exact(std::vector<double> const& price,
                                    std::vector<Fate> const&) const;

 private:
  double pass(std::vector<double> const& price, std::vector<Fate> const&);
  double fill(std::vector<Fate> const&);
  double knapsack(int site, std::vector<double> const& price);

  Problem const& p_;
  std::vector<double> cost_;  // sites x items; huge where there is no arc
  std::vector<double> demand_, room_, open_;
  double total_{};
  struct Choice {
    double ratio{};
    double worth{};
    std::int32_t item{};
  };
  std::vector<std::vector<Choice>> chosen_;
  std::vector<double> share_;  // of the last item of each site
  std::vector<double> site_value_, site_open_, served_;
  std::vector<int> order_;
};

}  // namespace chengjie::place
