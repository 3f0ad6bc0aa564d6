// Text as it is compared: NFKC, without white space and characters of no width.
#pragma once
#include <string>
#include <string_view>

namespace chengjie::files {

// "Ａ １㎡" -> "A1m2". Invalid UTF-8 is passed through as it is.
std::string folded(std::string_view utf8);
// The same with ASCII letters small.
std::string folded_small(std::string_view utf8);
// Without white space at both ends, characters of no width and Excel's leading apostrophe;
// otherwise as written. A view of `utf8` where nothing inside had to go, else of `room`.
std::string_view cleaned(std::string_view utf8, std::string& room);

}  // namespace chengjie::files
