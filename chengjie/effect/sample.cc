#include "chengjie/effect/sample.h"

#include <algorithm>
#include <cmath>

namespace chengjie::effect {

double normal(Random& random) {
  auto const u = 1 - random.unit();
  return std::sqrt(-2 * std::log(u)) * std::cos(6.283185307179586 * random.unit());
}

double student(Random& random, int freedom) {
  auto const z = normal(random);
  if (freedom <= 0) { return z; }
  auto squares = 0.0;
  for (auto k = 0; k != freedom; ++k) {
    auto const other = normal(random);
    squares += other * other;
  }
  return z / std::sqrt(squares / freedom);
}

double at(Range const& r, double z) {
  constexpr auto kAlmostNothing = 1e-3;
  if (!(r.mid > 0)) { return 0; }
  auto const low = r.low > 0 ? r.low : r.mid * kAlmostNothing;
  auto const edge = z < 0 ? r.mid / low : r.high / r.mid;
  return edge == 1 ? r.mid : r.mid * std::exp(z / kTail * std::log(edge));
}

Range spread_of(std::vector<double>& values) {
  if (values.empty()) { return {}; }
  std::sort(values.begin(), values.end());
  auto const at_share = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
  };
  return {at_share(0.05), at_share(0.5), at_share(0.95)};
}

}  // namespace chengjie::effect
