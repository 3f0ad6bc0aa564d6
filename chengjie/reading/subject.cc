#include "chengjie/reading/subject.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "chengjie/reading/lexicon.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

constexpr auto kLeadMarks = text::CharSet{U" “\"、—·,(#"};
// What a time mark begins with, or the word before it.
constexpr auto kTimeLeads =
    text::CharSet{U"0123456789今去前明上下本当过全一二三四首第十五这近未年两在到自从六七八九"};
constexpr auto kLeadHeads =
    text::CharSet{U"其截目特比例同此而如近据作以来当随昨加现包首预该这记去今走步在位笔"};

text::Trie const& lead_words() {
  static auto const trie = [] {
    auto out = text::Trie{};
    for (View const word :
         {U"其中",   U"截至目前", U"截至",     U"目前",     U"特别是", U"该",   U"这家",
          U"记者从", U"去年",     U"今年",     U"比如",     U"例如",   U"同时", U"此外",
          U"而",     U"如今",     U"近年来",   U"据了解",   U"据悉",   U"作为", U"以",
          U"当前",   U"随着",     U"此次",     U"昨日",     U"加上",   U"现有", U"包括",
          U"首个",   U"预计",     U"走进",     U"走入",     U"步入",   U"来到", U"在",
          U"目前共", U"走进位于", U"走入位于", U"来到位于", U"位于",   U"记者", U"笔者"}) {
      out.add(word, 0);
    }
    return out;
  }();
  return trie;
}

// Of a clause that another name heads, which owns no figures: nor does a name before it.
constexpr char const* kAnother = "另有名称";

constexpr View kDoneByPlaces[] = {U"新签约", U"新引进",   U"新开工", U"新落户", U"盘活",
                                  U"招引",   U"签约项目", U"收储",   U"出让"};

// Where a reporter goes.
constexpr View kVisits[] = {U"走进",     U"走入",     U"步入",     U"来到",
                            U"走进位于", U"走入位于", U"来到位于", U"位于"};

// Where people work, heal, or make power: “长江新能源农光互补电站”.
bool facility(View name) {
  for (View const last : {U"电站", U"风电场", U"医院", U"院区", U"机场", U"船闸", U"处理厂"}) {
    if (name.ends_with(last)) { return true; }
  }
  return false;
}

bool owns_figures(NameAt const& name) {
  switch (name.type) {
    case EntityType::enterprise:
    case EntityType::park:
    case EntityType::city:
      return true;
    case EntityType::project:
      return (name.full.ends_with(U"项目") && name.full.size() >= 5) || facility(name.full);
    case EntityType::platform:
      return facility(name.full) || name.full.ends_with(U"中心") ||
             name.full.ends_with(U"研究院") || name.full.ends_with(U"研究所") ||
             (name.full.ends_with(U"实验室") && Places::china().at(name.full, 0).length != 0);
    case EntityType::district:
      // “北方地区”, “双城经济圈”: parts of the country, not owners of its figures.
      return !((name.full.ends_with(U"圈") && !name.full.ends_with(U"都市圈")) ||
               (name.full.ends_with(U"地区") &&
                View{U"北南东西中海山"}.find(name.full.front()) != View::npos));
    default:
      return false;
  }
}

}  // namespace

