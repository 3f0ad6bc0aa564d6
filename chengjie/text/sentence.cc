#include "chengjie/text/sentence.h"

#include "chengjie/text/chars.h"

namespace chengjie::text {
namespace {

template <class Stop>
std::vector<Part> split(std::u32string_view text, std::size_t begin, std::size_t end, Stop stop) {
  auto out = std::vector<Part>{};
  auto depth = 0;
  for (auto i = begin, from = begin; i <= end; ++i) {
    if (i != end) {
      // Brackets that never close must not swallow the rest of a block.
      if (text[i] == U'(') { depth = 1; }
      if (text[i] == U')') { depth = 0; }
      if (!stop(i, depth)) { continue; }
      depth = 0;
    }
    if (i > from) { out.push_back({from, i}); }
    from = i + 1;
  }
  return out;
}

bool strong(char32_t c) { return c == U'。' || c == U'!' || c == U'?' || c == U';' || c == U'\n'; }

}  // namespace

std::vector<Part> sentences(std::u32string_view text, std::size_t begin, std::size_t end) {
  return split(text, begin, end, [&](std::size_t i, int) { return strong(text[i]); });
}

std::vector<Part> clauses(std::u32string_view text, std::size_t begin, std::size_t end) {
  return split(text, begin, end, [&](std::size_t i, int depth) {
    auto const c = text[i];
    if (strong(c)) { return true; }
    if ((c != U',' && c != U':') || depth != 0) { return false; }
    auto const digits = i > begin && i + 1 < end && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    return !(digits &&
             (c == U':' || (i + 4 <= end && is_digit(text[i + 2]) && is_digit(text[i + 3]) &&
                            (i + 4 == end || !is_digit(text[i + 4])))));
  });
}

}  // namespace chengjie::text
