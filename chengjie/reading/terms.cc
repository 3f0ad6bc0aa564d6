#include "chengjie/reading/terms.h"

#include <algorithm>

#include "chengjie/reading/terms_data.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;

// Words parted by spaces.
text::Trie trie_of(View words) {
  auto out = text::Trie{};
  while (!words.empty()) {
    auto const n = std::min(words.find(U' '), words.size());
    out.add(words.substr(0, n), 0);
    words.remove_prefix(std::min(n + 1, words.size()));
  }
  return out;
}

text::Trie const& industries() {
  static auto const trie = trie_of(industry_words());
  return trie;
}

text::Trie const& products() {
  static auto const trie = trie_of(product_words());
  return trie;
}

}  // namespace

std::size_t industry_at(View text, std::size_t at) { return industries().longest(text, at).length; }
std::size_t product_at(View text, std::size_t at) { return products().longest(text, at).length; }

bool product_phrase(View phrase) {
  for (auto k = std::size_t{0}; k + 2 <= phrase.size(); ++k) {
    if (product_at(phrase, k) == phrase.size() - k) { return true; }
  }
  return false;
}

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

bool short_industry(View word) {
  for (View const line :
       {U"医药",     U"汽车",      U"电子", U"食品",   U"化工",     U"冶金", U"钢铁",
        U"有色",     U"建材",      U"纺织", U"轻工",   U"轻纺",     U"机械", U"能源",
        U"旅游",     U"文旅",      U"物流", U"金融",   U"服装",     U"家具", U"家居",
        U"家电",     U"造纸",      U"印刷", U"包装",   U"塑料",     U"橡胶", U"陶瓷",
        U"玻璃",     U"五金",      U"船舶", U"航空",   U"航天",     U"光伏", U"风电",
        U"储能",     U"氢能",      U"核电", U"煤炭",   U"电力",     U"石化", U"煤化工",
        U"盐化工",   U"生物",      U"软件", U"半导体", U"芯片",     U"显示", U"茶叶",
        U"白酒",     U"乳品",      U"饲料", U"种业",   U"康养",     U"养老", U"体育",
        U"环保",     U"矿业",      U"稀土", U"电池",   U"电商",     U"会展", U"制鞋",
        U"制糖",     U"木业",      U"竹业", U"消费品", U"装备制造", U"材料", U"医疗",
        U"轨道交通", U"电子元器件"}) {
    if (word == line) { return true; }
  }
  return false;
}

}  // namespace chengjie::reading