// Past list heads, times, “其中”, “截至目前”.
std::size_t SubjectStack::skip_lead(std::size_t begin, std::size_t end) const {
  auto const t = d_.text();
  if (t.substr(begin, 3) == U"本报讯") { begin += t.substr(begin + 3, 1) == U"(" ? 0 : 3; }
  // “本报讯(记者 陈立)”
  if (begin == 0 || t[begin - 1] == U'\n') {
    auto const told = t.substr(begin, std::min<std::size_t>(end - begin, 14)).find(U'讯');
    if (told != View::npos && t.substr(begin + told + 1, 1) == U"(") {
      auto const close = t.substr(begin, std::min<std::size_t>(end - begin, 50)).find(U')');
      if (close != View::npos) { begin += close + 1; }
    }
  }
  constexpr auto kLeadMax = std::size_t{200};
  auto const stop = std::min(end, begin + kLeadMax);
  for (auto again = true; again && begin < stop;) {
    again = false;
    auto const c = t[begin];
    if (kLeadMarks.has(c)) {
      ++begin;
      again = true;
      continue;
    }
    auto const marks =
        kTimeLeads.has(c) ? between(d_.clock.marks, begin, begin + 2) : std::span<TimeMark const>{};
    for (auto const& mark : marks) {
      if (mark.begin == begin || c == U'在' || c == U'到' || c == U'自' || c == U'从') {
        begin = mark.end;
        again = true;
        break;
      }
    }
    if (again) { continue; }
    if (!kLeadHeads.has(c)) { break; }
    if (auto const n = lead_words().longest(t, begin).length; n != 0 && begin + n < end) {
      begin += n;
      again = true;
    }
  }
  return begin;
}

// “去年底启用的紧固件检测中心”, “最早搬进来的某公司”: the name after a clause of its own; else
// the end of names.
SubjectStack::NameIt SubjectStack::after_relative(std::size_t from, std::size_t end,
                                                  NameIt at) const {
  constexpr auto kRelativeMax = std::size_t{12};
  auto const gap = d_.slice(from, std::min(end, at->begin));
  auto const fits = gap.size() >= 3 && gap.size() <= kRelativeMax && gap.back() == U'的' &&
                    std::all_of(gap.begin(), gap.end(), text::is_han) &&
                    (at->type == EntityType::enterprise || at->type == EntityType::platform ||
                     (at->type == EntityType::project && facility(at->full)));
  return fits ? at : d_.names.end();
}

Owner SubjectStack::leading_name(std::size_t begin, std::size_t end, std::size_t figure) const {
  auto const t = d_.text();
  auto const from = skip_lead(begin, end);
  auto at = std::lower_bound(d_.names.begin(), d_.names.end(), from,
                             [](auto const& n, std::size_t i) { return n.begin < i; });
  if (at != d_.names.end() && at->begin > from) { at = after_relative(from, end, at); }
  if (at == d_.names.end() || at->end > end || !owns_figures(*at)) { return {}; }
  // “走进某公司的车间”: what the next clauses tell is of the firm.
  auto const visited = std::any_of(std::begin(kVisits), std::end(kVisits), [&](View word) {
    return from >= begin + word.size() && t.substr(from - word.size(), word.size()) == word;
  });
  // “走进某开发区的某公司”
  constexpr auto kVisitMax = std::size_t{60};
  for (auto next = at + 1; visited && next != d_.names.end() && next->end <= end; ++next) {
    if (next->begin - at->end > kVisitMax) { break; }
    if (next->type == EntityType::enterprise && owns_figures(*next) &&
        t.substr(at->end, next->begin - at->end).find_first_of(U",。") == View::npos) {
      at = next;
      break;
    }
  }
  // “在某合作区内新购土地的”: a condition of a policy.
  if (d_.clock.policy && at->type == EntityType::park && from > 0 && t[from - 1] == U'在') {
    return {};
  }
  // “位于某园区的...”: whatever stands there, not the park.
  if (visited && from >= 2 && t.substr(from - 2, 2) == U"位于" &&
      at->type != EntityType::enterprise) {
    return {};
  }
  // “某集团旗下的某公司”
  for (View const word : {U"旗下的", U"旗下", U"下属的", U"下属", U"所属的", U"所属", U"控股的"}) {
    if (t.substr(at->end, word.size()) != word) { continue; }
    auto const next = at + 1;
    if (next != d_.names.end() && next->begin == at->end + word.size() && next->end <= end &&
        next->type == EntityType::enterprise) {
      at = next;
      break;
    }
  }
  auto const guest = visited && at->type == EntityType::enterprise;
  auto owner = Owner{at->full, at->type, guest ? kVisited : "句首名称"};
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
  if (after == U'、' || after == U'和' || after == U'等') { return {}; }
  if (text::is_digit(after) && !(figure == at->end && counts_its_own(*at))) { return {}; }
  if (after == U'达' && at->type != EntityType::district) { return {}; }
  constexpr auto kBetweenMax = std::size_t{400};
  auto const to = (figure > at->end ? figure : end) - at->end;
  auto const between = t.substr(at->end, std::min(to, kBetweenMax));
  // “荣昌、合川高新区等17个”, “揭阳炼化一体化等23个项目”: examples of what is counted.
  if (figure != 0 && between.find(U'等') != View::npos) { return {}; }
  if (!visited && figure == 0 && t.substr(at->end, 4).find(U'的') != View::npos) { return {}; }
  if (!at->given && (at->type == EntityType::platform || at->type == EntityType::project) &&
      between.find(U'、') != View::npos) {
    return {};
  }
  if (d_.clock.report && !report_owner(*at, figure, between)) { return {{}, {}, kAnother}; }
  return owner;
}

