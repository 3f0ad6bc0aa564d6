// One random change to a table's text: a word put in, bytes taken out, a byte or a cell replaced.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "chengjie/base/random.h"

inline void mutate_table(std::string& text, chengjie::Random& random,
                         std::span<std::string_view const> words) {
  auto const word = [&] { return words[random.below(static_cast<std::uint32_t>(words.size()))]; };
  auto const at = text.empty() ? 0 : random.below(static_cast<std::uint32_t>(text.size()));
  switch (random.below(4)) {
    case 0:
      text.insert(at, word());
      break;
    case 1:
      text.erase(at, 1 + random.below(8));
      break;
    case 2:
      if (!text.empty()) { text[at] = static_cast<char>(random.below(256)); }
      break;
    default: {  // another word for a cell
      auto const end = text.find_first_of(",\n", at);
      auto const start = text.find_last_of(",\n", at);
      if (end != std::string::npos && start != std::string::npos && start < end) {
        text.replace(start + 1, end - start - 1, word());
      }
    }
  }
}
