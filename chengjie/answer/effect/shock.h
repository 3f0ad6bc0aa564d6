// What a shock would do to the district: a lead firm stops, a supplier's sector elsewhere fails,
// power is cut. The path of output and idle jobs by week, and the buffers that would spare most of
// it.
#pragma once
#include <optional>
#include <string>

#include "chengjie/answer/context.h"

namespace chengjie::answer {

struct ShockAsk {
  std::string firm{};      // a firm or project of the ledger, by its name
  std::string supplier{};  // a sector of the national table, by its name or part of it
  bool power{};
  std::optional<double> share{};  // percent lost; firm: all of it, supplier: 50, power: 30
  std::optional<int> days{};      // at full loss; 30
  std::optional<int> recovery{};  // days until it is back; 60
};

// Exactly one of firm, supplier, power: else bad_usage. not_found: a name that the ledger or the
// table does not have, with the nearest; infeasible: the district's output by sector is not known.
Result<Answer> shock(Context const&, ShockAsk const&);

}  // namespace chengjie::answer
