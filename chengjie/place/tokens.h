// The numbers and words of a benchmark file with the line they stand on; hostile files end in an
// Error that names the line, never in a crash or a huge allocation.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::place {

// digits * 10^-places, as it stands in the file (at most 18 digits are kept).
struct Number {
  std::int64_t digits{};
  int places{};
  long double value() const;
  // digits * 10^(places_wanted - places), rounded to nearest, halves away from zero. Limited to
  // +-4e18 by saturation; the caller's problem is validated afterwards.
  std::int64_t scaled(int places_wanted) const;
};

class Tokens {
 public:
  // `separators` are skipped like blanks. `name` is the file's, for errors.
  Tokens(std::string_view text, std::string_view name, std::string_view separators = "");

  bool done();
  int line() const { return line_; }
  std::string_view word();                  // the next token as it stands; empty at the end
  Result<Number> number(char const* noun);  // refuses words, NaN, infinities, a missing number
  Result<std::int64_t> count(char const* noun, std::int64_t least, std::int64_t most);
  Result<std::vector<Number>> numbers(std::size_t count, char const* noun);
  bool skip(std::string_view token);  // consumes it when it is next
  // Whether that many more numbers can stand in what is left of the text.
  bool may_hold(std::int64_t rows, std::int64_t columns) const;
  void seek(std::size_t offset);  // counts the lines up to there again
  std::size_t offset() const { return at_; }
  Error error(std::string what) const;

 private:
  void skip_blanks();
  std::string_view text_;
  std::string name_;
  std::string separators_;
  std::size_t at_{};
  int line_{1};
};

// As exact integers: the scale is 10^places, places chosen to keep every decimal that the largest
// number leaves room for.
struct Scaled {
  int places{};
  bool exact{true};  // no number was rounded
  double one() const;
};
Scaled scale_of(std::vector<std::vector<Number> const*> const& groups, long double most_allowed,
                int places_least = 0);

}  // namespace chengjie::place
