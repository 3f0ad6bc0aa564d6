#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "chengjie/reading/names.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kGroundScanMax = std::size_t{200'000};

// “全区工业总产值”: of the area the text is about, whatever its name.
void count_spoken(View t, std::size_t i, int weight, std::array<int, 3>& spoken) {
  if (t[i] != U'全' && t[i] != U'我') { return; }
  auto const next = i + 1 < t.size() ? t[i + 1] : U'\n';
  auto const before = i > 0 ? t[i - 1] : U'\n';
  if (before == U'占' || before == U'居' || before == U'于') { return; }
  if (next == U'省') { spoken[0] += weight; }
  if (next == U'市') { spoken[1] += weight; }
  if (next == U'区' || next == U'县' || next == U'旗') { spoken[2] += weight; }
}

struct Seen {
  int count{};
  int title{};
};

// 东区, 新城区: many towns have one, or call a part so. The name alone tells no place.
bool common_name(Place const& place) {
  static constexpr View kCommon[] = {U"新城区", U"城中区", U"市中区", U"城关区",
                                     U"东城区", U"西城区", U"城北区", U"城东区",
                                     U"城西区", U"城南区", U"江北区", U"江南区"};
  return place.level == Level::county &&
         (place.name.size() <= 2 ||
          std::find(std::begin(kCommon), std::end(kCommon), place.name) != std::end(kCommon));
}

// Common names count only where their city or province is named as well.
void drop_homeless(Ground const& ground, std::map<int, Seen>& seen) {
  std::erase_if(seen, [&](auto const& row) {
    auto const& place = ground.at(row.first);
    return common_name(place) && !seen.contains(place.city) && !seen.contains(place.province);
  });
}

// The id of a place that the text names with another last word than the gazetteer.
int local_id(Ground& ground, View written, int stands_for) {
  auto const known = Places::china().size();
  for (auto i = std::size_t{0}; i != ground.local.size(); ++i) {
    if (ground.local[i].name == written) { return static_cast<int>(known + i); }
  }
  auto const& like = Places::china()[stands_for];
  auto const city = like.level == Level::city ? stands_for : like.city;
  // A county of a city's stem (上饶县 in 上饶市) does not take the city's short form.
  auto const short_of = like.level == Level::county ? stands_for : -1;
  ground.local.push_back(
      {std::u32string{written}, {}, Level::county, like.province, city, short_of});
  return static_cast<int>(known + ground.local.size() - 1);
}

// The short forms count for the text's own name, unless it has the gazetteer's name as well.
void merge_short_forms(Ground& ground, std::map<int, Seen>& seen, std::set<int> const& full) {
  auto const known = Places::china().size();
  for (auto i = std::size_t{0}; i != ground.local.size(); ++i) {
    auto& like = ground.local[i].stands_for;
    if (full.contains(like)) { like = -1; }
    if (like < 0) { continue; }
    auto const at = seen.find(like);
    if (at == seen.end()) { continue; }
    auto& own = seen[static_cast<int>(known + i)];
    own.count += at->second.count;
    own.title += at->second.title;
    seen.erase(like);
  }
}

Ground with_city(Ground ground) {
  auto const province = ground.province;
  // “全市” of 临海市 is 临海市, not the city above it that the text does not name.
  if (ground.city < 0 && ground.county >= 0) {
    auto const& county = ground.at(ground.county);
    ground.city = county.name.back() == U'市' ? ground.county : county.city;
  }
  // Municipalities: the city is the province.
  if (ground.city < 0 && ground.at(province).name.back() == U'市') { ground.city = province; }
  return ground;
}

}  // namespace

std::vector<PlaceAt> find_places(View text) {
  auto const& china = Places::china();
  auto out = std::vector<PlaceAt>{};
  for (auto i = std::size_t{0}; i < text.size();) {
    auto const hit = china.at(text, i);
    if (hit.length != 0) { out.push_back({i, hit}); }
    i += std::max<std::size_t>(hit.length, 1);
  }
  return out;
}

