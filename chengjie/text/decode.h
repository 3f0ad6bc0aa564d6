// Bytes of a text file to characters: UTF-8, GB18030, UTF-16, found from the bytes themselves.
#pragma once
#include <string_view>

#include "chengjie/base/result.h"
#include "chengjie/text/chars.h"

namespace chengjie::text {

enum class Encoding { utf8, gb18030, utf16le, utf16be };
std::string_view name_of(Encoding);

struct Decoded {
  Encoding encoding{};
  Chars chars;            // with '\n' for every kind of line end; byte order marks are left out
  std::size_t damaged{};  // characters that could not be decoded (U+FFFD in the text)
};

inline constexpr std::size_t kLineBytesMax = std::size_t{16} << 20;
inline constexpr std::size_t kFileBytesMax = std::size_t{1} << 31;

// bad_input: empty, or not text; limit: a line over 16 MiB, a file of 2 GiB or more.
// `name` stands in the error's place. Linear in the size; 16 bytes of memory a character.
Result<Decoded> decode(std::string_view bytes, std::string_view name);

}  // namespace chengjie::text
