// HTML pages: paragraphs and rows of tables; scripts, navigation and lists of links left out.
// Only html.cc includes libxml2.
#pragma once
#include <string_view>

#include "chengjie/files/document.h"

namespace chengjie::files {

// Begins with a tag that only HTML has (after marks, comments and declarations).
bool is_html(std::string_view bytes);

// bad_input: no text; limit: elements nested deeper than 250.
Result<Document> read_html(std::string_view bytes);

}  // namespace chengjie::files
