// Tables of the kinds that hold two or three figures against each other: each row says how many
// are found, what must be silent stands next to what must be told.
#include <doctest/doctest.h>

#include <array>

#include "chengjie/reconcile/test_figures.h"

using namespace chengjie;
using namespace chengjie::reconcile;
using testing::figures;
using testing::Told;

namespace {

constexpr auto kExact = Bound::exact;
constexpr auto kActual = Kind::actual;
constexpr auto kTarget = Kind::target;

struct Row {
  std::string_view why;
  std::vector<Told> told;
  std::size_t found;
};

void check_table(Conflicts (*rule)(Books const&), std::vector<Row> const& rows,
                 std::span<Area const> areas = {}) {
  for (auto const& row : rows) {
    CAPTURE(row.why);
    auto const list = figures(row.told);
    auto const found = testing::run(
        rule, Input{.figures = list, .groups = {}, .areas = areas, .points = {}, .outlines = {}});
    CHECK(found.size() == row.found);
    for (auto const& conflict : found) {
      CAPTURE(conflict.sentence);
      CHECK(conflict.figures.size() >= 1);
      for (auto const at : conflict.figures) {
        REQUIRE(at < list.size());
        CHECK(has(conflict.sentence, mark_of(list[at])));  // every figure is named with its mark
      }
    }
  }
}

Told count(std::string_view subject, std::string_view indicator, double n, std::string_view raw,
           std::string_view period, std::string_view document, std::string_view text = {}) {
  return {subject, indicator, n,    "count", raw, period, kExact,
          kActual, document,  text, 0,       {},  "家"};
}
Told money(std::string_view subject, std::string_view indicator, double yi, std::string_view raw,
           std::string_view period, std::string_view document, Kind kind = kActual,
           Bound bound = kExact) {
  return {subject, indicator, yi * 1e8, "CNY", raw, period, bound, kind, document};
}

}  // namespace

TEST_CASE("stock_as_flow") {
  check_table(stock_as_flow,
              {{"more new than there are",
                {count("甲区", "新增高新技术企业", 90, "90家", "2024", "a"),
                 count("甲区", "高新技术企业总量", 60, "60家", "2024", "b")},
                1},
               {"new and stock as they should be",
                {count("甲区", "新增高新技术企业", 19, "19家", "2024", "a"),
                 count("甲区", "高新技术企业总量", 421, "421家", "2024", "a")},
                0},
               {"one number as new and as stock",
                {count("甲区", "新申报高新技术企业", 57, "57家", "2023", "a"),
                 count("甲区", "高新技术企业", 57, "57家", "2023", "b")},
                1},
               {"the same in one document: the writer knows",
                {count("甲区", "新申报高新技术企业", 57, "57家", "2023", "a"),
                 count("甲区", "高新技术企业", 57, "57家", "2023", "a")},
                0},
               {"a cumulative count that falls",
                {count("甲区", "累计培育专精特新企业", 48, "48家", "2023", "a"),
                 count("甲区", "累计培育专精特新企业", 38, "38家", "2024", "b")},
                1},
               {"a cumulative count that grows",
                {count("甲区", "累计培育专精特新企业", 48, "48家", "2023", "a"),
                 count("甲区", "累计培育专精特新企业", 60, "60家", "2024", "b")},
                0},
               {"listed after new, larger elsewhere",
                {count("甲区", "高新技术企业", 50, "50家", "2024", "a",
                       "新培育小巨人企业1家，高新技术企业50家"),
                 count("甲区", "高新技术企业", 736, "736家", "2024", "b")},
                1},
               {"listed after new, but a total",
                {count("甲区", "高新技术企业", 50, "50家", "2024", "a", "新增企业9家、总量达50家"),
                 count("甲区", "高新技术企业", 736, "736家", "2024", "b")},
                0},
               {"another year",
                {count("甲区", "新增高新技术企业", 90, "90家", "2024", "a"),
                 count("甲区", "高新技术企业", 60, "60家", "2020", "b")},
                0}});
}

