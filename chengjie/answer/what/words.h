// Telling whether two names of products or industries mean the same, by their letters alone.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::answer {

std::vector<std::string> letters_of(std::string_view text);  // UTF-8 characters, one string each
std::size_t common_letters(std::string_view a,
                           std::string_view b);  // longest common run, in characters

// One contains the other, or they share a run of at least `run_min` characters ("航空航天" and
// "航空航天材料"; words that every industry carries, 产业, 制造, 设备, do not count).
bool akin(std::string_view a, std::string_view b, std::size_t run_min = 2);

}  // namespace chengjie::answer
