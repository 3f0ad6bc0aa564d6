// A value with its share of a whole implies the whole: 1007.8 at 72.2 % -> 1395.8. Alone that is a
// note; where the whole is stated and disagrees beyond the rounding of both, a conflict.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "chengjie/reconcile/rules.h"
#include "chengjie/reconcile/subjects.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kReachBytes = std::size_t{150};  // a share stands this near behind its value

// What a share is of: "占全市规上工业总产值的比重" -> whole 全市, indicator 规上工业总产值.
struct Whole {
  std::string words;      // "全市", "九龙坡区"; "" when only the indicator tells
  std::string indicator;  // "" when it is the value's own
  bool told() const { return !words.empty() || !indicator.empty(); }
};

std::string_view until(std::string_view text, std::initializer_list<std::string_view> words) {
  auto end = text.size();
  for (auto const word : words) { end = std::min(end, text.find(word)); }
  return text.substr(0, end);
}

Whole whole_of(Figure const& share) {
  auto const* clause = std::get_if<Clause>(&share.evidence);
  auto text = std::string_view{share.indicator};
  if (clause != nullptr) {
    auto const raw = share.raw.empty() ? std::string::npos : clause->text.rfind(share.raw);
    auto const from = clause->text.rfind("占", raw);
    if (raw != std::string::npos && from != std::string::npos && raw - from <= 75) {
      text = std::string_view{clause->text}.substr(from, raw - from);
    }
  }
  static constexpr auto kWholes = std::to_array<std::string_view>(
      {"全区", "全市", "全省", "全县", "全国", "全州", "全球", "全自治区", "园区", "总数", "总量"});
  auto const from = text.find("占");
  if (from == std::string::npos) { return {}; }
  auto rest = text.substr(from + std::string_view{"占"}.size());
  auto out = Whole{.words = place_at_start(rest), .indicator = {}};
  for (auto const word : kWholes) {
    if (out.words.empty() && has(rest, word)) { out.words = word; }
  }
  if (!out.words.empty()) { rest.remove_prefix(rest.find(out.words) + out.words.size()); }
  if (rest.starts_with("的")) { rest.remove_prefix(std::string_view{"的"}.size()); }
  rest = until(rest, {"的", "比重", "比例", "份额", "达", "为", "约", "超", "近", "（", "("});
  auto named = Figure{};
  named.indicator = std::string{rest};
  auto const meaning = meaning_of(named);
  // A group of things ("企业") is named often enough for another: only what is measured counts.
  if (meaning.family != Family::other && meaning.family != Family::firms && !meaning.average) {
    out.indicator = std::string{rest};
  }
  return out;
}

bool level(Entry const& e) {
  auto const kind = e.figure->kind;
  return (kind == Kind::actual || kind == Kind::target || kind == Kind::plan) &&
         e.figure->unit != "percent" && e.figure->unit != "rank" && e.figure->value > 0 &&
         !e.meaning.average;
}

bool is_share(Entry const& e) {
  auto const kind = e.figure->kind;
  return (kind == Kind::share || kind == Kind::rate) && e.figure->unit == "percent" &&
         e.figure->value > 0 && e.figure->value <= 100 && e.figure->bound != Bound::under;
}

// The levels of one subject that documents state, by document and place.
struct Spot {
  std::string_view document;
  std::size_t at;
  Entry const* entry;
  friend bool operator<(Spot const& a, Spot const& b) {
    return std::tie(a.document, a.at) < std::tie(b.document, b.at);
  }
};
using Spots = std::vector<Spot>;

Spots spots_of(Books const& books, std::vector<std::size_t> const& subject) {
  auto spots = Spots{};
  for (auto const at : subject) {
    auto const& entry = books.entries[at];
    auto const* clause = std::get_if<Clause>(&entry.figure->evidence);
    if (clause != nullptr && level(entry)) {
      spots.push_back({clause->document, clause->at, &entry});
    }
  }
  std::sort(spots.begin(), spots.end());
  return spots;
}

