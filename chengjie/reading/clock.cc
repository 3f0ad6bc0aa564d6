#include "chengjie/reading/clock.h"

#include <algorithm>
#include <array>

#include "chengjie/text/numeral.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using text::is_digit;

struct Reader {
  View t;
  char32_t at(std::size_t i) const { return i < t.size() ? t[i] : U'\n'; }
  bool has(std::size_t i, View word) const {
    return i <= t.size() && t.substr(i, word.size()) == word;
  }
  bool before(std::size_t i, View word) const {
    return i >= word.size() && t.substr(i - word.size(), word.size()) == word;
  }
  int whole(std::size_t i, std::size_t n) const {
    auto v = 0;
    for (auto k = i; k != i + n; ++k) {
      if (!is_digit(at(k))) { return -1; }
      v = v * 10 + static_cast<int>(t[k] - U'0');
    }
    return is_digit(at(i + n)) ? -1 : v;
  }
  // A year of four digits with 年 after; 0 when there is none.
  int year(std::size_t i) const {
    if (i > 0 && (is_digit(t[i - 1]) || text::is_letter(t[i - 1]) || t[i - 1] == U'.')) {
      return 0;
    }
    auto const y = whole(i, 4);
    return y >= 1949 && y <= 2100 ? y : 0;
  }
};

std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// “上半年”, “第一季度”, “1-9月”, “7月”, after a year: length and the suffix of the period.
struct Part {
  std::size_t length{};
  std::string suffix;
};

Part part_of_year(Reader const& r, std::size_t i) {
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
    if (is_digit(r.at(i + length))) {
      auto d = length;
      while (is_digit(r.at(i + d))) { ++d; }
      if (r.at(i + d) == U'日') { length = d + 1; }
    }
    return {length, "-" + two(first)};
  }
  if (next == U'-' || next == U'—' || next == U'至' || next == U'到') {
    auto m = std::size_t{0};
    while (m < 2 && is_digit(r.at(i + n + 1 + m))) { ++m; }
    auto const last = m == 0 ? -1 : r.whole(i + n + 1, m);
    if (last > first && last <= 12 && r.at(i + n + 1 + m) == U'月') {
      if (first == 1 && last == 6) { return {n + m + 2, "-H1"}; }
      if (first == 1 && last == 3) { return {n + m + 2, "-Q1"}; }
      return {n + m + 2, "-" + two(first) + "..-" + two(last)};
    }
  }
  return {};
}

std::string with_year(int year, std::string const& suffix) {
  if (year == 0) { return {}; }
  auto const y = std::to_string(year);
  auto const dots = suffix.find("..");
  return dots == std::string::npos
             ? y + suffix
             : y + suffix.substr(0, dots) + ".." + y + suffix.substr(dots + 2);
}

// Cues that the year named is one to come.
bool towards(Reader const& r, std::size_t i) {
  for (View const word : {U"到", U"至", U"力争", U"力争到", U"截止到", U"争取", U"预计", U"确保"}) {
    if (!r.before(i, word)) { continue; }
    // “截至2024年”, “达到2020年”, “从2020年到2024年”: what has been.
    return !(r.before(i, U"截至") || r.before(i, U"达到") || r.before(i, U"截止到"));
  }
  return false;
}

struct YearSeen {
  int year;
  std::size_t at;
  bool future;
};

std::vector<YearSeen> years_seen(Reader const& r) {
  auto out = std::vector<YearSeen>{};
  for (auto i = std::size_t{0}; i + 3 < r.t.size(); ++i) {
    if (!is_digit(r.t[i])) { continue; }
    auto const y = r.year(i);
    if (y == 0) {
      while (is_digit(r.at(i + 1))) { ++i; }
      continue;
    }
    auto const next = r.at(i + 4);
    auto const range =
        next == U'-' || next == U'—' || next == U'至' || next == U'~' || next == U'–';
    if (next == U'年' || range || (next == U'中' && r.has(i + 4, U"中国"))) {
      auto const second =
          i > 1 && View{U"-—至~–"}.find(r.t[i - 1]) != View::npos && is_digit(r.t[i - 2]);
      // “2024年,科学城将进一步...”: a year still to come, or begun.
      auto const ahead = r.t.substr(std::min(i + 5, r.t.size()), 22);
      auto const will = ahead.find(U"将") < std::min(ahead.find(U'。'), ahead.size());
      out.push_back({y, i, second || towards(r, i) || will});
    }
    i += 3;
  }
  return out;
}

