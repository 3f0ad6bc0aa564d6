#include "chengjie/effect/fit.h"

#include <algorithm>
#include <cmath>

namespace chengjie::effect {

std::optional<Growth> growth_of_series(std::vector<std::pair<int, double>> levels) {
  std::sort(levels.begin(), levels.end());
  std::vector<double> growths;
  for (auto const& [year, level] : levels) {
    if (!(level > 0) || !std::isfinite(level)) { return std::nullopt; }
  }
  for (std::size_t i = 1; i < levels.size(); ++i) {
    if (levels[i].first == levels[i - 1].first + 1) {
      growths.push_back(std::log(levels[i].second / levels[i - 1].second));
    }
  }
  auto const n = static_cast<double>(growths.size());
  if (n < kGrowthsMin) { return std::nullopt; }
  auto mean = 0.0, squares = 0.0;
  for (auto const g : growths) { mean += g / n; }
  for (auto const g : growths) { squares += (g - mean) * (g - mean); }
  auto const variance = squares / (n - 1);
  Growth out;
  // As people state growth: E(1 + g) = exp(mean + variance / 2).
  out.mean = std::exp(mean + variance / 2) - 1;
  out.spread = (1 + out.mean) * std::sqrt(std::expm1(variance));
  out.freedom = static_cast<int>(growths.size()) - 1;
  out.years_seen = static_cast<int>(growths.size());
  out.basis = "本区自己的序列，" + std::to_string(levels.front().first) + " 至 " +
              std::to_string(levels.back().first) + " 年共 " + std::to_string(growths.size()) +
              " 个年增速";
  return out;
}

Reliability reliability(std::vector<Resolved> const& all, int groups) {
  Reliability out;
  for (auto g = 0; g < groups; ++g) {
    ReliabilityRow row{static_cast<double>(g) / groups, static_cast<double>(g + 1) / groups, 0, 0,
                       0};
    for (auto const& r : all) {
      auto const group = std::min(static_cast<int>(r.chance * groups), groups - 1);
      if (group != g) { continue; }
      ++row.targets;
      row.given += r.chance;
      row.came_true += r.reached ? 1 : 0;
    }
    if (row.targets == 0) { continue; }
    row.given /= row.targets;
    row.came_true /= row.targets;
    out.rows.push_back(row);
  }
  for (auto const& r : all) {
    auto const miss = r.chance - (r.reached ? 1.0 : 0.0);
    out.brier += miss * miss / static_cast<double>(all.size());
  }
  return out;
}

}  // namespace chengjie::effect