// The value a share is of: the nearest level before it, same subject, same clause (or the
// indicator whose name the share's begins with).
Entry const* value_of(Spots const& spots, Entry const& share) {
  auto const* clause = std::get_if<Clause>(&share.figure->evidence);
  if (clause == nullptr) { return nullptr; }
  auto at =
      std::lower_bound(spots.begin(), spots.end(), Spot{clause->document, clause->at, nullptr});
  while (at != spots.begin()) {
    --at;
    if (at->document != clause->document || clause->at - at->at > kReachBytes) { return nullptr; }
    auto const& entry = *at->entry;
    auto const named = share.figure->indicator.starts_with(entry.figure->indicator);
    if (named || same_clause(*entry.figure, *share.figure)) { return &entry; }
  }
  return nullptr;
}

// The only place with that ending that anyone told of: 全县 where one county is named.
std::string only_place(Books const& books, std::string_view tail) {
  auto found = std::string{};
  for (auto const& [name, at] : books.subject_at) {
    if (!name.ends_with(tail) || place_at_start(name) != name) { continue; }
    if (!found.empty()) { return {}; }
    found = name;
  }
  return found;
}

// Another measure is named between the value and its share: "86家，产值占…".
bool interrupted(Figure const& value, Figure const& share) {
  auto const* clause = std::get_if<Clause>(&share.evidence);
  auto const at = clause == nullptr ? std::string::npos : clause->text.find(value.raw);
  auto const to = clause == nullptr ? std::string::npos : clause->text.rfind("占");
  if (at == std::string::npos || to == std::string::npos || to <= at + value.raw.size()) {
    return false;
  }
  auto between = Figure{};
  between.indicator = clause->text.substr(at + value.raw.size(), to - at - value.raw.size());
  return meaning_of(between).family != Family::other;
}

// 产值 is money, and so is the total it is a share of.
bool measured_alike(Entry const& value, Whole const& whole) {
  if (whole.indicator.empty()) { return true; }
  auto named = Figure{};
  named.indicator = whole.indicator;
  auto const family = meaning_of(named).family;
  auto const& unit = value.figure->unit;
  return family == Family::jobs   ? unit == "person"
         : family == Family::land ? unit == "mu"
                                  : unit == "CNY";
}

std::string whole_name(Books const& books, Entry const& value, Entry const& share,
                       std::string const& words) {
  // Reading states the whole as the boundary of a share, where it could tell.
  auto const& boundary = share.figure->scope.boundary;
  if (!boundary.empty() && (boundary != value.figure->subject || park_in_clause(*value.figure))) {
    return boundary;
  }
  auto const* area = books.area(value.figure->subject);
  auto const near = words == "全区" || words == "全市" || words == "全县" || words == "全省";
  if (area != nullptr && near && !area->within.empty()) {
    // 全市 of a park in a district is the city, not the district: the name must end alike.
    auto const tail = words.substr(3);
    for (auto const* up = area; up != nullptr && !up->within.empty(); up = books.area(up->within)) {
      if (up->within.ends_with(tail) && !park_like(books, up->within)) { return up->within; }
    }
  }
  if (!near) { return words; }
  auto const tail = words.substr(std::string_view{"全"}.size());
  auto const& subject = value.figure->subject;
  if (subject.ends_with(tail) && place_at_start(subject) == subject) { return subject; }
  if (auto const outer = place_at_start(subject); outer.ends_with(tail)) { return outer; }
  auto const only = only_place(books, tail);
  return only.empty() ? words : only;
}

Interval total_interval(Entry const& value, Entry const& share) {
  auto const rounding = std::max(half_unit(*share.figure), 1e-9);
  auto const lower_share =
      share.figure->bound == Bound::over || share.figure->bound == Bound::at_least;
  auto const share_low = std::max((share.figure->value - rounding) / 100, 1e-9);
  auto const share_high = lower_share ? 1.0 : (share.figure->value + rounding) / 100;
  return {.low = value.interval.low / share_high, .high = value.interval.high / share_low};
}

}  // namespace

