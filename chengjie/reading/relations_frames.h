// The inside of relations.h: who acts in a clause, and the frames that tell a relation.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reading/relations.h"

namespace chengjie::reading::detail {

using View = std::u32string_view;

struct Span {
  std::size_t begin{};
  std::size_t end{};
};

// Last words of what a firm builds.
inline constexpr View kWorks[] = {U"项目",   U"基地", U"中心",   U"产业园", U"工厂",
                                  U"生产线", U"总部", U"研究院", U"工业园", U"科技园"};

class Frames {
 public:
  Frames(Document const& d, Source const& source, SubjectStack const& subjects,
         Mentions const& mentions)
      : d_(d),
        t_(d.text()),
        source_(source),
        subjects_(subjects),
        mentions_(mentions),
        names_(mentions.names) {}

  std::vector<Relation> run();

 private:
  Owner firm(Spot spot, std::size_t at) const;
  void add(View firm, char const* relation, View target, Span where, double confidence);
  void clause(Spot spot);
  View before(text::Part part, std::size_t at) const {
    return t_.substr(part.begin, at - part.begin);
  }
  bool has(text::Part part, View word) const;
  std::size_t at_word(text::Part part, View word) const;
  NameAt const* place_after(std::size_t begin, std::size_t end) const;
  void located(Spot spot, text::Part part);
  // “入驻某公司超级工厂”: a firm's works as the place.
  struct Works {
    std::u32string firm;
    View whole;
    bool none() const { return firm.empty(); }
  };
  Works works_after(std::size_t begin, std::size_t end) const;
  void enters(std::vector<std::u32string> const& who, Works const& works, text::Part part,
              Spot spot);
  std::vector<std::u32string> group(std::size_t begin, std::size_t end) const;
  std::vector<std::u32string> leading(text::Part part) const;
  std::vector<std::u32string> actors(Spot spot, text::Part part, std::size_t at) const;
  bool goes_on(text::Part part, std::size_t at) const;
  Owner before_verb(Spot spot, text::Part part, std::size_t at) const;
  void partners(Spot spot, text::Part part);
  void partner_area(std::vector<std::u32string> const& who, text::Part part, std::size_t from,
                    std::size_t stop);
  std::vector<Span> items(std::size_t begin, std::size_t end) const;
  std::u32string firm_in(Span item, bool loose) const;
  void products(Spot spot, text::Part part);
  Owner maker_before(text::Part part, text::Quantity const& q) const;
  void capacities(text::Part part, View sentence);
  bool lines(Spot spot, text::Part part);
  View product_before(text::Part part, std::size_t at) const;
  bool makes(std::size_t end) const;
  std::u32string product_in(Span item, bool listed) const;
  void supplies(Spot spot, text::Part part);
  void based(text::Part part);
  std::vector<std::u32string> row_from(std::size_t begin, std::size_t end) const;
  void sets_up(Spot spot, text::Part part);
  void taken_in(Spot spot, text::Part part);
  void in_chain(Spot spot, text::Part part);
  bool with_government(text::Part part, std::size_t at, std::size_t stop);
  void works_at(text::Part part);
  void side_by_side(text::Part part);
  void builds(text::Part part);

  Document const& d_;
  View t_;
  Source const& source_;
  SubjectStack const& subjects_;
  Mentions const& mentions_;
  std::vector<NameAt> const& names_;
  std::vector<Relation> out_;
  std::set<std::u32string> seen_;
};

}  // namespace chengjie::reading::detail
