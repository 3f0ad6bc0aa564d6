#include "chengjie/reading/places.h"

#include <algorithm>
#include <array>

#include "chengjie/reading/places_data.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

// “天祝藏族自治县” is 天祝; 互助 and 大通 are words.
std::u32string stem_of(View name) {
  static constexpr View kPeoples[] = {
      U"蒙古族", U"回族",   U"藏族",   U"维吾尔", U"苗族",   U"彝族",   U"壮族",     U"布依族",
      U"朝鲜族", U"满族",   U"侗族",   U"瑶族",   U"白族",   U"土家族", U"哈尼族",   U"哈萨克",
      U"傣族",   U"黎族",   U"傈僳族", U"佤族",   U"畲族",   U"拉祜族", U"水族",     U"纳西族",
      U"羌族",   U"土族",   U"仫佬族", U"毛南族", U"仡佬族", U"锡伯",   U"柯尔克孜", U"达斡尔",
      U"撒拉族", U"裕固族", U"独龙族", U"怒族",   U"各族",   U"保安族", U"东乡族",   U"布朗族"};
  auto end = name.size();
  for (auto const people : kPeoples) { end = std::min(end, name.find(people)); }
  auto const stem = name.substr(0, end);
  auto const word = stem == U"互助" || stem == U"大通" || stem == U"自治";
  return stem.size() < 2 || end == name.size() || word ? std::u32string{} : std::u32string{stem};
}

std::u32string short_of(View name, Level level) {
  if (level == Level::province) {
    for (View const special :
         {U"内蒙古", U"黑龙江", U"广西", U"西藏", U"宁夏", U"新疆", U"香港", U"澳门"}) {
      if (name.starts_with(special)) { return std::u32string{special}; }
    }
  }
  if (name.ends_with(U"族自治县") || name.ends_with(U"族自治州")) { return stem_of(name); }
  if (name.find(U"自治") != View::npos || name.ends_with(U"地区") || name.ends_with(U"新区")) {
    return name.ends_with(U"地区") && name.size() > 3
               ? std::u32string{name.substr(0, name.size() - 2)}
               : std::u32string{};
  }
  if (name.size() < 3) { return {}; }
  auto const last = name.back();
  auto const ends = last == U'省' || last == U'市' || last == U'区' || last == U'县' ||
                    last == U'旗' || last == U'盟';
  // “市中区”, “城关区”: the stem alone is a common word.
  auto stem = ends ? std::u32string{name.substr(0, name.size() - 1)} : std::u32string{};
  for (View const word :
       {U"市中", U"城中", U"城区", U"郊区", U"矿区", U"新城", U"新华", U"和平", U"友谊", U"前进",
        U"向阳", U"红旗", U"东风", U"长安", U"中心", U"城关", U"东方", U"开发", U"西部", U"东部",
        U"高新", U"兴业", U"双城", U"海港", U"港口", U"桥西", U"桥东", U"郊",   U"新建"}) {
    if (stem == word) { return {}; }
  }
  return stem;
}

// A county, district or city of that stem which is not the one we know: “璧山县” of an old paper.
// “长乐市场”, “赤水县域” go on with another word.
bool other_rank(View text, std::size_t at, Place const& place) {
  if (at >= text.size() || place.level == Level::province) { return false; }
  auto const rank = text[at];
  auto const next = at + 1 < text.size() ? text[at + 1] : U'\n';
  if (rank == place.name.back()) { return false; }
  switch (rank) {
    case U'县':
      return View{U"域级城乡区际"}.find(next) == View::npos;
    case U'市':
      return View{U"场民值面容级井区域辖"}.find(next) == View::npos;
    case U'区':
      return place.level == Level::county && View{U"域间位块县内划别段外"}.find(next) == View::npos;
    default:
      return false;
  }
}

}  // namespace

Places const& Places::china() {
  static auto const places = Places{};
  return places;
}

void Places::note_pair(View name) {
  if (name.size() < 2) { return; }
  auto const at = slot(name[0], name[1]);
  pairs_[at >> 6] |= std::uint64_t{1} << (at & 63);
}

void Places::add(std::u32string name, Level level, int province, int city) {
  auto const id = static_cast<int>(all_.size());
  auto short_name = short_of(name, level);
  note_pair(name);
  note_pair(short_name);
  // 城区, 郊区, 矿区 are words before they are names.
  auto const word = name == U"城区" || name == U"郊区" || name == U"矿区";
  if (!word && full_.exact(name) < 0) { full_.add(name, id); }
  if (!short_name.empty() && short_.exact(short_name) < 0) { short_.add(short_name, id); }
  all_.push_back({std::move(name), std::move(short_name), level, province, city, -1});
}

Places::Places() {
  // Provinces and cities first, so that a short form means the larger place.
  for (auto const level : {Level::province, Level::city, Level::county}) {
    auto province = 0;
    for (auto const packed : province_texts()) {
      auto const bar = packed.find(U'|');
      if (level == Level::province) {
        add(std::u32string{packed.substr(0, bar)}, level, province, -1);
      }
      auto rest = packed.substr(bar + 1);
      auto city_id = -1;
      while (!rest.empty()) {
        auto const space = std::min(rest.find(U' '), rest.size());
        auto const word = rest.substr(0, space);
        auto const city = word.starts_with(U"*");
        if (city && level == Level::county) { city_id = full_.exact(word.substr(1)); }
        if (!word.empty() && city == (level == Level::city) && level != Level::province) {
          add(std::u32string{word.substr(city ? 1 : 0)}, level, province,
              level == Level::county ? city_id : -1);
        }
        rest.remove_prefix(std::min(space + 1, rest.size()));
      }
      ++province;
    }
  }
}

Places::Hit Places::look_up(View text, std::size_t pos) const {
  auto const full = full_.longest(text, pos);
  auto const brief = short_.longest(text, pos);
  if (full.length >= brief.length && full.length != 0) { return {full.length, full.value, true}; }
  if (brief.length == 0) { return {}; }
  // “彭水县”: an autonomous county by its stem and rank.
  auto const& known = all_[static_cast<std::size_t>(brief.value)];
  if (known.level == Level::county && known.name.ends_with(U"自治县") &&
      text.substr(pos + brief.length, 1) == U"县") {
    return {brief.length + 1, brief.value, true};
  }
  if (other_rank(text, pos + brief.length, all_[static_cast<std::size_t>(brief.value)])) {
    return {brief.length + 1, brief.value, false, true};
  }
  return {brief.length, brief.value};
}

}  // namespace chengjie::reading