std::vector<Implied> implied_of(Books const& books) {
  auto out = std::vector<Implied>{};
  for (auto const& subject : books.subjects) {
    auto const spots = spots_of(books, subject);
    for (auto const at : subject) {
      auto const& share = books.entries[at];
      if (!is_share(share)) { continue; }
      auto const whole = whole_of(*share.figure);
      auto const* value = whole.told() ? value_of(spots, share) : nullptr;
      if (value == nullptr || !measured_alike(*value, whole) ||
          interrupted(*value->figure, *share.figure)) {
        continue;
      }
      auto like = *value->figure;
      like.scope = {};
      if (!whole.indicator.empty()) { like.indicator = whole.indicator; }
      like.subject = whole.words.empty() ? value->figure->subject
                                         : whole_name(books, *value, share, whole.words);
      if (whole.indicator.empty()) { like.scope = value->figure->scope; }
      like.scope.boundary.clear();
      if (like.bound == Bound::exact && share.figure->bound != Bound::exact) {
        like.bound = Bound::about;
      }
      auto const inputs = std::to_array({value->figure, share.figure});
      auto const formula = like.subject + (like.period.empty() ? "" : " " + like.period + " ") +
                           like.indicator + " = " + text_of(*value->figure) + " ÷ " +
                           text_of(*share.figure);
      out.push_back({.value = static_cast<std::size_t>(value - books.entries.data()),
                     .share = at,
                     .whole = like.subject,
                     .total = derived(like, 100 * value->figure->value / share.figure->value,
                                      formula, inputs),
                     .interval = total_interval(*value, share)});
    }
  }
  return out;
}

namespace {

std::vector<std::size_t> const kNobody{};

// A stated figure of the same thing as the implied one.
bool states_same(Entry const& stated, Entry const& value, Implied const& implied,
                 Meaning const& meaning) {
  auto const& a = *stated.figure;
  auto const& b = *value.figure;
  auto const one_name = implied.total.indicator == b.indicator;
  auto const same_scope = stated.meaning.coverage == meaning.coverage &&
                          (!one_name || (stated.meaning.measure == value.meaning.measure &&
                                         stated.meaning.stage == value.meaning.stage));
  return a.subject == implied.whole && a.unit == b.unit && is_level(stated) &&
         stated.meaning.of == value.meaning.of && a.kind == b.kind && stated.when == value.when &&
         stated.period && !vague(meaning) && stated.meaning.core == meaning.core && same_scope;
}

std::string tell_implied(Books const& books, Implied const& implied) {
  auto const& value = *books.entries[implied.value].figure;
  auto const& share = *books.entries[implied.share].figure;
  return source_text(value) + "写 " + name_text(value) + " " + text_of(value) + "，" +
         source_text(share) + "写占" + implied.whole + " " + text_of(share) + "，由此推算" +
         name_text(implied.total) + "约 " + amount_text(implied.total.value, value.unit, value.of);
}

}  // namespace

Conflicts implied_total(Books const& books) {
  auto out = Conflicts{};
  auto told = std::set<std::pair<std::string, std::string>>{};
  for (auto& implied : implied_of(books)) {
    auto const& value = books.entries[implied.value];
    auto conflict = Conflict{.kind = ConflictKind::implied_total,
                             .severity = Severity::note,
                             .sentence = tell_implied(books, implied),
                             .figures = {value.index, books.entries[implied.share].index},
                             .derived = {implied.total}};
    auto const* against = static_cast<Entry const*>(nullptr);
    auto agrees = false;
    auto const meaning = meaning_of(implied.total);
    auto const whole = books.subject_at.find(implied.whole);
    for (auto const at :
         whole == books.subject_at.end() ? kNobody : books.subjects[whole->second]) {
      auto const& stated = books.entries[at];
      if (&stated == &value || !states_same(stated, value, implied, meaning)) { continue; }
      agrees = agrees || stated.interval.meets(implied.interval);
      against = against == nullptr ? &stated : against;
    }
    if (agrees) { continue; }  // of several stated totals that differ, different_values tells
    if (against != nullptr) {
      conflict.severity = Severity::conflict;
      conflict.sentence += "；而" + source_text(*against->figure) + "写 " +
                           name_text(*against->figure) + " " + text_of(*against->figure) +
                           "，取整不能解释其差。请核对三个数字的口径";
      conflict.figures.push_back(against->index);
    }
    if (!told.insert({implied.whole, conflict.sentence}).second) { continue; }
    conflict.sentence +=
        conflict.severity == Severity::note ? "（未见直接写明的总数，仅供对照）。" : "。";
    out.push_back(std::move(conflict));
  }
  return out;
}

}  // namespace chengjie::reconcile
