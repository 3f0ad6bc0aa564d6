// Large firms that texts call by a short name, without a legal form.
#pragma once
#include <span>
#include <string_view>

namespace chengjie::reading {

std::span<std::u32string_view const> well_known_firms();

}  // namespace chengjie::reading
