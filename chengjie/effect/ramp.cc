#include "chengjie/effect/ramp.h"

#include <algorithm>
#include <cmath>

#include "chengjie/effect/sample.h"

namespace chengjie::effect {
namespace {

constexpr int kQuarters = 4;

// Integral from the start to `t` of min(1, (t - start) / length).
double made_until(double t, double length) {
  if (t <= 0) { return 0; }
  return t < length ? t * t / (2 * length) : length / 2 + (t - length);
}

}  // namespace

Quarter Quarter::plus(int quarters) const {
  auto const from_zero = year * kQuarters + quarter - 1 + quarters;
  return {from_zero / kQuarters, from_zero % kQuarters + 1};
}

std::string Quarter::name() const { return std::to_string(year) + "-Q" + std::to_string(quarter); }

Quarter quarter_of(int year, int month) { return {year, (month - 1) / 3 + 1}; }

double ramp_share(double start, double length, int q) {
  auto const full = std::max(length, 1e-9);
  return made_until(q + 1 - start, full) - made_until(q - start, full);
}

double ramp_year(double start, double length, int q) {
  auto const full = std::max(length, 1e-9);
  auto const from = std::max(q, 0), to = std::max(q + kQuarters, 0);
  return (made_until(to - start, full) - made_until(from - start, full)) / kQuarters;
}

std::vector<Range> ramp_path(Ramp const& ramp, int count, std::uint64_t seed, int draws) {
  Random random(seed);
  auto const n = static_cast<std::size_t>(std::max(count, 0));
  std::vector<std::vector<double>> shares(n);
  for (auto d = 0; d != draws; ++d) {
    auto const start = at(ramp.start, normal(random));
    auto const length = at(ramp.length, normal(random));
    for (std::size_t q = 0; q != n; ++q) {
      shares[q].push_back(ramp_share(start, length, static_cast<int>(q)));
    }
  }
  std::vector<Range> out;
  for (auto& s : shares) { out.push_back(spread_of(s)); }
  return out;
}

}  // namespace chengjie::effect
