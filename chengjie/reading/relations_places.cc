#include "chengjie/reading/relations_places.h"

#include <algorithm>
#include <initializer_list>

#include "chengjie/reading/terms.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using text::Part;

bool area(NameAt const& n) {
  return n.type == EntityType::park || n.type == EntityType::district || n.type == EntityType::city;
}
bool firm(NameAt const& n) { return n.type == EntityType::enterprise; }

class Around {
 public:
  Around(Document const& d, Mentions const& mentions, SubjectStack const& subjects, Spot spot,
         AddRelation const& add)
      : d_(d),
        t_(d.text()),
        m_(mentions),
        subjects_(subjects),
        spot_(spot),
        sentence_(d.sentences[spot.sentence]),
        part_(sentence_.clauses[spot.clause]),
        names_(between(m_.names, part_.begin, part_.end)),
        add_(add) {}

  void run() {
    in_place_before();
    inside_place();
    from_place();
    came();
    raised_by();
    visited();
    taken_on();
    former_and_latter();
  }

 private:
  View view() const { return t_.substr(part_.begin, part_.end - part_.begin); }
  View before(std::size_t at, std::size_t n) const {
    auto const from = std::max(part_.begin, at - std::min(at, n));
    return t_.substr(from, at - from);
  }
  bool has(std::initializer_list<View> words) const {
    return std::any_of(words.begin(), words.end(),
                       [&](View w) { return view().find(w) != View::npos; });
  }
  NameAt const* first_firm() const {
    auto const at = std::find_if(names_.begin(), names_.end(), firm);
    return at == names_.end() ? nullptr : &*at;
  }
  Part previous() const { return spot_.clause == 0 ? Part{} : sentence_.clauses[spot_.clause - 1]; }
  // The last area named in a clause.
  NameAt const* area_in(Part part) const {
    auto const names = between(m_.names, part.begin, part.end);
    NameAt const* best = nullptr;
    for (auto const& name : names) {
      if (area(name) && (best == nullptr || name.begin >= best->end)) { best = &name; }
    }
    return best;
  }

  // “在璧山,某公司动力电池基地”, “在两江新区,某公司"灯塔工厂"生产线上”.
  void in_place_before() {
    auto const part = previous();
    if (part.end <= part.begin || t_[part.begin] != U'在') { return; }
    auto const* place = area_in(part);
    auto const* who = first_firm();
    if (place == nullptr || who == nullptr || place->begin != part.begin + 1 ||
        place->end != part.end || who->begin != part_.begin) {
      return;
    }
    auto const right = t_.substr(who->end, 16);
    for (View const word : {U"基地", U"工厂", U"车间", U"厂区", U"生产线", U"公司", U"厂房"}) {
      if (right.find(word) == View::npos) { continue; }
      add_(who->full, "located_in", place->full, 0.75);
      return;
    }
  }

  // “某园区内,来渝落户的某公司正加紧安装设备”
  void inside_place() {
    auto const part = previous();
    auto const* who = first_firm();
    if (part.end <= part.begin + 2 || who == nullptr) { return; }
    auto const last = t_[part.end - 1];
    auto const* place = area_in(part);
    if (place == nullptr || (last != U'内' && last != U'里') || place->end + 1 != part.end) {
      return;
    }
    auto const left = t_.substr(part_.begin, who->begin - part_.begin);
    if (left.size() > 12 || left.find_first_of(U"为向与被") != View::npos) { return; }
    add_(who->full, "located_in", place->full, 0.75);
  }

