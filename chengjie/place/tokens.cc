#include "chengjie/place/tokens.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace chengjie::place {
namespace {

constexpr auto kDigitsMax = std::int64_t{1'000'000'000'000'000'00};  // 10^17: one more digit fits
constexpr auto kLargest = 4e18L;

long double power_of_ten(int exponent) {
  auto out = 1.0L;
  for (auto k = 0; k < std::min(std::abs(exponent), 400); ++k) { out *= 10.0L; }
  return exponent >= 0 ? out : 1.0L / out;
}

// At most `kShown` bytes, never half of a character.
constexpr auto kShown = std::size_t{24};
std::string_view beginning(std::string_view text) {
  if (text.size() <= kShown) { return text; }
  auto end = kShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) { --end; }
  return text.substr(0, end);
}

bool digit(char c) { return c >= '0' && c <= '9'; }

std::optional<Number> parse(std::string_view text) {
  auto out = Number{};
  auto at = std::size_t{0};
  auto const negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) { ++at; }
  auto seen = 0;
  auto fraction = false;
  for (; at != text.size() && (digit(text[at]) || (text[at] == '.' && !fraction)); ++at) {
    if (text[at] == '.') {
      fraction = true;
      continue;
    }
    ++seen;
    if (out.digits < kDigitsMax) {
      out.digits = out.digits * 10 + (text[at] - '0');
      out.places += fraction ? 1 : 0;
    } else if (!fraction) {
      out.places -= 1;  // too long to keep: the magnitude is kept instead
    }
  }
  if (seen == 0) { return std::nullopt; }
  if (at != text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    auto const minus = at != text.size() && text[at] == '-';
    if (at != text.size() && (text[at] == '-' || text[at] == '+')) { ++at; }
    auto exponent = 0;
    auto figures = 0;
    for (; at != text.size() && digit(text[at]); ++at, ++figures) {
      exponent = std::min(exponent * 10 + (text[at] - '0'), 400);
    }
    if (figures == 0) { return std::nullopt; }
    out.places += minus ? exponent : -exponent;
  }
  if (at != text.size()) { return std::nullopt; }
  while (out.places > 0 && out.digits % 10 == 0) {
    if (out.digits == 0) {
      out.places = 0;
      break;
    }
    out.digits /= 10;
    --out.places;
  }
  if (negative) { out.digits = -out.digits; }
  return out;
}

}  // namespace

long double Number::value() const {
  return static_cast<long double>(digits) * power_of_ten(-places);
}

std::int64_t Number::scaled(int places_wanted) const {
  if (places == places_wanted || digits == 0) { return digits; }
  auto const value_there = static_cast<long double>(digits) * power_of_ten(places_wanted - places);
  return static_cast<std::int64_t>(std::llround(std::clamp(value_there, -kLargest, kLargest)));
}

Tokens::Tokens(std::string_view text, std::string_view name, std::string_view separators)
    : text_(text), name_(name), separators_(separators) {}

void Tokens::skip_blanks() {
  for (; at_ != text_.size(); ++at_) {
    auto const c = text_[at_];
    if (c == '\n') { ++line_; }
    auto const blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
    if (!blank && separators_.find(c) == std::string::npos) { return; }
  }
}

bool Tokens::done() {
  skip_blanks();
  return at_ == text_.size();
}

std::string_view Tokens::word() {
  skip_blanks();
  auto const begin = at_;
  while (at_ != text_.size()) {
    auto const c = text_[at_];
    if (c == ' ' || (c >= '\t' && c <= '\r') || separators_.find(c) != std::string::npos) { break; }
    ++at_;
  }
  return text_.substr(begin, at_ - begin);
}

bool Tokens::skip(std::string_view token) {
  skip_blanks();
  auto const before = at_;
  if (word() == token) { return true; }
  at_ = before;
  return false;
}

void Tokens::seek(std::size_t offset) {
  at_ = std::min(offset, text_.size());
  line_ =
      1 + static_cast<int>(std::count(text_.begin(), text_.begin() + static_cast<long>(at_), '\n'));
}

Error Tokens::error(std::string what) const {
  return Error{Code::bad_input, std::move(what), name_ + ":" + std::to_string(line_),
               "请核对文件格式"};
}

Result<Number> Tokens::number(char const* noun) {
  auto const text = word();
  if (text.empty()) { return error(std::string{"文件在此结束，缺少"} + noun); }
  auto const got = parse(text);
  if (!got) {
    return error(std::string{noun} + "应是数，却是“" + std::string{beginning(text)} + "”");
  }
  return *got;
}

Result<std::int64_t> Tokens::count(char const* noun, std::int64_t least, std::int64_t most) {
  auto const got = number(noun);
  if (!got) { return got.error(); }
  auto const value = got->value();
  if (value != std::floor(value) || value < static_cast<long double>(least) ||
      value > static_cast<long double>(most)) {
    return error(std::string{noun} + "应是 " + std::to_string(least) + " 到 " +
                 std::to_string(most) + " 之间的整数");
  }
  return static_cast<std::int64_t>(value);
}

Result<std::vector<Number>> Tokens::numbers(std::size_t count, char const* noun) {
  if (!may_hold(1, static_cast<std::int64_t>(count))) {
    return error(std::string{noun} + "应有 " + std::to_string(count) + " 个数，文件太短");
  }
  auto out = std::vector<Number>{};
  out.reserve(count);
  for (auto k = std::size_t{0}; k != count; ++k) {
    auto const got = number(noun);
    if (!got) { return got.error(); }
    out.push_back(*got);
  }
  return out;
}

bool Tokens::may_hold(std::int64_t rows, std::int64_t columns) const {
  auto const left = static_cast<std::int64_t>(text_.size() - at_) / 2 + 1;  // a digit and a blank
  return rows >= 0 && columns >= 0 && (columns == 0 || rows <= left / columns);
}

double Scaled::one() const { return static_cast<double>(power_of_ten(places)); }

Scaled scale_of(std::vector<std::vector<Number> const*> const& groups, long double most_allowed,
                int places_least) {
  auto out = Scaled{};
  auto wanted = places_least;
  auto largest = 0.0L;
  for (auto const* group : groups) {
    for (auto const& number : *group) {
      wanted = std::max(wanted, number.places);
      largest = std::max(largest, std::abs(number.value()));
    }
  }
  out.places = std::min(wanted, 15);
  while (out.places > 0 && largest * power_of_ten(out.places) > most_allowed) { --out.places; }
  for (auto const* group : groups) {
    for (auto const& number : *group) { out.exact = out.exact && number.places <= out.places; }
  }
  return out;
}

}  // namespace chengjie::place
