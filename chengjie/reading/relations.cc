#include "chengjie/reading/relations.h"

#include <algorithm>
#include <set>

#include "chengjie/reading/entities.h"
#include "chengjie/reading/lexicon.h"
#include "chengjie/reading/relations_projects.h"
#include "chengjie/reading/subject.h"
#include "chengjie/reading/terms.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

struct Span {
  std::size_t begin{};
  std::size_t end{};
};

class Frames {
 public:
  Frames(Document const& d, Source const& source, SubjectStack const& subjects)
      : d_(d), t_(d.text()), source_(source), subjects_(subjects) {}

  std::vector<Relation> run() {
    for (auto s = std::size_t{0}; s != d_.sentences.size(); ++s) {
      if (d_.page.blocks[d_.sentences[s].block].kind != text::BlockKind::body) { continue; }
      for (auto c = std::size_t{0}; c != d_.sentences[s].clauses.size(); ++c) { clause({s, c}); }
    }
    return std::move(out_);
  }

 private:
  // The firm a clause speaks of: named at its head, before in the sentence, or the section's
  // speaker.
  Owner firm(Spot spot, std::size_t at) const {
    auto const owner = subjects_.owner(spot, at);
    auto const organisation = owner.type == EntityType::enterprise ||
                              (owner.type == EntityType::platform && owner.name.ends_with(U"中心"));
    return organisation ? owner : Owner{};
  }

  void add(View firm, char const* relation, View target, Span where, double confidence) {
    if (firm.size() < 2 || target.size() < 2 || firm == target || firm.find(target) != View::npos ||
        target.find(firm) != View::npos) {
      return;
    }
    auto const key =
        std::u32string{firm} + U"|" + text::utf32(relation) + U"|" + std::u32string{target};
    if (!seen_.insert(key).second) { return; }
    out_.push_back({text::utf8(firm), relation, text::utf8(target),
                    clause_at(d_, source_, where.begin, where.end), confidence});
  }

  void clause(Spot spot) {
    auto const part = d_.sentences[spot.sentence].clauses[spot.clause];
    located(spot, part);
    partners(spot, part);
    products(spot, part);
    supplies(spot, part);
    based(part);
    project_relations(d_, subjects_, spot,
                      [&](View firm, char const* relation, View target, double confidence) {
                        add(firm, relation, target, {part.begin, part.end}, confidence);
                      });
  }

  bool has(text::Part part, View word) const {
    return t_.substr(part.begin, part.end - part.begin).find(word) != View::npos;
  }
  std::size_t at_word(text::Part part, View word) const {
    auto const at = t_.substr(part.begin, part.end - part.begin).find(word);
    return at == View::npos ? View::npos : part.begin + at;
  }

  NameAt const* place_after(std::size_t begin, std::size_t end) const {
    for (auto const& name : between(d_.names, begin, end)) {
      if (name.type == EntityType::park || name.type == EntityType::district ||
          name.type == EntityType::city) {
        return &name;
      }
    }
    return nullptr;
  }

  // 落户, 扎根, 入驻, 位于, 迁入: a place after the verb, else the place the text is about.
  void located(Spot spot, text::Part part) {
    for (View const verb :
         {U"落户", U"扎根", U"入驻", U"位于", U"进驻", U"迁入", U"坐落于", U"搬迁至", U"落地"}) {
      auto const at = at_word(part, verb);
      if (at == View::npos) { continue; }
      auto const who = before_verb(spot, part, at);
      if (who.none()) { return; }
      auto const* place = place_after(at, std::min(part.end, at + 16));
      auto const target = place != nullptr ? place->full : subjects_.place().name;
      // “自落户以来” without a place speaks of where the text is.
      auto const bare = place == nullptr && verb != U"落户" && verb != U"进驻" && verb != U"扎根";
      if (!bare) {
        add(who.name, "located_in", target, {part.begin, part.end}, place != nullptr ? 0.8 : 0.6);
      }
      return;
    }
  }

  // A firm named right before the verb goes before the subject of the sentence.
  Owner before_verb(Spot spot, text::Part part, std::size_t at) const {
    auto best = Owner{};
    for (auto const& name : between(d_.names, part.begin, at)) {
      if (name.end <= at && name.type == EntityType::enterprise) {
        best = {name.full, name.type, ""};
      }
    }
    return best.none() ? firm(spot, at) : best;
  }

