#include "chengjie/files/grid.h"

#include <algorithm>
#include <cstring>

namespace chengjie::files {

Cell const* Sheet::find(std::size_t row, std::uint16_t column) const {
  auto const* const end = row_end(row);
  auto const* const found =
      std::lower_bound(row_begin(row), end, column,
                       [](Cell const& cell, std::uint16_t c) { return cell.column < c; });
  return found != end && found->column == column ? found : nullptr;
}

char const* Arena::keep(std::string_view text) {
  if (text.size() > left_) {
    auto const size = std::max(kBlock, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(size));
    free_ = blocks_.back().get();
    left_ = size;
  }
  auto* const kept = free_;
  if (!text.empty()) { std::memcpy(kept, text.data(), text.size()); }
  free_ += text.size();
  left_ -= text.size();
  return kept;
}

void Grid::add_number(Sheet& sheet, std::uint16_t column, double number, Cell::Format format,
                      bool formula) {
  auto& cell = sheet.cells.emplace_back();
  cell.number = number;
  cell.column = column;
  cell.type = Cell::Type::number;
  cell.format = format;
  cell.formula = formula;
}

void Grid::add_text(Sheet& sheet, std::uint16_t column, std::string_view text, Cell::Type type,
                    bool formula) {
  auto& cell = sheet.cells.emplace_back();
  cell.bytes = arena.keep(text);
  cell.length = static_cast<std::uint32_t>(text.size());
  cell.column = column;
  cell.type = type;
  cell.formula = formula;
}

std::string column_letters(std::uint32_t column) {
  std::string letters;
  for (auto rest = column + 1; rest != 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

}  // namespace chengjie::files
