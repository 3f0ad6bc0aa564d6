#include "chengjie/tables/day.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <vector>

#include "chengjie/base/date.h"
#include "chengjie/files/fold.h"

namespace chengjie::tables {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string text_of(int year, int month = 0, int day = 0) {
  char buffer[40];
  if (month == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d", year);
  } else if (day == 0) {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d", year, month);
  } else {
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  }
  return buffer;
}

bool exists(int year, int month, int day) {
  return std::chrono::year_month_day{std::chrono::year{year},
                                     std::chrono::month{static_cast<unsigned>(month)},
                                     std::chrono::day{static_cast<unsigned>(day)}}
      .ok();
}

bool is_year(int year) { return year >= 1900 && year <= 2199; }

struct Scan {
  std::string_view rest;

  bool take(std::string_view word) {
    if (!rest.starts_with(word)) { return false; }
    rest.remove_prefix(word.size());
    return true;
  }
  bool take_any(std::initializer_list<std::string_view> words) {
    return std::ranges::any_of(words, [&](auto word) { return take(word); });
  }
  void take_spaces() {
    while (take(" ")) {}
  }
  // A number of at most `digits_max` digits; -1 when none stands here or it is longer.
  int number(std::size_t digits_max, std::size_t* digits = nullptr) {
    std::size_t count = 0;
    while (count < rest.size() && is_digit(rest[count])) { ++count; }
    if (count == 0 || count > digits_max) { return -1; }
    auto value = 0;
    for (std::size_t i = 0; i != count; ++i) { value = value * 10 + (rest[i] - '0'); }
    rest.remove_prefix(count);
    if (digits != nullptr) { *digits = count; }
    return value;
  }
};

// Words around a date that change nothing of it.
void strip_words(std::string& text) {
  static constexpr std::string_view kFront[] = {"预计", "计划", "拟于", "拟", "力争",
                                                "截至", "截止", "自",   "从", "于",
                                                "至",   "到",   "约",   "("};
  static constexpr std::string_view kBack[] = {"起施行", "起实施", "开始", "以前", "之前", "前后",
                                               "左右",   "起",     "前",   "底",   "末",   "初",
                                               "内",     "度",     ")",    "上旬", "中旬", "下旬"};
  for (auto again = true; again;) {
    again = false;
    for (auto const word : kFront) {
      if (text.size() > word.size() && text.starts_with(word)) {
        text.erase(0, word.size());
        again = true;
      }
    }
    for (auto const word : kBack) {
      // 季度 and 年度 are handled where the quarter is read.
      if (word == "度" && text.ends_with("季度")) { continue; }
      if (text.size() > word.size() && text.ends_with(word)) {
        text.erase(text.size() - word.size());
        again = true;
      }
    }
  }
}

// 星期五 and what stands in brackets behind a date.
void strip_brackets(std::string& text) {
  for (auto open = text.find('('); open != std::string::npos && open != 0; open = text.find('(')) {
    auto const close = text.find(')', open);
    if (close == std::string::npos) { return; }
    text.erase(open, close - open + 1);
  }
}

int chinese_digit(Scan& scan) {
  static constexpr std::array<std::string_view, 4> kDigits{"一", "二", "三", "四"};
  for (std::size_t i = 0; i != kDigits.size(); ++i) {
    if (scan.take(kDigits[i])) { return static_cast<int>(i) + 1; }
  }
  return -1;
}

std::optional<std::string> with_part(int year, char letter, int part) {
  return text_of(year) + "-" + letter + std::to_string(part);
}

// 一季度, 第3季度, q4, h1, 上半年, 1-6月: what follows the year.
std::optional<std::string> read_part_of_year(int year, Scan scan) {
  scan.take_any({"-", "/", "."});
  scan.take_spaces();
  if (scan.take("上半年")) { return scan.rest.empty() ? with_part(year, 'H', 1) : std::nullopt; }
  if (scan.take("下半年")) { return scan.rest.empty() ? with_part(year, 'H', 2) : std::nullopt; }
  if (scan.take("h")) {
    auto const half = scan.number(1);
    return scan.rest.empty() && (half == 1 || half == 2) ? with_part(year, 'H', half)
                                                         : std::nullopt;
  }
  if (scan.take("q")) {
    auto const quarter = scan.number(1);
    return scan.rest.empty() && quarter >= 1 && quarter <= 4 ? with_part(year, 'Q', quarter)
                                                             : std::nullopt;
  }
  scan.take("第");
  auto quarter = chinese_digit(scan);
  if (quarter < 0) { quarter = scan.number(1); }
  if (quarter >= 1 && quarter <= 4 && scan.take_any({"季度", "季"}) && scan.rest.empty()) {
    return with_part(year, 'Q', quarter);
  }
  return {};
}

// 1-3月 of a year is its first quarter; months that make no quarter or half are no period of ours.
std::optional<std::string> read_months(int year, Scan scan) {
  auto const from = scan.number(2);
  if (from < 0) { return {}; }
  scan.take("月");
  if (!scan.take_any({"-", "~", "至", "—", "–"})) { return {}; }
  auto const to = scan.number(2);
  if (to < 0 || !scan.take("月") || !scan.rest.empty()) { return {}; }
  if (from == 1 && to == 12) { return text_of(year); }
  if (from == 1 && to == 6) { return with_part(year, 'H', 1); }
  if (from == 7 && to == 12) { return with_part(year, 'H', 2); }
  if (from % 3 == 1 && to == from + 2) { return with_part(year, 'Q', to / 3); }
  return {};
}

// " 09:05", "t14:30:00", "9时5分", "下午2:30". Midnight to the second is how programs export a
// bare day, so that is no time.
bool read_time(Scan scan, std::string& iso) {
  scan.take_spaces();
  scan.take("t");
  scan.take_spaces();
  if (scan.rest.empty()) { return true; }
  auto const afternoon = scan.take_any({"下午", "晚上", "pm"});
  if (!afternoon) { scan.take_any({"上午", "早上", "am"}); }
  scan.take_spaces();
  auto hour = scan.number(2);
  if (hour < 0 || !scan.take_any({":", "时", "点"})) { return false; }
  auto minute = 0;
  auto seconds = -1;
  if (!scan.rest.empty()) {
    minute = scan.number(2);
    if (minute < 0) { return false; }
    if (scan.take_any({":", "分"}) && !scan.rest.empty()) {
      seconds = scan.number(2);
      scan.take("秒");
      if (scan.take(".")) { scan.number(9); }
    }
  }
  scan.take_spaces();
  auto const late = scan.take("pm") || afternoon;
  scan.take("am");
  scan.take("z");
  if (late && hour < 12) { hour += 12; }
  if (!scan.rest.empty() || hour > 23 || minute > 59 || seconds > 59) { return false; }
  if (hour == 0 && minute == 0 && seconds == 0) { return true; }
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d", hour, minute);
  iso += buffer;
  return true;
}

std::optional<std::string> read_packed(std::string_view text) {
  if (!std::ranges::all_of(text, is_digit)) { return {}; }
  auto const part = [&](std::size_t at, std::size_t size) {
    auto value = 0;
    for (auto const c : text.substr(at, size)) { value = value * 10 + (c - '0'); }
    return value;
  };
  if (text.size() != 4 && text.size() != 6 && text.size() != 8) { return {}; }
  auto const year = part(0, 4);
  if (!is_year(year)) { return {}; }
  if (text.size() == 4) { return text_of(year); }
  auto const month = part(4, 2);
  if (month < 1 || month > 12) { return {}; }
  if (text.size() == 6) { return text_of(year, month); }
  auto const day = part(6, 2);
  return exists(year, month, day) ? std::optional{text_of(year, month, day)} : std::nullopt;
}

// The year stands first: of four digits, or of two (20xx) where nothing else could be meant.
std::optional<int> take_year(Scan& scan, bool& words) {
  std::size_t digits = 0;
  auto year = scan.number(4, &digits);
  if (digits == 2 && year >= 0) {
    year += 2000;
  } else if (digits != 4) {
    return {};
  }
  words = scan.take("年");
  if (words) { scan.take("度"); }
  if (!is_year(year)) { return {}; }
  if (digits == 2 && !words) {
    // 24/3/1 is a day; 24.3 could be many things but 3/11 only a day without its year.
    auto const separators =
        std::ranges::count_if(scan.rest, [](char c) { return c == '/' || c == '-' || c == '.'; });
    if (separators < 2 && year <= 2012) { return {}; }
    if (separators == 0) { return {}; }
  }
  return year;
}

}  // namespace

