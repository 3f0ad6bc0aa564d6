// `chengjie place solve`: a file's text in, an answer out. The engine has no clock of its own.
#pragma once
#include <functional>
#include <string_view>

#include "chengjie/place/read_problem.h"

namespace chengjie::place {

struct SolveOptions {
  bool single{};                        // `cflp`: one site a customer
  std::optional<double> capacity{};     // stands for the word `capacity`
  std::optional<double> seconds{};      // wall seconds from the zero of the clock
  std::optional<std::int64_t> moves{};  // neither given: `kSecondsUsual`
  std::optional<double> target{};
  std::uint64_t seed{1};
  int threads{1};
};

inline constexpr auto kSecondsUsual = 10.0;

struct Answer {
  std::optional<double> value{};  // none: no feasible plan (found, or possible: see stop)
  std::optional<double> bound{};
  std::optional<double> gap{};  // none when the bound is missing or 0
  Stop stop{};
  double seconds_to_value{};
  std::vector<std::int32_t>
      assignment;                    // site by item in the file's order; `ledger`: -1 not placed
  std::vector<int> years;            // `ledger` with years, two parts and the like: from when on,
  std::vector<std::int32_t> second;  // and the site of the second part, -1: none; else empty
  std::vector<Flow> flows;           // instead, when split
  bool split{};
};

// `name` is the file's, for errors. `clock` tells the seconds since the command began.
Result<Answer> solve(std::string_view text, std::string_view name, Format, SolveOptions const&,
                     std::function<double()> clock);

}  // namespace chengjie::place
