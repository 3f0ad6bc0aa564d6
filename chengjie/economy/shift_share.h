// Shift-share: how much of a region's growth is the nation's, its mix of industries, its own.
// Dunn 1960; Esteban-Marquillas 1972; Gerfin 1964.
#pragma once
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::economy {

struct ShiftShare {
  std::vector<double> national, mix, regional;  // by industry: e_i (E'/E - 1), ...
  double growth{};                              // e' - e
  double national_sum{}, mix_sum{}, regional_sum{};
  double homothetic_regional{}, allocation{};  // Esteban's two parts of the regional share
  double gerfin_mix{}, gerfin_regional{};      // factors; their product is the net total shift
};

// Employment of the same industries in region and nation at two times. An industry that the nation
// did not have at first counts as not changed. Totals of 0: `bad_input`.
Result<ShiftShare> shift_share(std::vector<double> const& region_0,
                               std::vector<double> const& region_1,
                               std::vector<double> const& nation_0,
                               std::vector<double> const& nation_1);

}  // namespace chengjie::economy
