#include "chengjie/reconcile/tiers.h"

#include <doctest/doctest.h>

#include <array>

#include "chengjie/base/random.h"

using namespace chengjie::reconcile;

TEST_CASE("tiers_of: counts and size classes in many hands") {
  struct Row {
    std::string_view text;
    double count, size_yi;
    std::size_t members;
  };
  for (auto const& row : std::to_array<Row>({
           {"打造先进材料和智能网联汽车两大“千亿级”主导产业集群", 2, 1000, 2},
           {"升级打造电子、装备、软件、食品及农产品加工四大五百亿级支柱产业", 4, 500, 4},
           {"氢能、航空、预制菜、摩托车、农机、材料、医药、能源及储能八大百亿级特色产业", 8, 100,
            8},
           {"这3个万 亿级产业集群", 3, 10000, 0},
           {"建成十二个百亿级园区", 12, 100, 0},
           {"形成2个5000亿元级产业集群", 2, 5000, 0},
           {"千亿级产业集群达到3个", 3, 1000, 0},
           {"培育二十条百亿级产业链", 20, 100, 0},
           {"两大千亿产业集群", 2, 1000, 0},
           {"两大\n千亿级\n产业", 2, 1000, 0},
       })) {
    CAPTURE(row.text);
    auto const got = tiers_of(row.text, "h", "a.txt");
    REQUIRE(got.size() == 1);
    CHECK(got[0].count == row.count);
    CHECK(got[0].size == doctest::Approx(row.size_yi * 1e8));
    CHECK(got[0].members.size() == row.members);
    CHECK(got[0].clause.begin <= got[0].clause.at);
    CHECK(got[0].clause.end <= row.text.size());
  }
}

TEST_CASE("tiers_of: what is no tier") {
  for (auto const text : {"", "打造千亿级园区", "第一个千亿级园区", "数个百亿级项目",
                          "产值突破1000亿元", "三大主导产业", "十几个百亿级企业", "亿级", "两大亿",
                          "\xff\xfe\xe4\xba", "累计投资2个亿"}) {
    CAPTURE(text);
    CHECK(tiers_of(text, "h", "a.txt").empty());
  }
}

TEST_CASE("groups_of: one passage is one group; a class named again begins another") {
  auto const text =
      "甲区计划打造材料和汽车两大千亿级集群，力争到2027年均超1000亿元；升级打造四大五百亿级产业；培"
      "育八大百亿级集群。\n\n"
      "我市聚力形成3个千亿级集群。";
  auto const got = groups_of(text, "h", "a.txt");
  REQUIRE(got.size() == 2);
  CHECK(got[0].tiers.size() == 3);
  CHECK(got[0].subject == "甲区");
  CHECK(got[0].period == "2027");
  CHECK(got[1].tiers.size() == 1);
  CHECK(got[1].subject == "我市");
}

TEST_CASE("park_classes_of: whose class, wanted or reached, and when") {
  struct Row {
    std::string_view text, subject, period;
    chengjie::Kind kind;
  };
  for (auto const& row : std::to_array<Row>({
           {"其中，西山园区具备基础。全力推动园区提升，力争2027年全面实现千亿级产业园区的目标。",
            "西山园区", "2027", chengjie::Kind::target},
           {"东山园区入驻企业12家。2024年产值1007.8亿元，正式迈入“千亿园区”行列。", "东山园区",
            "2024", chengjie::Kind::actual},
       })) {
    CAPTURE(row.text);
    auto const got = park_classes_of(row.text, "h", "a.txt");
    REQUIRE(got.size() == 1);
    CHECK(got[0].subject == row.subject);
    CHECK(got[0].period == row.period);
    CHECK(got[0].kind == row.kind);
    CHECK(got[0].value == doctest::Approx(1000e8));
  }
  for (auto const text : {"", "打造千亿级园区。", "力争2027年实现千亿级园区。",
                          "西山园区打造两大千亿级集群，力争2027年见效。"}) {
    CAPTURE(text);
    CHECK(park_classes_of(text, "h", "a.txt").empty());
  }
}

TEST_CASE("tiers_of and park_classes_of take any bytes") {
  auto const pieces = std::to_array<std::string_view>({"亿级", "千", "两", "大", "园区", "\n\n",
                                                       "\xe4", "\xff", "2027年", "、", "。", "个",
                                                       "到", "五百亿", "级", "力争", "第", "."});
  for (auto seed = std::uint64_t{0}; seed != 300; ++seed) {
    auto random = chengjie::Random{seed};
    auto text = std::string{};
    for (auto i = 0; i != 60; ++i) {
      text += pieces[random.below(static_cast<std::uint32_t>(pieces.size()))];
    }
    for (auto const& tier : tiers_of(text, "h", "a")) {
      CHECK(tier.count > 0);
      CHECK(tier.size > 0);
      CHECK(tier.clause.begin <= tier.clause.at);
      CHECK(tier.clause.at < tier.clause.end);
      CHECK(tier.clause.end <= text.size());
    }
    for (auto const& figure : park_classes_of(text, "h", "a")) { CHECK(figure.value > 0); }
  }
}
