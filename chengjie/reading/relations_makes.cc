// What a firm makes.
#include <algorithm>

#include "chengjie/reading/name_words.h"
#include "chengjie/reading/relations_frames.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading::detail {

// 生产, 研发生产, 实现A、B等产品的本土化生产.
void Frames::products(Spot spot, text::Part part) {
  if (lines(spot, part)) { return; }
  for (View const verb :
       {U"研发生产的", U"自主研发生产的", U"生产的",     U"生产",     U"主产",
        U"制造",       U"实现",           U"主营",       U"推出了",   U"推出",
        U"赶制",       U"主要产品有",     U"主要产品为", U"产品包括", U"产品有",
        U"研制",       U"量产",           U"研发的",     U"开发的",   U"制造的"}) {
    auto const at = at_word(part, verb);
    if (at == View::npos || !makes(at + verb.size())) { continue; }
    // “智能制造”, “装备制造”: no act of making.
    if (verb == U"制造" && at >= part.begin + 2) {
      auto const left = t_.substr(at - 2, 2);
      if (left == U"智能" || left == U"高端" || left == U"先进" || left == U"装备" ||
          left == U"协同" || left == U"绿色") {
        continue;
      }
    }
    auto const listed = verb == U"实现";
    if (listed && !has(part, U"生产")) { continue; }
    auto const who = actors(spot, part, at);
    if (who.empty()) { return; }
    auto any = false;
    for (auto const& item : items(at + verb.size(), part.end)) {
      auto const product = product_in(item, listed && has(part, U"产品"));
      if (product.empty()) { continue; }
      for (auto const& firm : who) { add(firm, "produces", product, {part.begin, part.end}, 0.7); }
      any = true;
    }
    if (any) { return; }
  }
}

// “多条"刀片电池"生产线满负荷运转”, “加快某某线路板项目投产”, “每天有70万只扬声器发往东莞”,
// “钢渣微粉国内市场占有率8%”: what the firm makes, before the word that says so.
bool Frames::lines(Spot spot, text::Part part) {
  for (View const word :
       {U"生产线", U"项目", U"国内市场", U"市场占有率", U"全球市场", U"发往", U"销往", U"下线"}) {
    auto const at = at_word(part, word);
    if (at == View::npos) { continue; }
    auto const runs = has(part, U"投产") || has(part, U"试产") || has(part, U"量产");
    if (word == U"项目" && !runs) { continue; }
    if (word == U"生产线" && has(part, U"建设")) { continue; }
    auto const product = product_before(part, at);
    if (product.empty()) { continue; }
    auto who = actors(spot, part, at - product.size());
    auto const hero = subjects_.hero(at);
    if (who.empty() && hero.type == EntityType::enterprise && !hero.none()) {
      who.push_back(hero.name);
    }
    if (who.size() != 1) { return false; }
    add(who.front(), "produces", product, {part.begin, part.end}, 0.65);
    return true;
  }
  return false;
}

// The product that ends at `at`: a quoted name, or a noun phrase that ends like one.
View Frames::product_before(text::Part part, std::size_t at) const {
  if (at > part.begin + 3 && (t_[at - 1] == U'”' || t_[at - 1] == U'"')) {
    auto const mate = t_[at - 1] == U'”' ? U'“' : U'"';
    auto const left = t_.substr(part.begin, at - 1 - part.begin);
    auto const open = left.rfind(mate);
    if (open == View::npos || left.size() - open - 1 > 10) { return {}; }
    auto const inside = left.substr(open + 1);
    return product_head(inside) || product_at(inside, 0) == inside.size() ? inside : View{};
  }
  constexpr auto kNounMax = std::size_t{10};
  auto begin = head_of(t_, at, std::max(part.begin, at - std::min(at, kNounMax)));
  for (auto const& q : between(d_.quantities, part.begin, at)) {
    if (q.end <= at) { begin = std::max(begin, q.end); }
  }
  for (auto const& name : between(names_, begin, at)) {
    if (name.end <= at) { begin = std::max(begin, name.end); }
  }
  // “第8.5代液晶面板”: what a number counts is part of it.
  auto noun = t_.substr(begin, at - begin);
  if (begin > 0 && text::is_digit(t_[begin - 1]) && noun.size() > 1) { noun.remove_prefix(1); }
  // “两条外延片”
  if (noun.size() > 3 && (noun[1] == U'条' || noun[1] == U'款')) { noun.remove_prefix(2); }
  auto const plain = std::all_of(noun.begin(), noun.end(), text::is_han);
  auto const known = product_head(noun) || product_phrase(noun);
  auto const counted =
      View{U"一两几多各每"}.find(noun.empty() ? U'一' : noun.front()) != View::npos;
  return noun.size() >= 2 && plain && known && !counted ? noun : View{};
}

// “生产基地”, “生产线”, “制造业”: no act of making.
bool Frames::makes(std::size_t end) const {
  for (View const word : {U"基地", U"线", U"业", U"能力", U"企业", U"总值", U"效率", U"力", U"要素",
                          U"技术", U"中心", U"性"}) {
    if (t_.substr(std::min(end, t_.size()), word.size()) == word) { return false; }
  }
  return true;
}

std::u32string Frames::product_in(Span item, bool listed) const {
  auto view = t_.substr(item.begin, item.end - item.begin);
  // “"刀片电池"为重庆...”: what the marks hold.
  if (view.size() > 3 && (view.front() == U'“' || view.front() == U'"')) {
    view = view.substr(0, view.find_first_of(U"”\"", 1));
  }
  for (View const word : {U"出口", U"供应"}) {
    // “出口欧洲的登山鞋”
    auto const of = view.find(U'的');
    if (view.starts_with(word) && of != View::npos) { view.remove_prefix(of + 1); }
  }
  for (View const word : {U"全自动化生产", U"自动化生产", U"本地化生产", U"规模化生产", U"批量生产",
                          U"量产", U"全自动化", U"自动化", U"本地化", U"规模化"}) {
    if (view.size() > word.size() + 1 && view.ends_with(word)) { view.remove_suffix(word.size()); }
  }
  while (!view.empty() && View{U"“”\" 了"}.find(view.front()) != View::npos) {
    view.remove_prefix(1);
  }
  while (!view.empty() && View{U"“”\" "}.find(view.back()) != View::npos) { view.remove_suffix(1); }
  for (View const word : {U"以及", U"多款", U"各类", U"储能用"}) {
    if (view.starts_with(word)) { view.remove_prefix(word.size()); }
  }
  for (auto const& q : between(d_.quantities, item.begin, item.begin + 1)) {
    if (q.end < item.end && view.size() == item.end - item.begin) {
      view.remove_prefix(q.end - item.begin);  // “1吨钢渣微粉”
    }
  }
  for (View const word : {U"首支", U"首台", U"首批", U"首款", U"首辆", U"首套"}) {
    if (view.starts_with(word)) { view.remove_prefix(word.size()); }
  }
  auto const names = between(names_, item.begin, item.end);
  if (std::any_of(names.begin(), names.end(),
                  [](auto const& n) { return n.type == EntityType::enterprise; })) {
    return {};
  }
  if (view.size() < 2 || view.size() > 14 || view.ends_with(U"线") || view.ends_with(U"企业") ||
      view.ends_with(U"基地")) {
    return {};
  }
  auto const known = product_head(view) || product_phrase(view);
  return known || (listed && view.size() <= 8) ? std::u32string{view} : std::u32string{};
}

}  // namespace chengjie::reading::detail
