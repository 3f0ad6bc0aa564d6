// Which names are in force where: sections, articles, paragraphs, and what 全区 or 园区 mean.
#include <algorithm>
#include <map>

#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/subject.h"
#include "chengjie/reading/surnames.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr View kPosts[] = {U"党组书记", U"党委书记", U"党工委", U"党委",   U"党组",   U"书记",
                           U"副主任",   U"主任",     U"局长",   U"董事长", U"总经理", U"副总经理",
                           U"区长",     U"市长",     U"县长",   U"院长",   U"负责人", U"总裁",
                           U"厂长",     U"行长",     U"部长",   U"厅长",   U"会长",   U"常务副"};

bool ends_with_any(View s, std::initializer_list<View> words) {
  return std::any_of(words.begin(), words.end(), [&](View w) { return s.ends_with(w); });
}

EntityType type_of_organisation(View name) {
  if (ends_with_any(name, {U"园区", U"开发区", U"高新区", U"经开区", U"产业园", U"科学城", U"片区",
                           U"新城", U"新区"})) {
    return EntityType::park;
  }
  if (ends_with_any(name, {U"局", U"委", U"委员会", U"政府", U"办公室", U"厅", U"部", U"办"})) {
    return EntityType::department;
  }
  return EntityType::enterprise;
}

// Words for the park, quarter or new town that the text is of.
constexpr View kAreaWords[] = {U"片区",   U"园区",   U"全园",   U"该园",   U"开发区",
                               U"高新区", U"经开区", U"示范区", U"集聚区", U"新区",
                               U"新城",   U"科学城", U"科技城", U"集中区"};

constexpr auto kScopeHeads = text::CharSet{U"全我该本片园公集企开高经示新科"};
constexpr auto kAreaHeads = text::CharSet{U"片园全该开高经示集新科"};

View area_word_at(View t, std::size_t at) {
  if (at >= t.size() || !kAreaHeads.has(t[at])) { return {}; }
  for (auto const word : kAreaWords) {
    if (t.substr(std::min(at, t.size()), word.size()) == word) { return word; }
  }
  return {};
}

// The park a name stands for; its office (“...开发区管委会”) names it too.
View area_name(NameAt const& name) {
  auto const full = View{name.full};
  if (name.type == EntityType::park) { return full; }
  if (name.type == EntityType::department && full.size() > 6 && full.ends_with(U"管委会")) {
    return full.substr(0, full.size() - 3);
  }
  return {};
}

// What may own the figures of later sentences too.
bool lasts(EntityType type) { return type != EntityType::project && type != EntityType::platform; }

}  // namespace

SubjectStack::SubjectStack(Document const& d) : d_(d) {
  auto const main = d.ground.main;
  if (main >= 0) {
    auto const county = d.ground.at(main).level == Level::county;
    place_ = {d.ground.name_of(main), county ? EntityType::district : EntityType::city, "全文地区"};
  }
  for (auto const& sentence : d.sentences) { acting_.push_back(acting_name(sentence)); }
  read_blocks();
  find_hero();
}

// “九龙新城园区党工委委员、管委会主任 封雪”: whoever speaks in the section under it.
Owner SubjectStack::speaker(View line, View next) const {
  if (line.size() > 50 || line.find(U'。') != View::npos) { return {}; }
  // A line of its own: organisation, posts, name ("刘 锐", or without the space).
  auto post = View::npos;
  auto last = std::size_t{0};
  for (auto const word : kPosts) {
    post = std::min(post, line.find(word));
    if (auto const at = line.rfind(word); at != View::npos) {
      last = std::max(last, at + word.size());
    }
  }
  if (post == View::npos || post < 2) { return {}; }
  auto who = std::u32string{};
  for (auto const c : line.substr(last)) {
    if (c != U' ') { who.push_back(c); }
  }
  // The name may have slipped to a line of its own.
  if (who.empty() && next.size() <= 6) {
    for (auto const c : next) {
      if (c != U' ') { who.push_back(c); }
    }
  }
  if (!person_name(who)) { return {}; }
  auto name = line.substr(0, post);
  while (!name.empty() && (name.back() == U' ' || name.back() == U'、')) { name.remove_suffix(1); }
  if (ends_with_any(name, {U"管委会"}) && name.size() > 5) { name.remove_suffix(3); }
  return {std::u32string{name}, type_of_organisation(name), "讲话人单位"};
}

