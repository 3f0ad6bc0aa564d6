#include "chengjie/tables/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "chengjie/files/table_out.h"
#include "chengjie/tables/units.h"

namespace chengjie::tables {
namespace {

struct BoundWord {
  std::string_view word;
  Bound bound;
  bool approximate;  // may stand in any number column
  bool symbol;       // so may these, without a warning
};

// Longer words before the words they begin with.
constexpr BoundWord kBefore[] = {
    {"力争达到", Bound::at_least, false, false},
    {"力争超过", Bound::over, false, false},
    {"力争突破", Bound::over, false, false},
    {"力争", Bound::at_least, false, false},
    {"达到", Bound::at_least, false, false},
    {"达", Bound::at_least, false, false},
    {"不低于", Bound::at_least, false, false},
    {"不少于", Bound::at_least, false, false},
    {"不小于", Bound::at_least, false, false},
    {"至少", Bound::at_least, false, false},
    {"不超过", Bound::under, false, false},
    {"不高于", Bound::under, false, false},
    {"不大于", Bound::under, false, false},
    {"不多于", Bound::under, false, false},
    {"控制在", Bound::under, false, false},
    {"不足", Bound::under, false, false},
    {"低于", Bound::under, false, false},
    {"突破", Bound::over, false, false},
    {"高于", Bound::over, false, false},
    {"超过", Bound::over, true, false},
    {"超", Bound::over, true, false},
    {"大约", Bound::about, true, false},
    {"约", Bound::about, true, false},
    {"将近", Bound::about, true, false},
    {"接近", Bound::about, true, false},
    {"近", Bound::about, true, false},
    {"≥", Bound::at_least, false, true},
    {">=", Bound::at_least, false, true},
    {"≧", Bound::at_least, false, true},
    {"≤", Bound::under, false, true},
    {"<=", Bound::under, false, true},
    {"≦", Bound::under, false, true},
    {">", Bound::over, false, true},
    {"<", Bound::under, false, true},
};
constexpr BoundWord kAfter[] = {
    {"及以上", Bound::at_least, false, false}, {"以上", Bound::over, false, false},
    {"以内", Bound::under, false, false},      {"以下", Bound::under, false, false},
    {"左右", Bound::about, true, false},       {"上下", Bound::about, true, false},
    {"余", Bound::about, true, false},         {"多", Bound::about, true, false},
};
constexpr std::string_view kCaps[] = {"最高不超过", "最高", "不超过", "上限", "最多",
                                      "至多",       "封顶", "≤",      "<="};

struct Work {
  std::string_view rest;
  WrittenNumber out;

