// Which figures can be believed to say what reading made of them, and how areas belong together.
#include <algorithm>
#include <array>
#include <cmath>

#include "chengjie/reconcile/subjects.h"
#include "chengjie/reconcile/words.h"

namespace chengjie::reconcile {

bool park_like(Books const& books, std::string_view name) {
  if (auto const* area = books.area(name)) { return area->park; }
  for (auto const tail : {"园区", "片区", "开发区", "高新区", "新区", "产业园", "新城", "工业园"}) {
    if (name.ends_with(tail)) { return true; }
  }
  return false;
}

namespace {

// Two characters or more that two names share and that not every park has.
bool share_stem(std::string_view a, std::string_view b) {
  static constexpr auto kCommon = std::to_array<std::string_view>(
      {"产业园", "工业园", "开发区", "园区", "片区", "高新", "新区", "新城", "工业", "产业", "经济",
       "技术", "科学城", "国家", "示范"});
  auto x = std::string{a};
  auto y = std::string{b};
  for (auto const word : kCommon) {
    for (auto at = x.find(word); at != std::string::npos; at = x.find(word)) {
      x.replace(at, word.size(), "|");
    }
    for (auto at = y.find(word); at != std::string::npos; at = y.find(word)) {
      y.replace(at, word.size(), "/");
    }
  }
  for (auto i = std::size_t{0}; i + 6 <= x.size(); ++i) {
    auto const two = x.substr(i, 6);
    auto const whole = (static_cast<unsigned char>(two[0]) & 0xF0) == 0xE0 &&
                       (static_cast<unsigned char>(two[3]) & 0xF0) == 0xE0;
    if (whole && has(y, two)) { return true; }
  }
  return false;
}

}  // namespace

Kinship kinship(Books const& books, std::string_view a, std::string_view b) {
  if (a == b) { return Kinship::lineage; }
  auto const* x = books.area(a);
  auto const* y = books.area(b);
  if (x != nullptr && y != nullptr) {
    if (!x->lineage.empty() && x->lineage == y->lineage) { return Kinship::lineage; }
    auto const beside = x->park && y->park && !x->within.empty() && x->within == y->within;
    return beside ? Kinship::neighbours : Kinship::none;
  }
  return park_like(books, a) && park_like(books, b) && share_stem(a, b) ? Kinship::neighbours
                                                                        : Kinship::none;
}

Area const* Books::area(std::string_view name) const {
  auto const at = area_at.lower_bound(name);
  if (at == area_at.end()) { return nullptr; }
  // Papers shorten: 龙江新城 for 龙江新城园区.
  auto const short_form =
      name.size() >= 9 && at->first.starts_with(name) && place_at_start(name) != name;
  return at->first == name || short_form ? &input->areas[at->second] : nullptr;
}

Among const* Books::among(std::string_view document) const {
  auto const at = among_at.find(document);
  return at == among_at.end() ? nullptr : at->second;
}

bool park_in_clause(Figure const& figure) {
  auto const* clause = std::get_if<Clause>(&figure.evidence);
  if (clause == nullptr || figure.raw.empty()) { return false; }
  auto const before = std::string_view{clause->text}.substr(0, clause->text.find(figure.raw));
  for (auto const tail : {"园区", "片区", "开发区", "高新区", "产业园"}) {
    if (has(before, tail) && !has(figure.subject, tail) && !has(figure.indicator, tail)) {
      return true;
    }
  }
  return false;
}

namespace {

// A figure read from running text gets its indicator by guess when the two stand apart. The guess
// can be believed when the end of the indicator stands right before the number, or the number
// right before the indicator ("736家高新技术企业"). "其中" opens a part of something not named.
bool trusted(Figure const& figure) {
  auto const* clause = std::get_if<Clause>(&figure.evidence);
  if (clause == nullptr || figure.raw.empty()) { return true; }
  if (clause->text.starts_with("其中") || figure.subject == figure.indicator) { return false; }
  if (park_in_clause(figure)) { return false; }
  constexpr auto kGap = std::size_t{15};  // bytes: "达到", a bracket, a blank
  auto const& text = clause->text;
  auto const at = text.find(figure.raw);
  auto const tail = figure.indicator.size() > 6
                        ? figure.indicator.substr(figure.indicator.size() - 6)
                        : figure.indicator;
  if (at == std::string::npos || tail.empty()) { return false; }
  auto const before = text.rfind(tail, at);
  if (before != std::string::npos && before + tail.size() <= at &&
      at - before - tail.size() <= kGap) {
    return true;
  }
  auto const head = figure.indicator.substr(0, std::min<std::size_t>(6, figure.indicator.size()));
  auto const after = text.find(head, at + figure.raw.size());
  return after != std::string::npos && after - at - figure.raw.size() <= 3;
}

}  // namespace

bool vague(Meaning const& meaning) {
  static constexpr auto kVague = std::to_array<std::string_view>(
      {"项目", "企业",   "投资", "总投资", "投资额", "项目总投资", "产业", "平台", "资金",
       "就业", "年产值", "面积", "增长",   "比重",   "总值",       "产值", "税收", "收入",
       "利润", "出栏",   "产量", "销售额", "投产",   "签约",       "规模", "人数", "数量"});
  return meaning.core.size() < 6 ||
         std::find(kVague.begin(), kVague.end(), meaning.core) != kVague.end();
}

namespace {

// "截至2024年12月底" and "2024年末" are one time for what is counted as it stands.
std::string when_of(Figure const& figure, Meaning const& meaning) {
  static constexpr auto kMoves = std::to_array<std::string_view>(
      {"新", "开工", "签约", "引进", "入库", "申报", "竣工", "投产", "培育"});
  auto const stands = meaning.measure == Measure::stock ||
                      ((meaning.family == Family::firms || figure.unit == "person") &&
                       meaning.measure == Measure::unstated &&
                       std::none_of(kMoves.begin(), kMoves.end(),
                                    [&](auto word) { return has(figure.indicator, word); }));
  auto const december = figure.period.size() == 7 && figure.period.ends_with("-12");
  return stands && december ? figure.period.substr(0, 4) : figure.period;
}

}  // namespace

Books books_of(Input const& input, Options const& options) {
  auto books = Books{.input = &input,
                     .options = &options,
                     .entries = {},
                     .subjects = {},
                     .subject_at = {},
                     .area_at = {},
                     .among_at = {}};
  for (auto const& among : input.amongs) { books.among_at.try_emplace(among.document, &among); }
  for (auto i = std::size_t{0}; i != input.areas.size(); ++i) {
    books.area_at.try_emplace(input.areas[i].name, i);
  }
  for (auto i = std::size_t{0}; i != input.figures.size(); ++i) {
    auto const& figure = input.figures[i];
    if (!std::isfinite(figure.value) || figure.confidence < options.confidence_min) { continue; }
    auto const [at, fresh] = books.subject_at.try_emplace(figure.subject, books.subjects.size());
    if (fresh) { books.subjects.emplace_back(); }
    books.subjects[at->second].push_back(books.entries.size());
    auto meaning = meaning_of(figure);
    auto when = when_of(figure, meaning);
    books.entries.push_back({.index = i,
                             .figure = &figure,
                             .meaning = std::move(meaning),
                             .interval = interval_of(figure, options),
                             .period = parse_period(figure.period),
                             .when = std::move(when),
                             .trusted = trusted(figure)});
  }
  return books;
}

}  // namespace chengjie::reconcile
