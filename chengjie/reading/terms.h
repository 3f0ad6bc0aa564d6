// Industries and products by name: the terms of national industry plans, and the last words by
// which a product or an industry is known when its name is new.
#pragma once
#include <cstddef>
#include <string_view>

namespace chengjie::reading {

std::size_t industry_at(std::u32string_view text,
                        std::size_t at);  // length of the longest industry term; 0 none
std::size_t product_at(std::u32string_view text, std::size_t at);
bool product_head(
    std::u32string_view phrase);  // ends like a product, material or part: 设备, 电池, 零部件 ...
bool industry_head(std::u32string_view phrase);  // ends like an industry: 产业, 制造, 服务业 ...

}  // namespace chengjie::reading
