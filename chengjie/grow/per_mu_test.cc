#include "chengjie/grow/per_mu.h"

#include <doctest/doctest.h>

#include <array>

#include "chengjie/base/random.h"
#include "chengjie/base/tree.h"

using namespace chengjie;
using namespace chengjie::grow;

namespace {

MuScheme scheme(std::string_view id) {
  auto schemes = read_mu_schemes(*read_file("data/rules/per_mu/schemes.toml"),
                                 "data/rules/per_mu/schemes.toml");
  if (!schemes) { FAIL(schemes.error().line()); }
  for (auto& s : *schemes) {
    if (s.id == id) { return s; }
  }
  FAIL("no such scheme");
  return {};
}

MuOptions options() {
  return {.base = {.today = {2023, 9, 25}, .year = 2022, .about_share = 0.05},
          .assumed_weights = {}};
}

struct Values {
  double tax, land, value_added, energy, pollutant, staff, rd, revenue;
};  // 万元, 亩, 吨; negative: unknown

MuFirm firm(std::string id, Values const& v) {
  auto out = MuFirm{{id, id, {}}, "above_scale", 0, "", "", "", ""};
  auto const put = [&](std::string name, double x, double scale) {
    if (x >= 0) {
      out.firm.facts.facts.push_back({name, "2022", x * scale, "", id + name, "", {}});
    }
  };
  put("tax_assessed", v.tax, 1e4);
  put("land", v.land, 1);
  put("value_added", v.value_added, 1e4);
  put("energy", v.energy, 1);
  put("pollutant", v.pollutant, 1);
  put("staff", v.staff, 1);
  put("rd", v.rd, 1e4);
  put("revenue", v.revenue, 1e4);
  return out;
}

// The firm that stands exactly on Huangyan's six benchmarks has 30 + 20 + 20 + 10 + 10 + 10 = 100.
Values const kBench{240.97,         10,  1361.6, 1361.6 / 2.694, 1361.6 / 4929.81,
                    1361.6 / 18.14, 302, 10000};

}  // namespace

TEST_CASE("Huangyan: the benchmark itself is 100, half of everything per land is by hand") {
  // B: tax 120.485 on 10 mu: 12.0485 / 24.097 x 30 = 15. VA 680.8: 68.08 / 136.16 x 20 = 10;
  // energy, emission and staff as A, so each ratio halves: 10, 5, 5; R&D 151 of 10000: 5. Total 50.
  auto half = kBench;
  half.tax /= 2;
  half.value_added /= 2;
  half.rd /= 2;
  // C: as A, pollutant unknown: its item is the mean of A's 10 and B's 5 = 7.5. Total 97.5.
  auto unknown = kBench;
  unknown.pollutant = -1;
  auto const report = grade(scheme("huangyan_2022"),
                            {firm("A", kBench), firm("B", half), firm("C", unknown)}, options());
  if (!report) { FAIL(report.error().line()); }
  CHECK(*report->sheets[0].total == doctest::Approx(100));
  CHECK(*report->sheets[1].total == doctest::Approx(50));
  CHECK(*report->sheets[2].total == doctest::Approx(97.5));
  CHECK(report->sheets[2].terms[3].rule == "缺数据按本组此项平均 7.5 分");
  CHECK(report->sheets[0].terms[0].sum == "24.097 ÷ 24.097 × 30 = 30");
  CHECK(report->sheets[1].terms[0].sum == "12.0485 ÷ 24.097 × 30 = 15");
  CHECK(report->sheets[0].terms[0].marks == std::vector<std::string>{"Atax_assessed", "Aland"});
  CHECK(report->sheets[0].rank == 1);
  CHECK(report->sheets[2].rank == 2);
  CHECK(report->sheets[1].rank == 3);
  CHECK(!report->notes.empty());  // caps not found
}

TEST_CASE("unknown data is not ranked, and takes nothing from the others") {
  auto no_tax = kBench;
  no_tax.tax = -1;
  auto const report =
      grade(scheme("huangyan_2022"), {firm("A", kBench), firm("B", no_tax)}, options());
  REQUIRE(report);
  CHECK(!report->sheets[1].total);
  CHECK(report->sheets[1].grade.empty());
  CHECK(report->sheets[1].rank == 0);
  CHECK(report->sheets[1].terms[0].missing[0].column == "tax_assessed_cny");
  CHECK(report->sheets[0].ranked == 1);
}

TEST_CASE("min-max by hand, with assumed weights") {
  // VA per mu: 100, 200, 300 -> shares 0, 0.5, 1 -> 40 x (20, 60, 100) / 100 = 8, 24, 40 and so on.
  auto run = options();
  run.assumed_weights = {{"above_scale/亩均增加值", 40},
                         {"above_scale/亩均税收", 30},
                         {"above_scale/单位能耗增加值", 20},
                         {"above_scale/研发投入强度", 10}};
  auto const report =
      grade(scheme("chongqing_2023"),
            {firm("A", {100, 10, 1000, 500, -1, 1, 300, 10000}),   // tax 10, energy 2, rd 3 %
             firm("B", {400, 10, 2000, 500, -1, 1, 300, 10000}),   // tax 40, energy 4, rd 3 %
             firm("C", {200, 10, 3000, 500, -1, 1, 300, 10000})},  // tax 20, energy 6, rd 3 %
            run);
  if (!report) { FAIL(report.error().line()); }
  CHECK(*report->sheets[0].total == doctest::Approx(8 + 6 + 4 + 10));
  CHECK(*report->sheets[1].total == doctest::Approx(24 + 30 + 12 + 10));
  CHECK(*report->sheets[2].total == doctest::Approx(40 + 30 * (20 + 80.0 / 3) / 100 + 20 + 10));
  CHECK(report->sheets[0].terms[0].weight_assumed);
  auto const refused = grade(scheme("chongqing_2023"), {firm("A", kBench)}, options());
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::infeasible);
}