Ground find_ground(text::Page const& page, std::vector<text::Quantity> const& quantities,
                   std::vector<PlaceAt> const& found, bool report, std::size_t first_block,
                   std::size_t last_block, int of_page) {
  auto const& t = page.chars.text;
  auto const& places = Places::china();
  auto ground = Ground{};
  auto full = std::set<int>{};         // places named in full
  auto seen = std::map<int, Seen>{};   // ordered: ties fall to the larger place, always the same
  auto spoken = std::array<int, 3>{};  // 全省, 全市, 全区
  auto counties = 0;                   // “全县”, “我县”
  auto q = quantities.begin();
  // What follows the last figures may be another article of the page.
  auto const from = first_block < page.blocks.size() ? page.blocks[first_block].begin : t.size();
  auto const to = last_block < page.blocks.size() ? page.blocks[last_block].begin : t.size();
  auto const before = [](auto const& item, std::size_t i) { return item.begin < i; };
  q = std::lower_bound(q, quantities.end(), from, before);
  auto at = std::lower_bound(found.begin(), found.end(), from, before);
  auto const q_end = std::lower_bound(q, quantities.end(), to, before);
  auto const last = q_end - q < 3 ? to : std::prev(q_end)->end;
  for (auto b = first_block; b != last_block; ++b) {
    auto const& block = page.blocks[b];
    if (block.begin > std::min(from + kGroundScanMax, last)) { break; }
    while (q != quantities.end() && q->begin < block.begin) { ++q; }
    auto const figures = q != quantities.end() && q->begin < block.end;
    auto const weight = (figures ? 4 : 1) + (b == first_block ? 2 : 0);
    auto const stop = std::min(block.end, block.begin + kGroundScanMax);
    for (; at != found.end() && at->begin < block.begin; ++at) {}
    for (; at != found.end() && at->begin < stop; ++at) {
      auto const& hit = at->hit;
      auto const i = at->begin;
      // “西南铝业(重庆)有限公司”: part of a name.
      if (i > 0 && t[i - 1] == U'(' && i + hit.length < t.size() && t[i + hit.length] == U')') {
        continue;
      }
      auto const& known = places[hit.place];
      if (of_page >= 0 && !hit.full && known.level == Level::county && known.province != of_page) {
        continue;
      }
      auto const id =
          hit.renamed ? local_id(ground, View{t}.substr(i, hit.length), hit.place) : hit.place;
      if (hit.full) { full.insert(id); }
      seen[id].count += weight;
      seen[id].title += b == first_block;
    }
    for (auto i = block.begin; i < stop; ++i) {
      auto const ours = i > 0 && (t[i - 1] == U'全' || t[i - 1] == U'我');
      auto const inside = i + 1 < stop && t[i + 1] == U'里';
      counties += t[i] == U'县' && (ours || inside);
    }
    for (auto i = block.begin; i < stop; ++i) { count_spoken(t, i, weight, spoken); }
  }
  merge_short_forms(ground, seen, full);
  drop_homeless(ground, seen);
  auto weight = [](Seen const& s) { return s.count; };
  auto by_province = std::map<int, int>{};
  for (auto const& [id, s] : seen) { by_province[ground.at(id).province] += weight(s); }
  auto province = -1;
  for (auto const& [id, w] : by_province) {
    if (province < 0 || w > by_province[province]) { province = id; }
  }
  // A report is of the place its title names.
  for (auto const& [id, s] : seen) {
    if (report && s.title > 0) { province = ground.at(id).province; }
  }
  if (province < 0) { return ground; }
  ground.province = province;
  auto best = 0;
  auto best_county = 0;
  auto best_city = 0;
  for (auto const& [id, s] : seen) {
    auto const& place = ground.at(id);
    if (place.province != province) { continue; }
    auto const w = weight(s);
    if (place.level == Level::county && w > best_county) {
      best_county = w;
      ground.county = id;
    }
    if (place.level == Level::city && w > best_city) {
      best_city = w;
      ground.city = id;
    }
    if (w > best) {
      best = w;
      ground.main = id;
    }
  }
  // “祁阳” in a text of “全县”: a county then, whatever the gazetteer calls it now.
  if (ground.county >= 0 && counties > 0 && !full.contains(ground.county) &&
      static_cast<std::size_t>(ground.county) < places.size()) {
    auto const& now = places[ground.county];
    if ((now.name.back() == U'市' || now.name.back() == U'区') && !now.short_name.empty()) {
      auto const was = local_id(ground, now.short_name + U"县", ground.county);
      if (ground.main == ground.county) { ground.main = was; }
      seen[was] = seen[ground.county];
      ground.county = was;
    }
  }
  auto const titled = [&](int id) { return id >= 0 && seen[id].title > 0; };
  // “海安市商务局工作总结”: 全市 is the town of the title, though the city above it is named too.
  if (ground.county >= 0 && titled(ground.county) &&
      ground.at(ground.county).name.back() == U'市' && !titled(ground.city)) {
    ground.city = ground.main = ground.county;
    return ground;
  }
  if (report) {
    for (auto const id : {province, ground.city, ground.county}) {
      if (titled(id)) { ground.main = id; }
    }
    return with_city(ground);
  }
  // The level that is spoken of as ours settles what is named nearly as often.
  auto const bonus = [&](int id, int level) {
    return id < 0 ? -1 : seen[id].count + 2 * spoken[static_cast<std::size_t>(level)];
  };
  auto const municipal = places[province].name.back() == U'市';
  auto const top = bonus(province, municipal ? 1 : 0);
  auto const middle = bonus(ground.city, 1);
  auto const low = bonus(ground.county, 2);
  ground.main = low > middle && low > top ? ground.county : middle >= top ? ground.city : province;
  if (best == 0) { ground.main = -1; }
  return with_city(ground);
}

}  // namespace chengjie::reading
