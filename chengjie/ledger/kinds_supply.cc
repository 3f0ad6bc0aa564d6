// The books of what a placement draws on beyond a park's own row: capacities that come over time,
// those that a district shares, and the ports, rail heads and roads that open.
#include "chengjie/ledger/kinds_list.h"

namespace chengjie::book {
namespace {

// A row without a date is what there is today and stands before the park's own column; one with a
// date says what comes then: `amount` on top of what is there, or `total` in place of it.
constexpr ColumnSpec kSuppliesColumns[] = {
    {.name = "place",
     .title = "供给地",
     .type = ColumnType::text,
     .headers = kList<"供给地", "园区/区县", "园区或区县", "所属园区">},
    {.name = "factor",
     .title = "要素",
     .type = ColumnType::word,
     .headers = kList<"要素", "要素类型", "要素类别">,
     .words = kList<"land=地", "land=用地", "land=土地", "floor=厂房", "power=电", "power=用电",
                    "power=电力", "water=水", "water=用水", "water=供水", "gas=气", "gas=用气",
                    "gas=燃气", "sewage=污", "sewage=污水", "labour=人", "labour=用工",
                    "labour=劳动力", "energy=能耗", "energy=用能", "carbon=碳", "carbon=碳排放",
                    "cod=COD", "cod=化学需氧量", "nox=氮氧化物", "nox=NOx">},
    {.name = "skill",
     .title = "工种",
     .type = ColumnType::text,
     .headers = kList<"工种", "技能", "职业工种">},
    {.name = "amount",
     .title = "新增量",
     .type = ColumnType::number,
     .unit = "~factor",
     .headers = kList<"新增量", "新增能力", "新增容量">},
    {.name = "total",
     .title = "总量",
     .type = ColumnType::number,
     .unit = "~factor",
     .headers = kList<"总量", "可用总量", "预算总量", "指标总量">},
    {.name = "_unit",
     .title = "单位",
     .type = ColumnType::row_unit,
     .headers = kList<"单位", "计量单位">},
    {.name = "available",
     .title = "可用时间",
     .type = ColumnType::date,
     .headers = kList<"可用时间", "投用时间", "投运时间">},
    {.name = "cause",
     .title = "依托工程",
     .type = ColumnType::text,
     .headers = kList<"依托工程", "工程名称", "来源工程">},
    {.name = "extend_price_cny",
     .title = "扩容单价",
     .type = ColumnType::number,
     .unit = "CNY",
     .headers = kList<"扩容单价", "每单位扩容造价">},
    {.name = "extend_most",
     .title = "可扩容量",
     .type = ColumnType::number,
     .unit = "~factor",
     .headers = kList<"可扩容量", "最多可扩">},
    {.name = "legal",
     .title = "法定限额",
     .type = ColumnType::flag,
     .headers = kList<"法定限额", "是否法定限额">},
    kSourceDoc,
    kSourceDate,
    kSourcePlace,
    kAssumed,
};

constexpr ColumnSpec kHubsColumns[] = {
    {.name = "name",
     .title = "节点名称",
     .type = ColumnType::text,
     .headers = kList<"节点名称", "交通节点", "名称">},
    {.name = "type",
     .title = "节点类型",
     .type = ColumnType::word,
     .headers = kList<"节点类型", "类型">,
     .words =
         kList<"port=港口", "port=作业区", "port=码头", "rail=铁路货场", "rail=铁路场站",
               "rail=班列场站", "road=高速出入口", "road=高速互通", "road=隧道", "airport=机场",
               "bonded=保税仓", "bonded=保税区", "market=市场", "supplier=供应商">},
    {.name = "opens",
     .title = "开通时间",
     .type = ColumnType::date,
     .headers = kList<"开通时间", "投用时间", "建成时间">},
    kLon,
    kLat,
    kSourceDoc,
    kSourceDate,
    kSourcePlace,
    kAssumed,
};

}  // namespace

constinit KindSpec const kSupplies{.name = "supplies",
                                   .title = "要素供给表",
                                   .columns = kSuppliesColumns,
                                   .keys = kList<"place", "factor", "skill", "available">,
                                   .any_key = true,
                                   .joint_key = true};

constinit KindSpec const kHubs{.name = "hubs",
                               .title = "交通节点表",
                               .columns = kHubsColumns,
                               .keys = kList<"name">,
                               .any_key = false};

}  // namespace chengjie::book
