// "产值1200亿元。其中，汽车500亿元、电子450亿元、装备350亿元": parts that one sentence lists after
// "其中" and that add up to more than the whole before it. Categories that cut across trades
// (高新技术, 规上, 民营 ...) may overlap, so that a list with one of them is left alone.
#include <algorithm>
#include <array>
#include <set>

#include "chengjie/reconcile/rules.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kReach = std::size_t{600};  // bytes from the whole to its last part
constexpr auto kCrossing = std::to_array<std::string_view>(
    {"高新",     "高技术", "新兴",     "规上",   "规模以上", "民营",   "外资", "国有",   "出口",
     "数字经济", "新产品", "限额",     "小微",   "中小",     "龙头",   "重点", "骨干",   "集群",
     "园区",     "上市",   "专精特新", "小巨人", "单项冠军", "独角兽", "瞪羚", "科技型", "创新型",
     "未来产业", "支柱",   "主导",     "以上",   "以下",     "绿色",   "智能"});

bool is_land(Entry const& e) {
  auto const& unit = e.figure->unit;
  return e.meaning.family == Family::land && (unit == "mu" || unit == "hectare" || unit == "km2");
}

bool is_new(Entry const& e) { return e.meaning.measure == Measure::newly_added; }

bool sums_up(Entry const& e) {
  if (is_land(e)) { return is_level(e); }
  return is_level(e) && !e.figure->subject.empty() &&
         (e.figure->unit == "CNY" ? e.meaning.family != Family::other
                                  : e.meaning.family == Family::firms);
}

bool same_measure(Entry const& whole, Entry const& part) {
  auto const& x = *whole.figure;
  auto const& y = *part.figure;
  return x.subject == y.subject && x.unit == y.unit && whole.meaning.of == part.meaning.of &&
         (x.kind == y.kind || is_land(whole)) && whole.meaning.family == part.meaning.family &&
         is_new(whole) == is_new(part) && (part.when == whole.when || y.period.empty());
}

// 大型、中型、小微: classes of size do not overlap, whatever else they are called.
bool by_size(Entry const& part) {
  static constexpr auto kSizes = std::to_array<std::string_view>(
      {"大型企业", "中型企业", "小型企业", "微型企业", "小微企业", "小微型企业"});
  return std::any_of(kSizes.begin(), kSizes.end(),
                     [&](auto word) { return part.meaning.core.ends_with(word); });
}

bool crosses(Entry const& part) {
  if (by_size(part)) { return false; }
  return std::any_of(kCrossing.begin(), kCrossing.end(),
                     [&](auto word) { return has(part.figure->indicator, word); });
}

// Where "其中" stands before the figure's number in its clause; npos when it does not.
std::size_t among(Figure const& figure) {
  auto const& text = std::get<Clause>(figure.evidence).text;
  auto const word = text.find("其中");
  return word < text.find(figure.raw) ? word : std::string::npos;
}

// "其中" stands between two places of a document.
bool stands_between(Books const& books, Figure const& a, Figure const& b) {
  auto const* words = books.among(std::get<Clause>(a.evidence).document);
  if (words == nullptr) { return false; }
  auto const next = std::ranges::lower_bound(words->at, place_in_source(a));
  return next != words->at.end() && *next < place_in_source(b);
}

// "其中" stands between the whole and its first part, and the whole is no part itself.
bool opens_list(Books const& books, Entry const& whole, Entry const& part) {
  if (among(*whole.figure) != std::string::npos) { return false; }
  return among(*part.figure) != std::string::npos ||
         stands_between(books, *whole.figure, *part.figure);
}

// The parts that follow a whole, each with another name; empty when there is no list.
std::vector<Entry const*> list_after(Books const& books, std::vector<std::size_t> const& subject,
                                     std::size_t at) {
  auto const& whole = books.entries[subject[at]];
  auto parts = std::vector<Entry const*>{};
  auto names = std::set<std::string>{whole.meaning.core};
  for (auto i = at + 1; i < subject.size(); ++i) {
    auto const& e = books.entries[subject[i]];
    if (!std::holds_alternative<Clause>(e.figure->evidence) ||
        !same_source(*whole.figure, *e.figure) ||
        place_in_source(*e.figure) > place_in_source(*whole.figure) + kReach) {
      break;
    }
    if (!is_level(e)) { continue; }  // growth of a part stands between
    if (!same_measure(whole, e) || crosses(e) || !names.insert(e.meaning.core).second) { break; }
    if (parts.empty() && !opens_list(books, whole, e)) { break; }
    parts.push_back(&e);
  }
  return parts;
}

Conflict tell(Entry const& whole, std::vector<Entry const*> const& parts, double sum) {
  return parts_conflict(
      whole, parts, sum,
      {"，其中", "，大于总数。分项可能重叠、口径可能不同或有误，请核对。", "所列各部分之和"});
}

}  // namespace

Among among_of(std::string_view text, std::string_view document_hash) {
  auto out = Among{std::string{document_hash}, {}};
  constexpr auto kWord = std::string_view{"其中"};
  for (auto at = text.find(kWord); at != std::string_view::npos; at = text.find(kWord, at + 1)) {
    out.at.push_back(at);
  }
  for (auto const stop : {"。", "！", "？", "\n\n"}) {
    for (auto at = text.find(stop); at != std::string_view::npos; at = text.find(stop, at + 1)) {
      out.stops.push_back(at);
    }
  }
  std::sort(out.stops.begin(), out.stops.end());
  return out;
}

void parts_in_list(Books const& books, Conflicts& out) {
  for (auto const& subject : books.subjects) {
    for (auto at = std::size_t{0}; at + 2 < subject.size(); ++at) {
      auto const& whole = books.entries[subject[at]];
      if (!sums_up(whole) || !std::holds_alternative<Clause>(whole.figure->evidence)) { continue; }
      auto const parts = list_after(books, subject, at);
      auto const sized = std::count_if(parts.begin(), parts.end(),
                                       [](Entry const* part) { return by_size(*part); });
      if (parts.size() < 2 || (sized != 0 && sized != std::ssize(parts))) { continue; }
      auto least = 0.0;
      auto sum = 0.0;
      for (auto const* part : parts) {
        least += part->interval.low;
        sum += part->figure->value;
      }
      if (least > whole.interval.high) { out.push_back(tell(whole, parts, sum)); }
    }
  }
}

}  // namespace chengjie::reconcile
