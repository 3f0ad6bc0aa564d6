// The most that the pairs of a project could bring at a site, half of each: how near each partner
// could come, and how many of them the place has room for beside it.
#pragma once
#include "chengjie/place/district_model.h"

namespace chengjie::place::district {

class PairsMost {
 public:
  explicit PairsMost(Model const&);

  // Never less than half of what the pairs of the item bring in any plan where it stands there.
  double at(int item, int site);

 private:
  struct Near4 {  // levels at which an item could stand to a site, as bits
    std::uint8_t all{};
    bool elsewhere{};  // as near as in one park, but on another ground
  };
  struct Partner {
    double more{};  // of being in the same park, against the best farther off
    int item{};
  };
  double room_for(int item, int ground, std::vector<Partner>&) const;
  double filled(std::vector<Partner>&, int group, double room) const;

  Model const& m_;
  std::vector<Near4> near_;               // items x sites
  std::vector<std::vector<int>> groups_;  // by ground: its own capacities
  std::vector<double> least_;             // items x groups: use on the group's last row
  std::vector<Partner> partners_;
};

}  // namespace chengjie::place::district
