// What one more unit of each capacity is worth, checked by solving again.
#pragma once
#include "chengjie/place/district_bound.h"
#include "chengjie/place/district_rules.h"
#include "chengjie/place/district_state.h"

namespace chengjie::place::district {

// Capacities with a price, or that a project lacks: dearest first, not verified.
std::vector<CapacityPrice> capacity_prices(Ground const&, State const&, RowPrices const&,
                                           std::vector<Decision> const&);

// Fills gain_of_one, gain_of_step and proved of all of plan.prices; the plan has its points, stop,
// decisions and kept, and no shift betters it unless it is proved best. The dearest prices_max by
// solving or searching again (how many that were), the others by shifts from the plan.
int verify_prices(Ground const&, State const&, RowPrices const&, Plan&, DistrictOptions const&);

}  // namespace chengjie::place::district
