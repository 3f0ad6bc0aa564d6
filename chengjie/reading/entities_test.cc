// Who and what a text names, by the frame that tells it.
#include "chengjie/reading/reading_tests.h"

namespace chengjie {
namespace {

using reading::EntityType;
using reading_tests::read_text;

bool names(reading::Reading const& got, EntityType type, std::string_view name) {
  return std::any_of(got.entities.begin(), got.entities.end(), [&](auto const& e) {
    return e.type == type && (e.name == name || std::find(e.aliases.begin(), e.aliases.end(),
                                                          name) != e.aliases.end());
  });
}

struct Named {
  std::string text;
  EntityType type;
  std::string name;
};

TEST_CASE("entities: what the words around tell") {
  using enum EntityType;
  for (auto const& row : std::vector<Named>{
           // firms without a legal form
           {"依托海德机械、恒通汽配等龙头企业做强产业链。", enterprise, "恒通汽配"},
           {"承接华岳己二酸、优倍净高端化妆品研发生产等项目。", enterprise, "优倍净"},
           {"如青岳工业牵头攻关电驱动系统。", enterprise, "青岳工业"},
           {"浙江温岭的台驰泵业正在扩产。", enterprise, "台驰泵业"},
           {"比亚迪动力电池基地投产。", enterprise, "比亚迪"},
           {"紧盯润海等链主项目。", enterprise, "润海"},
           // places inside longer names
           {"巴南区重庆国际生物城建成。", park, "重庆国际生物城"},
           {"广东东莞、福建晋江、浙江温岭的客商。", EntityType::city, "晋江市"},
           // industries and products
           {"机器人、陶文化、精细化工等新兴产业加快发展。", industry, "陶文化"},
           {"食品及农产品加工产业壮大。", industry, "食品及农产品加工"},
           {"医药行业加快调整。", industry, "医药"},
           {"攻关新能源电驱动系统技术。", chain_node, "新能源电驱动系统"},
           {"硅料、硅片、电池、组件等环节齐全。", chain_node, "组件"},
           // people
           {"总经理林耀辉掰着手指算。", person, "林耀辉"},
           {"采购总监吴敏算了一笔账。", person, "吴敏"},
           {"亚太区总裁马库斯·韦伯说。", person, "马库斯·韦伯"},
           {"园区主任朱敏给记者算账。", person, "朱敏"},
           // programmes, works, fairs
           {"推行服务企业专员制度。", policy, "服务企业专员制度"},
           {"创新建立“三事分办”机制。", policy, "三事分办"},
           {"为建设\"33618\"现代制造业集群体系注入动能。", policy, "33618"},
           {"印发《优化承接产业转移环境行动计划（2025—2027）》。", policy,
            "优化承接产业转移环境行动计划"},
           {"县里出台“满园用工十条”。", policy, "满园用工十条"},
           {"力推陶家隧道、轨道交通19号线等规划落地。", project, "轨道交通19号线"},
           {"某公司年产8万吨磷酸铁锂正极材料项目开工。", project, "年产8万吨磷酸铁锂正极材料项目"},
           {"第五届中国国际装备制造业博览会开幕。", platform, "第五届中国国际装备制造业博览会"},
       }) {
    CAPTURE(row.text);
    CHECK(names(read_text(row.text), row.type, row.name));
  }
}

TEST_CASE("entities: kinds of things are no names") {
  using enum EntityType;
  for (auto const& row : std::vector<Named>{
           {"签约电子信息项目112个。", project, "电子信息项目"},
           {"建成零碳产业园1个。", park, "零碳产业园"},
           {"纺织、制鞋等企业转型。", enterprise, "纺织"},
           {"合资的发动机公司投产。", enterprise, "发动机公司"},
           {"破解数据孤岛、应用烟囱等行业共性问题。", industry, "应用烟囱"},
           {"董事长高度评价园区服务。", person, "高度评"},
           {"总经理王强说，订单饱满。", person, "王强说"},
           {"发展先进制造业。", industry, "先进制造"},
       }) {
    CAPTURE(row.text);
    CHECK_FALSE(names(read_text(row.text), row.type, row.name));
  }
}

// The caller's names win over frames, with their types.
TEST_CASE("entities: a given name keeps its type and full form") {
  auto options = reading::Options{};
  options.gazetteer = {{"润海股份有限公司", EntityType::enterprise, {"润海"}},
                       {"临江数据港", EntityType::park, {}}};
  auto const got = read_text("润海在临江数据港建设数据中心。", options);
  CHECK(names(got, EntityType::enterprise, "润海股份有限公司"));
  CHECK(names(got, EntityType::park, "临江数据港"));
  CHECK(std::any_of(got.relations.begin(), got.relations.end(), [](auto const& r) {
    return r.relation == "located_in" && r.target == "临江数据港" &&
           r.enterprise == "润海股份有限公司";
  }));
}

}  // namespace
}  // namespace chengjie
