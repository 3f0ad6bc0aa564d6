// The outline of a paper: its lines as they were written, their list heads, and which item stands
// under which heading. Layout joins hard wraps and may join lines that belong apart (“〔责任单位:
// 甲〕 2.培育…”); the bytes that fell away between them tell where they were.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "chengjie/reading/document.h"

namespace chengjie::reading {

struct ListHead {
  int rank{};          // 1 “一、” 2 “(一)” 3 “1.” 4 “(1)” 5 “①” 6 a dash or dot; 0 none
  std::size_t size{};  // characters, with the spaces after it
};
ListHead list_head(std::u32string_view line);

struct Segment {
  std::size_t begin{};
  std::size_t end{};
  std::size_t body{};  // past the list head
  int rank{};          // of the list head
  bool heading{};      // short, and nothing ends it
};

struct OutlineItem {
  std::vector<std::size_t> segments;  // never empty
  int parent{-1};
  int rank{};  // 0: a heading without list head, or prose
  bool leaf{true};
};

struct Outline {
  std::vector<Segment> segments;  // in the order of the source, noise left out
  std::vector<OutlineItem> items;
  std::vector<text::Part> cells;  // everything, also noise, cut at every blank and line end
  int year{};                     // of a bare “6月底前”; 0 not known
  int from{};                     // the year it was written in: what is due before is past; 0
  bool plan{};                    // the title says that it tells what is to be done
  bool wanted{};                  // the title says what is wanted
};
Outline outline_of(Document const&);

}  // namespace chengjie::reading
