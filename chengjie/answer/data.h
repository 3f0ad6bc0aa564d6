// The reference data that the program carries (data/ of the source tree): rule packs, thresholds,
// the input-output table.
#pragma once
#include <string_view>
#include <vector>

namespace chengjie::answer {

struct DataFile {
  std::string_view name;  // path below data/: "rules/ladder_2022.toml"
  std::string_view text;
};

std::vector<DataFile> const& data_files();
// Stops the program when the name is not there: our own promise, held by a test.
std::string_view data_file(std::string_view name);

}  // namespace chengjie::answer
