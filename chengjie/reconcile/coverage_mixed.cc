// Above-scale firms against all firms. Inside one document a writer keeps them apart; between two
// sources nobody does. Impossible when the part (above scale) exceeds the whole.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

using Key = std::tuple<std::string, std::string, std::string, bool>;

Key key_of(Entry const& e) {
  return {e.meaning.core, e.figure->unit, e.meaning.of, e.meaning.measure == Measure::newly_added};
}

std::string both(Entry const& part, Entry const& whole) {
  return source_text(*part.figure) + "写 " + name_text(*part.figure) + " " + text_of(*part.figure) +
         "（规上），" + source_text(*whole.figure) + "写 " + name_text(*whole.figure) + " " +
         text_of(*whole.figure) +
         (whole.meaning.coverage == Coverage::all ? "（全部）" : "（未写规上）");
}

Conflict tell(Entry const& part, Entry const& whole, Severity severity, std::string const& why) {
  return {.kind = ConflictKind::coverage_mixed,
          .severity = severity,
          .sentence = both(part, whole) + "；" + why,
          .figures = {part.index, whole.index},
          .derived = {}};
}

std::optional<Conflict> between(Entry const& part, Entry const& whole) {
  auto const& p = *part.figure;
  auto const& w = *whole.figure;
  if (p.kind != w.kind) {
    auto const progress = p.kind == Kind::actual && w.kind == Kind::target &&
                          year_of(p.period) != 0 && year_of(w.period) > year_of(p.period);
    if (!progress || same_source(p, w)) { return std::nullopt; }
    return tell(part, whole, Severity::note, "完成数与目标的统计范围不同，不能直接算完成率。");
  }
  if (part.when.empty() || part.when != whole.when) { return std::nullopt; }
  if (part.interval.low > whole.interval.high) {
    return tell(part, whole, Severity::conflict, "规上多于全部，两处口径或数字必有一误，请核对。");
  }
  if (same_source(p, w)) { return std::nullopt; }
  return tell(part, whole, Severity::caution, "统计范围不同，不能互相比较、替代或算增长。");
}

}  // namespace

Conflicts coverage_mixed(Books const& books) {
  auto out = Conflicts{};
  for (auto const& subject : books.subjects) {
    auto same = std::map<Key, std::pair<std::vector<Entry const*>, std::vector<Entry const*>>>{};
    for (auto const at : subject) {
      auto const& e = books.entries[at];
      if (!is_level(e) || !e.trusted || e.figure->subject.empty() || vague(e.meaning)) { continue; }
      auto& [parts, wholes] = same[key_of(e)];
      (e.meaning.coverage == Coverage::above_scale ? parts : wholes).push_back(&e);
    }
    auto told = std::set<std::string>{};
    for (auto const& [key, sides] : same) {
      for (auto const* part : sides.first) {
        for (auto const* whole : sides.second) {
          auto found = between(*part, *whole);
          auto const name = found ? std::string{name_of(found->severity)} + std::get<0>(key) +
                                        part->figure->period
                                  : std::string{};
          if (found && told.insert(name).second) { out.push_back(std::move(*found)); }
        }
      }
    }
  }
  return out;
}

}  // namespace chengjie::reconcile