  // 与A合作, 联合A、B等, 携手A.
  void partners(Spot spot, text::Part part) {
    for (View const verb : {U"联合", U"携手", U"与", U"和"}) {
      auto const at = at_word(part, verb);
      if (at == View::npos) { continue; }
      auto const soft = verb.size() == 1;
      auto stop = part.end;
      if (soft) {
        auto const right = t_.substr(at, part.end - at);
        auto const works = std::min({right.find(U"合作"), right.find(U"签署"), right.find(U"签订"),
                                     right.find(U"达成"), right.find(U"跨界合作"),
                                     right.find(U"签下"), right.find(U"共建")});
        if (works == View::npos || works > 24) { continue; }
        stop = at + works;
      }
      auto const who = before_verb(spot, part, at);
      if (who.none()) { continue; }
      for (auto const& item : items(at + verb.size(), stop)) {
        auto const name = firm_in(item, !soft);
        if (!name.empty()) { add(who.name, "partner_of", name, {part.begin, part.end}, 0.75); }
      }
      return;
    }
  }

  // “A、B和C等”: the parts, up to 等 or a verb.
  std::vector<Span> items(std::size_t begin, std::size_t end) const {
    auto out = std::vector<Span>{};
    auto from = begin;
    for (auto i = begin; i <= end; ++i) {
      auto const stop = i == end || t_[i] == U'等' || t_[i] == U'的' || t_[i] == U',' ||
                        (lead_at(t_, i) > 1 && i > from);
      auto const also = !stop && t_.substr(i, 2) == U"以及";
      if (!stop && !also && t_[i] != U'、' && t_[i] != U'和' && t_[i] != U'及' && t_[i] != U'/') {
        continue;
      }
      if (i > from) { out.push_back({from, i}); }
      if (stop) { break; }
      from = i + (also ? 2 : 1);
      i += also;
    }
    return out;
  }

  // A name the document knows, else a short run without the words of other things.
  std::u32string firm_in(Span item, bool loose) const {
    for (auto const& name : between(d_.names, item.begin, item.end)) {
      if (name.end <= item.end &&
          (name.type == EntityType::enterprise || name.type == EntityType::platform)) {
        return name.full;
      }
    }
    auto view = t_.substr(item.begin, item.end - item.begin);
    for (View const tail : {U"深度", U"战略", U"全面", U"密切", U"分别", U"开展"}) {
      if (view.ends_with(tail)) { view.remove_suffix(tail.size()); }
    }
    if (view.size() < 2 || view.size() > 10 ||
        !std::all_of(view.begin(), view.end(), text::is_han)) {
      return {};
    }
    for (View const word :
         {U"企业", U"单位", U"产业", U"伙伴", U"我市", U"区",   U"院校", U"市",   U"双方", U"发展",
          U"相关", U"项目", U"部门", U"地方", U"其",   U"全国", U"东部", U"科学", U"经济", U"科技",
          U"行业", U"生态", U"业务", U"攻关", U"研发", U"开展", U"打造", U"推动", U"培养"}) {
      if (view.find(word) != View::npos) { return {}; }
    }
    auto const institute = view.ends_with(U"大学") || view.ends_with(U"院") ||
                           view.ends_with(U"集团") || view.ends_with(U"公司");
    return (loose && view.size() <= 4) || institute ? std::u32string{view} : std::u32string{};
  }

  // 生产, 研发生产, 实现A、B等产品的本土化生产.
  void products(Spot spot, text::Part part) {
    for (View const verb : {U"研发生产的", U"自主研发生产的", U"生产的", U"生产", U"主产", U"制造",
                            U"实现", U"主营", U"推出了", U"推出"}) {
      auto const at = at_word(part, verb);
      if (at == View::npos || !makes(at + verb.size())) { continue; }
      if (verb == U"实现" && !(has(part, U"生产") && has(part, U"产品"))) { continue; }
      auto const who = before_verb(spot, part, at);
      if (who.none()) { return; }
      auto any = false;
      for (auto const& item : items(at + verb.size(), part.end)) {
        auto const product = product_in(item, verb == U"实现");
        if (product.empty()) { continue; }
        add(who.name, "produces", product, {part.begin, part.end}, 0.7);
        any = true;
      }
      if (any) { return; }
    }
  }

