#include "chengjie/base/tree.h"

#include <doctest/doctest.h>

using namespace chengjie;

TEST_CASE("read_toml keeps values, order and places") {
  auto const tree = read_toml(
      "name = \"小巨人\"\nshare = 70\nfrom = 2022-06-01\n[tiers]\nb = 1.5\na = true\n", "x.toml");
  REQUIRE(tree);
  CHECK(tree->text_or("name", "") == "小巨人");
  CHECK(tree->number_or("share", 0) == 70);
  CHECK(tree->text_or("from", "") == "2022-06-01");
  auto const* tiers = tree->find("tiers");
  REQUIRE(tiers);
  REQUIRE(tiers->table());
  CHECK((*tiers->table())[0].first == "b");
  CHECK((*tiers->table())[0].second.line == 5);
  CHECK(tiers->flag_or("a", false));
}

TEST_CASE("read_toml tells where a mistake stands") {
  auto const tree = read_toml("a = 1\nb = \n", "pack.toml");
  REQUIRE(!tree);
  CHECK(tree.error().where.starts_with("pack.toml:2"));
  CHECK(!read_toml(std::string(100000, '['), "deep.toml"));
}