// An article about a park or a firm: the name that leads its sentences most.
void SubjectStack::find_hero() {
  if (d_.clock.report) { return; }
  auto led = std::map<std::u32string, int>{};
  auto best = std::u32string{};
  auto type = EntityType{};
  for (auto const& sentence : d_.sentences) {
    auto named = acting_[static_cast<std::size_t>(&sentence - d_.sentences.data())];
    if (named.none()) { named = area_word(sentence); }
    if (named.none()) { continue; }
    auto const title = sentence.block == 0 ? 2 : 1;
    auto const n = led[named.name] += title;
    auto const heroic = named.type == EntityType::park || named.type == EntityType::enterprise;
    if (heroic && (best.empty() || n > led[best])) {
      best = named.name;
      type = named.type;
    }
  }
  auto const place = led.find(place_.name);
  if (best.empty() || led[best] < 3 || (place != led.end() && place->second >= led[best])) {
    return;
  }
  hero_ = {best, type, "全文主角"};
}

// Whoever a sentence speaks of last: the name at the head of a clause that acts, else of the
// sentence.
Owner SubjectStack::acting_name(Sentence const& sentence) const {
  for (auto c = sentence.clauses.size(); c-- > 1;) {
    auto const& clause = sentence.clauses[c];
    auto const named = leading_name(clause.begin, clause.end);
    // A firm in the middle of a sentence is an example as often as the topic.
    if (named.type != EntityType::park && named.type != EntityType::district &&
        named.type != EntityType::city) {
      continue;
    }
    auto const from = skip_lead(clause.begin, clause.end);
    auto const at = between(d_.names, from, from + 1);
    if (!at.empty() && lead_at(d_.text(), at.front().end) > 1) { return named; }
  }
  return leading_name(sentence.begin, sentence.end);
}

void SubjectStack::read_blocks() {
  auto const t = d_.text();
  for (auto i = std::size_t{0}; i != d_.names.size(); ++i) {
    if (!area_name(d_.names[i]).empty()) { areas_.push_back(i); }
  }
  section_.resize(d_.page.blocks.size());
  article_.resize(d_.page.blocks.size());
  auto now = Owner{};
  auto article = std::size_t{0};
  for (auto b = std::size_t{0}; b != d_.page.blocks.size(); ++b) {
    auto const& block = d_.page.blocks[b];
    auto const view = t.substr(block.begin, block.end - block.begin);
    auto const head = view.substr(0, 24);
    // “重庆日报讯(...)11月20日,”: another article of the page begins.
    if (block.kind == text::BlockKind::body &&
        (head.find(U"日报讯") != View::npos || head.find(U"本报讯") != View::npos ||
         head.find(U"社电") != View::npos)) {
      article = block.begin;
      now = {};
    }
    if (block.kind == text::BlockKind::heading || view.size() <= 45) {
      auto const who =
          speaker(view, b + 1 < d_.page.blocks.size()
                            ? t.substr(d_.page.blocks[b + 1].begin,
                                       d_.page.blocks[b + 1].end - d_.page.blocks[b + 1].begin)
                            : View{});
      if (!who.none()) { now = who.type == EntityType::department ? Owner{} : who; }
    }
    section_[b] = now;
    article_[b] = article;
  }
  paragraph_.resize(d_.sentences.size());
  for (auto s = std::size_t{0}; s != d_.sentences.size(); ++s) {
    auto const& sentence = d_.sentences[s];
    auto const first = s == 0 || d_.sentences[s - 1].block != sentence.block;
    auto carried = first ? Owner{} : paragraph_[s - 1];
    if (!first) {
      auto const& before = d_.sentences[s - 1];
      auto const& named = acting_[s - 1];
      auto const word = named.none() ? last_scope_word(before) : Owner{};
      // In a report of a whole province a town named once does not own what follows.
      if (!d_.clock.report && !named.none() && lasts(named.type)) {
        carried = named;
      } else if (!word.none() && named.none()) {
        carried = word;
      }
    }
    paragraph_[s] = carried;
  }
}