TEST_CASE("boundary_changed") {
  auto const areas = std::to_array<Area>({{"老园区", "甲区", "园", true},
                                          {"新园区", "甲区", "园", true},
                                          {"邻园区", "甲区", "", true}});
  auto share = Told{"新园区", "规上工业产值占全区比重",
                    72.2,     "percent",
                    "72.2%",  "2024",
                    kExact,   Kind::share,
                    "b",      "规上工业产值1007.8亿元,占全区72.2%"};
  auto late = money("新园区", "规上工业产值", 1007.8, "1007.8亿元", "2024", "b");
  late.text = share.text;
  check_table(
      boundary_changed,
      {{"two names of one area",
        {money("老园区", "规上工业产值", 727.4, "727.4亿元", "2023", "a"), late},
        1},
       {"one name", {money("新园区", "规上工业产值", 727.4, "727.4亿元", "2023", "a"), late}, 0},
       {"the same year",
        {money("老园区", "规上工业产值", 727.4, "727.4亿元", "2024", "a"), late},
        0},
       {"neighbours that fit",
        {money("邻园区", "规上工业产值", 300, "300亿元", "2023", "a"), late, share},
        0},
       {"neighbours that cannot both fit",
        {money("邻园区", "规上工业产值", 727.4, "727.4亿元", "2023", "a"), late, share},
        1},
       {"strangers",
        {money("乙园区", "规上工业产值", 727.4, "727.4亿元", "2023", "a"), late, share},
        0},
       {"another indicator",
        {money("老园区", "工业投资", 81.7, "81.7亿元", "2023", "a"), late},
        0}},
      areas);
  auto list = figures({money("新园区", "规上工业产值", 727.4, "727.4亿元", "2023", "a"), late});
  list[0].scope.boundary = "2018 版";
  list[1].scope.boundary = "2024 版";
  CHECK(testing::run(boundary_changed, list).size() == 1);
}

TEST_CASE("boundary_changed: without any knowledge of areas, a shared name and a crowded whole") {
  auto share = Told{"龙江新城园区",
                    "规上工业产值占全区比重",
                    72.2,
                    "percent",
                    "72.2%",
                    "2024",
                    kExact,
                    Kind::share,
                    "b",
                    "规上工业产值1007.8亿元,占全区72.2%"};
  auto late = money("龙江新城园区", "规上工业产值", 1007.8, "1007.8亿元", "2024", "b");
  late.text = share.text;
  check_table(
      boundary_changed,
      {{"shared stem",
        {money("科学城龙江坡片区", "规上工业产值", 727.4, "727.4亿元", "2023", "a"), late, share},
        1},
       {"no stem",
        {money("科学城虎山片区", "规上工业产值", 727.4, "727.4亿元", "2023", "a"), late, share},
        0}});
}

TEST_CASE("target_scope_changed") {
  auto const areas = std::to_array<Area>({{"老园区", "甲区", "园", true},
                                          {"新园区", "甲区", "园", true},
                                          {"邻园区", "甲区", "", true}});
  auto const reached = money("新园区", "规上工业产值", 1007.8, "1007.8亿元", "2024", "b");
  check_table(target_scope_changed,
              {{"reached under a later name",
                {money("老园区", "规上工业产值", 1000, "1000亿元", "2027", "a", kTarget), reached},
                1},
               {"a class set for a neighbour",
                {money("邻园区", "产业园区", 1000, "千亿级", "2027", "a", kTarget), reached},
                1},
               {"a plain target of a neighbour",
                {money("邻园区", "规上工业产值", 1000, "1000亿元", "2027", "a", kTarget), reached},
                0},
               {"reached by its own",
                {money("新园区", "规上工业产值", 1000, "1000亿元", "2027", "a", kTarget), reached},
                0},
               {"not reached",
                {money("老园区", "规上工业产值", 1200, "1200亿元", "2027", "a", kTarget), reached},
                0},
               {"too late",
                {money("老园区", "规上工业产值", 1000, "1000亿元", "2022", "a", kTarget), reached},
                0},
               {"of above-scale, reached by all",
                {money("甲区", "规上工业产值", 1000, "1000亿元", "2027", "a", kTarget),
                 money("甲区", "工业产值", 1100, "1100亿元", "2024", "b")},
                1},
               {"of all, reached by above-scale: reached",
                {money("甲区", "工业产值", 1000, "1000亿元", "2027", "a", kTarget),
                 money("甲区", "规上工业产值", 1100, "1100亿元", "2024", "b")},
                0}},
              areas);
}

