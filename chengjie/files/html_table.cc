#include "chengjie/files/html_table.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "chengjie/files/encoding.h"

namespace chengjie::files {
namespace {

constexpr auto kSpanMax = std::uint32_t{1'000};      // of columns; HTML's own bound
constexpr auto kRowSpanMax = std::uint32_t{65'534};  // HTML's own bound
constexpr auto kPiece = std::size_t{1} << 16;

struct FreeContext {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};

std::string_view view(xmlChar const* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<char const*>(text);
}

std::string without_space(std::string_view text) {
  auto out = std::string{};
  for (auto const c : text) {
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return out;
}

class Page {
 public:
  explicit Page(Grid& grid) : grid_(grid), sheet_(grid.sheets.emplace_back()) {}

  void start(std::string_view name, xmlChar const** attributes) {
    if (++depth_ > kDepthMax) { return stop("元素嵌套超过 200 层"); }
    if (name == "script" || name == "style" || name == "head") { ++silent_; }
    if (silent_ > 0) { return; }
    auto const attribute = [&](std::string_view wanted) {
      for (auto const* at = attributes; at != nullptr && *at != nullptr; at += 2) {
        if (view(at[0]) == wanted) { return view(at[1]); }
      }
      return std::string_view{};
    };
    auto const hidden = without_space(attribute("style")).find("display:none") != std::string::npos;
    if (name == "table" && tables_++ == 0) {
      end_loose();
      columns_ = 0;
      spans_.clear();
    }
    if (tables_ != 1) { return start_outside(name); }  // a table within a cell is part of its text
    if (name == "col") { add_columns(count_of(attribute("span"), kSpanMax), hidden); }
    if (name == "tr") { start_row(hidden); }
    if (name == "td" || name == "th") {
      start_cell(count_of(attribute("colspan"), kSpanMax),
                 count_of(attribute("rowspan"), kRowSpanMax));
    }
    if (name == "br" && in_cell_) { text_ += '\n'; }
    if (name == "caption") { in_caption_ = true; }
  }

  void end(std::string_view name) {
    if (depth_ > 0) { --depth_; }
    if (name == "script" || name == "style" || name == "head") {
      if (silent_ > 0) { --silent_; }
      return;
    }
    if (silent_ > 0) { return; }
    if (tables_ == 1) {
      if (name == "td" || name == "th") { end_cell(); }
      if (name == "tr") { end_row(); }
      if (name == "caption") {
        in_caption_ = false;
        end_loose();
      }
      if (name == "p" || name == "div" || name == "li") { end_paragraph(); }
    }
    if (name == "table" && tables_ > 0 && --tables_ == 0) {
      end_row();
      spans_.clear();
    }
    if (tables_ == 0 && is_block(name)) { end_loose(); }
  }

  void text(std::string_view words) {
    if (silent_ > 0) { return; }
    auto& to = in_cell_ ? text_ : loose_;
    if (!in_cell_ && tables_ != 0 && !in_caption_) { return; }
    // White space of the source is one space; line breaks of the page come from its elements.
    for (auto const c : words) {
      auto const space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!space) {
        to += c;
      } else if (!to.empty() && to.back() != ' ' && to.back() != '\n') {
        to += ' ';
      }
    }
    if (to.size() > kCellBytesMax * 8) { stop("一个单元格的文字过长"); }
  }

  // Excel writes the names of its sheets into a comment.
  void comment(std::string_view words) {
    constexpr auto kOpen = std::string_view{"<x:Name>"};
    auto const at = words.find(kOpen);
    if (at == std::string_view::npos || !sheet_.name.empty()) { return; }
    auto const from = at + kOpen.size();
    sheet_.name = words.substr(from, words.find('<', from) - from).substr(0, 200);
  }

  void finish() {
    end_row();
    end_loose();
  }

  bool stopped() const { return !why_.empty(); }
  std::string const& why() const { return why_; }

 private:
  struct Span {  // a cell that reaches into rows to come
    std::uint32_t rows{}, columns{};
  };

  static bool is_block(std::string_view name) {
    static constexpr std::string_view kBlocks[] = {"p",  "div", "li", "h1", "h2", "h3",    "h4",
                                                   "h5", "h6",  "ul", "ol", "dd", "title", "body"};
    return std::ranges::find(kBlocks, name) != std::ranges::end(kBlocks);
  }

  static std::uint32_t count_of(std::string_view text, std::uint32_t most) {
    auto count = std::uint32_t{1};
    auto const read = std::from_chars(text.data(), text.data() + text.size(), count);
    if (read.ec == std::errc::result_out_of_range) { return most; }
    return std::clamp(read.ec == std::errc{} ? count : 1U, 1U, most);
  }

  void stop(std::string why) {
    if (why_.empty()) { why_ = std::move(why); }
  }

  void start_outside(std::string_view name) {
    if (tables_ == 0 && (is_block(name) || name == "br")) { end_loose(); }
    auto const apart = name == "tr" || name == "td" || name == "br";
    if (tables_ > 1 && in_cell_ && apart) { text(" "); }
  }

  // A line of text outside the tables is a row with one cell.
  void end_loose() {
    auto const words = trimmed(loose_);
    if (!words.empty()) {
      auto const first = static_cast<std::uint32_t>(sheet_.cells.size());
      grid_.add_text(sheet_, 0, words.substr(0, kCellBytesMax));
      sheet_.rows.push_back({++row_, first, false});
    }
    loose_.clear();
  }

  void add_columns(std::uint32_t count, bool hidden) {
    for (auto i = 0U; i != count && columns_ < kColumnsMax; ++i, ++columns_) {
      if (hidden) { sheet_.hidden_columns.push_back(static_cast<std::uint16_t>(columns_)); }
    }
  }

  void start_row(bool hidden) {
    end_row();
    in_row_ = true;
    row_hidden_ = hidden;
    row_first_ = static_cast<std::uint32_t>(sheet_.cells.size());
    column_ = 0;
    ++row_;
  }

  void end_row() {
    end_cell();
    if (!in_row_) { return; }
    in_row_ = false;
    for (auto span = spans_.begin(); span != spans_.end();) {
      span = --span->second.rows == 0 ? spans_.erase(span) : std::next(span);
    }
    for (auto const& [column, span] : fresh_) { spans_[column] = span; }
    fresh_.clear();
    if (sheet_.cells.size() != row_first_) {
      sheet_.rows.push_back({row_, row_first_, row_hidden_});
    }
    if (sheet_.rows.size() > kRowsMax || sheet_.cells.size() > kCellsMax) {
      stop("行或单元格过多");
    }
  }

  void start_cell(std::uint32_t columns, std::uint32_t rows) {
    end_cell();
    if (!in_row_) { start_row(false); }
    for (auto span = spans_.find(column_); span != spans_.end(); span = spans_.find(column_)) {
      column_ += span->second.columns;
    }
    if (column_ + columns > kColumnsMax) { return stop("超过 16384 列"); }
    in_cell_ = true;
    cell_columns_ = columns;
    cell_rows_ = rows;
    text_.clear();
  }

  void end_cell() {
    if (!in_cell_) { return; }
    in_cell_ = false;
    auto const words = trimmed(text_);
    auto const at = static_cast<std::uint16_t>(column_);
    if (!words.empty()) { grid_.add_text(sheet_, at, words.substr(0, kCellBytesMax)); }
    if (cell_columns_ > 1 || cell_rows_ > 1) {
      sheet_.merges.push_back({row_, row_ + cell_rows_ - 1, at,
                               static_cast<std::uint16_t>(column_ + cell_columns_ - 1)});
      if (sheet_.merges.size() > kMergesMax) { stop("合并单元格过多"); }
    }
    if (cell_rows_ > 1) { fresh_[column_] = {cell_rows_ - 1, cell_columns_}; }
    column_ += cell_columns_;
  }

  void end_paragraph() {
    if (in_cell_ && !text_.empty() && text_.back() != '\n') { text_ += '\n'; }
  }

  static std::string_view trimmed(std::string_view text) {
    auto const from = text.find_first_not_of(" \n");
    if (from == std::string_view::npos) { return {}; }
    return text.substr(from, text.find_last_not_of(" \n") - from + 1);
  }

  Grid& grid_;
  Sheet& sheet_;
  std::string why_, text_, loose_;
  std::size_t depth_{}, silent_{}, tables_{};
  std::uint32_t row_{}, column_{}, columns_{}, row_first_{}, cell_columns_{1}, cell_rows_{1};
  std::map<std::uint32_t, Span> spans_, fresh_;  // by their first column
  bool in_row_{}, in_cell_{}, in_caption_{}, row_hidden_{};
};

Page& page_of(void* context) { return *static_cast<Page*>(context); }

htmlSAXHandler handler() {
  auto sax = htmlSAXHandler{};
  sax.startElement = [](void* page, xmlChar const* name, xmlChar const** attributes) {
    if (!page_of(page).stopped()) { page_of(page).start(view(name), attributes); }
  };
  sax.endElement = [](void* page, xmlChar const* name) {
    if (!page_of(page).stopped()) { page_of(page).end(view(name)); }
  };
  sax.characters = [](void* page, xmlChar const* text, int size) {
    if (!page_of(page).stopped()) {
      page_of(page).text({reinterpret_cast<char const*>(text), static_cast<std::size_t>(size)});
    }
  };
  sax.ignorableWhitespace = sax.characters;
  sax.comment = [](void* page, xmlChar const* text) { page_of(page).comment(view(text)); };
  return sax;
}

// So that no character is cut in two, which the parser takes for a wrong one.
std::string_view piece_at(std::string_view text, std::size_t at) {
  auto size = std::min(kPiece, text.size() - at);
  while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xc0) == 0x80) {
    ++size;
  }
  return text.substr(at, size);
}

Refused too_large(std::string const& why) {
  return refuse(Refusal::too_large, "网页表格构造异常：" + why,
                "请在表格软件中打开，只留需要的表，另存为 xlsx");
}

}  // namespace

Outcome read_html_table(std::string_view bytes, Grid& grid) {
  Utf8 utf8;
  if (auto refused = to_utf8(bytes, utf8)) { return refused; }
  grid.container = Container::html;
  auto page = Page{grid};
  auto sax = handler();
  auto const context = std::unique_ptr<htmlParserCtxt, FreeContext>{
      htmlCreatePushParserCtxt(&sax, &page, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8)};
  if (context == nullptr) { return too_large("内存不足"); }
  // What the page says of its encoding is often wrong, and the text is UTF-8 by now.
  htmlCtxtUseOptions(context.get(), HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                        HTML_PARSE_IGNORE_ENC);
  for (auto at = std::size_t{0}; at < utf8.text.size() && !page.stopped();) {
    auto const piece = piece_at(utf8.text, at);
    htmlParseChunk(context.get(), piece.data(), static_cast<int>(piece.size()), 0);
    at += piece.size();
  }
  if (!page.stopped()) { htmlParseChunk(context.get(), nullptr, 0, 1); }
  page.finish();
  return page.stopped() ? Outcome{too_large(page.why())} : Outcome{};
}

}  // namespace chengjie::files