// 全区, 开发区, 公司 of the last clause that begins with one.
Owner SubjectStack::last_scope_word(Sentence const& sentence) const {
  for (auto c = sentence.clauses.size(); c-- > 0;) {
    auto const& clause = sentence.clauses[c];
    if (auto word = scope_word(clause.begin, clause.end, clause.end); !word.none()) { return word; }
  }
  return {};
}

// “园区累计...”, “开发区目前...” at the head of a clause.
Owner SubjectStack::area_word(Sentence const& sentence) const {
  if (areas_.empty()) { return {}; }
  for (auto const& clause : sentence.clauses) {
    auto const from = skip_lead(clause.begin, clause.end);
    if (auto const word = area_word_at(d_.text(), from); !word.empty()) {
      return area_like(from, word);
    }
  }
  return {};
}

// First character of the article that `at` stands in.
std::size_t SubjectStack::article_of(std::size_t at) const {
  auto const block = std::upper_bound(d_.page.blocks.begin(), d_.page.blocks.end(), at,
                                      [](std::size_t i, auto const& b) { return i < b.begin; });
  return block == d_.page.blocks.begin()
             ? std::size_t{0}
             : article_[static_cast<std::size_t>(block - d_.page.blocks.begin()) - 1];
}

Owner SubjectStack::nearest(std::size_t before, std::initializer_list<EntityType> types) const {
  auto const article = article_of(before);
  auto at = std::lower_bound(d_.names.begin(), d_.names.end(), before,
                             [](auto const& n, std::size_t i) { return n.begin < i; });
  while (at != d_.names.begin()) {
    --at;
    if (at->begin < article) { break; }
    if (std::find(types.begin(), types.end(), at->type) != types.end()) {
      return {at->full, at->type, "最近的同类名称"};
    }
  }
  return {};
}

Owner SubjectStack::nearest_ending(std::size_t before, char32_t last) const {
  auto const article = article_of(before);
  auto at = std::lower_bound(d_.names.begin(), d_.names.end(), before,
                             [](auto const& n, std::size_t i) { return n.begin < i; });
  while (at != d_.names.begin() && (--at)->begin >= article) {
    auto const area = at->type == EntityType::park || at->type == EntityType::district ||
                      at->type == EntityType::city;
    if (area && at->full.back() == last) { return {at->full, at->type, "“该区、该县”一类"}; }
  }
  return {};
}

// “片区”, “开发区”: the name that ends so, nearest before, else the first after, of the article.
Owner SubjectStack::area_like(std::size_t before, View word) const {
  auto const article = article_of(before);
  auto best = Owner{};
  for (auto const index : areas_) {
    auto const& name = d_.names[index];
    if (name.begin < article) { continue; }
    auto const full = area_name(name);
    auto const any = word == U"园区" || word == U"全园" || word == U"该园";
    auto const fits =
        any ? ends_with_any(full, {U"园区", U"开发区", U"高新区", U"产业园", U"经开区", U"工业园",
                                   U"科技园", U"集聚区", U"集中区"})
            : full.ends_with(word) || (word == U"开发区" && full.ends_with(U"经开区"));
    if (!fits) { continue; }
    if (name.begin >= before && !best.none()) { break; }
    best = {std::u32string{full}, EntityType::park, "最近的同类名称"};
    if (name.begin >= before) { break; }
  }
  return best;
}

