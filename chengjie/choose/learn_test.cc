#include "chengjie/choose/learn.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "chengjie/base/random.h"

using namespace chengjie;
using namespace chengjie::choose;

namespace {

constexpr auto kOptions = LearnOptions{.each_min = 20, .folds = 5, .penalty = 1, .seed = 5};
constexpr auto kStated = std::array{0.4, 0.3, 0.3};

// Firms come when the third value is high; the first tells nothing, the second speaks against.
std::vector<Example> leads(std::size_t n, std::uint64_t seed) {
  auto random = Random{seed};
  auto out = std::vector<Example>{};
  for (auto i = std::size_t{0}; i != n; ++i) {
    auto one = Example{{random.unit(), random.unit(), random.unit()}, false};
    auto const z = 8 * (one.values[2] - 0.5) - 2 * (one.values[1] - 0.5);
    one.won = random.unit() < 1 / (1 + std::exp(-z));
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

TEST_CASE("area_under_curve: against counting all pairs") {
  for (auto seed = std::uint64_t{0}; seed != 50; ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto scores = std::vector<double>{};
    auto won = std::vector<bool>{};
    for (auto i = 0; i != 30; ++i) {
      scores.push_back(random.below(6));  // many ties
      won.push_back(random.below(2) == 1);
    }
    auto ahead = 0.0;
    auto pairs = 0.0;
    for (auto i = std::size_t{0}; i != 30; ++i) {
      for (auto j = std::size_t{0}; j != 30; ++j) {
        if (!won[i] || won[j]) { continue; }
        pairs += 1;
        ahead += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
      }
    }
    CHECK(area_under_curve(scores, won) == doctest::Approx(pairs > 0 ? ahead / pairs : 0.5));
  }
}

TEST_CASE("learn: finds what leads were won by, and judges itself on leads held back") {
  auto const got = learn(leads(400, 3), kStated, kOptions);
  REQUIRE(got.weights.size() == 3);
  CHECK(got.weights[2] > 0.7);
  CHECK(got.weights[1] == 0);  // a part may count nothing, never against
  CHECK(got.weights[0] + got.weights[1] + got.weights[2] == doctest::Approx(1));
  CHECK(got.held_back > got.stated);
  CHECK(got.used);
}

TEST_CASE("learn: too few leads keep the stated weights and say how many there are") {
  auto const got = learn(leads(12, 3), kStated, kOptions);
  CHECK(got.weights.empty());
  CHECK_FALSE(got.used);
  CHECK(got.won + got.lost == 12);
  CHECK(got.reason.find(std::to_string(got.won)) != std::string::npos);
  CHECK_FALSE(learn({}, kStated, kOptions).used);
}

TEST_CASE("learn: leads that tell nothing do not replace weights that tell more") {
  // The stated weights are right here: all of it hangs on the third value.
  auto const right = std::array{0.0, 0.0, 1.0};
  auto const got = learn(leads(60, 11), right, kOptions);
  CHECK(got.used == (got.held_back >= got.stated));
}

TEST_CASE("learn: a part that is the same in all leads keeps its stated share") {
  auto all = leads(200, 7);
  for (auto& one : all) { one.values[0] = 1; }
  auto const got = learn(all, kStated, kOptions);
  REQUIRE(got.weights.size() == 3);
  CHECK(got.weights[0] == doctest::Approx(0.4));
  CHECK(got.weights[1] + got.weights[2] == doctest::Approx(0.6));
}