// “发布时间:2011-05-04”, “2024年3月1日讯”.
std::optional<Date> stated_date(Reader const& r) {
  auto const head = std::min<std::size_t>(r.t.size(), 400);
  for (auto i = std::size_t{0}; i + 8 <= head; ++i) {
    auto const y = is_digit(r.t[i]) ? r.year(i) : 0;
    if (y == 0) { continue; }
    if (r.at(i + 4) == U'-' || r.at(i + 4) == U'/' || r.at(i + 4) == U'.') {
      auto const m = r.whole(i + 5, 2);
      auto const d = r.whole(i + 8, 2);
      if (m >= 1 && m <= 12 && d >= 1 && d <= 31 && r.at(i + 7) == r.at(i + 4)) {
        return Date{y, m, d};
      }
    }
    if (r.at(i + 4) == U'年' && i > 0 &&
        (r.t[i - 1] == U'\n' || r.t[i - 1] == U'(' || r.t[i - 1] == U':')) {
      auto k = i + 5;
      auto const part = part_of_year(r, k);
      if (part.length >= 4 && r.at(k + part.length - 1) == U'日') {
        return Date{y, std::stoi(part.suffix.substr(1, 2)), 0};
      }
    }
  }
  return std::nullopt;
}

// Month of the first “3月28日” of the text: the day of a dateline without its year.
int first_month(Reader const& r) {
  for (auto i = std::size_t{0}; i + 2 < std::min<std::size_t>(r.t.size(), 1500); ++i) {
    if (!is_digit(r.t[i]) || (i > 0 && (is_digit(r.t[i - 1]) || r.t[i - 1] == U'年'))) { continue; }
    auto const part = part_of_year(r, i);
    if (part.length >= 3 && part.suffix.size() == 3 && part.suffix[1] != 'H' &&
        part.suffix[1] != 'Q' && r.at(i + part.length - 1) == U'日') {
      return std::stoi(part.suffix.substr(1, 2));
    }
  }
  return 0;
}

int year_of_text(Reader const& r, std::vector<YearSeen> const& seen, int month, bool& review) {
  auto latest = 0;
  for (auto const& y : seen) {
    if (!y.future) { latest = std::max(latest, y.year); }
  }
  if (latest == 0) { return 0; }
  // A review of last year held in spring: last year's figures beside the coming year's targets.
  auto const spring = month >= 1 && month <= 4;
  for (auto const& y : seen) {
    if (y.future && y.year == latest + 1 && (month == 0 || spring) &&
        r.t.find(U"全年") != View::npos) {
      review = true;
      return latest + 1;
    }
  }
  return latest;
}

void add(Clock& clock, std::size_t begin, std::size_t end, MarkKind kind, std::string period,
         Reader const& r) {
  auto const own = r.at(end) == U'的' && (is_digit(r.at(end + 1)));
  clock.marks.push_back({begin, end, kind, std::move(period), own});
}

