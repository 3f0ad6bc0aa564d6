#include "chengjie/reading/entity_collector.h"

#include <tuple>

#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/surnames.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading {
namespace detail {

using enum EntityType;

namespace {

bool ends_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.ends_with(w); });
}

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
  for (auto const& name : d_.names) { named(name); }
  titles_and_quotes();
  people();
  for (auto const& sentence : d_.sentences) {
    if (d_.page.blocks[sentence.block].kind == text::BlockKind::noise) { continue; }
    lists(sentence);
    terms(sentence);
    industries(sentence);
    programmes(sentence);
    frames(sentence);
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
  add(name.type, name.full, name.begin, name.end, alias);
}

// Suffixes find kinds of things too; a name says which one.
bool Collector::acceptable(NameAt const& name, View form) {
  auto const size = form.size();
  switch (name.type) {
    case project:
      return size >= 6 &&
             !has_any(form, {U"产业项目",   U"转移项目", U"龙头项目",     U"重大",     U"重点",
                             U"制造业项目", U"科研项目", U"零部件等项目", U"化项目",   U"研究项目",
                             U"示范项目",   U"服务项目", U"改造项目",     U"工程",     U"更多",
                             U"高质量",     U"产业链",   U"中游",         U"配套项目", U"互认"});
    case policy:
      return size >= 8 && !text::is_digit(form.front()) && !form.starts_with(U"企业") &&
             !form.starts_with(U"国际") && !form.starts_with(U"软件");
    case platform:
      return size >= 5 &&
             !has_any(form, {U"外开放平台", U"数字化平台", U"创新平台", U"载体", U"高水平", U"各类",
                             U"公共", U"服务平台", U"产业生态", U"对外开放"});
    case park:
      return size >= 4 &&
             !has_any(form, {U"特色园区", U"千亿", U"产业园区", U"各", U"聚集区", U"集聚区",
                             U"先行区", U"试验示范"}) &&
             form != U"特色产业园" && !form.starts_with(U"产业") &&
             !ends_any(form, {U"大基地", U"重要基地"});
    case enterprise:
      return size >= 4 && !has_any(form, {U"上市公司", U"平台公司", U"龙头", U"各", U"公司及",
                                          U"企业集团", U"未来工厂", U"智能工厂", U"灯塔工厂"});
    case fund:
      return size >= 5;
    case district:
      return !ends_any(form, {U"都市圈", U"经济圈"}) || size >= 6;
    default:
      return true;
  }
}

void Collector::titles_and_quotes() {
  for (auto i = std::size_t{0}; i < t_.size(); ++i) {
    if (t_[i] == U'《') { title(i); }
    if (t_[i] == U'“') { quote(i); }
  }
}

void Collector::title(std::size_t i) {
  auto const close = t_.substr(i, 62).find(U'》');
  if (close == View::npos) { return; }
  auto const end = i + close;
  auto const inside = t_.substr(i + 1, end - i - 1);
  if (has_any(inside, {U"计划", U"方案", U"办法", U"意见", U"规划", U"条例", U"措施", U"通知",
                       U"细则", U"决定", U"政策", U"纲要"})) {
    add(policy, std::u32string{t_.substr(i, end + 1 - i)}, i, end + 1, std::u32string{inside});
  }
}

void Collector::quote(std::size_t i) {
  auto const close = t_.substr(i, 26).find(U'”');
  if (close == View::npos || close < 3) { return; }
  auto const end = i + close;
  auto const inside = std::u32string{t_.substr(i + 1, end - i - 1)};
  for (View const word :
       {U"专项行动", U"行动计划", U"国际市场开拓计划", U"现代制造业集群体系",
        U"高能级现代制造业集群", U"集群体系", U"行动", U"计划", U"改革", U"战略", U"工程"}) {
    if (t_.substr(end + 1, word.size()) != word) { continue; }
    add(policy, std::u32string{t_.substr(i, end + 1 + word.size() - i)}, i, end + 1 + word.size(),
        inside);
    return;
  }
  for (View const word : {U"数字化平台", U"服务平台", U"平台", U"系统"}) {
    if (t_.substr(end + 1, word.size()) == word && word != U"系统") {
      add(platform, inside, i, end + 1 + word.size(),
          std::u32string{t_.substr(i, end + 1 + word.size() - i)});
      return;
    }
  }
  if (ends_any(inside, {U"产业园", U"科技园", U"产业城", U"氢谷", U"港城", U"创业谷", U"基地"}) &&
      inside.size() >= 4) {
    add(park, inside, i + 1, end);
  }
  auto const after = t_.substr(end + 1, 8);
  if (after.starts_with(U"等") && after.find(U"个项目") != View::npos && inside.size() >= 8) {
    add(project, inside, i + 1, end);
  }
}

