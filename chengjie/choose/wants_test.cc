#include "chengjie/choose/wants.h"

#include <doctest/doctest.h>

#include <array>

using namespace chengjie::choose;

TEST_CASE("name_closeness: same, holding, sharing, apart") {
  struct Row {
    std::string_view a, b;
    double low, high;
  };
  for (auto const& row : std::to_array<Row>({
           {"氢能产业", "氢能", 1, 1},
           {"新能源汽车热管理系统", "热管理系统", 0.6, 0.99},
           {"电池电堆", "燃料电池电堆", 0.6, 0.99},
           {"数控机床", "数控系统", 0.2, 0.5},
           {"铝", "氧化铝", 0, 0.3},
           {"预制菜", "航空发动机", 0, 0},
           {"", "氢能", 0, 0},
       })) {
    CAPTURE(row.a);
    auto const got = name_closeness(row.a, row.b);
    CHECK(got >= row.low);
    CHECK(got <= row.high);
    CHECK(got == name_closeness(row.b, row.a));
  }
}

TEST_CASE("rank_wants: named local firms and a large target come first; what is missing is said") {
  auto const weights = DocumentWeights{.local_firms = 0.35,
                                       .documents = 0.2,
                                       .target = 0.25,
                                       .place = 0.1,
                                       .first_named = 0.1,
                                       .closeness_min = 0.5};
  auto documents = Documents{};
  documents.wants = {{"先进材料", "气凝胶", "", "w0"},
                     {"氢能产业", "氢燃料电池", "西部园区", "w1"},
                     {"氢能产业", "氢燃料电池", "", "w2"}};
  documents.mentions = {{"博甲公司", "produces", "氢能", "a.txt", true, "m0"},
                        {"博甲公司", "produces", "氢燃料电池", "b.txt", true, "m1"},
                        {"外地公司", "produces", "气凝胶", "b.txt", false, "m2"},
                        {"本地公司", "located_in", "气凝胶", "b.txt", true, "m3"}};
  documents.targets = {{"先进材料产业", 1000e8, "2027", "t0"}, {"氢能产业", 100e8, "2027", "t1"}};
  auto const got = rank_wants(documents, weights);
  REQUIRE(got.size() == 2);  // the same product of one direction is told once
  CHECK(got[0].want == 1);
  CHECK(got[0].firms == std::vector<std::string>{"博甲公司"});
  CHECK(got[1].firms.empty());
  CHECK(got[1].lacks.size() == 3);
  for (auto const& item : got) {
    CHECK(item.score == doctest::Approx(score_of(item.parts)));
    for (auto const& part : item.parts) { CHECK(!part.reason.empty()); }
  }
  CHECK(rank_wants({}, weights).empty());
}
