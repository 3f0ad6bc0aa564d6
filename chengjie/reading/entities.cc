#include "chengjie/reading/entity_collector.h"

#include <set>
#include <tuple>

#include "chengjie/reading/terms.h"

namespace chengjie::reading {
namespace detail {

using enum EntityType;

namespace {

// Short words for what a park is.
std::u32string brief(std::u32string name) {
  for (auto const& [full, word] : {std::pair{View{U"高新技术产业开发区"}, View{U"高新区"}},
                                   std::pair{View{U"经济技术开发区"}, View{U"经开区"}},
                                   std::pair{View{U"经济开发区"}, View{U"经开区"}},
                                   std::pair{View{U"开发区"}, View{U"经开区"}}}) {
    if (!name.ends_with(full)) { continue; }
    name.resize(name.size() - full.size());
    return name += word;
  }
  return name;
}

// The name without the places that lead it but for the last, that one without 县 or 市.
std::u32string own_part(View name) {
  auto const& china = Places::china();
  auto place = std::u32string{};
  for (auto hit = china.at(name, 0); hit.length != 0; hit = china.at(name, 0)) {
    auto const last = hit.length > 2 && (hit.full || hit.renamed);
    place = std::u32string{name.substr(0, last ? hit.length - 1 : hit.length)};
    name.remove_prefix(hit.length);
  }
  constexpr auto kKindMax = std::size_t{4};  // “工业园区”: a kind alone
  return name.size() <= kKindMax ? place + std::u32string{name} : std::u32string{name};
}

// What all names of one park share.
std::u32string key_of(std::u32string const& park) { return own_part(brief(park)); }

}  // namespace

std::vector<Found> Collector::run() {
  for (auto const& name : mentions_.names) { named(name); }
  for (auto const& item : mentions_.projects) {
    if (item.end - item.firm_end < 2) { continue; }
    auto const form = std::u32string{t_.substr(item.begin, item.end - item.begin)};
    add(project, form, item.begin, item.end, form + U"项目");
  }
  titles_and_quotes();
  people();
  for (auto const& sentence : d_.sentences) {
    if (d_.page.blocks[sentence.block].kind == text::BlockKind::noise) { continue; }
    lists(sentence);
    terms(sentence);
    industries(sentence);
    trades(sentence);
    programmes(sentence);
    works(sentence);
  }
  std::sort(found_.begin(), found_.end(), [](auto const& a, auto const& b) {
    return std::tuple{a.begin, a.end, a.type, std::u32string_view{a.name}} <
           std::tuple{b.begin, b.end, b.type, std::u32string_view{b.name}};
  });
  return std::move(found_);
}

// “江西龙南经济技术开发区” and “龙南经开区”, “来安县汊河经济开发区” and “汊河经济开发区”: one park.
void link_parks(std::vector<Found>& all) {
  auto same = std::map<std::u32string, std::vector<std::size_t>>{};
  for (auto i = std::size_t{0}; i != all.size(); ++i) {
    if (all[i].type == park) { same[key_of(all[i].name)].push_back(i); }
  }
  auto gone = std::vector<bool>(all.size());
  for (auto& [key, names] : same) {
    auto& whole = all[names.front()];
    for (; names.size() > 1; names.pop_back()) {
      auto& other = all[names.back()];
      if (other.name.size() > whole.name.size()) { std::swap(whole.name, other.name); }
      whole.aliases.push_back(std::move(other.name));
      std::move(other.aliases.begin(), other.aliases.end(), std::back_inserter(whole.aliases));
      gone[names.back()] = true;
    }
  }
  auto kept = std::size_t{0};
  for (auto k = std::size_t{0}; k != all.size(); ++k) {
    if (gone[k]) { continue; }
    if (kept != k) { all[kept] = std::move(all[k]); }
    ++kept;
  }
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
}

void Collector::add(EntityType type, std::u32string name, std::size_t begin, std::size_t end,
                    std::u32string alias) {
  auto const key = name;
  auto const at = index_.find({type, key});
  if (at == index_.end()) {
    index_[{type, key}] = found_.size();
    found_.push_back({type, std::move(name), {}, begin, end});
    if (!alias.empty()) { found_.back().aliases.push_back(std::move(alias)); }
    return;
  }
  auto& entity = found_[at->second];
  auto const known =
      alias.empty() || alias == entity.name ||
      std::find(entity.aliases.begin(), entity.aliases.end(), alias) != entity.aliases.end();
  if (!known) { entity.aliases.push_back(std::move(alias)); }
}

void Collector::named(NameAt const& name) {
  auto const form = std::u32string{t_.substr(name.begin, name.end - name.begin)};
  auto alias = form == name.full ? std::u32string{} : form;
  if (!name.given && !acceptable(name, form)) { return; }
  // 晋江市 is a county to the gazetteer and a city to its readers.
  auto const town = !name.given && name.type == district && name.full.ends_with(U"市");
  auto const type = town ? EntityType::city : name.type;
  if (!name.given && name.type == policy) {
    plan(name);
    return;
  }
  add(type, name.full, name.begin, name.end, alias);
  if (name.given) { return; }
  if (name.type == park) {
    // “巴南区重庆国际生物城” is called 重庆国际生物城 as well.
    auto own = View{form};
    for (auto hit = Places::china().at(own, 0); hit.length != 0; hit = Places::china().at(own, 0)) {
      own.remove_prefix(hit.length);
      if (own.size() >= 5) { add(park, name.full, name.begin, name.end, std::u32string{own}); }
    }
  }
  if (name.type == project) { project_forms(name); }
}

// “年产8万吨正极材料项目” has its size before the name, and goes without 项目 too.
void Collector::project_forms(NameAt const& name) {
  auto begin = name.begin;
  auto const before = between(d_.quantities, begin - std::min<std::size_t>(begin, 16), begin);
  if (!before.empty() && before.back().end == begin && !before.back().rank &&
      before.back().kind != text::UnitKind::money) {
    begin = before.back().begin;
    if (begin >= 2 && t_.substr(begin - 2, 2) == U"年产") { begin -= 2; }
    add(project, name.full, name.begin, name.end,
        std::u32string{t_.substr(begin, name.end - begin)});
  }
  // “第8.5代面板生产线项目”
  while (begin == name.begin && name.full.front() == U'代' && begin > 0 &&
         (text::is_digit(t_[begin - 1]) || t_[begin - 1] == U'.')) {
    auto from = begin;
    while (from > 0 && (text::is_digit(t_[from - 1]) || t_[from - 1] == U'.')) { --from; }
    if (from > 0 && t_[from - 1] == U'第') { --from; }
    add(project, name.full, name.begin, name.end, std::u32string{t_.substr(from, name.end - from)});
    break;
  }
  auto const next = t_.substr(name.end, 2);
  if (next == U"一期" || next == U"二期" || next == U"三期") {
    add(project, name.full, name.begin, name.end,
        std::u32string{t_.substr(begin, name.end + 2 - begin)});
  }
  if (name.full.ends_with(U"项目") && name.end - begin >= 7) {
    add(project, name.full, name.begin, name.end,
        std::u32string{t_.substr(begin, name.end - 2 - begin)});
  }
}

// “发动机公司”: what it makes, not what it is called.
bool Collector::line_of_business(View form) {
  for (View const word : {U"公司", U"集团"}) {
    if (!form.ends_with(word)) { continue; }
    form.remove_suffix(word.size());
    return product_at(form, 0) == form.size() || industry_at(form, 0) == form.size() ||
           short_industry(form);
  }
  return false;
}

// “电子信息项目112个”, “装备制造项目”: a line of business with 项目 is no project by itself.
bool Collector::kind_of_project(NameAt const& name) const {
  auto const next = name.end < t_.size() ? t_[name.end] : U'\n';
  if (text::is_digit(next) || View{U"分共数超近多"}.find(next) != View::npos) { return true; }
  auto const before =
      between(d_.quantities, name.begin - std::min<std::size_t>(name.begin, 16), name.begin);
  if (!before.empty() && before.back().end == name.begin) { return false; }
  auto head = View{name.full};
  for (View const unit : {U"兆瓦", U"千瓦", U"万千瓦", U"吉瓦", U"万吨", U"亿元"}) {
    if (head.starts_with(unit)) { return true; }
  }
  if (!head.ends_with(U"项目")) { return false; }
  head.remove_suffix(2);
  return industry_at(head, 0) == head.size() || product_at(head, 0) == head.size() ||
         short_industry(head) || head.ends_with(U"加工") || head.ends_with(U"制造");
}

// Suffixes find kinds of things too; a name says which one.
bool Collector::acceptable(NameAt const& name, View form) const {
  auto const size = form.size();
  switch (name.type) {
    case project:
      return size >= 6 &&
             !has_any(form, {U"产业项目",   U"转移项目", U"龙头项目",     U"重大",     U"重点",
                             U"制造业项目", U"科研项目", U"零部件等项目", U"化项目",   U"研究项目",
                             U"示范项目",   U"服务项目", U"改造项目",     U"工程",     U"更多",
                             U"高质量",     U"产业链",   U"中游",         U"配套项目", U"互认",
                             U"东部",       U"个别",     U"我们",         U"坚持",     U"跟着",
                             U"供地",       U"实事"}) &&
             !kind_of_project(name);
    case policy:
      return size >= 8 && !text::is_digit(form.front()) && !form.starts_with(U"企业") &&
             !form.starts_with(U"国际") && !form.starts_with(U"软件");
    case platform:
      return size >= 5 &&
             !has_any(form,
                      {U"外开放平台", U"数字化平台", U"创新平台", U"载体", U"高水平", U"各类",
                       U"公共", U"产业生态", U"对外开放", U"开放实验", U"中小企业", U"协商"}) &&
             (size >= 9 || form.find(U"服务平台") == View::npos);
    case park:
      return size >= 4 &&
             !has_any(form, {U"特色园区", U"千亿", U"产业园区", U"各", U"聚集区", U"集聚区",
                             U"先行区", U"试验示范", U"世界级", U"现代化", U"零碳", U"千名",
                             U"狠抓", U"高标准", U"先进制造业基地", U"三大"}) &&
             form != U"化工园区" && form != U"特色产业园" && !form.starts_with(U"产业") &&
             !ends_any(form, {U"大基地", U"重要基地"});
    case enterprise:
      return (size >= 4 || !ends_any(form, {U"公司", U"集团", U"股份", U"银行"})) &&
             !line_of_business(form) &&
             !has_any(form, {U"上市公司", U"平台公司", U"龙头", U"各", U"公司及", U"企业集团",
                             U"未来工厂", U"智能工厂", U"灯塔工厂"});
    case fund:
      return size >= 5;
    case district:
      return (!ends_any(form, {U"都市圈", U"经济圈"}) || size >= 6) &&
             !has_any(form, {U"销往", U"运往", U"发往"});
    default:
      return true;
  }
}

}  // namespace detail

Clause clause_at(Document const& d, Source const& source, std::size_t begin, std::size_t end) {
  auto const s = std::upper_bound(d.sentences.begin(), d.sentences.end(), begin,
                                  [](std::size_t i, auto const& x) { return i < x.begin; });
  auto from = begin;
  auto to = end;
  if (s != d.sentences.begin()) {
    auto const& clauses = std::prev(s)->clauses;
    auto const& clause = clauses[part_at(clauses, begin)];
    if (clause.begin <= begin && begin < clause.end) {
      from = clause.begin;
      to = std::max(end, std::min(clause.end, clause.begin + 240));
    }
  }
  to = std::min(to, d.page.chars.size());
  auto out = Clause{source.hash,
                    source.name,
                    d.page.chars.begin[from],
                    d.page.chars.end[to - 1],
                    d.page.chars.begin[begin],
                    {}};
  out.text = text::utf8(std::u32string_view{d.page.chars.verbatim}.substr(from, to - from));
  return out;
}

namespace {

// What firms are told to make belongs to the chain, known by its name or not.
void add_products(std::vector<Entity>& all, std::vector<Relation> const& relations) {
  auto known = std::set<std::string_view>{};
  for (auto const& entity : all) {
    known.insert(entity.name);
    known.insert(entity.aliases.begin(), entity.aliases.end());
  }
  auto more = std::vector<Entity>{};
  for (auto const& r : relations) {
    if (r.relation == "produces" && known.insert(r.target).second) {
      more.push_back({EntityType::chain_node, r.target, {}, r.evidence});
    }
  }
  auto const order = [](Entity const& a, Entity const& b) {
    return std::tie(a.evidence.at, a.name) < std::tie(b.evidence.at, b.name);
  };
  std::sort(more.begin(), more.end(), order);
  auto out = std::vector<Entity>{};
  out.reserve(all.size() + more.size());
  auto const at = [](Entity const& a, Entity const& b) { return a.evidence.at < b.evidence.at; };
  std::merge(std::move_iterator{all.begin()}, std::move_iterator{all.end()},
             std::move_iterator{more.begin()}, std::move_iterator{more.end()},
             std::back_inserter(out), at);
  all = std::move(out);
}

}  // namespace

std::vector<Entity> read_entities(Document const& d, Source const& source, Mentions const& mentions,
                                  std::vector<Relation> const& relations) {
  auto out = std::vector<Entity>{};
  auto all = detail::Collector{d, mentions}.run();
  detail::link_parks(all);
  for (auto const& found : all) {
    auto entity = Entity{
        found.type, text::utf8(found.name), {}, clause_at(d, source, found.begin, found.end)};
    for (auto const& alias : found.aliases) { entity.aliases.push_back(text::utf8(alias)); }
    out.push_back(std::move(entity));
  }
  add_products(out, relations);
  return out;
}

}  // namespace chengjie::reading
