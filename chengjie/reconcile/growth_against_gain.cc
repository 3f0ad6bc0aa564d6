// "达到200家，比上年增加50家，增长60%": a level, what it gained and by how many percent, told in
// one breath. Two of the three give the third.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kBreath = std::size_t{240};  // bytes
constexpr auto kSlackPoints = 1.0;          // beyond the rounding of the three

using Key = std::tuple<std::string_view, std::string_view, Coverage, std::string_view>;

Key key_of(Entry const& e) {
  auto const* clause = std::get_if<Clause>(&e.figure->evidence);
  return {e.meaning.core, e.when, e.meaning.coverage,
          clause == nullptr ? std::string_view{} : std::string_view{clause->document}};
}

bool is_gain(Entry const& e) {
  return e.figure->kind == Kind::change && e.figure->unit != "percent" &&
         e.figure->unit != "rank" && e.figure->unit != "times";
}

bool is_growth(Entry const& e) {
  return e.figure->kind == Kind::change && e.figure->unit == "percent" &&
         e.figure->change == "yoy" && !has(e.figure->raw, "百分点");
}

bool near(Entry const& a, Entry const& b) {
  auto const x = place_in_source(*a.figure);
  auto const y = place_in_source(*b.figure);
  return std::max(x, y) - std::min(x, y) <= kBreath;
}

// Percent that a gain makes of what was before it, either way: "减少" may be told without a sign.
bool fits(Entry const& level, Entry const& gain, Entry const& growth) {
  for (auto const sign : {1.0, -1.0}) {
    auto const low = sign * (sign > 0 ? gain.interval.low : gain.interval.high);
    auto const high = sign * (sign > 0 ? gain.interval.high : gain.interval.low);
    auto const least = level.interval.low - high;
    auto const most = level.interval.high - low;
    if (least <= 0) { continue; }
    auto const ratio = Interval{.low = 100 * std::min(low / most, low / least) - kSlackPoints,
                                .high = 100 * std::max(high / least, high / most) + kSlackPoints};
    if (ratio.meets(growth.interval)) { return true; }
    auto const turned = Interval{.low = -growth.interval.high, .high = -growth.interval.low};
    if (sign < 0 && ratio.meets(turned)) { return true; }
  }
  return false;
}

Conflict tell(Entry const& level, Entry const& gain, Entry const& growth) {
  auto const before = level.figure->value - gain.figure->value;
  auto const given = before > 0 ? 100 * gain.figure->value / before : 0.0;
  auto const inputs = std::to_array({level.figure, gain.figure});
  auto computed = derived(*growth.figure, given,
                          name_text(*growth.figure) + " = " + text_of(*gain.figure) + " ÷（" +
                              text_of(*level.figure) + " - " + text_of(*gain.figure) + "）",
                          inputs);
  computed.bound = Bound::exact;
  return {.kind = ConflictKind::growth_against_level,
          .severity = Severity::conflict,
          .sentence = source_text(*level.figure) + "写 " + name_text(*level.figure) + " " +
                      text_of(*level.figure) + "，" + source_text(*gain.figure) + "写增减 " +
                      text_of(*gain.figure) + "，由此增长 " + amount_text(given, "percent", "") +
                      "，而" + source_text(*growth.figure) + "写增长 " + text_of(*growth.figure) +
                      "；请核对原文。",
          .figures = {growth.index, level.index, gain.index},
          .derived = {std::move(computed)}};
}

}  // namespace

void growth_against_gain(Books const& books, Conflicts& out) {
  for (auto const& subject : books.subjects) {
    auto gains = std::map<Key, std::vector<Entry const*>>{};
    for (auto const at : subject) {
      auto const& e = books.entries[at];
      if (is_gain(e)) { gains[key_of(e)].push_back(&e); }
    }
    if (gains.empty()) { continue; }
    auto levels = std::map<Key, std::vector<Entry const*>>{};
    for (auto const at : subject) {
      auto const& e = books.entries[at];
      auto const whole = is_level(e) && e.figure->kind == Kind::actual && e.figure->value > 0 &&
                         std::isfinite(e.interval.high) && std::isfinite(e.interval.low);
      if (whole && e.meaning.measure != Measure::newly_added) { levels[key_of(e)].push_back(&e); }
    }
    for (auto const at : subject) {
      auto const& growth = books.entries[at];
      if (!is_growth(growth)) { continue; }
      auto const gain = gains.find(key_of(growth));
      auto const level = levels.find(key_of(growth));
      if (gain == gains.end() || level == levels.end()) { continue; }
      auto const& g = *gain->second.front();
      auto const& l = *level->second.front();
      auto const alone = gain->second.size() == 1 && level->second.size() == 1;
      if (alone && g.figure->unit == l.figure->unit && g.meaning.of == l.meaning.of &&
          near(g, growth) && near(l, growth) && !fits(l, g, growth)) {
        out.push_back(tell(l, g, growth));
      }
    }
  }
}

}  // namespace chengjie::reconcile
