// Text tables: comma, tab or semicolon, quoted as spreadsheet programs quote.
#pragma once
#include <string_view>

#include "chengjie/files/grid.h"
#include "chengjie/files/refused.h"

namespace chengjie::files {

// The separator that cuts the first lines most evenly; ',' when none occurs.
char separator_of(std::string_view utf8);

// One sheet named "". A row is a row as a spreadsheet program shows it: a quoted line break does
// not begin one, a blank line does. A quote that never closes is taken as a plain character, and
// so are all that follow; Grid::quote tells where, also of a quote that closes only many rows on.
Outcome read_csv(std::string_view bytes, Grid&);

}  // namespace chengjie::files
