#include <doctest/doctest.h>

#include <array>

#include "chengjie/reconcile/test_figures.h"
#include "chengjie/reconcile/tiers.h"

using namespace chengjie;
using namespace chengjie::reconcile;
using testing::figures;
using testing::run;
using testing::Told;

namespace {

Conflicts against(std::string_view text, std::vector<Told> const& told) {
  auto const list = figures(told);
  auto const groups = groups_of(text, "h", "plan.txt");
  return run(parts_against_whole,
             Input{.figures = list, .groups = groups, .areas = {}, .points = {}, .outlines = {}});
}

}  // namespace

TEST_CASE("parts_against_whole: tiers of a plan against a stated total") {
  auto const plan = "甲区计划打造两大千亿级集群、四大五百亿级产业、八大百亿级产业，到2027年见效。";
  struct Row {
    std::string_view why;
    Told whole;
    std::size_t found;
  };
  auto const target = Kind::target;
  for (auto const& row : std::to_array<Row>({
           {"4800 against over 2100",
            {"甲区", "工业总产值", 2100e8, "CNY", "突破2100亿元", "2027", Bound::over, target},
            1},
           {"4800 against over 4000: a lower bound",
            {"甲区", "工业总产值", 4000e8, "CNY", "突破4000亿元", "2027", Bound::over, target},
            0},
           {"4800 against exactly 4000",
            {"甲区", "工业总产值", 4000e8, "CNY", "4000亿元", "2027", Bound::exact, target},
            1},
           {"4800 against 5000",
            {"甲区", "工业总产值", 5000e8, "CNY", "5000亿元", "2027", Bound::exact, target},
            0},
           {"another year",
            {"甲区", "工业总产值", 2100e8, "CNY", "2100亿元", "2025", Bound::exact, target},
            0},
           {"another area",
            {"乙区", "工业总产值", 2100e8, "CNY", "2100亿元", "2027", Bound::exact, target},
            0},
           {"investment is no output",
            {"甲区", "工业投资", 2100e8, "CNY", "2100亿元", "2027", Bound::exact, target},
            0},
           {"one cluster's own target",
            {"甲区", "主导产业集群产值", 1000e8, "CNY", "1000亿元", "2027", Bound::over, target},
            0},
       })) {
    CAPTURE(row.why);
    auto const found = against(plan, {row.whole});
    REQUIRE(found.size() == row.found);
    if (found.empty()) { continue; }
    CHECK(has(found[0].sentence, "4800"));
    CHECK(has(found[0].sentence, "口径"));
    CHECK(found[0].derived.size() == 4);  // three tiers and their sum
    CHECK(found[0].derived.back().value == doctest::Approx(4800e8));
  }
}

TEST_CASE("parts_against_whole: a part that its clause calls one") {
  auto const good = std::string_view{"入驻企业1257家,其中规上企业210家"};
  auto const bad = std::string_view{"入驻企业210家,其中规上企业1257家"};
  auto const pair = [](std::string_view text, double all, std::string_view all_raw, double part,
                       std::string_view part_raw) {
    return figures({{"乙园区", "企业", all, "count", all_raw, "2024", Bound::exact, Kind::actual,
                     "a.txt", text},
                    {"乙园区", "规上企业", part, "count", part_raw, "2024", Bound::exact,
                     Kind::actual, "a.txt", text}});
  };
  CHECK(run(parts_against_whole, pair(good, 1257, "1257家", 210, "210家")).empty());
  CHECK(run(parts_against_whole, pair(bad, 210, "210家", 1257, "1257家")).size() == 1);
}

