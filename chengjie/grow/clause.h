// Clauses of support policies, made computable: a condition is an expression of rules, or a plain
// Chinese sentence of one comparison ("上年度研发费用不低于100万元"); what is neither stays for a
// person to judge, so that the clause is unknown, never met by accident.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/rules/pack.h"

namespace chengjie::grow {

struct ClauseText {
  std::string id;
  std::string document;
  std::string doc_no;
  std::string clause;      // "第三条"
  std::string condition;   // several, a line or a ； each
  std::string valid_from;  // ISO, as exact as given; "" open
  std::string valid_to;
  std::optional<double> rate_pct;  // of the base
  std::string base;                // a value expression the rate is of, e.g. "rd(year)"; "" unknown
  std::optional<double> cap_cny;
  std::string support;
  std::string apply_time;
  std::vector<std::string> materials;
  std::string department;
  std::optional<bool> tied_to_tax;
  bool automatic{};  // 免申即享
};

struct PolicyClause {
  ClauseText text;
  rules::Pack pack;  // its conditions; never empty
  std::optional<rules::Expression> base;
  std::optional<Date> from;
  std::optional<Date> until;
  int unread{};  // conditions left for a person
};

Result<PolicyClause> read_clause(ClauseText);

// The expression of a sentence of one comparison; "" when it is not one, to the last character.
std::string expression_of(std::string_view sentence);

// The base that a sentence takes a percentage of, as a value expression: "rd(year)" of
// "按上年度研发费用的12%给予补助"; "" when it names no money indicator right before its percentage.
std::string base_of(std::string_view support);

// Words in an offer or clause that tie support to tax paid, which the fair competition review rules
// (公平竞争审查条例, in force 2024-08-01; notes 4.9 [73]) do not allow.
struct TaxTie {
  std::size_t begin{};  // byte
  std::string word;
};
std::vector<TaxTie> tax_ties(std::string_view text);

}  // namespace chengjie::grow
