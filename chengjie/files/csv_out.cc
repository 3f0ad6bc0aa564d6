#include "chengjie/files/csv_out.h"

#include <charconv>

namespace chengjie::files {
namespace {

bool is_number(std::string_view text) {
  auto value = 0.0;
  if (text.starts_with('+')) { text.remove_prefix(1); }
  auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

bool needs_apostrophe(std::string_view text) {
  return text.size() > 1 &&
         std::string_view{"=+-@'\t\r\n"}.find(text.front()) != std::string_view::npos &&
         !is_number(text);
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view text) {
  auto const mark = std::string_view{needs_apostrophe(text) ? "'" : ""};
  // A cell that begins with a quote or a space must be quoted too, or it reads back otherwise.
  if (text.find_first_of(",\"\r\n;\t") == std::string::npos) {
    out.append(mark).append(text);
    return;
  }
  out.append("\"").append(mark);
  for (auto const c : text) {
    if (c == '"') { out += '"'; }
    out += c;
  }
  out += '"';
}

void append_csv_row(std::string& out, std::span<std::string const> cells) {
  auto first = true;
  for (auto const& cell : cells) {
    if (!first) { out += ','; }
    first = false;
    append_csv_cell(out, cell);
  }
  out += "\r\n";
}

}  // namespace chengjie::files