  // “生产基地”, “生产线”, “制造业”: no act of making.
  bool makes(std::size_t end) const {
    for (View const word : {U"基地", U"线", U"业", U"能力", U"企业", U"总值", U"效率", U"力",
                            U"要素", U"技术", U"中心", U"性"}) {
      if (t_.substr(std::min(end, t_.size()), word.size()) == word) { return false; }
    }
    return true;
  }

  std::u32string product_in(Span item, bool listed) const {
    auto view = t_.substr(item.begin, item.end - item.begin);
    while (!view.empty() && View{U"“”\" 了"}.find(view.front()) != View::npos) {
      view.remove_prefix(1);
    }
    while (!view.empty() && View{U"“”\" "}.find(view.back()) != View::npos) {
      view.remove_suffix(1);
    }
    for (View const word : {U"以及", U"多款", U"各类", U"储能用"}) {
      if (view.starts_with(word)) { view.remove_prefix(word.size()); }
    }
    if (view.size() < 2 || view.size() > 14 || view.ends_with(U"线") || view.ends_with(U"企业") ||
        view.ends_with(U"基地")) {
      return {};
    }
    auto const known = product_head(view) || product_at(view, 0) == view.size();
    return known || (listed && view.size() <= 8) ? std::u32string{view} : std::u32string{};
  }

  // “为B提供配套”, “搭载A模块的B商用车”.
  void supplies(Spot spot, text::Part part) {
    auto const at = at_word(part, U"为");
    auto const gives = t_.substr(part.begin, part.end - part.begin).find(U"提供");
    if (at != View::npos && gives != View::npos && part.begin + gives > at &&
        (has(part, U"配套") || has(part, U"供应") || has(part, U"供货") || has(part, U"零部件"))) {
      auto const who = before_verb(spot, part, at);
      auto const to = firm_in({at + 1, part.begin + gives}, false);
      if (!who.none() && !to.empty()) {
        add(who.name, "supplies", to, {part.begin, part.end}, 0.75);
      }
    }
    // “向某公司供应复合微粉”
    auto const towards = at_word(part, U"向");
    auto const sends =
        towards == View::npos ? View::npos : t_.substr(towards, part.end - towards).find(U"供");
    if (sends != View::npos && (has(part, U"供应") || has(part, U"供货"))) {
      auto const to = firm_in({towards + 1, towards + sends}, false);
      auto who = firm(spot, towards);
      if (who.none()) { who = subjects_.hero(towards); }
      if (!to.empty() && who.type == EntityType::enterprise && !who.none()) {
        add(who.name, "supplies", to, {part.begin, part.end}, 0.75);
      }
    }
    auto const carries = at_word(part, U"搭载");
    if (carries == View::npos) { return; }
    auto names = std::vector<NameAt const*>{};
    for (auto const& name : between(d_.names, carries, part.end)) {
      if (name.end <= part.end && name.type == EntityType::enterprise) { names.push_back(&name); }
    }
    if (names.size() == 2 &&
        t_.substr(names[0]->end, names[1]->begin - names[0]->end).find(U'的') != View::npos) {
      add(names[0]->full, "supplies", names[1]->full, {part.begin, part.end}, 0.7);
    }
  }

  // “在璧山,比亚迪动力电池基地”: a firm's works named with its place.
  void based(text::Part part) {
    auto const names = between(d_.names, part.begin, part.end);
    for (auto k = std::size_t{0}; k + 1 < names.size(); ++k) {
      auto const& place = names[k];
      auto const& firm = names[k + 1];
      auto const area = place.type == EntityType::district || place.type == EntityType::city;
      if (!area || firm.type != EntityType::enterprise || firm.begin != place.end ||
          firm.end > part.end) {
        continue;
      }
      auto const right = t_.substr(firm.end, 14);
      if (right.find(U"基地") != View::npos || right.find(U"工厂") != View::npos) {
        add(firm.full, "located_in", place.full, {part.begin, part.end}, 0.7);
      }
    }
  }

  Document const& d_;
  View t_;
  Source const& source_;
  SubjectStack const& subjects_;
  std::vector<Relation> out_;
  std::set<std::u32string> seen_;
};

}  // namespace

std::vector<Relation> read_relations(Document const& d, Source const& source,
                                     SubjectStack const& subjects) {
  return Frames{d, source, subjects}.run();
}

}  // namespace chengjie::reading
