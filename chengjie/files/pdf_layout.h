// The words of a PDF's pages to text as a person reads it: lines, columns, paragraphs that go on
// over columns and pages, without headers, footers and page numbers. Pure: no PDF library here.
#pragma once
#include <string>
#include <vector>

#include "chengjie/files/document.h"

namespace chengjie::files {

struct PdfWord {
  Box box;
  float size{};  // of the font, points; 0 unknown
  std::string text;
  bool space_after{};
};

struct PdfPage {
  float width{}, height{};
  std::vector<PdfWord> words;  // in any order
};

// Fills text and segments, one a line.
Document layout_pages(std::vector<PdfPage> const&);

}  // namespace chengjie::files
