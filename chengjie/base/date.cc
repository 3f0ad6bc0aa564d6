#include "chengjie/base/date.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace chengjie {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

sys_days days_of(Date d) {
  return sys_days{year_month_day{year{d.year}, month{static_cast<unsigned>(d.month)},
                                 day{static_cast<unsigned>(d.day)}}};
}

std::optional<int> digits(std::string_view text, std::size_t count) {
  if (text.size() != count) { return std::nullopt; }
  auto value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) {
    return std::nullopt;
  }
  return value;
}

Date last_of(int y, int m) {
  auto const last = year_month_day{year{y} / month{static_cast<unsigned>(m)} / std::chrono::last};
  return {y, m, static_cast<int>(static_cast<unsigned>(last.day()))};
}

// "2025", "2025-H1", "2025-Q3", "2025-08", "2025-08-03"
std::optional<Period> one_period(std::string_view text) {
  auto const y = digits(text.substr(0, 4), 4);
  if (!y || *y < 1) { return std::nullopt; }
  auto const rest = text.substr(text.size() < 4 ? text.size() : 4);
  if (rest.empty()) { return Period{{*y, 1, 1}, Date{*y, 12, 31}}; }
  if (rest == "-H1") { return Period{{*y, 1, 1}, Date{*y, 6, 30}}; }
  if (rest == "-H2") { return Period{{*y, 7, 1}, Date{*y, 12, 31}}; }
  if (rest.size() == 3 && rest[0] == '-' && rest[1] == 'Q' && rest[2] >= '1' && rest[2] <= '4') {
    auto const q = rest[2] - '0';
    return Period{{*y, 3 * q - 2, 1}, last_of(*y, 3 * q)};
  }
  if (rest.size() == 3 && rest[0] == '-') {
    auto const m = digits(rest.substr(1), 2);
    if (!m || *m < 1 || *m > 12) { return std::nullopt; }
    return Period{{*y, *m, 1}, last_of(*y, *m)};
  }
  auto const d = parse_date(text);
  if (!d) { return std::nullopt; }
  return Period{*d, *d};
}

}  // namespace

std::optional<Date> parse_date(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') { return std::nullopt; }
  auto const y = digits(iso.substr(0, 4), 4);
  auto const m = digits(iso.substr(5, 2), 2);
  auto const d = digits(iso.substr(8, 2), 2);
  if (!y || !m || !d || *y < 1) { return std::nullopt; }
  auto const ymd =
      year_month_day{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!ymd.ok()) { return std::nullopt; }
  return Date{*y, *m, *d};
}

std::string to_string(Date d) {
  auto text = std::array<char, 48>{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", d.year, d.month, d.day);
  return text.data();
}

int days_between(Date from, Date to) {
  return static_cast<int>((days_of(to) - days_of(from)).count());
}

Date add_days(Date d, int days) {
  auto const ymd = year_month_day{days_of(d) + std::chrono::days{days}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::optional<Period> parse_period(std::string_view text) {
  auto const dots = text.find("..");
  if (dots == std::string_view::npos) { return one_period(text); }
  auto const from = one_period(text.substr(0, dots));
  if (!from) { return std::nullopt; }
  if (dots + 2 == text.size()) { return Period{from->from, std::nullopt}; }
  auto const until = one_period(text.substr(dots + 2));
  if (!until || until->until < from->from) { return std::nullopt; }
  return Period{from->from, until->until};
}

}  // namespace chengjie
