// What a person once said about an office's headers: remembered in the ledger, by office, kind and
// header row, and applied to the next table with the same header row.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chengjie/answer/documents/import_job.h"

namespace chengjie::answer {

inline constexpr std::string_view kMappings = "mappings";  // key: office/kind/mark of the header

struct Remembered {
  ColumnMap map;                          // of all mappings of the office and kind
  std::vector<std::string> fingerprints;  // of the header rows that they were said of
};

Result<Remembered> remembered_for(store::Store&, std::string const& office,
                                  std::string const& kind);

// Whether one of the table's header rows is one that was remembered.
bool was_for(Remembered const&, tables::Import const&);
// The rows of the mapping that the table has a header for.
ColumnMap used_of(ColumnMap const&, tables::Import const&);
// What remembers the person's own mapping of this import; nothing when there was none.
std::optional<store::Change> mapping_change(ImportRequest const&, tables::Import const&);

}  // namespace chengjie::answer
