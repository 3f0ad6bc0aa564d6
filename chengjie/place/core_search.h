// Exact exchange among a few sites at a time. At the prices, a plan's distance from the bound is
// the sum of the reduced costs of its arcs and of the priced room it leaves, so a set of sites can
// only improve within its own share of that. All ways to depart from the cheapest arcs within the
// budget are listed for two halves of the items and joined on the loads (meeting in the middle:
// Horowitz & Sahni 1974). The set of sites widens while the lists stay short. Now and then a plan
// a little dearer is accepted, never far above the best (record-to-record travel: Dueck 1993).
#pragma once
#include <array>

#include "chengjie/base/random.h"
#include "chengjie/place/linear.h"

namespace chengjie::place {

class CoreSearch {
 public:
  CoreSearch(Linear const&, std::uint64_t seed);

  void start(std::vector<std::int32_t> const& arc_of, std::int64_t cost);  // feasible
  void restrict_to(std::vector<char> allowed) {
    allowed_ = std::move(allowed);
  }  // by site; empty: all
  void run(std::int64_t rounds, std::function<bool()> const& stop);

  std::int64_t best_cost() const { return best_cost_; }
  std::vector<std::int32_t> const& best() const { return best_; }
  // All sites at once, everything listed: true when no plan is better than the best (which may have
  // been improved on the way); false when more than so many labels a half were needed to tell.
  bool prove(std::size_t labels_most, std::function<bool()> const& stop);

  std::int64_t idle() const { return idle_; }  // rounds since the best plan
  std::int64_t labels() const { return labels_total_; }

 private:
  static constexpr int kDepartMax = 14;
  struct Depart {  // an item on another arc than its cheapest in the set
    int item{};    // index in free_
    int arc{};
    double loss{};
    int slot{};
    int slot_cheapest{};
  };
  struct Label {
    double loss{};
    std::array<std::int16_t, kDepartMax> departs;
    int count{};
  };
  struct Half {
    std::vector<Depart> departs;
    std::vector<Label> labels;
    std::vector<double> loads;        // labels x rows
    std::vector<double> base;         // rows: all at their cheapest
    std::vector<double> current;      // rows: all where they are
    std::vector<std::int32_t> order;  // labels by their loads on the two key rows
  };
  struct Free {
    int item{};
    int cheapest{};  // arc
  };
  void clear_sites();
  void choose_keys();
  void choose_sites();
  void add_site(int site);
  bool prepare();
  bool list(Half&);
  bool extend(Half&, std::size_t from, double loss, int count);
  void sort_by_keys(Half&);
  void join(std::function<bool()> const& stop);
  void try_pair(std::size_t a, std::size_t b, double left);
  bool is_current(double const* x, double const* y) const;
  void adopt();
  void settle();
  std::size_t rows() const { return sites_.size() * width_; }

  Linear const& l_;
  Random random_;
  std::size_t width_;
  std::vector<std::int32_t> arc_of_;
  std::vector<std::vector<std::int32_t>> at_;
  std::vector<double> load_;
  std::int64_t cost_{};
  std::vector<std::int32_t> best_;
  std::int64_t best_cost_{};
  std::int64_t idle_{};
  std::vector<char> allowed_;
  // The set being searched.
  std::vector<std::int32_t> sites_, slot_of_;
  std::vector<Free> free_;
  std::vector<char> used_;
  std::vector<double> room_, price_, now_;
  std::array<Half, 2> half_;
  std::size_t key0_{}, key1_{};
  double budget_{}, cap_{}, best_total_{}, tolerance_{};
  std::size_t labels_max_{};
  std::int64_t pairs_left_{};  // of the join; at 0 it ends early
  bool proving_{};
  bool deep_{};  // a label ran into kDepartMax
  int best_a_{-1}, best_b_{-1}, equals_{};
  std::array<std::int16_t, kDepartMax> stack_{};
  std::int64_t labels_total_{};
  double wanted_{2.5};
};

}  // namespace chengjie::place
