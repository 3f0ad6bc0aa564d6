// What firms set up where, who took them in, and whose chain they are in.
#include <algorithm>
#include <initializer_list>

#include "chengjie/reading/relations_frames.h"

namespace chengjie::reading::detail {

namespace {

bool is_area(NameAt const& n) {
  return n.type == EntityType::park || n.type == EntityType::district || n.type == EntityType::city;
}

// The first of the words that begins within `reach` of `text`'s head; its end, npos: none.
std::size_t word_within(View text, std::size_t reach, std::initializer_list<View> words) {
  for (auto const word : words) {
    if (auto const at = text.find(word); at <= reach) { return at + word.size(); }
  }
  return View::npos;
}

}  // namespace

// The firms that stand in a row from the first in [begin, end).
std::vector<std::u32string> Frames::row_from(std::size_t begin, std::size_t end) const {
  auto out = std::vector<std::u32string>{};
  auto last = begin;
  for (auto const& name : between(names_, begin, end)) {
    if (name.type != EntityType::enterprise || name.end > end || name.begin < last) { continue; }
    auto const gap = t_.substr(last, name.begin - last);
    if (!out.empty() && gap != U"、" && gap != U"和" && gap != U"及" && gap != U"与") { break; }
    out.push_back(name.full);
    last = name.end;
  }
  return out;
}

// “某公司将在某县投资20亿元建设产业园”, “...,在高新区建设年产500兆瓦组件项目”, “项目在某区投产”.
void Frames::sets_up(Spot spot, text::Part part) {
  for (auto const& place : between(names_, part.begin, part.end)) {
    if (!is_area(place) || place.begin == 0 || t_[place.begin - 1] != U'在') { continue; }
    auto const right = t_.substr(place.end, std::min<std::size_t>(part.end - place.end, 40));
    auto const does = word_within(
        right, 3, {U"投资", U"建设", U"设立", U"新建", U"投建", U"建起", U"建成", U"布局",
                   U"成立", U"打造", U"兴建", U"注册", U"投产", U"开工", U"落地", U"落户",
                   U"奠基", U"设厂", U"建厂", U"扩产", U"竣工", U"量产", U"投用", U"开业"});
    if (does == View::npos) { continue; }
    auto const who = actors(spot, part, place.begin - 1);
    for (auto const& firm : who) {
      add(firm, "located_in", place.full, {part.begin, part.end}, 0.7);
    }
    if (who.size() != 1) { return; }
    auto const builds =
        word_within(right, 20, {U"建设", U"新建", U"打造", U"设立", U"成立", U"兴建", U"投建"});
    if (builds == View::npos) { return; }
    auto const thing = right.substr(builds, right.substr(builds).find_first_of(U"、和与及,"));
    auto const works = std::any_of(std::begin(kWorks), std::end(kWorks),
                                   [&](View w) { return thing.ends_with(w); });
    if (works && thing.size() >= 4 && thing.size() <= 24) {
      add(who.front(), "invests_in", thing, {part.begin, part.end}, 0.65);
    }
    return;
  }
}

// “某开发区引进了甲、乙等企业”: they are there.
void Frames::taken_in(Spot spot, text::Part part) {
  for (View const verb :
       {U"引进", U"引入", U"招引", U"吸引", U"集聚", U"聚集", U"汇聚", U"拥有", U"培育"}) {
    auto const at = at_word(part, verb);
    if (at == View::npos) { continue; }
    auto const from = at + verb.size();
    auto const names = between(names_, from, std::min(part.end, from + 5));
    auto const first = std::find_if(names.begin(), names.end(),
                                    [](auto const& n) { return n.type == EntityType::enterprise; });
    if (first == names.end()) { continue; }
    auto const rest = t_.substr(first->begin, part.end - first->begin);
    auto const etc = rest.find(U'等');
    if (etc == View::npos || rest.find(U"企业", etc) == View::npos || rest.find(U"技术") < etc) {
      return;
    }
    auto target = std::u32string{};
    auto last = part.begin;  // a place inside a park's name is no place of its own
    for (auto const& name : between(names_, part.begin, at)) {
      if (is_area(name) && name.begin >= last) {
        target = name.full;
        last = name.end;
      }
    }
    if (target.empty()) {
      auto const owner = subjects_.owner(spot, at);
      auto const good = owner.type == EntityType::park || owner.type == EntityType::district ||
                        owner.type == EntityType::city;
      if (good) { target = owner.name; }
    }
    if (target.empty()) { return; }
    for (auto const& firm : row_from(first->begin, first->begin + etc)) {
      add(firm, "located_in", target, {part.begin, part.end}, 0.65);
    }
    return;
  }
}

// “是某公司的一级供应商”, “打入甲、乙供应链”.
void Frames::in_chain(Spot spot, text::Part part) {
  for (auto const& name : between(names_, part.begin, part.end)) {
    if (name.type != EntityType::enterprise) { continue; }
    auto const right = t_.substr(name.end, 10);
    if (!right.starts_with(U"的") || right.find(U"供应商") == View::npos) { continue; }
    auto const& clauses = d_.sentences[spot.sentence].clauses;
    auto who = group(part.begin, name.begin);
    if (who.empty() && t_.substr(part.begin, 2) == U"作为" && spot.clause + 1 < clauses.size()) {
      who = leading(clauses[spot.clause + 1]);
    }
    for (auto const& firm : who) { add(firm, "supplies", name.full, {part.begin, part.end}, 0.7); }
    return;
  }
  for (View const verb : {U"进入", U"打入", U"跻身"}) {
    auto const at = at_word(part, verb);
    if (at == View::npos || (!has(part, U"供应链") && !has(part, U"配套体系"))) { continue; }
    for (auto const& firm : actors(spot, part, at)) {
      for (auto const& to : row_from(at, std::min(part.end, at + 40))) {
        add(firm, "supplies", to, {part.begin, part.end}, 0.7);
      }
    }
    return;
  }
}

// “某市政府与甲集团签署战略合作协议”: the firm's partner is the place.
bool Frames::with_government(text::Part part, std::size_t at, std::size_t stop) {
  auto target = std::u32string{};
  for (auto const& name : between(names_, at - std::min<std::size_t>(at - part.begin, 24), at)) {
    if (name.end != at) { continue; }
    if (is_area(name)) { target = name.full; }
    if (name.type != EntityType::department) { continue; }
    auto const hit = Places::china().at(name.full, 0);
    auto const& ground = d_.article(at).ground;
    target =
        hit.length != 0 ? ground.at(ground.meant(hit.place)).name : ground.name_of(ground.main);
  }
  if (target.empty()) { return false; }
  for (auto const& firm : row_from(at, stop)) {
    add(firm, "partner_of", target, {part.begin, part.end}, 0.7);
  }
  return true;
}

// “某园区某公司”, “走进某县某公司”; “某集团乙烯二期项目开工”.
void Frames::side_by_side(text::Part part) {
  auto const names = between(names_, part.begin, part.end);
  for (auto k = std::size_t{0}; k + 1 < names.size(); ++k) {
    auto const& a = names[k];
    auto const& b = names[k + 1];
    if (a.end != b.begin || b.end > part.end) { continue; }
    if (a.type == EntityType::enterprise && b.type == EntityType::project) {
      add(a.full, "invests_in", b.full, {part.begin, part.end}, 0.65);
    }
    if (!is_area(a) || b.type != EntityType::enterprise) { continue; }
    auto const left = before(part, a.begin);
    auto const there = left.ends_with(U"走进") || left.ends_with(U"来到") ||
                       left.ends_with(U"位于") || left.ends_with(U"在");
    if (there || a.type == EntityType::park) {
      add(b.full, "located_in", a.full, {part.begin, part.end}, 0.7);
    }
  }
}

// “支持某集团建设高端硅钢基地”
void Frames::builds(text::Part part) {
  for (auto const& firm : between(names_, part.begin, part.end)) {
    if (firm.type != EntityType::enterprise || firm.end >= part.end) { continue; }
    auto const right = t_.substr(firm.end, std::min<std::size_t>(part.end - firm.end, 30));
    auto const does = word_within(right, 2, {U"投资建设", U"建设", U"新建", U"打造", U"投建"});
    if (does == View::npos) { continue; }
    auto const rest = right.substr(does);
    auto const thing = rest.substr(0, rest.find_first_of(U"、和与及,的"));
    auto const works = std::any_of(std::begin(kWorks), std::end(kWorks),
                                   [&](View w) { return thing.ends_with(w); });
    if (works && thing.size() >= 4 && thing.size() <= 20) {
      add(firm.full, "invests_in", thing, {part.begin, part.end}, 0.65);
    }
  }
}

// “富士康临江工厂”: a firm's works by their place.
void Frames::works_at(text::Part part) {
  auto const names = between(names_, part.begin, part.end);
  for (auto k = std::size_t{0}; k + 1 < names.size(); ++k) {
    auto const& firm = names[k];
    auto const& place = names[k + 1];
    if (firm.type != EntityType::enterprise || !is_area(place) || place.begin != firm.end) {
      continue;
    }
    auto const right = t_.substr(place.end, 6);
    for (View const word :
         {U"工厂", U"基地", U"生产基地", U"分公司", U"公司", U"厂区", U"制造基地"}) {
      if (right.starts_with(word)) {
        add(firm.full, "located_in", place.full, {part.begin, part.end}, 0.7);
        break;
      }
    }
  }
}

}  // namespace chengjie::reading::detail
