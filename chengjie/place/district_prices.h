// What one more unit of each capacity is worth, checked by solving again.
#pragma once
#include "chengjie/place/district_bound.h"
#include "chengjie/place/district_rules.h"
#include "chengjie/place/district_state.h"

namespace chengjie::place::district {

// Capacities with a price, or that a project lacks: dearest first, not verified.
std::vector<CapacityPrice> capacity_prices(Ground const&, State const&, RowPrices const&,
                                           std::vector<Decision> const&);

// Fills gain_of_one, gain_of_step and proved; `plan` has its points, stop and kept.
void verify_price(CapacityPrice&, Input const&, Plan const& plan, DistrictOptions const&);

}  // namespace chengjie::place::district
