// The cheapest way up: the smallest cost of moving the indicators a firm can move within a year, so
// that a pack no longer fails. Best-first search over boxes of the levers' grids: a pack that fails
// on a whole box (evaluated with ranges) has no way inside it, so the answer is the best of the
// grid, without trying every point. The answer is recomputed from the pack before it is given.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/grow/firm.h"

namespace chengjie::grow {

struct Lever {
  std::string indicator;   // a number of rules::indicators() that is not derived
  double step{};           // base units; below zero: it is moved down
  int steps_max{};         // within a year
  double cost_per_step{};  // > 0; CNY, or any common unit
};

inline constexpr auto kLeversMax = std::size_t{12};
inline constexpr auto kLeverStepsMax = 1'000'000;

// [[lever]] indicator, step = "10 万元", steps_max, cost (a step, CNY). Errors with
// file:line:column.
Result<std::vector<Lever>> read_levers(std::string_view text, std::string_view file);

struct WayOptions {
  Options base;
  rules::Applies applies{};
  int boxes_max{};  // evaluations before giving up the proof
};

struct Move {
  std::string indicator;
  std::string title;
  double from{};  // base units
  double to{};
  std::string words;  // "研发费用：270 万元 → 300 万元"
  double cost{};
};

struct WayUp {
  bool found{};
  bool proved{};  // no cheaper way on the grid, or none at all when not found
  double cost{};
  double cost_bound{};                // no way costs less
  std::vector<Move> moves;            // empty when nothing fails as it is
  std::vector<Obstacle> unknown;      // still to be proved after the moves
  std::vector<Obstacle> failing;      // when there is no way: what stands even so
  std::vector<std::string> unusable;  // levers whose present value is not known
  int boxes{};
};

// bad_usage: a lever that cannot be.
Result<WayUp> cheapest_way(Firm const&, rules::Pack const&, std::vector<Lever> const&,
                           WayOptions const&);

}  // namespace chengjie::grow
