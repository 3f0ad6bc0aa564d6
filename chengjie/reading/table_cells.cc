#include "chengjie/reading/table_cells.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "chengjie/text/numeral.h"
#include "chengjie/text/table_row.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

// What one of a unit is: “万元” is 10,000 CNY. Read as a figure, so that both know the same units.
std::optional<text::Quantity> one_of(View unit) {
  auto const written = U"1" + std::u32string{unit};
  auto const read = text::quantities(written);
  if (read.size() != 1 || read.front().end != written.size()) { return std::nullopt; }
  auto q = read.front();
  q.of = unit.substr(unit.size() - std::min(q.of.size(), unit.size()));
  return q;
}

bool falls(View name) {
  return name.ends_with(U"下降") || name.ends_with(U"降低") || name.ends_with(U"减少");
}

void add_row(Document& d, std::vector<text::Quantity>& found, std::size_t begin,
             text::TableRow const& row, std::vector<int> const& years) {
  auto const one = one_of(row.unit);
  if (!one || row.cells.size() != years.size()) { return; }
  for (auto k = std::size_t{0}; k != years.size(); ++k) {
    auto const& cell = row.cells[k];
    if (cell.begin == cell.end) { continue; }
    auto q = *one;
    q.begin = q.number = begin + cell.begin;
    q.end = q.core_end = begin + cell.end;
    auto const n = text::numeral_at(d.text(), q.begin);
    if (n.end != q.end) { continue; }
    q.value = n.value * one->value * (falls(row.name) ? -1 : 1);
    d.cells.push_back({q.begin, years[k], row.name});
    found.push_back(q);
  }
}

}  // namespace

void read_table_cells(Document& d) {
  auto years = std::vector<int>{};
  auto rows = std::vector<text::Part>{};
  auto found = std::vector<text::Quantity>{};
  for (auto const& block : d.page.blocks) {
    auto const line = d.slice(block.begin, block.end);
    if (auto header = text::years_of_header(line); !header.empty()) {
      years = std::move(header);
      continue;
    }
    auto const row = years.empty() ? std::nullopt : text::row_of(line);
    if (!row) {
      years.clear();
      continue;
    }
    rows.push_back({block.begin, block.end});
    add_row(d, found, block.begin, *row, years);
  }
  if (rows.empty()) { return; }
  std::erase_if(d.quantities, [&](auto const& q) {
    auto const& row = rows[part_at(rows, q.begin)];
    return row.begin <= q.begin && q.begin < row.end;
  });
  d.quantities.insert(d.quantities.end(), found.begin(), found.end());
  std::sort(d.quantities.begin(), d.quantities.end(), [](auto const& a, auto const& b) {
    return std::pair{a.begin, a.number} < std::pair{b.begin, b.number};
  });
}

}  // namespace chengjie::reading
