#include "chengjie/text/table_row.h"

#include <algorithm>

#include "chengjie/text/chars.h"

namespace chengjie::text {
namespace {

using View = std::u32string_view;

constexpr auto kLineMax = std::size_t{120};
constexpr auto kHeadMax = std::size_t{9};  // “2025年目标”

struct Token {
  std::size_t begin{};
  std::size_t end{};
};

std::vector<Token> tokens_of(View line, std::size_t from) {
  auto out = std::vector<Token>{};
  for (auto i = from; i < line.size();) {
    auto const end = std::min(line.find(U' ', i), line.size());
    if (end > i) { out.push_back({i, end}); }
    i = end + 1;
  }
  return out;
}

int year_of(View word) {
  if (word.size() < 5 || word.size() > kHeadMax || word[4] != U'年') { return 0; }
  auto year = 0;
  for (auto const c : word.substr(0, 4)) {
    if (!is_digit(c)) { return 0; }
    year = year * 10 + static_cast<int>(c - U'0');
  }
  return year >= 1949 && year <= 2100 ? year : 0;
}

bool number(View word) {
  return is_digit(word.front()) && is_digit(word.back()) &&
         std::all_of(word.begin(), word.end(),
                     [](char32_t c) { return is_digit(c) || c == U'.' || c == U','; });
}

bool nothing(View word) { return word.find_first_not_of(U"-—–/") == View::npos; }

}  // namespace

std::vector<int> years_of_header(View line) {
  auto out = std::vector<int>{};
  if (line.size() > kLineMax || line.find_first_of(U",。;") != View::npos) { return out; }
  auto const tokens = tokens_of(line, 0);
  if (tokens.empty() || is_digit(line[tokens.front().begin])) { return out; }
  for (auto const& token : tokens) {
    auto const year = year_of(line.substr(token.begin, token.end - token.begin));
    if (year != 0) {
      out.push_back(year);
    } else if (!out.empty()) {
      break;  // columns of words follow
    }
  }
  if (out.size() < 2 || out.size() > kColumnsMax) { out.clear(); }
  return out;
}

std::optional<TableRow> row_of(View line) {
  if (line.size() > kLineMax || line.find_first_of(U"。;") != View::npos) { return std::nullopt; }
  auto const open = line.find(U'(');
  auto const close = line.find(U')', open == View::npos ? 0 : open);
  if (open == View::npos || close == View::npos || open < 2 || close < open + 2) {
    return std::nullopt;
  }
  auto row = TableRow{line.substr(0, line.find_last_not_of(U' ', open - 1) + 1),
                      line.substr(open + 1, close - open - 1),
                      {}};
  auto numbers = 0;
  for (auto const& token : tokens_of(line, close + 1)) {
    auto const word = line.substr(token.begin, token.end - token.begin);
    if (number(word)) {
      row.cells.push_back({token.begin, token.end});
      ++numbers;
    } else if (nothing(word)) {
      row.cells.push_back({token.begin, token.begin});
    } else {
      break;
    }
  }
  if (numbers == 0 || row.cells.size() < 2 || row.cells.size() > kColumnsMax) {
    return std::nullopt;
  }
  return row;
}

}  // namespace chengjie::text
