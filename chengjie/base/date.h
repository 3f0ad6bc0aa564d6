// Days and periods. A period is written as the documents' facts are (methods: ISO-like):
// "2023", "2025-H1", "2025-Q1", "2025-08", "2025-08-03", "2023..2027", "2023-11..2025-11",
// "2023-11..".
#pragma once
#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace chengjie {

struct Date {
  int year{};
  int month{};  // 1..12
  int day{};    // 1..31
  friend constexpr auto operator<=>(Date const&, Date const&) = default;
};

std::optional<Date> parse_date(
    std::string_view iso);  // "2024-03-01"; a day that does not exist: nothing
std::string to_string(Date);
int days_between(Date from, Date to);  // negative when `to` is earlier
Date add_days(Date, int days);

struct Period {
  Date from;
  std::optional<Date> until;  // last day, inclusive; none: still open
  friend bool operator==(Period const&, Period const&) = default;
};

// Nothing when the text is not one of the forms above.
std::optional<Period> parse_period(std::string_view);

}  // namespace chengjie
