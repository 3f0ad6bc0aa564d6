// A number as an office writes it in a cell: 12,345.6  １.2亿元  (56.7)  约3  最高500万元  ≥300.
#pragma once
#include <string>
#include <string_view>

#include "chengjie/ledger/figure.h"

namespace chengjie::tables {

struct WrittenNumber {
  bool ok{};
  std::string digits;    // "-12345.6", or "1.2e3": what std::from_chars reads
  std::string unit;      // as unit_word makes it; "" when the cell names none
  bool foreign_money{};  // $ or € before the digits
  Bound bound{};         // of ≥ 超过 不超过 约 ...
  bool approximate{};    // 约, 左右, 余, 超 and the like stood there
};

// Which words may stand beside the digits.
enum class Words {
  plain,    // 约 左右 余 only: anything else is not a number
  cap,      // also 最高 不超过 上限: the cap itself
  bounded,  // also ≥ 达到 超过 不超过 以上 以内: part of the figure
};

// `text` as files::folded_small makes it. What is left after digits and words is the unit, whether
// any such unit exists or not; a unit with a digit in it is none unless it ends in 2 or 3 (m2,
// m3/d).
WrittenNumber read_number(std::string_view text, Words);

// The text stands for “no value”: blank - / 无 待定 长期 N/A ...
bool is_null_word(std::string_view folded_small_text);

// digits * factor, rounded once: 3.3 * 1e4 is 33000, not 32999.999999999996.
double times(std::string_view digits, double factor);
// The shortest digits that read back as the same number.
std::string shortest(double);

}  // namespace chengjie::tables
