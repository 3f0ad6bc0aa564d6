// Two years of one area told under two names or boundaries: a comparison would take the change of
// boundary for growth. Three signs: figures that state different boundaries; names known to follow
// each other; two parks of one area whose shares of it cannot both fit, so that they must overlap.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kYearsApartMax = 3;

bool pairs_up(Entry const& a, Entry const& b) {
  auto const& x = *a.figure;
  auto const& y = *b.figure;
  auto const years = std::abs(year_of(x.period) - year_of(y.period));
  return is_level(a) && is_level(b) && x.kind == Kind::actual && y.kind == Kind::actual &&
         x.unit == y.unit && a.meaning.of == b.meaning.of && a.meaning.core == b.meaning.core &&
         a.meaning.coverage == b.meaning.coverage && a.meaning.stage == b.meaning.stage &&
         (a.meaning.measure == Measure::newly_added) ==
             (b.meaning.measure == Measure::newly_added) &&
         year_of(x.period) != 0 && year_of(y.period) != 0 && years >= 1 && years <= kYearsApartMax;
}

std::string change_text(Entry const& early, Entry const& late) {
  if (early.figure->value <= 0) { return {}; }
  return "（相差 " +
         amount_text(100 * (late.figure->value / early.figure->value - 1), "percent", "") + "）";
}

Conflict tell(Entry const& a, Entry const& b, std::string const& why) {
  auto const& early = year_of(a.figure->period) < year_of(b.figure->period) ? a : b;
  auto const& late = &early == &a ? b : a;
  return {.kind = ConflictKind::boundary_changed,
          .severity = Severity::caution,
          .sentence = source_text(*early.figure) + "写 " + name_text(*early.figure) + " " +
                      text_of(*early.figure) + "，" + source_text(*late.figure) + "写 " +
                      name_text(*late.figure) + " " + text_of(*late.figure) +
                      change_text(early, late) + "；" + why + "，其差不能当作增长。",
          .figures = {early.index, late.index},
          .derived = {}};
}

bool boundaries_differ(Entry const& a, Entry const& b) {
  return a.figure->subject == b.figure->subject && !a.figure->scope.boundary.empty() &&
         !b.figure->scope.boundary.empty() && a.figure->scope.boundary != b.figure->scope.boundary;
}

// Two parts that together exceed the whole that one of them implies.
Implied const* crowded(std::vector<Implied> const& implied, Books const& books, Entry const& a,
                       Entry const& b) {
  for (auto const& one : implied) {
    auto const& value = books.entries[one.value];
    auto const told = &value == &a || &value == &b;
    if (told && a.interval.low + b.interval.low > one.interval.high) { return &one; }
  }
  return nullptr;
}

std::optional<Conflict> between(Books const& books, Kin& kin, std::vector<Implied> const& implied,
                                Entry const& a, Entry const& b) {
  if (!pairs_up(a, b)) { return std::nullopt; }
  if (boundaries_differ(a, b)) {
    return tell(
        a, b, "两处写明的边界不同：" + a.figure->scope.boundary + "、" + b.figure->scope.boundary);
  }
  if (a.figure->subject == b.figure->subject) { return std::nullopt; }
  switch (kin.of(a.figure->subject, b.figure->subject)) {
    case Kinship::lineage:
      return tell(a, b, "两者是同一片区域先后的名称，边界可能随之改变");
    case Kinship::neighbours:
      break;
    case Kinship::none:
      return std::nullopt;
  }
  auto const* whole = crowded(implied, books, a, b);
  if (whole == nullptr) { return std::nullopt; }
  auto conflict = tell(a, b,
                       "两者之和超过由占比推算的" + whole->whole + "总数 " +
                           amount_text(whole->total.value, whole->total.unit, whole->total.of) +
                           "，两片区域必有重叠，很可能是更名或调整边界");
  conflict.derived.push_back(whole->total);
  return conflict;
}

// What can meet: figures of one lineage (a name is of its own), those that state a boundary, and
// whatever stands beside a value whose whole is implied.
Pairs pairs_of(Books const& books, std::vector<Entry const*> const& entries,
               std::set<Entry const*> const& counted) {
  auto lineages = std::map<std::string_view, std::vector<std::size_t>>{};
  auto bounded = std::vector<std::size_t>{};
  auto pairs = Pairs{};
  for (auto i = std::size_t{0}; i != entries.size(); ++i) {
    auto const* area = books.area(entries[i]->figure->subject);
    if (area != nullptr && !area->lineage.empty()) { lineages[area->lineage].push_back(i); }
    if (!entries[i]->figure->scope.boundary.empty()) { bounded.push_back(i); }
    if (!counted.contains(entries[i])) { continue; }
    for (auto j = std::size_t{0}; j != entries.size(); ++j) {
      if (i != j) { pairs.emplace_back(std::min(i, j), std::max(i, j)); }
    }
  }
  for (auto const& [lineage, group] : lineages) {
    // Of one name only what states a boundary can differ.
    for (auto i = std::size_t{0}; i != group.size(); ++i) {
      for (auto j = i + 1; j != group.size(); ++j) {
        if (entries[group[i]]->figure->subject != entries[group[j]]->figure->subject) {
          pairs.emplace_back(group[i], group[j]);
        }
      }
    }
  }
  auto by_name = std::map<std::string_view, std::vector<std::size_t>>{};
  for (auto const i : bounded) { by_name[entries[i]->figure->subject].push_back(i); }
  for (auto const& [name, group] : by_name) { add_pairs(group, pairs); }
  in_order(pairs);
  return pairs;
}

}  // namespace

Conflicts boundary_changed(Books const& books) {
  auto out = Conflicts{};
  auto const implied = implied_of(books);
  auto kin = Kin{books};
  // Only figures of one indicator meet, of parks and of areas that are known.
  auto by_core = std::map<std::string, std::vector<Entry const*>>{};
  for (auto const& e : books.entries) {
    auto const known =
        park_like(books, e.figure->subject) || books.area(e.figure->subject) != nullptr;
    auto const dated =
        is_level(e) && e.figure->kind == Kind::actual && year_of(e.figure->period) != 0;
    if (dated && (known || !e.figure->scope.boundary.empty())) {
      by_core[e.meaning.core].push_back(&e);
    }
  }
  auto counted = std::set<Entry const*>{};
  for (auto const& one : implied) { counted.insert(&books.entries[one.value]); }
  auto told = std::set<std::tuple<std::string, std::string, std::string>>{};
  for (auto const& [core, entries] : by_core) {
    auto const pairs =
        books.options->plain ? all_pairs(entries.size()) : pairs_of(books, entries, counted);
    for (auto const& [i, j] : pairs) {
      auto const& a = *entries[i];
      auto const& b = *entries[j];
      auto found = between(books, kin, implied, a, b);
      if (found && told.insert({a.figure->subject, b.figure->subject, core}).second) {
        out.push_back(std::move(*found));
      }
    }
  }
  return out;
}

}  // namespace chengjie::reconcile
