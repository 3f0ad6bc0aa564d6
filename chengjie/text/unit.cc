#include "chengjie/text/unit.h"

#include <array>

#include "chengjie/text/trie.h"

namespace chengjie::text {
namespace {

using enum UnitKind;

constexpr auto kUnits = std::to_array<Unit>({
    {U"元", "CNY", 1, money}, {U"元人民币", "CNY", 1, money}, {U"块钱", "CNY", 1, money}, {U"元/亩", "CNY_per_mu", 1, money},
    {U"元每亩", "CNY_per_mu", 1, money}, {U"元/人", "CNY_per_person", 1, money}, {U"元/吨", "CNY_per_tonne", 1, money},
    {U"元/平方米", "CNY_per_m2", 1, money}, {U"元/公顷", "CNY_per_hectare", 1, money},
    {U"美元", "USD", 1, money}, {U"美金", "USD", 1, money}, {U"欧元", "EUR", 1, money}, {U"英镑", "GBP", 1, money},
    {U"港元", "HKD", 1, money}, {U"港币", "HKD", 1, money}, {U"日元", "JPY", 1, money}, {U"韩元", "KRW", 1, money},
    {U"新台币", "TWD", 1, money}, {U"卢布", "RUB", 1, money},
    {U"%", "percent", 1, percent}, {U"个百分点", "percent", 1, percent}, {U"百分点", "percent", 1, percent},
    {U"‰", "percent", 0.1, percent}, {U"成", "percent", 10, percent, U"为立功果长本员熟绩套效都"},
    {U"人", "person", 1, people, U"均工民格类形"}, {U"名", "person", 1, people, U"城牌义单录字称优"},
    {U"位", "person", 1, people, U"于居列置次"}, {U"人次", "person_time", 1, people_times}, {U"人份", "count", 1, count},
    {U"户", "household", 1, household, U"籍型外厕"}, {U"户次", "count", 1, count},
    {U"吨", "tonne", 1, mass}, {U"公吨", "tonne", 1, mass}, {U"t", "tonne", 1, mass}, {U"吨/年", "tonne", 1, mass},
    {U"吨/日", "tonne", 1, mass}, {U"吨/天", "tonne", 1, mass}, {U"公斤", "kg", 1, mass}, {U"千克", "kg", 1, mass},
    {U"kg", "kg", 1, mass}, {U"斤", "jin", 1, mass}, {U"克", "g", 1, mass, U"服隆拉"}, {U"吨标准煤", "tce", 1, mass},
    {U"吨标煤", "tce", 1, mass}, {U"吨二氧化碳", "tCO2", 1, mass}, {U"吨二氧化碳当量", "tCO2", 1, mass},
    {U"微克/立方米", "ug_per_m3", 1, other}, {U"毫克/立方米", "mg_per_m3", 1, other},
    {U"亩", "mu", 1, area, U"均产"}, {U"公顷", "hectare", 1, area}, {U"平方公里", "km2", 1, area}, {U"平方千米", "km2", 1, area},
    {U"km2", "km2", 1, area}, {U"km²", "km2", 1, area}, {U"平方米", "m2", 1, area}, {U"平米", "m2", 1, area}, {U"㎡", "m2", 1, area},
    {U"m2", "m2", 1, area}, {U"m²", "m2", 1, area}, {U"平方", "m2", 1, area}, {U"平方公尺", "m2", 1, area},
    {U"公里", "km", 1, length}, {U"千米", "km", 1, length}, {U"km", "km", 1, length}, {U"米", "m", 1, length},
    {U"厘米", "cm", 1, length}, {U"毫米", "mm", 1, length}, {U"mm", "mm", 1, length}, {U"微米", "um", 1, length},
    {U"纳米", "nm", 1, length}, {U"nm", "nm", 1, length}, {U"英寸", "inch", 1, length}, {U"吋", "inch", 1, length},
    {U"寸", "inch", 1, length}, {U"海里", "nautical_mile", 1, length}, {U"里", "li", 1, length, U"程约面的"},
    {U"千瓦", "kW", 1, power}, {U"瓦", "kW", 1e-3, power, U"斯房片"}, {U"兆瓦", "kW", 1e3, power}, {U"吉瓦", "kW", 1e6, power},
    {U"kW", "kW", 1, power}, {U"KW", "kW", 1, power}, {U"MW", "kW", 1e3, power}, {U"GW", "kW", 1e6, power},
    {U"马力", "hp", 1, power}, {U"匹", "hp", 1, power, U"配马"}, {U"千伏安", "kVA", 1, power}, {U"千伏", "kV", 1, other}, {U"kV", "kV", 1, other},
    {U"伏", "V", 1, other}, {U"千瓦时", "kWh", 1, energy}, {U"兆瓦时", "kWh", 1e3, energy}, {U"吉瓦时", "kWh", 1e6, energy},
    {U"kWh", "kWh", 1, energy}, {U"MWh", "kWh", 1e3, energy}, {U"GWh", "kWh", 1e6, energy}, {U"度电", "kWh", 1, energy},
    {U"度", "kWh", 1, energy, U"假过量"}, {U"℃", "celsius", 1, other}, {U"摄氏度", "celsius", 1, other},
    {U"立方米", "m3", 1, volume}, {U"方", "m3", 1, volume, U"面向式案便法针米米针阵"}, {U"m3", "m3", 1, volume}, {U"m³", "m3", 1, volume},
    {U"立方", "m3", 1, volume}, {U"升", "litre", 1, volume, U"至到级"}, {U"毫升", "ml", 1, volume}, {U"个标箱", "teu", 1, other},
    {U"标箱", "teu", 1, other}, {U"标准箱", "teu", 1, other}, {U"个标准箱", "teu", 1, other}, {U"TEU", "teu", 1, other},
    {U"载重吨", "tonne", 1, mass}, {U"吨公里", "tonne_km", 1, other}, {U"人公里", "person_km", 1, other},
    {U"年", "year", 1, span}, {U"周年", "year", 1, span}, {U"天", "day", 1, span, U"然津津文气地下"}, {U"日", "date", 1, span}, {U"月", "date", 1, span}, {U"个工作日", "day", 1, span},
    {U"工作日", "day", 1, span}, {U"个月", "month", 1, span}, {U"个季度", "quarter", 1, span}, {U"周", "week", 1, span, U"边转期岁"},
    {U"小时", "hour", 1, span}, {U"个小时", "hour", 1, span}, {U"分钟", "minute", 1, span}, {U"秒", "second", 1, span}, {U"岁", "age", 1, span},
    {U"倍", "times", 1, times, U"增"}, {U"次", "count", 1, count, U"级生要产会全"}, {U"次/秒", "op_per_s", 1, operations},
    {U"EFLOPS", "op_per_s", 1e18, operations}, {U"PFLOPS", "op_per_s", 1e15, operations}, {U"TOPS", "op_per_s", 1e12, operations},
    {U"家", "count", 1, count, U"庭具电居长园人"}, {U"个", "count", 1, count, U"体性别"}, {U"项", "count", 1, count, U"链"}, {U"件", "count", 1, count},
    {U"台", "count", 1, count, U"湾阶商资胞账风"}, {U"台套", "count", 1, count}, {U"台(套)", "count", 1, count}, {U"台/年", "count", 1, count}, {U"辆/年", "count", 1, count}, {U"套/年", "count", 1, count},
    {U"套", "count", 1, count, U"路餐"}, {U"套(户)", "count", 1, count}, {U"辆", "count", 1, count}, {U"辆次", "count", 1, count}, {U"座", "count", 1, count, U"谈位"},
    {U"条", "count", 1, count, U"件例约"}, {U"处", "count", 1, count, U"理置于罚"}, {U"所", "count", 1, count, U"有以在属"}, {U"场", "count", 1, count, U"馆所景地面"},
    {U"场次", "count", 1, count}, {U"次/年", "count", 1, count}, {U"架次", "count", 1, count}, {U"车次", "count", 1, count}, {U"班次", "count", 1, count}, {U"件次", "count", 1, count},
    {U"家次", "count", 1, count}, {U"例次", "count", 1, count}, {U"台次", "count", 1, count}, {U"款", "count", 1, count, U"项式待"}, {U"种", "count", 1, count, U"植业养子"},
    {U"类", "count", 1, count, U"似"}, {U"大类", "count", 1, count}, {U"支", "count", 1, count, U"持撑付出柱"}, {U"只", "count", 1, count, U"有要是能"}, {U"颗", "count", 1, count},
    {U"盏", "count", 1, count}, {U"艘", "count", 1, count}, {U"架", "count", 1, count, U"构"}, {U"株", "count", 1, count}, {U"棵", "count", 1, count}, {U"头", "count", 1, count, U"部"}, {U"幢", "count", 1, count},
    {U"栋", "count", 1, count}, {U"宗", "count", 1, count, U"旨教"}, {U"笔", "count", 1, count, U"电"}, {U"份", "count", 1, count, U"额"}, {U"篇", "count", 1, count}, {U"册", "count", 1, count},
    {U"组", "count", 1, count, U"织建团成合"}, {U"列", "count", 1, count, U"入为举"}, {U"班", "count", 1, count, U"子列"}, {U"趟", "count", 1, count}, {U"片", "count", 1, count, U"区面"}, {U"块", "count", 1, count},
    {U"部", "count", 1, count, U"门署分委队长属"}, {U"间", "count", 1, count, U"接隔"}, {U"张", "count", 1, count, U"力家江"}, {U"门", "count", 1, count, U"店类诊槛户头"}, {U"口", "count", 1, count, U"岸径号碑"}, {U"对", "count", 1, count, U"于接外口应比"},
    {U"层", "count", 1, count, U"次面级"}, {U"批", "count", 1, count, U"次准复发量"}, {U"批次", "count", 1, count}, {U"例", "count", 1, count}, {U"起", "count", 1, count, U"来步草点"}, {U"箱", "count", 1, count, U"子"},
    {U"粒", "count", 1, count}, {U"枚", "count", 1, count}, {U"根", "count", 1, count, U"据本"}, {U"尾", "count", 1, count}, {U"羽", "count", 1, count}, {U"眼", "count", 1, count}, {U"面", "count", 1, count, U"积向对临"},
    {U"桶", "count", 1, count}, {U"袋", "count", 1, count}, {U"瓶", "count", 1, count, U"颈"}, {U"双", "count", 1, count, U"方边向创碳一"}, {U"扇", "count", 1, count}, {U"道", "count", 1, count, U"路德"},
    {U"标段", "count", 1, count}, {U"宗地", "count", 1, count}, {U"个组", "count", 1, count}, {U"大", "set", 1, other}, {U"卷", "count", 1, count}, {U"幅", "count", 1, count, U"度"},
    {U"亿元级", "set", 1, other}, {U"级", "set", 1, other}, {U"亿级", "set", 1, other}, {U"元级", "set", 1, other},
});

Trie const& index() {
  static auto const trie = [] {
    auto out = Trie{};
    for (auto i = std::size_t{0}; i != kUnits.size(); ++i) { out.add(kUnits[i].written, static_cast<int>(i)); }
    return out;
  }();
  return trie;
}

}  // namespace

std::span<Unit const> units() { return kUnits; }

Unit const* unit_at(std::u32string_view text, std::size_t at) {
  auto const hit = index().longest(text, at);
  if (hit.length == 0) { return nullptr; }
  auto const& unit = kUnits[static_cast<std::size_t>(hit.value)];
  auto const next = at + hit.length < text.size() ? text[at + hit.length] : U'\n';
  return unit.not_before.find(next) == std::u32string_view::npos ? &unit : nullptr;
}

}  // namespace chengjie::text
