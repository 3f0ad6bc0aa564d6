#include "chengjie/text/quantity.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include "chengjie/text/chars.h"
#include "chengjie/text/numeral.h"
#include "chengjie/text/sentence.h"

using namespace chengjie::text;

TEST_CASE("numeral_at: Arabic, Chinese, mixed") {
  struct Row {
    std::u32string_view text;
    double value;
    bool more;
  };
  for (auto const& row : std::to_array<Row>({
           {U"1760亿", 1760e8, false},
           {U"3.7万亿", 3.7e12, false},
           {U"1,760家", 1760, false},
           {U"30多家", 30, true},
           {U"1.4万余处", 14000, true},
           {U"90余万亩", 900000, true},
           {U"1亿5000万", 1.5e8, false},
           {U"三百万亿次", 3e14, false},
           {U"两千零八", 2008, false},
           {U"一百二十", 120, false},
           {U"十五", 15, false},
           {U"十几", 10, true},
           {U"二〇二五", 2025, false},
           {U"两万", 20000, false},
           {U"20千瓦", 20, false},
       })) {
    CAPTURE(utf8(row.text));
    auto const got = numeral_at(row.text, 0);
    CHECK(got.value == doctest::Approx(row.value));
    CHECK(got.more == row.more);
  }
  CHECK(numeral_at(U"产业", 0).end == 0);
}

TEST_CASE("quantities: as newspapers write them") {
  struct Row {
    std::u32string_view text;
    double value;
    std::string_view unit;
    Limit limit;
  };
  for (auto const& row : std::to_array<Row>({
           {U"产值超1760亿元", 1760e8, "CNY", Limit::over},
           {U"增长5.5个百分点", 5.5, "percent", Limit::exact},
           {U"占比75%以上", 75, "percent", Limit::over},
           {U"达到85%左右", 85, "percent", Limit::about},
           {U"近10000万元", 1e8, "CNY", Limit::about},
           {U"均达150家", 150, "count", Limit::at_least},
           {U"不少于20家", 20, "count", Limit::at_least},
           {U"控制在20%以内", 20, "percent", Limit::under},
           {U"建设3×20万千瓦机组", 600000, "kW", Limit::exact},
           {U"两万亩园区", 20000, "mu", Limit::exact},
           {U"装机200兆瓦", 200000, "kW", Limit::exact},
           {U"220千伏线路", 220, "kV", Limit::exact},
           {U"8英寸晶圆", 8, "inch", Limit::exact},
           {U"用煤5吨标准煤", 5, "tce", Limit::exact},
           {U"完成三百万亿次计算", 3e14, "op", Limit::exact},
           {U"153万九龙坡人民", 1.53e6, "person", Limit::exact},
           {U"产值突破1800亿,再创新高", 1800e8, "CNY", Limit::over},
           {U"78万户居民", 780000, "household", Limit::exact},
           {U"市场主体超25万户", 250000, "count", Limit::over},
           {U"净利润-3.5亿元", -3.5e8, "CNY", Limit::exact},
           {U"贸易差额−12亿元", -12e8, "CNY", Limit::exact},
           {U"净增-3家", -3, "count", Limit::exact},
           {U"产出强度2.3亿元/平方公里", 2.3e8, "CNY_per_km2", Limit::exact},
           {U"能耗0.35吨标准煤/万元", 0.35, "tce_per_10k_CNY", Limit::exact},
           {U"稳居全国首位。", 1, "rank", Limit::exact},
           {U"居全国第4位", 4, "rank", Limit::exact},
           {U"位列国内前三", 3, "rank", Limit::exact},
           {U"投资15亿美元", 15e8, "USD", Limit::exact},
           {U"百分之五点五", 5.5, "percent", Limit::exact},
           {U"带动千余家企业", 1000, "count", Limit::over},
           {U"5535人次", 5535, "person_time", Limit::exact},
           {U"近四成", 40, "percent", Limit::about},
       })) {
    CAPTURE(utf8(row.text));
    auto const got = quantities(row.text);
    REQUIRE(got.size() == 1);
    CHECK(got[0].value == doctest::Approx(row.value));
    CHECK(got[0].unit == row.unit);
    CHECK(got[0].limit == row.limit);
  }
}

