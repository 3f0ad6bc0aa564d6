// Headers, footers and page numbers: what stands on a page but is not of its text.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "chengjie/files/document.h"

namespace chengjie::files {

struct PdfLine {
  Box box;
  float size{};        // of its font, points
  std::string text;    // cells of a table parted by tabs
  std::size_t page{};  // 0-based
  float page_height{};
};

// Takes them out: the outermost rows of a page that are page numbers, or that stand at the same
// height on other pages as well. `lines` page by page.
void drop_furniture(std::vector<PdfLine>& lines, std::size_t pages);

}  // namespace chengjie::files
