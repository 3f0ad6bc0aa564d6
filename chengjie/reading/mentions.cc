#include "chengjie/reading/mentions.h"

#include <initializer_list>
#include <tuple>

#include "chengjie/reading/firms.h"
#include "chengjie/reading/mentions_finder.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading {
namespace detail {

using enum EntityType;

namespace {

constexpr auto kNameMax = std::size_t{10};  // of a firm without its legal form

bool has_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.find(w) != View::npos; });
}

// Words of kinds of firms and things; a firm's short name holds none.
bool common(View s) {
  return has_any(
      s, {U"企业",   U"产业",   U"工程",     U"项目",   U"行业",   U"中心", U"平台", U"市场",
          U"政府",   U"部门",   U"高校",     U"院所",   U"机构",   U"单位", U"客商", U"商会",
          U"协会",   U"团队",   U"人才",     U"技术",   U"园区",   U"公司", U"资本", U"市民",
          U"百姓",   U"群众",   U"现代",     U"传统",   U"特色",   U"高端", U"绿色", U"先进",
          U"新兴",   U"大型",   U"中小",     U"优质",   U"重点",   U"重大", U"龙头", U"链主",
          U"骨干",   U"本地",   U"外地",     U"国有",   U"民营",   U"外资", U"合资", U"国内",
          U"国际化", U"全国",   U"全球",     U"世界",   U"东部",   U"西部", U"中部", U"我国",
          U"我市",   U"基地",   U"集群",     U"链条",   U"研发",   U"生产", U"加工", U"规上",
          U"规模",   U"上市",   U"农户",     U"居民",   U"学校",   U"医院", U"大学", U"学院",
          U"研究",   U"专家",   U"成果",     U"产品",   U"服务",   U"领域", U"方面", U"发展",
          U"建设",   U"战略",   U"数字经济", U"经济",   U"贸易",   U"旅游", U"文化", U"教育",
          U"金融",   U"银行业", U"住宿",     U"餐饮",   U"批发",   U"零售", U"央企", U"国企",
          U"民企",   U"外企",   U"车企",     U"药企",   U"厂商",   U"商户", U"品牌", U"知名",
          U"合作",   U"投资额", U"总部",     U"上下游", U"原材料", U"关键", U"核心", U"主要",
          U"其他",   U"多个",   U"多家",     U"一批",   U"系列",   U"一体", U"综合", U"创新",
          U"示范",   U"新型",   U"数字化",   U"信息化", U"年产",   U"的",   U"瞄准", U"注入",
          U"强劲",   U"提供",   U"调研",     U"走访",   U"考察",   U"片区", U"国家", U"轨道",
          U"城市",   U"农村",   U"千亩",     U"万亩",   U"跨境",   U"海外", U"沿海", U"智慧",
          U"公共",   U"基础",   U"交通",     U"水利",   U"民生",   U"卫生", U"生活", U"河道",
          U"流域",   U"道路",   U"桥梁",     U"港口",   U"码头",   U"机场", U"高铁", U"铁路",
          U"公路",   U"隧道",   U"英寸",     U"万吨",   U"千瓦",   U"兆瓦", U"万台", U"分布式",
          U"老旧",   U"城区",   U"乡村"});
}

}  // namespace

bool plain_name(View s) {
  return std::all_of(s.begin(), s.end(),
                     [](char32_t c) { return text::is_han(c) || text::is_letter(c); });
}

int firm_strength(View s) {
  if (s.size() < 2 || s.size() > kNameMax || !plain_name(s)) { return 0; }
  if (well_known_at(s, 0) == s.size()) { return 2; }
  if (common(s) || product_at(s, 0) == s.size() || industry_at(s, 0) == s.size()) { return 0; }
  auto const hit = Places::china().at(s, 0);
  auto place = hit.length;
  if (place == s.size()) { return 0; }
  // “青山工业”: a county's short name may be a firm's own.
  auto const county = place != 0 && !hit.full && Places::china()[hit.place].level == Level::county;
  if (county && firm_tail(s.substr(place)) == s.size() - place) { place = 0; }
  auto const own = s.substr(place);
  auto const tail = firm_tail(own);
  if (tail == own.size() || own.size() < 2) { return 0; }
  auto const head = own.substr(0, own.size() - tail);
  // “智能装备”, “汽车电子”: a line of business, not a name.
  auto const kind = industry_at(head, 0) == head.size() || product_at(head, 0) == head.size() ||
                    (head.size() <= 2 && firm_tail(head) == head.size());
  if (tail != 0) { return !kind && head.size() >= 2 && head.size() <= 4 ? 2 : 0; }
  if (s.starts_with(U"中国") && s.size() >= 4 && s.size() <= 5) { return 2; }
  if (product_head(own) || industry_head(own)) { return 0; }
  return own.size() <= 4 ? 1 : 0;
}

