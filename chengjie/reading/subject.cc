#include "chengjie/reading/subject.h"

#include <algorithm>
#include <map>

#include "chengjie/reading/lexicon.h"
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

bool owns_figures(NameAt const& name) {
  switch (name.type) {
    case EntityType::enterprise:
    case EntityType::park:
    case EntityType::city:
      return true;
    case EntityType::project:
      return name.full.ends_with(U"项目") && name.full.size() >= 5;
    case EntityType::platform:
      return name.full.ends_with(U"中心");
    case EntityType::district:
      // “北方地区”, “双城经济圈”: parts of the country, not owners of its figures.
      return !(name.full.ends_with(U"圈") ||
               (name.full.ends_with(U"地区") &&
                View{U"北南东西中海山"}.find(name.full.front()) != View::npos));
    default:
      return false;
  }
}

// What may own the figures of later sentences too.
bool lasts(EntityType type) { return type != EntityType::project && type != EntityType::platform; }

}  // namespace

SubjectStack::SubjectStack(Document const& d) : d_(d) {
  auto const main = d.ground.main;
  if (main >= 0) {
    auto const county = Places::china()[main].level == Level::county;
    place_ = {d.ground.name_of(main), county ? EntityType::district : EntityType::city, "全文地区"};
  }
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
    auto named = acting_name(sentence);
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
    if (d_.names[i].type == EntityType::park) { areas_.push_back(i); }
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
      auto const named = acting_name(before);
      auto const word = scope_word(before.begin, before.end, before.end);
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

// “园区累计...”, “片区...” at the head of a clause.
Owner SubjectStack::area_word(Sentence const& sentence) const {
  for (auto const& clause : sentence.clauses) {
    auto const from = skip_lead(clause.begin, clause.end);
    auto const two = d_.text().substr(from, 2);
    if (two == U"片区" || two == U"园区") { return area_like(from, two); }
  }
  return {};
}

// Past list heads, times, “其中”, “截至目前”.
std::size_t SubjectStack::skip_lead(std::size_t begin, std::size_t end) const {
  auto const t = d_.text();
  for (auto again = true; again && begin < end;) {
    again = false;
    auto const c = t[begin];
    if (View{U" “\"、—·,(#"}.find(c) != View::npos) {
      ++begin;
      again = true;
      continue;
    }
    for (auto const& mark : between(d_.clock.marks, begin, begin + 2)) {
      if (mark.begin == begin || c == U'在' || c == U'到' || c == U'自' || c == U'从') {
        begin = mark.end;
        again = true;
        break;
      }
    }
    if (again) { continue; }
    if (View{U"其截目特比例同此而如近据作以来当随昨加现包首预该这记去今"}.find(c) == View::npos) {
      break;
    }
    for (View const word : {U"其中", U"截至目前", U"截至", U"目前",           U"特别是", U"该",
                            U"这家", U"记者从",   U"去年", U"今年",           U"比如",   U"例如",
                            U"同时", U"此外",     U"而",   U"如今",           U"近年来", U"据了解",
                            U"据悉", U"作为",     U"以",   U"来渝项目之一的", U"当前",   U"随着",
                            U"此次", U"昨日",     U"加上", U"现有",           U"包括",   U"首个",
                            U"预计"}) {
      if (t.substr(begin, word.size()) == word && begin + word.size() < end) {
        begin += word.size();
        again = true;
        break;
      }
    }
  }
  return begin;
}

Owner SubjectStack::leading_name(std::size_t begin, std::size_t end, std::size_t figure) const {
  auto const t = d_.text();
  auto const from = skip_lead(begin, end);
  auto at = std::lower_bound(d_.names.begin(), d_.names.end(), from,
                             [](auto const& n, std::size_t i) { return n.begin < i; });
  if (at == d_.names.end() || at->begin > from || at->end > end || !owns_figures(*at)) {
    return {};
  }
  auto owner = Owner{at->full, at->type, "句首名称"};
  // “九龙坡区经信委”, “花都汽车城赤坭园区”: a place before another name belongs to it.
  if (auto const next = at + 1;
      next != d_.names.end() && next->begin == at->end && next->end <= end) {
    if (next->type == EntityType::department) { return owner; }
    if (owns_figures(*next)) {
      owner = {std::u32string{t.substr(at->begin, next->end - at->begin)}, next->type, "句首名称"};
    }
  }
  // “璧山、永川和大足...”: several owners are none. “加速器项目3项”: what is counted owns nothing.
  if (figure == 0) {
    auto const list = t.substr(at->end, std::min<std::size_t>(end - at->end, 26));
    if (list.find(U'、') != View::npos && list.find(U'等') != View::npos) { return {}; }
  }
  auto const after = at->end < t.size() ? t[at->end] : U'\n';
  if (after == U'、' || after == U'和' || after == U'等' || text::is_digit(after)) { return {}; }
  if (after == U'达' && at->type != EntityType::district) { return {}; }
  auto const between = t.substr(at->end, (figure > at->end ? figure : end) - at->end);
  // “荣昌、合川高新区等17个”, “揭阳炼化一体化等23个项目”: examples of what is counted.
  if (figure != 0 && between.find(U'等') != View::npos) { return {}; }
  if (t.substr(at->end, 4).find(U'的') != View::npos && figure == 0) { return {}; }
  if (!at->given && (at->type == EntityType::platform || at->type == EntityType::project) &&
      between.find(U'、') != View::npos) {
    return {};
  }
  if (d_.clock.report && !report_owner(*at, figure, between)) { return {}; }
  return owner;
}

// In a report of a whole province only what acts by itself owns a figure: a town in its own clause
// or before a verb, a group, a park with a place in its name.
bool SubjectStack::report_owner(NameAt const& name, std::size_t figure, View between) const {
  auto const& china = Places::china();
  auto const acts = lead_at(d_.text(), name.end) > 1;
  if (d_.ground.main >= 0 && name.full == d_.ground.name_of(d_.ground.main)) { return true; }
  switch (name.type) {
    case EntityType::enterprise:
      return true;
    case EntityType::project:
      return acts;
    case EntityType::district:
    case EntityType::city:
      return acts || (figure != 0 && between.find(U'、') == View::npos);
    default:
      return china.at(name.full, 0).length != 0;
  }
}

// “博世190千瓦氢动力模块”, “锦州钛业3万吨钛白粉生产线”: who stands right before a capacity makes
// it.
Owner SubjectStack::maker(View left, text::Quantity const& q, bool noun_after) const {
  using enum text::UnitKind;
  if (!noun_after || left.size() < 2 || left.size() > 8 ||
      (q.kind != mass && q.kind != power && q.kind != length && q.kind != area)) {
    return {};
  }
  if (head_before(left, 0, left.size()) != 0 || d_.text().substr(q.end, 1) == U"的" ||
      generic_head(left)) {
    return {};
  }
  // Only a name that touches the figure: a verb between makes it an object.
  if (q.begin < left.size() || d_.text().substr(q.begin - left.size(), left.size()) != left) {
    return {};
  }
  for (auto k = std::size_t{0}; k + 1 < left.size(); ++k) {
    if (lead_at(left, k) > 1) { return {}; }
  }
  for (View const word : {U"年产", U"总", U"面积", U"约", U"项目", U"规模"}) {
    if (left.find(word) != View::npos) { return {}; }
  }
  if (left.front() == U'和' || left.front() == U'及') { left.remove_prefix(1); }
  // “锦州钛业”: the place before belongs to the name.
  auto const begin = q.begin - left.size();
  auto const near = between(d_.names, begin - std::min<std::size_t>(begin, 8), begin);
  if (!near.empty() && near.back().end == begin &&
      (near.back().type == EntityType::city || near.back().type == EntityType::district)) {
    left = d_.text().substr(near.back().begin, q.begin - near.back().begin);
  }
  auto const hit = Places::china().at(left, 0);
  if (hit.length == left.size()) {
    return {Places::china()[hit.place].name, EntityType::district, "数字前的名称"};
  }
  return {std::u32string{left}, EntityType::enterprise, "数字前的名称"};
}

Owner SubjectStack::nearest(std::size_t before, std::initializer_list<EntityType> types) const {
  auto const block = std::upper_bound(d_.page.blocks.begin(), d_.page.blocks.end(), before,
                                      [](std::size_t i, auto const& b) { return i < b.begin; });
  auto const article = block == d_.page.blocks.begin()
                           ? std::size_t{0}
                           : article_[static_cast<std::size_t>(block - d_.page.blocks.begin()) - 1];
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

// “片区”: the name that ends so, nearest before, else the most frequent of the article.
Owner SubjectStack::area_like(std::size_t before, View word) const {
  auto best = static_cast<NameAt const*>(nullptr);
  for (auto const index : areas_) {
    auto const& name = d_.names[index];
    auto const fits = word == U"片区"
                          ? name.full.ends_with(U"片区")
                          : name.full.ends_with(U"园区") || name.full.ends_with(U"开发区") ||
                                name.full.ends_with(U"高新区") || name.full.ends_with(U"产业园") ||
                                name.full.ends_with(U"经开区");
    if (!fits || name.type != EntityType::park) { continue; }
    if (name.begin >= before && best != nullptr) { break; }
    best = &name;
    if (name.begin >= before) { break; }
  }
  return best == nullptr ? Owner{} : Owner{best->full, best->type, "最近的同类名称"};
}

// 全区, 我市, 片区, 公司, 该项目 as the owner inside [begin, end), before the figure at `at`.
Owner SubjectStack::scope_word(std::size_t begin, std::size_t end, std::size_t at) const {
  auto const t = d_.text();
  auto const& china = Places::china();
  auto const& g = d_.ground;
  auto const from = skip_lead(begin, end);
  auto found = Owner{};
  for (auto i = begin; i + 1 < std::min(end, at); ++i) {
    if (View{U"全我该片园公集企"}.find(t[i]) == View::npos) { continue; }
    auto const two = t.substr(i, 2);
    auto const before = i > begin ? t[i - 1] : U'\n';
    // “占全区”, “居全市”, “高于全省”: what is compared with.
    if (View{U"占居列于较比在为到向"}.find(before) != View::npos && before != U'在') { continue; }
    auto place = -1;
    if (two == U"全区" || two == U"我区" || two == U"该区") {
      auto const autonomous = g.main >= 0 && china[g.main].level == Level::province &&
                              china[g.main].name.ends_with(U"自治区");
      place = autonomous || g.county < 0 ? g.main : g.county;
    } else if (two == U"全县" || two == U"我县" || two == U"全旗") {
      place = g.county;
    } else if (two == U"全市" || two == U"我市" || two == U"该市") {
      place = g.city >= 0 ? g.city : g.main;
    } else if (two == U"全省" || two == U"我省") {
      place = g.province;
    }
    if (place >= 0) {
      // “保持全市第一”, “全省首个”: what is compared with.
      if (View{U"各首前第唯最排"}.find(i + 2 < t.size() ? t[i + 2] : U'\n') != View::npos) {
        continue;
      }
      found = {china[place].name,
               china[place].level == Level::county ? EntityType::district : EntityType::city,
               "“全区、我市”一类"};
      continue;
    }
    if (t.substr(i, 3) == U"该项目" || (i == from && i > 0 && t.substr(i - 1, 3) == U"该项目")) {
      auto const near = nearest(i, {EntityType::project, EntityType::park});
      if (!near.none()) { return near; }
    }
    if (i != from) { continue; }
    if (two == U"片区" || two == U"园区" || two == U"全园") {
      auto const near = area_like(i, two);
      if (!near.none()) { return near; }
    }
    if (two == U"公司" || two == U"集团" || two == U"企业") {
      auto const near = nearest(i, {EntityType::enterprise});
      if (!near.none() && two != U"企业") { return near; }
    }
  }
  return found;
}

// “我们计划投入20亿元。”四川时代总经理朱云峰说: the firm of whoever speaks.
Owner SubjectStack::quoted_by(std::size_t sentence) const {
  if (sentence + 1 >= d_.sentences.size()) { return {}; }
  auto const& here = d_.sentences[sentence];
  auto const& next = d_.sentences[sentence + 1];
  auto const t = d_.text();
  if (here.block != next.block || t[here.begin] != U'“' || t[next.begin] != U'”') { return {}; }
  auto named = leading_name(next.begin + 1, next.end);
  if (named.type != EntityType::enterprise && named.type != EntityType::park) { return {}; }
  named.rule = "讲话人单位";
  return named;
}

Owner SubjectStack::owner(Spot spot, std::size_t at) const {
  auto const& sentence = d_.sentences[spot.sentence];
  auto best = Owner{};
  // The clause first, then back through the sentence.
  for (auto c = spot.clause + 1; c-- > 0;) {
    auto const& clause = sentence.clauses[c];
    auto const stop = c == spot.clause ? std::min(at, clause.end) : clause.end;
    if (auto named = leading_name(clause.begin, stop, c == spot.clause ? at : 0); !named.none()) {
      named.rule = c == spot.clause ? "分句开头的名称" : "本句前文的名称";
      return named;
    }
    if (auto word = scope_word(clause.begin, clause.end, at); !word.none()) { return word; }
  }
  if (auto const who = quoted_by(spot.sentence); !who.none()) { return who; }
  if (!paragraph_[spot.sentence].none()) {
    return {paragraph_[spot.sentence].name, paragraph_[spot.sentence].type, "本段前文的名称"};
  }
  if (auto const& section = section_[sentence.block]; !section.none()) { return section; }
  if (!hero_.none()) { return hero_; }
  return place_;
}

}  // namespace chengjie::reading
