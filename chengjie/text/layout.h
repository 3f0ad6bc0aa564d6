// Layout repair: what a person sees on the page, from what an extraction left of it. Doubled runs
// are folded, hard wraps joined, captions taken out of sentences, page furniture set aside. Every
// character keeps its source bytes; nothing is added and lost text is never filled in.
#pragma once
#include <cstddef>
#include <vector>

#include "chengjie/text/chars.h"

namespace chengjie::text {

enum class BlockKind { body, heading, caption, noise };

struct Block {
  std::size_t begin{};  // characters of Page::chars, end exclusive; never empty
  std::size_t end{};
  BlockKind kind{};
  bool doubled{};  // some line of it was folded
};

struct Page {
  Chars chars;                // blocks one after the other, each ended by '\n'
  std::vector<Block> blocks;  // in reading order
};

// Linear for ordinary text; a line of n characters costs at most 64 n when it looks doubled.
Page repair(Chars const& decoded);

// Bold text in some PDFs is extracted twice, run by run: “春暖花开春暖花开，，”. Gives the
// positions in `line` that stay; all of them when the line is healthy. `sure` false: the line is
// short, and only counts as doubled when a neighbour is.
struct Folded {
  bool doubled{};
  bool sure{};
  std::vector<std::size_t> kept;    // ascending
  std::vector<std::size_t> covers;  // for each: last position of `line` it stands for
};
Folded fold_doubled_runs(std::u32string_view line);

}  // namespace chengjie::text
