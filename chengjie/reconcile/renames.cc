#include "chengjie/reconcile/renames.h"

#include <algorithm>
#include <array>
#include <map>

#include "chengjie/reconcile/scan.h"

namespace chengjie::reconcile {
namespace {

constexpr auto kNameMin = std::size_t{4};
constexpr auto kNameMax = std::size_t{16};
constexpr auto kTails = std::to_array<std::u32string_view>(
    {U"园区", U"片区", U"开发区", U"经开区", U"高新区", U"新区", U"产业园", U"工业园", U"科技园",
     U"新城", U"集聚区", U"集中区", U"保税区", U"产业城", U"科学城", U"示范区", U"创业园",
     U"基地"});
// A run that holds one of these is a clause, not a name.
constexpr auto kNotInNames =
    std::u32string_view{U"的了在是为和与及该各将把从向对使由原，。、；：（）()"};

bool ends_as_park(Glyphs const& g, std::size_t end) {
  return std::any_of(kTails.begin(), kTails.end(), [&](auto tail) {
    return end >= tail.size() && follows(g, end - tail.size(), tail);
  });
}

// The name that ends at `end`; "" when what stands there is none.
std::string name_before(std::string_view text, Glyphs const& g, std::size_t end) {
  if (!ends_as_park(g, end)) { return {}; }
  auto begin = end;
  // A heading ends with its line; a name may be broken by one.
  auto const line_ends = [&](std::size_t at) {
    auto const between = text.substr(g[at - 1].end, g[at].begin - g[at - 1].end);
    return between.find('\n') != std::string_view::npos;
  };
  while (begin != 0 && end - begin < kNameMax && !one_of(g[begin - 1].code, kNotInNames) &&
         !stops_clause(g[begin - 1].code) && !is_numeral(g[begin - 1].code) &&
         g[begin - 1].code != U'年' &&
         !(end - begin >= kNameMin && begin != end && line_ends(begin))) {
    --begin;
  }
  return end - begin >= kNameMin ? joined(text, g, begin, end) : std::string{};
}

// The name that begins at `at`: up to the last park word within reach.
std::string name_after(std::string_view text, Glyphs const& g, std::size_t at) {
  auto end = at;
  for (auto i = at; i < std::min(at + kNameMax, g.size()); ++i) {
    if (one_of(g[i].code, kNotInNames) || stops_clause(g[i].code)) { break; }
    if (i + 1 - at >= kNameMin && ends_as_park(g, i + 1)) { end = i + 1; }
  }
  return end == at ? std::string{} : joined(text, g, at, end);
}

bool has_word(Glyphs const& g, std::size_t from, std::size_t to,
              std::initializer_list<std::u32string_view> words) {
  for (auto i = from; i < std::min(to, g.size()) && !stops_sentence(g[i].code); ++i) {
    for (auto const word : words) {
      if (follows(g, i, word)) { return true; }
    }
  }
  return false;
}

std::size_t skip(Glyphs const& g, std::size_t at,
                 std::initializer_list<std::u32string_view> words) {
  for (auto const word : words) {
    if (follows(g, at, word)) { return at + word.size(); }
  }
  return at;
}

}  // namespace

std::vector<Rename> renames_of(std::string_view text) {
  auto const g = glyphs_of(text);
  auto out = std::vector<Rename>{};
  auto const add = [&](std::string now, std::string before) {
    auto const rename = Rename{std::move(now), std::move(before)};
    if (!rename.now.empty() && !rename.before.empty() && rename.now != rename.before &&
        std::find(out.begin(), out.end(), rename) == out.end()) {
      out.push_back(rename);
    }
  };
  for (auto i = std::size_t{1}; i < g.size(); ++i) {
    if (g[i].code == U'由') {  // 甲园区由原乙园区更名而来
      auto const at = skip(g, i + 1, {U"原来的", U"原先的", U"原"});
      auto const before = name_after(text, g, at);
      if (!before.empty() && has_word(g, at, at + kNameMax * 2,
                                      {U"更名", U"改名", U"扩区", U"整合", U"升级", U"优化",
                                       U"调整", U"转型", U"合并", U"演变"})) {
        add(name_before(text, g, i), before);
      }
    }
    if (g[i].code == U'（' || g[i].code == U'(') {  // 甲园区（原乙园区）
      auto const at = skip(g, i + 1, {U"原名", U"原为", U"前身为", U"前身是", U"曾用名", U"原"});
      if (at != i + 1) {
        add(name_before(text, g, i), name_after(text, g, skip(g, at, {U"：", U":"})));
      }
    }
    for (auto const verb : {U"更名为", U"改名为", U"升级为", U"整合为", U"调整为", U"扩区为",
                            U"前身是", U"前身为", U"前身系"}) {
      if (!follows(g, i, verb)) { continue; }
      auto const old_first = g[i].code != U'前';
      auto const end = !old_first && g[i - 1].code == U'的' ? i - 1 : i;
      auto const left = name_before(text, g, end);
      auto const right = name_after(text, g, i + std::u32string_view{verb}.size());
      old_first ? add(right, left) : add(left, right);
    }
  }
  return out;
}

void add_renames(std::vector<Rename> const& renames, std::vector<Area>& areas) {
  auto at = std::map<std::string, std::size_t, std::less<>>{};
  for (auto i = std::size_t{0}; i != areas.size(); ++i) { at.try_emplace(areas[i].name, i); }
  auto const index = [&](std::string const& name) {
    auto const [found, fresh] = at.try_emplace(name, areas.size());
    if (fresh) { areas.push_back({name, {}, {}, true}); }
    return found->second;
  };
  for (auto const& rename : renames) {
    auto const now = index(rename.now);
    auto const before = index(rename.before);
    auto const lineage = !areas[now].lineage.empty()      ? areas[now].lineage
                         : !areas[before].lineage.empty() ? areas[before].lineage
                                                          : rename.now;
    areas[now].lineage = lineage;
    areas[before].lineage = lineage;
  }
}

}  // namespace chengjie::reconcile
