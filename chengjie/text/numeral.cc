#include "chengjie/text/numeral.h"

#include <cmath>

#include "chengjie/text/chars.h"

namespace chengjie::text {
namespace {

using View = std::u32string_view;

char32_t char_at(View text, std::size_t i) { return i < text.size() ? text[i] : U'\n'; }
bool is_more(char32_t c) { return c == U'多' || c == U'余' || c == U'几' || c == U'来'; }

// 千瓦, 千伏, 千克, 千米: the 千 is of the unit.
bool kilo_unit(char32_t c) { return c == U'瓦' || c == U'伏' || c == U'克' || c == U'米'; }

// Longer runs are no numeral, and must not be read anew at each of their characters.
constexpr auto kDigitsMax = std::size_t{18};   // more are a number plate
constexpr auto kChineseMax = std::size_t{32};  // characters
constexpr auto kMagnitudesMax = 4;             // “万万”, “百万亿”
constexpr auto kPartsMax = 4;                  // “1万亿2亿3万4”

// “1,760” only when every group has three digits.
std::size_t group_end(View text, std::size_t at) {
  auto i = at;
  while (is_digit(char_at(text, i))) { ++i; }
  if (i - at > 3 || i == at || char_at(text, i) != U',') { return i; }
  auto end = i;
  while (end - at <= 2 * kDigitsMax && char_at(text, end) == U',' &&
         is_digit(char_at(text, end + 1)) && is_digit(char_at(text, end + 2)) &&
         is_digit(char_at(text, end + 3)) && !is_digit(char_at(text, end + 4))) {
    end += 4;
  }
  return end;
}

// The decimal digits times the magnitude after them, as one whole number and one power of ten: the
// nearest double, as a person reads it (21.31亿 is 2131000000, not a hair less).
double digits_value(View text, std::size_t from, std::size_t to, double factor = 1) {
  auto whole = 0.0;
  auto places = 0;
  auto fraction = false;
  for (auto i = from; i != to; ++i) {
    if (text[i] == U'.') {
      fraction = true;
      continue;
    }
    if (!is_digit(text[i])) { continue; }
    whole = whole * 10 + static_cast<double>(text[i] - U'0');
    places += fraction;
  }
  if (places == 0) { return whole * factor; }
  auto const scale = std::pow(10.0, places);
  return factor >= scale ? whole * (factor / scale) : whole / (scale / factor);
}

void read_magnitudes(View text, Numeral& n) {
  auto i = n.end;
  if ((char_at(text, i) == U'多' || char_at(text, i) == U'余') &&
      magnitude(char_at(text, i + 1)) > 0) {
    n.more = true;
    ++i;
  }
  auto left = kMagnitudesMax;
  for (auto m = magnitude(char_at(text, i)); m > 0 && left != 0;
       m = magnitude(char_at(text, i)), --left) {
    if (m == 1000 && kilo_unit(char_at(text, i + 1))) { break; }
    n.factor *= m;
    ++i;
  }
  n.end = i;
}

// After the digits “12”, “3.5”: magnitudes, then perhaps a smaller part (“1亿5000万”).
Numeral arabic_at(View text, std::size_t at, int parts = kPartsMax) {
  auto n = Numeral{};
  n.arabic = true;
  auto end = group_end(text, at);
  if (char_at(text, end) == U'.' && is_digit(char_at(text, end + 1))) {
    ++end;
    while (is_digit(char_at(text, end))) { ++end; }
  }
  n.digits = end - at;
  if (n.digits > kDigitsMax) { return {}; }
  n.end = end;
  read_magnitudes(text, n);
  n.value = digits_value(text, at, end, n.factor);
  if (parts > 1 && n.factor >= 1e4 && is_digit(char_at(text, n.end))) {
    auto const rest = arabic_at(text, n.end, parts - 1);
    if (rest.end != 0 && rest.factor < n.factor && rest.value < n.factor) {
      n.value += rest.value;
      n.end = rest.end;
      n.more = n.more || rest.more;
      return n;
    }
  }
  if (is_more(char_at(text, n.end)) && char_at(text, n.end) != U'来' &&
      char_at(text, n.end) != U'几') {
    n.more = true;
    ++n.end;
    // “300多万”
    if (auto const m = magnitude(char_at(text, n.end)); m >= 1e4 && n.factor == 1) {
      read_magnitudes(text, n);
      n.value = digits_value(text, at, end, n.factor);
    }
  }
  return n;
}

Numeral chinese_at(View text, std::size_t at) {
  auto n = Numeral{};
  auto total = 0.0;    // closed by 万 or 亿
  auto section = 0.0;  // below the last of them
  auto digit = -1.0;
  auto i = at;
  auto magnitudes = std::size_t{0};
  auto plain = 0.0;
  auto largest = 0.0;
  auto vague = false;
  for (; i < text.size(); ++i) {
    if (i - at > kChineseMax) { return {}; }
    auto const c = text[i];
    if (auto const d = chinese_digit(c); d >= 0) {
      if (digit >= 0 && magnitudes == 0) {
        plain = plain * 10 + d;
      } else {
        plain = d;
      }
      if (digit > 0 && magnitudes != 0) { break; }
      digit = d;
      ++n.digits;
      continue;
    }
    auto const m = magnitude(c);
    if (m == 1000 && kilo_unit(char_at(text, i + 1)) && (digit > 0 || magnitudes != 0)) { break; }
    if (m == 0) {
      // “十余”, “十几万”: more than the ten.
      if (is_more(c) && magnitudes != 0 && digit <= 0) {
        n.more = true;
        if (c != U'来' || i + 1 < text.size()) { continue; }
      }
      break;
    }
    if (n.digits == 0 && magnitudes == 0 && m != 10) { n.bare = true; }
    // “二三十”: between two and three tens; a vague figure, marked as one without digits.
    if (n.digits > 1 && magnitudes == 0 && digit > 0) { vague = true; }
    if (m < 1e4) {
      section += (digit > 0 ? digit : 1) * m;
    } else {
      section += digit > 0 ? digit : 0;
      if (section == 0 && total == 0) { section = 1; }
      if (m > largest && total != 0) {
        total = (total + section) * m;
      } else {
        total += section * m;
        if (section == 0) { total *= m; }
      }
      largest = m > largest ? m : largest;
      section = 0;
    }
    digit = -1;
    ++magnitudes;
    n.factor = m;
  }
  if (n.digits == 0 && magnitudes == 0) { return {}; }
  n.end = i;
  n.digits += magnitudes;
  n.plain_digits = magnitudes == 0;
  // “二〇二五”: read digit by digit; else the last digit counts once.
  n.value = n.plain_digits ? plain : total + section + (digit > 0 ? digit : 0);
  if (n.bare && magnitudes != n.digits) { n.bare = false; }
  n.bare = n.bare || vague;
  return n;
}

}  // namespace

Numeral numeral_at(View text, std::size_t at) {
  auto const c = char_at(text, at);
  if (is_digit(c)) { return arabic_at(text, at); }
  if (chinese_digit(c) >= 0 || magnitude(c) > 0) { return chinese_at(text, at); }
  return {};
}

}  // namespace chengjie::text
