#include "chengjie/choose/score.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "chengjie/base/random.h"

using namespace chengjie::choose;

namespace {

std::vector<Part> parts(double a, double b) {
  return {{"a", "甲", 0.5, a, "理由", {}}, {"b", "乙", 0.5, b, "理由", {}}};
}

}  // namespace

TEST_CASE(
    "steadiness: a clear winner holds, a tie of opposites does not, and the seed repeats it") {
  auto const how = Sensitivity{.spread = 0.5, .draws = 2000, .top = 1, .seed = 7};
  auto const clear = steadiness({parts(1, 1), parts(0.2, 0.1)}, how);
  CHECK(clear[0].holds);
  CHECK(clear[0].rank_worst == 1);
  CHECK(clear[1].holds);
  auto const close = steadiness({parts(1, 0), parts(0, 1)}, how);
  CHECK(!close[0].holds);
  CHECK(close[0].in_top == doctest::Approx(0.5).epsilon(0.1));
  CHECK(close[0].rank_worst == 2);
  CHECK(steadiness({parts(1, 0), parts(0, 1)}, how)[0].in_top == close[0].in_top);
  CHECK(steadiness({}, how).empty());
}

TEST_CASE("front_of: only what nothing beats everywhere") {
  CHECK(front_of({parts(1, 0), parts(0, 1), parts(0.5, 0.5), parts(0.4, 0.4)}) ==
        std::vector<std::size_t>{0, 1, 2});
  CHECK(front_of({parts(1, 1), parts(1, 1)}) == std::vector<std::size_t>{0, 1});
  CHECK(front_of(std::vector<std::vector<Part>>{}).empty());
}

TEST_CASE("steadiness: a proved interval of ranks holds every draw") {
  for (auto seed = std::uint64_t{0}; seed != 30; ++seed) {
    CAPTURE(seed);
    auto random = chengjie::Random{seed};
    auto items = std::vector<std::vector<Part>>{};
    for (auto i = 0; i != 8; ++i) {
      auto parts = std::vector<Part>{};
      for (auto p = 0; p != 4; ++p) {
        parts.push_back({"p", "p", 0.25, random.unit(), "", {}, {}});
      }
      items.push_back(std::move(parts));
    }
    std::sort(items.begin(), items.end(),
              [](auto const& a, auto const& b) { return score_of(a) > score_of(b); });
    auto const got = steadiness(items, {.spread = 0.5, .draws = 300, .top = 3, .seed = seed});
    for (auto i = std::size_t{0}; i != got.size(); ++i) {
      CHECK(got[i].sure_best <= got[i].rank_best);
      CHECK(got[i].sure_worst >= got[i].rank_worst);
      CHECK(got[i].sure_best <= i + 1);
      CHECK(got[i].sure_worst >= i + 1);
    }
  }
  // One that is ahead on every part is first for sure; equal items are not ahead of each other.
  auto const item = [](double v) {
    return std::vector<Part>{{"p", "p", 1, v, "", {}, {}}, {"q", "q", 1, v, "", {}, {}}};
  };
  auto const sure = steadiness({item(0.9), item(0.1), item(0.1)},
                               {.spread = 0.5, .draws = 10, .top = 1, .seed = 1});
  CHECK(sure[0].sure_worst == 1);
  CHECK(sure[1].sure_best == 2);
  CHECK(sure[1].sure_worst == 3);
}

TEST_CASE("front_of numbers: what is not known neither beats nor is beaten") {
  using Items = std::vector<Known>;
  CHECK(front_of(Items{{1.0, 2.0}, {0.5, 1.0}, {2.0, 0.5}}) == std::vector<std::size_t>{0, 2});
  CHECK(front_of(Items{{1.0, {}}, {0.5, 9.0}}) == std::vector<std::size_t>{0});
  CHECK(front_of(Items{{1.0, {}}, {{}, 9.0}}) == std::vector<std::size_t>{0, 1});
  CHECK(front_of(Items{{{}, {}}, {0.0, 0.0}}) == std::vector<std::size_t>{1});
  CHECK(front_of(Items{}).empty());
}
