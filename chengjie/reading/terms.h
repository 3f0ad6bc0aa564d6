// Industries and products by name: the terms of national industry plans, and the last words by
// which a product or an industry is known when its name is new.
#pragma once
#include <cstddef>
#include <string_view>

namespace chengjie::reading {

std::size_t industry_at(std::u32string_view text,
                        std::size_t at);  // length of the longest industry term; 0 none
std::size_t product_at(std::u32string_view text, std::size_t at);
// Ends with a product by name: “高精密度线路板”.
bool product_phrase(std::u32string_view phrase);
bool product_head(
    std::u32string_view phrase);  // ends like a product, material or part: 设备, 电池, 零部件 ...
bool industry_head(std::u32string_view phrase);  // ends like an industry: 产业, 制造, 服务业 ...
bool short_industry(std::u32string_view word);  // 医药, 电子: industries before 产业 and 行业 alone

}  // namespace chengjie::reading
