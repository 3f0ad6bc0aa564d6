#include "chengjie/base/date.h"

#include <doctest/doctest.h>

#include <array>

using namespace chengjie;

TEST_CASE("parse_period: the forms of the fact format") {
  struct Row {
    std::string_view text;
    std::string_view from;
    std::string_view until;
  };
  for (auto const& row : std::to_array<Row>({
           {"2023", "2023-01-01", "2023-12-31"},
           {"2025-H1", "2025-01-01", "2025-06-30"},
           {"2025-Q1", "2025-01-01", "2025-03-31"},
           {"2024-02", "2024-02-01", "2024-02-29"},
           {"2024-02-29", "2024-02-29", "2024-02-29"},
           {"2023..2027", "2023-01-01", "2027-12-31"},
           {"2023-11..2025-11", "2023-11-01", "2025-11-30"},
       })) {
    CAPTURE(row.text);
    auto const got = parse_period(row.text);
    REQUIRE(got);
    CHECK(to_string(got->from) == row.from);
    REQUIRE(got->until);
    CHECK(to_string(*got->until) == row.until);
  }
  auto const open = parse_period("2023-11..");
  REQUIRE(open);
  CHECK(!open->until);
}

TEST_CASE("parse_period refuses what is none") {
  for (auto const text : {"", "23", "2023-13", "2023-02-30", "2027..2023", "..2023", "2023-H3",
                          "2023-Q5", "abcd", "2023年"}) {
    CAPTURE(text);
    CHECK(!parse_period(text));
  }
}

TEST_CASE("days") {
  CHECK(days_between({2024, 2, 28}, {2024, 3, 1}) == 2);
  CHECK(add_days({2024, 12, 31}, 1) == Date{2025, 1, 1});
  CHECK(!parse_date("2023-02-29"));
  CHECK(!parse_date("2023-2-9"));
}
