// The figures of a ledger as statements about the region: facts of documents, indicators and
// targets of tables, with the scope their words tell.
#pragma once
#include <optional>
#include <vector>

#include "chengjie/ledger/book.h"

namespace chengjie::answer {

std::vector<Figure> statements(Book const&);

// What the words of an indicator and of its note say of its scope (口径).
Scope scope_of_words(std::string_view indicator, std::string_view note);

// A firm's yearly output where its row states one (cumulative).
std::optional<Figure> figure_of_output(Record const& enterprise);

}  // namespace chengjie::answer
