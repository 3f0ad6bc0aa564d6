// A value with its share of a whole implies the whole: 1007.8 at 72.2 % -> 1395.8. Alone that is a
// note; where the whole is stated and disagrees beyond the rounding of both, a conflict.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kReachBytes = std::size_t{150};  // a share stands this near behind its value

// "九龙坡区规上工业产值": the place a text begins with, by the last letter of its name; "" when it
// begins with none. 国内市场 and 地区生产总值 are no places.
std::string named_place(std::string_view text) {
  constexpr auto kLetters = std::size_t{8};
  constexpr auto kLetterBytes = std::size_t{3};
  auto const letter = [&](std::size_t i) { return text.substr(i * kLetterBytes, kLetterBytes); };
  for (auto i = std::size_t{1}; i <= kLetters && (i + 1) * kLetterBytes <= text.size(); ++i) {
    auto const last = letter(i);
    if (last != "区" && last != "市" && last != "县" && last != "省" && last != "州") { continue; }
    auto const next = (i + 2) * kLetterBytes <= text.size() ? letter(i + 1) : std::string_view{};
    if (next == "场" || (last == "区" && letter(i - 1) == "地")) { return {}; }
    return std::string{text.substr(0, (i + 1) * kLetterBytes)};
  }
  return {};
}

// "占全区", "占全市比重": the words of the whole, from the clause or the indicator.
std::string whole_words(Figure const& share) {
  auto const* clause = std::get_if<Clause>(&share.evidence);
  auto text = share.indicator;
  if (clause != nullptr) {
    auto const raw = share.raw.empty() ? std::string::npos : clause->text.rfind(share.raw);
    auto const from = clause->text.rfind("占", raw);
    if (raw != std::string::npos && from != std::string::npos && raw - from <= 45) {
      text = clause->text.substr(from, raw - from);
    }
  }
  static constexpr auto kWholes = std::to_array<std::string_view>(
      {"全区", "全市", "全省", "全县", "全国", "全州", "全球", "全自治区", "园区", "总数", "总量"});
  auto const from = text.find("占");
  if (from == std::string::npos) { return {}; }
  for (auto const word : kWholes) {
    if (has(std::string_view{text}.substr(from), word)) { return std::string{word}; }
  }
  return named_place(std::string_view{text}.substr(from + std::string_view{"占"}.size()));
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
      if (up->within.ends_with(tail)) { return up->within; }
    }
  }
  return words;
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
      auto const words = whole_words(*share.figure);
      auto const* value = words.empty() ? nullptr : value_of(spots, share);
      if (value == nullptr) { continue; }
      auto like = *value->figure;
      like.scope.boundary.clear();
      like.subject = whole_name(books, *value, share, words);
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
bool states_same(Entry const& stated, Entry const& value, std::string const& whole) {
  auto const& a = *stated.figure;
  auto const& b = *value.figure;
  return a.subject == whole && a.unit == b.unit && a.of == b.of && a.kind == b.kind &&
         a.period == b.period && stated.period && stated.meaning.core == value.meaning.core &&
         stated.meaning.coverage == value.meaning.coverage &&
         stated.meaning.measure == value.meaning.measure &&
         stated.meaning.stage == value.meaning.stage;
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
    auto const whole = books.subject_at.find(implied.whole);
    for (auto const at :
         whole == books.subject_at.end() ? kNobody : books.subjects[whole->second]) {
      auto const& stated = books.entries[at];
      if (!states_same(stated, value, implied.whole)) { continue; }
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
