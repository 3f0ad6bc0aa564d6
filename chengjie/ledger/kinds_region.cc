// The columns of the books of the region itself: its shape, clusters, directions, assumptions and links.
// These are Chengjie's own kinds, for the example region and what people type in.
#include "chengjie/ledger/kinds_list.h"

namespace chengjie::book {
namespace {

constexpr ColumnSpec kRegionsColumns[] = {
    {.name = "name", .title = "名称", .type = ColumnType::text,
     .headers = kList<"名称", "区划名称", "地区名称">},
    {.name = "code", .title = "代码", .type = ColumnType::text,
     .headers = kList<"代码", "区划代码">},
    {.name = "level", .title = "层级", .type = ColumnType::text,
     .headers = kList<"层级", "级别">},
    {.name = "parent", .title = "上级", .type = ColumnType::text,
     .headers = kList<"上级", "上级区划">},
    {.name = "former_names", .title = "曾用名", .type = ColumnType::list,
     .headers = kList<"曾用名", "原名">},
    {.name = "boundary_from", .title = "边界起", .type = ColumnType::date,
     .headers = kList<"边界起", "起始日期">},
    {.name = "boundary_to", .title = "边界止", .type = ColumnType::date,
     .headers = kList<"边界止", "终止日期">},
    {.name = "note", .title = "说明", .type = ColumnType::long_text,
     .headers = kList<"说明", "备注">},
    kSourceDoc, kSourceDate, kSourcePlace, kAssumed,
};

constexpr ColumnSpec kClustersColumns[] = {
    {.name = "tier", .title = "梯队", .type = ColumnType::text,
     .headers = kList<"梯队", "层次">},
    {.name = "name", .title = "集群名称", .type = ColumnType::text,
     .headers = kList<"集群名称", "产业集群", "名称">},
    {.name = "members", .title = "组成", .type = ColumnType::list,
     .headers = kList<"组成", "细分方向", "成员">},
    {.name = "target_firms", .title = "目标企业数", .type = ColumnType::number, .unit = "count",
     .headers = kList<"目标企业数">},
    {.name = "target_output_cny", .title = "目标产值", .type = ColumnType::number, .unit = "CNY",
     .headers = kList<"目标产值", "产值目标">},
    {.name = "target_year", .title = "目标年份", .type = ColumnType::date,
     .headers = kList<"目标年份", "目标年">},
    {.name = "note", .title = "项目组说明", .type = ColumnType::long_text,
     .headers = kList<"项目组说明">},
    kSourceDoc, kSourceDate, kSourcePlace, kAssumed,
};

constexpr ColumnSpec kDirectionsColumns[] = {
    {.name = "direction", .title = "承接方向", .type = ColumnType::text,
     .headers = kList<"承接方向", "产业方向", "方向">},
    {.name = "product", .title = "产品", .type = ColumnType::text,
     .headers = kList<"产品", "产品名称">},
    {.name = "park", .title = "园区", .type = ColumnType::text,
     .headers = kList<"园区", "承接园区">},
    {.name = "note", .title = "项目组说明", .type = ColumnType::long_text,
     .headers = kList<"项目组说明">},
    kSourceDoc, kSourceDate, kSourcePlace, kAssumed,
};

constexpr ColumnSpec kAssumptionsColumns[] = {
    {.name = "key", .title = "假设项", .type = ColumnType::text,
     .headers = kList<"假设项", "键">},
    {.name = "value", .title = "取值", .type = ColumnType::number,
     .headers = kList<"取值", "数值">,
     .negative = true},
    {.name = "unit", .title = "单位", .type = ColumnType::text,
     .headers = kList<"单位", "计量单位">},
    {.name = "low", .title = "下限", .type = ColumnType::number,
     .headers = kList<"下限">,
     .negative = true},
    {.name = "high", .title = "上限", .type = ColumnType::number,
     .headers = kList<"上限">,
     .negative = true},
    {.name = "basis", .title = "依据", .type = ColumnType::long_text,
     .headers = kList<"依据">},
    {.name = "by", .title = "设定人", .type = ColumnType::text,
     .headers = kList<"设定人">},
    {.name = "date", .title = "设定日期", .type = ColumnType::date,
     .headers = kList<"设定日期", "日期">},
    kSourceDoc, kSourceDate, kSourcePlace, kAssumed,
};

constexpr ColumnSpec kLinksColumns[] = {
    {.name = "from_firm", .title = "企业", .type = ColumnType::text,
     .headers = kList<"企业", "企业名称", "起点企业">},
    {.name = "relation", .title = "关系", .type = ColumnType::text,
     .headers = kList<"关系", "关系类型">},
    {.name = "to", .title = "对方", .type = ColumnType::text,
     .headers = kList<"对方", "对方企业", "终点">},
    {.name = "product", .title = "产品", .type = ColumnType::text,
     .headers = kList<"产品", "产品名称">},
    {.name = "note", .title = "项目组说明", .type = ColumnType::long_text,
     .headers = kList<"项目组说明">},
    kSourceDoc, kSourceDate, kSourcePlace, kAssumed,
};

}  // namespace

constinit KindSpec const kRegions{.name = "regions",
    .title = "区划沿革",
    .columns = kRegionsColumns,
    .keys = kList<"code">,
    .any_key = false};

constinit KindSpec const kClusters{.name = "clusters",
    .title = "产业集群",
    .columns = kClustersColumns,
    .keys = kList<"name">,
    .any_key = false};

constinit KindSpec const kDirections{.name = "directions",
    .title = "承接方向",
    .columns = kDirectionsColumns,
    .keys = kList<"direction", "product", "park">,
    .any_key = false};

constinit KindSpec const kAssumptions{.name = "assumptions",
    .title = "假设清单",
    .columns = kAssumptionsColumns,
    .keys = kList<"key">,
    .any_key = false};

constinit KindSpec const kLinks{.name = "links",
    .title = "企业关联",
    .columns = kLinksColumns,
    .keys = kList<"from_firm", "relation", "to", "product">,
    .any_key = false};

}  // namespace chengjie::book
