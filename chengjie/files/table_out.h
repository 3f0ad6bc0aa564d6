// A table on its way out, row by row, whatever the file. Memory does not grow with the rows.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/files/atomic_file.h"

namespace chengjie::files {

struct OutColumn {
  enum class Type {
    text,
    long_text,  // wide, wrapped
    code,       // text that a spreadsheet program must not turn into a number
    number,     // 12,345 or 1,234.50 as shown; the value itself is kept
    plain,      // a number without separators: a longitude
    date,       // ISO text; whole days become days of the spreadsheet program
  };
  std::string title;  // with its unit: "用地面积（亩）"
  std::string below;  // of a second header line: "2023年"
  Type type{};
};

// A list is written with 、 between its parts, a flag as 是 or 否.
using OutValue = std::variant<std::monostate, bool, double, std::string, std::vector<std::string>>;

struct TableHead {
  std::string name;  // of the sheet: "地块台账"
  std::vector<OutColumn> columns;
  // What stands on the second sheet, 说明: "账本版本" - "12".
  std::vector<std::pair<std::string, std::string>> about;
  std::string note;  // below the last row of a text table; "" none
};

class TableSink {
 public:
  virtual ~TableSink() = default;
  // As many cells as the head has columns.
  virtual Result<Done> row(std::span<OutValue const> cells) = 0;
  // Only then is the file there. `finish` may take seconds for a large workbook.
  virtual Result<Done> finish() = 0;
  // Cells longer than the file format can hold, cut there; the head's names of their columns.
  virtual std::vector<std::string> cut() const { return {}; }
};

// UTF-8 with its mark, comma, CRLF. A text that a spreadsheet program would run as a formula gets
// an apostrophe, which the importer takes off.
Result<std::unique_ptr<TableSink>> csv_sink(std::string const& path, TableHead);

// Office Open XML by libxlsxwriter: every text is stored as text, so that nothing runs; header
// frozen and filtered. A sheet that is full goes on in the next one. Numbers keep 16 significant
// digits. Scratch files stand beside `path`, so that a full disk is met there and told.
Result<std::unique_ptr<TableSink>> xlsx_sink(std::string const& path, TableHead);

// The shortest digits that read back as the same number; whole numbers below 1e21 without an
// exponent.
std::string number_text(double);
// What a cell shows in a text table.
std::string text_of(OutValue const&);

}  // namespace chengjie::files
