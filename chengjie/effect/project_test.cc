#include "chengjie/effect/project.h"

#include <doctest/doctest.h>

#include <cmath>

namespace chengjie::effect {
namespace {

Coefficients batteries() {
  Coefficients c;
  c.sector = "电池";
  c.table = "2020 年全国投入产出表";
  c.output = {1, 2.87};
  c.value_added = {0.2, 0.75};
  c.tax = {0.016, 0.06};
  c.jobs = {124e-8, 486e-8};
  c.mark = "table000000";
  return c;
}

Quantity const* find(Effect const& e, std::string_view indicator, std::string_view part) {
  for (auto const& q : e.quantities) {
    if (q.indicator == indicator && q.part == part) { return &q; }
  }
  return nullptr;
}

TEST_CASE("effect_of: stated figures first, ratios for the rest, each with its marks") {
  Project p{"P1",
            "冠宇",
            batteries(),
            Stated{50e8, "mout"},
            {},
            Stated{1.73e8, "mtax"},
            Stated{12'000, "mjob"},
            {},
            {}};
  auto const e = effect_of(p, default_ratios({{"effect/realised", "mreal"}}));
  REQUIRE(e);
  auto const* output = find(*e, "产值", "direct");
  REQUIRE(output);
  CHECK(output->range.mid == doctest::Approx(40e8));
  CHECK(output->formula == "公布产值50亿元 × 达产比例0.8（0.5至1） = 40亿元（25亿元至50亿元）");
  CHECK(output->inputs == std::vector<std::string>{"mout", "mreal"});
  CHECK(output->weakest == SourceKind::assumed);
  auto const* jobs = find(*e, "就业", "direct");
  REQUIRE(jobs);
  CHECK(jobs->range.mid == doctest::Approx(9'600));
  auto const* indirect = find(*e, "就业", "indirect");
  REQUIRE(indirect);
  CHECK(indirect->range.mid == doctest::Approx(40e8 * 362e-8));
  auto const* total = find(*e, "就业", "total");
  REQUIRE(total);
  CHECK(total->range.low == doctest::Approx(jobs->range.low + indirect->range.low));
  auto const* added = find(*e, "增加值", "direct");
  REQUIRE(added);
  CHECK(added->range.mid == doctest::Approx(8e8));
  CHECK(find(*e, "产值", "indirect_local") == nullptr);
  CHECK(e->lacks.empty());
  CHECK_FALSE(e->notes.empty());
  for (auto const& q : e->quantities) {
    CAPTURE(q.formula);
    CHECK(q.range.low <= q.range.mid);
    CHECK(q.range.mid <= q.range.high);
    CHECK_FALSE(q.inputs.empty());
  }
}

TEST_CASE("effect_of: a figure that was itself estimated brings its own width") {
  Project p;
  p.id = p.name = "P";
  p.sector = batteries();
  p.output = Stated{100e8, "m", SourceKind::assumed, false, Range{50e8, 100e8, 200e8}};
  auto const e = effect_of(p, default_ratios());
  REQUIRE(e);
  auto const* output = find(*e, "产值", "direct");
  REQUIRE(output);
  // By hand: low 80 exp(-sqrt(ln(2)^2 + ln(1.6)^2)), high 80 exp(sqrt(ln(2)^2 + ln(1.25)^2)).
  CHECK(output->range.low ==
        doctest::Approx(80e8 * std::exp(-std::hypot(std::log(2), std::log(1.6)))));
  CHECK(output->range.high ==
        doctest::Approx(80e8 * std::exp(std::hypot(std::log(2), std::log(1.25)))));
  REQUIRE(output->reasons.size() == 2);
  CHECK(output->reasons[0].factor == "估计产值");
}

TEST_CASE("effect_of: what is already so is not discounted") {
  Project p{"P5", "某企业", batteries(), Stated{50e8, "m", SourceKind::ledger, true}, {}, {},
            {},   {},       {}};
  auto const e = effect_of(p, default_ratios());
  REQUIRE(e);
  auto const* output = find(*e, "产值", "direct");
  REQUIRE(output);
  CHECK(output->range == Range{50e8, 50e8, 50e8});
  CHECK(output->reasons.empty());
  CHECK(output->weakest == SourceKind::ledger);
}

TEST_CASE("effect_of: what is not known is lacking, never zero") {
  Project nothing{"P2", "某项目", {}, {}, {}, {}, {}, {}, {}};
  auto const e = effect_of(nothing, default_ratios());
  REQUIRE(e);
  CHECK(e->quantities.empty());
  CHECK(e->lacks.size() == 2);
  auto electronics = batteries();
  electronics.tax = {-0.026, 0.01};
  auto const rebate = effect_of({"P3", "某项目", electronics, {}, {}, {}, {}, Stated{1e8, "m"}, {}},
                                default_ratios());
  REQUIRE(rebate);
  CHECK(find(*rebate, "税收", "direct") == nullptr);
  CHECK(find(*rebate, "产值", "direct") != nullptr);
  CHECK(rebate->lacks.size() == 1);
  auto ratios = default_ratios();
  ratios.local_share = Ratio{{0.1, 0.2, 0.4}, "mloc", SourceKind::assumed};
  auto const local =
      effect_of({"P4", "某项目", batteries(), Stated{1e8, "m"}, {}, {}, {}, {}, {}}, ratios);
  REQUIRE(local);
  REQUIRE(find(*local, "产值", "indirect_local") != nullptr);
  CHECK(find(*local, "产值", "indirect_local")->range.mid ==
        doctest::Approx(find(*local, "产值", "indirect")->range.mid * 0.2));
}

}  // namespace
}  // namespace chengjie::effect
