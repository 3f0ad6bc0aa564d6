// Whose figure it is. A stack: document > article > section (heading, speaker's post) > paragraph's
// first organisation > sentence > clause. 全区, 我市, 片区, 公司, 该项目 go to the nearest of the
// fitting type; a new article empties the stack.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/reading/document.h"

namespace chengjie::reading {

struct Owner {
  std::u32string name;
  EntityType type{};
  char const* rule{""};  // which rung decided
  bool none() const { return name.empty(); }
};

// Rule of a firm that a reporter has gone to: what follows is of it.
inline constexpr char const* kVisited = "走访的企业";

class SubjectStack {
 public:
  explicit SubjectStack(Document const&);
  // Of a figure that begins at `at`, in that sentence and clause.
  Owner owner(Spot, std::size_t at) const;
  // The name that touches a capacity with its noun after it: `left` is the phrase before the
  // figure.
  Owner maker(std::u32string_view left, text::Quantity const&, bool noun_after) const;
  // “由某集团投资的年产100兆瓦...”: whoever stands before 投资的 at the end of [floor, figure).
  Owner investor(std::size_t floor, text::Quantity const&) const;
  // Of the article that `at` stands in; of the first.
  Owner const& place(std::size_t at = 0) const {
    return places_[static_cast<std::size_t>(&d_.article(at) - d_.articles.data())];
  }
  Owner const& hero(std::size_t at) const {
    return heroes_[static_cast<std::size_t>(&d_.article(at) - d_.articles.data())];
  }

 private:
  struct Said {
    Owner owner;
    bool ends{};  // no clause before it is asked
  };
  Said read_clause(text::Part clause) const;
  Said const& said(std::size_t sentence, std::size_t clause) const;
  Owner in_sentence(Spot, std::size_t at) const;
  using NameIt = std::vector<NameAt>::const_iterator;
  NameIt after_relative(std::size_t from, std::size_t end, NameIt at) const;
  Owner leading_name(std::size_t begin, std::size_t end, std::size_t figure = 0) const;
  bool counts_its_own(NameAt const&) const;
  bool report_owner(NameAt const&, std::size_t figure, std::u32string_view between) const;
  Owner scope_word(std::size_t begin, std::size_t end, std::size_t at) const;
  Owner nearest(std::size_t before, EntityType type) const;
  Owner nearest_ending(std::size_t before, char32_t last) const;
  Owner this_project(std::size_t at) const;
  Owner same_kind(std::size_t at) const;
  Owner titled_park(std::size_t article) const;
  Owner other_rank(std::size_t at, int place, char32_t last) const;
  Owner area_like(std::size_t before, std::u32string_view word) const;
  Owner speaker(std::u32string_view line, std::u32string_view next) const;
  std::size_t skip_lead(std::size_t begin, std::size_t end) const;
  Owner acting_name(Sentence const&) const;
  Owner area_word(Sentence const&) const;
  Owner last_scope_word(Sentence const&) const;
  Owner quoted_by(std::size_t sentence) const;
  NameAt const* last_of(std::vector<std::size_t> const& names, std::size_t before) const;
  bool like(std::size_t area, std::u32string_view word) const;
  void sort_names();
  void read_blocks();
  void find_heroes();
  std::vector<Owner> headline_firms(std::size_t article) const;
  Owner firm_word(Sentence const&) const;

  Document const& d_;
  std::vector<Owner> places_;  // by article
  std::vector<Owner> titled_;  // by article: the park whose paper it is
  std::set<std::u32string> firms_;
  std::vector<Owner> heroes_;  // by article: the firm or park it is about
  // Indexes of names: of parks and their offices; by type; of areas by the last character.
  std::vector<std::size_t> areas_;
  std::map<EntityType, std::vector<std::size_t>> by_type_;
  std::map<char32_t, std::vector<std::size_t>> by_ending_;
  std::vector<Owner> acting_;     // by sentence: whoever it speaks of last
  std::vector<Owner> section_;    // by block
  std::vector<Owner> paragraph_;  // by sentence: what earlier sentences of its block speak of
  // By sentence and clause; read when a later figure first asks, kept for the next.
  mutable std::vector<std::vector<std::optional<Said>>> said_;
};

}  // namespace chengjie::reading
