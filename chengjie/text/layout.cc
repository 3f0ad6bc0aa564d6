#include "chengjie/text/layout.h"

#include <algorithm>
#include <string_view>

#include "chengjie/text/table_row.h"

namespace chengjie::text {
namespace {

constexpr auto kRepeatMax = std::size_t{64};  // longest run that is looked for a second time
constexpr auto kDoubledLineMax = std::size_t{2000};
constexpr auto kWrapWidthMax = std::size_t{60};  // wider lines are paragraphs, not wrapped lines
constexpr auto kCaptionMax = std::size_t{24};
constexpr auto kHeadingMax = std::size_t{45};

using View = std::u32string_view;

bool any_of(View set, char32_t c) { return set.find(c) != View::npos; }

// Marks after which a line is whole.
bool closes(View line) {
  if (line.empty()) { return false; }
  if (any_of(U"。!?;:…—", line.back())) { return true; }
  // “(责任单位:市财政局)” ends a task.
  if (line.back() == U')') {
    auto const open = line.rfind(U'(');
    if (open != View::npos && line.substr(open).find(U':') != View::npos) { return true; }
  }
  // A quotation or bracket closes the sentence only when its own last mark did.
  return line.size() > 1 && any_of(U"”」』)\"", line.back()) &&
         any_of(U"。!?…", line[line.size() - 2]);
}
bool is_mark(char32_t c) { return any_of(U",。;!?", c); }
bool has_mark(View line) { return std::any_of(line.begin(), line.end(), is_mark); }

struct Line {
  std::size_t begin{};  // of the decoded text, without the spaces around
  std::size_t end{};
  std::size_t indent{};
  Folded folded;  // empty `kept` when the line is healthy
  bool blank() const { return begin == end; }
  std::size_t width() const { return folded.doubled ? folded.kept.size() : end - begin; }
};

std::vector<Line> lines_of(View text) {
  auto lines = std::vector<Line>{};
  for (auto from = std::size_t{0}; from < text.size();) {
    auto const stop = std::min(text.find(U'\n', from), text.size());
    auto line = Line{from, stop, 0, {}};
    while (line.begin < line.end && text[line.begin] == U' ') { ++line.begin; }
    while (line.end > line.begin && text[line.end - 1] == U' ') { --line.end; }
    line.indent = line.begin - from;
    lines.push_back(std::move(line));
    from = stop + 1;
  }
  return lines;
}

// Whether text[at..at+n) stands there a second time, spaces between the two left out.
std::size_t repeat_at(View line, std::size_t at, std::size_t n) {
  auto second = at + n;
  while (second < line.size() && line[second] == U' ') { ++second; }
  if (second + n > line.size() || line.compare(second, n, line.substr(at, n)) != 0) { return 0; }
  return second + n;
}

std::size_t longest_repeat(View line, std::size_t at, std::size_t& stop) {
  auto const n_max = std::min(kRepeatMax, (line.size() - at) / 2);
  for (auto n = n_max; n != 0; --n) {
    if (line[at + n] != line[at] && line[at + n] != U' ') { continue; }
    if (auto const end = repeat_at(line, at, n)) {
      stop = end;
      return n;
    }
  }
  return 0;
}

void fold_doubled_lines(View text, std::vector<Line>& lines) {
  for (auto& line : lines) {
    if (line.blank() || line.end - line.begin > kDoubledLineMax) { continue; }
    line.folded = fold_doubled_runs(text.substr(line.begin, line.end - line.begin));
  }
  auto const neighbour = [&](std::size_t i, int step) {
    for (auto k = static_cast<std::ptrdiff_t>(i) + step; k >= 0 && k < std::ssize(lines);
         k += step) {
      auto const& line = lines[static_cast<std::size_t>(k)];
      if (!line.blank()) { return line.folded.doubled && line.folded.sure; }
    }
    return false;
  };
  for (auto i = std::size_t{0}; i != lines.size(); ++i) {
    auto& folded = lines[i].folded;
    if (folded.doubled && !folded.sure && !neighbour(i, -1) && !neighbour(i, 1)) { folded = {}; }
    if (!folded.doubled) { folded = {}; }
  }
}

bool list_head(View line) {
  if (line.empty()) { return false; }
  auto const numeral = [](char32_t c) { return any_of(U"一二三四五六七八九十", c); };
  auto i = std::size_t{0};
  if (line[0] == U'(') { ++i; }
  auto const from = i;
  while (i < line.size() && i - from < 3 && numeral(line[i])) { ++i; }
  if (i > from && i < line.size()) {
    if (any_of(U"、)", line[i])) { return true; }
    if (line[i] == U'是' || line.substr(i, 2) == U"、是") { return true; }
  }
  i = from;
  while (i < line.size() && i - from < 2 && is_digit(line[i])) { ++i; }
  if (i > from && i + 1 < line.size() && any_of(U".、)", line[i]) && !is_digit(line[i + 1])) {
    return true;
  }
  return line.substr(0, 2) == U"——" || any_of(U"●■◆□▲★", line[0]);
}

// “进出口总额 亿元 12.6 16. | 8”, “指标名称 单位 同比增 | 长(%)”: a row cut inside a cell.
bool row_goes_on(View row, View next) {
  constexpr auto kRestMax = std::size_t{8};
  if (next.size() > kRestMax || !table_line(row)) { return false; }
  if (head_of(row)) { return !has_mark(next) && next.find_first_of(U"()") != View::npos; }
  // Digits after digits may be the number of the page: only a cell that is visibly cut goes on.
  return (row.back() == U'-' || row.back() == U'.' || next.front() == U'.') &&
         std::all_of(next.begin(), next.end(), [](char32_t c) {
           return is_digit(c) || c == U'.' || c == U'%' || c == U' ' || c == U'-';
         });
}

// Page indexes, adverts, scan codes: they carry no sentence of the article.
bool noise(View line) {
  if (line == U"广告" || line.substr(0, 2) == U"扫码") { return true; }
  auto i = std::size_t{0};
  while (i < line.size() && (line[i] == U'-' || line[i] == U' ' || is_digit(line[i]))) { ++i; }
  if (i != 0 && i < line.size() && any_of(U"》>", line[i])) { return true; }
  return line.size() <= 2 && std::none_of(line.begin(), line.end(), is_han);
}

// “图为某某生产车间。 记者 李明 摄”: under a picture, wherever the extraction put it.
bool photo_credit(View line) {
  if (line.size() < 6 || line.size() > 80) { return false; }
  for (View const word : {U" 摄", U"摄)", U"供图", U"摄影报道"}) {
    if (line.ends_with(word)) { return true; }
  }
  return false;
}

struct Piece {  // a block being put together: lines [first, last]
  std::vector<std::size_t> lines;
  BlockKind kind{BlockKind::body};
  bool marked{};        // a line of it has a mark
  std::size_t width{};  // of all lines
};

class Joiner {
 public:
  Joiner(Chars const& source, std::vector<Line> const& lines) : source_(source), lines_(lines) {
    auto widths = std::vector<std::size_t>{};
    for (auto const& line : lines_) {
      if (!line.blank()) { widths.push_back(line.width()); }
    }
    if (widths.empty()) { return; }
    std::sort(widths.begin(), widths.end());
    width_ = widths[widths.size() * 9 / 10];
    wrapped_ = width_ <= kWrapWidthMax && widths.size() >= 4;
  }

