// A stock taken for what is newly added, or the other way: more new than there are; a cumulative
// count that falls; one number told as new here and as a stock there; a count listed after "新增"
// here and larger as a stock there.
#include <algorithm>
#include <map>
#include <tuple>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

using Key = std::tuple<std::string, std::string, std::string, int>;

bool counted(Entry const& e) {
  return is_level(e) && e.trusted && !vague(e.meaning) &&
         (e.figure->unit == "count" || e.figure->unit == "person" || e.figure->unit == "household");
}

Key key_of(Entry const& e) {
  return {e.meaning.core, e.figure->unit, e.meaning.of, static_cast<int>(e.figure->kind)};
}

bool is_new(Entry const& e) {
  return e.meaning.measure == Measure::newly_added || e.meaning.measure == Measure::flow;
}

std::string both(Entry const& a, Entry const& b) {
  return source_text(*a.figure) + "写 " + name_text(*a.figure) + " " + text_of(*a.figure) + "，" +
         source_text(*b.figure) + "写 " + name_text(*b.figure) + " " + text_of(*b.figure);
}

Conflict tell(Entry const& a, Entry const& b, Severity severity, std::string const& why) {
  return {.kind = ConflictKind::stock_as_flow,
          .severity = severity,
          .sentence = both(a, b) + "；" + why,
          .figures = {a.index, b.index},
          .derived = {}};
}

// Something is wrong between a figure told as new and one told otherwise.
std::optional<Conflict> new_against(Entry const& fresh, Entry const& other) {
  if (other.when != fresh.when) { return std::nullopt; }
  // Of one paper without a date both are of the paper's own time.
  if (fresh.figure->period.empty() && !same_source(*fresh.figure, *other.figure) &&
      !(fresh.figure->value == other.figure->value && telling(*fresh.figure))) {
    return std::nullopt;
  }
  if (fresh.interval.low > other.interval.high) {
    return tell(fresh, other, Severity::conflict,
                "新增多于总数，其中一处可能把存量与新增写反，请核对口径。");
  }
  auto const equal = fresh.figure->value == other.figure->value && fresh.figure->value >= 5;
  if (equal && !same_source(*fresh.figure, *other.figure)) {
    return tell(fresh, other, Severity::caution,
                "同一数字一处作新增、一处作存量，不能直接比较或相加，请核对口径。");
  }
  return std::nullopt;
}

std::optional<Conflict> listed_against(Entry const& listed, Entry const& other) {
  auto const apart = !same_clause(*listed.figure, *other.figure) && listed.when == other.when &&
                     !listed.figure->period.empty();
  if (!apart || !listed_as_new(*listed.figure) || listed_as_new(*other.figure)) {
    return std::nullopt;
  }
  if (listed.interval.high >= other.interval.low) { return std::nullopt; }
  return tell(listed, other, Severity::caution,
              "前者列在“新增”一类词之后，可能是新增而非存量，两者不宜直接比较。");
}

std::optional<Conflict> cumulative_falls(Entry const& a, Entry const& b) {
  auto const both_cumulative =
      a.meaning.measure == Measure::cumulative && b.meaning.measure == Measure::cumulative;
  auto const from = year_of(a.figure->period);
  auto const to = year_of(b.figure->period);
  if (!both_cumulative || from == 0 || from >= to || b.interval.high >= a.interval.low) {
    return std::nullopt;
  }
  return tell(a, b, Severity::conflict,
              "累计数后一期反而变小，其中一处可能是当期新增，请核对口径。");
}

std::optional<Conflict> between(Entry const& a, Entry const& b) {
  if (is_new(a) != is_new(b)) { return is_new(a) ? new_against(a, b) : new_against(b, a); }
  if (is_new(a)) { return std::nullopt; }
  if (auto found = cumulative_falls(a, b)) { return found; }
  if (auto found = cumulative_falls(b, a)) { return found; }
  if (auto found = listed_against(a, b)) { return found; }
  return listed_against(b, a);
}

}  // namespace

Conflicts stock_as_flow(Books const& books) {
  auto out = Conflicts{};
  for (auto const& subject : books.subjects) {
    auto same = std::map<Key, std::vector<Entry const*>>{};
    for (auto const at : subject) {
      auto const& entry = books.entries[at];
      if (counted(entry) && !entry.figure->subject.empty()) {
        same[key_of(entry)].push_back(&entry);
      }
    }
    for (auto const& [key, entries] : same) {
      // Only one time meets itself, and running totals of several.
      auto groups = std::map<std::string_view, std::vector<std::size_t>>{};
      auto running = std::vector<std::size_t>{};
      for (auto i = std::size_t{0}; i != entries.size(); ++i) {
        groups[entries[i]->when].push_back(i);
        if (entries[i]->meaning.measure == Measure::cumulative) { running.push_back(i); }
      }
      auto pairs = Pairs{};
      for (auto const& [when, group] : groups) { add_pairs(group, pairs); }
      add_pairs(running, pairs);
      if (books.options->plain) { pairs = all_pairs(entries.size()); }
      in_order(pairs);
      for (auto const& [i, j] : pairs) {
        if (auto found = between(*entries[i], *entries[j])) { out.push_back(std::move(*found)); }
      }
    }
  }
  return out;
}

}  // namespace chengjie::reconcile
