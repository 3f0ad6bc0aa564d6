#include "chengjie/reading/clauses_outline.h"

#include <algorithm>

#include "chengjie/reading/clauses_duty.h"
#include "chengjie/reading/clauses_time.h"
#include "chengjie/reading/clauses_wanted_list.h"
#include "chengjie/text/numeral.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kHeadingMax = std::size_t{60};
constexpr auto kTitleLines = std::size_t{6};
constexpr auto kBracketMax = std::size_t{160};

bool numeral(char32_t c) { return text::chinese_digit(c) >= 0 || c == U'十'; }

std::size_t run(View s, std::size_t at, auto const& is) {
  auto i = at;
  while (i < s.size() && is(s[i])) { ++i; }
  return i - at;
}

bool gap_before(text::Chars const& chars, std::size_t i) {
  return chars.begin[i] > chars.end[i - 1];
}

bool closes(char32_t c) { return View{U"。;)〕】]!"}.find(c) != View::npos; }

bool contains_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.find(w) != View::npos; });
}

class Maker {
 public:
  explicit Maker(Document const& d) : d_(d), t_(d.text()) {}

  Outline run() {
    for (auto const& block : d_.page.blocks) {
      if (block.kind != text::BlockKind::noise) { cut_lines(block); }
      cut_cells(block);
    }
    auto const& from = d_.page.chars.begin;
    auto const in_source = [&](auto const& a, auto const& b) {
      return from[a.begin] < from[b.begin];
    };
    std::stable_sort(out_.segments.begin(), out_.segments.end(), in_source);
    std::stable_sort(out_.cells.begin(), out_.cells.end(), in_source);
    title();
    for (auto k = std::size_t{0}; k != out_.segments.size(); ++k) { place(k); }
    return std::move(out_);
  }

 private:
  View view(std::size_t begin, std::size_t end) const { return t_.substr(begin, end - begin); }

  void cut_lines(text::Block const& block) {
    auto from = block.begin;
    auto open = std::size_t{0};  // past a bracket that nothing has closed yet
    for (auto i = block.begin + 1; i <= block.end; ++i) {
      if (i != block.end) {
        if (View{U"([【〔"}.find(t_[i - 1]) != View::npos) { open = i; }
        if (View{U")]】〕"}.find(t_[i - 1]) != View::npos) { open = 0; }
        if (!gap_before(d_.page.chars, i) || (open != 0 && i - open < kBracketMax)) { continue; }
        auto const head = list_head(view(i, std::min(block.end, i + 12)));
        if (head.rank == 0 && !closes(t_[i - 1]) && !label(view(i, std::min(block.end, i + 30)))) {
          continue;
        }
      }
      add_line(from, i);
      from = i;
    }
  }

  // “责任单位:”, “布局园区:”, “缺失环节:” begin a line also where nothing ends the one before.
  static bool label(View line) {
    auto const wanted = wanted_label(line);
    return label_at(line, 0).label != DutyLabel::none || park_label(line) != 0 ||
           (!wanted.empty() && wanted.subject == 0);
  }

  void add_line(std::size_t begin, std::size_t end) {
    while (begin < end && t_[begin] == U' ') { ++begin; }
    while (end > begin && t_[end - 1] == U' ') { --end; }
    if (begin == end) { return; }
    auto const line = view(begin, end);
    auto const head = list_head(line);
    auto const ended = View{U"。;.:!?,、"}.find(line.back()) != View::npos;
    out_.segments.push_back(
        {begin, end, begin + head.size, head.rank,
         line.size() <= kHeadingMax && !ended && line.find(U'。') == View::npos});
  }

  void cut_cells(text::Block const& block) {
    auto from = block.begin;
    for (auto i = block.begin; i <= block.end; ++i) {
      auto const blank = i != block.end && View{U" |│"}.find(t_[i]) != View::npos;
      auto const gap = i != block.end && i > block.begin && gap_before(d_.page.chars, i);
      if (i != block.end && !blank && !gap) { continue; }
      if (i > from) { out_.cells.push_back({from, i}); }
      from = blank ? i + 1 : i;
    }
  }

  void title() {
    auto lines = std::size_t{0};
    for (auto const& segment : out_.segments) {
      if (segment.rank != 0 || ++lines > kTitleLines) { break; }
      auto const line = view(segment.begin, segment.end);
      if (!segment.heading && line.find(U"关于印发") == View::npos) { continue; }
      out_.plan |= plan_words(line) && !contains_any(line, {U"总结", U"报告", U"公报", U"回顾"});
      out_.wanted |= wanted_words(line);
      years(line);
    }
    if (out_.from == 0) { signed_on(); }
    if (out_.year == 0) { out_.year = out_.from != 0 ? out_.from : d_.clock.year; }
    if (out_.from == 0) { out_.from = d_.clock.year; }
  }

