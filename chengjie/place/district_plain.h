// The plain version: obviously right, told in the Input's own words and units, kept for ever as the
// check on the fast one. Shares nothing with the model, the bound and the searches but the rules
// of what may stand where.
#pragma once
#include "chengjie/place/district_rules.h"

namespace chengjie::place::district {

struct Standing {
  int site{-1};  // -1: not placed
  int second{-1};
  int year{};  // a year, not an index
};

// Points of a plan, or what it breaks. By project.
Result<double> plain_points(Ground const&, std::vector<Standing> const&);

// Tries every plan; Code::limit beyond a few million. None: no plan keeps the rules.
struct PlainBest {
  std::optional<double> points;
  std::vector<Standing> standing;
};
Result<PlainBest> plain_best(Ground const&);

}  // namespace chengjie::place::district
