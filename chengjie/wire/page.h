// Tables of records for a page: columns with their titles and units, cells that a person reads and
// that open to their source, what a change changed.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/ledger/kinds.h"
#include "chengjie/ledger/record.h"
#include "chengjie/store/store.h"
#include "chengjie/wire/json.h"

namespace chengjie::wire {

std::string_view name_of(ColumnType);
Json column_json(ColumnSpec const&);
// A column that its kind does not list, or of a kind that is none of the books'.
Json column_json(std::string_view name);

// What a person reads: "1300亩", "规上", "是", "甲、乙"; "" for a blank.
std::string cell_words(Record const&, Field const&);
// {"value","words","mark","source"} ; the mark opens the cell's source.
Json cell_json(Record const&, Field const&);
// Told each cell's mark, so that whoever shows it can open it.
using OnCell = std::function<void(std::string const& mark, Record const&, Field const&)>;
Json row_json(Record const&, OnCell const& = {});

// The columns that the records use, in the order of the kind, others after; those of `hidden` left
// out.
std::vector<std::string> used_columns(KindSpec const*, std::vector<Record> const&);
Json columns_json(KindSpec const*, std::vector<std::string> const& columns);

// {"change","at","who","from","gone","differences"}
Json log_entry_json(store::LogRow const&);

// A name for people: of the record's own columns, else its key.
std::string title_of(Record const&);

}  // namespace chengjie::wire
