// The inside of indicator.h: cutting the words around a figure down to a noun phrase.
#pragma once
#include <string>
#include <string_view>

#include "chengjie/reading/document.h"

namespace chengjie::reading::detail {

using View = std::u32string_view;

inline constexpr auto kPhraseMax = std::size_t{16};

struct Kept {  // the noun before 实现 or 完成: “氢能产业实现产值”
  std::size_t begin{};
  std::size_t end{};
};
// Marks that no noun phrase begins or ends with; quotes and 《 may begin one.
bool edge_mark(char32_t c);
// Without such marks at its edges.
View trimmed(View s);
// “国产“小巨人”企业” keeps its quotes; a lone one and spaces go.
std::u32string balanced(View s);
bool time_at(Document const& d, std::size_t begin);
// Back over verbs, adverbs, times and comparisons that end at `end`.
std::size_t skip_tails(Document const& d, std::size_t floor, std::size_t end);
// End of the last time in [floor, end); floor when there is none.
std::size_t mark_end_before(Document const& d, std::size_t floor, std::size_t end);
// Past 全区, 其中, 目前 and names of owners.
std::size_t skip_scopes(Document const& d, std::size_t begin, std::size_t end);
// “两大”, “三个”: a noun phrase begins.
bool big_set(View t, std::size_t i);
// Start of the last part of [begin, end) after verbs, 的, 等 and 两大.
std::size_t last_part(Document const& d, std::size_t begin, std::size_t end, bool& newly,
                      Kept& kept);
// “两大主导产业集群规上企业数量”: the set owns the figure, the rest is measured.
View without_set(View s);
// Whether the mark or word at `i` joins two parts of a list.
bool joins(View t, std::size_t i);
std::size_t after_last_join(View t, std::size_t begin, std::size_t end);

}  // namespace chengjie::reading::detail
