// Whom a firm works with, and whom it supplies.
#include <algorithm>

#include "chengjie/reading/relations_frames.h"

namespace chengjie::reading::detail {

// 与A合作, 联合A、B等, 携手A; 与我市达成合作协议.
void Frames::partners(Spot spot, text::Part part) {
  for (View const verb : {U"联合", U"携手", U"与", U"和"}) {
    auto const at = at_word(part, verb);
    if (at == View::npos) { continue; }
    auto const soft = verb.size() == 1;
    auto stop = part.end;
    if (soft) {
      auto const right = t_.substr(at, std::min<std::size_t>(part.end - at, 40));
      auto works = View::npos;
      for (View const word : {U"合作", U"签署", U"签订", U"达成", U"签下", U"共建", U"签约",
                              U"协同", U"结成", U"联手", U"合资"}) {
        works = std::min(works, right.find(word));
      }
      if (works == View::npos || works > 24) { continue; }
      stop = at + works;
    }
    if (soft && with_government(part, at, stop)) { return; }
    auto const who = actors(spot, part, at);
    if (who.empty()) {
      // “与甲、乙签署战略合作协议”: the place whose text it is.
      auto const signs = t_.substr(stop, 2) == U"签署" || t_.substr(stop, 2) == U"签订";
      auto const place = subjects_.place(at);
      if (soft && signs && at == part.begin && !place.none()) {
        for (auto const& firm : row_from(at, stop)) {
          add(firm, "partner_of", place.name, {part.begin, part.end}, 0.6);
        }
      }
      continue;
    }
    auto const others = items(at + verb.size(), stop);
    auto any = false;
    for (auto const& item : others) { any = any || !firm_in(item, !soft).empty(); }
    for (auto const& item : others) {
      auto const name = firm_in(item, !soft || any);
      for (auto const& firm : who) {
        if (!name.empty()) { add(firm, "partner_of", name, {part.begin, part.end}, 0.75); }
      }
    }
    if (!any && soft) { partner_area(who, part, at + verb.size(), stop); }
    return;
  }
}

// “与我市分别达成合作协议”
void Frames::partner_area(std::vector<std::u32string> const& who, text::Part part, std::size_t from,
                          std::size_t stop) {
  auto const view = t_.substr(from, stop - from);
  auto target = std::u32string{};
  for (View const word : {U"我市", U"全市", U"我区", U"我县", U"我省", U"该区", U"该市", U"该县"}) {
    if (!view.starts_with(word)) { continue; }
    auto const& ground = d_.article(from).ground;
    auto const place = word.back() == U'市' && ground.city >= 0 ? ground.city : ground.main;
    target = word.back() == U'省' ? ground.name_of(ground.province) : ground.name_of(place);
  }
  for (auto const& name : between(names_, from, from + 1)) {
    auto const area = name.type == EntityType::district || name.type == EntityType::city ||
                      name.type == EntityType::park;
    auto const rest = stop - std::min(stop, name.end);
    if (area && rest <= 4) { target = name.full; }
  }
  for (auto const& firm : who) {
    if (!target.empty()) { add(firm, "partner_of", target, {part.begin, part.end}, 0.7); }
  }
}

// “为B提供配套”, “搭载A模块的B商用车”.
void Frames::supplies(Spot spot, text::Part part) {
  auto const at = at_word(part, U"为");
  auto const gives = t_.substr(part.begin, part.end - part.begin).find(U"提供");
  if (at != View::npos && gives != View::npos && part.begin + gives > at &&
      (has(part, U"配套") || has(part, U"供应") || has(part, U"供货") || has(part, U"零部件") ||
       !row_from(at + 1, part.begin + gives).empty()) &&
      !has(part, U"服务") && !has(part, U"支持") && !has(part, U"资金") && !has(part, U"贷款") &&
      !has(part, U"保障") && !has(part, U"用地") && !has(part, U"授信")) {
    auto const who = before_verb(spot, part, at);
    auto const to = firm_in({at + 1, part.begin + gives}, false);
    if (!who.none() && !to.empty()) { add(who.name, "supplies", to, {part.begin, part.end}, 0.75); }
  }
  // “向某公司供应复合微粉”
  auto const towards = at_word(part, U"向");
  auto const sends =
      towards == View::npos ? View::npos : t_.substr(towards, part.end - towards).find(U"供");
  if (sends != View::npos && (has(part, U"供应") || has(part, U"供货"))) {
    auto const to = firm_in({towards + 1, towards + sends}, false);
    auto who = firm(spot, towards);
    if (who.none()) { who = subjects_.hero(towards); }
    if (!to.empty() && who.type == EntityType::enterprise && !who.none()) {
      add(who.name, "supplies", to, {part.begin, part.end}, 0.75);
    }
  }
  auto const carries = at_word(part, U"搭载");
  if (carries == View::npos) { return; }
  auto names = std::vector<NameAt const*>{};
  for (auto const& name : between(names_, carries, part.end)) {
    if (name.end <= part.end && name.type == EntityType::enterprise) { names.push_back(&name); }
  }
  if (names.size() == 2 &&
      t_.substr(names[0]->end, names[1]->begin - names[0]->end).find(U'的') != View::npos) {
    add(names[0]->full, "supplies", names[1]->full, {part.begin, part.end}, 0.7);
  }
}

}  // namespace chengjie::reading::detail
