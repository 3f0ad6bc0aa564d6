// Ratios that no firm, project or region has: a share above 100 %, more value added than output,
// output per job or tax to output outside every range. The ranges are wide on purpose and ours
// (assumed): they catch slips of 万 and 亿, not good or bad firms.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

struct Range {
  Family over;
  Family under;
  double low;
  double high;
  std::string_view title;
  std::string_view unit;
  bool firms_only;  // of a region the two count different firms
};
constexpr auto kRanges = std::to_array<Range>({
    {Family::output, Family::jobs, 2e4, 5e7, "人均产值", "CNY", true},
    {Family::revenue, Family::jobs, 2e4, 1e8, "人均营业收入", "CNY", true},
    {Family::tax, Family::output, 0, 0.7, "税收与产值之比", "", true},
    {Family::tax, Family::revenue, 0, 0.7, "税收与营业收入之比", "", true},
    {Family::value_added, Family::output, 0, 1, "增加值与产值之比", "", false},
    {Family::profit, Family::revenue, -5, 0.95, "利润与营业收入之比", "", true},
    {Family::output, Family::land, 1e4, 5e8, "亩均产值", "CNY", true},
});

bool in_a_range(Family family) {
  return std::any_of(kRanges.begin(), kRanges.end(),
                     [&](Range const& r) { return r.over == family || r.under == family; });
}

bool is_firm(std::string_view subject) {
  return has(subject, "项目") || has(subject, "公司") || has(subject, "厂") ||
         has(subject, "集团") || has(subject, "企业");
}

bool fits_unit(Entry const& e) {
  switch (e.meaning.family) {
    case Family::jobs:
      return e.figure->unit == "person" ||
             (e.figure->unit == "count" && has(e.figure->indicator, "岗位"));
    case Family::land:
      return e.figure->unit == "mu";
    default:
      return e.figure->unit == "CNY";
  }
}

bool alike(Entry const& a, Entry const& b) {
  auto const& x = *a.figure;
  auto const& y = *b.figure;
  auto const same_time = x.period == y.period && (!x.period.empty() || same_source(x, y));
  return same_time && x.kind == y.kind && a.meaning.coverage == b.meaning.coverage &&
         a.meaning.stage == b.meaning.stage &&
         (a.meaning.measure == Measure::newly_added) == (b.meaning.measure == Measure::newly_added);
}

// What a project is to bring stands together in one sentence, whoever reading took for its owner.
bool of_one_project(Entry const& a, Entry const& b) {
  constexpr auto kSentence = std::size_t{120};  // bytes
  auto const x = place_in_source(*a.figure);
  auto const y = place_in_source(*b.figure);
  return a.figure->kind == Kind::plan && a.trusted && b.trusted &&
         same_source(*a.figure, *b.figure) && std::max(x, y) - std::min(x, y) <= kSentence;
}

// 工业增加值 goes with 工业产值, not with 农业产值.
bool same_trade(Entry const& a, Entry const& b) {
  auto const bare = [](std::string core) {
    for (auto const word : {"增加值", "产值"}) {
      if (auto const at = core.find(word); at != std::string::npos) {
        core.erase(at, std::string_view{word}.size());
      }
    }
    return core;
  };
  return bare(a.meaning.core) == bare(b.meaning.core);
}

std::optional<Conflict> between(Range const& range, Entry const& over, Entry const& under) {
  auto const both = over.meaning.family == range.over && under.meaning.family == range.under;
  if (!both || !fits_unit(over) || !fits_unit(under) || under.figure->value <= 0 ||
      !alike(over, under)) {
    return std::nullopt;
  }
  auto const one_firm = is_firm(over.figure->subject) || of_one_project(over, under);
  if (range.firms_only ? !one_firm : !same_trade(over, under)) { return std::nullopt; }
  auto const ratio = Interval{
      .low = over.interval.low /
             (std::isfinite(under.interval.high) ? under.interval.high : under.figure->value),
      .high = over.interval.high / std::max(under.interval.low, under.figure->value * 0.5)};
  if (ratio.low <= range.high && ratio.high >= range.low) { return std::nullopt; }
  auto const value = over.figure->value / under.figure->value;
  auto const text = [&](double v) {
    return range.unit.empty() ? amount_text(100 * v, "percent", "")
                              : amount_text(v, range.unit, "");
  };
  auto like = *over.figure;
  like.indicator = range.title;
  like.unit = range.unit.empty()            ? "times"
              : range.under == Family::land ? "CNY_per_mu"
                                            : "CNY_per_person";
  auto const inputs = std::to_array({over.figure, under.figure});
  auto computed = derived(
      like, value, name_text(like) + " = " + text_of(*over.figure) + " ÷ " + text_of(*under.figure),
      inputs);
  return Conflict{.kind = ConflictKind::ratio_out_of_range,
                  .severity = Severity::conflict,
                  .sentence = source_text(*over.figure) + "写 " + name_text(*over.figure) + " " +
                              text_of(*over.figure) + "，" + source_text(*under.figure) + "写" +
                              under.figure->indicator + " " + text_of(*under.figure) + "，" +
                              std::string{range.title} + "为 " + text(value) + "，超出常见范围 " +
                              text(range.low) + " 至 " + text(range.high) +
                              "；可能是单位（万、亿）或口径有误，请核对。",
                  .figures = {over.index, under.index},
                  .derived = {std::move(computed)}};
}

// A share is of something; a rate of completion or a growth may well exceed 100.
bool is_share(Entry const& e) {
  auto const& f = *e.figure;
  if ((f.kind != Kind::share && f.kind != Kind::rate) || f.unit != "percent") { return false; }
  // The words of a share may stand in the indicator or before the number: "企业占比达120%".
  auto words = f.indicator;
  if (auto const* clause = std::get_if<Clause>(&f.evidence)) {
    words += clause->text.substr(0, clause->text.find(f.raw));
  }
  // Of a plan or of last year's more than all may be done.
  for (auto const open : {"计划", "目标", "任务", "预算", "上年", "去年", "同期", "序时"}) {
    if (has(words, open)) { return false; }
  }
  return has(words, "占") || has(words, "比重") || has(words, "份额");
}

void shares(Books const& books, Conflicts& out) {
  for (auto const& e : books.entries) {
    if (!is_share(e) || (e.figure->value >= 0 && e.figure->value <= 100)) { continue; }
    out.push_back({.kind = ConflictKind::ratio_out_of_range,
                   .severity = Severity::conflict,
                   .sentence = source_text(*e.figure) + "写 " + name_text(*e.figure) + " " +
                               text_of(*e.figure) + "，占比应在 0 与 100% 之间，请核对。",
                   .figures = {e.index},
                   .derived = {}});
  }
}

}  // namespace

Conflicts ratio_out_of_range(Books const& books) {
  auto out = Conflicts{};
  shares(books, out);
  for (auto const& subject : books.subjects) {
    if (books.entries[subject.front()].figure->subject.empty()) { continue; }
    auto alike_time = std::map<std::pair<std::string, Kind>, std::vector<Entry const*>>{};
    for (auto const at : subject) {
      auto const& e = books.entries[at];
      if (is_level(e) && in_a_range(e.meaning.family)) {
        alike_time[{e.figure->period, e.figure->kind}].push_back(&e);
      }
    }
    for (auto const& [time, entries] : alike_time) {
      for (auto const* over : entries) {
        for (auto const* under : entries) {
          for (auto const& range : kRanges) {
            if (auto found = between(range, *over, *under)) { out.push_back(std::move(*found)); }
          }
        }
      }
    }
  }
  return out;
}

}  // namespace chengjie::reconcile