  std::vector<Piece> pieces() {
    auto out = std::vector<Piece>{};
    auto after_blank = true;
    for (auto i = std::size_t{0}; i != lines_.size(); ++i) {
      if (lines_[i].blank()) {
        after_blank = true;
        continue;
      }
      if (out.empty() || !continues(out, i, after_blank)) { out.push_back({}); }
      take(out.back(), i);
      after_blank = false;
    }
    for (auto& piece : out) { piece.kind = kind_of(piece); }
    return bridge_captions(std::move(out));
  }

  char32_t last_of(std::size_t line) const {
    auto const& l = lines_[line];
    return source_.text[l.folded.doubled ? l.begin + l.folded.kept.back() : l.end - 1];
  }
  View view(std::size_t line) const {
    return View{source_.text}.substr(lines_[line].begin, lines_[line].end - lines_[line].begin);
  }

 private:
  // Columns differ in width: a line is full beside its neighbours.
  bool full(std::size_t line) const {
    auto widest = lines_[line].width();
    for (auto const step : {-1, 1}) {
      auto seen = 0;
      for (auto k = static_cast<std::ptrdiff_t>(line) + step;
           k >= 0 && k < std::ssize(lines_) && seen < 2; k += step) {
        auto const& other = lines_[static_cast<std::size_t>(k)];
        if (other.blank()) { continue; }
        widest = std::max(widest, std::min(other.width(), width_));
        ++seen;
      }
    }
    return lines_[line].width() * 100 >= widest * 65;
  }
  void take(Piece& piece, std::size_t line) const {
    piece.lines.push_back(line);
    piece.marked = piece.marked || has_mark(view(line));
    piece.width += lines_[line].width();
  }
  bool continues(std::vector<Piece> const& out, std::size_t i, bool after_blank) const {
    auto const& piece = out.back();
    auto const last = piece.lines.back();
    auto const closed = closes(view(last));
    if (list_head(view(i)) && (closed || !piece.marked)) { return false; }
    if (row_goes_on(view(last), view(i))) { return true; }
    if (table_line(view(i)) || table_line(view(last))) { return false; }
    // No paragraph begins with a mark, a percent sign or a magnitude.
    if (!closed && any_of(U",。、;:%)”》.亿万", view(i).front())) { return true; }
    if (noise(view(i)) || noise(view(last))) { return false; }
    if (photo_credit(view(i)) || photo_credit(view(last))) { return false; }
    if (wrapped_ && !after_blank) {
      if (lines_[i].indent >= 2 && closed) { return false; }
      // A doubled line and a healthy one are not of one paragraph, unless the sentence runs on.
      if (lines_[i].folded.doubled != lines_[last].folded.doubled && (closed || !piece.marked)) {
        return false;
      }
      if (!piece.marked && piece.lines.size() == 1 && !full(last)) { return false; }
      return full(last) || !closed;
    }
    // Across a blank line, or between lines that are paragraphs: only an unfinished sentence runs
    // on.
    if (closed || !piece.marked || out.size() < 2) { return false; }
    if (wrapped_) { return full(last) && (has_mark(view(i)) || full(i)); }
    return piece.width >= 15 && (has_mark(view(i)) && lines_[i].width() >= 12);
  }