TEST_CASE("quantities: what looks like a figure and is none") {
  for (auto const text : std::to_array<std::u32string_view>({
           U"轨道19号线",     U"第28届大集",    U"“33618”现代制造业集群体系",
           U"“248X”集群",     U"“1+2+N”生态",   U"5G基站",
           U"L3级",           U"2024年7月28日", U"2023-2027年",
           U"一批项目",       U"一揽子政策",    U"长三角",
           U"西部陆海新通道", U"零部件",        U"华大九天",
           U"985、211高校",   U"两大主导产业",  U"千亿级园区",
           U"第一批",         U"民营企业500强", U"G331通车",
           U"一方面",         U"上午8:30",      U"十四五规划",
           U"两个问题",       U"四条生产线",    U"千家万户",
           U"电子五所",       U"三甲医院",      U"3号机组",
       })) {
    CAPTURE(utf8(text));
    CHECK(quantities(text).empty());
  }
}

TEST_CASE("quantities: lists, ranges, moves") {
  struct Row {
    std::u32string_view text;
    std::vector<double> values;
  };
  for (auto const& row : std::to_array<Row>({
           {U"18吨到31吨车型", {18, 31}},
           {U"2至6万平方米", {20000, 60000}},
           {U"节电40%~80%", {40, 80}},
           {U"总量达736家、4150家", {736, 4150}},
           {U"提高2.1、3.4和5.6个百分点", {2.1, 3.4, 5.6}},
           {U"由31%提升至54%", {31, 54}},
           {U"分别位居全市第2、第3", {2, 3}},
           {U"排名由369位上升到235位", {369, 235}},
           {U"超过7亿元、9亿元", {7e8, 9e8}},
       })) {
    CAPTURE(utf8(row.text));
    auto const got = quantities(row.text);
    REQUIRE(got.size() == row.values.size());
    for (auto i = std::size_t{0}; i != got.size(); ++i) {
      CHECK(got[i].value == doctest::Approx(row.values[i]));
    }
  }
  auto const both = quantities(U"超过7亿元、9亿元");
  CHECK(both[0].limit == Limit::over);
  CHECK(both[1].limit == Limit::over);
}

// 亿 written as 万 leaves the value alone; full width and an alien neighbour change nothing.
TEST_CASE("quantities: the same amount in other clothes") {
  for (auto n = 1; n != 400; n += 7) {
    auto const number = utf32(std::to_string(n));
    auto const more = utf32(std::to_string(n) + "0000");
    auto const in_yi = quantities(U"产值超" + number + U"亿元。");
    auto const in_wan = quantities(U"产值超" + more + U"万元。");
    REQUIRE(in_yi.size() == 1);
    REQUIRE(in_wan.size() == 1);
    CHECK(in_yi[0].value == doctest::Approx(in_wan[0].value));
    CHECK(in_yi[0].limit == in_wan[0].limit);
  }
}

TEST_CASE("clauses: a comma inside a numeral or bracket ends nothing") {
  auto const text = std::u32string_view{U"产值1,760亿元,增长5%;园区(含西彭,陶家)两个。"};
  auto const parts = clauses(text, 0, text.size());
  REQUIRE(parts.size() == 3);
  CHECK(utf8(text.substr(parts[0].begin, parts[0].end - parts[0].begin)) == "产值1,760亿元");
  CHECK(sentences(text, 0, text.size()).size() == 2);
}

TEST_CASE("quantities: what is cut or of another unit is left out") {
  for (auto const text : std::to_array<std::u32string_view>(
           {U"投资十二点五亿元", U"能耗0.35吨标准煤/台", U"首位度提升", U"首位产业"})) {
    CAPTURE(utf8(text));
    CHECK(quantities(text).empty());
  }
  CHECK(quantities(U"A区-3栋").size() <= 1);
  CHECK(quantities(U"产能120万吨/年").size() == 1);
}
