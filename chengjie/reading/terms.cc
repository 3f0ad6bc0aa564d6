#include "chengjie/reading/terms.h"

#include <algorithm>
#include <initializer_list>

#include "chengjie/text/trie.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

text::Trie trie_of(std::initializer_list<View> words) {
  auto out = text::Trie{};
  for (auto const word : words) { out.add(word, 0); }
  return out;
}

text::Trie const& industries() {
  static auto const trie = trie_of({U"先进材料",
                                    U"新材料",
                                    U"前沿新材料",
                                    U"智能网联新能源汽车",
                                    U"智能网联汽车",
                                    U"新能源汽车",
                                    U"汽车及零部件",
                                    U"新一代电子信息",
                                    U"新一代电子信息制造",
                                    U"新一代信息技术",
                                    U"电子信息",
                                    U"高端装备制造",
                                    U"高端装备",
                                    U"装备制造",
                                    U"智能装备",
                                    U"软件信息服务",
                                    U"软件和信息服务",
                                    U"信息软件",
                                    U"食品及农产品加工",
                                    U"农产品加工",
                                    U"食品加工",
                                    U"氢能产业",
                                    U"氢能",
                                    U"航空航天",
                                    U"低空经济",
                                    U"商业航天",
                                    U"预制菜",
                                    U"高端摩托车",
                                    U"智能农机",
                                    U"轻合金材料",
                                    U"轻合金",
                                    U"生物医药",
                                    U"新能源及新型储能",
                                    U"新型储能",
                                    U"新能源",
                                    U"生物制造",
                                    U"元宇宙",
                                    U"人工智能",
                                    U"智能家居",
                                    U"传感器及仪器仪表",
                                    U"仪器仪表",
                                    U"智能制造装备",
                                    U"医疗器械",
                                    U"数字经济",
                                    U"智能制造",
                                    U"集成电路",
                                    U"新型显示",
                                    U"机器人",
                                    U"空天信息",
                                    U"卫星互联网",
                                    U"量子信息",
                                    U"节能环保",
                                    U"现代物流",
                                    U"现代金融",
                                    U"文化旅游",
                                    U"大健康",
                                    U"生命健康",
                                    U"化工新材料",
                                    U"精细化工",
                                    U"石油化工",
                                    U"现代煤化工",
                                    U"钢铁",
                                    U"有色金属",
                                    U"建材",
                                    U"纺织服装",
                                    U"轻工纺织",
                                    U"绿色食品",
                                    U"消费品",
                                    U"汽车产业",
                                    U"光伏",
                                    U"风电",
                                    U"稀土新材料",
                                    U"海洋经济",
                                    U"船舶",
                                    U"轨道交通装备",
                                    U"摩托车",
                                    U"软件和信息业",
                                    U"铝产业",
                                    U"能源及新型储能",
                                    U"AI及机器人",
                                    U"陶瓷",
                                    U"休闲旅游",
                                    U"总部经济",
                                    U"研发设计",
                                    U"检验检测",
                                    U"工业互联网",
                                    U"大数据",
                                    U"区块链",
                                    U"云计算",
                                    U"物联网",
                                    U"服务机器人",
                                    U"具身智能",
                                    U"菱镁产业",
                                    U"乳业"});
  return trie;
}

text::Trie const& products() {
  static auto const trie = trie_of(
      {U"石墨烯",     U"气凝胶",     U"纳米材料",   U"碳纤维",       U"高性能纤维",   U"复合材料",
       U"合成材料",   U"智能材料",   U"仿生材料",   U"量子信息材料", U"铝材",         U"铝合金",
       U"铝锂合金",   U"镁合金",     U"钛合金",     U"高温合金",     U"再生铝",       U"板带",
       U"锻件",       U"挤压材",     U"燃料电池",   U"氢燃料电池",   U"动力电池",     U"锂电池",
       U"储能电池",   U"太阳能电池", U"电池电堆",   U"电堆",         U"商用车",       U"乘用车",
       U"物流车",     U"冷链车",     U"氢能汽车",   U"整车",         U"热管理系统",   U"电驱桥",
       U"电驱动系统", U"动力总成",   U"发动机",     U"变速箱",       U"芯片",         U"晶圆",
       U"功率半导体", U"碳化硅",     U"半导体材料", U"显示面板",     U"液晶面板",     U"智能终端",
       U"智能家电",   U"可穿戴设备", U"笔电",       U"服务器",       U"传感器",       U"数控机床",
       U"数控系统",   U"工业机器人", U"无人机",     U"智能发电设备", U"配电设备",     U"电网设备",
       U"储能装备",   U"风电机组",   U"光伏组件",   U"综合能源站",   U"火锅底料",     U"方便食品",
       U"功能饮料",   U"调味品",     U"食用油",     U"饲料",         U"榨菜",         U"钛白粉",
       U"己二酸",     U"原料药",     U"医药中间体", U"化学药",       U"现代中药",     U"生物制药",
       U"医用同位素", U"线路板",     U"工业软件",   U"操作系统",     U"零部件",       U"刀片电池",
       U"蓝宝石",     U"抛光片",     U"LED芯片",    U"外延片",       U"荧光粉",       U"背光源",
       U"汽车灯具",   U"电动车",     U"汽车电子",   U"车规级芯片",   U"智能驾驶系统", U"氢动力模块",
       U"储氢瓶",     U"缸头",       U"缸盖"});
  return trie;
}

}  // namespace

std::size_t industry_at(View text, std::size_t at) { return industries().longest(text, at).length; }
std::size_t product_at(View text, std::size_t at) { return products().longest(text, at).length; }

bool product_head(View phrase) {
  for (View const word :
       {U"材料",   U"设备",   U"装备",   U"电池",   U"机床",   U"芯片",   U"零部件", U"终端",
        U"机器人", U"无人机", U"模块",   U"组件",   U"器件",   U"阀",     U"电机",   U"合金",
        U"纤维",   U"汽车",   U"商用车", U"物流车", U"冷链车", U"发动机", U"驱桥",   U"缸头",
        U"总成",   U"晶圆",   U"铝材",   U"钢材",   U"板材",   U"板带",   U"锻件",   U"药",
        U"饮料",   U"食品",   U"调味品", U"底料",   U"食用油", U"饲料",   U"传感器", U"仪器",
        U"软件",   U"系统",   U"家电",   U"电堆",   U"中间体", U"机组",   U"光缆",   U"面板",
        U"薄膜",   U"涂料",   U"化纤",   U"橡胶",   U"玻璃",   U"陶瓷",   U"水泥",   U"轴承",
        U"齿轮",   U"模具",   U"飞机",   U"火箭",   U"飞船",   U"空间站", U"卫星",   U"制品",
        U"通信",   U"能源站"}) {
    if (phrase.size() > word.size() && phrase.ends_with(word)) { return true; }
  }
  return false;
}

bool industry_head(View phrase) {
  for (View const word : {U"产业", U"制造业", U"服务业", U"制造", U"行业", U"加工业", U"经济",
                          U"医药", U"信息", U"航天", U"储能", U"服务", U"装备"}) {
    if (phrase.size() > word.size() && phrase.ends_with(word)) { return true; }
  }
  return false;
}

}  // namespace chengjie::reading
