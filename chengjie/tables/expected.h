// An import as text: the JSON that `chengjie import --json` prints, the CSV of what was rejected.
#pragma once
#include <string>

#include "chengjie/tables/import.h"

namespace chengjie::tables {

// The shape of expected.json in ledgers/README.md; one line a record.
std::string expected_json(Import const&);

// The rejected rows with the table's own columns and the reason (退回原因), UTF-8 with its mark,
// ready to be mended and imported again; "" when nothing was rejected. Texts that a spreadsheet
// program would run as formulas get a leading apostrophe, which the importer takes off.
std::string rejected_csv(Import const&);

// The reason in words: "D：单位不对，换算不了".
std::string_view words_of_code(std::string_view code);

}  // namespace chengjie::tables
