// Text tables out: UTF-8, comma, CRLF, safe to open in a spreadsheet program.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace chengjie::files {

inline constexpr std::string_view kUtf8Mark = "\xef\xbb\xbf";  // Excel needs it to see UTF-8

// A text that begins with = + - @ or a control character could run as a formula, so it gets a
// leading apostrophe, which the importer takes off; so does one that has an apostrophe of its own.
// A plain number keeps its sign.
void append_csv_cell(std::string& out, std::string_view cell);
void append_csv_row(std::string& out, std::span<std::string const> cells);

}  // namespace chengjie::files
