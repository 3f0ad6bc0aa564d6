#include "chengjie/files/paragraphs.h"

#include <utility>

namespace chengjie::files {
namespace {

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Space, tab, line ends, and the no-break space that editors indent with.
std::size_t space_at(std::string_view text, std::size_t i) {
  auto const c = text[i];
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v') { return 1; }
  if (text.substr(i, 2) == "\xc2\xa0") { return 2; }
  if (text.substr(i, 3) == "\xe3\x80\x80") { return 3; }
  // Zero-width characters carry nothing.
  auto const three = text.substr(i, 3);
  return three == "\xe2\x80\x8b" || three == "\xef\xbb\xbf" ? 3 : 0;
}

bool zero_width(std::string_view text, std::size_t i) {
  auto const three = text.substr(i, 3);
  return three == "\xe2\x80\x8b" || three == "\xef\xbb\xbf";
}

}  // namespace

bool joins_without_space(std::string_view before, std::string_view after) {
  return before.empty() || after.empty() || !is_ascii(before.back()) || !is_ascii(after.front());
}

void Paragraphs::add(std::string_view utf8) {
  for (auto i = std::size_t{0}; i < utf8.size();) {
    if (auto const n = space_at(utf8, i)) {
      space_ = space_ || !zero_width(utf8, i);
      line_end_ = line_end_ || utf8[i] == '\n' || utf8[i] == '\r';
      i += n;
      continue;
    }
    if (blank() && open_.empty()) { page_of_open_ = page_; }
    if (space_ && !open_.empty() && open_.back() != '\t' &&
        !(line_end_ && joins_without_space(open_, utf8.substr(i)))) {
      open_ += ' ';
    }
    space_ = line_end_ = false;
    open_ += utf8[i++];
  }
}

void Paragraphs::tab() {
  space_ = line_end_ = false;
  open_ += '\t';
}

void Paragraphs::close() {
  space_ = line_end_ = false;
  if (blank()) {
    open_.clear();
    return;
  }
  open_.erase(open_.find_last_not_of(" \t") + 1);
  if (!text_.empty()) { text_ += "\n\n"; }
  auto const begin = static_cast<std::uint32_t>(text_.size());
  text_ += open_;
  open_.clear();
  segments_.push_back({begin, static_cast<std::uint32_t>(text_.size()), page_of_open_, {}});
}

void Paragraphs::hand_over(Document& document) {
  close();
  if (!text_.empty()) { text_ += '\n'; }
  document.text = std::move(text_);
  document.segments = std::move(segments_);
}

}  // namespace chengjie::files
