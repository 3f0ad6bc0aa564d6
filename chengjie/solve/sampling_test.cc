#include "chengjie/solve/sampling.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

namespace chengjie::solve {
namespace {

TEST_CASE("normal: moments, tails, the same for the same seed") {
  constexpr auto kCount = 200'000;
  Random random(7);
  Normal normal(random);
  auto mean = 0.0, square = 0.0, fourth = 0.0;
  auto beyond = 0;
  for (auto i = 0; i != kCount; ++i) {
    auto const z = normal();
    mean += z / kCount;
    square += z * z / kCount;
    fourth += z * z * z * z / kCount;
    beyond += z > 1.6448536;
  }
  CHECK(std::abs(mean) < 0.01);
  CHECK(square == doctest::Approx(1).epsilon(0.01));
  CHECK(fourth == doctest::Approx(3).epsilon(0.03));
  CHECK(beyond == doctest::Approx(0.05 * kCount).epsilon(0.03));
  Random again(7);
  Normal same(again);
  Random other(7);
  Normal twin(other);
  for (auto i = 0; i != 9; ++i) { CHECK(same() == twin()); }
}

TEST_CASE("gamma: mean and variance are the shape") {
  for (auto const shape : {0.05, 0.4, 1.0, 3.5, 80.0}) {
    CAPTURE(shape);
    constexpr auto kCount = 100'000;
    Random random(3);
    auto mean = 0.0, square = 0.0, least = 1.0;
    for (auto i = 0; i != kCount; ++i) {
      auto const g = gamma(random, shape);
      least = std::min(least, g);
      mean += g / kCount;
      square += g * g / kCount;
    }
    CHECK(least >= 0);
    CHECK(mean == doctest::Approx(shape).epsilon(0.03));
    CHECK(square - mean * mean == doctest::Approx(shape).epsilon(0.06));
  }
  Random random(1);
  CHECK(gamma(random, 0) == 0);
  CHECK(gamma(random, -1) == 0);
}

}  // namespace
}  // namespace chengjie::solve
