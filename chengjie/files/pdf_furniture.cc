#include "chengjie/files/pdf_furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace chengjie::files {
namespace {

using Line = PdfLine;

constexpr auto kMargin = 0.13F;  // of the page: where headers and footers stand

float middle(Box const& b) { return (b.top + b.bottom) / 2; }

bool in_margin(Line const& line) {
  auto const at = middle(line.box);
  return at < kMargin * line.page_height || at > (1 - kMargin) * line.page_height;
}

// “- 3 -”, “第 3 页 共 12 页”, “3/12”.
bool is_page_number(std::string_view text) {
  auto digits = std::size_t{0};
  for (auto i = std::size_t{0}; i < text.size();) {
    auto const c = text[i];
    if (c >= '0' && c <= '9') {
      ++digits;
      ++i;
      continue;
    }
    auto known = false;
    for (auto const sign :
         {" ", "\t", "-", "/", "|", "·", "—", "–", "第", "页", "共", "版", "－", "／", "・"}) {
      if (text.substr(i).starts_with(sign)) {
        i += std::string_view{sign}.size();
        known = true;
        break;
      }
    }
    if (!known) { return false; }
  }
  return digits != 0 && digits <= 8;
}

// What a header has in common on all pages: its words without their numbers.
std::string shape_of(std::string_view cell) {
  auto shape = std::string{};
  for (auto const c : cell) {
    if (c != ' ') { shape += c >= '0' && c <= '9' ? '#' : c; }
  }
  return shape;
}

// The same row is one line on one page, and cells apart on another that has columns.
std::vector<std::string_view> cells_of(std::string_view text) {
  auto cells = std::vector<std::string_view>{};
  while (!text.empty()) {
    auto const end = std::min(text.find('\t'), text.size());
    if (end != 0) { cells.push_back(text.substr(0, end)); }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return cells;
}

// Headers and footers are the outermost rows, the same words at the same height on other pages.
class Furniture {
 public:
  Furniture(std::vector<Line> const& lines, std::size_t pages) : pages_(pages) {
    for (auto const& line : lines) {
      if (!in_margin(line)) { continue; }
      for (auto const cell : cells_of(line.text)) { seen_[shape_of(cell)].push_back(&line); }
    }
  }
  bool holds(Line const& line) const {
    auto const cells = cells_of(line.text);
    return std::all_of(cells.begin(), cells.end(), [&](auto const cell) {
      return is_page_number(cell) || repeats(cell, line);
    });
  }

 private:
  bool repeats(std::string_view cell, Line const& line) const {
    auto const found = seen_.find(shape_of(cell));
    if (found == seen_.end()) { return false; }
    auto different = std::size_t{0};
    auto last = pages_;
    for (auto const* other : found->second) {
      if (other->page == last) { continue; }
      if (std::abs(middle(other->box) - middle(line.box)) > line.size / 2) { continue; }
      ++different;
      last = other->page;
    }
    // Odd and even pages may have headers of their own, a chapter too.
    return different >= 2 && different * 4 >= std::min(pages_, std::size_t{12});
  }

  std::size_t pages_;
  std::map<std::string, std::vector<Line const*>> seen_;
};

// From one edge of a page inwards, until a row holds anything else.
void mark_furniture(std::vector<Line const*> const& inwards, Furniture const& furniture,
                    std::set<Line const*>& out) {
  for (auto from = std::size_t{0}; from != inwards.size();) {
    auto to = from;
    auto all = true;
    while (to != inwards.size() && std::abs(middle(inwards[to]->box) - middle(inwards[from]->box)) <
                                       inwards[from]->size / 2) {
      all = all && in_margin(*inwards[to]) && furniture.holds(*inwards[to]);
      ++to;
    }
    to = std::max(to, from + 1);
    if (!all) { return; }
    out.insert(inwards.begin() + static_cast<std::ptrdiff_t>(from),
               inwards.begin() + static_cast<std::ptrdiff_t>(to));
    from = to;
  }
}

}  // namespace

void drop_furniture(std::vector<PdfLine>& lines, std::size_t pages) {
  auto const furniture = Furniture{lines, pages};
  auto gone = std::set<Line const*>{};
  for (auto from = lines.begin(); from != lines.end();) {
    auto const to =
        std::find_if(from, lines.end(), [&](Line const& line) { return line.page != from->page; });
    auto page = std::vector<Line const*>{};
    for (auto at = from; at != to; ++at) { page.push_back(&*at); }
    std::stable_sort(page.begin(), page.end(),
                     [](Line const* a, Line const* b) { return middle(a->box) < middle(b->box); });
    mark_furniture(page, furniture, gone);
    std::reverse(page.begin(), page.end());
    mark_furniture(page, furniture, gone);
    from = to;
  }
  auto kept = std::vector<Line>{};
  for (auto& line : lines) {
    if (!gone.contains(&line)) { kept.push_back(std::move(line)); }
  }
  lines = std::move(kept);
}

}  // namespace chengjie::files
