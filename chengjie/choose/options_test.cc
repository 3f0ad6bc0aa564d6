#include "chengjie/choose/options.h"

#include <doctest/doctest.h>

using namespace chengjie;
using namespace chengjie::choose;

TEST_CASE("options_from: the file that is shipped is whole; a damaged one is told with its place") {
  auto const text = read_file("data/choose/thresholds.toml");
  REQUIRE(text);
  auto const damaged = [&](std::string_view from, std::string_view to) {
    auto copy = *text;
    copy.replace(copy.find(from), from.size(), to);
    auto const tree = read_toml(copy, "t.toml");
    REQUIRE(tree);
    return options_from(*tree, "t.toml");
  };
  CHECK(damaged("[weights]", "[weights]"));
  auto const absent = damaged("wanted =", "wantet =");
  REQUIRE(!absent);
  CHECK(absent.error().what == "缺少 weights.wanted");
  auto const negative = damaged("reach = 0.10", "reach = -1");
  REQUIRE(!negative);
  CHECK(negative.error().where.starts_with("t.toml:"));
  CHECK(!damaged("draws = 1000", "draws = \"many\""));
}
