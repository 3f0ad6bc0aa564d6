// Areas that lie within another area and together exceed it: "甲区" of 300 with parks of 200 and
// 150.
#include <algorithm>
#include <array>
#include <map>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

struct Key {
  std::string core, period, unit;
  Coverage coverage;
  Kind kind;
  Measure measure;
  Stage stage;
  friend auto operator<=>(Key const&, Key const&) = default;
};

Key key_of(Entry const& e) {
  return {e.meaning.core,    e.when,         e.figure->unit, e.meaning.coverage, e.figure->kind,
          e.meaning.measure, e.meaning.stage};
}

bool adds_up(Entry const& e) {
  static constexpr auto kUnits = std::to_array<std::string_view>(
      {"CNY", "count", "person", "household", "mu", "km2", "hectare"});
  return is_level(e) && e.trusted && e.period && !e.meaning.average && !vague(e.meaning) &&
         std::find(kUnits.begin(), kUnits.end(), e.figure->unit) != kUnits.end();
}

Conflict tell_areas(Entry const& whole, std::vector<Entry const*> const& parts, double sum) {
  auto sentence = name_text(*whole.figure) + "：" + source_text(*whole.figure) + "写 " +
                  text_of(*whole.figure) + "，而其中的";
  auto figures = std::vector<std::size_t>{whole.index};
  auto inputs = std::vector<Figure const*>{};
  for (auto const* part : parts) {
    sentence += (inputs.empty() ? "" : "、") + part->figure->subject + " " +
                text_of(*part->figure) + "（" + source_text(*part->figure) + "）";
    figures.push_back(part->index);
    inputs.push_back(part->figure);
  }
  auto conflict = Conflict{.kind = ConflictKind::parts_against_whole,
                           .severity = Severity::conflict,
                           .sentence = {},
                           .figures = std::move(figures),
                           .derived = {}};
  if (parts.size() > 1) {
    sentence += "合计 " + amount_text(sum, whole.figure->unit, whole.figure->of);
    conflict.derived.push_back(
        derived(*whole.figure, sum, name_text(*whole.figure) + " = 各部分之和", inputs));
  }
  conflict.sentence = sentence + "，部分大于总数。边界或口径可能不同，请核对。";
  return conflict;
}

}  // namespace

void parts_of_areas(Books const& books, Conflicts& out) {
  auto parts = std::map<std::pair<std::string, Key>, std::vector<Entry const*>>{};
  for (auto const& entry : books.entries) {
    auto const* area = books.area(entry.figure->subject);
    if (area == nullptr || area->within.empty() || !adds_up(entry)) { continue; }
    auto& list = parts[{area->within, key_of(entry)}];
    auto const repeats = std::any_of(list.begin(), list.end(), [&](auto const* e) {
      auto const* other = books.area(e->figure->subject);
      return e->figure->subject == entry.figure->subject ||
             (!area->lineage.empty() && other->lineage == area->lineage);
    });
    if (!repeats) { list.push_back(&entry); }
  }
  for (auto const& whole : books.entries) {
    if (!adds_up(whole)) { continue; }
    auto const at = parts.find({whole.figure->subject, key_of(whole)});
    if (at == parts.end()) { continue; }
    auto sum = 0.0;
    for (auto const* part : at->second) { sum += part->interval.low; }
    if (sum > whole.interval.high) { out.push_back(tell_areas(whole, at->second, sum)); }
  }
}

}  // namespace chengjie::reconcile
