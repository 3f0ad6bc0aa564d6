// Random numbers of other shapes than uniform, from a stream that the caller seeds.
#pragma once
#include "chengjie/base/random.h"

namespace chengjie::solve {

// Standard normal, two at a time (Marsaglia & Bray 1964, polar).
class Normal {
 public:
  explicit Normal(Random& random) : random_(random) {}
  double operator()();

 private:
  Random& random_;
  double spare_{};
  bool has_spare_{};
};

// Gamma of that shape and scale 1 (Marsaglia & Tsang 2000; shapes under 1 by Stuart's power).
// 0 for a shape of 0 or less.
double gamma(Random&, double shape);

}  // namespace chengjie::solve