// “某科学城14个项目落户...”: its projects; “高新区50家”, “加速器项目3项”: it is counted itself.
bool SubjectStack::counts_its_own(NameAt const& name) const {
  auto const q = between(d_.quantities, name.end, name.end + 1);
  return !q.empty() && name.type != EntityType::project && q.front().end < d_.text().size() &&
         (q.front().kind == text::UnitKind::count || q.front().kind == text::UnitKind::people) &&
         text::is_han(d_.text()[q.front().end]);
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
      // “高新区某产业园集聚企业...” of a county's report; in one of a province it is a kind of
      // thing.
      // A county's own park heads the clause of its figure: “码头工业园亩均税收仅11.2万元”.
      return china.at(name.full, 0).length != 0 ||
             (d_.ground.main >= 0 && d_.ground.at(d_.ground.main).level == Level::county &&
              (acts || (figure != 0 && name.type == EntityType::park && name.full.size() >= 5 &&
                        between.find(U'、') == View::npos)));
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
  for (View const word :
       {U"年产", U"总", U"面积", U"约", U"项目", U"规模", U"一期", U"二期", U"三期", U"首期"}) {
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

Owner SubjectStack::investor(std::size_t floor, text::Quantity const& q) const {
  auto left = d_.slice(floor, std::max(floor, q.begin));
  for (View const word : {U"年产", U"总投资"}) {
    if (left.ends_with(word)) { left.remove_suffix(word.size()); }
  }
  for (View const verb : {U"投资建设的", U"投资兴建的", U"投资的"}) {
    if (!left.ends_with(verb)) { continue; }
    left.remove_suffix(verb.size());
    auto const end = floor + left.size();
    auto const from = left.find_last_of(U",、由;:");
    auto const begin = from == View::npos ? floor : floor + from + 1;
    for (auto const& name : between(d_.names, begin, end)) {
      if (name.type == EntityType::enterprise && name.end == end) {
        return {name.full, name.type, "“某企业投资的……”"};
      }
    }
    auto const who = d_.slice(begin, end);
    auto const plain = std::all_of(who.begin(), who.end(), text::is_han);
    if (who.size() < 4 || who.size() > 10 || !plain || lead_at(who, 0) > 1) { return {}; }
    return {std::u32string{who}, EntityType::enterprise, "“某企业投资的……”"};
  }
  return {};
}

// “我们计划投入20亿元。”四川时代总经理朱云峰说: the firm of whoever speaks.
Owner SubjectStack::quoted_by(std::size_t sentence) const {
  if (sentence + 1 >= d_.sentences.size()) { return {}; }
  auto const& here = d_.sentences[sentence];
  auto const& next = d_.sentences[sentence + 1];
  auto const t = d_.text();
  if (here.block != next.block || t[here.begin] != U'“' || t[next.begin] != U'”') { return {}; }
  auto named = leading_name(next.begin + 1, next.end);
  if (named.none() && !next.clauses.empty()) {
    // “”公司总经理朱敏说”
    auto const& clause = next.clauses.front();
    named = scope_word(next.begin + 1, clause.end, clause.end);
  }
  if (named.type != EntityType::enterprise && named.type != EntityType::park) { return {}; }
  named.rule = "讲话人单位";
  return named;
}

// Whom a clause names for the figures of later ones.
SubjectStack::Said SubjectStack::read_clause(text::Part clause) const {
  auto named = leading_name(clause.begin, clause.end);
  // “某公司的良品率提升至92%,年产...”: what its clause measures is the firm's.
  if (named.none() && named.rule != kAnother) {
    auto const own = between(d_.quantities, clause.begin, clause.end);
    if (!own.empty()) { named = leading_name(clause.begin, clause.end, own.front().begin); }
    if (named.type != EntityType::enterprise) { named = {}; }
  }
  if (!named.none()) {
    named.rule = "本句前文的名称";
    return {std::move(named), true};
  }
  if (named.rule == kAnother) { return {{}, true}; }
  auto word = scope_word(clause.begin, clause.end, clause.end);
  auto const ends = !word.none();
  return {std::move(word), ends};
}

SubjectStack::Said const& SubjectStack::said(std::size_t sentence, std::size_t clause) const {
  auto& row = said_[sentence];
  if (row.empty()) { row.resize(d_.sentences[sentence].clauses.size()); }
  if (!row[clause]) { row[clause] = read_clause(d_.sentences[sentence].clauses[clause]); }
  return *row[clause];
}

// The clause first, then back through the sentence.
Owner SubjectStack::in_sentence(Spot spot, std::size_t at) const {
  auto const& clause = d_.sentences[spot.sentence].clauses[spot.clause];
  auto named = leading_name(clause.begin, std::min(at, clause.end), at);
  if (!named.none()) {
    named.rule = "分句开头的名称";
    return named;
  }
  if (named.rule == kAnother) { return {}; }
  if (auto word = scope_word(clause.begin, clause.end, at); !word.none()) { return word; }
  constexpr auto kBackMax = std::size_t{24};  // clauses
  for (auto c = spot.clause; c-- > spot.clause - std::min(spot.clause, kBackMax);) {
    auto const& before = said(spot.sentence, c);
    if (before.ends) { return before.owner; }
  }
  return {};
}

Owner SubjectStack::owner(Spot spot, std::size_t at) const {
  auto const& sentence = d_.sentences[spot.sentence];
  if (auto named = in_sentence(spot, at); !named.none()) { return named; }
  if (auto const who = quoted_by(spot.sentence); !who.none()) { return who; }
  // “他的目标是...”: of the firm the article is about.
  auto const first = d_.text()[std::min(skip_lead(sentence.begin, sentence.end), sentence.end - 1)];
  auto const person = first == U'他' || first == U'她';
  if (auto const& about = hero(at);
      person && about.type == EntityType::enterprise && !about.none()) {
    return about;
  }
  // “新签约项目23个”: what a place does, whichever firm the sentence before told of.
  auto const from = skip_lead(sentence.begin, sentence.end);
  auto const of_place = std::any_of(std::begin(kDoneByPlaces), std::end(kDoneByPlaces),
                                    [&](View w) { return d_.text().substr(from, w.size()) == w; });
  auto const& carried = paragraph_[spot.sentence];
  if (!carried.none() && !(of_place && carried.type == EntityType::enterprise)) {
    return {paragraph_[spot.sentence].name, paragraph_[spot.sentence].type, "本段前文的名称"};
  }
  if (auto const& section = section_[sentence.block]; !section.none()) { return section; }
  if (auto const& hero = this->hero(at); !hero.none()) { return hero; }
  return place(at);
}

}  // namespace chengjie::reading
