// Agreed, contracted, in place, invested: four kinds of money that are never compared or added.
// Told as one when the same number stands under two of them, when more is in place at a project
// than was agreed, or when two years of one area are given in different kinds.
#include <algorithm>
#include <map>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

std::string_view word_of(Stage stage) {
  switch (stage) {
    case Stage::agreed:
      return "协议（签约）";
    case Stage::contracted:
      return "合同";
    case Stage::in_place:
      return "到位";
    case Stage::started:
      return "开工";
    case Stage::completed:
      return "建成";
    case Stage::unstated:
      break;
  }
  return "未写明";
}

bool is_money(Entry const& e) {
  return e.figure->unit == "CNY" && is_level(e) && e.meaning.family == Family::investment &&
         e.meaning.stage != Stage::unstated && e.figure->value > 0;
}

bool is_project(std::string_view subject) { return has(subject, "项目") || has(subject, "公司"); }

Conflict tell(Entry const& a, Entry const& b, Severity severity, std::string const& why) {
  return {.kind = ConflictKind::money_mixed,
          .severity = severity,
          .sentence = source_text(*a.figure) + "写 " + name_text(*a.figure) + " " +
                      text_of(*a.figure) + "（" + std::string{word_of(a.meaning.stage)} + "），" +
                      source_text(*b.figure) + "写 " + name_text(*b.figure) + " " +
                      text_of(*b.figure) + "（" + std::string{word_of(b.meaning.stage)} + "）；" +
                      why,
          .figures = {a.index, b.index},
          .derived = {}};
}

bool promised(Stage stage) { return stage == Stage::agreed || stage == Stage::contracted; }

std::optional<Conflict> between(Entry const& a, Entry const& b) {
  if (a.meaning.stage == b.meaning.stage || same_clause(*a.figure, *b.figure)) {
    return std::nullopt;
  }
  auto const& x = *a.figure;
  auto const& y = *b.figure;
  auto const same_time = x.period == y.period;
  auto const equal = x.value == y.value && telling(x) && telling(y);
  if (same_time && equal && !same_source(x, y)) {
    return tell(a, b, Severity::caution,
                "同一数字记在两种资金口径下，至少一处口径有误，不能相加。");
  }
  auto const& in_place = a.meaning.stage == Stage::in_place ? a : b;
  auto const& agreed = &in_place == &a ? b : a;
  if (same_time && is_project(x.subject) && in_place.meaning.stage == Stage::in_place &&
      promised(agreed.meaning.stage) && in_place.interval.low > agreed.interval.high) {
    return tell(agreed, in_place, Severity::conflict,
                "到位多于约定，两种资金口径可能混用，请核对。");
  }
  auto const years = std::abs(year_of(x.period) - year_of(y.period));
  if (year_of(x.period) != 0 && year_of(y.period) != 0 && years == 1 &&
      promised(a.meaning.stage) != promised(b.meaning.stage) && a.meaning.core == b.meaning.core &&
      !same_source(x, y)) {
    return tell(a, b, Severity::note, "前后两年资金口径不同，其差不能当作增长。");
  }
  return std::nullopt;
}

}  // namespace

Conflicts money_mixed(Books const& books) {
  auto out = Conflicts{};
  for (auto const& subject : books.subjects) {
    // Only money of one year or of two that follow each other can be mixed.
    auto by_year = std::map<int, std::vector<Entry const*>>{};
    for (auto const at : subject) {
      auto const& e = books.entries[at];
      if (is_money(e) && !e.figure->subject.empty()) {
        by_year[year_of(e.figure->period)].push_back(&e);
      }
    }
    for (auto const& [year, money] : by_year) {
      auto const next = by_year.find(year + 1);
      for (auto i = std::size_t{0}; i != money.size(); ++i) {
        for (auto j = i + 1; j != money.size(); ++j) {
          if (auto found = between(*money[i], *money[j])) { out.push_back(std::move(*found)); }
        }
        if (next == by_year.end()) { continue; }
        for (auto const* later : next->second) {
          if (auto found = between(*money[i], *later)) { out.push_back(std::move(*found)); }
        }
      }
    }
  }
  return out;
}

}  // namespace chengjie::reconcile
