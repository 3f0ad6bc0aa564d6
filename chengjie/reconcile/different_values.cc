// Two figures of the same thing whose intervals do not meet. Scope is part of the thing: figures
// of different coverage, measure or stage are left to the rules of those kinds.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

// What must agree before two values can be held against each other. Without a period nothing
// can: a stock of one year does not contradict that of another.
using Key =
    std::tuple<std::string, std::string, std::string, std::string, int, int, int, int, std::string>;

bool comparable(Entry const& e) {
  // What a project is to be has no year: two papers that tell it differently disagree.
  auto const planned =
      e.figure->kind == Kind::plan && e.figure->period.empty() && has(e.figure->subject, "项目");
  return !e.figure->subject.empty() && !e.figure->indicator.empty() &&
         (e.period.has_value() || planned) && e.figure->kind != Kind::rate && e.trusted;
}

// One writer who gives two values for one thing mostly speaks of two things, whose names reading
// could not tell apart: only levels of a telling name count there.
bool worth_telling(Entry const& a, Entry const& b) {
  if (a.figure->period.empty() && same_source(*a.figure, *b.figure)) { return false; }
  if (!vague(a.meaning)) { return !same_source(*a.figure, *b.figure) || is_level(a); }
  // "总投资" of a district may be anything's; of one project it is the project's.
  auto const& subject = a.figure->subject;
  return !same_source(*a.figure, *b.figure) && (has(subject, "项目") || has(subject, "公司"));
}

Key key_of(Entry const& e) {
  auto const& f = *e.figure;
  auto const measure = e.meaning.measure == Measure::newly_added  ? 1
                       : e.meaning.measure == Measure::cumulative ? 2
                                                                  : 0;
  return {e.meaning.core,
          e.when,
          f.unit,
          f.unit == "count" ? e.meaning.of : "",
          static_cast<int>(f.kind),
          static_cast<int>(e.meaning.coverage),
          measure,
          static_cast<int>(e.meaning.stage),
          f.change + "|" + f.scope.boundary};
}

// One clause that gives an indicator two values lists two things under one head ("2 个千亿级"
// beside "4 个"), or a range: the writer has seen both.
bool told_apart(Entry const& a, Entry const& b) {
  return same_clause(*a.figure, *b.figure) ||
         (!a.figure->raw.empty() && a.figure->raw == b.figure->raw);
}

Conflict tell(Entry const& a, Entry const& b) {
  auto const& x = *a.figure;
  auto const& y = *b.figure;
  auto const gap = std::abs(x.value - y.value);
  auto const base = std::max(std::abs(x.value), std::abs(y.value));
  auto sentence = name_text(x) + "：" + source_text(x) + "写 " + text_of(x) + "，" +
                  source_text(y) + "写 " + text_of(y) + "，相差 " + amount_text(gap, x.unit, x.of);
  if (base > 0 && x.unit != "percent") {
    sentence += "（" + amount_text(100 * gap / base, "percent", "") + "）";
  }
  sentence += "；写明的口径相同，超出写法与取整所能容许。请核对原文，两处都保留。";
  return {.kind = ConflictKind::different_values,
          .severity = Severity::conflict,
          .sentence = std::move(sentence),
          .figures = {a.index, b.index},
          .derived = {}};
}

}  // namespace

Conflicts different_values(Books const& books) {
  auto found = Conflicts{};
  for (auto const& subject : books.subjects) {
    auto same = std::map<Key, std::vector<Entry const*>>{};
    for (auto const at : subject) {
      auto const& entry = books.entries[at];
      if (comparable(entry)) { same[key_of(entry)].push_back(&entry); }
    }
    for (auto const& [key, entries] : same) {
      // Each value is held against the first that differs: n values of one thing make at most
      // n - 1 sentences, not n².
      for (auto i = std::size_t{1}; i < entries.size(); ++i) {
        auto const other = std::find_if(
            entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(i), [&](auto const* e) {
              return !e->interval.meets(entries[i]->interval) && !told_apart(*e, *entries[i]) &&
                     worth_telling(*e, *entries[i]);
            });
        auto const repeats = std::any_of(
            entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(i), [&](auto const* e) {
              return e->figure->value == entries[i]->figure->value &&
                     e->figure->bound == entries[i]->figure->bound;
            });
        if (other != entries.begin() + static_cast<std::ptrdiff_t>(i) && !repeats) {
          found.push_back(tell(**other, *entries[i]));
        }
      }
    }
  }
  std::sort(found.begin(), found.end(),
            [](Conflict const& a, Conflict const& b) { return a.figures < b.figures; });
  return found;
}

}  // namespace chengjie::reconcile
