// Any bytes as a text table: refused with a code, or a grid whose rows and columns rise, and that
// reads back equal after it was written out.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chengjie/base/check.h"
#include "chengjie/files/csv.h"
#include "chengjie/files/csv_out.h"
#include "chengjie/files/fold.h"

using namespace chengjie;
using namespace chengjie::files;

namespace {

void check_order(Sheet const& sheet) {
  for (std::size_t row = 0; row != sheet.rows.size(); ++row) {
    CJ_CHECK(row == 0 || sheet.rows[row].number > sheet.rows[row - 1].number);
    CJ_CHECK(sheet.row_begin(row) != sheet.row_end(row));
    for (auto const* cell = sheet.row_begin(row); cell + 1 < sheet.row_end(row); ++cell) {
      CJ_CHECK(cell->column < (cell + 1)->column);
    }
  }
}

std::string cleaned_text(std::string_view text) {
  std::string room;
  return std::string{cleaned(text, room)};
}

// What a row holds once it is cleaned, as the importer takes it.
std::string row_text(Sheet const& sheet, std::size_t row) {
  auto text = std::string{};
  for (auto const* cell = sheet.row_begin(row); cell != sheet.row_end(row); ++cell) {
    auto const words = cleaned_text(cell->text());
    if (!words.empty()) { text += std::to_string(cell->column) + "\x1f" + words + "\x1e"; }
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  Grid grid;
  if (auto const refused = read_csv({reinterpret_cast<char const*>(data), size}, grid)) {
    CJ_CHECK(!refused->error.what.empty());
    return 0;
  }
  auto const& sheet = grid.sheets.at(0);
  check_order(sheet);
  // A first row fixes separator and width, so that what follows is read as it was written.
  auto out = std::string{kUtf8Mark};
  append_csv_row(out, std::vector<std::string>(64, "列"));
  auto wanted = std::vector<std::string>{};
  for (std::size_t row = 0; row != sheet.rows.size(); ++row) {
    auto cells = std::vector<std::string>(64);
    auto text = std::string{};
    for (auto const* cell = sheet.row_begin(row); cell != sheet.row_end(row); ++cell) {
      if (cell->column >= cells.size()) { return 0; }
      cells[cell->column] = cleaned_text(cell->text());
    }
    append_csv_row(out, cells);
    for (std::size_t column = 0; column != cells.size(); ++column) {
      auto const words = cells[column].size() > 1 ? cells[column] : cleaned_text(cells[column]);
      if (!words.empty()) { text += std::to_string(column) + "\x1f" + words + "\x1e"; }
    }
    wanted.push_back(std::move(text));
  }
  std::erase(wanted, std::string{});
  if (wanted.size() > 40) { return 0; }
  Grid back;
  CJ_CHECK(!read_csv(out, back));
  auto got = std::vector<std::string>{};
  for (std::size_t row = 1; row < back.sheets.at(0).rows.size(); ++row) {
    got.push_back(row_text(back.sheets[0], row));
  }
  std::erase(got, std::string{});
  CJ_CHECK(got == wanted);
  return 0;
}
