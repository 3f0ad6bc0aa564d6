// The checker's own reading of a benchmark file: floating point, dense tables, no cleverness.
#pragma once
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::place::checking {

struct Table {
  std::size_t items{};
  std::size_t sites{};
  std::size_t resources{1};
  bool split{};
  bool skippable{};                                // ledger: an item may stand nowhere
  std::vector<std::vector<std::size_t>> eligible;  // by item; empty as a whole: every site
  std::vector<std::vector<long double>> cost;      // by item, by position in eligible (or site)
  std::vector<std::vector<long double>> use;       // the same x resources
  std::vector<long double> capacity;               // sites x resources; negative: unlimited
  std::vector<long double> opening;                // by site; or empty
  std::vector<long double> skip;                   // by item; or empty
  std::vector<long double> traffic;                // items x items; or empty
  std::vector<long double> distance;               // sites x sites
  std::vector<std::pair<std::size_t, std::size_t>> apart;
};

Result<Table> read_table(std::string_view text, std::string_view name, std::string_view format,
                         bool single, std::optional<double> capacity);

}  // namespace chengjie::place::checking