TEST_CASE("parts_against_whole: areas within an area") {
  auto const areas = std::to_array<Area>(
      {{"东园区", "甲区", "", true}, {"西园区", "甲区", "", true}, {"西新区", "甲区", "", true}});
  auto const run_it = [&](double whole, double east, double west, std::span<Area const> known) {
    auto const list = figures({{"甲区", "规上工业产值", whole * 1e8, "CNY", "", "2024"},
                               {"东园区", "规上工业产值", east * 1e8, "CNY", "", "2024",
                                Bound::exact, Kind::actual, "b.txt"},
                               {"西园区", "规上工业产值", west * 1e8, "CNY", "", "2024",
                                Bound::exact, Kind::actual, "c.txt"}});
    return run(parts_against_whole,
               Input{.figures = list, .groups = {}, .areas = known, .points = {}, .outlines = {}})
        .size();
  };
  CHECK(run_it(1000, 600, 500, areas) == 1);
  CHECK(run_it(1000, 600, 300, areas) == 0);
  CHECK(run_it(1000, 600, 500, {}) == 0);  // nothing known of where they lie
  auto same = areas;
  same[0].lineage = same[1].lineage = "x";  // one area under two names is counted once
  CHECK(run_it(1000, 600, 500, same) == 0);
}

TEST_CASE("parts_against_whole: a list after 其中") {
  struct Row {
    std::string_view why;
    std::string_view text;
    std::vector<double> parts;
    std::vector<std::string_view> names;
    std::size_t found;
  };
  for (auto const& row : std::to_array<Row>({
           {"500 + 450 + 350 of 1200",
            "其中，汽车产业产值500亿元，电子产业产值450亿元，装备产业产值350亿元",
            {500, 450, 350},
            {"汽车产业产值", "电子产业产值", "装备产业产值"},
            1},
           {"500 + 450 + 250 of 1200",
            "其中，汽车产业产值500亿元，电子产业产值450亿元，装备产业产值250亿元",
            {500, 450, 250},
            {"汽车产业产值", "电子产业产值", "装备产业产值"},
            0},
           {"no 其中: a list of its own",
            "汽车产业产值500亿元，电子产业产值450亿元，装备产业产值350亿元",
            {500, 450, 350},
            {"汽车产业产值", "电子产业产值", "装备产业产值"},
            0},
           {"categories that cut across trades may overlap",
            "其中，高新技术产业产值800亿元，民营企业产值700亿元",
            {800, 700},
            {"高新技术产业产值", "民营企业产值"},
            0},
           {"one part is the other rule's",
            "其中，汽车产业产值1300亿元",
            {1300},
            {"汽车产业产值"},
            0},
       })) {
    CAPTURE(row.why);
    auto told = std::vector<Told>{{"甲区", "规上工业产值", 1200e8, "CNY", "1200亿元", "2024"}};
    auto raws = std::vector<std::string>{};
    for (auto const part : row.parts) {
      raws.push_back(std::to_string(static_cast<int>(part)) + "亿元");
    }
    for (auto i = std::size_t{0}; i < row.parts.size(); ++i) {
      told.push_back({"甲区", row.names[i], row.parts[i] * 1e8, "CNY", raws[i], "2024",
                      Bound::exact, Kind::actual, "a.txt", row.text, 60});
    }
    CHECK(run(parts_against_whole, figures(told)).size() == row.found);
  }
  // The clause of a part begins after 其中: the document tells where it stands.
  auto const list = figures({{"甲区", "规上工业产值", 1200e8, "CNY", "1200亿元", "2024"},
                             {"甲区",
                              "汽车产业产值",
                              700e8,
                              "CNY",
                              "700亿元",
                              "2024",
                              Bound::exact,
                              Kind::actual,
                              "a.txt",
                              {},
                              60},
                             {"甲区",
                              "电子产业产值",
                              600e8,
                              "CNY",
                              "600亿元",
                              "2024",
                              Bound::exact,
                              Kind::actual,
                              "a.txt",
                              {},
                              100}});
  auto const with = [&](std::size_t at) {
    auto const amongs = std::to_array<Among>({{"hash-a.txt", {at}}});
    return run(parts_against_whole, Input{.figures = list,
                                          .groups = {},
                                          .areas = {},
                                          .points = {},
                                          .outlines = {},
                                          .amongs = amongs})
        .size();
  };
  CHECK(with(50) == 1);
  CHECK(with(90) == 0);
  CHECK(among_of("共10。其中，甲", "h").at == std::vector<std::size_t>{8});
}