// “该项目”: the project named last; else the firm whose project the sentence before told of; else
// the park that is the project.
Owner SubjectStack::this_project(std::size_t at) const {
  if (auto const named = nearest(at, {EntityType::project}); !named.none()) { return named; }
  auto const s = std::upper_bound(d_.sentences.begin(), d_.sentences.end(), at,
                                  [](std::size_t i, auto const& x) { return i < x.begin; });
  if (s - d_.sentences.begin() >= 2) {
    auto const& before = *(s - 2);
    auto const tells = d_.slice(before.begin, before.end).find(U"项目") != View::npos;
    for (auto const& clause : before.clauses) {
      auto const firm = leading_name(clause.begin, clause.end);
      if (tells && !firm.none() && firm.type == EntityType::enterprise) { return firm; }
    }
  }
  return nearest(at, {EntityType::park});
}

// 全区, 我市, 片区, 公司, 该项目 as the owner inside [begin, end), before the figure at `at`.
Owner SubjectStack::scope_word(std::size_t begin, std::size_t end, std::size_t at) const {
  auto const t = d_.text();
  auto const& g = d_.ground;
  auto const from = skip_lead(begin, end);
  auto found = Owner{};
  for (auto i = begin; i + 1 < std::min(end, at); ++i) {
    if (!kScopeHeads.has(t[i])) { continue; }
    auto const two = t.substr(i, 2);
    auto const before = i > begin ? t[i - 1] : U'\n';
    // “占全区”, “居全市”, “高于全省”: what is compared with.
    if (View{U"占居列于较比在为到向"}.find(before) != View::npos && before != U'在') { continue; }
    auto place = -1;
    // “该区”: whatever was named last that ends so, a park (经开区) too.
    if (t[i] == U'该' && View{U"区县市旗镇"}.find(t[i + 1]) != View::npos) {
      if (auto const near = nearest_ending(i, t[i + 1]); !near.none()) {
        found = near;
        continue;
      }
    }
    if (two == U"全区" || two == U"我区" || two == U"该区" || two == U"本区") {
      // 全区 of a city in an autonomous region is the region.
      auto const region = g.province >= 0 && g.at(g.province).name.ends_with(U"自治区") &&
                          (g.county < 0 || g.at(g.main).level != Level::county);
      place = region ? g.province : g.county < 0 ? g.main : g.county;
    } else if (two == U"全县" || two == U"我县" || two == U"该县" || two == U"本县" ||
               two == U"全旗" || two == U"该旗") {
      place = g.county;
    } else if (two == U"全市" || two == U"我市" || two == U"该市" || two == U"本市") {
      place = g.city >= 0 ? g.city : g.main;
    } else if (two == U"全省" || two == U"我省") {
      place = g.province;
    }
    if (place >= 0) {
      // “保持全市第一”, “全省首个”: what is compared with.
      if (View{U"各首前第唯最排"}.find(i + 2 < t.size() ? t[i + 2] : U'\n') != View::npos) {
        continue;
      }
      found = {g.at(place).name,
               g.at(place).level == Level::county ? EntityType::district : EntityType::city,
               "“全区、我市”一类"};
      continue;
    }
    if (t.substr(i, 3) == U"该项目" || (i == from && i > 0 && t.substr(i - 1, 3) == U"该项目")) {
      if (auto const near = this_project(i); !near.none()) { return near; }
    }
    if (i != from) { continue; }
    if (auto const word = area_word_at(t, i); !word.empty()) {
      auto const near = area_like(i, word);
      if (!near.none()) { return near; }
    }
    auto const firm = t.substr(i, 3);
    if (two == U"公司" || two == U"集团" || firm == U"该公司" || firm == U"该企业") {
      auto const near = nearest(i, {EntityType::enterprise});
      if (!near.none()) { return near; }
    }
  }
  return found;
}

}  // namespace chengjie::reading