  // “2025年3月12日” on a line of its own, below what is signed.
  void signed_on() {
    for (auto k = out_.segments.size(); k-- > 0 && out_.from == 0;) {
      auto const line = view(out_.segments[k].begin, out_.segments[k].end);
      if (line.size() > 12 || line.size() < 9 || line[4] != U'年' || line.back() != U'日') {
        continue;
      }
      out_.from = std::max(0, clauses_number(line.substr(0, 4)));
    }
  }

  // “2024年工作要点” is of 2024; “(2023—2025年)” and “〔2023〕17号” were written in 2023.
  void years(View line) {
    for (auto i = std::size_t{0}; i + 4 < line.size(); ++i) {
      auto const year = clauses_number(line.substr(i, 4));
      if (year <= 1990 || year > 2100) { continue; }
      auto const next = line[i + 4];
      auto const range = View{U"—-~至"}.find(next) != View::npos;
      if (out_.from == 0 && (range || next == U'年' || next == U'〕' || next == U']')) {
        out_.from = year;
      }
      if (range) { return; }
      if (next == U'年' && out_.year == 0) { out_.year = year; }
    }
  }

  static bool plan_words(View line) {
    return contains_any(line, {U"方案",     U"行动计划", U"工作计划", U"年度计划", U"要点",
                               U"任务分工", U"责任分工", U"任务分解", U"重点任务", U"任务清单",
                               U"责任清单", U"工作清单", U"工作安排", U"分工表",   U"目标任务",
                               U"三年行动", U"发展规划", U"五年规划", U"规划纲要", U"规划("});
  }

  static bool wanted_words(View line) {
    return contains_any(
        line, {U"招商目录", U"产业目录", U"承接方向", U"招商方向", U"主攻方向", U"招商引资目录",
               U"承接目录", U"招商指南", U"招商重点", U"投资指南", U"链条招商", U"招商手册",
               U"主导产业", U"招商指引", U"招商图谱", U"招商地图", U"补链", U"招引"});
  }

  void place(std::size_t k) {
    auto const& segment = out_.segments[k];
    auto const duty = label_at(t_, segment.begin).label != DutyLabel::none;
    if (segment.rank == 0 && (duty || !segment.heading)) {
      if (stack_.empty()) {
        out_.items.push_back({{k}, -1, 0, true});
      } else {
        out_.items[static_cast<std::size_t>(stack_.back())].segments.push_back(k);
      }
      return;
    }
    while (!stack_.empty() &&
           (segment.rank == 0 ||
            out_.items[static_cast<std::size_t>(stack_.back())].rank >= segment.rank)) {
      stack_.pop_back();
    }
    auto const parent = stack_.empty() ? -1 : stack_.back();
    if (parent >= 0) { out_.items[static_cast<std::size_t>(parent)].leaf = false; }
    out_.items.push_back({{k}, parent, segment.rank, true});
    stack_.push_back(static_cast<int>(out_.items.size()) - 1);
  }

  Document const& d_;
  View t_;
  Outline out_;
  std::vector<int> stack_;
};

}  // namespace

ListHead list_head(View s) {
  auto const digit = [](char32_t c) { return text::is_digit(c); };
  auto out = ListHead{};
  if (s.empty()) { return out; }
  auto const open = s[0] == U'(' ? std::size_t{1} : std::size_t{0};
  auto const han = run(s, open, numeral);
  auto const digits = run(s, open, digit);
  auto const after = [&](std::size_t n) { return open + n < s.size() ? s[open + n] : U'\0'; };
  if (han != 0 && han <= 3) {
    if (open != 0 && after(han) == U')') { out = {2, han + 2}; }
    if (open == 0 && (after(han) == U'、' || after(han) == U'.') && !numeral(after(han + 1))) {
      out = {1, han + 1};
    }
  } else if (digits != 0 && digits <= 2) {
    if (after(digits) == U')') { out = {4, digits + open + 1}; }
    if (open == 0 && (after(digits) == U'、' || after(digits) == U'.') &&
        !text::is_digit(after(digits + 1))) {
      out = {3, digits + 1};
    }
  } else if (s[0] >= U'①' && s[0] <= U'⑳') {
    out = {5, 1};
  } else if (View{U"—●■◆·•▪"}.find(s[0]) != View::npos) {
    out = {6, run(s, 0, [&](char32_t c) { return c == s[0]; })};
  }
  if (out.rank != 0) {
    out.size += run(s, out.size, [](char32_t c) { return c == U' ' || c == U'、'; });
  }
  return out;
}

Outline outline_of(Document const& d) { return Maker{d}.run(); }

}  // namespace chengjie::reading
