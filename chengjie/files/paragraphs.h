// Running text put together into paragraphs, as HTML and DOCX give it: in pieces.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/files/document.h"

namespace chengjie::files {

class Paragraphs {
 public:
  // White space is folded into one space; between two characters of Chinese a line end of the
  // source is none at all.
  void add(std::string_view utf8);
  void tab();    // the next cell of a row
  void close();  // the paragraph; nothing when it is blank
  void set_page(std::uint32_t page) { page_ = page; }

  bool blank() const { return open_.find_first_not_of(" \t") == std::string::npos; }
  bool full() const { return text_.size() + open_.size() > kDocumentTextMax; }
  void hand_over(Document&);  // closes, and moves text and segments out

 private:
  std::string text_, open_;
  bool space_{}, line_end_{};  // white space seen since the last character
  std::uint32_t page_{}, page_of_open_{};
  std::vector<Segment> segments_;
};

// Whether a space between two words parts them: not next to a Chinese character or mark.
bool joins_without_space(std::string_view before, std::string_view after);

}  // namespace chengjie::files
