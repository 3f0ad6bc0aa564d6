#include "chengjie/grow/watch.h"

#include <doctest/doctest.h>

#include "chengjie/base/tree.h"

using namespace chengjie;
using namespace chengjie::grow;

namespace {

rules::Packs packs() {
  return *rules::read_packs(*read_file("data/rules/above_scale.toml"), "above_scale.toml");
}
WatchOptions const kOptions{.base = {.today = {2026, 11, 25}, .year = 2025, .about_share = 0.05},
                            .near_share = 0.8};

WatchFirm firm(std::string id, std::optional<double> wan, std::string code, std::string group) {
  auto out = WatchFirm{{id, id, {}}, std::nullopt, "", std::nullopt};
  if (wan) { out.firm.facts.facts.push_back({"revenue", "2025", *wan, "万元", "r" + id, "", {}}); }
  if (!code.empty()) {
    out.firm.facts.facts.push_back({"industry_code", "", 0, "", "c", code, {}});
  }
  if (!group.empty()) { out.firm.facts.facts.push_back({"group", "", 0, "", "g", group, {}}); }
  return out;
}

}  // namespace

TEST_CASE("watch list: who enters, is near, leaves") {
  auto twelve = firm("K", 1500, "3252", "below_scale");
  twelve.revenue_12m_cny = 2.1e7;
  auto const rows = watch_above_scale(
      {firm("A", 1599, "3252", "below_scale"), firm("B", 1600, "3252", "below_scale"),
       firm("C", 1990, "3252", ""), firm("D", 2000, "3252", "below_scale"),
       firm("E", 1900, "3252", "above_scale"), firm("F", 3000, "3252", "above_scale"),
       firm("G", std::nullopt, "3252", "below_scale"), firm("H", 1900, "5162", "below_scale"),
       firm("I", 1900, "", "below_scale"), twelve},
      packs(), kOptions);
  if (!rows) { FAIL(rows.error().line()); }
  auto seen = std::string{};
  for (auto const& row : *rows) { seen += row.firm + " " + std::string{name_of(row.watch)} + "; "; }
  CHECK(seen ==
        "D enters; K enters; C near; I near; B near; E leaves; A far; F steady; G unknown; H "
        "outside; ");
  auto const& c = (*rows)[2];
  CHECK(*c.short_by_cny == doctest::Approx(1e5));
  CHECK(*c.growth_needed == doctest::Approx(10.0 / 1990));
  CHECK(c.why == "收入 1990 万元，门槛 2000 万元，差 10 万元，需增长 0.5025%");
  CHECK(c.marks == std::vector<std::string>{"c", "rC"});
  CHECK((*rows)[3].missing[0].column == "industry_code");
}

TEST_CASE("watch list: the standard of the day, or a refusal") {
  auto options = kOptions;
  options.base.today = {2009, 1, 1};
  options.base.year = 2025;
  CHECK((*watch_above_scale({firm("A", 600, "3252", "")}, packs(), options))[0].watch ==
        Watch::enters);
  options.base.today = {1990, 1, 1};
  CHECK(watch_above_scale({}, packs(), options).error().code == Code::not_found);
}
