// A table into the ledger, or looked at without writing: the one way in, for the command line and
// for the server. What a key, a later month, a restatement and a correction mean stands in
// data/books/meaning.toml.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chengjie/store/store.h"
#include "chengjie/tables/import.h"

namespace chengjie::answer {

using ColumnMap =
    std::vector<std::pair<std::string, std::string>>;  // header -> canonical, "" leave

struct ImportRequest {
  std::string_view bytes;
  std::string file;  // the name alone, without folders
  std::string kind;
  std::string sheet;           // "" all
  ColumnMap map;               // what a person says; remembered for the office once it is used
  std::string office;          // whose mappings are looked up and remembered
  bool use_remembered = true;  // those of the office, where `map` says nothing
  bool blanks_clear{};         // a blank cell empties what the ledger has, else that stays
  bool keep_records{};         // in ImportDone::table, for who shows them: 5 KB a row of memory
  // Refuse when a record has moved since: what a person saw before saying yes.
  std::optional<std::int64_t> based_on{};
  // Called on the importing thread, now and then.
  std::function<void(std::size_t rows)> progress{};
  // The last word before the ledger is written: an error here leaves it as it was.
  std::function<Result<Done>(tables::Import const&)> before_commit{};
};

struct ImportDone {
  tables::Import table;  // `refused` is filled for a file refused as a whole; nothing is written
  std::size_t records{};
  store::Writer::Counts counts;  // zero for a preview
  std::int64_t version{};        // of the ledger then; 0 for a preview without a ledger
  ColumnMap remembered;          // what was applied from an earlier import's mapping
};

// `store`: for remembered mappings; may be nullptr.
Result<ImportDone> preview_import(store::Store* store, ImportRequest const&);
// All or nothing. One transaction from the first row on, so other writers wait or are told.
Result<ImportDone> import_into(store::Store& store, ImportRequest const&, store::Stamp const&);

}  // namespace chengjie::answer
