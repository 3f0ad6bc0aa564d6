// OpenDocument spreadsheets (OASIS ODF 1.2, part 1, section 9), read forward without a tree.
#pragma once
#include "chengjie/files/grid.h"
#include "chengjie/files/refused.h"
#include "chengjie/files/zip.h"

namespace chengjie::files {

bool is_ods(Zip const&);
Outcome read_ods(Zip const&, Grid&);

}  // namespace chengjie::files
