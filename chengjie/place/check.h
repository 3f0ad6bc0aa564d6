// `chengjie place check`: whether a result holds for its file. Own reader, own sums; nothing is
// shared with the solvers or with their reading of the benchmark files.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::place {

struct ClaimedFlow {
  double site{};
  double item{};
  double share{};
};

struct Claim {  // what a RESULT file says, as numbers; nothing in it is trusted
  std::optional<double> value{};
  std::optional<double> bound{};
  std::vector<double> assignment{};
  std::vector<ClaimedFlow> flows{};
  std::vector<double> years{};   // `ledger`: by project; or empty
  std::vector<double> second{};  // the same
};

struct Verdict {
  bool valid{};
  std::optional<double> value{};        // recomputed; none when the plan cannot be costed
  std::vector<std::string> problems{};  // sentences; empty when valid
};

struct CheckOptions {
  bool single{};
  std::optional<double> capacity{};
};

inline constexpr double kValueSlack = 1e-6;  // relative difference of value to the recomputed one
inline constexpr std::size_t kProblemsMax = 50;

// `format`: the word of --format. Error: the FILE cannot be read, or the format is unknown.
Result<Verdict> check(std::string_view text, std::string_view name, std::string_view format,
                      CheckOptions const&, Claim const&);

}  // namespace chengjie::place
