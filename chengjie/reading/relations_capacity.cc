// What a firm makes, told by the size of its works: “锦州钛业3万吨氯化法钛白粉生产线”,
// “由河北东旭集团投资的年产100兆瓦太阳能电池”.
#include <algorithm>

#include "chengjie/reading/indicator.h"
#include "chengjie/reading/relations_frames.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading::detail {

namespace {

bool sizes_works(text::Quantity const& q) {
  using enum text::UnitKind;
  return q.kind == mass || q.kind == power || q.kind == length || q.kind == area ||
         q.kind == volume;
}

// “生产线”, “项目”, “等” end the product that a size is followed by.
std::size_t product_end(View t, std::size_t begin, std::size_t end) {
  constexpr auto kProductMax = std::size_t{16};
  auto const stop = std::min(end, begin + kProductMax);
  for (auto i = begin; i < stop; ++i) {
    if (View{U"、,;。等及和的(“”\""}.find(t[i]) != View::npos) { return i; }
    for (View const word :
         {U"生产线", U"项目", U"装置", U"扩产", U"扩建", U"技改", U"建设", U"基地"}) {
      if (t.substr(i, word.size()) == word) { return i; }
    }
  }
  return stop;
}

}  // namespace

// The firm that stands right before the size, or before “投资的” there.
Owner Frames::maker_before(text::Part part, text::Quantity const& q) const {
  auto begin = q.begin;
  for (View const word : {U"年产", U"新建", U"扩建", U"新增"}) {
    if (t_.substr(part.begin, begin - part.begin).ends_with(word)) { begin -= word.size(); }
  }
  auto const near = between(names_, begin - std::min<std::size_t>(begin, 30), begin);
  for (auto const& name : near) {
    if (name.type == EntityType::enterprise && name.end == begin && name.begin >= part.begin) {
      return {name.full, name.type, "数字前的名称"};
    }
  }
  if (auto const who = subjects_.investor(part.begin, q); !who.none()) { return who; }
  auto floor = part.begin;
  for (auto i = part.begin; i < q.begin; ++i) {
    if (View{U"、,;和及由"}.find(t_[i]) != View::npos) { floor = i + 1; }
  }
  auto const left = phrase_before(d_, floor, q.begin);
  auto const maker = subjects_.maker(left.text, q, true);
  return maker.type == EntityType::enterprise ? maker : Owner{};
}

void Frames::capacities(text::Part part, View sentence) {
  auto const built = [&] {
    for (View const word : {U"项目", U"生产线", U"投产", U"竣工", U"开工", U"达产"}) {
      if (sentence.find(word) != View::npos) { return true; }
    }
    return false;
  }();
  if (!built) { return; }
  for (auto const& q : between(d_.quantities, part.begin, part.end)) {
    if (!sizes_works(q) || q.end >= part.end || !text::is_han(t_[q.end])) { continue; }
    auto const product = product_in({q.end, product_end(t_, q.end, part.end)}, false);
    if (product.empty()) { continue; }
    auto const who = maker_before(part, q);
    if (who.none()) { continue; }
    add(who.name, "produces", product, {part.begin, part.end}, 0.65);
  }
  // “台湾联电集团投资的LED外延片、芯片、太阳能电池”
  for (auto const& name : between(names_, part.begin, part.end)) {
    if (name.type != EntityType::enterprise) { continue; }
    for (View const verb : {U"投资建设的", U"投资兴建的", U"投资的"}) {
      if (t_.substr(name.end, verb.size()) != verb) { continue; }
      for (auto const& item : items(name.end + verb.size(), part.end)) {
        auto const product = product_in(item, false);
        if (product.empty()) { continue; }
        add(name.full, "produces", product, {part.begin, part.end}, 0.6);
      }
      break;
    }
  }
}

}  // namespace chengjie::reading::detail
