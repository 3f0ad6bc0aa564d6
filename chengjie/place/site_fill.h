// Sites are emptied and filled again, one after another: each with a whole set of items drawn at
// the warm prices (soft_prices.h) among the sets that just fill it, after which the prices of the
// rest are mended. The site with the least choice left comes first. Where a set is drawn that costs
// nothing against the bound, the loss that a plan cannot avoid gathers in the last few sites, and
// those are left to a knapsack tree. Now and then a plan a little dearer is accepted, never far
// above the best (record-to-record travel: Dueck 1993). One resource.
#pragma once
#include "chengjie/base/random.h"
#include "chengjie/place/linear.h"
#include "chengjie/place/soft_prices.h"

namespace chengjie::place {

class SiteFill {
 public:
  // One resource, no skipping; capacities that can be tabulated.
  static bool takes(Linear const&);
  SiteFill(Linear const&, std::uint64_t seed);

  void start(std::vector<std::int32_t> const& arc_of, std::int64_t cost);  // feasible
  // Until so many elementary steps were spent (about a nanosecond each), or `stop`.
  void run(std::int64_t work, std::function<bool()> const& stop);

  std::int64_t best_cost() const { return best_cost_; }
  std::vector<std::int32_t> const& best() const { return best_; }  // empty before `start`

 private:
  struct Option {
    std::int32_t item{};  // of the group
    std::int32_t arc{};
    std::int32_t use{};
    double share{};
  };
  // What is left of the group for the tree.
  struct Rest {
    Problem problem;
    std::vector<double> price;
    std::vector<std::int32_t> item;  // of the group, by item
    std::vector<std::int32_t> arc;   // of the whole problem, by arc
  };
  void choose_sites();
  void add_site(int site);
  void stand_at(std::vector<std::int32_t> const& arc_of, std::int64_t cost);
  void gather(std::int64_t farther);
  bool descend(std::function<bool()> const& stop);
  bool hopeless() const;
  void warm();
  int tightest() const;
  bool draw(int slot);
  int sort_options(int slot);
  void tabulate(std::size_t width);
  double draw_options(std::size_t width, std::vector<double> const& end);
  Rest rest() const;
  bool finish(std::function<bool()> const& stop);
  void adopt();

  Linear const& l_;
  Random random_;
  std::vector<std::int32_t> best_, arc_of_;
  std::vector<std::vector<std::int32_t>> at_;
  std::int64_t best_cost_{}, cost_{};
  std::int64_t work_{};
  // The group.
  std::vector<std::int32_t> sites_, slot_of_, items_;
  std::vector<std::int32_t> filled_;  // arcs by item, where already drawn
  SoftPrices soft_;
  // Costs of the group as it was, at most to be, and of what is drawn.
  std::int64_t group_cost_{}, most_{}, spent_{};
  // How this group is filled.
  int tail_{}, draws_{}, tries_{};
  double coldest_{}, choice_{};
  // Of the site drawn last.
  std::vector<Option> sure_, options_, drawn_, best_drawn_;
  std::vector<float> table_;
};

}  // namespace chengjie::place
