// Any table file to a grid: which format it is, its content says, never its name.
#pragma once
#include <string_view>
#include <variant>

#include "chengjie/files/grid.h"
#include "chengjie/files/refused.h"

namespace chengjie::files {

// Reads CSV/TSV, XLSX, ODS, XLS, HTML tables and SpreadsheetML 2003. Never more than the bounds of
// refused.h.
std::variant<Grid, Refused> open_table(std::string_view bytes);

// What a name promises; nothing when its extension says nothing about tables.
std::optional<Container> container_of_name(std::string_view file_name);
std::string_view name_of(Container);  // "CSV", "XLSX" ...

}  // namespace chengjie::files
