// Any text as a cell of any column: a value of the column's type or a reason, and a number that is
// finite, not below zero where that cannot be, and the same again when it is written and read.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "chengjie/base/check.h"
#include "chengjie/files/encoding.h"
#include "chengjie/files/table_out.h"
#include "chengjie/tables/convert.h"
#include "chengjie/tables/units.h"

using namespace chengjie;
using namespace chengjie::tables;

namespace {

Converted converted(files::Cell const& cell, ColumnRule const& rule, Circumstances how) {
  auto const& spec = *rule.use->spec;
  return spec.type == ColumnType::number && spec.unit.starts_with('~')
             ? convert_by_row(cell, rule, how, "万元", "money")
             : convert(cell, rule, how);
}

void check_type(ColumnSpec const& spec, Value const& value) {
  auto const type = spec.type;
  if (std::holds_alternative<double>(value)) {
    CJ_CHECK(type == ColumnType::number || type == ColumnType::percent);
    CJ_CHECK(std::isfinite(std::get<double>(value)));
  } else if (std::holds_alternative<bool>(value)) {
    CJ_CHECK(type == ColumnType::flag);
  } else if (std::holds_alternative<std::vector<std::string>>(value)) {
    CJ_CHECK(type == ColumnType::list && !std::get<std::vector<std::string>>(value).empty());
  } else if (auto const* text = std::get_if<std::string>(&value)) {
    CJ_CHECK(!text->empty() && files::is_utf8(*text));
    CJ_CHECK(type != ColumnType::word || !word_of(spec, *text).empty());
    CJ_CHECK(type != ColumnType::code18 || text->size() == 18);
  }
}

}  // namespace

// As our own tables write the number: bare, under a header that tells the base unit.
void check_reads_back(ColumnSpec const& spec, double number, Circumstances how) {
  if (std::abs(number) >= 1e290) { return; }  // with its unit more than a bare number may be
  files::Grid grid;
  auto& sheet = grid.sheets.emplace_back();
  grid.add_text(sheet, 0, files::number_text(number));
  auto units = std::vector<std::string>{};
  if (auto const word = word_of_unit(spec.unit); !word.empty()) { units.emplace_back(word); }
  ColumnUse const use{0, &spec, std::string{spec.name}, "A", std::string{spec.title}, units, {}};
  auto const back = convert(sheet.cells[0], rule_of(use, {}), how);
  CJ_CHECK(back.reject.empty());
  CJ_CHECK(std::get<double>(back.value) == number);
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 3) { return 0; }
  auto const& kind = kinds()[data[0] % kinds().size()];
  auto const& spec = kind.columns[data[1] % kind.columns.size()];
  auto const text = std::string_view{reinterpret_cast<char const*>(data) + 2, size - 2};
  if (!files::is_utf8(text)) { return 0; }
  files::Grid grid;
  auto& sheet = grid.sheets.emplace_back();
  grid.add_text(sheet, 0, text);
  ColumnUse const use{0, &spec, std::string{spec.name}, "A", std::string{spec.title}, {}, {}};
  auto const rule = rule_of(use, {});
  for (auto const text_file : {true, false}) {
    auto const how = Circumstances{text_file, false};
    auto const got = converted(sheet.cells[0], rule, how);
    check_type(spec, got.value);
    CJ_CHECK(got.reject.empty() || std::holds_alternative<std::monostate>(got.value));
    auto const* const number = std::get_if<double>(&got.value);
    if (number == nullptr || spec.unit.starts_with('~')) { continue; }
    CJ_CHECK(*number >= 0 || spec.negative);
    check_reads_back(spec, *number, how);
  }
  return 0;
}
