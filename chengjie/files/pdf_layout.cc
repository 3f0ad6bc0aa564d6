#include "chengjie/files/pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "chengjie/files/paragraphs.h"
#include "chengjie/files/pdf_furniture.h"
#include "chengjie/files/pdf_order.h"

namespace chengjie::files {
namespace {

using Line = PdfLine;

// Parts of the size of a font, or of the page where it says so.
constexpr auto kCellGap = 2.0F;   // a wider gap within a line parts cells of a table
constexpr auto kWideGap = 0.8F;   // is a space between any two characters
constexpr auto kWordGap = 0.25F;  // is one between two English words
constexpr auto kSpaceGap = 0.3F;  // is what a written space takes at least
constexpr auto kIndent = 0.8F;    // a first line begins this much further right
constexpr auto kShort = 2.5F;     // a last line ends this much before the others
constexpr auto kLineGap = 1.3F;   // from line to line of one paragraph, above their height
constexpr auto kSameSize = 0.1F;  // fonts of one text differ less
constexpr auto kCaptionBytes = std::size_t{180};  // what may stand between two halves of a text
constexpr auto kAsideMax = std::size_t{3};        // and how many of them

float height(Box const& b) { return b.bottom - b.top; }
float middle(Box const& b) { return (b.top + b.bottom) / 2; }

bool same_size(float a, float b) { return std::abs(a - b) <= kSameSize * std::max(a, b); }

void widen(Box& box, Box const& by) {
  box = {std::min(box.left, by.left), std::min(box.top, by.top), std::max(box.right, by.right),
         std::max(box.bottom, by.bottom)};
}

// Lines ---------------------------------------------------------------------------------------

// A font drawn by the PDF itself (browsers make such of Chinese fonts) states any size it likes,
// and its boxes are as wrong. A Chinese character is as wide as it is high, which tells the true
// one; justified lines are stretched, so the narrowest word of the same stated size counts.
struct Width {
  float wide{}, narrow{};  // characters
};
Width width_of(std::string_view text) {
  auto width = Width{};
  for (auto const c : text) {
    auto const lead = static_cast<unsigned char>(c);
    if (lead >= 0xe3) {
      ++width.wide;
    } else if ((lead & 0xc0) != 0x80) {
      ++width.narrow;
    }
  }
  return width;
}

void measure(std::vector<PdfWord>& words) {
  auto true_sizes = std::map<float, float>{};
  for (auto& word : words) {
    if (!(word.size > 0)) { word.size = std::max(1.0F, height(word.box)); }
    auto const width = width_of(word.text);
    auto const size = (word.box.right - word.box.left) / (width.wide + width.narrow / 2);
    if (width.wide < 1 || !(size > 0.25F * word.size)) { continue; }
    auto& least = true_sizes.try_emplace(word.size, size).first->second;
    least = std::min(least, size);
  }
  constexpr auto kAscent = 0.95F, kDescent = 0.35F;  // what poppler takes where a font is silent
  for (auto& word : words) {
    auto const size = true_sizes.find(word.size);
    if (size == true_sizes.end() || word.size < 1.35F * size->second ||
        width_of(word.text).wide < 1) {
      continue;
    }
    auto& box = word.box;
    auto const baseline = box.top + height(box) * kAscent / (kAscent + kDescent);
    word.size = size->second;
    box.top = baseline - kAscent * word.size;
    box.bottom = baseline + kDescent * word.size;
  }
}

bool on_line(Line const& line, PdfWord const& word) {
  auto const shared =
      std::min(line.box.bottom, word.box.bottom) - std::max(line.box.top, word.box.top);
  auto const smaller = std::min(height(line.box), height(word.box));
  // A word that begins left of the end of the one before is of another line or column.
  return shared > 0.5F * smaller && word.box.left >= line.box.right - 0.5F * line.size;
}

void append(Line& line, PdfWord const& word, bool spaced) {
  auto const gap = word.box.left - line.box.right;
  if (gap > kCellGap * line.size) {
    line.text += '\t';
  } else if (gap > kWideGap * line.size || (spaced && gap > kSpaceGap * line.size) ||
             (gap > kWordGap * line.size && !joins_without_space(line.text, word.text))) {
    line.text += ' ';
  }
  line.text += word.text;
  widen(line.box, word.box);
  line.size = std::max(line.size, word.size);
}

std::vector<Line> lines_of(PdfPage const& page, std::size_t index) {
  auto lines = std::vector<Line>{};
  auto spaced = false;
  auto words = page.words;
  measure(words);
  for (auto const& word : in_reading_order(std::move(words))) {
    if (!lines.empty() && on_line(lines.back(), word)) {
      append(lines.back(), word, spaced);
    } else {
      lines.push_back({word.box, word.size, word.text, index, page.height});
    }
    spaced = word.space_after;
  }
  return lines;
}

// Runs: lines one below the other in one column -------------------------------------------------

struct Run {
  std::size_t first{}, last{};  // lines, inclusive
  float left{}, right{};
};

bool below(Line const& upper, Line const& lower) {
  auto const down = middle(lower.box) - middle(upper.box);
  auto const shared =
      std::min(upper.box.right, lower.box.right) - std::max(upper.box.left, lower.box.left);
  auto const narrower =
      std::min(upper.box.right - upper.box.left, lower.box.right - lower.box.left);
  return upper.page == lower.page && same_size(upper.size, lower.size) && down > 0 &&
         down < (1 + kLineGap) * std::max(upper.size, lower.size) && shared > 0.5F * narrower;
}

std::vector<Run> runs_of(std::vector<Line> const& lines) {
  auto runs = std::vector<Run>{};
  for (auto i = std::size_t{0}; i != lines.size(); ++i) {
    auto const& box = lines[i].box;
    if (!runs.empty() && below(lines[i - 1], lines[i])) {
      auto& run = runs.back();
      run = {run.first, i, std::min(run.left, box.left), std::max(run.right, box.right)};
    } else {
      runs.push_back({i, i, box.left, box.right});
    }
  }
  return runs;
}

// The last line of a column alone does not show how wide the column is: its neighbours do.
void widen_to_columns(std::vector<Run>& runs, std::vector<Line> const& lines) {
  auto const narrow = runs;
  auto from = std::size_t{0};
  for (auto& run : runs) {
    auto const& own = lines[run.first];
    while (lines[narrow[from].first].page != own.page) { ++from; }
    for (auto k = from; k != narrow.size(); ++k) {
      auto const& other = narrow[k];
      auto const& line = lines[other.first];
      if (line.page != own.page) { break; }
      auto const near = std::abs(other.left - run.left) <= 2.5F * own.size;
      if (near && same_size(line.size, own.size) && other.last > other.first) {
        run.left = std::min(run.left, other.left);
        run.right = std::max(run.right, other.right);
      }
    }
  }
}

// Paragraphs ------------------------------------------------------------------------------------

struct Paragraph {
  std::vector<std::size_t> lines;
  float left{}, right{};  // of its column
  std::size_t bytes{};
};

bool closes(std::string_view text) {
  for (auto const mark :
       {"。", "！", "？", "；", "：", "…", ".", "!", "?", ";", ":", "”", "）", "》"}) {
    if (text.ends_with(mark)) { return true; }
  }
  return false;
}

bool indented(Line const& line, Paragraph const& in) {
  return line.box.left > in.left + kIndent * line.size;
}
bool ends_early(Line const& line, Paragraph const& in) {
  return line.box.right < in.right - kShort * line.size;
}
// A table's rows are lines of their own.
bool has_cells(Line const& line) { return line.text.find('\t') != std::string::npos; }

std::vector<Paragraph> paragraphs_of(std::vector<Run> const& runs, std::vector<Line> const& lines) {
  auto out = std::vector<Paragraph>{};
  for (auto const& run : runs) {
    for (auto i = run.first; i <= run.last; ++i) {
      auto const starts = i == run.first || indented(lines[i], out.back()) || has_cells(lines[i]) ||
                          has_cells(lines[i - 1]) || ends_early(lines[i - 1], out.back());
      if (starts) { out.push_back({{}, run.left, run.right, 0}); }
      out.back().lines.push_back(i);
      out.back().bytes += lines[i].text.size();
    }
  }
  return out;
}

// Whether `second` goes on where `first` stopped at the end of a column or page.
bool goes_on(Paragraph const& first, Paragraph const& second, std::vector<Line> const& lines) {
  auto const& last = lines[first.lines.back()];
  auto const& next = lines[second.lines.front()];
  auto const width = first.right - first.left;
  auto const moved =
      next.page != last.page || next.box.top < last.box.bottom || next.box.left > last.box.right;
  return moved && !closes(last.text) && !ends_early(last, first) && !has_cells(last) &&
         !has_cells(next) && same_size(last.size, next.size) && !indented(next, second) &&
         next.page <= last.page + 1 &&
         std::abs((second.right - second.left) - width) <= std::max(0.2F * width, 4 * last.size) &&
         width > 6 * last.size;
}

// A caption, a pull quote or an advert between the halves of a text comes after it.
void join_over_columns(std::vector<Paragraph>& all, std::vector<Line> const& lines) {
  auto out = std::vector<Paragraph>{};
  auto taken = std::vector<bool>(all.size());
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    if (taken[i]) { continue; }
    auto whole = std::move(all[i]);
    auto aside = std::vector<std::size_t>{};
    for (auto k = i + 1; k < all.size() && aside.size() <= kAsideMax; ++k) {
      if (taken[k]) { continue; }
      if (goes_on(whole, all[k], lines)) {
        whole.lines.insert(whole.lines.end(), all[k].lines.begin(), all[k].lines.end());
        whole.left = all[k].left;
        whole.right = all[k].right;
        taken[k] = true;
        aside.clear();
        continue;
      }
      if (all[k].bytes > kCaptionBytes ||
          same_size(lines[all[k].lines.front()].size, lines[whole.lines.front()].size)) {
        break;
      }
      aside.push_back(k);
    }
    out.push_back(std::move(whole));
  }
  all = std::move(out);
}

void put_line(std::string& text, std::string_view line) {
  if (text.empty() || text.ends_with("\n")) {
    text += line;
    return;
  }
  auto const letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  // English is cut by a hyphen at the end of a line.
  if (text.size() > 1 && text.back() == '-' && letter(text[text.size() - 2]) &&
      letter(line.front())) {
    text.pop_back();
  } else if (!joins_without_space(text, line)) {
    text += ' ';
  }
  text += line;
}

}  // namespace