std::optional<std::string> read_day(std::string_view given) {
  std::string text{given};
  strip_brackets(text);
  strip_words(text);
  if (auto packed = read_packed(text)) { return packed; }
  if (auto const space = text.find(' '); space == 8) {
    auto packed = read_packed(std::string_view{text}.substr(0, space));
    return packed && read_time(Scan{std::string_view{text}.substr(space)}, *packed) ? packed
                                                                                    : std::nullopt;
  }
  Scan scan{text};
  auto words = false;
  auto const year = take_year(scan, words);
  if (!year) { return {}; }
  if (scan.rest.empty()) { return words ? std::optional{text_of(*year)} : std::nullopt; }
  if (auto part = read_part_of_year(*year, scan)) { return part; }
  if (auto months = read_months(*year, scan)) { return months; }
  if (!words && !scan.take_any({"-", "/", ".", "—", "–"})) { return {}; }
  scan.take_spaces();
  auto const month = scan.number(2);
  if (month < 1 || month > 12) { return {}; }
  auto const month_word = scan.take_any({"月份", "月"});
  if (scan.rest.empty()) { return text_of(*year, month); }
  if (!month_word && !scan.take_any({"-", "/", ".", "—", "–"})) { return {}; }
  scan.take_spaces();
  auto const day = scan.number(2);
  if (day < 1 || !exists(*year, month, day)) { return {}; }
  scan.take_any({"日", "号"});
  scan.take_any({"星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"});
  auto iso = text_of(*year, month, day);
  if (!read_time(scan, iso)) { return {}; }
  return iso;
}

