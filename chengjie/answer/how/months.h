// Months as the ledger writes them, "2026-10": their neighbours, and their words for people.
#pragma once
#include <string>

namespace chengjie::answer {

inline constexpr auto kMonthLetters = std::size_t{7};  // of "2026-10"

bool is_month(std::string const& period);
// The month before in the same year; "" for January, where cumulative figures begin anew.
std::string month_before(std::string const& month);
std::string year_before(std::string const& period);   // "2025-10" of "2026-10", "2024" of "2025"
std::string month_words(std::string const& month);    // "2026年10月"
std::string through_words(std::string const& month);  // "2026年1-10月"
int months_between(std::string const& from, std::string const& to);

}  // namespace chengjie::answer
