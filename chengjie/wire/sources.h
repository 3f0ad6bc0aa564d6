// Opening a MARK: from the traces of what was shown, from the facts, else by looking through the
// ledger's cells.
#pragma once
#include <string_view>

#include "chengjie/ledger/book.h"
#include "chengjie/store/store.h"
#include "chengjie/wire/json.h"

namespace chengjie::wire {

// not_found when no figure of the ledger has this mark.
Result<Figure> figure_of_mark(store::Store&, std::string_view mark);

// Keeps what an answer showed, so that its marks open later.
Result<Done> keep_figures(store::Store&, std::vector<Figure> const&);

// The source of a figure as source_json(Figure) gives it, with what only the ledger knows: of a
// clause "page" and "box" ([left, top, right, bottom] in points, where the format has them) and
// "review" (who accepted or corrected it, why, and what had been read).
Result<Json> source_json(store::Store&, Figure const&);

// Every figure the ledger itself holds: cells, facts, assumptions with their bounds.
std::vector<Figure> all_figures(Book const&);

}  // namespace chengjie::wire
