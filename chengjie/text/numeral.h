// Arabic, Chinese and mixed numerals: “1760亿”, “三百万亿”, “两千零八”, “90余万”, “1亿5000万”.
#pragma once
#include <cstddef>
#include <string_view>

namespace chengjie::text {

struct Numeral {
  std::size_t end{};  // 0: no numeral begins here
  double value{};
  double factor{1};      // magnitude written after the digits: 1e8 of “1760亿”
  bool arabic{};         // begins with an Arabic digit
  bool more{};           // 多, 余, 几 inside or after: “30多”, “十余”, “十几”
  bool bare{};           // a magnitude alone: “千亿”, “百万”
  bool plain_digits{};   // Chinese digits without a magnitude: “三”, “二〇二五”
  std::size_t digits{};  // Arabic digits, or Chinese digits and magnitudes
};

// The numeral that begins at `at` of folded text.
Numeral numeral_at(std::u32string_view text, std::size_t at);

constexpr int chinese_digit(char32_t c) {
  switch (c) {
    case U'〇':
    case U'零':
      return 0;
    case U'一':
    case U'壹':
      return 1;
    case U'二':
    case U'两':
    case U'贰':
      return 2;
    case U'三':
    case U'叁':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
    case U'伍':
      return 5;
    case U'六':
    case U'陆':
      return 6;
    case U'七':
    case U'柒':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    default:
      return -1;
  }
}
// 10, 100, 1000, 1e4, 1e8 of 十 百 千 万 亿; 0 for anything else.
constexpr double magnitude(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 10;
    case U'百':
    case U'佰':
      return 100;
    case U'千':
    case U'仟':
      return 1000;
    case U'万':
      return 1e4;
    case U'亿':
      return 1e8;
    default:
      return 0;
  }
}

}  // namespace chengjie::text
