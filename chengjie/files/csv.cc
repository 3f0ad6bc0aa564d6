#include "chengjie/files/csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "chengjie/files/encoding.h"

namespace chengjie::files {
namespace {

class Reader {
 public:
  Reader(std::string_view text, char separator, Grid& grid, Sheet& sheet)
      : text_(text), separator_(separator), grid_(grid), sheet_(sheet) {}

  Outcome read(std::size_t from) {
    at_ = from;
    while (at_ < text_.size()) {
      ++number_;
      read_row();
      if (sheet_.rows.size() > kRowsMax || sheet_.cells.size() > kCellsMax) {
        return refuse(Refusal::too_large, "表太大：超过 800 万行或 1.2 亿个单元格",
                      "请分成几个文件导入");
      }
      if (wide_header_) {
        return refuse(Refusal::too_large, "表的首行超过 16384 列", "请检查分隔符，或删去多余的列");
      }
    }
    return {};
  }

 private:
  void read_row() {
    auto const first = static_cast<std::uint32_t>(sheet_.cells.size());
    std::size_t column = 0;
    for (;; ++column) {
      auto const cell = read_cell(column);
      if (!cell.empty() && column < kColumnsMax) {
        grid_.add_text(sheet_, static_cast<std::uint16_t>(column), cell.substr(0, kCellBytesMax));
      }
      if (at_ >= text_.size() || text_[at_] != separator_) { break; }
      ++at_;
    }
    if (column >= kColumnsMax && sheet_.rows.empty()) { wide_header_ = true; }
    skip_line_end();
    if (sheet_.cells.size() != first) { sheet_.rows.push_back({number_, first, false}); }
  }

  std::string_view read_cell(std::size_t column) {
    if (quotes_ && at_ < text_.size() && text_[at_] == '"') {
      auto const closed = read_quoted();
      if (!closed || swallows_rows()) { note_quote(column, closed); }
      if (closed) { return made_; }
    }
    auto const from = at_;
    at_ = plain_end(at_);
    return text_.substr(from, at_ - from);
  }

  std::size_t plain_end(std::size_t at) const {
    while (at < text_.size() && text_[at] != separator_ && text_[at] != '\n' && text_[at] != '\r') {
      ++at;
    }
    return at;
  }

  bool read_quoted() {
    made_.clear();
    auto at = at_ + 1;
    for (;;) {
      auto const quote = text_.find('"', at);
      if (quote == std::string_view::npos) {
        quotes_ = false;
        return false;
      }
      made_.append(text_, at, quote - at);
      at = quote + 1;
      if (at >= text_.size() || text_[at] != '"') { break; }
      made_ += '"';
      ++at;
    }
    auto const end = plain_end(at);  // what follows a closing quote is kept, as spreadsheets do
    made_.append(text_, at, end - at);
    at_ = end;
    return true;
  }

  // Line breaks belong in a cell, and separators do; many lines with as many separators each as
  // the table's rows have are rows between a quote that was meant as an inch and the next one.
  bool swallows_rows() const {
    constexpr auto kLines = std::ptrdiff_t{3};
    auto const lines = std::count(made_.begin(), made_.end(), '\n');
    return lines >= kLines && std::count(made_.begin(), made_.end(), separator_) >= lines;
  }

  void note_quote(std::size_t column, bool closed) {
    if (grid_.quote.row != 0) { return; }
    grid_.quote = {number_, static_cast<std::uint16_t>(std::min(column, kColumnsMax - 1)), closed};
  }

  void skip_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') {
      ++at_;
      if (at_ < text_.size() && text_[at_] == '\n') { ++at_; }
      return;
    }
    if (at_ < text_.size()) { ++at_; }
  }

  std::string_view text_;
  char separator_;
  Grid& grid_;
  Sheet& sheet_;
  std::size_t at_{};
  std::uint32_t number_{};
  bool quotes_{true};
  bool wide_header_{};
  std::string made_;
};

// Counts of the three separators outside quotes, for each of the first lines that are not blank.
constexpr std::array<char, 3> kSeparators{'\t', ',', ';'};
using Counts = std::array<std::size_t, 3>;
std::vector<Counts> counts_of(std::string_view text) {
  constexpr std::size_t kLines = 50;
  constexpr std::size_t kBytes = 1 << 18;
  std::vector<Counts> lines;
  Counts counts{};
  auto quoted = false;
  for (auto const c : text.substr(0, kBytes)) {
    if (c == '"') { quoted = !quoted; }
    if (quoted) { continue; }
    if (c == '\n' || c == '\r') {
      if (counts != Counts{}) { lines.push_back(counts); }
      counts = {};
      if (lines.size() == kLines) { break; }
    }
    for (std::size_t i = 0; i != kSeparators.size(); ++i) {
      counts[i] += c == kSeparators[i] ? 1U : 0U;
    }
  }
  if (counts != Counts{}) { lines.push_back(counts); }
  return lines;
}

// Excel's own first line "sep=;" tells the separator and is no row.
std::size_t told_separator(std::string_view text, char& separator) {
  if (!text.starts_with("sep=") || text.size() < 6 || (text[5] != '\n' && text[5] != '\r')) {
    return 0;
  }
  separator = text[4];
  return text.substr(5, 2) == "\r\n" ? 7 : 6;
}

}  // namespace

char separator_of(std::string_view text) {
  auto const lines = counts_of(text);
  auto best = ',';
  std::size_t best_lines = 0;
  std::size_t best_count = 0;
  for (std::size_t i = 0; i != kSeparators.size(); ++i) {
    std::map<std::size_t, std::size_t> lines_of_count;
    for (auto const& counts : lines) {
      if (counts[i] != 0) { ++lines_of_count[counts[i]]; }
    }
    for (auto const& [count, number] : lines_of_count) {
      // A line of text may hold as many commas as its neighbour by chance; many alike do not.
      if (number * std::min<std::size_t>(count, 8) >
          best_lines * std::min<std::size_t>(best_count, 8)) {
        best = kSeparators[i];
        best_lines = number;
        best_count = count;
      }
    }
  }
  return best;
}

Outcome read_csv(std::string_view bytes, Grid& grid) {
  Utf8 utf8;
  if (auto refused = to_utf8(bytes, utf8)) { return refused; }
  grid.container = Container::text;
  auto& sheet = grid.sheets.emplace_back();
  auto separator = ',';
  auto from = told_separator(utf8.text, separator);
  if (from == 0) { separator = separator_of(utf8.text); }
  return Reader(utf8.text, separator, grid, sheet).read(from);
}

}  // namespace chengjie::files
