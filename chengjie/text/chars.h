// Decoded text that never forgets where it came from. Every room that reads documents works on
// `Chars`: one entry a character, with the source bytes each character stands on.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::text {

// Four arrays of one length. `text` is folded for matching (full-width forms become ASCII, every
// space ' '), `verbatim` is as written. The character i stands on source bytes [begin[i], end[i]);
// after layout repair end[i] may reach over a doubled copy that was folded away.
struct Chars {
  std::u32string text;
  std::u32string verbatim;
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> end;

  std::size_t size() const { return text.size(); }
  void reserve(std::size_t n);
  void push(char32_t folded, char32_t as_written, std::uint32_t from, std::uint32_t to);
  // Characters [from, to) of another text.
  void append(Chars const& other, std::size_t from, std::size_t to);
  void resize(std::size_t n);
};

// Full-width ASCII to ASCII, ideographic and other spaces to ' ', ratio sign to ':'.
char32_t fold(char32_t c);

std::string utf8(std::u32string_view);
void append_utf8(std::string& to, char32_t c);
// Our own literals and names; an invalid byte becomes U+FFFD.
std::u32string utf32(std::string_view);

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
constexpr bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}
constexpr bool is_han(char32_t c) {
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
         (c >= 0x20000 && c <= 0x3134f) || c == 0x3007;
}

// A small set of characters for hot loops: one multiplication tells nearly every other character.
class CharSet {
 public:
  constexpr explicit CharSet(std::u32string_view set) : set_(set) {
    for (auto const c : set) { bits_[slot(c) >> 6] |= std::uint64_t{1} << (slot(c) & 63U); }
  }
  constexpr bool has(char32_t c) const {
    return ((bits_[slot(c) >> 6] >> (slot(c) & 63U)) & 1U) != 0 &&
           set_.find(c) != std::u32string_view::npos;
  }

 private:
  // One of 1024 bits: few characters outside a set share one with those inside.
  static constexpr std::uint32_t slot(char32_t c) {
    return (static_cast<std::uint32_t>(c) * 0x9e3779b1U) >> 22;
  }
  std::u32string_view set_;
  std::array<std::uint64_t, 16> bits_{};
};

}  // namespace chengjie::text
