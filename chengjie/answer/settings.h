// Numbers that the program comes with (data/): named, with the reason for each, and changeable by
// an assumption of the ledger.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::answer {

struct Setting {
  std::string name, title, basis;
  double value{};
};

// The [[table]] rows of a data file: name, title, basis and the number under `points` or `value`.
Result<std::vector<Setting>> read_settings(std::string_view data_file, std::string_view table);
// Stops the program when it is missing: our own file, held by a test.
Setting const& setting_named(std::vector<Setting> const&, std::string_view name);

}  // namespace chengjie::answer
