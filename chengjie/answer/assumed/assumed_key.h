// What an assumption may be about: its key, unit and size are checked before it is written.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/ledger/book.h"

namespace chengjie::answer {

struct AssumedValue {
  std::string key;  // "parks/西彭园区/free_mu", or a name that the answers ask for
  double value{};
  std::string unit;  // "" the column's, or that of the assumption so far
  std::optional<double> low{}, high{};
};

// The unit it then has. `asked`: the keys that answers look up. not_found names the nearest keys.
Result<std::string> check_assumed(Book const&, std::set<std::string> const& asked,
                                  AssumedValue const&);

// A row of a table of assumptions: what can be told of its unit and size without the ledger, since
// tables come in any order.
Result<Done> check_assumed_row(Record const&);

// At most `count` of the names, by how few characters differ.
std::vector<std::string> nearest(std::string_view name, std::set<std::string> const& names,
                                 std::size_t count);

}  // namespace chengjie::answer