void Collector::people() {
  for (auto const& block : d_.page.blocks) {
    auto const view = t_.substr(block.begin, block.end - block.begin);
    if (view.size() <= 60 && view.find(U'。') == View::npos) { byline(view, block.begin); }
  }
  for (auto i = std::size_t{0}; i < t_.size(); ++i) {
    if (View{U"记书主市区县局经董副院部总委"}.find(t_[i]) == View::npos) { continue; }
    after_post(i);
  }
}

// “九龙新城园区党工委委员、管委会主任 封 雪”, “记者 廖婉廷 整理”, “刘钦 龙博”.
void Collector::byline(View line, std::size_t begin) {
  auto words = std::vector<std::pair<std::size_t, std::u32string>>{};
  auto word = std::u32string{};
  auto from = std::size_t{0};
  for (auto k = std::size_t{0}; k <= line.size(); ++k) {
    if (k == line.size() || line[k] == U' ' || line[k] == U'/' || line[k] == U'□') {
      if (!word.empty()) { words.emplace_back(from, word); }
      word.clear();
      continue;
    }
    if (word.empty()) { from = k; }
    word.push_back(line[k]);
  }
  auto const lone = std::all_of(words.begin(), words.end(), [](auto const& w) {
    return person_name(w.second) || w.second.size() == 1;
  });
  auto const post = has_any(line, {U"记者", U"书记", U"主任", U"局长", U"总经理", U"董事长",
                                   U"区长", U"市长", U"委员", U"摄影", U"通讯员", U"负责人"});
  if (!lone && !post && line.find(U'□') == View::npos) { return; }
  if (lone && words.size() < 2 && line.find(U'□') == View::npos) { return; }
  for (auto k = std::size_t{0}; k != words.size(); ++k) {
    auto name = words[k].second;
    auto end = words[k].first + name.size();
    // “刘 锐”: a name of two set wide.
    if (name.size() == 1 && k + 1 < words.size() && words[k + 1].second.size() == 1) {
      name += words[k + 1].second;
      end = words[k + 1].first + 1;
    }
    if (!person_name(name) || (k == 0 && !lone && words.size() > 1 && name.size() > 3)) {
      continue;
    }
    auto const spaced = name.size() == 2 && end - words[k].first > 2
                            ? std::u32string{name.front(), U' ', name.back()}
                            : std::u32string{};
    add(person, name, begin + words[k].first, begin + end, spaced);
  }
}

void Collector::after_post(std::size_t i) {
  for (View const post : {U"书记", U"主任", U"副市长", U"市长", U"区长", U"县长", U"局长",
                          U"总经理", U"董事长", U"院长", U"部长", U"总裁", U"记者"}) {
    if (t_.substr(i, post.size()) != post) { continue; }
    auto const at = i + post.size();
    for (auto const n : {std::size_t{3}, std::size_t{2}}) {
      auto const name = t_.substr(std::min(at, t_.size()), n);
      auto const next = t_.substr(std::min(at + n, t_.size()), 2);
      auto const closes = next.empty() || View{U",、。 \n)"}.find(next.front()) != View::npos ||
                          next == U"表示" || next == U"介绍" || next.front() == U'说' ||
                          next == U"等出" || next == U"在讲" || next == U"则表" || next == U"出席";
      if (closes && person_name(name)) {
        add(person, std::u32string{name}, at, at + n);
        return;
      }
    }
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

std::vector<Entity> read_entities(Document const& d, Source const& source) {
  auto out = std::vector<Entity>{};
  auto all = detail::Collector{d}.run();
  detail::link_parks(all);
  for (auto const& found : all) {
    auto entity = Entity{
        found.type, text::utf8(found.name), {}, clause_at(d, source, found.begin, found.end)};
    for (auto const& alias : found.aliases) { entity.aliases.push_back(text::utf8(alias)); }
    out.push_back(std::move(entity));
  }
  return out;
}

}  // namespace chengjie::reading
