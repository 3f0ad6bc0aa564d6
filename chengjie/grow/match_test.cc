#include "chengjie/grow/match.h"

#include <doctest/doctest.h>

#include <array>

using namespace chengjie;
using namespace chengjie::grow;

TEST_CASE("name_similarity: the head of the noun stands last") {
  struct Row {
    std::string_view a;
    std::string_view b;
    double similarity;
  };
  for (auto const& row : std::to_array<Row>({
           {"轮毂", "轮毂", 1},
           {"铝合金轮毂", "轮毂", 0.7 + 0.3 * 2 / 5},
           {"电池", "电池箱体", 0.5 * 2 / 4},
           {"PACK 箱体", "pack箱体", 1},
           {"箱", "电池箱", 0},
           {"轮毂", "电机", 0},
           {"", "电机", 0},
       })) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    auto why = std::string{};
    CHECK(name_similarity(row.a, row.b, why) == doctest::Approx(row.similarity));
    CHECK(name_similarity(row.b, row.a, why) == doctest::Approx(row.similarity));
  }
}

TEST_CASE("match_products: order, self, known similarity, limit of offers") {
  auto const needs = std::vector<ProductLine>{{"整车厂", "轮毂", "西彭", "n"}};
  auto const offers = std::vector<ProductLine>{{"甲", "铝合金轮毂", "陶家", "a"},
                                               {"乙", "铝合金轮毂", "西彭", "b"},
                                               {"整车厂", "轮毂", "西彭", "c"},
                                               {"丙", "车轮总成", "西彭", "d"},
                                               {"丁", "电机", "西彭", "e"}};
  auto got = match_products(needs, offers, {{"车轮总成", "轮毂", 0.75}, {"电机", "轮毂", 7}},
                            {.least = 0.5, .per_need_max = 9});
  REQUIRE(got);
  REQUIRE(got->size() == 3);
  CHECK((*got)[0].offer == 1);  // same park before the other
  CHECK((*got)[1].offer == 0);
  CHECK((*got)[2].offer == 3);
  CHECK((*got)[2].why == "词义相近");
  CHECK(match_products(needs, offers, {}, {.least = 0.5, .per_need_max = 1})->size() == 1);
}
