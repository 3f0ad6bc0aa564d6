// Tables of HTML pages, as systems save them under the name .xls: what the page shows, cell by
// cell. One sheet; text outside the tables takes rows of its own, as in a spreadsheet program.
#pragma once
#include <string_view>

#include "chengjie/files/grid.h"
#include "chengjie/files/refused.h"

namespace chengjie::files {

// UTF-8, GB18030 or UTF-16, whatever the page says of itself. `html` is all text: units, percent
// signs and dates stand in the cells as a person sees them. Merged cells and hidden rows and
// columns are those of colspan, rowspan and display:none. Nothing is fetched, no script runs.
Outcome read_html_table(std::string_view bytes, Grid&);

}  // namespace chengjie::files
