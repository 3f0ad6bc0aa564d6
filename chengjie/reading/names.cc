#include "chengjie/reading/names.h"

#include <algorithm>
#include <array>
#include <map>

#include "chengjie/reading/firms.h"
#include "chengjie/reading/lexicon.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

struct Suffix {
  View word;
  EntityType type;
  std::size_t head_min;  // characters that must stand before it
};
using enum EntityType;

constexpr auto kSuffixes = std::to_array<Suffix>({
    {U"有限公司", enterprise, 2}, {U"有限责任公司", enterprise, 2}, {U"股份有限公司", enterprise, 2}, {U"股份公司", enterprise, 2},
    {U"集团公司", enterprise, 2}, {U"集团", enterprise, 2}, {U"公司", enterprise, 2}, {U"总公司", enterprise, 2}, {U"兵工厂", enterprise, 2},
    {U"电厂", enterprise, 2}, {U"工厂", enterprise, 3}, {U"银行", enterprise, 2}, {U"股份", enterprise, 2}, {U"农商行", enterprise, 2},
    {U"园区", park, 2}, {U"工业园", park, 2}, {U"工业园区", park, 2}, {U"产业园", park, 2}, {U"产业园区", park, 2}, {U"科技园", park, 2}, {U"科技园区", park, 2}, {U"开发区", park, 2},
    {U"高新区", park, 2}, {U"经开区", park, 2}, {U"科学城", park, 2}, {U"科技城", park, 2}, {U"产业城", park, 2}, {U"保税区", park, 2}, {U"综保区", park, 2},
    {U"综合保税区", park, 2}, {U"示范区", park, 3}, {U"集群区", park, 3}, {U"集聚区", park, 3}, {U"片区", park, 2}, {U"新城", park, 2}, {U"生物城", park, 2},
    {U"汽车城", park, 2}, {U"基地", park, 4}, {U"港城", park, 2}, {U"创业谷", park, 2}, {U"氢谷", park, 2}, {U"农高区", park, 2}, {U"高新技术产业开发区", park, 2},
    {U"经济技术开发区", park, 2}, {U"物流园", park, 2}, {U"环保园", park, 2}, {U"自贸区", park, 2}, {U"试验区", park, 3}, {U"功能区", park, 3},
    {U"管委会", department, 2}, {U"经信委", department, 0}, {U"经济信息委", department, 0}, {U"经济和信息化委员会", department, 0}, {U"发改委", department, 0},
    {U"科技局", department, 1}, {U"商务局", department, 1}, {U"财政局", department, 1}, {U"统计局", department, 1}, {U"招商局", department, 1},
    {U"经信局", department, 1}, {U"工信局", department, 1}, {U"农业农村委", department, 1}, {U"农业农村局", department, 1}, {U"国资委", department, 1},
    {U"商务厅", department, 1}, {U"工信厅", department, 1}, {U"科技厅", department, 1}, {U"财政厅", department, 1}, {U"工信部", department, 0},
    {U"委员会", department, 3}, {U"人民政府", department, 1}, {U"区政府", department, 1}, {U"市政府", department, 1}, {U"区委", department, 1}, {U"市委", department, 0},
    {U"基金", fund, 3}, {U"平台", platform, 3}, {U"创新中心", platform, 2}, {U"研究院", platform, 2}, {U"实验室", platform, 3}, {U"研发中心", platform, 2},
    {U"技术中心", platform, 4}, {U"服务中心", platform, 3}, {U"检测基地", platform, 2}, {U"材料院", platform, 2}, {U"联合体", platform, 3}, {U"作业区", platform, 2},
    {U"项目", project, 3}, {U"工程", project, 4}, {U"大厦", project, 2}, {U"行动计划", policy, 2}, {U"专项行动", policy, 2}, {U"实施方案", policy, 2},
    {U"计划", policy, 4}, {U"行动", policy, 4}, {U"地区", district, 2}, {U"都市圈", district, 2}, {U"双城经济圈", district, 2}, {U"经济圈", district, 2},
});

