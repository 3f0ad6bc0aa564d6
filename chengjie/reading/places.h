// The administrative gazetteer: which province, city, county or district a name in a text is.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/text/trie.h"

namespace chengjie::reading {

enum class Level { province, city, county };

struct Place {
  std::u32string name;        // "九龙坡区"
  std::u32string short_name;  // "九龙坡"; empty when the name has no safe short form
  Level level{};
  int province{};      // index of the province it lies in, among the provinces
  int city{-1};        // of a county: id of the city it lies in; -1 under a municipality
  int stands_for{-1};  // of a name that the gazetteer lacks: the place whose short form it has
};

class Places {
 public:
  static Places const& china();
  struct Hit {
    std::size_t length{};  // 0: none
    int place{-1};
    bool full{};     // the whole name, not the short form
    bool renamed{};  // the short form under another last word: “赤水县” where we know 赤水市
  };
  // Short forms are looked up too: “重庆”, “璧山”. County names in short are common words at times,
  // so the caller decides by the province of the text.
  Hit at(std::u32string_view text, std::size_t pos) const {
    // Every name has two characters at least; few pairs begin one.
    if (pos + 1 >= text.size() || !begins(text[pos], text[pos + 1])) { return {}; }
    return look_up(text, pos);
  }
  Place const& operator[](int i) const { return all_[static_cast<std::size_t>(i)]; }
  std::size_t size() const { return all_.size(); }
  int named(std::u32string_view full_name) const { return full_.exact(full_name); }

 private:
  Places();
  Hit look_up(std::u32string_view text, std::size_t pos) const;
  static std::size_t slot(char32_t a, char32_t b) {
    return ((a * 0x9e3779b1U) ^ (b * 0x85ebca6bU)) >> 15;
  }
  bool begins(char32_t a, char32_t b) const {
    return (pairs_[slot(a, b) >> 6] >> (slot(a, b) & 63) & 1U) != 0;
  }
  void note_pair(std::u32string_view name);
  void add(std::u32string name, Level level, int province, int city);
  std::vector<Place> all_;
  text::Trie full_;
  text::Trie short_;
  std::vector<std::uint64_t> pairs_ = std::vector<std::uint64_t>((std::size_t{1} << 17) / 64);
};

}  // namespace chengjie::reading
