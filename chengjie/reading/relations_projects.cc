#include "chengjie/reading/relations_projects.h"

#include <algorithm>

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

struct Span {
  std::size_t begin{};
  std::size_t end{};
};

class Projects {
 public:
  Projects(Document const& d, SubjectStack const& subjects, AddRelation const& add)
      : d_(d), t_(d.text()), subjects_(subjects), add_(add) {}

  void clause(Spot spot) {
    auto const part = d_.sentences[spot.sentence].clauses[spot.clause];
    for (auto const& q : between(d_.quantities, part.begin, part.end)) { project(spot, part, q); }
    stands_at(part);
    owns_product(part);
  }

 private:
  Owner firm(Spot spot, std::size_t at) const {
    auto const owner = subjects_.owner(spot, at);
    return owner.type == EntityType::enterprise ? owner : Owner{};
  }

  // The firm whose name ends at `end`.
  NameAt const* firm_ending(std::size_t begin, std::size_t end) const {
    auto const names = between(d_.names, begin, end);  // they do not overlap
    auto const ends =
        !names.empty() && names.back().end == end && names.back().type == EntityType::enterprise;
    return ends ? &names.back() : nullptr;
  }

  // “某公司年产8万吨正极材料项目”, “某公司投资12亿元建设的叶片生产基地”, “新建年产1.2万吨铜箔项目”.
  void project(Spot spot, text::Part part, text::Quantity const& q) {
    auto begin = q.begin;
    auto yearly = false;
    auto invests = false;
    for (auto again = true; again;) {
      again = false;
      for (View const word : {U"年产", U"总投资", U"投资", U"实施", U"建设", U"新建"}) {
        if (begin < part.begin + word.size() ||
            t_.substr(begin - word.size(), word.size()) != word) {
          continue;
        }
        begin -= word.size();
        yearly = yearly || word == U"年产";
        invests = again = true;
      }
    }
    auto const* named = firm_ending(part.begin, begin);
    if (named == nullptr && !yearly) {
      made(spot, part, q);
      return;
    }
    auto const who = named != nullptr ? View{named->full} : View{};
    auto const owner = who.empty() ? firm(spot, q.begin) : Owner{};
    auto const firm_name = who.empty() ? View{owner.name} : who;
    auto const money = q.kind == text::UnitKind::money;
    auto from = q.end;
    for (View const word : {U"建设的", U"兴建的", U"建设", U"的"}) {
      if (t_.substr(from, word.size()) == word) {
        from += word.size();
        break;
      }
    }
    auto const target = target_at(from, part.end);
    if (target.end <= target.begin || firm_name.empty() || (!invests && named == nullptr)) {
      return;
    }
    auto const whole = Span{money ? target.begin : (yearly ? q.begin - 2 : q.begin), target.end};
    add_(firm_name, "invests_in", t_.substr(whole.begin, whole.end - whole.begin), 0.75);
    if (!money) { add_product(firm_name, {target.begin, target.end}); }
  }

  // “某公司...,年产叶片1200套”
  void made(Spot spot, text::Part part, text::Quantity const& q) {
    constexpr auto kNounMax = std::size_t{14};  // with its verb
    auto const from = std::max(part.begin, q.begin - std::min(q.begin, kNounMax));
    auto const left = t_.substr(from, q.begin - std::min(from, q.begin));
    auto const at = left.rfind(U"年产");
    if (at == View::npos || at + 4 > left.size() ||
        View{U"值量能"}.find(left[at + 2]) != View::npos) {
      return;
    }
    auto const who = firm(spot, q.begin);
    auto noun = Span{from + at + 2, q.begin};
    // “年产6英寸衬底片20万片”: a size before what is made.
    for (auto const& size : between(d_.quantities, noun.begin, noun.begin + 1)) {
      if (size.end < noun.end) { noun.begin = size.end; }
    }
    if (!who.none()) { add_product(who.name, noun); }
  }

