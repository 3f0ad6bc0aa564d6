// Pages of one kind's records. Search, filters and order run inside SQLite by functions of ours
// that read a body's values in place: a table of cells to index would be thirty rows a firm, and
// SQLite's own JSON takes ten times as long to look at one value.
#pragma once
#include "chengjie/store/sqlite/bodies.h"
#include "chengjie/store/store.h"

namespace chengjie::store {

Result<Page> page_of(Connection*, Bodies&, Query const&);
Result<std::vector<Tally>> tally_of(Connection*, Bodies&, Query const&, std::string_view column);

}  // namespace chengjie::store
