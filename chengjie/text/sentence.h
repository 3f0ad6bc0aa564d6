// Sentences and clauses of a block of folded text.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace chengjie::text {

struct Part {
  std::size_t begin{};
  std::size_t end{};  // without the mark that ends it
};

// Ended by 。！？； and line ends.
std::vector<Part> sentences(std::u32string_view text, std::size_t begin, std::size_t end);
// Ended by ，：。！？； and line ends; a comma or point inside a numeral ends nothing, and neither
// does a mark inside brackets.
std::vector<Part> clauses(std::u32string_view text, std::size_t begin, std::size_t end);

}  // namespace chengjie::text