  bool take(std::string_view word) {
    if (!rest.starts_with(word)) { return false; }
    rest.remove_prefix(word.size());
    return true;
  }
  bool take_end(std::string_view word) {
    if (!rest.ends_with(word)) { return false; }
    rest.remove_suffix(word.size());
    return true;
  }
  void note(BoundWord const& word) {
    out.bound = word.bound;
    out.approximate = out.approximate || word.approximate;
  }
};

bool allowed(BoundWord const& word, Words words) {
  return word.approximate || word.symbol || words == Words::bounded;
}

bool take_bound_before(Work& work, Words words) {
  if (words == Words::cap) {
    for (auto const cap : kCaps) {
      if (work.take(cap)) { return true; }
    }
  }
  for (auto const& word : kBefore) {
    if (allowed(word, words) && work.take(word.word)) {
      work.note(word);
      return true;
    }
  }
  return work.take(":");
}

bool take_bound_after(Work& work, Words words) {
  if (words == Words::cap && (work.take_end("以内") || work.take_end("封顶"))) { return true; }
  for (auto const& word : kAfter) {
    if (allowed(word, words) && work.take_end(word.word)) {
      work.note(word);
      return true;
    }
  }
  return false;
}

bool take_money_sign(Work& work) {
  for (std::string_view const own : {"¥", "￥", "人民币", "rmb", "cny"}) {
    if (work.take(own)) { return true; }
  }
  for (std::string_view const foreign : {"us$", "hk$", "$", "€", "£", "usd", "eur", "hkd"}) {
    if (work.take(foreign)) {
      work.out.foreign_money = true;
      return true;
    }
  }
  return false;
}

bool take_minus(Work& work) {
  for (std::string_view const sign : {"-", "−", "–", "▲", "△"}) {
    if (work.take(sign)) { return true; }
  }
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view s, std::size_t at) {
  auto end = at;
  while (end < s.size() && is_digit(s[end])) { ++end; }
  return end - at;
}

// 1,234,567 or 1234567; the commas are left out of `digits`. False when a comma stands elsewhere.
bool take_whole(Work& work, std::string& digits) {
  auto const first = digits_at(work.rest, 0);
  digits.append(work.rest.substr(0, first));
  work.rest.remove_prefix(first);
  if (work.rest.empty() || work.rest[0] != ',') { return true; }
  if (first == 0 || first > 3) { return false; }
  while (!work.rest.empty() && work.rest[0] == ',') {
    if (digits_at(work.rest, 1) != 3) { return false; }
    digits.append(work.rest.substr(1, 3));
    work.rest.remove_prefix(4);
  }
  return true;
}

bool take_digits(Work& work) {
  std::string digits;
  if (!take_whole(work, digits)) { return false; }
  if (!work.rest.empty() && work.rest[0] == '.') {
    auto const decimals = digits_at(work.rest, 1);
    if (digits.empty() && decimals == 0) { return false; }
    if (decimals != 0) {
      digits.append(digits.empty() ? "0" : "").append(work.rest.substr(0, decimals + 1));
    }
    work.rest.remove_prefix(decimals + 1);
  }
  if (digits.empty()) { return false; }
  if (!work.rest.empty() && work.rest[0] == 'e') {  // 1.5e+07, as a program exports it
    auto const sign =
        work.rest.size() > 1 && (work.rest[1] == '+' || work.rest[1] == '-') ? 1U : 0U;
    auto const exponent = digits_at(work.rest, 1 + sign);
    if (exponent != 0 && exponent <= 3) {
      digits.append("e")
          .append(work.rest[1] == '-' ? "-" : "")
          .append(work.rest.substr(1 + sign, exponent));
      work.rest.remove_prefix(1 + sign + exponent);
    }
  }
  work.out.digits += digits;
  return true;
}

bool could_be_unit(std::string_view unit) {
  for (std::size_t i = 0; i != unit.size(); ++i) {
    if (!is_digit(unit[i])) { continue; }
    if ((unit[i] != '2' && unit[i] != '3') || i == 0 || is_digit(unit[i - 1])) { return false; }
  }
  return unit.find_first_of("~-,.:;") == std::string_view::npos;
}

// (56.7) and (56.7)万元 are negative.
bool open_brackets(Work& work, std::string& unbracketed) {
  if (!work.rest.starts_with('(')) { return false; }
  auto const close = work.rest.find(')');
  if (close == std::string_view::npos) { return false; }
  unbracketed.append(work.rest.substr(1, close - 1)).append(work.rest.substr(close + 1));
  work.rest = unbracketed;
  return true;
}

// 1E400 is no amount of anything, and must not become 0.
bool can_be_held(std::string_view digits) {
  constexpr auto kLargest = 1e290;  // leaves room for 亿 and the like
  auto value = 0.0;
  auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return read.ec == std::errc{} && std::abs(value) < kLargest;
}

}  // namespace

WrittenNumber read_number(std::string_view text, Words words) {
  Work work{text, {}};
  while (take_bound_before(work, words)) {}
  std::string unbracketed;
  auto negative = open_brackets(work, unbracketed);
  take_money_sign(work);
  auto const minus = take_minus(work);
  if (negative && minus) { return {}; }
  negative = negative || minus;
  take_money_sign(work);
  if (!negative) { work.take("+"); }
  if (negative) { work.out.digits = "-"; }
  if (!take_digits(work)) { return {}; }
  while (take_bound_after(work, words)) {}
  for (auto const& word : kAfter) {  // 50余万元: the word stands before the unit
    if (word.approximate && work.take(word.word)) { work.note(word); }
  }
  work.take(":");
  if (!could_be_unit(work.rest)) { return {}; }
  work.out.unit = unit_word(work.rest);
  if (work.out.unit.ends_with("元整")) { work.out.unit.resize(work.out.unit.size() - 3); }
  work.out.ok = can_be_held(work.out.digits);
  return std::move(work.out);
}

bool is_null_word(std::string_view text) {
  static constexpr std::string_view kNulls[] = {
      "",  "-",  "--", "—",    "——",   "———",    "一一", "–",    "――",       "─",    "──",
      "/", "\\", "无", "暂无", "待定", "未统计", "不详", "长期", "长期有效", "null", "n/a"};
  return text.size() <= 12 && std::ranges::find(kNulls, text) != std::ranges::end(kNulls);
}

double times(std::string_view digits, double factor) {
  auto value = 0.0;
  if (factor == 1) {
    auto const read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc{} ? value : 0;
  }
  static constexpr std::pair<double, int> kPowers[] = {
      {1e4, 4}, {1e8, 8}, {100, 2}, {1e3, 3}, {10, 1}, {1e5, 5}, {1e6, 6}, {1e7, 7}, {0.001, -3}};
  auto const power = std::ranges::find(kPowers, factor, &std::pair<double, int>::first);
  if (power == std::ranges::end(kPowers) || digits.find('e') != std::string_view::npos ||
      digits.size() > 400) {
    return times(digits, 1) * factor;
  }
  char text[416];
  auto* end = std::ranges::copy(digits, text).out;
  *end++ = 'e';
  end = std::to_chars(end, text + sizeof text, power->second).ptr;
  auto const read = std::from_chars(text, end, value);
  return read.ec == std::errc{} ? value : 0;
}

std::string shortest(double number) { return files::number_text(number); }

}  // namespace chengjie::tables
