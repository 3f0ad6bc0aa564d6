#include "chengjie/rules/lexer.h"

#include <algorithm>

namespace chengjie::rules {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool beyond_ascii(char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; }
bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

Token Lexer::next() {
  while (at_ < text_.size() && space(text_[at_])) { ++at_; }
  if (at_ == text_.size()) { return {Token::end, {}, at_}; }
  auto const rest = text_.substr(at_);
  for (auto const sign : {">=", "<=", "!=", "==", "≥", "≤"}) {
    if (rest.starts_with(sign)) { return take(Token::sign, std::string_view{sign}.size()); }
  }
  auto const c = rest.front();
  if (digit(c)) { return take(Token::number, number_length()); }
  if (c == '"' || c == '\'') { return quoted(); }
  if (letter(c)) {
    auto const end = std::ranges::find_if_not(rest, [](char x) { return letter(x) || digit(x); });
    return take(Token::name, static_cast<std::size_t>(end - rest.begin()));
  }
  if (beyond_ascii(c)) {
    auto length = std::size_t{0};
    while (length < rest.size() && beyond_ascii(rest[length]) &&
           !rest.substr(length).starts_with("≥") && !rest.substr(length).starts_with("≤")) {
      ++length;
    }
    return take(Token::name, length);
  }
  return take(Token::sign, 1);
}

Token Lexer::take(Token::Kind kind, std::size_t length) {
  auto const token = Token{kind, text_.substr(at_, length), at_};
  at_ += length;
  return token;
}

// A quote that is not closed ends with the text and is then an empty word, which no rule takes.
Token Lexer::quoted() {
  auto const begin = at_;
  auto const end = text_.find(text_[at_], at_ + 1);
  if (end == std::string_view::npos) {
    at_ = text_.size();
    return {Token::quoted, {}, begin};
  }
  at_ = end + 1;
  return {Token::quoted, text_.substr(begin + 1, end - begin - 1), begin};
}

// 3, 0.5, 10e6, 1e-3; an "e" without digits after it belongs to the next word.
std::size_t Lexer::number_length() const {
  auto const rest = text_.substr(at_);
  auto i = std::size_t{0};
  auto const digits = [&] {
    while (i < rest.size() && digit(rest[i])) { ++i; }
  };
  digits();
  if (i + 1 < rest.size() && rest[i] == '.' && digit(rest[i + 1])) {
    ++i;
    digits();
  }
  if (i < rest.size() && (rest[i] == 'e' || rest[i] == 'E')) {
    auto j = i + 1;
    if (j < rest.size() && (rest[j] == '+' || rest[j] == '-')) { ++j; }
    if (j < rest.size() && digit(rest[j])) {
      i = j;
      digits();
    }
  }
  return i;
}

}  // namespace chengjie::rules
