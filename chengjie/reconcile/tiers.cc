#include "chengjie/reconcile/tiers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "chengjie/reconcile/scan.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kLabelMax = 18;    // characters of a tier's name after its size
constexpr auto kMembersMax = 80;  // characters of the list before its count
constexpr auto kCountMax = 1000;

struct Count {
  double value;
  std::size_t begin;  // of the whole tier
  std::size_t end;
};

// "两大" or "2个" before the size.
std::optional<Count> count_before(Glyphs const& g, std::size_t size_begin, std::size_t class_stop) {
  if (size_begin == 0 || !one_of(g[size_begin - 1].code, U"大个条项家座类")) {
    return std::nullopt;
  }
  auto const begin = numerals_before(g, size_begin - 1);
  auto const value = number_of(g, begin, size_begin - 1);
  auto const ordinal = begin != 0 && one_of(g[begin - 1].code, U"第前近超几数");
  if (!value || ordinal || *value > kCountMax) { return std::nullopt; }
  return Count{*value, begin, class_stop};
}

// "千亿级产业集群3个" or "千亿级园区达到2个" after it.
std::optional<Count> count_after(Glyphs const& g, std::size_t size_begin, std::size_t class_stop) {
  for (auto i = class_stop; i < g.size() && i < class_stop + kLabelMax && !stops_clause(g[i].code);
       ++i) {
    if (!is_numeral(g[i].code) || g[i].code == U'、') { continue; }
    auto end = i;
    while (end < g.size() && is_numeral(g[end].code)) { ++end; }
    auto const value = number_of(g, i, end);
    if (!value || *value > kCountMax || end == g.size() || !one_of(g[end].code, U"个家座")) {
      return std::nullopt;
    }
    return Count{*value, size_begin, end + 1};
  }
  return std::nullopt;
}

std::size_t label_end(Glyphs const& g, std::size_t from) {
  auto end = from;
  while (end < g.size() && end < from + kLabelMax && !stops_clause(g[end].code) &&
         g[end].code != U'、') {
    ++end;
  }
  return end;
}

std::vector<std::string> split(std::string const& list, std::string_view separator) {
  auto out = std::vector<std::string>{};
  auto from = std::size_t{0};
  for (auto at = list.find(separator); at != std::string::npos; at = list.find(separator, from)) {
    out.push_back(list.substr(from, at - from));
    from = at + separator.size();
  }
  out.push_back(list.substr(from));
  return out;
}

// The first name of a list has the sentence before it: "…计划打造先进材料".
std::string after_verb(std::string name) {
  auto cut = std::size_t{0};
  for (auto const verb : {"打造", "发展", "培育", "建设", "形成", "做大做强", "壮大", "做强",
                          "构建", "聚焦", "围绕", "推进", "突出", "拥有", "建成"}) {
    auto const at = name.rfind(verb);
    if (at != std::string::npos) { cut = std::max(cut, at + std::string_view{verb}.size()); }
  }
  return name.substr(cut);
}

std::vector<std::string> members_before(std::string_view text, Glyphs const& g, std::size_t end,
                                        double count) {
  auto begin = end;
  while (begin != 0 && end - begin < kMembersMax && !stops_clause(g[begin - 1].code)) { --begin; }
  auto const list = joined(text, g, begin, end);
  auto names = split(list, "、");
  for (auto const joiner : {"和", "与", "以及"}) {
    if (static_cast<double>(names.size()) + 1 != count) { break; }
    auto const last = split(names.back(), joiner);
    if (last.size() == 2) {
      names.back() = last[0];
      names.push_back(last[1]);
    }
  }
  if (static_cast<double>(names.size()) != count || count < 2) { return {}; }
  names.front() = after_verb(names.front());
  for (auto& name : names) {
    if (name.ends_with("等")) { name.resize(name.size() - 3); }
  }
  return std::any_of(names.begin(), names.end(), [](auto const& n) { return n.empty(); })
             ? std::vector<std::string>{}
             : names;
}

struct Found {
  Tier tier;
  std::size_t begin;  // glyphs of the sentence
  std::size_t end;
};

