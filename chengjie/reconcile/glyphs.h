// Characters of UTF-8 text with where they stand. Bytes that are no UTF-8 become U+FFFD each.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace chengjie::reconcile {

struct Glyph {
  char32_t code{};
  std::size_t begin{};
  std::size_t end{};
};
Glyph glyph_at(std::string_view text, std::size_t at);  // at < text.size()

// One width, upper case, without blanks and quotation marks: for comparing names.
std::u32string folded(std::string_view);
std::string utf8(std::u32string_view);

}  // namespace chengjie::reconcile
