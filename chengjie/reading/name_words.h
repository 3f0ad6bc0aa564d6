// The last words by which organisations, parks, funds and programmes are known, and where the name
// before such a word begins.
#pragma once
#include <cstddef>
#include <string_view>

#include "chengjie/reading/names.h"

namespace chengjie::reading {

struct Suffix {
  std::u32string_view word;
  EntityType type{};
  std::size_t head_min{};  // characters that must stand before it
};

struct SuffixAt {
  std::size_t length{};  // 0: none
  Suffix const* suffix{};
};
// The longest such word that begins at `at`.
SuffixAt suffix_at(std::u32string_view text, std::size_t at);

bool generic_name(std::u32string_view head, Suffix const&);  // 产业园区: a kind of thing, no name
bool name_char(char32_t c);
// Left end of the name whose last words begin at `at`, not reaching below `floor`.
std::size_t head_of(std::u32string_view text, std::size_t at, std::size_t floor);

}  // namespace chengjie::reading