  // Up to 项目, 基地, 生产线, 装置 as the last word.
  Span target_at(std::size_t begin, std::size_t end) const {
    auto const view = t_.substr(begin, std::min<std::size_t>(end - std::min(begin, end), 26));
    for (View const last : {U"项目", U"基地", U"生产线", U"装置", U"工厂", U"产业园", U"研发中心",
                            U"工程", U"总部"}) {
      auto const at = view.find(last);
      if (at == View::npos || at < 2 ||
          view.substr(0, at).find_first_of(U"、,等的") != View::npos) {
        continue;
      }
      return {begin, begin + at + last.size()};
    }
    return {};
  }

  void add_product(View who, Span noun) {
    auto view = t_.substr(noun.begin, noun.end - noun.begin);
    for (auto again = true; again;) {
      again = false;
      for (View const tail : {U"项目", U"基地", U"生产线", U"装置", U"工厂", U"一体化", U"生产",
                              U"扩建", U"技改", U"改造", U"循环经济"}) {
        if (view.size() > tail.size() + 1 && view.ends_with(tail)) {
          view.remove_suffix(tail.size());
          again = true;
        }
      }
    }
    auto const plain = std::all_of(
        view.begin(), view.end(), [](char32_t c) { return text::is_han(c) || text::is_letter(c); });
    auto const money = view.find(U"投资") != View::npos || view.find(U"项目") != View::npos;
    if (view.size() >= 2 && view.size() <= 12 && plain && !money) {
      add_(who, "produces", view, 0.7);
    }
  }

  // “位于某园区的某公司”, “某公司在某镇建起...”
  void stands_at(text::Part part) {
    auto const names = between(d_.names, part.begin, part.end);
    for (auto k = std::size_t{0}; k + 1 < names.size(); ++k) {
      auto const& a = names[k];
      auto const& b = names[k + 1];
      auto const gap = t_.substr(a.end, b.begin - std::min(a.end, b.begin));
      auto const area = [](NameAt const& n) {
        return n.type == EntityType::park || n.type == EntityType::district ||
               n.type == EntityType::city;
      };
      // “位于某开发区某产业园的”: both.
      auto const* outer =
          k > 0 && names[k - 1].end == a.begin && area(names[k - 1]) ? &names[k - 1] : nullptr;
      auto const from = outer != nullptr ? outer->begin : a.begin;
      auto const at = from >= 2 ? t_.substr(from - 2, 2) : View{};
      if (area(a) && b.type == EntityType::enterprise && gap == U"的" &&
          (at == U"位于" || at == U"地处" || at == U"落户" || at == U"扎根" || at == U"入驻")) {
        add_(b.full, "located_in", a.full, 0.85);
        if (outer != nullptr) { add_(b.full, "located_in", outer->full, 0.8); }
      }
      auto const after = t_.substr(b.end, 2);
      if (a.type == EntityType::enterprise && area(b) && gap == U"在" &&
          (after == U"建起" || after == U"建设" || after == U"设立" || after == U"建成" ||
           after == U"投资" || after == U"成立")) {
        add_(a.full, "located_in", b.full, 0.8);
      }
    }
  }

  // “某公司的极薄铜箔良品率”, “某公司的双酚A产品国内市场占有率”
  void owns_product(text::Part part) {
    for (auto const& name : between(d_.names, part.begin, part.end)) {
      if (name.type != EntityType::enterprise || t_.substr(name.end, 1) != U"的") { continue; }
      auto from = name.end + 1;
      for (auto const& q : between(d_.quantities, from, from + 1)) { from = q.end; }
      auto const view =
          t_.substr(from, std::min<std::size_t>(part.end - std::min(from, part.end), 16));
      for (View const last : {U"产品", U"良品率", U"国内市场", U"市场占有率", U"产量", U"销量"}) {
        auto const at = view.find(last);
        if (at == View::npos || at < 2) { continue; }
        add_product(name.full, {from, from + at});
        break;
      }
    }
  }

  Document const& d_;
  View t_;
  SubjectStack const& subjects_;
  AddRelation const& add_;
};

}  // namespace

void project_relations(Document const& d, SubjectStack const& subjects, Spot spot,
                       AddRelation const& add) {
  Projects{d, subjects, add}.clause(spot);
}

}  // namespace chengjie::reading
