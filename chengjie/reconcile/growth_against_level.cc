// A stated growth that its two levels do not give. Levels have their own rounding; growth of GDP
// and value added is published at constant prices, so it gets more slack (Options).
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

using Key = std::tuple<std::string, Coverage, Stage, bool, std::string>;  // the last: the period

Key key_of(Entry const& e, std::string period) {
  return {e.meaning.core, e.meaning.coverage, e.meaning.stage,
          e.meaning.measure == Measure::newly_added, std::move(period)};
}

bool yearly(Entry const& e) {
  // "高于全市2.1个百分点" is a distance, no growth.
  return e.figure->kind == Kind::change && e.figure->unit == "percent" &&
         !has(e.figure->raw, "百分点") && (e.figure->change == "yoy" || e.figure->change.empty());
}

Interval growth_of(Entry const& late, Entry const& early) {
  return {.low = 100 * (late.interval.low / early.interval.high - 1),
          .high = 100 * (late.interval.high / early.interval.low - 1)};
}

bool closed(Interval const& i) {
  return std::isfinite(i.low) && std::isfinite(i.high) && i.low > 0;
}

Conflict tell(Entry const& growth, Entry const& late, Entry const& early) {
  auto const given = 100 * (late.figure->value / early.figure->value - 1);
  auto like = *growth.figure;
  auto const inputs = std::to_array({late.figure, early.figure});
  auto total = derived(like, given,
                       name_text(*growth.figure) + " = " + text_of(*late.figure) + " ÷ " +
                           text_of(*early.figure) + " - 1",
                       inputs);
  total.bound = Bound::exact;
  return {.kind = ConflictKind::growth_against_level,
          .severity = Severity::conflict,
          .sentence = source_text(*growth.figure) + "写 " + name_text(*growth.figure) + " 增长 " +
                      text_of(*growth.figure) + "，而" + source_text(*late.figure) + "写 " +
                      late.figure->period + " 为 " + text_of(*late.figure) + "，" +
                      source_text(*early.figure) + "写 " + early.figure->period + " 为 " +
                      text_of(*early.figure) + "，两数相比为 " + amount_text(given, "percent", "") +
                      "；可能是可比口径、边界或数字有误，请核对。",
          .figures = {growth.index, late.index, early.index},
          .derived = {std::move(total)}};
}

}  // namespace

Conflicts growth_against_level(Books const& books) {
  auto out = Conflicts{};
  for (auto const& passage : books.input->passages) {
    if (passage.kind != ConflictKind::growth_against_level) { continue; }
    out.push_back({.kind = passage.kind,
                   .severity = Severity::conflict,
                   .sentence = passage.sentence,
                   .figures = {},
                   .derived = passage.figures});
  }
  auto const passages = out.size();
  auto const told = [&](Entry const& growth) {
    return std::any_of(
        out.begin(), out.begin() + static_cast<std::ptrdiff_t>(passages),
        [&](Conflict const& c) { return same_clause(*growth.figure, c.derived.front()); });
  };
  for (auto const& subject : books.subjects) {
    auto levels = std::map<Key, std::vector<Entry const*>>{};
    for (auto const at : subject) {
      auto const& e = books.entries[at];
      if (is_level(e) && e.trusted && !vague(e.meaning) && e.figure->kind == Kind::actual &&
          e.period && closed(e.interval)) {
        levels[key_of(e, e.when)].push_back(&e);
      }
    }
    for (auto const at : subject) {
      auto const& growth = books.entries[at];
      auto const before = year_before(growth.when);
      if (!yearly(growth) || before.empty() || growth.figure->subject.empty()) { continue; }
      auto const late = levels.find(key_of(growth, growth.when));
      auto const early = levels.find(key_of(growth, before));
      if (late == levels.end() || early == levels.end()) { continue; }
      if (late->second.front()->figure->unit != early->second.front()->figure->unit) { continue; }
      auto const slack = real_growth(growth.meaning.family) ? books.options->real_slack_points
                                                            : books.options->growth_slack_points;
      // One pair of levels that fits is enough: which of several sources is right is not asked
      // here.
      auto const fits = std::any_of(late->second.begin(), late->second.end(), [&](auto const* l) {
        return std::any_of(early->second.begin(), early->second.end(), [&](auto const* e) {
          auto const given = growth_of(*l, *e);
          return Interval{.low = given.low - slack, .high = given.high + slack}.meets(
              growth.interval);
        });
      });
      if (!fits && !told(growth)) {
        out.push_back(tell(growth, *late->second.front(), *early->second.front()));
      }
    }
  }
  growth_against_gain(books, out);
  return out;
}

}  // namespace chengjie::reconcile