  BlockKind kind_of(Piece const& piece) const {
    if (piece.lines.size() == 1 && noise(view(piece.lines[0]))) { return BlockKind::noise; }
    if (piece.lines.size() == 1 && photo_credit(view(piece.lines[0]))) {
      return BlockKind::caption;
    }
    // “35,600” is no sentence: the blanks between cells stay.
    if (piece.marked && piece.lines.size() == 1 && table_line(view(piece.lines[0]))) {
      return BlockKind::heading;
    }
    auto const last = last_of(piece.lines.back());
    auto const n = piece.width;
    auto const sentence = piece.marked;
    if (!sentence && n <= kHeadingMax && last != U':' && !list_head(view(piece.lines[0]))) {
      return BlockKind::heading;
    }
    auto const comma = n >= 25 && view(piece.lines[0]).find(U',') != View::npos;
    if (n <= kHeadingMax && !comma && !closes(view(piece.lines.back())) && last != U',' &&
        view(piece.lines[0]).find(U'。') == View::npos) {
      return BlockKind::heading;
    }
    return BlockKind::body;
  }

  // “未来‘新 | 城区夜景 | 星’产业”: a sentence cut by the caption of a picture.
  std::vector<Piece> bridge_captions(std::vector<Piece> in) const {
    auto out = std::vector<Piece>{};
    for (auto i = std::size_t{0}; i != in.size(); ++i) {
      out.push_back(std::move(in[i]));
      auto& open = out.back();
      if (open.kind != BlockKind::body || i == 0 || closes(view(open.lines.back())) ||
          !open.marked) {
        continue;
      }
      auto next = i + 1;
      while (next < in.size() && next - i <= 3 && in[next].kind != BlockKind::body) {
        if (in[next].width > kCaptionMax && in[next].kind != BlockKind::caption) { break; }
        ++next;
      }
      if (next == i + 1 || next >= in.size() || in[next].kind != BlockKind::body) { continue; }
      if (list_head(view(in[next].lines[0]))) { continue; }
      for (auto const line : in[next].lines) { take(open, line); }
      for (auto k = i + 1; k != next; ++k) {
        in[k].kind = in[k].kind == BlockKind::noise ? BlockKind::noise : BlockKind::caption;
        out.push_back(std::move(in[k]));
      }
      i = next;
    }
    return out;
  }

