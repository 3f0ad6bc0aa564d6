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

struct Table {
  text::TableHead head;
  std::size_t begin{};  // of its head's block
};

// The unit of a cell: its column's, its row's, percent for changes and shares.
std::optional<text::Quantity> unit_of(text::Column const& column, text::TableRow const& row,
                                      View cell) {
  using enum text::ColumnIs;
  if (cell.ends_with(U"%")) { return one_of(U"%"); }
  if (!column.unit.empty()) { return one_of(column.unit); }
  if (column.is != amount) { return one_of(U"%"); }
  return row.unit.empty() ? std::nullopt : one_of(row.unit);
}

void add_row(Document& d, std::vector<text::Quantity>& found, std::size_t begin,
             text::TableRow const& row, Table const& table) {
  if (table.head.owners && (row.name == U"其他" || row.name == U"其它")) { return; }
  auto cell = row.cells.begin();
  auto measure = View{};
  for (auto const& column : table.head.columns) {
    if (column.is == text::ColumnIs::words) { continue; }
    if (cell == row.cells.end()) { return; }
    auto const [from, to] = *cell++;
    if (!column.measure.empty()) { measure = column.measure; }
    if (from == to) { continue; }
    auto const written = d.slice(begin + from, begin + to);
    auto const one = unit_of(column, row, written);
    if (!one || (table.head.owners && measure.empty())) { continue; }
    auto const sign = text::is_digit(written.front()) ? std::size_t{0} : std::size_t{1};
    auto q = *one;
    q.begin = q.number = begin + from;
    q.end = q.core_end = begin + to;
    auto const n = text::numeral_at(d.text(), q.begin + sign);
    if (n.end + (written.ends_with(U"%") ? 1 : 0) != q.end) { continue; }
    auto const change = column.is == text::ColumnIs::change;
    auto const down = written.front() == U'-' || (!change && falls(row.name));
    q.value = n.value * one->value * (down ? -1 : 1);
    auto name = table.head.owners ? measure : row.name;
    d.cells.push_back({q.begin, table.begin, column.year, column.before, column.target, column.is,
                       name, table.head.owners ? row.name : View{}});
    found.push_back(q);
  }
}

bool digits_alone(Document const& d, text::Block const& block) {
  auto const line = d.slice(block.begin, block.end);
  return line.size() <= 8 && std::all_of(line.begin(), line.end(), [](char32_t c) {
           return text::is_digit(c) || c == U'.' || c == U'%';
         });
}

}  // namespace

void read_table_cells(Document& d) {
  auto table = std::optional<Table>{};
  auto rows = std::vector<text::Part>{};
  auto found = std::vector<text::Quantity>{};
  for (auto b = std::size_t{0}; b != d.page.blocks.size(); ++b) {
    auto const& block = d.page.blocks[b];
    auto const line = d.slice(block.begin, block.end);
    if (auto head = text::head_of(line)) {
      table = Table{std::move(*head), block.begin};
      continue;
    }
    auto row = table ? text::row_of(line, table->head) : std::nullopt;
    if (!row) {
      table.reset();
      continue;
    }
    rows.push_back({block.begin, block.end});
    // “243.7 1 | 6.8”: the last cell may be cut, or the digits below be the page's number. Unknown.
    auto const cut = b + 1 < d.page.blocks.size() && digits_alone(d, d.page.blocks[b + 1]);
    if (cut && row->cells.back().end == line.size()) {
      row->cells.back().end = row->cells.back().begin;
    }
    add_row(d, found, block.begin, *row, *table);
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
