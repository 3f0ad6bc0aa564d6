// Which names are in force where: sections, articles, paragraphs, and what 全区 or 园区 mean.
#include <algorithm>

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

constexpr auto kScopeHeads = text::CharSet{U"全我该本片园公集企开高经示新科县区市省电医院机风船检"};
constexpr auto kScopeSeconds =
    text::CharSet{U"区县旗市镇省园发新开范聚城学技中司团公企项里站院场电闸测"};
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

SubjectStack::SubjectStack(Document const& d) : d_(d), said_(d.sentences.size()) {
  for (auto const& article : d.articles) {
    auto const& g = article.ground;
    titled_.push_back(titled_park(titled_.size()));
    if (!titled_.back().none()) {
      places_.push_back(titled_.back());
      continue;
    }
    if (g.main < 0) {
      places_.push_back({});
      continue;
    }
    auto const county = g.at(g.main).level == Level::county;
    places_.push_back(
        {g.name_of(g.main), county ? EntityType::district : EntityType::city, "全文地区"});
  }
  sort_names();
  for (auto const& sentence : d.sentences) { acting_.push_back(acting_name(sentence)); }
  read_blocks();
  find_heroes();
}

// “遂宁经济技术开发区经济运行简报”: the park that a headline begins with.
Owner SubjectStack::titled_park(std::size_t article) const {
  auto const& blocks = d_.page.blocks;
  auto const first =
      std::lower_bound(blocks.begin(), blocks.end(), d_.articles[article].begin,
                       [](auto const& block, std::size_t i) { return block.begin < i; });
  if (first == blocks.end() || first->kind != text::BlockKind::heading) { return {}; }
  auto const at = between(d_.names, first->begin, first->begin + 1);
  auto const paper = d_.slice(first->begin, first->end);
  auto issued = false;
  for (View const word : {U"简报", U"公报", U"总结", U"情况", U"报告", U"规划", U"计划", U"通报",
                          U"年报", U"要点", U"方案"}) {
    issued = issued || paper.find(word) != View::npos;
  }
  auto const park = !at.empty() && at.front().type == EntityType::park &&
                    at.front().full.ends_with(U"区") && at.front().end < first->end;
  return issued && park ? Owner{at.front().full, at.front().type, "全文地区"} : Owner{};
}

// “青山园区党工委委员、管委会主任 王明”: whoever speaks in the section under it.
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

