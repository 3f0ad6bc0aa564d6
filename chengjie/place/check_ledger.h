// The checker of `ledger` files that say more than a table of costs: years, shared capacities,
// rules, pairs. Recomputed by the plain version of the district, in the file's words and units.
#pragma once
#include "chengjie/place/check.h"
#include "chengjie/place/district.h"

namespace chengjie::place::checking {

bool beyond_table(district::Input const&);  // says more than `Table` of check_file.h holds

Result<Verdict> check_district(district::Input const&, Claim const&);

}  // namespace chengjie::place::checking
