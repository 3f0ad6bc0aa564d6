// PDF with text, through poppler. A damaged PDF can make any PDF library loop or fall; poppler runs
// in a child process with limits of its own, so that one document never stops a batch. Only pdf.cc
// includes poppler.
#pragma once
#include <string_view>

#include "chengjie/files/document.h"

namespace chengjie::files {

// bad_input: damaged, a password, or no text (a scan); limit: bytes, pages, seconds or memory.
Result<Document> read_pdf(std::string_view bytes);

}  // namespace chengjie::files
