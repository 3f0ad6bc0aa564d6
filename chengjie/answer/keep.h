// From a reading to the records that the ledger keeps of a document.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/ledger/book.h"
#include "chengjie/reading/reader.h"
#include "chengjie/store/store.h"

namespace chengjie::answer {

// The changes that put a document and what was read from it into the ledger. What an earlier
// reading of the same bytes had found and this one does not goes; a row that a table brought in
// under the same key stays as the table has it.
std::vector<store::Change> changes_of_reading(Book const& book, reading::Reading const&,
                                              std::string_view hash, std::string_view name);

// Names that the ledger knows, for the reader.
std::vector<reading::Name> gazetteer_of(Book const&);

}  // namespace chengjie::answer
