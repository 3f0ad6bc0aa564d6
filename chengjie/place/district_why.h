// Why a project does not stand at a site in the plan as it is.
#pragma once
#include "chengjie/place/district_rules.h"
#include "chengjie/place/district_state.h"

namespace chengjie::place::district {

// `state` holds the plan; the item is taken out of it and put back.
NotThere why_not(Ground const&, State& state, int item, int site);

// Why it does not begin earlier at the site where it stands.
std::optional<NotThere> why_not_sooner(Ground const&, State& state, int item);

// The plan with the item forced to the site, those in its way moved or left out by a trial.
std::optional<Displaced> displaced_by(Ground const&, State const& state, int item, int site);

}  // namespace chengjie::place::district