std::optional<Found> tier_at(std::string_view text, Glyphs const& g, std::size_t at) {
  auto const stop = class_end(g, at);
  auto const size_begin = numerals_before(g, at);
  auto const size = number_of(g, size_begin, at);
  if (!stop || !size || size_begin == at) { return std::nullopt; }
  auto const before = count_before(g, size_begin, *stop);
  auto const count = before ? before : count_after(g, size_begin, *stop);
  if (!count) { return std::nullopt; }
  auto begin = count->begin;
  while (begin != 0 && !stops_sentence(g[begin - 1].code)) { --begin; }
  auto end = *stop;
  while (end < g.size() && !stops_sentence(g[end].code)) { ++end; }
  auto const words_end = before ? label_end(g, *stop) : count->end;
  return Found{.tier = {.count = count->value,
                        .size = *size * 1e8,
                        .words = joined(text, g, count->begin, words_end),
                        .members = before ? members_before(text, g, count->begin, count->value)
                                          : std::vector<std::string>{},
                        .clause = {.document = {},
                                   .name = {},
                                   .begin = g[begin].begin,
                                   .end = g[end - 1].end,
                                   .at = g[count->begin].begin,
                                   .text = words_of(text, g, begin, end)}},
               .begin = begin,
               .end = end};
}

std::vector<Found> found_in(std::string_view text, Glyphs const& g, std::string_view hash,
                            std::string_view name) {
  auto out = std::vector<Found>{};
  for (auto i = std::size_t{0}; i != g.size(); ++i) {
    if (g[i].code != U'亿') { continue; }
    if (auto found = tier_at(text, g, i)) {
      found->tier.clause.document = hash;
      found->tier.clause.name = name;
      out.push_back(std::move(*found));
    }
  }
  return out;
}

// The place a sentence begins with: what stands before its first verb of intent, when that ends
// as a place's name does.
std::string place_in(std::string_view text, Glyphs const& g, std::size_t from, std::size_t to) {
  constexpr auto kNameMax = std::size_t{14};
  auto const last = std::min(to, from + kNameMax);
  for (auto i = from; i < last; ++i) {
    for (auto const verb :
         {U"计划", U"将", U"正", U"力争", U"打造", U"加快", U"着力", U"规划", U"提出", U"聚力"}) {
      if (i > from && follows(g, i, verb) && one_of(g[i - 1].code, U"区县市省州国")) {
        return joined(text, g, from, i);
      }
    }
  }
  for (auto const word : {U"我市", U"我区", U"我省", U"我县", U"全市", U"全区", U"全省", U"全县",
                          U"该区", U"片区", U"园区"}) {
    for (auto i = from; i < last; ++i) {
      if (follows(g, i, word)) { return joined(text, g, i, i + 2); }
    }
  }
  return {};
}

bool same_passage(Glyphs const& g, Found const& a, Found const& b) {
  return std::none_of(g.begin() + static_cast<std::ptrdiff_t>(a.begin),
                      g.begin() + static_cast<std::ptrdiff_t>(b.begin),
                      [](Glyph const& c) { return c.code == U'\n'; });
}

}  // namespace

std::vector<Tier> tiers_of(std::string_view text, std::string_view document_hash,
                           std::string_view document_name) {
  auto out = std::vector<Tier>{};
  for (auto& found : found_in(text, glyphs_of(text), document_hash, document_name)) {
    out.push_back(std::move(found.tier));
  }
  return out;
}

std::vector<Group> groups_of(std::string_view text, std::string_view document_hash,
                             std::string_view document_name) {
  auto const g = glyphs_of(text);
  auto const found = found_in(text, g, document_hash, document_name);
  auto out = std::vector<Group>{};
  for (auto i = std::size_t{0}; i != found.size();) {
    auto group = Group{.subject = place_in(text, g, found[i].begin, found[i].end),
                       .indicator = "产值",
                       .unit = "CNY",
                       .period = period_in(g, found[i].begin, found[i].end),
                       .tiers = {}};
    auto j = i;
    auto const fresh = [&](double size) {
      return std::none_of(group.tiers.begin(), group.tiers.end(),
                          [&](Tier const& t) { return t.size == size; });
    };
    while (j != found.size() && same_passage(g, found[i], found[j]) && fresh(found[j].tier.size)) {
      group.tiers.push_back(found[j].tier);
      if (group.period.empty()) { group.period = period_in(g, found[j].begin, found[j].end); }
      ++j;
    }
    out.push_back(std::move(group));
    i = j;
  }
  return out;
}

}  // namespace chengjie::reconcile
