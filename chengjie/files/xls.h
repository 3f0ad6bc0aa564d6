// Excel 97 to 2003 workbooks (BIFF8, MS-XLS). Debian has no small library that keeps merged
// cells, hidden rows and number formats, so the records that hold them are read here; everything
// else (drawings, macros, what-if tables) is passed over.
#pragma once
#include <string_view>

#include "chengjie/files/grid.h"
#include "chengjie/files/refused.h"

namespace chengjie::files {

// `bytes` begin with kCompoundMark. A workbook with a password, old or new, is encrypted;
// BIFF5 and older are unsupported_format.
Outcome read_xls(std::string_view bytes, Grid&);

}  // namespace chengjie::files
