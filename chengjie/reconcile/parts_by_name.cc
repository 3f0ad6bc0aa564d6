// Wholes whose parts are known by name and are all of it: 地区生产总值 is the three sectors' value
// added, 进出口 is 出口 and 进口. Stated together by one source they must add up, to the rounding.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

struct Identity {
  std::string_view whole;
  std::array<std::string_view, 3> parts;  // the last may be empty
};
constexpr auto kIdentities = std::to_array<Identity>(
    {{"地区生产总值", {"第一产业增加值", "第二产业增加值", "第三产业增加值"}},
     {"进出口", {"出口", "进口", ""}},
     {"一般公共预算收入", {"税收收入", "非税收入", ""}},
     {"户籍人口", {"男性人口", "女性人口", ""}},
     {"常住人口", {"城镇常住人口", "乡村常住人口", ""}}});
constexpr auto kSlackShare = 1e-3;          // of the whole: accounts are balanced by hand
constexpr auto kReach = std::size_t{1500};  // bytes between a whole and its parts

using Key = std::tuple<std::string_view, std::string_view, std::string_view, Kind, Measure>;

Key key_of(Entry const& e, std::string_view core) {
  auto const fresh =
      e.meaning.measure == Measure::newly_added ? Measure::newly_added : Measure::unstated;
  return {core, e.when, e.figure->unit, e.figure->kind, fresh};
}

// The same source's nearest figure of that name.
Entry const* nearest(std::vector<Entry const*> const& list, Entry const& whole) {
  auto const* best = static_cast<Entry const*>(nullptr);
  auto const far = [&](Entry const& e) {
    auto const a = place_in_source(*e.figure);
    auto const b = place_in_source(*whole.figure);
    return std::max(a, b) - std::min(a, b);
  };
  for (auto const* e : list) {
    if (!same_source(*e->figure, *whole.figure) || far(*e) > kReach) { continue; }
    if (best == nullptr || far(*e) < far(*best)) { best = e; }
  }
  return best;
}

Conflict tell(Entry const& whole, std::vector<Entry const*> const& parts, double sum) {
  return parts_conflict(whole, parts, sum,
                        {"，而", "，与总数不等，取整不能解释其差。请核对原文。", "各部分之和"});
}

// ---- shares of the three sectors ----

constexpr auto kSectors = std::to_array<std::string_view>({"第一产业", "第二产业", "第三产业"});

std::size_t sector_of(Entry const& e) {
  auto const& f = *e.figure;
  if (f.unit != "percent" || (f.kind != Kind::share && f.kind != Kind::rate)) { return 3; }
  auto const* clause = std::get_if<Clause>(&f.evidence);
  auto const told = f.indicator + (clause == nullptr ? "" : clause->text);
  if (!has(told, "占") && !has(told, "比重")) { return 3; }
  for (auto i = std::size_t{0}; i != kSectors.size(); ++i) {
    if (f.indicator.starts_with(kSectors[i])) { return i; }
  }
  return 3;
}

// "第一产业占比6.2%，第二产业占比47.1%，第三产业占比48.9%", one after the other.
void sector_shares(Books const& books, std::vector<std::size_t> const& subject, Conflicts& out) {
  auto run = std::vector<Entry const*>{};
  for (auto const at : subject) {
    auto const& e = books.entries[at];
    auto const sector = sector_of(e);
    if (sector == 3) { continue; }
    auto const goes_on = sector != 0 && run.size() == sector && run.back()->when == e.when &&
                         same_source(*run.back()->figure, *e.figure) &&
                         place_in_source(*e.figure) - place_in_source(*run.back()->figure) < 300;
    if (!goes_on) { run.clear(); }
    if (sector != run.size()) { continue; }
    run.push_back(&e);
    if (run.size() != kSectors.size()) { continue; }
    auto sum = Interval{.low = 0, .high = 0};
    auto value = 0.0;
    auto out_figures = std::vector<std::size_t>{};
    auto inputs = std::vector<Figure const*>{};
    auto words = std::string{};
    for (auto const* part : run) {
      sum = {.low = sum.low + part->interval.low, .high = sum.high + part->interval.high};
      value += part->figure->value;
      out_figures.push_back(part->index);
      inputs.push_back(part->figure);
      words += (words.empty() ? "" : "、") + part->figure->indicator + " " +
               text_of(*part->figure) + source_text(*part->figure);
    }
    if (sum.low <= 100 + 1e-6 && sum.high >= 100 - 1e-6) { continue; }
    auto like = *run.front()->figure;
    like.indicator = "三次产业占比合计";
    out.push_back({.kind = ConflictKind::parts_against_whole,
                   .severity = Severity::conflict,
                   .sentence = like.subject + "：" + words + "，合计 " +
                               amount_text(value, "percent", "") +
                               "，应为 100%，取整不能解释其差。请核对原文。",
                   .figures = std::move(out_figures),
                   .derived = {derived(like, value, "三次产业占比之和", inputs)}});
  }
}

}  // namespace

void parts_by_name(Books const& books, Conflicts& out) {
  for (auto const& subject : books.subjects) { sector_shares(books, subject, out); }
  for (auto const& subject : books.subjects) {
    auto by_name = std::map<Key, std::vector<Entry const*>>{};
    for (auto const at : subject) {
      auto const& e = books.entries[at];
      auto const named = std::any_of(kIdentities.begin(), kIdentities.end(), [&](auto const& id) {
        return e.meaning.core == id.whole ||
               std::find(id.parts.begin(), id.parts.end(), e.meaning.core) != id.parts.end();
      });
      if (named && is_level(e)) { by_name[key_of(e, e.meaning.core)].push_back(&e); }
    }
    for (auto const& [key, wholes] : by_name) {
      auto const id = std::find_if(kIdentities.begin(), kIdentities.end(),
                                   [&](auto const& i) { return i.whole == std::get<0>(key); });
      if (id == kIdentities.end()) { continue; }
      for (auto const* whole : wholes) {
        auto parts = std::vector<Entry const*>{};
        auto sum = Interval{.low = 0, .high = 0};
        auto value = 0.0;
        auto missing = false;
        for (auto const name : id->parts) {
          if (name.empty()) { continue; }
          auto const at = by_name.find(key_of(*whole, name));
          auto const* part = at == by_name.end() ? nullptr : nearest(at->second, *whole);
          missing = missing || part == nullptr;
          if (missing) { break; }
          parts.push_back(part);
          sum = {.low = sum.low + part->interval.low, .high = sum.high + part->interval.high};
          value += part->figure->value;
        }
        auto const slack = std::abs(whole->figure->value) * kSlackShare;
        auto const widened = Interval{.low = sum.low - slack, .high = sum.high + slack};
        if (!missing && !widened.meets(whole->interval)) {
          out.push_back(tell(*whole, parts, value));
        }
      }
    }
  }
}

}  // namespace chengjie::reconcile