Mentions Finder::run() {
  know();
  for (auto const& name : d_.names) {
    inside(name);
    after_province(name);
  }
  joint_ventures();
  for (auto const& sentence : d_.sentences) {
    for (auto const& clause : sentence.clauses) {
      if (clause.end - clause.begin < 4) { continue; }
      with_place(clause);
      actor(clause);
      enumerated(clause);
      in_brackets(clause);
      one_of(clause);
      called(clause);
      institutes(clause);
    }
  }
  spread();
  return finish();
}

// Firms the page names, by that name and by its part before the legal form.
void Finder::know() {
  for (auto const& name : d_.names) {
    if (name.type != enterprise) { continue; }
    auto const form = t_.substr(name.begin, name.end - name.begin);
    auto const legal = std::min({form.find(U"有限"), form.find(U"股份有限"), form.find(U'(')});
    auto const id = static_cast<int>(known_names_.size());
    if (form.size() >= 3) { known_.add(form, id); }
    if (legal != View::npos && legal >= 3) { known_.add(form.substr(0, legal), id); }
    known_names_.push_back(name.full);
  }
}

// “璧山区比亚迪动力电池基地”: the place and the firm inside a longer name.
void Finder::inside(NameAt const& name) {
  if (name.type != park && name.type != project && name.type != platform && name.type != policy) {
    return;
  }
  auto const form = t_.substr(name.begin, name.end - name.begin);
  auto k = std::size_t{0};
  for (auto hit = Places::china().at(form, k);
       hit.length != 0 && k + hit.length + 3 < form.size() && well_known_at(form, k) == 0;
       hit = Places::china().at(form, k)) {
    auto const& place = d_.ground.at(hit.full ? hit.place : d_.ground.meant(hit.place));
    auto const here =
        hit.full || place.level != Level::county || place.province == d_.ground.province;
    if (!here) { break; }
    auto const as_written = hit.renamed ? std::u32string{form.substr(k, hit.length)} : place.name;
    auto const municipal = place.level == Level::province && place.name.back() == U'市';
    found_.push_back({name.begin + k, name.begin + k + hit.length,
                      municipal || place.level == Level::city ? EntityType::city : district,
                      as_written, false});
    k += hit.length;
  }
  // “松山镇养殖基地”
  for (auto const head : {std::size_t{2}, std::size_t{3}}) {
    if (name.type == park && k + head + 4 < form.size() && form[k + head] == U'镇') {
      found_.push_back({name.begin + k, name.begin + k + head + 1, district,
                        std::u32string{form.substr(k, head + 1)}, false});
      break;
    }
  }
  auto const own = known_.longest(form, k);
  auto const n = std::max(well_known_at(form, k), own.length);
  if (n == 0 || k + n + 2 > form.size()) { return; }
  auto full = own.length == n ? known_names_[static_cast<std::size_t>(own.value)]
                              : std::u32string{form.substr(k, n)};
  found_.push_back({name.begin + k, name.begin + k + n, enterprise, std::move(full), false});
  if (name.type == project && form.ends_with(U"项目") && form.size() > k + n + 2) {
    projects_.push_back({name.begin + k, name.end - 2, name.begin + k + n, name.end});
  }
}

// “博世庆铃”: two firms in one name.
void Finder::joint_ventures() {
  for (auto k = std::size_t{1}; k < d_.names.size(); ++k) {
    auto const& a = d_.names[k - 1];
    auto const& b = d_.names[k];
    if (a.type != enterprise || b.type != enterprise || a.end != b.begin || a.given || b.given ||
        b.end - a.begin > 6 || a.full.ends_with(U"公司") || b.full.ends_with(U"公司")) {
      continue;
    }
    found_.push_back(
        {a.begin, b.end, enterprise, std::u32string{t_.substr(a.begin, b.end - a.begin)}, false});
  }
}