// “自2018年以来”, “从2023年11月...以来”: open towards the present.
bool since(Reader const& r, std::size_t begin, std::size_t end) {
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

std::size_t take_year(Reader const& r, Clock& clock, std::size_t i, int year) {
  auto const next = r.at(i + 4);
  if (View{U"-—至~–"}.find(next) != View::npos) {
    auto k = i + 5;
    while (r.at(k) == U'—') { ++k; }
    auto const last = r.year(k) != 0 ? r.year(k) : 0;
    if (last > year && last < year + 30) {
      auto const end = k + 4 + (r.at(k + 4) == U'年');
      // In brackets after a title it names a plan, not the time of a figure.
      if (!r.before(i, U"(")) {
        add(clock, i, end, MarkKind::span, std::to_string(year) + ".." + std::to_string(last), r);
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
  if (since(r, i, end)) {
    add(clock, i, end, MarkKind::span, period + "..", r);
  } else if (towards(r, i) && !(clock.year != 0 && year < clock.year)) {
    add(clock, i, end, MarkKind::deadline, period, r);
  } else {
    auto const kind = clock.year != 0 && year > clock.year ? MarkKind::deadline
                      : part.length == 0                   ? MarkKind::year
                                                           : MarkKind::part;
    // “比2000年的3.81万辆”, “2009年7月29日”: not the clock of what follows.
    add(clock, i, end, kind, period, r);
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

std::size_t take_relative(Reader const& r, Clock& clock, std::size_t i) {
  for (auto const& word : kRelative) {
    if (!r.has(i, word.word)) { continue; }
    auto end = i + word.word.size();
    auto const compared =
        r.before(i, U"比") || r.before(i, U"较") || r.before(i, U"同") || r.has(end, U"同期");
    if (compared || (word.word == U"当年")) { return end; }
    auto const part = word.part_may_follow ? part_of_year(r, end) : Part{};
    end += part.length;
    auto const year = clock.year == 0 ? 0 : clock.year + word.shift;
    if (since(r, i, end) || r.has(end, U"以来")) {
      add(clock, i, end, part.length != 0 ? MarkKind::span : MarkKind::year,
          part.length != 0 ? with_year(year, part.suffix) + ".." : with_year(year, {}), r);
    } else {
      add(clock, i, end, part.length != 0 ? MarkKind::part : MarkKind::year,
          with_year(year, part.suffix), r);
    }
    return end;
  }
  return 0;
}

// The year a bare “全年” or “一季度” is of: the last year named in its paragraph, else by the date.
int year_in_force(Reader const& r, Clock const& clock, std::size_t i, bool whole_year) {
  for (auto k = clock.marks.size(); k-- > 0;) {
    auto const& mark = clock.marks[k];
    if (i - mark.begin > 600 || r.t.substr(mark.end, i - mark.end).find(U'\n') != View::npos) {
      break;
    }
    if (mark.kind == MarkKind::year && mark.period.size() == 4) { return std::stoi(mark.period); }
  }
  if (clock.year == 0) { return 0; }
  if (!whole_year) { return clock.year; }
  auto const month = clock.date ? clock.date->month : 0;
  return clock.report || clock.review || (month >= 1 && month <= 6) ? clock.year - 1 : clock.year;
}

std::size_t take_bare(Reader const& r, Clock& clock, std::size_t i) {
  if (r.has(i, U"全年") && !r.has(i, U"全年龄")) {
    // “全年产值有望突破...”: of the year that runs.
    auto const ahead = r.t.substr(std::min(i + 2, r.t.size()), 14);
    auto const to_come = ahead.substr(0, ahead.find_first_of(U"。;")).find(U"有望") != View::npos ||
                         r.has(i + 2, U"预计") || r.has(i + 2, U"将") || r.before(i, U"预计");
    auto const year = to_come ? clock.year : year_in_force(r, clock, i, true);
    add(clock, i, i + 2, MarkKind::year, with_year(year, {}), r);
    return i + 2;
  }
  auto const part = part_of_year(r, i);
  if (part.length < 2) { return 0; }
  auto const numbered = i > 0 && (is_digit(r.t[i - 1]) || r.t[i - 1] == U'第' ||
                                  r.t[i - 1] == U'个' || r.t[i - 1] == U'-');
  if (numbered) { return i + part.length; }
  // A day (“3月28日”) dates an event; months and quarters date figures.
  auto const day = r.at(i + part.length - 1) == U'日';
  auto const same = r.has(i + part.length, U"同期");
  if (!day && !same) {
    add(clock, i, i + part.length, MarkKind::part,
        with_year(year_in_force(r, clock, i, false), part.suffix), r);
  }
  return i + part.length;
}

std::size_t take_plan_years(Reader const& r, Clock& clock, std::size_t i) {
  struct Plan {
    View word;
    int from;
  };
  for (auto const& plan : std::to_array<Plan>({{U"十一五", 2006},
                                               {U"十二五", 2011},
                                               {U"十三五", 2016},
                                               {U"十四五", 2021},
                                               {U"十五五", 2026}})) {
    if (!r.has(i, plan.word)) { continue; }
    auto end = i + 3;
    if (r.at(end) == U'”' || r.at(end) == U'"') { ++end; }
    auto const period = std::to_string(plan.from) + ".." + std::to_string(plan.from + 4);
    if (r.has(end, U"期间") || r.has(end, U"时期") || r.has(end, U"以来")) {
      add(clock, i, end + 2, MarkKind::span, period, r);
    }
    if (r.has(end, U"末")) {
      add(clock, i, end + 1, MarkKind::deadline, std::to_string(plan.from + 4), r);
    }
    return end;
  }
  for (View const word : {U"五年来", U"这五年", U"过去五年", U"近五年", U"5年来"}) {
    if (!r.has(i, word)) { continue; }
    auto const last = clock.year == 0 ? 0 : clock.year - (clock.report ? 1 : 0);
    auto const period =
        last == 0 ? std::string{} : std::to_string(last - 4) + ".." + std::to_string(last);
    add(clock, i, i + word.size(), MarkKind::span, period, r);
    return i + word.size();
  }
  for (View const word : {U"未来五年", U"今后五年", U"5年内", U"未来5年"}) {
    if (!r.has(i, word) || clock.year == 0) { continue; }
    add(clock, i, i + word.size(), MarkKind::deadline,
        std::to_string(clock.year) + ".." + std::to_string(clock.year + 5), r);
    return i + word.size();
  }
  return 0;
}

std::size_t first_line_end(View t) { return std::min(t.find(U'\n'), t.size()); }

}  // namespace

Clock read_clock(text::Page const& page, std::optional<Date> given) {
  auto const r = Reader{page.chars.text};
  auto clock = Clock{};
  auto const title = r.t.substr(0, first_line_end(r.t));
  clock.report = title.find(U"工作报告") != View::npos;
  auto const seen = years_seen(r);
  clock.date = given ? given : stated_date(r);
  auto const month = first_month(r);
  if (clock.date) {
    clock.year = clock.date->year;
  } else if (clock.report && !seen.empty() && seen.front().at < title.size()) {
    clock.year = seen.front().year;
    clock.date = Date{clock.year, 1, 0};
  } else {
    clock.year = year_of_text(r, seen, month, clock.review);
    if (clock.year != 0) { clock.date = Date{clock.year, month, 0}; }
  }
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
    } else if (View{U"今去前明上下本当过全一二三四首第十五这近未今"}.find(c) != View::npos) {
      next = take_relative(r, clock, i);
      if (next == 0) { next = take_plan_years(r, clock, i); }
      if (next == 0) { next = take_bare(r, clock, i); }
    }
    i = next > i ? next : i + 1;
  }
  return clock;
}

}  // namespace chengjie::reading