text::Trie const& suffixes() {
  static auto const trie = [] {
    auto out = text::Trie{};
    for (auto i = std::size_t{0}; i != kSuffixes.size(); ++i) { out.add(kSuffixes[i].word, static_cast<int>(i)); }
    return out;
  }();
  return trie;
}

// Words at which a name cannot begin further left.
text::Trie const& walls() {
  static auto const trie = [] {
    auto out = text::Trie{};
    for (View const word :
         {U"的", U"在", U"与", U"和", U"及", U"对", U"由", U"将", U"把", U"是", U"了", U"以", U"从", U"到", U"于", U"被", U"让", U"给", U"至", U"其", U"该", U"各", U"等",
          U"并", U"又", U"也", U"都", U"就", U"已", U"后", U"前", U"有", U"为", U"向", U"使", U"这", U"那", U"此", U"据", U"经", U"或",
          U"成立", U"建设", U"打造", U"引进", U"引入", U"推动", U"推进", U"支持", U"依托", U"联合", U"围绕", U"聚焦", U"加快", U"组建", U"获批", U"入选", U"落户",
          U"签约", U"包括", U"通过", U"服务", U"发挥", U"培育", U"位于", U"来自", U"承接", U"建成", U"谋划", U"规划", U"实施", U"启动", U"举办", U"承办",
          U"召开", U"走进", U"参与", U"创建", U"世纪", U"首批", U"夯实", U"挖掘", U"嵌入", U"模式", U"获", U"探索", U"各类", U"多款", U"持续", U"大力", U"再到", U"全力", U"新建", U"集聚", U"聚集", U"形成", U"提升", U"加强", U"完善", U"深化", U"开展", U"统筹", U"落实", U"其中", U"目前",
          U"近年", U"今年", U"去年", U"近期", U"截至", U"我市", U"我省", U"我区", U"全市", U"全区", U"全省", U"全国", U"扎根", U"布局", U"共建", U"设立", U"新增", U"称",
          U"以及", U"作为", U"带动", U"重点", U"推出", U"加大", U"强化", U"积极", U"对接", U"争取", U"做大", U"做强", U"确定", U"诸如", U"入驻", U"落地", U"利用", U"充分",
          U"计划", U"预计", U"未来", U"年产", U"国家级", U"市级", U"省级", U"一批", U"一个", U"多个", U"两个", U"全面", U"继续", U"包含", U"通过承接", U"比如", U"例如",
          U"搭载", U"部署", U"紧盯", U"地处", U"对应", U"瞄准", U"面向", U"立足", U"锚定", U"抢抓", U"乘用", U"获得", U"合作", U"共同", U"优化", U"随着", U"首个", U"所属", U"全球最大", U"开启", U"赴", U"实地调研", U"融入", U"畅联", U"更多", U"今年", U"千亩", U"万亩", U"亿级", U"千亿", U"百亿", U"万千瓦", U"万吨"}) {
      out.add(word, 0);
    }
    return out;
  }();
  return trie;
}

// A verb that ends here ends the search, unless it is the middle of a name (“产业发展集团”).
text::Trie::Hit wall_before(View t, std::size_t i) {
  auto const wall = walls().longest_before(t, i, 4);
  if (wall.length != 0) { return wall; }
  for (auto const n : {std::size_t{2}, std::size_t{3}, std::size_t{4}}) {
    if (i >= n && lead_at(t, i - n) == n) { return {n, 0}; }
  }
  return {};
}

bool name_char(char32_t c) {
  return text::is_han(c) || text::is_digit(c) || text::is_letter(c) || c == U'(' || c == U')' || c == U'·' || c == U'-';
}

