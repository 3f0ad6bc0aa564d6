#include "chengjie/choose/pull.h"

#include <doctest/doctest.h>

using namespace chengjie;
using namespace chengjie::choose;

namespace {

constexpr auto kThresholds =
    Thresholds{.weak_local_max = 1, .city_backup_min = 2, .broken_outside_max = 1};

Row row(std::string id, std::string parent, std::size_t local, std::size_t city,
        std::size_t outside) {
  auto r = Row{};
  r.node.id = r.node.product = id;
  r.node.chain = "链";
  r.parent = std::move(parent);
  auto const fill = [&](std::vector<Firm>& list, std::size_t n, std::string const& name) {
    for (auto i = std::size_t{0}; i != n; ++i) {
      list.push_back({id + name + std::to_string(i), "", 0, "m", ""});
    }
  };
  fill(r.node.local, local, "本");
  fill(r.node.city, city, "市");
  fill(r.node.outside, outside, "外");
  return r;
}

}  // namespace

TEST_CASE("pull_of: suppliers present, in the city, outside, nobody; most unlocking first") {
  auto const built =
      chains_of({row("膜", "堆", 0, 0, 2), row("板", "堆", 1, 0, 0), row("堆", "车", 0, 1, 0),
                 row("车", "", 2, 0, 0), row("壳", "泵", 0, 0, 0), row("泵", "", 1, 0, 0)});
  REQUIRE(built);
  auto const leads = leads_of(*built);
  REQUIRE(leads.size() == 3);
  auto const got = pull_of(*built, leads, kThresholds);
  REQUIRE(got);
  auto const& first = (*got)[0];
  CHECK(leads[first.lead].name == "车本0");
  CHECK(first.present == std::vector<std::size_t>{1});
  CHECK(first.city == std::vector<std::size_t>{2});
  CHECK(first.outside == std::vector<std::size_t>{0});
  CHECK(first.unlocks == 2);
  CHECK(first.local_share == doctest::Approx(1.0 / 3));
  CHECK(got->back().nobody == std::vector<std::size_t>{4});
  CHECK(!pull_of(*built, {{"甲", true, {99}, "m"}}, kThresholds));
  CHECK(pull_of(*built, {}, kThresholds)->empty());
}

TEST_CASE("overlap_of: segments that two parks both declare") {
  auto const got = overlap_of({{"东", {"新能源汽车", "软件信息"}, {}},
                               {"西", {"新能源汽车产业", "铝材", "软件信息服务"}, {}},
                               {"南", {}, {}}},
                              0.6);
  REQUIRE(got.size() == 3);
  CHECK(got[0].share == doctest::Approx(1.0));
  CHECK(got[0].same.size() == 2);
  CHECK(got[1].share == 0);
}
