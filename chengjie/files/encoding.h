// The characters of a text table: UTF-8 with or without mark, else GB18030, UTF-16 with its mark.
// Unlike text::decode this keeps no source offsets, so it costs no memory for UTF-8.
#pragma once
#include <string>
#include <string_view>
#include <variant>

#include "chengjie/files/refused.h"

namespace chengjie::files {

// UTF-8 without its mark. `text` is a view of `bytes` when they are UTF-8 already, else of `made`.
struct Utf8 {
  std::string_view text;
  std::string made;
};

// Fills `out`; refuses with bad_encoding. A wrong byte anywhere refuses the whole file: a table
// with guessed characters would carry them into the books unseen.
Outcome to_utf8(std::string_view bytes, Utf8& out);
bool is_utf8(std::string_view);
// With U+FFFD in place of each byte that is no part of a character.
std::string repaired(std::string_view);

}  // namespace chengjie::files