// Left end of the name whose last words begin at `at`.
std::size_t head_of(View t, std::size_t at, std::size_t floor) {
  constexpr auto kNameMax = std::size_t{22};
  auto i = at;
  while (i > floor && at - i < kNameMax) {
    auto const c = t[i - 1];
    if (!name_char(c)) { break; }
    // A numeral begins a quantity or a date, not a name; “5G” is part of one.
    if (text::is_digit(c) && !(i < t.size() && text::is_letter(t[i]))) { break; }
    auto const wall = wall_before(t, i);
    // “华为”, “有为”: the wall is part of a name that goes on.
    if (wall.length == 1 && i >= 2 && ((c == U'为' && t[i - 2] == U'华') || (c == U'和' && i < t.size() && t[i] == U'平') || c == U'中' || (c == U'并' && i < t.size() && (t[i] == U'购' || t[i] == U'网')))) { --i; continue; }
    if (wall.length != 0) { break; }
    --i;
  }
  // An open bracket without its mate is not of the name.
  auto depth = 0;
  for (auto k = at; k-- > i;) {
    if (t[k] == U')') { ++depth; }
    if (t[k] == U'(' && --depth < 0) { return k + 1; }
  }
  while (i < at && (t[i] == U')' || t[i] == U'-' || t[i] == U'+' || t[i] == U'·')) { ++i; }
  return i;
}

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

}  // namespace

std::string_view name_of(EntityType type) {
  switch (type) {
    case enterprise: return "enterprise";
    case park: return "park";
    case district: return "district";
    case EntityType::city: return "city";
    case department: return "department";
    case industry: return "industry";
    case chain_node: return "chain_node";
    case policy: return "policy";
    case fund: return "fund";
    case platform: return "platform";
    case project: return "project";
    case person: return "person";
  }
  return "";
}

static Ground with_city(Ground ground);

Ground find_ground(text::Page const& page, std::vector<text::Quantity> const& quantities, bool report) {
  auto const& t = page.chars.text;
  auto const& places = Places::china();
  auto seen = std::map<int, Seen>{};  // ordered: ties fall to the larger place, always the same
  auto spoken = std::array<int, 3>{};  // 全省, 全市, 全区
  auto q = quantities.begin();
  // What follows the last figures may be another article of the page.
  auto const last = quantities.size() < 3 ? t.size() : quantities.back().end;
  for (auto b = std::size_t{0}; b != page.blocks.size(); ++b) {
    auto const& block = page.blocks[b];
    if (block.begin > std::min(kGroundScanMax, last)) { break; }
    while (q != quantities.end() && q->begin < block.begin) { ++q; }
    auto const figures = q != quantities.end() && q->begin < block.end;
    auto const weight = (figures ? 4 : 1) + (b == 0 ? 2 : 0);
    auto const stop = std::min(block.end, block.begin + kGroundScanMax);
    for (auto i = block.begin; i < stop;) {
      auto const hit = places.at(t, i);
      // “西南铝业(重庆)有限公司”: part of a name.
      auto const bracket = i > 0 && t[i - 1] == U'(' && hit.length != 0 && t[i + hit.length] == U')';
      if (hit.length != 0 && !bracket) {
        seen[hit.place].count += weight;
        seen[hit.place].title += b == 0;
      }
      count_spoken(t, i, weight, spoken);
      i += std::max<std::size_t>(hit.length, 1);
    }
  }
  auto ground = Ground{};
  auto weight = [](Seen const& s) { return s.count; };
  auto by_province = std::map<int, int>{};
  for (auto const& [id, s] : seen) { by_province[places[id].province] += weight(s); }
  auto province = -1;
  for (auto const& [id, w] : by_province) {
    if (province < 0 || w > by_province[province]) { province = id; }
  }
  // A report is of the place its title names.
  for (auto const& [id, s] : seen) {
    if (report && s.title > 0) { province = places[id].province; }
  }
  if (province < 0) { return ground; }
  ground.province = province;
  auto best = 0;
  auto best_county = 0;
  auto best_city = 0;
  for (auto const& [id, s] : seen) {
    auto const& place = places[id];
    if (place.province != province) { continue; }
    auto const w = weight(s);
    if (place.level == Level::county && w > best_county) { best_county = w; ground.county = id; }
    if (place.level == Level::city && w > best_city) { best_city = w; ground.city = id; }
    if (w > best) { best = w; ground.main = id; }
  }
  auto const titled = [&](int id) { return id >= 0 && seen[id].title > 0; };
  if (report) {
    for (auto const id : {province, ground.city, ground.county}) {
      if (titled(id)) { ground.main = id; }
    }
    return with_city(ground);
  }
  // The level that is spoken of as ours settles what is named nearly as often.
  auto const bonus = [&](int id, int level) { return id < 0 ? -1 : seen[id].count + 2 * spoken[static_cast<std::size_t>(level)]; };
  auto const municipal = places[province].name.back() == U'市';
  auto const top = bonus(province, municipal ? 1 : 0);
  auto const middle = bonus(ground.city, 1);
  auto const low = bonus(ground.county, 2);
  ground.main = low > middle && low > top ? ground.county : middle >= top ? ground.city : province;
  if (best == 0) { ground.main = -1; }
  return with_city(ground);
}

