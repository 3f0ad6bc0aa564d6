// Names of provinces, cities and counties (GB/T 2260), as packed text; see places.h for use.
#pragma once
#include <span>
#include <string_view>

namespace chengjie::reading {

// "河北省|*石家庄市 长安区 桥西区 ...": the province, then cities with '*' before their counties.
std::span<std::u32string_view const> province_texts();

}  // namespace chengjie::reading
