#include "chengjie/reconcile/passages.h"

#include <doctest/doctest.h>

#include <array>

#include "chengjie/reconcile/renames.h"
#include "chengjie/reconcile/subjects.h"

using namespace chengjie;
using namespace chengjie::reconcile;

namespace {

struct Row {
  std::string_view text;
  std::size_t told;
};

template <class Scan>
void check(Scan scan, std::vector<Row> const& rows) {
  for (auto const& row : rows) {
    CAPTURE(row.text);
    auto const found = scan(row.text, "hash", "a.txt");
    CHECK(found.size() == row.told);
    for (auto const& passage : found) {
      CAPTURE(passage.sentence);
      REQUIRE(passage.figures.size() >= 2);
      for (auto const& figure : passage.figures) {
        auto const* clause = std::get_if<Clause>(&figure.evidence);
        if (clause == nullptr) { continue; }
        CHECK(row.text.substr(clause->begin, clause->end - clause->begin) == clause->text);
        CHECK(clause->at >= clause->begin);
        CHECK(clause->at < clause->end);
      }
    }
  }
}

}  // namespace

TEST_CASE("shares_against_100") {
  check(shares_against_100, {{"三次产业结构为5.2：48.3：51.5。", 1},
                             {"三次产业结构由8.9:44.6:46.5调整为5.2:48.3:51.5。", 1},
                             {"三次产业占比分别为12.6%、41.3%和49.8%。", 1},
                             {"一、二、三产业增加值占比分别为10.0%、40.0%、50.0%。", 0},
                             {"三次产业结构为6.2:45.0:48.9。", 0},  // rounding
                             {"三次产业结构为6:45:50。", 0},        // rounding of whole numbers
                             {"三次产业分别增长3.1%、48.3%、51.5%。", 0},
                             {"按3：3：4的比例分担。", 0},
                             {"比赛用时12:30:45。", 0},
                             {"", 0}});
}

TEST_CASE("thresholds_out_of_order") {
  check(thresholds_out_of_order,
        {{"实施亿元以上项目60个，其中5亿元以上项目70个、10亿元以上项目12个。", 1},
         {"营收过亿元企业45家，其中过10亿元企业52家。", 1},
         {"5000万元以上企业20家、亿元以上企业25家。", 1},
         {"亿元以上项目60个，其中5亿元以上项目27个。", 0},
         {"税收千万元以上企业30家，产值亿元以上企业120家。", 0},  // two measures
         {"开工亿元以上项目6个，竣工5亿元以上项目7个。", 0},      // two things
         {"亿元以上项目6个。全市10亿元以上企业70家。", 0},
         {"10亿元以上项目12个，5亿元以上项目8个。", 0},  // may be classes, not sets
         {"亿元以上", 0}});
}

TEST_CASE("growth_beside_levels") {
  check(growth_beside_levels, {{"收入由上年的28.4亿元增加到33.9亿元，增长9.3%。", 1},
                               {"利用外资从2023年的1.2亿美元增长至1.8亿美元，增幅达25%。", 1},
                               {"企业由2020年的120家增加到2024年的210家，年均增长9.5%。", 1},
                               {"企业由2020年的120家增加到2024年的210家，年均增长15%。", 0},
                               {"企业由120家增加到210家，年均增长9.5%。", 0},  // of which years?
                               {"收入由28.4亿元增加到33.9亿元，增长19.4%。", 0},
                               {"收入由40亿元减少到30亿元，下降25%。", 0},
                               {"用工由80人降至15人，吨纱电耗下降12.5%。", 0},
                               {"由3家增加到5个百分点，增长9%。", 0},
                               {"由", 0}});
}

TEST_CASE("renames_of") {
  struct Case {
    std::string_view text;
    std::vector<Rename> names;
  };
  for (auto const& c : std::vector<Case>{
           {"滨江经开区由原城东工业园更名扩区而来。", {{"滨江经开区", "城东工业园"}}},
           {"建设情况\n滨江经开区由原城东工业园更名而来。", {{"滨江经开区", "城东工业园"}}},
           {"龙江新城（原龙江工业园）加快建设。", {{"龙江新城", "龙江工业园"}}},
           {"2024年5月，东湖产业园更名为东湖高新区。", {{"东湖高新区", "东湖产业园"}}},
           {"东湖高新区的前身是东湖产业园。", {{"东湖高新区", "东湖产业园"}}},
           {"产值由原来的3亿元提高到5亿元。", {}},
           {"项目由区发改委（原计委）管理。", {}}}) {
    CAPTURE(c.text);
    CHECK(renames_of(c.text) == c.names);
  }
  auto areas = std::vector<Area>{{"东湖高新区", "甲区", "", true}};
  add_renames({{"东湖高新区", "东湖产业园"}}, areas);
  REQUIRE(areas.size() == 2);
  CHECK(areas[0].lineage == areas[1].lineage);
  CHECK(!areas[0].lineage.empty());
}

TEST_CASE("place_at_start and place_of_heading") {
  struct Place {
    std::string_view text, place;
  };
  for (auto const& p : std::to_array<Place>({{"丰谷区规上工业总产值", "丰谷区"},
                                             {"重庆市九龙坡区产值", "九龙坡区"},
                                             {"云县产值", "云县"},
                                             {"郑州市产值", "郑州市"},
                                             {"景德镇市产值", "景德镇市"},
                                             {"浦东新区产值", "浦东新区"},
                                             {"地区生产总值", ""},
                                             {"城市建设投资", ""},
                                             {"上市企业", ""},
                                             {"拟上市企业", ""},
                                             {"市场主体", ""},
                                             {"工业园区产值", ""},
                                             {"高新区产值", ""},
                                             {"全区产值", ""},
                                             {"", ""}})) {
    CAPTURE(p.text);
    CHECK(place_at_start(p.text) == p.place);
  }
  CHECK(place_of_heading("平江县2023年统计公报\n2023年…") == "平江县");
  CHECK(place_of_heading("2023年平江县统计公报\n") == "平江县");
  CHECK(place_of_heading("关于工作的通知\n\n").empty());
}
