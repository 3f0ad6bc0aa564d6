// Where in a sheet of cells the table lies: which rows and columns are sectors, what else there is.
// Told from content: the sectors are what stands both at the left and at the top.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/economy/csv.h"
#include "chengjie/solve/matrix.h"

namespace chengjie::economy::read {

inline constexpr std::size_t kNoSector = static_cast<std::size_t>(-1);

struct Line {                       // a row or a column of numbers
  std::vector<std::string> labels;  // all of its label cells, blanks left out
  std::size_t sector{kNoSector};    // index into Sheet::codes
  std::size_t place{};              // row or column of the sheet, 0-based, for errors
  bool imported{}, domestic{};      // its labels, or those above it, say so
};

struct Sheet {
  std::vector<std::string> codes, names;  // of the sectors; names fall back to codes
  std::vector<std::string> regions;       // by sector; empty: one region
  std::vector<Line> rows, columns;
  solve::Matrix values;  // rows x columns
  std::size_t blanks{};  // cells between sectors without a number, taken as 0
  std::string words;     // everything outside the numbers: title, unit, remarks
  bool long_form{};      // came as a list of row, column, value
};

// `name` for errors. `bad_input` when no sectors can be found, one stands twice without saying why,
// or a cell between sectors holds words.
Result<Sheet> find_sheet(std::vector<CsvRow> rows, std::string_view name);

// A number as offices write it: thousands separators, blanks, a dash or NA for nothing.
struct Amount {
  double value{};
  bool number{};  // false: blank, a dash, NA
  bool words{};   // neither
};
Amount amount_of(std::string_view cell);

// A list of row, column, value (Eurostat, WIOD in long form) as a table; empty when it is none.
std::vector<CsvRow> widened(std::vector<CsvRow> const& rows);

}  // namespace chengjie::economy::read
