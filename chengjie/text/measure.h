// Which unit a numeral has, where the pair can be a figure: “17个园区”, “153万人民”, “1800亿” of
// money; never “5年级”, “两大”, “一度”.
#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

#include "chengjie/text/numeral.h"
#include "chengjie/text/unit.h"

namespace chengjie::text {

// Of the numeral `n` that begins at `i` of folded text; empty where it is no figure. The unit's
// `written` is empty for people and money that the words around tell.
std::optional<Unit> unit_after(std::u32string_view text, std::size_t i, Numeral const& n);

}  // namespace chengjie::text