Ground with_city(Ground ground) {
  auto const& places = Places::china();
  auto const province = ground.province;
  if (ground.city < 0 && ground.county >= 0) { ground.city = places[ground.county].city; }
  // Municipalities: the city is the province.
  if (ground.city < 0 && places[province].name.back() == U'市') { ground.city = province; }
  return ground;
}

namespace {

class Finder {
 public:
  Finder(text::Page const& page, Ground const& ground, std::vector<Name> const& gazetteer)
      : t_(page.chars.text), page_(page), ground_(ground), taken_(t_.size()) {
    for (auto const& name : gazetteer) {
      auto const full = text::utf32(name.name);
      entries_.push_back({full, name.type});
      auto const id = static_cast<int>(entries_.size() - 1);
      add_entry(full, id);
      for (auto const& alias : name.aliases) { add_entry(text::utf32(alias), id); }
    }
  }

  std::vector<NameAt> run() {
    given();
    well_known();
    by_suffix();
    by_post();
    short_forms();
    places();
    std::sort(out_.begin(), out_.end(), [](auto const& a, auto const& b) { return a.begin < b.begin; });
    return std::move(out_);
  }

 private:
  void add_entry(std::u32string const& word, int id) {
    if (word.size() >= 2) { given_.add(word, id); }
  }
  bool free(std::size_t begin, std::size_t end) const {
    for (auto i = begin; i != end; ++i) {
      if (taken_[i]) { return false; }
    }
    return true;
  }
  void take(NameAt name) {
    for (auto i = name.begin; i != name.end; ++i) { taken_[i] = true; }
    out_.push_back(std::move(name));
  }

  void given() {
    if (given_.size() == 0) { return; }
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = given_.longest(t_, i);
      if (hit.length == 0) { ++i; continue; }
      auto const& entry = entries_[static_cast<std::size_t>(hit.value)];
      take({i, i + hit.length, entry.second, entry.first, true});
      i += hit.length;
    }
  }

