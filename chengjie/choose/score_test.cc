#include "chengjie/choose/score.h"

#include <doctest/doctest.h>

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
  CHECK(front_of({}).empty());
}
