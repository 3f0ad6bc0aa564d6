// The unified social credit code (GB 32100-2015): 18 characters, the last one a check.
#pragma once
#include <string>
#include <string_view>

namespace chengjie::tables {

struct ReadCode {
  std::string code;          // "" when it is none
  std::string_view warning;  // "", "uscc_check", "uscc_shape", "uscc_lost"
};

// `text` as files::folded_small; `was_number`: the cell held a number, so digits are lost.
ReadCode read_uscc(std::string_view text, bool was_number);

// The check character of the first 17 (weights 3^i mod 31); '\0' when one of them is
// not allowed.
char check_character(std::string_view first17);

}  // namespace chengjie::tables