  // “来自某旗的某公司”, “来渝落户的某公司”; a project that came, named in the next clause.
  void from_place() {
    auto const* lead = first_firm();
    auto const moved = has({U"落户", U"转移", U"迁", U"搬"});
    for (auto const& who : names_) {
      if (!firm(who)) { continue; }
      auto const left = before(who.begin, 26);
      if (left.ends_with(U"的")) {
        auto at = left.rfind(U"来自");
        if (at == View::npos) { at = left.rfind(U"来"); }
        if (at == View::npos) { continue; }
        auto const from = who.begin - left.size() + at;
        auto const self = left.substr(at, 2) == U"来自";
        // “来自东莞的某公司落户本县”: where it was.
        if (self && moved) { continue; }
        auto const* place = area_in({from, who.begin});
        if (place != nullptr && place->begin <= from + (self ? 14 : 1)) {
          add_(who.full, "located_in", place->full, 0.75);
        } else if (auto const to = brief(from + 1); !to.empty()) {
          add_(who.full, "located_in", to, 0.7);
        }
        continue;
      }
      auto const part = previous();
      if (&who != lead || who.begin != part_.begin || part.end <= part.begin) { continue; }
      auto const* place = area_in(part);
      if (place != nullptr && place->begin > part.begin && t_[place->begin - 1] == U'来' &&
          t_.substr(place->end, part.end - place->end).starts_with(U"项目")) {
        add_(who.full, "located_in", place->full, 0.7);
      }
      auto const at = t_.substr(part.begin, part.end - part.begin).rfind(U'来');
      if (at == View::npos || part.begin + at + 4 != part.end) { continue; }
      if (auto const to = brief(part.begin + at + 1);
          !to.empty() && t_.substr(part.end - 2, 2) == U"项目") {
        add_(who.full, "located_in", to, 0.7);
      }
    }
  }
  // 渝, 沪, 皖: the province of the text by its one letter; empty when it is not.
  std::u32string brief(std::size_t at) const {
    static constexpr std::pair<char32_t, View> kBrief[] = {
        {U'京', U"北京"}, {U'津', U"天津"}, {U'沪', U"上海"}, {U'渝', U"重庆"},   {U'冀', U"河北"},
        {U'晋', U"山西"}, {U'辽', U"辽宁"}, {U'吉', U"吉林"}, {U'黑', U"黑龙江"}, {U'苏', U"江苏"},
        {U'浙', U"浙江"}, {U'皖', U"安徽"}, {U'闽', U"福建"}, {U'赣', U"江西"},   {U'鲁', U"山东"},
        {U'豫', U"河南"}, {U'鄂', U"湖北"}, {U'湘', U"湖南"}, {U'粤', U"广东"},   {U'桂', U"广西"},
        {U'琼', U"海南"}, {U'川', U"四川"}, {U'蜀', U"四川"}, {U'黔', U"贵州"},   {U'滇', U"云南"},
        {U'陕', U"陕西"}, {U'甘', U"甘肃"}, {U'青', U"青海"}, {U'宁', U"宁夏"},   {U'新', U"新疆"}};
    auto const province = d_.article(at).ground.name_of(d_.article(at).ground.province);
    for (auto const& [letter, name] : kBrief) {
      if (at < t_.size() && t_[at] == letter && View{province}.starts_with(name)) {
        return province;
      }
    }
    return {};
  }
  // “某公司是2014年第一批来某县的企业”
  void came() {
    auto const* who = first_firm();
    if (who == nullptr || t_.substr(who->end, 1) != U"是" || !view().ends_with(U"的企业")) {
      return;
    }
    auto const* place = area_in({who->end, part_.end});
    if (place == nullptr || place->end + 3 != part_.end) { return; }
    auto const verb = before(place->begin, 2);
    if (verb.ends_with(U"来") || verb == U"落户" || verb == U"入驻" || verb == U"转移") {
      add_(who->full, "located_in", place->full, 0.75);
    }
  }

  // “某旗重点扶持的肉牛龙头企业某公司”
  void raised_by() {
    for (View const word : {U"扶持的", U"培育的", U"引进的", U"招引的", U"引入的"}) {
      auto const at = view().find(word);
      if (at == View::npos) { continue; }
      auto const verb = part_.begin + at;
      NameAt const* place = nullptr;
      for (auto const& name : names_) {
        if (area(name) && name.end <= verb && verb - name.end <= 4) { place = &name; }
        if (place != nullptr && firm(name) && name.begin > verb && name.begin - verb <= 16) {
          add_(name.full, "located_in", place->full, 0.75);
          return;
        }
      }
    }
  }

  // “赴片区调研甲公司和乙公司等企业”
  void visited() {
    for (View const word : {U"调研", U"走访", U"考察"}) {
      auto const at = view().find(word);
      if (at == View::npos) { continue; }
      auto const verb = part_.begin + at;
      auto const left = before(verb, 12);
      auto const go = left.find_last_of(U"赴到在");
      if (go == View::npos) { return; }
      auto const word_of = left.substr(go + 1);
      auto const* place = area_in({verb - left.size() + go, verb});
      auto owner = Owner{};
      if (place == nullptr && (word_of == U"片区" || word_of == U"园区" || word_of == U"开发区" ||
                               word_of == U"高新区" || word_of == U"经开区" || word_of == U"我区" ||
                               word_of == U"我市" || word_of == U"我县")) {
        owner = subjects_.hero(verb).type == EntityType::park && word_of[1] == U'区' &&
                        word_of.front() != U'我'
                    ? subjects_.hero(verb)
                    : subjects_.place(verb);
      }
      auto const target = place != nullptr ? View{place->full} : View{owner.name};
      auto const known =
          place != nullptr || owner.type == EntityType::park || owner.type == EntityType::district;
      if (!known || target.empty()) { return; }
      for (auto const& name : names_) {
        if (!firm(name) || name.begin < verb) { continue; }
        if (name.begin > verb + 24) { break; }
        add_(name.full, "located_in", target, 0.7);
      }
      return;
    }
  }