Document layout_pages(std::vector<PdfPage> const& pages) {
  auto lines = std::vector<Line>{};
  for (auto i = std::size_t{0}; i != pages.size(); ++i) {
    auto of_page = lines_of(pages[i], i);
    lines.insert(lines.end(), std::make_move_iterator(of_page.begin()),
                 std::make_move_iterator(of_page.end()));
  }
  drop_furniture(lines, pages.size());
  auto runs = runs_of(lines);
  if (!runs.empty()) { widen_to_columns(runs, lines); }
  auto paragraphs = paragraphs_of(runs, lines);
  join_over_columns(paragraphs, lines);
  auto out = Document{};
  out.kind = DocumentKind::pdf;
  for (auto const& paragraph : paragraphs) {
    if (!out.text.empty()) { out.text += "\n\n"; }
    for (auto const i : paragraph.lines) {
      put_line(out.text, lines[i].text);
      auto const end = static_cast<std::uint32_t>(out.text.size());
      auto const begin = end - static_cast<std::uint32_t>(lines[i].text.size());
      // The hyphen of a word cut at the end of the line before is gone.
      if (!out.segments.empty()) {
        out.segments.back().end = std::min(out.segments.back().end, begin);
      }
      out.segments.push_back(
          {begin, end, static_cast<std::uint32_t>(lines[i].page + 1), lines[i].box});
    }
  }
  if (!out.text.empty()) { out.text += '\n'; }
  return out;
}

}  // namespace chengjie::files
