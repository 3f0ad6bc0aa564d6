// Firm x clause: what each firm is entitled to, what it lacks, what it may bring, and the budget.
#pragma once
#include <string>
#include <vector>

#include "chengjie/grow/clause.h"
#include "chengjie/grow/firm.h"

namespace chengjie::grow {

struct EntitleOptions {
  Options base;
  bool keep_not_met{};  // also list pairs that fail
};

struct Match {
  std::string firm;
  std::string clause;
  rules::State state{};
  rules::State if_declared{};
  bool one_short{};
  std::vector<Obstacle> failing;
  std::vector<Obstacle> unknown;
  double amount_least_cny{};  // for certain; 0 unless met and the base is known
  double amount_most_cny{};   // possible; 0 when nothing bounds it, see amount_words
  std::string amount_words;
  std::string formula;  // "研发费用（2024年） × 12%，上限 500 万元"
  std::vector<std::string> marks;
  std::vector<std::string> materials;
  std::string apply_time;
  bool automatic{};
  std::vector<std::string> warnings;
};

// In the order of firms, then clauses. A clause not in force on the day fails, and says so.
std::vector<Match> entitle(std::vector<Firm> const&, std::vector<PolicyClause> const&,
                           EntitleOptions const&);

struct BudgetRow {
  std::string clause;
  int met{};
  int unknown{};
  double least_cny{};  // of the firms that meet it
  double most_cny{};   // with those still unknown
  bool bounded{true};  // false: some amount has neither rate nor cap, most is too low
};
std::vector<BudgetRow> budget(std::vector<Match> const&, std::vector<PolicyClause> const&);

}  // namespace chengjie::grow