TEST_CASE("money_mixed") {
  check_table(money_mixed, {{"one number, two kinds",
                             {money("甲区", "协议投资", 181.4, "181.4亿元", "2024", "a"),
                              money("甲区", "到位资金", 181.4, "181.4亿元", "2024", "b")},
                             1},
                            {"round numbers meet by chance",
                             {money("甲区", "协议投资", 100, "1亿元", "2024", "a"),
                              money("甲区", "到位资金", 100, "1亿元", "2024", "b")},
                             0},
                            {"agreed and in place as they should be",
                             {money("甲区", "协议投资", 181.4, "181.4亿元", "2024", "a"),
                              money("甲区", "到位资金", 60, "60亿元", "2024", "b")},
                             0},
                            {"more in place than agreed at a project",
                             {money("电池项目", "合同投资", 50.5, "50.5亿元", "2024", "a"),
                              money("电池项目", "到位资金", 60.5, "60.5亿元", "2024", "b")},
                             1},
                            {"a region's money in place comes from earlier contracts too",
                             {money("甲区", "合同投资", 50.5, "50.5亿元", "2024", "a"),
                              money("甲区", "到位资金", 60.5, "60.5亿元", "2024", "b")},
                             0},
                            {"revenue is no investment",
                             {money("甲区", "合同投资金额", 103, "103亿元", "2023", "a"),
                              money("甲区", "合同营业收入", 290, "290亿元", "2023", "a")},
                             0}});
}

TEST_CASE("coverage_mixed") {
  check_table(coverage_mixed, {{"two sources, two coverages",
                                {money("甲区", "规上工业产值", 1007.8, "1007.8亿元", "2024", "a"),
                                 money("甲区", "工业总产值", 1395.8, "1395.8亿元", "2024", "b")},
                                1},
                               {"one source keeps them apart",
                                {money("甲区", "规上工业产值", 1007.8, "1007.8亿元", "2024", "a"),
                                 money("甲区", "工业总产值", 1395.8, "1395.8亿元", "2024", "a")},
                                0},
                               {"the part above the whole",
                                {money("甲区", "规上工业产值", 1407.8, "1407.8亿元", "2024", "a"),
                                 money("甲区", "工业总产值", 1395.8, "1395.8亿元", "2024", "a")},
                                1},
                               {"another year",
                                {money("甲区", "规上工业产值", 1007.8, "1007.8亿元", "2024", "a"),
                                 money("甲区", "工业总产值", 1395.8, "1395.8亿元", "2023", "b")},
                                0},
                               {"another thing",
                                {money("甲区", "规上工业产值", 1007.8, "1007.8亿元", "2024", "a"),
                                 money("甲区", "农业总产值", 1395.8, "1395.8亿元", "2024", "b")},
                                0}});
}

TEST_CASE("growth_against_level") {
  auto const growth = [](std::string_view indicator, double percent, std::string_view raw,
                         Bound bound = kExact) {
    return Told{"甲区", indicator,    percent, "percent", raw, "2024",
                bound,  Kind::change, "a",     {},        0,   "yoy"};
  };
  auto const now = money("甲区", "工业投资", 40.1, "40.1亿元", "2024", "a");
  check_table(growth_against_level, {{"fits",
                                      {now, growth("工业投资", 6.2, "6.2%"),
                                       money("甲区", "工业投资", 37.8, "37.8亿元", "2023", "b")},
                                      0},
                                     {"does not fit",
                                      {now, growth("工业投资", 26.2, "26.2%"),
                                       money("甲区", "工业投资", 37.8, "37.8亿元", "2023", "b")},
                                      1},
                                     {"at least is met by more",
                                      {now, growth("工业投资", 5, "5%", Bound::over),
                                       money("甲区", "工业投资", 30, "30亿元", "2023", "b")},
                                      0},
                                     {"a fall told as growth",
                                      {now, growth("工业投资增长", 6.2, "6.2%"),
                                       money("甲区", "工业投资", 45.0, "45.0亿元", "2023", "b")},
                                      1},
                                     {"no level a year before",
                                      {now, growth("工业投资", 26.2, "26.2%"),
                                       money("甲区", "工业投资", 37.8, "37.8亿元", "2022", "b")},
                                      0},
                                     {"constant prices",
                                      {money("甲区", "地区生产总值", 1000, "1000亿元", "2024", "a"),
                                       growth("地区生产总值", 6, "6%"),
                                       money("甲区", "地区生产总值", 990, "990亿元", "2023", "b")},
                                      0},
                                     {"above-scale growth says nothing of all",
                                      {money("甲区", "工业产值", 1000, "1000亿元", "2024", "a"),
                                       growth("规上工业产值", 20, "20%"),
                                       money("甲区", "工业产值", 990, "990亿元", "2023", "b")},
                                      0}});
}

