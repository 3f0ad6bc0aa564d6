// Industries and products as plans and statistics name them, parted by spaces.
#pragma once
#include <string_view>

namespace chengjie::reading {

std::u32string_view industry_words();
std::u32string_view product_words();

}  // namespace chengjie::reading
