// A target set for one scope and said to be reached under another: another area, or another
// coverage. The figures may both be right; the claim that the target is reached does not follow.
#include <algorithm>
#include <map>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

// "千亿级园区": a class, which output is commonly measured against.
bool is_class(Entry const& e) {
  return has(e.figure->raw, "级") || has(e.figure->indicator, "级") ||
         (has(e.figure->raw, "亿") &&
          (has(e.figure->raw, "园区") || has(e.figure->indicator, "园区")));
}

bool measures_output(Entry const& e) {
  return e.figure->unit == "CNY" && (e.meaning.family == Family::output || is_class(e)) &&
         !e.meaning.average;
}

bool same_measure(Entry const& target, Entry const& actual) {
  if (target.figure->unit != actual.figure->unit || target.meaning.of != actual.meaning.of) {
    return false;
  }
  return (target.meaning.core == actual.meaning.core && !vague(target.meaning)) ||
         (measures_output(target) && measures_output(actual));
}

bool reaches(Entry const& actual, Entry const& target) {
  return actual.interval.low >= target.figure->value * (1 - 1e-9);
}

bool in_time(Entry const& target, Entry const& actual) {
  auto const due = year_of(target.figure->period);
  auto const on = year_of(actual.figure->period);
  return due != 0 && on != 0 && on <= due;
}

// What differs in scope, in words; empty when nothing does or nobody could say.
std::string difference(Kin& kin, Entry const& target, Entry const& actual) {
  auto const& t = *target.figure;
  auto const& a = *actual.figure;
  if (t.subject == a.subject) {
    auto const stated = target.meaning.coverage != actual.meaning.coverage &&
                        actual.meaning.coverage == Coverage::above_scale;
    if (stated) { return {}; }  // less is counted and the target is reached all the same
    if (target.meaning.coverage == Coverage::above_scale &&
        actual.meaning.coverage != Coverage::above_scale) {
      return actual.meaning.coverage == Coverage::all ? "目标按规上计，完成数按全部计"
                                                      : "目标按规上计，完成数未写规上";
    }
    if (!t.scope.boundary.empty() && !a.scope.boundary.empty() &&
        t.scope.boundary != a.scope.boundary) {
      return "目标的边界是" + t.scope.boundary + "，完成数的边界是" + a.scope.boundary;
    }
    return {};
  }
  switch (kin.of(t.subject, a.subject)) {
    case Kinship::lineage:
      return "目标定给" + t.subject + "，完成数属于其后改名或调整边界的" + a.subject;
    case Kinship::neighbours:
      return is_class(target) ? "目标定给" + t.subject + "，完成数属于" + a.subject +
                                    "，材料没有说明两者范围是否相同"
                              : std::string{};
    case Kinship::none:
      break;
  }
  return {};
}

// Actual levels by indicator, those that measure output together under ""; of each the whole list
// and what belongs to one lineage (a name without one is its own).
class Actuals {
 public:
  using List = std::vector<Entry const*>;
  explicit Actuals(Books const& books) : books_(books) {
    for (auto const& e : books.entries) {
      if (e.figure->kind != Kind::actual || !is_level(e)) { continue; }
      add(e.meaning.core, e);
      if (measures_output(e)) { add({}, e); }
    }
  }
  // Names of one lineage meet; only a class is held against neighbours too.
  List const& near(Entry const& target) const {
    static auto const kNone = List{};
    auto const core = measures_output(target) ? std::string{} : target.meaning.core;
    if (is_class(target) || books_.options->plain) { return at(all_, core, kNone); }
    return at(kin_, std::pair{core, lineage(target)}, kNone);
  }

 private:
  template <class Map, class Key>
  static List const& at(Map const& map, Key const& key, List const& none) {
    auto const found = map.find(key);
    return found == map.end() ? none : found->second;
  }
  std::string lineage(Entry const& e) const {
    auto const* area = books_.area(e.figure->subject);
    return area == nullptr || area->lineage.empty() ? "=" + e.figure->subject : area->lineage;
  }
  void add(std::string const& core, Entry const& e) {
    all_[core].push_back(&e);
    kin_[{core, lineage(e)}].push_back(&e);
  }
  Books const& books_;
  std::map<std::string, List> all_;
  std::map<std::pair<std::string, std::string>, List> kin_;
};

Conflict tell(Entry const& target, Entry const& actual, std::string const& why) {
  return {.kind = ConflictKind::target_scope_changed,
          .severity = Severity::caution,
          .sentence = source_text(*target.figure) + "定 " + name_text(*target.figure) + " " +
                      text_of(*target.figure) + "，" + source_text(*actual.figure) + "写 " +
                      name_text(*actual.figure) + " " + text_of(*actual.figure) + "；" + why +
                      "，不能据此认定目标已经完成。",
          .figures = {target.index, actual.index},
          .derived = {}};
}

}  // namespace

Conflicts target_scope_changed(Books const& books) {
  auto out = Conflicts{};
  auto const actuals = Actuals{books};
  auto kin = Kin{books};
  for (auto const& target : books.entries) {
    if (target.figure->kind != Kind::target || !is_level(target) || target.figure->value <= 0) {
      continue;
    }
    auto own = false;  // reached by its own subject: nothing to say
    auto const* best = static_cast<Entry const*>(nullptr);
    auto best_why = std::string{};
    // Other measures than output meet only under one name.
    for (auto const* candidate : actuals.near(target)) {
      auto const& actual = *candidate;
      if (!same_measure(target, actual)) { continue; }
      if (!in_time(target, actual) || !reaches(actual, target)) { continue; }
      auto const why = difference(kin, target, actual);
      own = own || (why.empty() && actual.figure->subject == target.figure->subject);
      // A measured output says more than another class name.
      if (!why.empty() && (best == nullptr || (is_class(*best) && !is_class(actual)))) {
        best = &actual;
        best_why = why;
      }
    }
    if (best != nullptr && !own) { out.push_back(tell(target, *best, best_why)); }
  }
  return out;
}

}  // namespace chengjie::reconcile
