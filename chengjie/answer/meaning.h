// Keys and meaning of the books, as data/books/meaning.toml states them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::answer {

struct Meaning {
  std::string kind;
  std::vector<std::string> keys;
  std::string take;  // all, first, joint
  std::string also;
  bool period{};
  bool joins_by_name{};  // rows without a code
  std::string left;      // "column=word"
};

Result<std::vector<Meaning>> read_meanings(std::string_view text, std::string_view name);
// Of the data file that the program carries; stops the program when the kind is not in it: our own
// promise, held by a test.
Meaning const& meaning_of(std::string_view kind);

}  // namespace chengjie::answer
