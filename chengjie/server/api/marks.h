// Opening a MARK for somebody: found wherever it was shown, and only what the caller may see.
#pragma once
#include <optional>
#include <string>

#include "chengjie/server/api/house.h"

namespace chengjie::server::api {

// not_found when it is not there, and just the same when it is not the caller's to see.
Result<Figure> opened_mark(Ask const&, Snapshot const& shown, std::string const& mark);

// The record and field behind a cell, in the book as the caller sees it.
struct FoundCell {
  Record const* record{};
  Field const* field{};
};
std::optional<FoundCell> cell_in(Book const&, Cell const&);

}  // namespace chengjie::server::api
