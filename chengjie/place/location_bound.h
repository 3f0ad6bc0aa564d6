// Bound for facility location: the rule that every customer is served is relaxed at a price a
// customer; each site then is a knapsack of its own, with its opening cost inside, filled to
// fractions or with whole customers (single sourcing, where few share a site), and whole sites must
// open that hold all demand together (Cornuéjols, Sridharan & Thizy 1991, total demand kept).
#pragma once
#include <memory>
#include <vector>

#include "chengjie/place/location_cover.h"

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
  // Improves `price` (by customer) in place over `passes`. Stops above `enough`. The first steps
  // aim at `first_rise` above the level, as a share of it.
  Found improve(std::vector<double>& price, std::vector<Fate> const&, int passes, double enough,
                std::function<bool()> const& stop, double first_rise = 0.02);
  std::vector<double> starting_prices() const;
  // Whole customers in the knapsacks (single sourcing) or fractions of them, which is quicker.
  // Refused, false, where too many share a site for it to matter.
  bool set_whole(bool whole);
  bool whole() const { return whole_; }
  bool few() const { return few_; }
  std::int64_t work() const { return work_; }  // so far; about nanoseconds
  // The level at these prices with one more site decided, for each undecided site: as if open, as
  // if closed (huge when the rest cannot hold the demand).
  struct Forced {
    double level{};  // with none decided
    std::vector<double> open;
    std::vector<double> closed;
  };
  Forced forced(std::vector<double> const& price, std::vector<Fate> const&);

  // In integers, rounded down: a proof (location_exact.cc). None: infeasible.
  std::optional<std::int64_t> exact(std::vector<double> const& price, std::vector<Fate> const&);

 private:
  static constexpr auto kWidthUnit = 16;  // lanes summed side by side
  static constexpr auto kNodeWork = 20;   // about nanoseconds: a node of a knapsack

  struct Arc {
    double cost{};
    double demand{};
    double inverse{};  // 1 / demand
    std::int32_t item{};
  };
  struct Choice {
    double ratio{};  // worth a unit of demand
    double worth{};  // < 0
    double demand{};
    std::int32_t item{};
  };
  struct Gain {
    std::int64_t worth{};
    std::int64_t use{};
    std::int32_t item{};
  };
  struct Part {
    double demand{};
    double worth{};
  };
  void set_price(std::vector<double> const& price);
  double quick_value(int site);
  double pass(std::vector<double> const& price, std::vector<Fate> const&, bool all_exact);
  double fill(std::vector<Fate> const&);
  bool make_exact(int site, std::vector<double> const& price);
  double knapsack(int site, std::vector<double> const& price);
  double whole_knapsack(std::size_t critical, double left, double total);
  std::size_t part_at(double ratio, std::size_t low, std::size_t high, Part& part);
  Wide exact_whole(int site, std::vector<Gain> const& gains) const;
  Wide exact_fractions(int site, double pay, std::vector<Gain> const& gains) const;

  Problem const& p_;
  bool whole_{}, few_{};
  // Shared by copies: by site; sites x width_.
  std::shared_ptr<std::vector<std::vector<Arc>> const> arcs_;
  std::shared_ptr<std::vector<float> const> quick_cost_;
  int width_{};  // items, up to a whole number of lanes
  std::vector<float> quick_price_, quick_demand_;
  std::vector<double> pay_, slope_;  // by site: the price of its room, and how that moves demand
  std::vector<double> demand_, room_, open_;
  double total_{};
  std::int64_t work_{};
  int bits_{};                  // of prices in the exact bound, after the point of a cost
  std::vector<Choice> chosen_;  // of the site looked at last, the critical one last
  std::size_t chosen_count_{};
  double share_{};  // of the last of them
  struct Taken {
    std::int32_t item{};
    double share{};
  };
  std::vector<std::vector<Taken>> taken_;  // by site, where exact
  std::vector<char> exact_;
  std::vector<double> site_value_, served_;
  std::vector<char> site_open_;
  Cover<double> cover_, core_;
};

}  // namespace chengjie::place
