// Firm x clause: what each firm is entitled to, what it lacks, what it may bring, and the budget.
#pragma once
#include <string>
#include <vector>

#include "chengjie/grow/clause.h"
#include "chengjie/grow/firm.h"
#include "chengjie/rules/screen.h"

namespace chengjie::grow {

struct EntitleOptions {
  Options base;
  bool keep_not_met{};  // also list pairs that fail
};

// With Options.brief a match has states, amounts and counts of obstacles, and no words.
struct Match {
  std::string firm;
  std::string clause;
  rules::State state{};
  rules::State if_declared{};
  bool one_short{};
  std::vector<Obstacle> failing;
  std::vector<Obstacle> unknown;
  double amount_least_cny{};  // for certain; 0 unless met and the base is known
  double amount_most_cny{};   // possible; 0 when nothing bounds it
  bool amount_bounded{};      // the most is known: a rate of a known base, or a cap
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
// The budget of these matches, by clause.
std::vector<BudgetRow> budget(std::vector<Match> const&, std::vector<PolicyClause> const&);

// The same states and budget of many firms by column, without reasons: 250,000 firms x 1,000
// clauses in seconds. Who then looks at a pair asks entitle().
struct Entitled {
  rules::Screen states;         // clause by clause, in their order
  std::vector<BudgetRow> rows;  // by clause
};
Entitled entitle_many(rules::FirmColumns const&, std::vector<PolicyClause> const&, Options const&);

}  // namespace chengjie::grow
