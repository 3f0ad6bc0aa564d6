// What every step of reading works on: the repaired page with everything found on it so far.
#pragma once
#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

#include "chengjie/reading/clock.h"
#include "chengjie/reading/names.h"
#include "chengjie/text/layout.h"
#include "chengjie/text/quantity.h"
#include "chengjie/text/sentence.h"
#include "chengjie/text/table_row.h"

namespace chengjie::reading {

struct Sentence {
  std::size_t begin{};
  std::size_t end{};
  std::size_t block{};
  std::vector<text::Part> clauses;
};

// A number of a table in plain text.
struct TableCell {
  std::size_t begin{};  // of its quantity
  std::size_t head{};   // begin of the table's head
  int year{};           // of its column; 0: the head does not say
  bool before{};        // of the year before the table's
  bool target{};
  text::ColumnIs is{};
  std::u32string_view name;   // what is measured
  std::u32string_view owner;  // of its row, where the columns say what is measured; empty
};

struct Document {
  text::Page page;
  Clock clock;
  Ground ground;                  // of the page
  std::vector<Article> articles;  // ascending; never empty once names are read
  std::vector<NameAt> names;
  std::vector<Sentence> sentences;
  std::vector<text::Quantity> quantities;  // those of blocks that are not noise

  std::vector<TableCell> cells;  // ascending

  // The article that `at` stands in.
  Article const& article(std::size_t at) const {
    auto const next = std::upper_bound(articles.begin(), articles.end(), at,
                                       [](std::size_t i, auto const& a) { return i < a.begin; });
    return next == articles.begin() ? articles.front() : *std::prev(next);
  }

  std::u32string_view text() const { return page.chars.text; }
  std::u32string_view slice(std::size_t begin, std::size_t end) const {
    return text().substr(begin, end - begin);
  }
};

// The marks, names or figures that begin in [begin, end): each list is ascending by its begin.
template <class Item>
std::span<Item const> between(std::vector<Item> const& all, std::size_t begin, std::size_t end) {
  auto const before = [](Item const& item, std::size_t at) { return item.begin < at; };
  auto const first = std::lower_bound(all.begin(), all.end(), begin, before);
  auto const last = std::lower_bound(first, all.end(), std::max(begin, end), before);
  return {first, last};
}

// The part, of ascending ones that do not overlap, that `at` stands in or is followed by; the last
// when none is.
inline std::size_t part_at(std::vector<text::Part> const& parts, std::size_t at) {
  auto const next = std::upper_bound(parts.begin(), parts.end(), at,
                                     [](std::size_t i, auto const& part) { return i < part.end; });
  auto const index = static_cast<std::size_t>(next - parts.begin());
  return index == parts.size() && index != 0 ? index - 1 : index;
}

// Where a figure stands: indexes into the document.
struct Spot {
  std::size_t sentence{};
  std::size_t clause{};
};

}  // namespace chengjie::reading
