// By when something is to be done, as papers write it: “2025年6月底前”, “年底”, “9月底前”.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chengjie::reading {

// Digits alone as a number; -1 when there are others or none.
int clauses_number(std::u32string_view digits);

struct TimeAt {
  std::size_t end{};   // 0: no time begins here
  std::string period;  // its end: "2025", "2025-06", "2025-06-30", "2025-Q1"; "" without a year
  bool closing{};      // 底, 末, 内
};
// `year` is that of a bare “6月”, “年底”; 0 not known.
TimeAt time_at(std::u32string_view text, std::size_t at, int year);

struct Deadline {
  std::size_t begin{};  // with 到, 至
  std::size_t end{};    // with 前
  std::string period;
};
// Those of text[begin, end): “到2025年”, “6月底前”, not “截至2024年底”, “每月底”.
std::vector<Deadline> deadlines(std::u32string_view text, std::size_t begin, std::size_t end,
                                int year);
// The later of two periods by their ends: a year ends after its months.
bool ends_later(std::string const& a, std::string const& b);

}  // namespace chengjie::reading
