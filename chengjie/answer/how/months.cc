#include "chengjie/answer/how/months.h"

#include "chengjie/base/date.h"

namespace chengjie::answer {

bool is_month(std::string const& period) {
  // "2026-Q1" is as long, and a period too.
  auto const digit = [&](std::size_t at) { return period[at] >= '0' && period[at] <= '9'; };
  return period.size() == kMonthLetters && period[4] == '-' && digit(5) && digit(6) &&
         parse_period(period);
}

std::string month_before(std::string const& month) {
  auto const number = std::stoi(month.substr(5));
  if (number == 1) { return {}; }  // cumulative figures begin anew
  auto text = std::to_string(number - 1);
  return month.substr(0, 5) + (text.size() == 1 ? "0" : "") + text;
}

std::string year_before(std::string const& month) {
  return std::to_string(std::stoi(month.substr(0, 4)) - 1) + month.substr(4);
}

std::string month_words(std::string const& month) {
  return month.substr(0, 4) + "年" + std::to_string(std::stoi(month.substr(5))) + "月";
}

std::string through_words(std::string const& month) {
  auto const number = std::stoi(month.substr(5));
  return month.substr(0, 4) + "年" + (number == 1 ? "" : "1-") + std::to_string(number) + "月";
}

int months_between(std::string const& from, std::string const& to) {
  auto const count = [](std::string const& m) {
    return std::stoi(m.substr(0, 4)) * 12 + std::stoi(m.substr(5));
  };
  return count(to) - count(from);
}

}  // namespace chengjie::answer
