// Every firm under every clause, in totals: who meets it, who may, what that costs.
#pragma once
#include <vector>

#include "chengjie/answer/how/entitlements.h"

namespace chengjie::answer {

inline constexpr auto kTotalsPortion = std::size_t{8192};  // firms whose facts are held together

struct ClauseTotal {
  grow::BudgetRow row;
  std::vector<std::size_t> met;      // firms, by number: all of a clause 免申即享, else the first
  std::vector<std::size_t> unknown;  // the first of them
};

// Adds a portion of firms, of which the first has the number `begin`. Options: brief or not.
void add_totals(std::vector<grow::Firm> const& portion, std::size_t begin, Clauses const&,
                grow::Options const&, std::vector<ClauseTotal>&);
std::vector<ClauseTotal> empty_totals(Clauses const&);
std::vector<ClauseTotal> clause_totals(Context const&, Clauses const&,
                                       std::vector<FirmRows> const&);

}  // namespace chengjie::answer
