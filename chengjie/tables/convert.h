// One cell to the value of its column, or the reason why not.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/files/grid.h"
#include "chengjie/ledger/record.h"
#include "chengjie/tables/header.h"
#include "chengjie/tables/number.h"

namespace chengjie::tables {

// What holds for a whole column of a table: its unit, from header, upper header or note.
struct ColumnRule {
  ColumnUse const* use{};
  std::string unit;     // as a unit word; "" none told
  double factor{1};     // base units in one of it
  bool foreign{};       // the header tells a unit that the column cannot take
  bool percent_told{};  // (%) in header or note
  bool fraction{};      // percent values are fractions
  std::vector<std::string>
      told;  // of a column whose unit goes by row: what stands in for the row's
};

ColumnRule rule_of(ColumnUse const&, std::vector<std::string> const& note_units);

struct Converted {
  Value value;
  Bound bound{};
  std::string unit;         // of a number whose unit goes by row: what the record names
  std::string_view reject;  // "", "bad_number" ...
  std::vector<std::string_view> warnings;
  bool unit_assumed{};
  bool measured{};  // a number that unit_suspect looks at
};

struct Circumstances {
  bool text_file{};
  bool date1904{};
};

// Any type but numbers whose unit goes by row.
Converted convert(files::Cell const&, ColumnRule const&, Circumstances);

// needs, cards, indicators, targets: `row_unit` is the text of the unit column, `factor` that of
// the factor column (canonical).
Converted convert_by_row(files::Cell const&, ColumnRule const&, Circumstances,
                         std::string_view row_unit, std::string_view factor);

// What a cell shows, cleaned: numbers as shortest text, percent and date formats as seen.
std::string shown_text(files::Cell const&, bool date1904);
bool is_blank(files::Cell const&);
bool is_error_text(std::string_view);

}  // namespace chengjie::tables
