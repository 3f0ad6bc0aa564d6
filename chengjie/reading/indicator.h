// What a figure measures: the noun phrase left of it, less verbs and adverbs; of a count, what
// follows it (“17个园区”) or stands before (“高新技术企业50家”); of a change or share, the figure
// before.
#pragma once
#include <string>
#include <string_view>

#include "chengjie/reading/document.h"

namespace chengjie::reading {

struct Phrase {
  std::u32string text;  // "" when nothing was found
  std::size_t begin{};  // of the phrase in the page
  std::size_t end{};    // of a phrase after the figure; 0 else
  bool after{};         // stands after the figure
  bool newly{};         // 新增, 新签约 stands before it
};

// The noun phrase that ends before `end`, not reaching below `floor`. `ranked`: places before the
// figure are what it is compared with (“位居重庆各区县第二”).
Phrase phrase_before(Document const&, std::size_t floor, std::size_t end, bool ranked = false);
// The noun phrase that begins at `begin`, not reaching `stop`.
Phrase phrase_after(Document const&, std::size_t begin, std::size_t stop);
// Parts of “A、B和C总量” for a list of n figures: each with the shared head; empty when the numbers
// differ. “A公司、B公司分别实现产值”: the parts own the figures, the head is what is measured.
struct Item {
  std::u32string text;
  std::size_t name_begin{};  // of a part that is a name; end 0: it is none
  std::size_t name_end{};
};
std::vector<Item> items_of(Document const&, std::size_t floor, std::size_t end, std::size_t n);

}  // namespace chengjie::reading
