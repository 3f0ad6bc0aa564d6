// Large firms that texts call by a short name, without a legal form; how short names of others end.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace chengjie::reading {

std::span<std::u32string_view const> well_known_firms();
// Length of the longest such name that begins at `at`; 0: none.
std::size_t well_known_at(std::u32string_view text, std::size_t at);
// Length of the line of business that ends a short name: 电子 of “光速电子”; 0: none.
std::size_t firm_tail(std::u32string_view name);

}  // namespace chengjie::reading
