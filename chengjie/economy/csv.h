// Small tables as text: comma-separated, double quotes where needed, lines that begin with # are
// remarks. The one reader and writer of this room (RFC 4180).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::economy {

using CsvRow = std::vector<std::string>;

// `name` is the file's name, for errors ("Z.csv:3"). A byte order mark and \r are dropped. A quote
// that is never closed and a text over 1 GiB are `bad_input`.
Result<std::vector<CsvRow>> read_csv(std::string_view text, std::string_view name);

// The number as it stands, stray spaces aside; nothing when the cell is no number, not finite or
// beyond 1e60. Under 1e-100 it is 0.
std::optional<double> number_of(std::string_view cell);
std::string trimmed(std::string_view);

// The shortest text that reads back as the same double, or that many significant digits.
std::string text_of(double, int digits = 0);
// One line, quoted where a comma, a quote or a line end asks for it.
void append_csv(std::string& out, CsvRow const&);

}  // namespace chengjie::economy