  Chars const& source_;
  std::vector<Line> const& lines_;
  std::size_t width_{};
  bool wrapped_{};
};

// A space between two Han characters of a body text is an accident of the extraction; in headings
// it separates title and name.
bool accidental_space(View line, std::size_t i, BlockKind kind) {
  if (kind != BlockKind::body || line[i] != U' ') { return false; }
  auto const before = i == 0 ? U' ' : line[i - 1];
  auto after = i + 1;
  while (after < line.size() && line[after] == U' ') { ++after; }
  if (before == U' ' || after == line.size()) { return true; }
  auto const plain = [](char32_t c) { return is_letter(c) || is_digit(c); };
  return !(plain(before) && plain(line[after]));
}

void append_line(Page& page, Chars const& source, Line const& line, BlockKind kind) {
  auto const view = View{source.text}.substr(line.begin, line.end - line.begin);
  if (line.folded.doubled) {
    for (auto k = std::size_t{0}; k != line.folded.kept.size(); ++k) {
      auto const i = line.begin + line.folded.kept[k];
      page.chars.push(source.text[i], source.verbatim[i], source.begin[i],
                      source.end[line.begin + line.folded.covers[k]]);
    }
    return;
  }
  auto from = std::size_t{0};
  for (auto i = view.find(U' '); i < view.size(); i = view.find(U' ', i + 1)) {
    if (!accidental_space(view, i, kind)) { continue; }
    page.chars.append(source, line.begin + from, line.begin + i);
    from = i + 1;
  }
  page.chars.append(source, line.begin + from, line.end);
}

}  // namespace

Folded fold_doubled_runs(View line) {
  auto out = Folded{};
  auto stop = std::size_t{0};
  // A doubled line begins with a doubled run: this ends the search on healthy lines.
  if (line.size() < 2 || longest_repeat(line, 0, stop) == 0) { return out; }
  auto folded = std::size_t{0};
  auto solid = std::size_t{0};
  for (auto i = std::size_t{0}; i < line.size();) {
    if (line[i] == U' ') {
      ++i;
      continue;
    }
    auto const n = i + 1 < line.size() ? longest_repeat(line, i, stop) : 0;
    if (n == 0) {
      out.kept.push_back(i);
      out.covers.push_back(i);
      ++solid;
      ++i;
      continue;
    }
    for (auto k = std::size_t{0}; k != n; ++k) {
      if (line[i + k] == U' ') { continue; }
      out.kept.push_back(i + k);
      out.covers.push_back(i + k);
    }
    if (!out.covers.empty()) { out.covers.back() = stop - 1; }
    folded += 2 * n;
    solid += 2 * n;
    i = stop;
  }
  out.doubled = folded * 10 >= solid * 8 && !out.kept.empty();
  out.sure = solid >= 8;
  return out;
}

Page repair(Chars const& decoded) {
  auto lines = lines_of(decoded.text);
  fold_doubled_lines(decoded.text, lines);
  auto page = Page{};
  page.chars.reserve(decoded.size() + 1);
  for (auto const& piece : Joiner{decoded, lines}.pieces()) {
    auto block = Block{page.chars.size(), 0, piece.kind, false};
    for (auto const i : piece.lines) {
      append_line(page, decoded, lines[i], piece.kind);
      block.doubled = block.doubled || lines[i].folded.doubled;
    }
    block.end = page.chars.size();
    if (block.begin == block.end) { continue; }
    page.blocks.push_back(block);
    page.chars.push(U'\n', U'\n', page.chars.end.back(), page.chars.end.back());
  }
  return page;
}

}  // namespace chengjie::text
