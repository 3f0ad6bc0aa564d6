// The numbers of an expression: sums, products, functions, literals with units. Used by
// expression.cc, which adds the comparison around them. The first error is kept; what is read after
// it does not count.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "chengjie/rules/expression.h"
#include "chengjie/rules/lexer.h"

namespace chengjie::rules {

struct Function {
  std::string_view name;
  Op op;
  int span;  // when none is written; 0: must be written
};

class NumberParser {
 public:
  NumberParser(std::string_view text, std::span<Parameter const> parameters, Place const& place);

 protected:
  void next() { token_ = lexer_.next(); }
  Error fail(std::string what, std::string help) const;
  int wrong(std::string what, std::string help);
  static Holds holds_of(int id);
  Term& term(int i);
  int push(Term t);
  void same_unit(int a, int b, std::string_view where);
  int sum(int depth);
  int product(int depth);
  int factor(int depth);
  bool expect(std::string_view sign);
  int number();
  std::string unit_word();
  int named();
  std::optional<int> number_indicator();
  Term of_indicator(int id, Op op);
  int dated(int id);
  int function(Function const& f);
  int first();
  int of_word(Op op, Holds kind, Dimension dimension, std::string_view help);
  int years();
  int whole(int least);

  std::string_view text_;
  std::span<Parameter const> parameters_;
  Place const& place_;
  Lexer lexer_;
  Token token_;
  Expression out_;
  std::optional<Error> error_;
};

}  // namespace chengjie::rules
