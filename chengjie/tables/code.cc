#include "chengjie/tables/code.h"

#include <algorithm>

namespace chengjie::tables {
namespace {

constexpr std::string_view kAllowed = "0123456789ABCDEFGHJKLMNPQRTUWXY";

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// 1.23e+17
bool is_scientific(std::string_view text) {
  auto const e = text.find('e');
  if (e == std::string_view::npos || e == 0 || e + 1 == text.size()) { return false; }
  auto const mantissa = text.substr(0, e);
  auto const exponent = text.substr(text[e + 1] == '+' ? e + 2 : e + 1);
  return !exponent.empty() && all_digits(exponent) &&
         mantissa.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

char check_character(std::string_view first17) {
  auto sum = std::size_t{0};
  auto weight = std::size_t{1};
  for (auto const c : first17.substr(0, 17)) {
    auto const value = kAllowed.find(c);
    if (value == std::string_view::npos) { return '\0'; }
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return kAllowed[(31 - sum % 31) % 31];
}

ReadCode read_uscc(std::string_view text, bool was_number) {
  std::string code{text};
  std::ranges::transform(code, code.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  if (is_scientific(text)) { return {{}, "uscc_lost"}; }
  // A double keeps 15 digits: a number of 15 or more has lost what stood behind them.
  if (was_number && all_digits(code) && code.size() >= 15) { return {{}, "uscc_lost"}; }
  auto const shape = code.size() == 18 && code.find_first_not_of(kAllowed) == std::string::npos;
  if (!shape) { return {{}, "uscc_shape"}; }
  if (check_character(code) == code.back()) { return {code, {}}; }
  if (all_digits(code) && code.ends_with("000")) { return {{}, "uscc_lost"}; }
  return {code, "uscc_check"};
}

}  // namespace chengjie::tables
