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
  if (target.figure->unit != actual.figure->unit || target.figure->of != actual.figure->of) {
    return false;
  }
  return target.meaning.core == actual.meaning.core ||
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

// Actual levels by indicator; those that measure output together under "".
class Actuals {
 public:
  explicit Actuals(Books const& books) {
    for (auto const& e : books.entries) {
      if (e.figure->kind != Kind::actual || !is_level(e)) { continue; }
      by_core_[e.meaning.core].push_back(&e);
      if (measures_output(e)) { by_core_[{}].push_back(&e); }
    }
  }
  std::vector<Entry const*> const& at(std::string const& core) const {
    static auto const kNone = std::vector<Entry const*>{};
    auto const found = by_core_.find(core);
    return found == by_core_.end() ? kNone : found->second;
  }

 private:
  std::map<std::string, std::vector<Entry const*>> by_core_;
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
    for (auto const* candidate :
         actuals.at(measures_output(target) ? std::string{} : target.meaning.core)) {
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
