// Family names: whether a short run of characters can be a person's name.
#pragma once
#include <string_view>

namespace chengjie::reading {

// Two to four Han characters of which the first one or two are a family name.
bool person_name(std::u32string_view);

}  // namespace chengjie::reading
