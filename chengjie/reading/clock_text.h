// The inside of clock.h: reading years, halves, quarters and months at a position of a text.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "chengjie/reading/clock.h"
#include "chengjie/text/chars.h"

namespace chengjie::reading::detail {

struct TimeText {
  std::u32string_view t;
  char32_t at(std::size_t i) const { return i < t.size() ? t[i] : U'\n'; }
  bool has(std::size_t i, std::u32string_view word) const {
    return i <= t.size() && t.substr(i, word.size()) == word;
  }
  bool before(std::size_t i, std::u32string_view word) const {
    return i >= word.size() && t.substr(i - word.size(), word.size()) == word;
  }
  int whole(std::size_t i, std::size_t n) const {
    auto v = 0;
    for (auto k = i; k != i + n; ++k) {
      if (!text::is_digit(at(k))) { return -1; }
      v = v * 10 + static_cast<int>(t[k] - U'0');
    }
    return text::is_digit(at(i + n)) ? -1 : v;
  }
  // A year of four digits with 年 after; 0 when there is none.
  int year(std::size_t i) const {
    if (i > 0 && (text::is_digit(t[i - 1]) || text::is_letter(t[i - 1]) || t[i - 1] == U'.')) {
      return 0;
    }
    auto const y = whole(i, 4);
    return y >= 1949 && y <= 2100 ? y : 0;
  }
};

// “上半年”, “第一季度”, “1-9月”, “7月”, after a year: length and the suffix of the period.
struct YearPart {
  std::size_t length{};
  std::string suffix;
};
YearPart part_of_year(TimeText const&, std::size_t at);
// Every year of a period moved by so many: “2021-01..2021-09” by -1 is “2020-01..2020-09”.
std::string shifted(std::string period, int years);
// Whether the words before a year say that it is one to come (到, 力争, 预计).
bool towards(TimeText const&, std::size_t at);
// Adds a mark; whether it is of the figure after it alone is read from the text.
void add_mark(Clock&, std::size_t begin, std::size_t end, MarkKind, std::string period,
              TimeText const&);
// Times of several years that begin at `at`; where to go on, 0 when there is none.
std::size_t take_plan_years(TimeText const&, Clock&, std::size_t at);
// Fills clock.marks; date, year and report of the clock are known.
void mark_times(TimeText const&, Clock&);

}  // namespace chengjie::reading::detail
