// Any text as the first rows of a table: header finding ends, and a header that is found has its
// key, each column once, and columns that lie in the sheet.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "chengjie/base/check.h"
#include "chengjie/files/csv.h"
#include "chengjie/tables/header.h"

using namespace chengjie;

namespace {

std::vector<tables::HeaderWords> const& words() {
  static auto const all = [] {
    std::vector<tables::HeaderWords> made;
    for (auto const& kind : kinds()) {
      made.emplace_back(kind, std::vector<std::pair<std::string, std::string>>{});
    }
    return made;
  }();
  return all;
}

void check(tables::TableHeader const& header, files::Sheet const& sheet) {
  CJ_CHECK(header.lines == 1 || header.lines == 2);
  CJ_CHECK(header.row + header.lines <= sheet.rows.size());
  CJ_CHECK(header.matched == header.columns.size() && header.matched >= 2);
  std::set<std::string> names;
  std::set<std::uint16_t> columns;
  for (auto const& use : header.columns) {
    CJ_CHECK(use.spec != nullptr && use.column < header.width);
    CJ_CHECK(names.insert(use.name).second && columns.insert(use.column).second);
  }
  for (auto const& other : header.others) { CJ_CHECK(columns.insert(other.column).second); }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2 || size > 4096) { return 0; }  // headers stand near the top, and are short
  auto const& kind = words()[data[size - 1] % words().size()];
  files::Grid grid;
  if (files::read_csv({reinterpret_cast<char const*>(data), size - 1}, grid)) { return 0; }
  auto& sheet = grid.sheets.at(0);
  if (size % 3 == 0 && sheet.rows.size() > 1) {  // merged cells of an upper line
    sheet.merges.push_back({sheet.rows[0].number, sheet.rows[0].number, 0, data[size - 2]});
  }
  for (std::size_t row = 0; row < sheet.rows.size() && row != 8; ++row) {
    auto const found = kind.find_at(sheet, row);
    if (found) { check(*found, sheet); }
  }
  return 0;
}
