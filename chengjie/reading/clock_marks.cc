// The times a text names, and how far each holds.
#include "chengjie/reading/clock_text.h"

#include <algorithm>
#include <array>

#include "chengjie/text/numeral.h"

namespace chengjie::reading::detail {

using View = std::u32string_view;
using text::is_digit;

namespace {
std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string with_year(int year, std::string const& suffix) {
  if (year == 0) { return {}; }
  auto const y = std::to_string(year);
  auto const dots = suffix.find("..");
  return dots == std::string::npos
             ? y + suffix
             : y + suffix.substr(0, dots) + ".." + y + suffix.substr(dots + 2);
}

std::string months(int first, int last) {
  if (first == 1 && last == 6) { return "-H1"; }
  if (first == 1 && last == 3) { return "-Q1"; }
  return "-" + two(first) + "..-" + two(last);
}

// “前8个月”, “前五月”.
YearPart first_months(TimeText const& r, std::size_t i) {
  if (r.at(i) != U'前') { return {}; }
  auto const n = text::numeral_at(r.t, i + 1);
  if (n.end == 0 || n.value < 2 || n.value > 11 || n.more) { return {}; }
  auto const length = r.has(n.end, U"个月")  ? n.end + 2 - i
                      : r.at(n.end) == U'月' ? n.end + 1 - i
                                             : 0;
  if (length == 0) { return {}; }
  return {length, months(1, static_cast<int>(n.value))};
}

}  // namespace

YearPart part_of_year(TimeText const& r, std::size_t i) {
  struct Word {
    View word;
    char const* suffix;
  };
  static constexpr auto kWords = std::to_array<Word>({{U"上半年", "-H1"},
                                                      {U"下半年", "-H2"},
                                                      {U"第一季度", "-Q1"},
                                                      {U"第二季度", "-Q2"},
                                                      {U"第三季度", "-Q3"},
                                                      {U"第四季度", "-Q4"},
                                                      {U"一季度", "-Q1"},
                                                      {U"二季度", "-Q2"},
                                                      {U"三季度", "-Q3"},
                                                      {U"四季度", "-Q4"},
                                                      {U"首季", "-Q1"}});
  if (r.has(i, U"前三季度")) { return {4, "-01..-09"}; }
  if (auto const first = first_months(r, i); first.length != 0) { return first; }
  for (auto const& word : kWords) {
    if (r.has(i, word.word)) { return {word.word.size(), word.suffix}; }
  }
  auto n = std::size_t{0};
  while (n < 2 && is_digit(r.at(i + n))) { ++n; }
  if (n == 0) { return {}; }
  auto const first = r.whole(i, n);
  if (first < 1 || first > 12) { return {}; }
  auto const next = r.at(i + n);
  if (next == U'月' && !(i > 0 && is_digit(r.at(i - 1)))) {
    auto length = n + 1;
    // “1月至6月”
    if (View{U"至到-—~"}.find(r.at(i + length)) != View::npos) {
      auto m = std::size_t{0};
      while (m < 2 && is_digit(r.at(i + length + 1 + m))) { ++m; }
      auto const last = m == 0 ? -1 : r.whole(i + length + 1, m);
      if (last > first && last <= 12 && r.at(i + length + 1 + m) == U'月') {
        return {length + 2 + m, months(first, last)};
      }
    }
    if (is_digit(r.at(i + length))) {
      auto d = length;
      while (is_digit(r.at(i + d))) { ++d; }
      if (r.at(i + d) == U'日') { length = d + 1; }
    } else if (View{U"底末份"}.find(r.at(i + length)) != View::npos) {
      ++length;
    }
    return {length, "-" + two(first)};
  }
  if (View{U"-—–~～至到"}.find(next) == View::npos) { return {}; }
  auto from = i + n + 1;
  while (r.at(from) == U'—' || r.at(from) == U'-') { ++from; }
  auto m = std::size_t{0};
  while (m < 2 && is_digit(r.at(from + m))) { ++m; }
  auto const last = m == 0 ? -1 : r.whole(from, m);
  if (last <= first || last > 12 || r.at(from + m) != U'月') { return {}; }
  return {from + m + 1 - i, months(first, last)};
}

std::string shifted(std::string period, int years) {
  for (auto i = std::size_t{0}; i + 4 <= period.size();) {
    auto const digits = std::all_of(period.begin() + static_cast<std::ptrdiff_t>(i),
                                    period.begin() + static_cast<std::ptrdiff_t>(i) + 4,
                                    [](char c) { return c >= '0' && c <= '9'; });
    if (digits) { period.replace(i, 4, std::to_string(std::stoi(period.substr(i, 4)) + years)); }
    auto const dots = period.find("..", i);
    if (dots == std::string::npos) { break; }
    i = dots + 2;
  }
  return period;
}

// Cues that the year named is one to come.
bool towards(TimeText const& r, std::size_t i) {
  for (View const word : {U"到", U"至", U"力争", U"力争到", U"截止到", U"争取", U"预计", U"确保"}) {
    if (!r.before(i, word)) { continue; }
    // “截至2024年”, “达到2020年”, “从2020年到2024年”: what has been.
    return !(r.before(i, U"截至") || r.before(i, U"达到") || r.before(i, U"截止到"));
  }
  return false;
}

namespace {

// “自2018年以来”, “从2023年11月...以来”: open towards the present.
bool since(TimeText const& r, std::size_t begin, std::size_t end) {
  auto opened = r.has(end, U"以来") || r.has(end, U"起");
  for (auto k = begin;
       !opened && k > 0 && begin - k < 10 && View{U",。;\n"}.find(r.t[k - 1]) == View::npos; --k) {
    opened = r.t[k - 1] == U'自' || r.t[k - 1] == U'从';
  }
  if (!opened) { return false; }
  for (auto k = end; k < r.t.size() && k < end + 30; ++k) {
    if (r.t[k] == U'。' || r.t[k] == U'\n') { return false; }
    if (r.has(k, U"以来") || (k == end && r.t[k] == U'起')) { return true; }
  }
  return false;
}

// “比2012年提高”, “较一季度回落”: what is compared with, not the time of a figure.
bool compared_with(TimeText const& r, std::size_t begin, std::size_t end) {
  auto const before = begin > 0 ? r.t[begin - 1] : U'\n';
  if (View{U"比较"}.find(before) == View::npos) { return false; }
  return !(r.at(end) == U'的' && is_digit(r.at(end + 1)));
}

// “成立于2006年”, “2006年成立”: when something began.
bool dates_an_event(TimeText const& r, std::size_t begin, std::size_t end) {
  if (r.before(begin, U"于")) {
    for (View const word : {U"成立于", U"始建于", U"建于", U"创建于", U"创立于", U"创办于",
                            U"设立于", U"始于", U"组建于", U"获批于", U"成立于"}) {
      if (r.before(begin, word)) { return true; }
    }
  }
  for (View const word :
       {U"成立", U"创立", U"创建", U"创办", U"设立", U"建厂", U"建园", U"注册成立"}) {
    if (r.has(end, word) && View{U",。;了、\n"}.find(r.at(end + word.size())) != View::npos) {
      return true;
    }
  }
  return false;
}

// “6月底前”, “2025年前”: by then; “前后” is about then, “前三季度” the months of a year.
bool due_before(TimeText const& r, std::size_t end) {
  auto const k = end + (r.at(end) == U'之' || r.at(end) == U'以');
  auto const next = r.at(k + 1);
  return r.at(k) == U'前' && next != U'后' && next != U'期' && next != U'三' && next != U'列' &&
         !is_digit(next);
}

std::size_t take_year(TimeText const& r, Clock& clock, std::size_t i, int year) {
  auto const next = r.at(i + 4);
  if (View{U"-—至~–"}.find(next) != View::npos) {
    auto k = i + 5;
    while (r.at(k) == U'—') { ++k; }
    auto const last = r.year(k) != 0 ? r.year(k) : 0;
    if (last > year && last < year + 30) {
      auto const end = k + 4 + (r.at(k + 4) == U'年');
      // In brackets after a title it names a plan, not the time of a figure.
      if (!r.before(i, U"(")) {
        add_mark(clock, i, end, MarkKind::span, std::to_string(year) + ".." + std::to_string(last),
                 r);
      }
      return end;
    }
  }
  if (next != U'年') { return i + 4; }
  auto end = i + 5;
  if (r.at(end) == U'度') { ++end; }
  if (r.at(end) == U'的' && part_of_year(r, end + 1).length != 0) { ++end; }
  auto const part = part_of_year(r, end);
  auto const period = with_year(year, part.suffix);
  end += part.length;
  if (part.length == 0 && (r.at(end) == U'底' || r.at(end) == U'末')) { ++end; }
  if (compared_with(r, i, end) || dates_an_event(r, i, end)) { return end; }
  if (due_before(r, end) && year >= clock.year) {
    add_mark(clock, i, end, MarkKind::deadline, period, r);
  } else if (since(r, i, end)) {
    add_mark(clock, i, end, MarkKind::span, period + "..", r);
  } else if (towards(r, i) && !(clock.year != 0 && year < clock.year)) {
    add_mark(clock, i, end, MarkKind::deadline, period, r);
  } else {
    auto const kind = clock.year != 0 && year > clock.year ? MarkKind::deadline
                      : part.length == 0                   ? MarkKind::year
                                                           : MarkKind::part;
    add_mark(clock, i, end, kind, period, r);
  }
  return end;
}

struct Relative {
  View word;
  int shift;
  bool part_may_follow;
};
constexpr auto kRelative = std::to_array<Relative>({{U"今年", 0, true},
                                                    {U"本年度", 0, false},
                                                    {U"本年", 0, false},
                                                    {U"去年", -1, true},
                                                    {U"前年", -2, true},
                                                    {U"明年", 1, true},
                                                    {U"当年", 0, false},
                                                    {U"过去一年", -1, false}});

std::size_t take_relative(TimeText const& r, Clock& clock, std::size_t i) {
  for (auto const& word : kRelative) {
    if (!r.has(i, word.word)) { continue; }
    auto end = i + word.word.size();
    auto const compared =
        r.before(i, U"比") || r.before(i, U"较") || r.before(i, U"同") || r.has(end, U"同期");
    if (compared || (word.word == U"当年")) { return end; }
    auto const part = word.part_may_follow ? part_of_year(r, end) : YearPart{};
    end += part.length;
    auto const year = clock.year == 0 ? 0 : clock.year + word.shift;
    if (since(r, i, end) || r.has(end, U"以来")) {
      add_mark(clock, i, end, part.length != 0 ? MarkKind::span : MarkKind::year,
               part.length != 0 ? with_year(year, part.suffix) + ".." : with_year(year, {}), r);
    } else {
      add_mark(clock, i, end, part.length != 0 ? MarkKind::part : MarkKind::year,
               with_year(year, part.suffix), r);
    }
    return end;
  }
  return 0;
}

// The year a bare “全年” or “一季度” is of: the last year named in its paragraph, else by the date.
int year_in_force(TimeText const& r, Clock const& clock, std::size_t i, bool whole_year) {
  constexpr auto kBackMax = std::size_t{600};  // characters
  auto const from = i - std::min(i, kBackMax);
  auto const line = r.t.substr(from, i - from).rfind(U'\n');
  auto const floor = line == View::npos ? from : from + line + 1;
  for (auto k = clock.marks.size(); k-- > 0 && clock.marks[k].begin >= floor;) {
    auto const& mark = clock.marks[k];
    if (mark.kind == MarkKind::year && mark.period.size() == 4) { return std::stoi(mark.period); }
  }
  if (clock.year == 0) { return 0; }
  if (!whole_year) { return clock.report ? clock.year - 1 : clock.year; }
  auto const month = clock.date ? clock.date->month : 0;
  return clock.report || clock.review || (month >= 1 && month <= 6) ? clock.year - 1 : clock.year;
}

// “年末全市户籍人口” at the head of a clause; “上年末”, “今年年底” are other times.
bool stands_alone(TimeText const& r, std::size_t i) {
  auto const before = i > 0 ? r.t[i - 1] : U'\n';
  return View{U",。;:\n"}.find(before) != View::npos || r.before(i, U"截至");
}

std::size_t take_bare(TimeText const& r, Clock& clock, std::size_t i) {
  // “比重由上年的61.8%提高到64.5%”
  if (r.has(i, U"上年") && (r.before(i, U"由") || r.before(i, U"从"))) {
    auto const end = i + (r.has(i + 2, U"末") || r.has(i + 2, U"底") ? 3 : 2);
    auto const year = year_in_force(r, clock, i, true);
    add_mark(clock, i, end, MarkKind::part, year == 0 ? std::string{} : std::to_string(year - 1),
             r);
    clock.marks.back().own = true;
    return end;
  }
  for (View const word : {U"全年任务", U"全年目标", U"全年计划", U"全年预算"}) {
    if (r.has(i, word)) { return i + word.size(); }
  }
  if (clock.policy && r.has(i, U"全年")) { return i + 2; }
  if (r.has(i, U"全年") && !r.has(i, U"全年龄")) {
    // “全年产值有望突破...”: of the year that runs.
    auto const ahead = r.t.substr(std::min(i + 2, r.t.size()), 14);
    auto const to_come = ahead.substr(0, ahead.find_first_of(U"。;")).find(U"有望") != View::npos ||
                         r.has(i + 2, U"预计") || r.has(i + 2, U"将") || r.before(i, U"预计");
    auto const year = to_come && !clock.report ? clock.year : year_in_force(r, clock, i, true);
    add_mark(clock, i, i + 2, MarkKind::year, with_year(year, {}), r);
    return i + 2;
  }
  if ((r.has(i, U"年末") || r.has(i, U"年底")) && stands_alone(r, i)) {
    add_mark(clock, i, i + 2, MarkKind::part, with_year(year_in_force(r, clock, i, true), {}), r);
    return i + 2;
  }
  auto const part = part_of_year(r, i);
  if (part.length < 2) { return 0; }
  if (compared_with(r, i, i + part.length)) { return i + part.length; }
  auto const numbered = i > 0 && (is_digit(r.t[i - 1]) || r.t[i - 1] == U'第' ||
                                  r.t[i - 1] == U'个' || r.t[i - 1] == U'-');
  if (numbered) { return i + part.length; }
  // A day (“3月28日”) dates an event; months and quarters date figures.
  auto const day = r.at(i + part.length - 1) == U'日';
  auto const same = r.has(i + part.length, U"同期");
  auto const last =
      i + part.length + (r.at(i + part.length) == U'末' || r.at(i + part.length) == U'底');
  if (!day && !same) {
    add_mark(clock, i, last, due_before(r, last) ? MarkKind::deadline : MarkKind::part,
             with_year(year_in_force(r, clock, i, false), part.suffix), r);
  }
  return last;
}

}  // namespace

namespace {
constexpr auto kTimeHeads =
    text::CharSet{U"今去前明上下本当过全一二三四首第十五这近未年两六七八九"};
constexpr auto kTimeSeconds =
    text::CharSet{U"0123456789年去后一二三四五六七八九十半月季来末底几两个"};
}  // namespace

void mark_times(TimeText const& r, Clock& clock) {
  for (auto i = std::size_t{0}; i < r.t.size();) {
    auto next = std::size_t{0};
    auto const c = r.t[i];
    if (is_digit(c)) {
      if (auto const y = r.year(i);
          y != 0 && (r.at(i + 4) == U'年' || View{U"-—至~–"}.find(r.at(i + 4)) != View::npos)) {
        next = take_year(r, clock, i, y);
      }
      if (next == 0) { next = take_plan_years(r, clock, i); }
      if (next == 0) { next = take_bare(r, clock, i); }
      if (next == 0) {
        next = i;
        while (is_digit(r.at(next)) || r.at(next) == U'.') { ++next; }
      }
    } else if (kTimeHeads.has(c) && kTimeSeconds.has(r.at(i + 1))) {
      next = take_relative(r, clock, i);
      if (next == 0) { next = take_plan_years(r, clock, i); }
      if (next == 0) { next = take_bare(r, clock, i); }
    }
    i = next > i ? next : i + 1;
  }
}

}  // namespace chengjie::reading::detail