  // “承接甲电池、乙面料等项目”: each firm invests where the clause is about.
  void taken_on() {
    auto const projects = between(m_.projects, part_.begin, part_.end);
    if (projects.empty() || !has({U"承接", U"引进", U"引入", U"落地", U"签约", U"招引", U"布局"})) {
      return;
    }
    auto const* place = area_in({part_.begin, projects.front().begin});
    auto target = place != nullptr ? place->full : std::u32string{};
    if (target.empty()) {
      auto const owner = subjects_.owner(spot_, projects.front().begin);
      auto const good = owner.type == EntityType::park || owner.type == EntityType::district ||
                        owner.type == EntityType::city;
      target = good && !owner.none() ? owner.name : subjects_.place(projects.front().begin).name;
    }
    for (auto const& item : projects) {
      auto const who = t_.substr(item.begin, item.firm_end - item.begin);
      if (!target.empty()) { add_(who, "invests_in", target, 0.7); }
      auto what = t_.substr(item.firm_end, item.end - item.firm_end);
      auto made = false;
      for (View const tail : {U"研发生产", U"生产", U"制造", U"一期", U"二期"}) {
        if (what.size() > tail.size() + 1 && what.ends_with(tail)) {
          what.remove_suffix(tail.size());
          made = made || tail == U"研发生产" || tail == U"生产";
        }
      }
      auto const plain = std::all_of(what.begin(), what.end(), text::is_han);
      auto const product = product_at(what, 0) == what.size() || product_head(what) || made;
      if (what.size() >= 2 && what.size() <= 10 && plain && product) {
        add_(who, "produces", what, 0.65);
      }
    }
  }

  // The two firms that 前者 and 后者 go back to.
  std::pair<NameAt const*, NameAt const*> pair_before() const {
    auto const first =
        spot_.sentence == 0 ? sentence_.begin : d_.sentences[spot_.sentence - 1].begin;
    constexpr auto kBack = std::size_t{160};
    auto const from = std::max(first, part_.begin - std::min(part_.begin, kBack));
    auto const names = between(m_.names, from, part_.begin);
    auto found = std::vector<NameAt const*>{};
    for (auto const& name : names) {
      if (firm(name) && (found.empty() || name.begin >= found.back()->end)) {
        found.push_back(&name);
      }
    }
    if (found.size() < 2) { return {}; }
    return {found[found.size() - 2], found.back()};
  }

  void former_and_latter() {
    for (auto const former : {true, false}) {
      auto const word = former ? View{U"前者"} : View{U"后者"};
      auto const at = view().find(word);
      if (at == View::npos || at > 2) { continue; }
      auto const [a, b] = pair_before();
      if (a == nullptr) { return; }
      auto const& who = former ? *a : *b;
      auto const& other = former ? *b : *a;
      if (has({U"供应", U"供货", U"配套"}) && at == 1) {
        add_(who.full, "supplies", other.full, 0.7);
        return;
      }
      for (View const verb : {U"投资建设", U"建设", U"打造", U"兴建", U"组建", U"设立"}) {
        auto const does = view().find(verb, at);
        if (does == View::npos) { continue; }
        auto const from = part_.begin + does + verb.size();
        auto const target = thing_at(from);
        if (target.size() >= 4) { add_(who.full, "invests_in", target, 0.7); }
        return;
      }
    }
  }

  // What is built, up to 基地, 平台, 中心 as its last word.
  View thing_at(std::size_t from) const {
    auto const right =
        t_.substr(from, std::min<std::size_t>(part_.end - std::min(from, part_.end), 24));
    for (View const word : {U"基地", U"平台", U"中心", U"项目", U"工厂", U"产业园", U"总部"}) {
      if (right.ends_with(word)) { return right; }
    }
    return {};
  }

  Document const& d_;
  View t_;
  Mentions const& m_;
  SubjectStack const& subjects_;
  Spot spot_;
  Sentence const& sentence_;
  Part part_;
  std::span<NameAt const> names_;
  AddRelation const& add_;
};

}  // namespace

void place_relations(Document const& d, Mentions const& mentions, SubjectStack const& subjects,
                     Spot spot, AddRelation const& add) {
  auto const part = d.sentences[spot.sentence].clauses[spot.clause];
  auto const names = between(mentions.names, part.begin, part.end);
  auto const any = std::any_of(names.begin(), names.end(), firm);
  auto const view = d.slice(part.begin, std::min(part.end, part.begin + 4));
  if (!any && view.find(U"者") == View::npos) { return; }
  Around{d, mentions, subjects, spot, add}.run();
}

}  // namespace chengjie::reading
