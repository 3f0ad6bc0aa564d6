// Figures of tables that lie in plain text as lines under a header of years.
#pragma once
#include "chengjie/reading/document.h"

namespace chengjie::reading {

// Fills d.cells, and puts a quantity for each of them in its place among d.quantities.
void read_table_cells(Document& d);

}  // namespace chengjie::reading
