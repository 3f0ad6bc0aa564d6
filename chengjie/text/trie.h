// Words to look up at a position of a text: the longest that begins there. Words share their
// heads; edges stand in one open-addressed table, so 250,000 names take some 60 MB.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace chengjie::text {

class Trie {
 public:
  struct Hit {
    std::size_t length{};  // 0: nothing begins here
    int value{-1};
  };
  Trie();
  // value >= 0; a word added twice keeps the later value. An empty word is left out.
  void add(std::u32string_view word, int value);
  Hit longest(std::u32string_view text, std::size_t at) const {
    if (at >= text.size()) { return {}; }
    auto const next = at + 1 < text.size() ? text[at + 1] : U'\0';
    if (!starts(text[at], next) && !(singles_ && starts(text[at], U'\0'))) { return {}; }
    return walk(text, at);
  }
  // The longest word that ends just before `at` (words of at most `length_max` characters).
  Hit longest_before(std::u32string_view text, std::size_t at, std::size_t length_max) const;
  int exact(std::u32string_view word) const;  // -1: no such word
  std::size_t size() const { return words_; }

 private:
  struct Edge {
    std::uint64_t key{};  // (node << 21 | character) + 1; 0: free
    std::uint32_t to{};
  };
  Hit walk(std::u32string_view text, std::size_t at) const;
  std::uint32_t step(std::uint32_t node, char32_t c) const;  // 0: no edge
  std::uint32_t grow(std::uint32_t node, char32_t c);
  void rehash();
  std::vector<Edge> edges_;
  std::vector<std::int32_t> value_;  // by node
  // One bit for each pair of first characters of a word (with 0 for words of one): nearly every
  // position of a text ends at this test.
  static constexpr std::size_t kBits = std::size_t{1} << 16;
  static std::size_t bit_of(char32_t a, char32_t b) {
    return ((a * 0x9e3779b1U) ^ (b * 0x85ebca6bU)) >> 16 & (kBits - 1);
  }
  bool starts(char32_t a, char32_t b) const {
    return !starts_.empty() && ((starts_[bit_of(a, b) >> 6] >> (bit_of(a, b) & 63)) & 1U) != 0;
  }
  std::vector<std::uint64_t> starts_;
  bool singles_{};  // some word has one character
  std::size_t used_{};
  std::size_t words_{};
};

}  // namespace chengjie::text
