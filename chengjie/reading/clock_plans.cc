// Times of several years: plans (“十四五”末), “五年来”, “近三年”, “未来五年”.
#include <array>

#include "chengjie/reading/clock_text.h"
#include "chengjie/text/numeral.h"

namespace chengjie::reading::detail {

using View = std::u32string_view;
using text::is_digit;

void add_mark(Clock& clock, std::size_t begin, std::size_t end, MarkKind kind, std::string period,
              TimeText const& r) {
  auto at = end + 1;
  for (View const word : {U"不到", U"不足", U"近", U"约", U"超", U"超过", U"逾", U"仅"}) {
    if (r.has(end + 1, word)) { at = end + 1 + word.size(); }
  }
  auto const own = r.at(end) == U'的' && is_digit(r.at(at));
  clock.marks.push_back({begin, end, kind, std::move(period), own, false});
}

namespace {

constexpr auto kPlanHeads = text::CharSet{U"十五这过近未今两二三四六七八九23456789"};

// “近三年”, “三年间”: up to the year of the text, or the one before in its first months.
std::size_t take_last_years(TimeText const& r, Clock& clock, std::size_t i) {
  auto const near = r.at(i) == U'近';
  auto const at = near ? i + 1 : i;
  auto years = 0;
  auto end = std::size_t{0};
  if (r.at(at) == U'两') {
    years = 2;
    end = at + 1;
  } else if (auto const n = text::numeral_at(r.t, at); n.end != 0 && !n.more) {
    years = n.value >= 2 && n.value <= 10 ? static_cast<int>(n.value) : 0;
    end = n.end;
  }
  if (years == 0 || r.at(end) != U'年' || clock.year == 0) { return 0; }
  ++end;
  auto const since = r.at(end) == U'来' || r.at(end) == U'间';
  if (!near && !since) { return 0; }
  end += since;
  // “创十年来新高”: what it is compared with.
  for (View const word : {U"新高", U"最", U"新低", U"首"}) {
    if (r.has(end, word)) { return end; }
  }
  auto const month = clock.date ? clock.date->month : 0;
  auto const last = clock.report || (month >= 1 && month <= 3) ? clock.year - 1 : clock.year;
  add_mark(clock, i, end, MarkKind::span,
           std::to_string(last - years + 1) + ".." + std::to_string(last), r);
  clock.marks.back().clause =
      r.at(end) != U',' && i > 0 && View{U",、"}.find(r.t[i - 1]) != View::npos;
  return end;
}

}  // namespace

std::size_t take_plan_years(TimeText const& r, Clock& clock, std::size_t i) {
  if (!kPlanHeads.has(r.at(i))) { return 0; }
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
      add_mark(clock, i, end + 2, MarkKind::span, period, r);
    }
    for (View const last : {U"末", U"期末", U"末期", U"时期末"}) {
      if (!r.has(end, last)) { continue; }
      auto const over = clock.year != 0 && plan.from + 4 < clock.year;
      add_mark(clock, i, end + last.size(), over ? MarkKind::year : MarkKind::deadline,
               std::to_string(plan.from + 4), r);
    }
    return end;
  }
  for (View const word : {U"这五年", U"过去五年"}) {
    if (!r.has(i, word)) { continue; }
    auto const last = clock.year == 0 ? 0 : clock.year - (clock.report ? 1 : 0);
    auto const period =
        last == 0 ? std::string{} : std::to_string(last - 4) + ".." + std::to_string(last);
    add_mark(clock, i, i + word.size(), MarkKind::span, period, r);
    return i + word.size();
  }
  // “五年间” after “十三五”: those years.
  if (r.has(i, U"五年间") || r.has(i, U"5年间")) {
    constexpr auto kBackMax = std::size_t{64};  // times
    for (auto k = clock.marks.size(), n = kBackMax; k-- > 0 && n-- > 0;) {
      auto const& mark = clock.marks[k];
      if (mark.kind != MarkKind::span || r.at(mark.begin) != U'十') { continue; }
      auto period = mark.period;
      add_mark(clock, i, i + 3, MarkKind::span, std::move(period), r);
      return i + 3;
    }
  }
  if (auto const years = take_last_years(r, clock, i); years != 0) { return years; }
  // Years that the text does not tell apart; the year named before no longer holds.
  for (View const word : {U"近年来", U"近几年", U"近两年", U"近三年", U"近3年", U"近2年"}) {
    if (!r.has(i, word)) { continue; }
    add_mark(clock, i, i + word.size(), MarkKind::part, {}, r);
    return i + word.size();
  }
  for (View const word : {U"未来五年", U"今后五年", U"5年内", U"未来5年"}) {
    if (!r.has(i, word) || clock.year == 0) { continue; }
    add_mark(clock, i, i + word.size(), MarkKind::deadline,
             std::to_string(clock.year) + ".." + std::to_string(clock.year + 5), r);
    return i + word.size();
  }
  return 0;
}

}  // namespace chengjie::reading::detail