// Whoever a sentence speaks of last: the name at the head of a clause that acts, else of the
// sentence.
Owner SubjectStack::acting_name(Sentence const& sentence) const {
  for (auto c = sentence.clauses.size(); c-- > 1;) {
    auto const& clause = sentence.clauses[c];
    auto const named = leading_name(clause.begin, clause.end);
    if (named.rule == kVisited) { return named; }
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
  section_.resize(d_.page.blocks.size());
  auto now = Owner{};
  for (auto b = std::size_t{0}; b != d_.page.blocks.size(); ++b) {
    auto const& block = d_.page.blocks[b];
    auto const view = t.substr(block.begin, block.end - block.begin);
    // Another article of the page: whoever spoke before has no part in it.
    if (d_.article(block.begin).begin == block.begin) { now = {}; }
    if (block.kind == text::BlockKind::heading || view.size() <= 45) {
      auto const who =
          speaker(view, b + 1 < d_.page.blocks.size()
                            ? t.substr(d_.page.blocks[b + 1].begin,
                                       d_.page.blocks[b + 1].end - d_.page.blocks[b + 1].begin)
                            : View{});
      if (!who.none()) { now = who.type == EntityType::department ? Owner{} : who; }
    }
    section_[b] = now;
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
      // A semicolon goes on with whom it spoke of.
      auto const goes_on = d_.slice(before.end, sentence.begin).find(U'。') == View::npos;
      if ((!d_.clock.report || goes_on) && !named.none() && lasts(named.type)) {
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
  if (areas_.empty() || d_.clock.report) { return {}; }
  for (auto const& clause : sentence.clauses) {
    auto const from = skip_lead(clause.begin, clause.end);
    if (auto const word = area_word_at(d_.text(), from); !word.empty()) {
      return area_like(from, word);
    }
  }
  return {};
}

void SubjectStack::sort_names() {
  for (auto i = std::size_t{0}; i != d_.names.size(); ++i) {
    auto const& name = d_.names[i];
    if (!area_name(name).empty()) { areas_.push_back(i); }
    by_type_[name.type].push_back(i);
    auto const area = name.type == EntityType::park || name.type == EntityType::district ||
                      name.type == EntityType::city;
    if (area) { by_ending_[name.full.back()].push_back(i); }
  }
}

// Of these indexes the last before `before`, in its article.
NameAt const* SubjectStack::last_of(std::vector<std::size_t> const& names,
                                    std::size_t before) const {
  auto const next =
      std::lower_bound(names.begin(), names.end(), before,
                       [&](std::size_t n, std::size_t i) { return d_.names[n].begin < i; });
  if (next == names.begin()) { return nullptr; }
  auto const& name = d_.names[*std::prev(next)];
  return name.begin < d_.article(before).begin ? nullptr : &name;
}

Owner SubjectStack::nearest(std::size_t before, EntityType type) const {
  auto const names = by_type_.find(type);
  auto const* name = names == by_type_.end() ? nullptr : last_of(names->second, before);
  return name == nullptr ? Owner{} : Owner{name->full, name->type, "最近的同类名称"};
}

Owner SubjectStack::nearest_ending(std::size_t before, char32_t last) const {
  auto const names = by_ending_.find(last);
  auto const* name = names == by_ending_.end() ? nullptr : last_of(names->second, before);
  return name == nullptr ? Owner{} : Owner{name->full, name->type, "“该区、该县”一类"};
}

// “全县” in a text most of a district: the county named last.
Owner SubjectStack::other_rank(std::size_t at, int place, char32_t last) const {
  auto const& g = d_.article(at).ground;
  if (place < 0 || g.at(place).name.back() == last || g.at(place).level != Level::county) {
    return {};
  }
  auto const near = nearest_ending(at, last);
  if (near.none() || near.type == EntityType::park) { return {}; }
  return {near.name, near.type, "“全区、我市”一类"};
}

// Whether a park may be meant by “片区”, “园区”, “开发区”.
bool SubjectStack::like(std::size_t area, View word) const {
  auto const full = area_name(d_.names[area]);
  if (word != U"园区" && word != U"全园" && word != U"该园") {
    return full.ends_with(word) || (word == U"开发区" && full.ends_with(U"经开区"));
  }
  return ends_with_any(full, {U"园区", U"开发区", U"高新区", U"产业园", U"经开区", U"工业园",
                              U"科技园", U"集聚区", U"集中区"});
}

// “片区”, “开发区”: the name that ends so, nearest before, else the first after, of the article.
Owner SubjectStack::area_like(std::size_t before, View word) const {
  constexpr auto kAreasMax = std::size_t{256};  // names to either side
  auto const article = d_.article(before).begin;
  auto const found = [&](std::size_t area) {
    return Owner{std::u32string{area_name(d_.names[area])}, EntityType::park, "最近的同类名称"};
  };
  auto const next =
      std::lower_bound(areas_.begin(), areas_.end(), before,
                       [&](std::size_t n, std::size_t i) { return d_.names[n].begin < i; });
  auto back = next;
  for (auto n = kAreasMax; back != areas_.begin() && n != 0; --n) {
    --back;
    if (d_.names[*back].begin < article) { break; }
    if (like(*back, word)) { return found(*back); }
  }
  // A park that is only named further on is meant where the text has no other.
  auto best = Owner{};
  auto left = kAreasMax;
  for (auto at = next; at != areas_.end() && left != 0; ++at, --left) {
    if (!like(*at, word)) { continue; }
    if (!best.none() && best.name != area_name(d_.names[*at])) { return {}; }
    best = found(*at);
  }
  return best;
}

// “该项目”: the project named last; else the firm whose project the sentence before told of; else
// the park that is the project.
Owner SubjectStack::this_project(std::size_t at) const {
  if (auto const named = nearest(at, EntityType::project); !named.none()) { return named; }
  auto const s = std::upper_bound(d_.sentences.begin(), d_.sentences.end(), at,
                                  [](std::size_t i, auto const& x) { return i < x.begin; });
  if (s - d_.sentences.begin() >= 2) {
    auto const& before = *(s - 2);
    constexpr auto kSaidMax = std::size_t{1200};  // characters
    auto const end = std::min(before.end, before.begin + kSaidMax);
    auto const tells = d_.slice(before.begin, end).find(U"项目") != View::npos;
    for (auto const& clause : before.clauses) {
      if (!tells || clause.begin >= end) { break; }
      auto const firm = leading_name(clause.begin, clause.end);
      if (!firm.none() && firm.type == EntityType::enterprise) { return firm; }
    }
  }
  return nearest(at, EntityType::park);
}

// “电站占地...”, “该院门急诊量...”: the facility named before whose name ends so.
Owner SubjectStack::same_kind(std::size_t at) const {
  auto const t = d_.text();
  for (View const word : {U"电站", U"医院", U"院区", U"新院区", U"机场", U"风电场", U"船闸",
                          U"该院", U"该中心", U"检测中心"}) {
    if (t.substr(at, word.size()) != word) { continue; }
    auto const last = word == U"该院" ? View{U"院"} : word.front() == U'该' ? word.substr(1) : word;
    constexpr auto kBackMax = std::size_t{64};  // names
    auto const next = std::lower_bound(d_.names.begin(), d_.names.end(), at,
                                       [](auto const& n, std::size_t i) { return n.begin < i; });
    auto left = kBackMax;
    for (auto back = next; back != d_.names.begin() && left-- > 0;) {
      --back;
      if (back->begin < d_.article(at).begin) { break; }
      auto const kind = back->type == EntityType::project || back->type == EntityType::platform;
      if (kind && back->full.ends_with(last) && back->full.size() > word.size()) {
        return {back->full, back->type, "“园区、公司”一类"};
      }
    }
  }
  return {};
}

// 全区, 我市, 片区, 公司, 该项目 as the owner inside [begin, end), before the figure at `at`.
Owner SubjectStack::scope_word(std::size_t begin, std::size_t end, std::size_t at) const {
  auto const t = d_.text();
  auto const& g = d_.article(begin).ground;
  auto const from = skip_lead(begin, end);
  auto found = Owner{};
  constexpr auto kScanMax = std::size_t{400};  // a clause without marks may be megabytes
  for (auto i = begin; i + 1 < std::min({end, at, begin + kScanMax}); ++i) {
    if (!kScopeHeads.has(t[i]) || !kScopeSeconds.has(t[i + 1])) { continue; }
    auto const two = t.substr(i, 2);
    auto const before = i > begin ? t[i - 1] : U'\n';
    // “占全区”, “居全市”, “高于全省”: what is compared with.
    auto const next = t.substr(std::min(i + 2, t.size()), 2);
    if (next == U"平均" || next == U"水平" || next == U"均值") { continue; }
    if (View{U"占居列于较比在为到向跑先冠高低优快慢"}.find(before) != View::npos &&
        before != U'在') {
      continue;
    }
    // “资本市场”, “基本区情”: other words.
    auto const inside = t[i] == U'本' && View{U"资基日根样版文"}.find(before) != View::npos;
    if (inside || (i + 2 < t.size() && t[i + 1] == U'市' && t[i + 2] == U'场')) { continue; }
    auto place = -1;
    // “县里出台...”
    if (i == from && t[i + 1] == U'里') {
      place = t[i] == U'县' || t[i] == U'区' ? g.county
              : t[i] == U'市'                ? (g.city >= 0 ? g.city : g.main)
              : t[i] == U'省'                ? g.province
                                             : -1;
    }
    // “该区”: whatever was named last that ends so, a park (经开区) too.
    if (t[i] == U'该' && View{U"区县市旗镇"}.find(t[i + 1]) != View::npos) {
      if (auto const near = nearest_ending(i, t[i + 1]); !near.none()) {
        found = near;
        continue;
      }
    }
    auto const& titled = titled_[static_cast<std::size_t>(&d_.article(begin) - d_.articles.data())];
    if (!titled.none() && (two == U"全区" || two == U"我区" || two == U"本区")) {
      found = {titled.name, titled.type, "“全区、我市”一类"};
      continue;
    }
    if (two == U"全区" || two == U"我区" || two == U"该区" || two == U"本区") {
      // 全区 of a city in an autonomous region is the region.
      auto const region = g.province >= 0 && g.at(g.province).name.ends_with(U"自治区") &&
                          (g.county < 0 || g.at(g.main).level != Level::county);
      place = region ? g.province : g.county < 0 ? g.main : g.county;
      if (auto const near = other_rank(i, place, U'区'); !near.none()) {
        found = near;
        continue;
      }
    } else if (two == U"全县" || two == U"我县" || two == U"该县" || two == U"本县" ||
               two == U"全旗" || two == U"该旗") {
      place = g.county;
      if (auto const near = other_rank(i, place, t[i + 1]); !near.none()) {
        found = near;
        continue;
      }
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
    // In a report of a whole province “开发区” is all of them.
    if (auto const word = area_word_at(t, i); !word.empty() && !d_.clock.report) {
      auto near = area_like(i, word);
      near.rule = "“园区、公司”一类";
      if (!near.none()) { return near; }
    }
    if (auto const near = same_kind(i); !near.none()) { return near; }
    auto const firm = t.substr(i, 3);
    if (two == U"公司" || two == U"集团" || firm == U"该公司" || firm == U"该企业") {
      auto near = nearest(i, EntityType::enterprise);
      near.rule = "“园区、公司”一类";
      if (!near.none()) { return near; }
    }
  }
  return found;
}

}  // namespace chengjie::reading
