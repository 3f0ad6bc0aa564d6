#include "chengjie/effect/claim.h"

#include <doctest/doctest.h>

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

TEST_CASE("check_claims: 50 hundred million, 1.73 of tax, 12,000 jobs") {
  Claims c{"P1", "冠宇", Stated{50e8, "mout"},      Stated{1.73e8, "mtax"}, Stated{12'000, "mjob"},
           {},   {},     references_of(batteries())};
  auto const got = check_claims(c);
  REQUIRE(got.size() == 2);
  CHECK(got[0].formula == "产值50亿元 ÷ 就业1.2万人 = 41.7万元/人");
  CHECK(got[0].verdict == Verdict::within);
  CHECK(got[0].question.find("间接就业") != std::string::npos);  // half of the average
  CHECK(got[1].value == doctest::Approx(0.0346));
  CHECK(got[1].sentence.find("3.46%") != std::string::npos);
  c.references.push_back({ClaimRatio::output_per_job, 80e4, 200e4, 0, "同行项目", "mpeer", {}});
  auto const torn = check_claims(c);
  CHECK(torn[0].verdict == Verdict::between);
  CHECK(torn[0].question.find("间接就业") != std::string::npos);
  c.references = {{ClaimRatio::output_per_job, 80e4, 200e4, 0, "同行项目", "mpeer", {}}};
  auto const low = check_claims(c);
  CHECK(low[0].verdict == Verdict::below);
  CHECK(low[0].inputs == std::vector<std::string>{"mout", "mjob", "mpeer"});
  CHECK(low[1].verdict == Verdict::unknown);
  c.jobs = Stated{0, "mjob"};
  c.output = {};
  CHECK(check_claims(c).empty());
}

}  // namespace
}  // namespace chengjie::effect
