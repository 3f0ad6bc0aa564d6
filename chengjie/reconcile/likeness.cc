#include "chengjie/reconcile/likeness.h"

#include <algorithm>

#include "chengjie/reconcile/glyphs.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kPlaceMax = std::size_t{4};     // characters of an unknown place before a brand
constexpr auto kTellingCore = std::size_t{4};  // characters that two firms rarely share by chance

// "华瓷" of "华联瓷业": the same first character, the others in order.
bool abbreviates(std::u32string const& brief, std::u32string const& full) {
  if (brief.size() < 2 || brief.size() > 4 || brief.size() >= full.size() ||
      brief.front() != full.front()) {
    return false;
  }
  auto at = std::size_t{0};
  for (auto const c : full) {
    if (at != brief.size() && c == brief[at]) { ++at; }
  }
  return at == brief.size();
}

Judgement same_core(Form const& a, Form const& b) {
  if (!places_meet(a.place, b.place)) { return {0.7, Why::place_differs}; }
  if (a.group != b.group && !a.form.empty() && !b.form.empty()) {
    return {0.85, Why::group_differs};
  }
  if (!a.form.empty() && !b.form.empty() && a.form != b.form) { return {0.93, Why::form_differs}; }
  auto const telling = a.core.size() >= kTellingCore;
  auto const both_stated = a.place.empty() == b.place.empty() && a.form == b.form;
  return {both_stated ? 0.99 : telling ? 0.97 : 0.9, Why::same_core};
}

}  // namespace

bool places_meet(std::u32string const& a, std::u32string const& b) {
  return a.empty() || b.empty() || a.find(b) != std::u32string::npos ||
         b.find(a) != std::u32string::npos;
}

std::vector<std::uint32_t> pairs_of(std::u32string_view core) {
  auto out = std::vector<std::uint32_t>{};
  for (auto i = std::size_t{0}; i + 1 < core.size(); ++i) {
    out.push_back((static_cast<std::uint32_t>(core[i]) << 16) |
                  (static_cast<std::uint32_t>(core[i + 1]) & 0xFFFF));
  }
  if (core.size() == 1) { out.push_back(static_cast<std::uint32_t>(core[0]) << 16); }
  std::sort(out.begin(), out.end());
  return out;
}

double dice(std::vector<std::uint32_t> const& a, std::vector<std::uint32_t> const& b) {
  if (a.empty() || b.empty()) { return 0; }
  auto both = std::size_t{0};
  for (auto i = std::size_t{0}, j = std::size_t{0}; i != a.size() && j != b.size();) {
    if (a[i] == b[j]) {
      ++both;
      ++i;
      ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return 2.0 * static_cast<double>(both) / static_cast<double>(a.size() + b.size());
}

Judgement judge_names(Form const& a, Form const& b) {
  if (a.whole.empty() || b.whole.empty()) { return {0, Why::apart}; }
  if (a.whole == b.whole) { return {1, Why::same}; }
  if (a.branch != b.branch) { return {0.5, Why::branch}; }
  if (a.core == b.core) { return same_core(a, b); }
  auto const& full = a.core.size() >= b.core.size() ? a : b;
  auto const& brief = a.core.size() >= b.core.size() ? b : a;
  auto const penalty = places_meet(a.place, b.place) ? 1.0 : 0.8;
  // Only a name that states no legal form is a short name of another.
  if (brief.form.empty() || brief.form == U"股份") {
    auto const part =
        static_cast<double>(brief.core.size()) / static_cast<double>(full.core.size());
    auto const at = brief.core.size() >= 2 ? full.core.find(brief.core) : std::u32string::npos;
    if (at == 0) { return {penalty * (0.78 + 0.12 * part), Why::short_name}; }
    // "张家港海锅…": a place of the full name that no list holds may stand before.
    if (at <= kPlaceMax && brief.core.size() >= 3) {
      return {penalty * (0.75 + 0.12 * part), Why::short_inside};
    }
    if (abbreviates(brief.core, full.core)) {
      return {penalty * (0.75 + 0.05 * part), Why::short_letters};
    }
  }
  auto const alike = dice(pairs_of(a.core), pairs_of(b.core));
  return {penalty * 0.95 * alike, Why::alike};
}

std::string_view words_of(Why why) {
  switch (why) {
    case Why::same:
      return "名称相同";
    case Why::same_core:
      return "字号与行业相同，仅地名或公司形式写法不同";
    case Why::form_differs:
      return "字号与行业相同，公司形式不同（可能改制）";
    case Why::group_differs:
      return "字号相同，一为集团（可能是母子公司）";
    case Why::place_differs:
      return "字号相同，所写地名不同";
    case Why::short_name:
      return "一个是另一个开头部分的简称";
    case Why::short_inside:
      return "一个是另一个中间部分的简称（前面可能是地名或母公司）";
    case Why::short_letters:
      return "一个的各字依次见于另一个，可能是简称";
    case Why::alike:
      return "字号与行业用字相近";
    case Why::branch:
      return "一个是分支机构";
    case Why::apart:
      return "名称不同";
  }
  return "";
}

Likeness likeness_of(NameParts const& a, NameParts const& b) {
  auto const judged = judge_names(form_of(a.whole), form_of(b.whole));
  return {judged.score, std::string{words_of(judged.why)}};
}

}  // namespace chengjie::reconcile