TEST_CASE("ratio_out_of_range") {
  auto const person = [](double n, std::string_view raw) {
    return Told{"冠甲电池项目", "带动就业", n, "person", raw, "", kExact, Kind::plan, "a"};
  };
  auto const plan = [](std::string_view indicator, double yi, std::string_view raw) {
    return Told{"冠甲电池项目", indicator, yi * 1e8, "CNY", raw, "", kExact, Kind::plan, "a"};
  };
  auto const share = [](std::string_view indicator, double percent) {
    return Told{"甲区", indicator, percent, "percent", "", "2024", kExact, Kind::share, "a"};
  };
  check_table(
      ratio_out_of_range,
      {{"a project as it should be",
        {plan("年产值", 50, "50亿元"), plan("税收", 1.73, "1.73亿元"), person(12000, "1.2万人")},
        0},
       {"万 for 亿", {plan("年产值", 0.005, "50万元"), person(12000, "1.2万人")}, 1},
       {"tax above output", {plan("年产值", 50, "50亿元"), plan("税收", 173, "173亿元")}, 1},
       {"a region's tax comes from services too",
        {money("甲区", "税收", 173, "173亿元", "2024", "a"),
         money("甲区", "工业产值", 50, "50亿元", "2024", "a")},
        0},
       {"more value added than output",
        {money("甲区", "规上工业增加值", 60, "60亿元", "2024", "a"),
         money("甲区", "规上工业产值", 50, "50亿元", "2024", "a")},
        1},
       {"of another trade",
        {money("甲区", "农业增加值", 60, "60亿元", "2024", "a"),
         money("甲区", "工业产值", 50, "50亿元", "2024", "a")},
        0},
       {"a share above all", {share("产值占比", 129)}, 1},
       {"a share", {share("产值占比", 62.9)}, 0}});
}

TEST_CASE("misplaced_point") {
  auto const square = [](std::string region, double x, double y) {
    return Outline{std::move(region), {{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}}};
  };
  auto const outlines = std::to_array<Outline>({square("甲区", 106, 29), square("乙区", 109, 31)});
  struct Case {
    std::string_view why;
    double lon, lat;
    std::size_t found;
    std::string_view word;
  };
  for (auto const& c : std::to_array<Case>({
           {"inside", 106.5, 29.5, 0, ""},
           {"on the edge, simplified outlines", 107.005, 29.5, 0, ""},
           {"in another region", 109.5, 31.5, 1, "落在乙区"},
           {"swapped", 29.5, 106.5, 1, "不是有效的经纬度"},
           {"nowhere", 0, 0, 1, "不在甲区"},
           {"no number", std::numeric_limits<double>::quiet_NaN(), 1, 1, "不是有效"},
       })) {
    CAPTURE(c.why);
    auto const points = std::to_array<Point>({{"东园", "甲区", c.lon, c.lat, "parks.csv 第 2 行"}});
    auto const found = testing::run(
        misplaced_point,
        Input{.figures = {}, .groups = {}, .areas = {}, .points = points, .outlines = outlines});
    REQUIRE(found.size() == c.found);
    if (c.found != 0) { CHECK(has(found[0].sentence, c.word)); }
  }
  auto const points = std::to_array<Point>({{"东园", "丙区", 106.2, 29.2, "p 2"},
                                            {"西园", "丁区", 106.2, 29.2, "p 3"},
                                            {"南园", "丁区", 106.3, 29.2, "p 4"}});
  CHECK(testing::run(
            misplaced_point,
            Input{.figures = {}, .groups = {}, .areas = {}, .points = points, .outlines = {}})
            .size() == 1);
}
