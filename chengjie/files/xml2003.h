// Workbooks of Excel 2002 and 2003 as one XML file (SpreadsheetML 2003), often saved under the
// name .xls by older systems.
#pragma once
#include <string_view>

#include "chengjie/files/grid.h"
#include "chengjie/files/refused.h"

namespace chengjie::files {

bool is_xml2003(std::string_view bytes);
// All work sheets in their order, hidden ones with their mark.
Outcome read_xml2003(std::string_view bytes, Grid&);

}  // namespace chengjie::files
