// Why each project stands where it does and not elsewhere; what standing elsewhere would displace.
#pragma once
#include "chengjie/place/district_rules.h"
#include "chengjie/place/district_state.h"

namespace chengjie::place::district {

struct ExplainOptions {
  std::string displaced_of{};  // whose displacements are tried; empty: everyone's
  bool displaced{true};
};

// Fills the decisions of the plan that the state holds: parts, barriers, sentences.
std::vector<Decision> explain(Ground const&, State const&, ExplainOptions const&);

}  // namespace chengjie::place::district