TEST_CASE("shares cut as a count by hand, ties, veto, decision, left out") {
  auto s = scheme("huangyan_2022");
  auto firms = std::vector<MuFirm>{};
  for (auto i = 0; i != 20; ++i) {
    auto v = kBench;
    v.tax = 1000 - 10.0 * (i == 4 ? 3 : i);  // the fifth ties with the fourth
    firms.push_back(firm("F" + std::to_string(i), v));
  }
  auto report = grade(s, firms, options());
  REQUIRE(report);
  // 20 firms: A to rank 4, B to 13, C to 19, D the last. The tie at rank 4 goes up whole.
  CHECK(report->sheets[3].grade == "A");
  CHECK(report->sheets[4].grade == "A");
  CHECK(report->sheets[4].rank == 4);
  CHECK(report->sheets[5].rank == 6);
  CHECK(report->sheets[5].grade == "B");
  CHECK(report->sheets[12].grade == "B");
  CHECK(report->sheets[13].grade == "C");
  CHECK(report->sheets[19].grade == "D");
  s.ties_better = false;
  CHECK(grade(s, firms, options())->sheets[3].grade == "B");
  s.ties_better = true;
  firms[0].veto = "发生较大安全事故";
  firms[1].forced = "A";
  firms[1].forced_why = "市政府专题会议";
  firms[2].left_out = "公用事业";
  auto const before = *report;
  report = grade(s, firms, options());
  CHECK(report->sheets[0].grade == "D");
  CHECK(report->sheets[2].grade.empty());
  CHECK(report->groups[0].ranked == 19);
  auto const changes = difference(before, *report);
  CHECK(!changes.empty());
  CHECK(changes[0].grade_before == "A");
  CHECK(changes[0].grade_after == "D");
  firms[1].forced = "E";
  CHECK(!grade(s, firms, options()));
  firms[1].forced = "";
  firms[1].group = "tenant";
  CHECK(!grade(s, firms, options()));
}

TEST_CASE("caps, negatives and a bonus with a limit") {
  auto s = scheme("huangyan_2022");
  s.groups[0].items[0].cap = 1.5;
  s.bonus_max = 5;
  auto rich = kBench;
  rich.tax *= 10;
  auto f = firm("A", rich);
  f.bonus = 8;
  auto loss = firm("B", kBench);
  loss.firm.facts.facts[0].value = -1e6;
  auto const report = grade(s, {f, loss}, options());
  REQUIRE(report);
  CHECK(*report->sheets[0].terms[0].points == doctest::Approx(45));
  CHECK(*report->sheets[0].total == doctest::Approx(45 + 70 + 5));
  CHECK(*report->sheets[1].terms[0].points == 0);
  CHECK(*report->sheets[1].total == doctest::Approx(70));
}

TEST_CASE("property: the order of the firms does not matter") {
  for (auto seed = std::uint64_t{0}; seed != 50; ++seed) {
    auto random = Random{seed};
    auto firms = std::vector<MuFirm>{};
    for (auto i = 0; i != 12; ++i) {
      auto v = kBench;
      v.tax = 10.0 * random.below(5);
      v.pollutant = random.below(3) == 0 ? -1 : 1 + random.below(3);
      firms.push_back(firm("F" + std::to_string(i), v));
    }
    auto const one = grade(scheme("huangyan_2022"), firms, options());
    std::reverse(firms.begin(), firms.end());
    auto const two = grade(scheme("huangyan_2022"), firms, options());
    REQUIRE(one);
    REQUIRE(two);
    for (auto i = std::size_t{0}; i != 12; ++i) {
      CHECK(one->sheets[i].grade == two->sheets[11 - i].grade);
      CHECK(one->sheets[i].rank == two->sheets[11 - i].rank);
    }
  }
}

TEST_CASE("read_mu_schemes: what is refused, and where") {
  auto const head =
      std::string{"[[scheme]]\nid='s'\nname='n'\ndocument='d'\nin_force={from=2023-01-01}\n"};
  auto const grades = std::string{"grades=[{name='A',share=100}]\n"};
  auto const group = std::string{"[[scheme.group]]\nkey='g'\n"};
  struct Row {
    std::string text;
    std::string_view where;
  };
  for (auto const& row : std::vector<Row>{
           {"", "s.toml:1:1"},
           {head, "s.toml:1:1"},
           {head + "grades=[{name='A',share=60}]\n", "s.toml:6:8"},
           {head + "grades=[{name='A',share=120}]\n", "s.toml:6:9"},
           {head + grades, "s.toml:1:1"},
           {head + "ties='up'\n" + grades, "s.toml:6:6"},
           {head + grades + group, "s.toml:7:1"},
           {head + grades + group + "item=[{name='i',of='rd',weight=3}]", "s.toml:9:7"},
           {head + grades + group + "item=[{name='i',of='rd',weight=3,benchmark='3 persons'}]",
            "s.toml:9:44"},
           {head + grades + group + "item=[{name='i',of='rdx',weight=3,benchmark='3 CNY'}]",
            "s.toml:9:21"},
           {head + grades + group + "item=[{name='i',of='rd',weight=-3,benchmark='3 CNY'}]",
            "s.toml:9:32"},
           {head + grades + group + "item=[{name='i',of='rd',weigt=3,benchmark='3 CNY'}]",
            "s.toml:9:31"},
       }) {
    CAPTURE(row.text);
    auto const got = read_mu_schemes(row.text, "s.toml");
    REQUIRE(!got);
    CAPTURE(got.error().line());
    CHECK(got.error().where == row.where);
  }
}