  // Firms everyone calls by a name without a legal form.
  void well_known() {
    static auto const firms = [] {
      auto out = text::Trie{};
      for (auto const word : well_known_firms()) { out.add(word, 0); }
      return out;
    }();
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = firms.longest(t_, i);
      if (hit.length == 0) { ++i; continue; }
      // “博世氢动力系统(重庆)有限公司”: its own name is longer; the suffix decides.
      if (free(i, i + hit.length) && !longer_name(i + hit.length)) { take({i, i + hit.length, enterprise, std::u32string{t_.substr(i, hit.length)}, false}); }
      i += hit.length;
    }
  }

  bool longer_name(std::size_t end) const {
    for (auto k = end; k < t_.size() && k - end < 14; ++k) {
      if (!name_char(t_[k]) || View{U"的与和在以"}.find(t_[k]) != View::npos) { return false; }
      if (suffixes().longest(t_, k).length != 0) { return true; }
    }
    return false;
  }

  void by_suffix() {
    auto floor = std::size_t{0};
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = suffixes().longest(t_, i);
      if (hit.length == 0) { ++i; continue; }
      auto last = hit.value;
      auto end = i + hit.length;
      // “九龙新城园区”: the name goes on.
      for (auto more = suffixes().longest(t_, end); more.length != 0; more = suffixes().longest(t_, end)) {
        last = more.value;
        end += more.length;
      }
      auto const& suffix = kSuffixes[static_cast<std::size_t>(last)];
      auto const begin = head_of(t_, i, floor);
      // “九龙坡区计划打造...”: a verb.
      auto const acts = suffix.type == policy && (lead_at(t_, end) != 0 || Places::china().at(t_, begin).length == i - begin || text::is_digit(t_[end < t_.size() ? end : i]));
      if (!acts && i - begin >= suffix.head_min && free(begin, end) && !generic(t_.substr(begin, i - begin), suffix)) {
        auto type = suffix.type;
        take({begin, end, type, std::u32string{t_.substr(begin, end - begin)}, false});
        floor = end;
      }
      i = end;
    }
  }

  // “产业园区”, “龙头企业集团”, “多个项目”: kinds of things, not names.
  static bool generic(View head, Suffix const& suffix) {
    for (View const word : {U"产业", U"工业", U"示范", U"特色", U"重大", U"重点", U"制造业", U"企业", U"现代", U"区县产业", U"高新", U"龙头", U"优质", U"市级示范", U"承接产业转移",
                            U"先进", U"国家级", U"新兴", U"全球", U"国有", U"个", U"等", U"大型", U"本地", U"生产", U"上市", U"创新", U"智能", U"共享", U"综合"}) {
      if (head == word) { return true; }
    }
    if (suffix.word == U"地区") {
    for (View const word : {U"人均", U"贫困", U"脱贫", U"欠发达", U"农村", U"民族", U"边境", U"沿海", U"发达", U"山", U"周边", U"本", U"中西部", U"西部", U"东部", U"中部", U"毗邻", U"台湾", U"集中连片"}) {
      if (head.ends_with(word)) { return true; }
    }
    return head.size() > 4;
  }
  return suffix.type == project && (head.empty() || text::is_digit(head.front()));
  }

  // “东风日产副总经理任勇表示”: a firm by the post of who speaks for it; then wherever it is named.
  void by_post() {
    auto learned = text::Trie{};
    auto forms = std::vector<std::u32string>{};
    for (auto i = std::size_t{0}; i < t_.size(); ++i) {
      auto const post = post_at(i);
      if (post == 0 || (i > 0 && t_[i - 1] == U'副')) { continue; }
      auto const begin = head_of(t_, i, 0);
      auto const form = t_.substr(begin, i - begin);
      if (form.size() < 2 || form.size() > 8 || !free(begin, i) || !std::all_of(form.begin(), form.end(), text::is_han)) { continue; }
      if (form.find(U"公司") != View::npos || form.find(U"集团") != View::npos || Places::china().at(form, 0).length == form.size()) { continue; }
      learned.add(form, static_cast<int>(forms.size()));
      forms.emplace_back(form);
    }
    if (forms.empty()) { return; }
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = learned.longest(t_, i);
      if (hit.length == 0) { ++i; continue; }
      if (free(i, i + hit.length)) { take({i, i + hit.length, enterprise, forms[static_cast<std::size_t>(hit.value)], false}); }
      i += hit.length;
    }
  }

  // “西南铝业(集团)有限责任公司” is 西南铝业 and 西南铝 further on.
  void short_forms() {
    auto forms = text::Trie{};
    auto full = std::vector<std::pair<std::u32string, EntityType>>{};
    for (auto const& name : out_) {
      if (name.given || (name.type != enterprise && name.type != park)) { continue; }
      auto const core = core_of(name.full, name.type);
      if (core.size() < 2 || core.size() == name.full.size()) { continue; }
      auto const id = static_cast<int>(full.size());
      full.emplace_back(name.full, name.type);
      // Only a legal name is sure enough to be cut short.
      auto const legal = name.full.find(U"有限") != View::npos || (name.full.find(U'(') != View::npos && name.type == enterprise);
      auto const shortest = legal ? std::size_t{2} : core.size();
      if (!legal && core.size() < 3) { continue; }
      if (!legal && name.type == enterprise && !name.full.ends_with(U"集团")) { continue; }
      for (auto n = shortest; n <= core.size(); ++n) {
        auto const form = core.substr(0, n);
        // A form that two names share is of neither.
        auto const other = forms.exact(form);
        if (other >= 0 && full[static_cast<std::size_t>(other)].first != name.full) { forms.add(form, kShared); } else { forms.add(form, id); }
      }
    }
    if (full.empty()) { return; }
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = forms.longest(t_, i);
      if (hit.length == 0) { ++i; continue; }
      // “九龙坡” is not a short form of 九龙园区.
      auto const place = Places::china().at(t_, i).length > hit.length;
      if (hit.value != kShared && !place && free(i, i + hit.length)) {
        auto const& [name, type] = full[static_cast<std::size_t>(hit.value)];
        take({i, i + hit.length, type, name, false});
      }
      i += hit.length;
    }
  }

  static constexpr int kShared = 1 << 30;

  static View core_of(View name, EntityType type) {
    if (type == park) { return name.ends_with(U"园区") ? name.substr(0, name.size() - 2) : name; }
    if (auto const bracket = name.find(U'('); bracket != View::npos && bracket >= 2) { name = name.substr(0, bracket); }
    for (View const legal : {U"股份有限公司", U"有限责任公司", U"有限公司", U"集团公司", U"公司", U"集团"}) {
      if (name.size() > legal.size() + 1 && name.ends_with(legal)) { name.remove_suffix(legal.size()); }
    }
    auto const place = Places::china().at(name, 0);
    if (place.length != 0 && place.length + 2 <= name.size()) { name.remove_prefix(place.length); }
    return Places::china().at(name, 0).length == name.size() ? View{} : name;
  }

  std::size_t post_at(std::size_t i) const {
    for (View const word : {U"副总经理", U"总经理", U"董事长", U"副总裁", U"总裁", U"首席执行官", U"创始人"}) {
      if (t_.substr(i, word.size()) == word) { return word.size(); }
    }
    return 0;
  }

  void places() {
    auto const& china = Places::china();
    for (auto i = std::size_t{0}; i < t_.size();) {
      auto const hit = china.at(t_, i);
      if (hit.length == 0) { ++i; continue; }
      auto const& place = china[hit.place];
      auto const end = i + hit.length;
      // Short county names only where the text is of their province: elsewhere they are words.
      auto const good = hit.full || place.level != Level::county || place.province == ground_.province;
      if (good && free(i, end)) {
        auto const municipal = place.level == Level::province && place.name.back() == U'市';
        take({i, end, place.level == Level::county ? district : municipal || place.level == Level::city ? EntityType::city : district, place.name, false});
      }
      i = end;
    }
  }

  View t_;
  text::Page const& page_;
  Ground const& ground_;
  std::vector<bool> taken_;
  std::vector<NameAt> out_;
  text::Trie given_;
  std::vector<std::pair<std::u32string, EntityType>> entries_;
};

}  // namespace

std::vector<NameAt> find_names(text::Page const& page, Ground const& ground, std::vector<Name> const& gazetteer) {
  return Finder{page, ground, gazetteer}.run();
}

}  // namespace chengjie::reading