std::optional<std::string> read_serial(double serial, bool date1904, bool formatted) {
  if (!(serial >= 1) || serial > 2'958'465) { return {}; }
  auto day = std::floor(serial);
  auto minutes = static_cast<int>(std::lround((serial - day) * 24 * 60));
  if (minutes == 24 * 60) {
    minutes = 0;
    day += 1;
  }
  if (!formatted && (day < 36'526 || day > 55'153)) { return {}; }
  auto const days = static_cast<int>(day);
  // Day 60 of the 1900 system is a day that never was.
  auto const date = date1904 ? add_days(Date{1904, 1, 1}, days)
                             : add_days(Date{1899, 12, days < 60 ? 31 : 30}, days);
  auto iso = to_string(date);
  if (minutes != 0) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "T%02d:%02d", minutes / 60, minutes % 60);
    iso += buffer;
  }
  return iso;
}

namespace {

// First and last day an ISO text may mean, as yyyymmddhhmm.
std::pair<long long, long long> span_of(std::string_view iso) {
  auto const part = [&](std::size_t at, std::size_t size) {
    auto value = 0LL;
    for (auto const c : iso.substr(std::min(at, iso.size()), size)) {
      value = value * 10 + (is_digit(c) ? c - '0' : 0);
    }
    return value;
  };
  auto const moment = [](long long y, long long m, long long d, long long t) {
    return ((y * 100 + m) * 100 + d) * 10000 + t;
  };
  auto const year = part(0, 4);
  if (iso.size() < 7) { return {moment(year, 1, 1, 0), moment(year, 12, 31, 2359)}; }
  if (iso[5] == 'H') {
    auto const half = part(6, 1);
    return {moment(year, half * 6 - 5, 1, 0), moment(year, half * 6, 31, 2359)};
  }
  if (iso[5] == 'Q') {
    auto const quarter = part(6, 1);
    return {moment(year, quarter * 3 - 2, 1, 0), moment(year, quarter * 3, 31, 2359)};
  }
  auto const month = part(5, 2);
  if (iso.size() < 10) { return {moment(year, month, 1, 0), moment(year, month, 31, 2359)}; }
  auto const day = part(8, 2);
  if (iso.size() < 16) { return {moment(year, month, day, 0), moment(year, month, day, 2359)}; }
  auto const time = part(11, 2) * 100 + part(14, 2);
  return {moment(year, month, day, time), moment(year, month, day, time)};
}

}  // namespace

bool out_of_order(std::string_view earlier, std::string_view later) {
  return span_of(later).second < span_of(earlier).first;
}

std::string period_told(std::string_view title) {
  auto const text = files::folded_small(title);
  for (std::size_t at = text.find("20"); at != std::string::npos; at = text.find("20", at + 1)) {
    if (at != 0 && is_digit(text[at - 1])) { continue; }
    Scan scan{std::string_view{text}.substr(at)};
    auto const year = scan.number(4);
    if (year < 2000) { continue; }
    auto const word = scan.take("年");
    if (word) { scan.take("度"); }
    if (auto const after = scan; word || !after.rest.empty()) {
      for (std::string_view const part :
           {"上半年", "下半年", "第一季度", "第二季度", "第三季度", "第四季度", "一季度",
            "二季度", "三季度", "四季度",   "1季度",    "2季度",    "3季度",    "4季度",
            "q1",     "q2",     "q3",       "q4",       "h1",       "h2"}) {
        if (after.rest.starts_with(part)) {
          return read_part_of_year(year, Scan{part}).value_or("");
        }
      }
    }
    if (!word && !scan.take_any({"-", "/", "."})) {
      if (text == std::string_view{text}.substr(at, 4)) { return text_of(year); }
      continue;
    }
    auto months = scan;
    auto month = months.number(2);
    if (month == 1 &&
        months.take_any({"-", "~", "至", "—", "–"})) {  // 1-3月: known by its last month
      auto const last = months.number(2);
      if (last > 0 && months.rest.starts_with("月")) { month = last; }
    }
    if (month >= 1 && month <= 12 && (!word || months.rest.starts_with("月"))) {
      return text_of(year, month);
    }
    if (word) { return text_of(year); }
  }
  return {};
}

}  // namespace chengjie::tables
