// Days and periods as offices write them, to ISO text as exact as given.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace chengjie::tables {

// `text` as files::folded_small makes it but with single spaces kept between day and time:
// 2024年3月1日 -> 2024-03-01, 24/3/1, 2024.3 -> 2024-03, 20240301, 2024年上半年 -> 2024-H1,
// 2024Q4, 2024-03-11 09:05:00 -> 2024-03-11T09:05, 到2027年 -> 2027. Year first.
// Nothing when it is not a date, is a day that does not exist, or lacks the year.
std::optional<std::string> read_day(std::string_view text);

// A spreadsheet's serial number; from 36526 to 55153 (2000 to 2050) unless the cell is formatted
// as a date. Nothing when it is not a whole number, or a date and time, in that range.
std::optional<std::string> read_serial(double serial, bool date1904, bool formatted);

// Whether `later` lies before `earlier` as far as both are exact.
bool out_of_order(std::string_view earlier, std::string_view later);

// The period a title tells: 规上台账（2024年3月） -> 2024-03, 2023年度 -> 2023; "" when none.
std::string period_told(std::string_view title);

}  // namespace chengjie::tables
