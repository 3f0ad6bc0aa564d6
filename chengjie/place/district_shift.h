// The plain local search of a plan: one project at a time goes to where the plan gains most, as
// long as any gains. What more room at a site is worth is told by it where solving again would tell
// more of the search than of the room: from a plan that no shift betters, only the room can be the
// reason.
#pragma once
#include "chengjie/place/district_state.h"

namespace chengjie::place::district {

// Shifts projects into these sites, then into those that they left, until nothing gains or so many
// were shifted. Costs about a look at every project a site and shift.
void settle_by_shifts(State&, std::vector<int> sites, int shifts_most);

std::vector<int> sites_within(Model const&, int park);  // sites whose capacity uses the park's

}  // namespace chengjie::place::district
