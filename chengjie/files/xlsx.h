// Office Open XML workbooks (ECMA-376, part 1, section 18), read sheet by sheet without a tree.
#pragma once
#include <string_view>

#include "chengjie/files/grid.h"
#include "chengjie/files/refused.h"
#include "chengjie/files/zip.h"

namespace chengjie::files {

bool is_xlsx(Zip const&);
// All work sheets in the workbook's order, hidden ones with their mark.
Outcome read_xlsx(Zip const&, Grid&);

// What a number format code shows: general, percent or date.
Cell::Format format_of_code(std::string_view code);
// The same for the codes that Excel knows by number only (0 to 163).
Cell::Format format_of_number(unsigned id);

}  // namespace chengjie::files
