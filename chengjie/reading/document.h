// What every step of reading works on: the repaired page with everything found on it so far.
#pragma once
#include <string_view>
#include <vector>

#include "chengjie/reading/clock.h"
#include "chengjie/reading/names.h"
#include "chengjie/text/layout.h"
#include "chengjie/text/quantity.h"
#include "chengjie/text/sentence.h"

namespace chengjie::reading {

struct Sentence {
  std::size_t begin{};
  std::size_t end{};
  std::size_t block{};
  std::vector<text::Part> clauses;
};

struct Document {
  text::Page page;
  Clock clock;
  Ground ground;
  std::vector<NameAt> names;
  std::vector<Sentence> sentences;
  std::vector<text::Quantity> quantities;  // those of blocks that are not noise

  std::u32string_view text() const { return page.chars.text; }
  std::u32string_view slice(std::size_t begin, std::size_t end) const { return text().substr(begin, end - begin); }
};

// Where a figure stands: indexes into the document.
struct Spot {
  std::size_t sentence{};
  std::size_t clause{};
};

}  // namespace chengjie::reading
