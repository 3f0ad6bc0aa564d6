// Words of an expression. Names are ASCII identifiers or runs of other UTF-8 (units: 万元).
#pragma once
#include <cstddef>
#include <string_view>

namespace chengjie::rules {

struct Token {
  enum Kind { end, number, name, quoted, sign };
  Kind kind{};
  std::string_view text;  // of quoted: without the quotes
  std::size_t begin{};
  bool is(std::string_view word) const { return kind != end && kind != quoted && text == word; }
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  Token next();

 private:
  Token take(Token::Kind, std::size_t length);
  Token quoted();
  std::size_t number_length() const;
  std::string_view text_;
  std::size_t at_{};
};

}  // namespace chengjie::rules
