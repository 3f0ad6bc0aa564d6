// A document's text for a page: every character as it lies on disk, decoded, and where a byte of
// the file stands in it, counted as browsers count (UTF-16 units).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/text/chars.h"

namespace chengjie::server::api {

class PlainText {
 public:
  // bad_input when it cannot be decoded. Memory: 24 bytes a character.
  static Result<PlainText> of(std::string_view bytes, std::string_view name);

  std::string utf8() const;
  std::string utf8(std::size_t from, std::size_t to) const;  // by characters
  std::string_view encoding() const { return encoding_; }
  std::size_t size() const { return chars_.size(); }

  // The character that stands on a byte of the file, or after it; size() at the end.
  std::size_t char_at(std::size_t byte) const;
  std::size_t utf16_at(std::size_t character) const { return utf16_[character]; }

  // Where `needle` stands, letters' case aside; at most `most`, and how many there are.
  std::vector<std::size_t> find(std::u32string const& needle, std::size_t most,
                                std::size_t& count) const;

 private:
  text::Chars chars_;
  std::vector<std::uint32_t> utf16_;  // before each character, and at the end
  std::string_view encoding_;
};

// The letters A to Z as small ones, nothing else.
std::u32string small_letters(std::u32string_view);

}  // namespace chengjie::server::api
