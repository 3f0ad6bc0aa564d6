// Which clauses of support policies the region's firms are entitled to, what each still lacks, and
// what that costs the budget.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "chengjie/answer/how/firms.h"
#include "chengjie/grow/entitle.h"

namespace chengjie::answer {

// The clauses of the ledger by what can be done with them.
struct Clauses {
  std::vector<grow::PolicyClause> usable;  // with a condition that can be computed
  std::vector<Record const*> judged;  // whom they are for is said in words that a person must judge
  std::vector<std::string> broken;    // the sentence why, a clause each
  std::size_t bare{};                 // known by name alone
};
Clauses clauses_of(Book const&);

// What a firm may have, met ones first, then those one short, then the unknown; `most` of them.
std::vector<Line> entitlement_lines(Context const&, Clauses const&, grow::Firm const&,
                                    std::size_t most);

// What a match's amount rests on: the firm's cells, the clause, its rate and cap.
std::vector<Figure> amount_inputs(Context const&, grow::Match const&);

// A line a clause, the dearest ones: how many firms meet it, how many may, what that costs.
std::vector<Line> budget_lines(Context const&, Clauses const&, std::vector<grow::BudgetRow> const&,
                               std::vector<FirmRows> const&);
// The clauses that a person must judge, in one line; empty when there are none.
Line judged_line(Clauses const&);

// Offers that tie support to tax paid, with the clause.
std::vector<Line> legality_lines(Context const&, Clauses const&);

grow::EntitleOptions entitle_options(Context const&);

}  // namespace chengjie::answer
