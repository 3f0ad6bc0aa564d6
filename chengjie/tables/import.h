// A table as an office sends it, to records of one kind, with everything that could not be taken.
// The rules and codes are those of ledgers/README.md; docs/tables.md tells them to users.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/ledger/kinds.h"
#include "chengjie/ledger/record.h"

namespace chengjie::tables {

struct ImportOptions {
  std::string sheet;  // only this one; "" all visible sheets
  // A person's own mapping: header text as the table has it -> canonical column, "" to leave it.
  std::vector<std::pair<std::string, std::string>> map;
};

struct Remark {         // a warning, or a reason of rejection
  std::string sheet;    // "" for text files
  bool of_file{};       // sheet is null: the file as a whole is meant
  std::uint32_t row{};  // 0: null
  std::string column;   // "": null
  std::string code;     // "bad_number", "uscc_check" ...
};

struct Skipped {
  std::size_t total_row{}, repeated_header{}, section_row{}, note_row{};
};

struct UsedColumn {
  std::string sheet, column, header, name;  // "Sheet1", "K", "利润总额（万元）", "profit_cny"
};

// A rejected row with what the table had in it, for rejected_csv.
struct RejectedRow {
  std::size_t head{};  // index into Import::heads
  std::string sheet;
  std::uint32_t row{};
  std::vector<std::string> cells;    // by column
  std::vector<std::string> reasons;  // "H: bad_unit"
};

struct RejectedHead {
  std::string title;                 // the period, where the kind carries one
  std::vector<std::string> headers;  // by column, with the units that hold for them
};

struct Import {
  std::string kind, file;
  std::string refused;  // "" or the code for refusing the whole file; then only `error` is filled
  Error error;
  std::size_t rows_read{};
  Skipped skipped;
  std::vector<Record> records;
  std::vector<Remark> rejected;
  std::vector<Remark> warnings;
  std::vector<UsedColumn> columns;
  std::vector<RejectedHead> heads;
  std::vector<RejectedRow> rejected_rows;
};

// `file_name` is only compared with the content and put into the records' origin. A refused file
// is an Import too (`refused`); an Error means that the options are wrong. Memory: the table
// (16 bytes a cell and its text) and the records.
Result<Import> import_table(std::string_view bytes, std::string_view file_name, KindSpec const&,
                            ImportOptions const& = {});

// The same, handing on each record as it is read, so that a large table's records need not stand
// in memory together; Import::records stays empty.
using Sink = std::function<void(Record&&)>;
Result<Import> import_table(std::string_view bytes, std::string_view file_name, KindSpec const&,
                            ImportOptions const&, Sink const&);

}  // namespace chengjie::tables
