#include "chengjie/economy/csv.h"

#include <doctest/doctest.h>

#include <array>

namespace chengjie::economy {
namespace {

TEST_CASE("read_csv: quotes, remarks, line ends, blank lines") {
  auto const got = read_csv(
      "\xef\xbb\xbf# 说明\na,\"b,c\",d\r\n\n1,\"say \"\"x\"\"\",\n\"two\nlines\",2,3", "t.csv");
  REQUIRE(got);
  REQUIRE(got->size() == 3);
  CHECK((*got)[0] == CsvRow{"a", "b,c", "d"});
  CHECK((*got)[1] == CsvRow{"1", "say \"x\"", ""});
  CHECK((*got)[2] == CsvRow{"two\nlines", "2", "3"});
  CHECK(read_csv("", "t.csv")->empty());
  auto const open = read_csv("a,b\nc,\"d\n", "t.csv");
  REQUIRE_FALSE(open);
  CHECK(open.error().where == "t.csv:2");
}

TEST_CASE("number_of") {
  struct Row {
    std::string_view cell;
    std::optional<double> value;
  };
  for (auto const& row : std::to_array<Row>({{"1", 1},
                                             {" -2.5 ", -2.5},
                                             {"1e3", 1000},
                                             {"+4", 4},
                                             {"", {}},
                                             {"x", {}},
                                             {"1,000", {}},
                                             {"nan", {}},
                                             {"inf", {}},
                                             {"1e999", {}},
                                             {"1 2", {}}})) {
    CAPTURE(row.cell);
    CHECK(number_of(row.cell) == row.value);
  }
}

TEST_CASE("text_of reads back; append_csv reads back") {
  for (auto const v : {0.1, 1e50, -3.0, 1.0 / 3, 0.0}) { CHECK(number_of(text_of(v)) == v); }
  CHECK(text_of(1.23456789, 4) == "1.235");
  std::string text;
  CsvRow const row{"a,b", "\"", "line\nend", "plain", ""};
  append_csv(text, row);
  auto const got = read_csv(text, "t");
  REQUIRE(got);
  CHECK(got->front() == row);
}

}  // namespace
}  // namespace chengjie::economy
