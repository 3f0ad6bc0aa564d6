#include "chengjie/economy/csv.h"

#include <array>
#include <charconv>
#include <cmath>

namespace chengjie::economy {
namespace {

constexpr auto kNumberMax = 1e60;  // of anything in an economy; above it sums and products overflow
constexpr auto kNumberMin = 1e-100;  // rounding, and a divisor that overflows
constexpr std::size_t kTextMax = std::size_t{1} << 30;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

std::string trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) { text.remove_prefix(1); }
  while (!text.empty() && is_space(text.back())) { text.remove_suffix(1); }
  return std::string(text);
}

Result<std::vector<CsvRow>> read_csv(std::string_view text, std::string_view name) {
  if (text.size() > kTextMax) {
    return Error{Code::limit, "表格超过 1 GiB", std::string(name), "请拆分后再读"};
  }
  if (text.starts_with("\xef\xbb\xbf")) { text.remove_prefix(3); }
  std::vector<CsvRow> rows;
  std::size_t at = 0;
  auto line = 1;
  while (at < text.size()) {
    if (text[at] == '#') {
      auto const end = text.find('\n', at);
      at = end == std::string_view::npos ? text.size() : end + 1;
      ++line;
      continue;
    }
    auto const first_line = line;
    CsvRow row;
    auto more = true;
    while (more) {
      std::string cell;
      if (at < text.size() && text[at] == '"') {
        ++at;
        for (;; ++at) {
          if (at >= text.size()) {
            return Error{Code::bad_input, "引号没有配对",
                         std::string(name) + ":" + std::to_string(first_line), "请检查这一行"};
          }
          if (text[at] == '"') {
            if (at + 1 >= text.size() || text[at + 1] != '"') { break; }
            ++at;
          }
          line += text[at] == '\n';
          cell += text[at];
        }
        ++at;
      }
      auto const end = std::min(text.find_first_of(",\n", at), text.size());
      cell += text.substr(at, end - at);
      if (!cell.empty() && cell.back() == '\r') { cell.pop_back(); }
      row.push_back(std::move(cell));
      more = end < text.size() && text[end] == ',';
      at = end < text.size() ? end + 1 : end;
    }
    ++line;
    auto const blank = row.size() == 1 && trimmed(row[0]).empty();
    if (!blank) { rows.push_back(std::move(row)); }
  }
  return rows;
}

std::optional<double> number_of(std::string_view cell) {
  while (!cell.empty() && is_space(cell.front())) { cell.remove_prefix(1); }
  while (!cell.empty() && is_space(cell.back())) { cell.remove_suffix(1); }
  if (!cell.empty() && cell.front() == '+') { cell.remove_prefix(1); }
  double value{};
  auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size()) { return std::nullopt; }
  if (!(std::abs(value) < kNumberMax)) { return std::nullopt; }
  return std::abs(value) < kNumberMin ? 0 : value;
}

std::string text_of(double value, int digits) {
  std::array<char, 40> text{};
  auto* const first = text.data();
  auto* const last = first + text.size();
  auto const [end, error] =
      digits > 0 ? std::to_chars(first, last, value, std::chars_format::general, digits)
                 : std::to_chars(first, last, value);
  return error == std::errc{} ? std::string(first, end) : std::string("nan");
}

void append_csv(std::string& out, CsvRow const& row) {
  auto first = true;
  for (auto const& cell : row) {
    if (!first) { out += ','; }
    first = false;
    if (cell.find_first_of(",\"\n\r") == std::string::npos) {
      out += cell;
      continue;
    }
    out += '"';
    for (auto const c : cell) {
      if (c == '"') { out += '"'; }
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace chengjie::economy
