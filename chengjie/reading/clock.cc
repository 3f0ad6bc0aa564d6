#include "chengjie/reading/clock.h"

#include <algorithm>

#include "chengjie/reading/clock_text.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using text::is_digit;
using Reader = detail::TimeText;
using detail::part_of_year;
using detail::towards;

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
    if (r.at(i + 4) != U'年') { continue; }
    auto const before = i == 0 ? U'\n' : r.t[i - 1];
    if (View{U"\n(: /|"}.find(before) == View::npos) { continue; }
    auto const part = part_of_year(r, i + 5);
    if (part.length == 0 || part.suffix.size() != 3 || part.suffix[1] > '9') { continue; }
    auto const end = i + 5 + part.length;
    // A month alone dates the text only where nothing else stands beside it.
    auto const day = r.at(end - 1) == U'日';
    if (day || (before != U':' && (r.at(end) == U')' || r.at(end) == U'\n'))) {
      return Date{y, std::stoi(part.suffix.substr(1, 2)), 0};
    }
  }
  return std::nullopt;
}

// “宁政办〔2023〕27号”: the year a paper was given its number, 0 when it has none; of a programme
// (“三年行动方案(2023—2025年)”) the year it begins.
int year_of_paper(Reader const& r, View title) {
  constexpr auto kHeadMax = std::size_t{160};
  auto const head = r.t.substr(0, kHeadMax);
  for (auto i = std::size_t{0}; i + 6 < head.size(); ++i) {
    auto const open = head[i] == U'〔' || head[i] == U'[';
    auto const y = open ? r.year(i + 1) : 0;
    if (y == 0 || (r.at(i + 5) != U'〕' && r.at(i + 5) != U']')) { continue; }
    // A line of its own: a number in a sentence is that of another paper.
    auto const from = i == 0 ? View::npos : head.rfind(U'\n', i);
    auto const begin = from == View::npos ? std::size_t{0} : from + 1;
    auto const line = r.t.substr(begin, std::min(r.t.find(U'\n', i), r.t.size()) - begin);
    if (line.size() <= 24 && line.ends_with(U"号") && line.find_first_of(U",。") == View::npos) {
      return y;
    }
  }
  auto const programme = title.find(U"行动") != View::npos || title.find(U"规划") != View::npos ||
                         title.find(U"方案") != View::npos || title.find(U"计划") != View::npos;
  for (auto i = std::size_t{0}; programme && i + 9 <= title.size(); ++i) {
    auto const y = is_digit(title[i]) ? r.year(i) : 0;
    auto k = i + 4;
    if (y != 0 && title.substr(k, 1) == U"年") { ++k; }
    while (y != 0 && k < title.size() && View{U"-—至~–"}.find(title[k]) != View::npos) { ++k; }
    if (y != 0 && k > i + 4 && r.year(k) > y) { return y; }
  }
  return 0;
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

// “2015年,该院门急诊量首次突破100万人次”, “2015年实现产值3亿元”: what the year came to.
bool whole_year(Reader const& r, std::size_t at) {
  auto const end = at + 5;
  auto const before = at == 0 ? U'\n' : r.t[at - 1];
  if (View{U"\n。,;“(在"}.find(before) == View::npos) { return false; }
  auto const rest = r.t.substr(std::min(end, r.t.size()), 40);
  auto const tells = rest.substr(0, std::min(rest.find(U'。'), rest.size()));
  if (part_of_year(r, end).length != 0 || tells.find(U'将') != View::npos ||
      tells.find(U"以来") != View::npos || tells.find(U"计划") != View::npos) {
    return false;
  }
  for (View const word :
       {U"实现", U"达到", U"完成", U"突破", U"同比", U"全年", U"较上年", U"比上年"}) {
    auto const said = tells.find(word);
    if (said != View::npos && (tells[0] == U',' || said < 12)) { return true; }
  }
  return false;
}

int year_of_text(Reader const& r, std::vector<YearSeen> const& seen, int month, bool& review) {
  auto latest = 0;
  for (auto const& y : seen) {
    if (!y.future) { latest = std::max(latest, y.year); }
  }
  if (latest == 0) { return 0; }
  // “5月23日” of a text that tells what the whole of 2015 came to: written when 2015 was over.
  if (month != 0 && std::any_of(seen.begin(), seen.end(), [&](auto const& y) {
        return y.year == latest && !y.future && whole_year(r, y.at);
      })) {
    return latest + 1;
  }
  // A review of last year held in spring: last year's figures beside the coming year's targets.
  auto const spring = month >= 1 && month <= 4;
  auto const next = std::any_of(seen.begin(), seen.end(),
                                [&](auto const& y) { return y.future && y.year == latest + 1; });
  review = next && (month == 0 || spring) && r.t.find(U"全年") != View::npos;
  return review ? latest + 1 : latest;
}

std::size_t first_line_end(View t) { return std::min(t.find(U'\n'), t.size()); }

}  // namespace

Clock read_clock(text::Page const& page, std::optional<Date> given) {
  auto const r = Reader{page.chars.text};
  auto clock = Clock{};
  auto const title = r.t.substr(0, first_line_end(r.t));
  clock.report = title.find(U"工作报告") != View::npos || title.find(U"工作总结") != View::npos;
  for (View const word : {U"措施", U"办法", U"政策", U"细则", U"通知"}) {
    clock.policy = clock.policy || title.find(word) != View::npos;
  }
  auto const seen = years_seen(r);
  clock.date = given ? given : stated_date(r);
  auto const month = first_month(r);
  if (clock.date) {
    clock.year = clock.date->year;
  } else if (clock.report && !seen.empty() && seen.front().at < title.size()) {
    // “2019年工作总结和2020年工作计划”: written when the year it looks back on was over.
    auto const summary = title.find(U"工作总结") != View::npos;
    clock.year = seen.front().year + summary;
    clock.date = Date{clock.year, 1, 0};
  } else if (auto const year = year_of_paper(r, title); year != 0) {
    clock.year = year;
    clock.date = Date{year, 0, 0};
  } else {
    clock.year = year_of_text(r, seen, month, clock.review);
    if (clock.year != 0) { clock.date = Date{clock.year, month, 0}; }
  }
  detail::mark_times(r, clock);
  return clock;
}

}  // namespace chengjie::reading