bool Finder::taken(std::size_t begin, std::size_t end) const {
  for (auto const& name : between(d_.names, begin - std::min<std::size_t>(begin, 24), end)) {
    if (name.end <= begin) { continue; }
    auto const around = name.begin < begin || name.end > end;
    if (name.type == enterprise ? name.begin <= begin && name.end >= end : around) { return true; }
  }
  return false;
}

void Finder::firm(std::size_t begin, std::size_t end) {
  if (taken(begin, end)) { return; }
  auto form = std::u32string{t_.substr(begin, end - begin)};
  if (form.size() >= 3) { learned_.add(form, 0); }
  found_.push_back({begin, end, enterprise, std::move(form), false});
}

// A firm that one frame told is one wherever the text names it.
void Finder::spread() {
  for (auto const& sentence : d_.sentences) {
    for (auto i = sentence.begin; i < sentence.end;) {
      auto const n = std::max(learned_.longest(t_, i).length, well_known_at(t_, i));
      if (n == 0) {
        ++i;
        continue;
      }
      if (!taken(i, i + n)) {
        found_.push_back({i, i + n, enterprise, std::u32string{t_.substr(i, n)}, false});
      }
      i += n;
    }
  }
}

// All names in order; the place that begins a firm's name is part of it.
Mentions Finder::finish() {
  auto out = Mentions{};
  auto const order = [](NameAt const& a, NameAt const& b) {
    return std::tuple{a.begin, b.end, a.type} < std::tuple{b.begin, a.end, b.type};
  };
  std::sort(found_.begin(), found_.end(), order);
  auto const same = [](auto const& a, auto const& b) {
    return a.begin == b.begin && a.end == b.end;
  };
  found_.erase(std::unique(found_.begin(), found_.end(), same), found_.end());
  out.names.reserve(d_.names.size() + found_.size());
  auto firm = found_.begin();
  for (auto const& name : d_.names) {
    while (firm != found_.end() && firm->end <= name.begin) { ++firm; }
    auto swallowed = false;
    for (auto f = firm; f != found_.end() && f->begin <= name.begin; ++f) {
      swallowed = swallowed || (f->type == enterprise && f->end >= name.end &&
                                f->end - f->begin > name.end - name.begin);
    }
    // “真金白银” is no city.
    auto const idiom = name.type == EntityType::city && name.begin >= 2 &&
                       t_.substr(name.begin - 2, 4) == U"真金白银";
    if (!swallowed && !idiom) { out.names.push_back(mended(name, out.names)); }
  }
  auto kept = std::move(out.names);
  out.names.clear();
  std::merge(std::move_iterator{kept.begin()}, std::move_iterator{kept.end()},
             std::move_iterator{found_.begin()}, std::move_iterator{found_.end()},
             std::back_inserter(out.names), order);
  std::sort(projects_.begin(), projects_.end(),
            [](auto const& a, auto const& b) { return a.begin < b.begin; });
  out.projects = std::move(projects_);
  return out;
}

// “片区调研西南铝业” is a visit to 西南铝业; “(集团)有限责任公司” goes on from the name before
// it.
NameAt Finder::mended(NameAt name, std::vector<NameAt>& before) const {
  if (name.type == department && !name.given && name.full.starts_with(U"我代表")) {
    name.begin += 3;
    name.full.erase(0, 3);
  }
  if (name.type != enterprise || name.given) { return name; }
  auto const begin = like(name.begin);
  if (begin != name.begin && begin + 2 <= name.end) {
    // “赴肥西县调研某集团”: the place that was taken for the head of the name.
    for (auto k = name.begin; k < begin; ++k) {
      auto const hit = Places::china().at(t_, k);
      if (!hit.full || k + hit.length > begin) { continue; }
      auto const& place = Places::china()[hit.place];
      before.push_back({k, k + hit.length, place.level == Level::city ? EntityType::city : district,
                        place.name, false});
      k += hit.length - 1;
    }
    name.begin = begin;
    name.full = t_.substr(begin, name.end - begin);
  }
  auto const goes_on = t_[name.begin] == U'(' && !before.empty() &&
                       before.back().end == name.begin && before.back().type == enterprise;
  if (goes_on) {
    name.begin = before.back().begin;
    name.full = t_.substr(name.begin, name.end - name.begin);
    before.pop_back();
  }
  return name;
}

}  // namespace detail

Mentions find_mentions(Document const& d) { return detail::Finder{d}.run(); }

}  // namespace chengjie::reading
