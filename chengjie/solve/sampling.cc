#include "chengjie/solve/sampling.h"

#include <cmath>

namespace chengjie::solve {

double Normal::operator()() {
  if (has_spare_) {
    has_spare_ = false;
    return spare_;
  }
  for (;;) {
    auto const u = 2 * random_.unit() - 1;
    auto const v = 2 * random_.unit() - 1;
    auto const s = u * u + v * v;
    if (!(s < 1) || s == 0) { continue; }
    auto const scale = std::sqrt(-2 * std::log(s) / s);
    spare_ = v * scale;
    has_spare_ = true;
    return u * scale;
  }
}

double gamma(Random& random, double shape) {
  if (!(shape > 0)) { return 0; }
  if (shape < 1) {
    auto const power = std::pow(1 - random.unit(), 1 / shape);  // of (0, 1]
    return gamma(random, shape + 1) * power;
  }
  Normal normal(random);
  auto const d = shape - 1.0 / 3;
  auto const c = 1 / std::sqrt(9 * d);
  for (;;) {
    auto const x = normal();
    auto const root = 1 + c * x;
    if (!(root > 0)) { continue; }
    auto const v = root * root * root;
    auto const u = 1 - random.unit();
    if (std::log(u) < 0.5 * x * x + d - d * v + d * std::log(v)) { return d * v; }
  }
}

}  // namespace chengjie::solve
