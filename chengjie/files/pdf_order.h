// The order in which a person reads the words of a page: down a column, then the next; along the
// rows of a table. A PDF's own order, and its library's, fails where digits are of another font.
#pragma once
#include <vector>

#include "chengjie/files/pdf_layout.h"

namespace chengjie::files {

std::vector<PdfWord> in_reading_order(std::vector<PdfWord> words);

}  // namespace chengjie::files
