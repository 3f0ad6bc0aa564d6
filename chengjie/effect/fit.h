// The growth that a region's own series tells, and how little it may tell.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "chengjie/effect/target.h"

namespace chengjie::effect {

inline constexpr int kGrowthsMin = 4;  // fewer years of growth tell no spread

// Levels of one scope by year, in any order. The mean and the standard deviation of
// g = ln(level / level of the year before); years without the year before tell nothing.
// The sum of h coming years is h * mean + sd * sqrt(h + h^2 / n) * t, Student's with n - 1 degrees:
// the exact predictive distribution when years are independent and normal (Fisher 1935; Geisser
// 1993, ch. 2), so that of the targets given 70 % about 70 % come true even after short series.
// Nothing when there are under kGrowthsMin growths, or a level is not positive.
std::optional<Growth> growth_of_series(std::vector<std::pair<int, double>> levels);

// A forecast that has been resolved, and how such forecasts fare: by groups of the chance given,
// how often the target was reached. Brier's score: mean of (chance - outcome)^2 (Brier 1950).
struct Resolved {
  double chance{};
  bool reached{};
};
struct ReliabilityRow {
  double from{}, to{};  // of the chance given
  int targets{};
  double given{};  // mean chance
  double came_true{};
};
struct Reliability {
  std::vector<ReliabilityRow> rows;  // groups that hold targets
  double brier{};
};
inline constexpr std::size_t kResolvedMin = 10;  // under it reliability is not told
Reliability reliability(std::vector<Resolved> const&, int groups = 5);

}  // namespace chengjie::effect
