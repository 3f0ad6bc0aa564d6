// What a table says at first sight: its domestic part, multipliers, key sectors. By solves, no
// inverse.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chengjie/economy/linkages.h"
#include "chengjie/economy/read/table_file.h"

namespace chengjie::economy::read {

struct AccountMultipliers {
  std::string name;  // "增加值", "劳动者报酬", the file's own
  double total{};    // of the table's row
  Multipliers multipliers;
};

struct Summary {
  Domestic home;          // imports leak: A_d = (I - m)A
  double import_share{};  // imports to uses without exports, all products together; of a domestic
                          // table imported inputs to all inputs bought
  Multipliers output;     // type I
  std::vector<double> forward;
  std::vector<KeyClass> key;  // by total linkages, normalised
  std::vector<AccountMultipliers> accounts;
  std::optional<std::vector<double>> type_two;  // output, truncated to the sectors' rows
  std::string no_type_two;                      // why not
  double condition{}, radius_bound{}, residual{};
};
// `infeasible`: the system is not productive.
Result<Summary> summary_of(TableFile const&);

}  // namespace chengjie::economy::read
