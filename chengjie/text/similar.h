// How alike two names are: for matching firms, parks and products across sources.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace chengjie::text {

// Sorted pairs of neighbouring characters of the folded name, legal forms (有限公司, 集团 ...) and
// brackets left out. A name of one character gives that character twice.
std::vector<std::uint64_t> bigrams(std::string_view name);

// 1 for names that are equal after folding; else the Dice coefficient of the bigrams (Dice 1945),
// raised towards 0.9 when the shorter name lies whole inside the longer. In [0, 1], symmetric.
double name_similarity(std::string_view a, std::string_view b);

}  // namespace chengjie::text
