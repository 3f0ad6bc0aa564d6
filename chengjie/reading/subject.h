// Whose figure it is. A stack: document > article > section (heading, speaker's post) > paragraph's
// first organisation > sentence > clause. 全区, 我市, 片区, 公司, 该项目 go to the nearest of the
// fitting type; a new article empties the stack.
#pragma once
#include <cstddef>
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

class SubjectStack {
 public:
  explicit SubjectStack(Document const&);
  // Of a figure that begins at `at`, in that sentence and clause.
  Owner owner(Spot, std::size_t at) const;
  // The name that touches a capacity with its noun after it: `left` is the phrase before the
  // figure.
  Owner maker(std::u32string_view left, text::Quantity const&, bool noun_after) const;
  Owner const& place() const { return place_; }  // of the document

 private:
  Owner leading_name(std::size_t begin, std::size_t end, std::size_t figure = 0) const;
  bool report_owner(NameAt const&, std::size_t figure, std::u32string_view between) const;
  Owner scope_word(std::size_t begin, std::size_t end, std::size_t at) const;
  std::size_t article_of(std::size_t at) const;
  Owner nearest(std::size_t before, std::initializer_list<EntityType> types) const;
  Owner nearest_ending(std::size_t before, char32_t last) const;
  Owner this_project(std::size_t at) const;
  Owner area_like(std::size_t before, std::u32string_view word) const;
  Owner speaker(std::u32string_view line, std::u32string_view next) const;
  std::size_t skip_lead(std::size_t begin, std::size_t end) const;
  Owner acting_name(Sentence const&) const;
  Owner area_word(Sentence const&) const;
  Owner last_scope_word(Sentence const&) const;
  Owner quoted_by(std::size_t sentence) const;
  void read_blocks();
  void find_hero();

  Document const& d_;
  Owner place_;
  Owner hero_;
  std::vector<std::size_t> areas_;    // names of parks and of their offices
  std::vector<Owner> acting_;         // by sentence: whoever it speaks of last
  std::vector<Owner> section_;        // by block
  std::vector<Owner> paragraph_;      // by sentence: what earlier sentences of its block speak of
  std::vector<std::size_t> article_;  // by block: first character of its article
};

}  // namespace chengjie::reading
