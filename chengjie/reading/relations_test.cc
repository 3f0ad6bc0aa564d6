// Each frame that tells a relation, on sentences made for it; what looks like one and is none.
#include "chengjie/reading/reading_tests.h"

namespace chengjie {
namespace {

using reading_tests::read_text;

struct Told {
  std::string text;
  std::string firm;
  std::string relation;
  std::string target;
};

bool tells(reading::Reading const& got, Told const& row) {
  return std::any_of(got.relations.begin(), got.relations.end(), [&](auto const& r) {
    return r.enterprise == row.firm && r.relation == row.relation && r.target == row.target;
  });
}

TEST_CASE("relations: where a firm is") {
  for (auto const& row : std::vector<Told>{
           {"比亚迪、宁德时代等企业先后落户合肥高新区。", "宁德时代", "located_in", "合肥高新区"},
           {"在肥西县，比亚迪动力电池基地满负荷运转。", "比亚迪", "located_in", "肥西县"},
           {"合肥高新区内，来皖落户的江西恒速电子正加紧安装设备。", "江西恒速电子", "located_in",
            "合肥高新区"},
           {"来自赤峰巴林左旗的高都食品有限公司总经理说。", "高都食品有限公司", "located_in",
            "巴林左旗"},
           {"扎赉特旗重点扶持的龙头企业内蒙古天原肉业有限公司扩产。", "内蒙古天原肉业有限公司",
            "located_in", "扎赉特旗"},
           {"合肥市领导赴肥西县调研华恒钢铁集团等企业。", "华恒钢铁集团", "located_in", "肥西县"},
           {"华恒电子有限公司是2014年第一批来祁阳的企业。", "华恒电子有限公司", "located_in",
            "祁阳市"},
           {"海州高新区引进了海德机械、恒通汽配等一批企业。", "恒通汽配", "located_in",
            "海州高新区"},
           {"京东方面板项目在合肥市投产。", "京东方", "located_in", "合肥市"},
           {"走进海州高新区华恒电子有限公司的车间。", "华恒电子有限公司", "located_in",
            "海州高新区"},
           {"宁德时代、延锋等供应链企业，均以多种方式入驻赛力斯超级工厂。", "延锋", "located_in",
            "赛力斯超级工厂"},
           {"富士康合肥工厂扩产。", "富士康", "located_in", "合肥市"},
       }) {
    CAPTURE(row.text);
    CHECK(tells(read_text(row.text), row));
  }
}

TEST_CASE("relations: partners, supplies, products, investments") {
  for (auto const& row : std::vector<Told>{
           {"合肥市政府与华塑集团签署战略合作协议。", "华塑集团", "partner_of", "合肥市"},
           {"如长安汽车牵头组建联合体，联合中汽研、中国星网等攻关。", "长安汽车", "partner_of",
            "中国星网"},
           {"大众汽车与江淮汽车合资成立公司。", "大众汽车", "partner_of", "江淮汽车"},
           {"宁德时代、延锋等供应链企业，均以多种方式入驻赛力斯超级工厂。", "延锋", "supplies",
            "赛力斯"},
           {"作为东风日产的供应商，华恒汽配有限公司扩产。", "华恒汽配有限公司", "supplies",
            "东风日产"},
           {"园区企业宏图光电的芯片已进入三星、LG供应链。", "宏图光电", "supplies", "三星"},
           {"三一重工生产线上，机器人挥舞，实现挖掘机全自动化生产。", "三一重工", "produces",
            "挖掘机"},
           {"璧山区比亚迪动力电池基地满负荷运转，多条“刀片电池”生产线昼夜不停。", "比亚迪",
            "produces", "刀片电池"},
           {"华恒电子有限公司每天有70万只微型扬声器发往东莞。", "华恒电子有限公司", "produces",
            "微型扬声器"},
           {"富士康合肥工厂主要生产笔记本电脑。", "富士康", "produces", "笔记本电脑"},
           {"华恒电子有限公司投资15亿元，在肥西县建设光伏组件项目。", "华恒电子有限公司",
            "invests_in", "光伏组件项目"},
           {"推动恒岳集团乙烯二期项目开工。", "恒岳集团", "invests_in", "乙烯二期项目"},
           {"支持江钢集团建设高端硅钢基地。", "江钢集团", "invests_in", "高端硅钢基地"},
           {"巴南区通过承接国家电投医用同位素等项目转型。", "国家电投", "invests_in", "巴南区"},
           {"巴南区新引进华岳己二酸、优倍净高端化妆品研发生产等项目。", "优倍净", "produces",
            "高端化妆品"},
           {"工信部电子五所、比亚迪与我市分别达成协议，前者将建设汽车芯片检测基地。",
            "工信部电子五所", "invests_in", "汽车芯片检测基地"},
       }) {
    CAPTURE(row.text);
    CHECK(tells(read_text(row.text), row));
  }
}

TEST_CASE("relations: no act, no firm, no relation") {
  for (auto const& text : std::vector<std::string>{
           "推动智能制造、绿色制造。",
           "全市工业生产线智能化改造项目200个。",
           "国有企业、民营企业等落户合肥高新区。",
           "合肥市与芜湖市签署合作协议。",
           "加快纺织、制鞋等企业转型，引进高端装备、电子元件等项目。",
           "前者，后者，再后者。",
           "为企业提供贷款支持。",
       }) {
    CAPTURE(text);
    CHECK(read_text(text).relations.empty());
  }
}

TEST_CASE("relations: what a firm makes, by the size of its works") {
  auto const got = read_text(
      "重点推进青山钛业3万吨氯化法钛白粉生产线、由河北东旭集团投资的年产100兆瓦太阳能电池、"
      "大江集团投资的外延片、芯片等一批在建项目竣工投产。");
  for (auto const& row : std::vector<Told>{{"", "青山钛业", "produces", "氯化法钛白粉"},
                                           {"", "河北东旭集团", "produces", "太阳能电池"},
                                           {"", "大江集团", "produces", "芯片"}}) {
    CAPTURE(row.firm);
    CHECK(tells(got, row));
  }
  // Nobody stands before the size: no firm makes it.
  CHECK(read_text("全年建成3万吨钛白粉生产线，项目投产。").relations.empty());
}

}  // namespace
}  // namespace chengjie
