#include "chengjie/reading/lexicon.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "chengjie/text/chars.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using text::Trie;

Trie trie_of(std::initializer_list<View> words) {
  auto out = Trie{};
  for (auto const word : words) { out.add(word, 0); }
  return out;
}

std::size_t before(Trie const& trie, View text, std::size_t floor, std::size_t end,
                   std::size_t length_max) {
  return trie.longest_before(text, end, std::min(length_max, end - floor)).length;
}

Trie const& tails() {
  static auto const trie =
      trie_of({U"同口径",   U"是上年的", U"是去年的", U"由目前的",   U"由目前",   U"从目前的",
               U"由最初的", U"从最初的", U"由过去的", U"从过去的",   U"由原来的", U"从原来的",
               U"由现在的", U"扩充",     U"扩充到",   U"扩充至",     U"冲刺",     U"提前",
               U"却",       U"仍",       U"仍高达",   U"达到",       U"达",       U"为",
               U"实现",     U"完成",     U"增长",     U"增加",       U"增加到",   U"增长到",
               U"提升",     U"提高",     U"提升至",   U"提高到",     U"提高至",   U"提升到",
               U"上升到",   U"上升至",   U"下降",     U"下降到",     U"下降至",   U"降至",
               U"降到",     U"升至",     U"增至",     U"升到",       U"扩大到",   U"扩大至",
               U"缩小至",   U"缩小到",   U"减少",     U"减少到",     U"减至",     U"回落",
               U"由",       U"从",       U"到",       U"至",         U"达成",     U"仅",
               U"仅为",     U"已",       U"已经",     U"共",         U"共有",     U"累计",
               U"累计达",   U"总计",     U"合计",     U"共计",       U"约",       U"分别",
               U"均",       U"同比",     U"同比增长", U"年均",       U"年均增长", U"较上年",
               U"比上年",   U"较去年",   U"比去年",   U"环比",       U"稳定在",   U"保持在",
               U"控制在",   U"维持在",   U"稳定",     U"保持",       U"连续",     U"在",
               U"了",       U"有",       U"是",       U"就",         U"将",       U"要",
               U"可",       U"能",       U"力争",     U"预计",       U"预期",     U"预计达",
               U"超",       U"超过",     U"突破",     U"近",         U"位居",     U"位列",
               U"居",       U"列",       U"占",       U"占比",       U"占比达",   U"的",
               U"再",       U"又",       U"也",       U"还",         U"不断",     U"持续",
               U"首次",     U"全面",     U"等",       U"共达",       U"则",       U"接连",
               U"总",       U"每年",     U"年",       U"新",         U"高于",     U"低于",
               U"高达",     U"多达",     U"只有",     U"扩至",       U"扩大",     U"跃升至",
               U"跃升",     U"跃上",     U"拓展至",   U"拓展到",     U"收窄",     U"攀升至",
               U"攀升",     U"翻",       U"接近",     U"不低于",     U"不少于",   U"不超过",
               U"超出",     U"逾",       U"总量达",   U"增速",       U"增幅",     U"降幅",
               U"累计完成", U"累计实现", U"压减",     U"降低",       U"降低至",   U"降低到",
               U"减",       U"增",       U"升",       U"降",         U"调增",     U"上调",
               U"下调",     U"涨",       U"上涨",     U"以",         U"并",       U"和",
               U"、",       U"与",       U"及",       U",",          U" ",        U":",
               U"(",        U"含",       U"“",        U"”",          U"\"",       U"排名",
               U"均居",     U"稳居",     U"跃居",     U"可达",       U"能达",     U"届时",
               U"主要",     U"大约",     U"首期",     U"现",         U"现有",     U"现已",
               U"共同",     U"一次性",   U"额外",     U"全国",       U"全省",     U"全市",
               U"全球",     U"国内",     U"较",       U"突破了",     U"超过了",   U"达到了",
               U"实现了",   U"完成了",   U"增加了",   U"增长了",     U"提高了",   U"下降了",
               U"减少了",   U"缩小",     U"改善",     U"恢复到",     U"恢复",     U"高出",
               U"调整为",   U"上升",     U"每月",     U"可贡献",     U"贡献",     U"各区县",
               U"就有",     U"要实现",   U"就",       U"起",         U"总投",     U"平均",
               U"平均水平", U"由于",     U"位次",     U"前",         U"宣布",     U"预算",
               U"来",       U"来共",     U"共",       U"支付",       U"惠及",     U"覆盖",
               U"带动",     U"拉动",     U"新增",     U"用于",       U"实施",     U"引入",
               U"跨过",     U"连续跨过", U"连跨",     U"迈上",       U"迈入",     U"稳步",
               U"扎实",     U"全部",     U"基本",     U"成功",       U"先后",     U"陆续",
               U"正在",     U"稳居",     U"跃居",     U"各有",       U"中各",     U"有望",
               U"可望",     U"望",       U"有效期内", U"规模超",     U"将达",     U"净",
               U"净增",     U"净增加",   U"净减少",   U"增多",       U"多了",     U"少了",
               U"比上年末", U"较上年末", U"比上年",   U"较上年",     U"比年初",   U"较年初",
               U"同期",     U"按可比价", U"扩增至",   U"扩增到",     U"提至",     U"提到",
               U"压降至",   U"优化为",   U"优化至",   U"由此",       U"现共有",   U"目前有",
               U"全年",     U"首破",     U"稳定为",   U"折合人民币", U"名义",     U"实际",
               U"压缩",     U"压缩到",   U"压缩至",   U"缩短",       U"缩短到",   U"缩短至",
               U"缩短为",   U"折合",     U"约合",     U"约合人民币", U"由负转正", U"由降转增"});
  return trie;
}

Trie const& leads() {
  static auto const trie =
      trie_of({U"实现",     U"完成",   U"达到",     U"新增",     U"新引进",     U"新签约",
               U"新培育",   U"新申报", U"新建",     U"新认定",   U"新开工",     U"新开通",
               U"新设",     U"新设立", U"新筹集",   U"新改建",   U"新认证",     U"新晋",
               U"新增加",   U"新落户", U"新招引",   U"新发现",   U"新获批",     U"引进",
               U"招引",     U"签约",   U"落地",     U"拉动",     U"带动",       U"聚集",
               U"集聚",     U"拥有",   U"建成",     U"建设",     U"打造",       U"创建",
               U"培育",     U"累计",   U"获得",     U"获评",     U"获批",       U"争取",
               U"提供",     U"组建",   U"推动",     U"推进",     U"开工",       U"投入",
               U"安排",     U"发放",   U"改造",     U"修复",     U"开展",       U"实施",
               U"处置",     U"化解",   U"救助",     U"覆盖",     U"惠及",       U"支持",
               U"引导",     U"举办",   U"盘活",     U"认定",     U"开通",       U"增设",
               U"落户",     U"布局",   U"承办",     U"出台",     U"制定",       U"推出",
               U"核准",     U"筹集",   U"发射",     U"吸引",     U"吸纳",       U"通过",
               U"依托",     U"联合",   U"围绕",     U"聚焦",     U"加快",       U"成立",
               U"包括",     U"涉及",   U"落实",     U"入驻",     U"入选",       U"投放",
               U"使用",     U"更新",   U"营造",     U"治理",     U"开行",       U"接待",
               U"解决",     U"受理",   U"办理",     U"兑现",     U"减免",       U"降低",
               U"节约",     U"节省",   U"贡献",     U"形成",     U"产生",       U"创造",
               U"生产",     U"出口",   U"销售",     U"储备",     U"纳入",       U"设立",
               U"建立",     U"启动",   U"招录",     U"选派",     U"选聘",       U"引育",
               U"集中",     U"供应",   U"保障",     U"扩大",     U"提升",       U"服务",
               U"搭载",     U"推广",   U"开拓",     U"承接",     U"转化",       U"发布",
               U"研发",     U"投产",   U"运营",     U"取得",     U"增加",       U"减少",
               U"为",       U"在",     U"对",       U"将",       U"把",         U"与",
               U"于",       U"从",     U"由",       U"使",       U"让",         U"给",
               U"是",       U"被",     U"至",       U"规划",     U"计划",       U"预计",
               U"力争",     U"确保",   U"超额完成", U"统筹",     U"拨付",       U"下达",
               U"争取到",   U"到位",   U"吸收",     U"发行",     U"自审自发",   U"调整",
               U"压减",     U"整合",   U"整合为",   U"重组",     U"重组整合",   U"获",
               U"达",       U"占",     U"让利",     U"构建",     U"提高",       U"走访",
               U"开设",     U"开发",   U"部署",     U"招收",     U"引聚",       U"汇聚",
               U"云集",     U"坐落",   U"占据",     U"废止",     U"修订",       U"废止修订",
               U"生态修复", U"清理",   U"整治",     U"整改",     U"拆除",       U"关停",
               U"淘汰",     U"消化",   U"去化",     U"收储",     U"出让",       U"腾退",
               U"腾出",     U"续建",   U"复工",     U"竣工",     U"满足",       U"参加",
               U"参与",     U"参保",   U"达成",     U"其中",     U"增至",       U"升至",
               U"拓宽",     U"筛选",   U"储存",     U"评选",     U"命名",       U"表彰",
               U"给予",     U"达产后", U"投产后",   U"建成后",   U"建成投产后", U"建成达产后",
               U"做好",     U"抓好",   U"重点推进", U"重点做好", U"重点发展",   U"重点打造",
               U"荣获",     U"晋级",   U"审议",     U"提请",     U"立起",       U"上榜",
               U"升格",     U"推介",   U"落成",     U"对接",     U"接通",       U"用上",
               U"进入",     U"合作",   U"适用",     U"宣布",     U"服务于",     U"占地",
               U"助力",     U"促成",   U"促进",     U"撬动",     U"募集",       U"融资",
               U"直接采认", U"采认",   U"扩至",     U"搬迁",     U"迁建",       U"改建",
               U"扩建",     U"当选",   U"迁入",     U"配套",     U"购置",       U"布设",
               U"做强",     U"做大",   U"做优",     U"壮大",     U"建强",       U"铺设",
               U"延伸"});
  return trie;
}

// Letters after a verb that make a noun of it: 建设用地, 服务业, 销售额, 使用寿命.
bool noun_goes_on(View text, std::size_t at) {
  if (at >= text.size()) { return false; }
  static constexpr auto kLasts = text::CharSet{U"业额量率费者商型力线性区园值"};
  if (kLasts.has(text[at])) { return true; }
  static constexpr auto kFirsts = text::CharSet{
      U"项中用寿规收水能基平示工试资总强投债成面里类任事满机办协经费人车体设行计实装"};
  if (!kFirsts.has(text[at])) { return false; }
  for (View const word :
       {U"项目", U"中心", U"用地", U"寿命", U"规模",   U"收入", U"水平", U"能力", U"基地",
        U"平台", U"示范", U"工程", U"试点", U"资金",   U"总额", U"强度", U"投资", U"债券",
        U"成本", U"面积", U"里程", U"类别", U"任务",   U"事项", U"满意", U"机构", U"成果",
        U"办法", U"协议", U"投入", U"经费", U"费用",   U"人员", U"总值", U"车间", U"工艺",
        U"体系", U"设施", U"行动", U"计划", U"实验室", U"机制", U"装备"}) {
    if (text.substr(at, word.size()) == word) { return true; }
  }
  return false;
}

Trie const& strong_leads() {
  static auto const trie =
      trie_of({U"实现", U"完成",     U"达到",   U"新增",   U"引进",   U"招引", U"签约", U"拉动",
               U"带动", U"拥有",     U"累计",   U"获得",   U"获评",   U"获批", U"争取", U"惠及",
               U"盘活", U"超额完成", U"新引进", U"新签约", U"新增加", U"宣布"});
  return trie;
}

Trie const& newly() {
  static auto const trie =
      trie_of({U"新增",   U"净增",   U"新签约", U"新引进", U"新培育", U"新申报", U"新建",
               U"新认定", U"新开工", U"新设",   U"新筹集", U"新改建", U"新晋",   U"新落户",
               U"新招引", U"新发现", U"新开通", U"新获批", U"新认证", U"新设立", U"新增加"});
  return trie;
}

Trie const& scopes() {
  static auto const trie = trie_of(
      {U"全区",     U"全市",     U"全省",     U"全县",   U"全旗",   U"我区",     U"我市",
       U"我省",     U"我县",     U"该区",     U"该市",   U"片区",   U"园区",     U"全园",
       U"其中",     U"截至目前", U"目前",     U"截至",   U"当前",   U"近年来",   U"此外",
       U"同时",     U"预计",     U"据统计",   U"据悉",   U"已",     U"共",       U"累计",
       U"总",       U"特别是",   U"比如",     U"例如",   U"全年",   U"年内",     U"今年",
       U"去年",     U"今后",     U"未来",     U"本年度", U"上半年", U"前三季度", U"一季度",
       U"并",       U"也",       U"还",       U"又",     U"均",     U"则",       U"现",
       U"现有",     U"其",       U"该",       U"各类",   U"各级",   U"各",       U"首批",
       U"新近",     U"当年",     U"每年",     U"所有",   U"主要",   U"先后",     U"连续",
       U"超额",     U"成功",     U"如期",     U"持续",   U"稳步",   U"大力",     U"全面",
       U"积极",     U"加力",     U"深入",     U"顺利",   U"全力",   U"扎实",     U"目前已有",
       U"共有",     U"已有",     U"拟",       U"将",     U"平均",   U"开发区",   U"高新区",
       U"经开区",   U"新区",     U"新城",     U"示范区", U"集聚区", U"本报讯",   U"开发区内",
       U"园区内",   U"高新区内", U"经开区内", U"片区内", U"科学城", U"该县",     U"该旗",
       U"该园",     U"本区",     U"本市",     U"本县",   U"该公司", U"该企业",   U"公司",
       U"年末",     U"目前共有", U"辖区",     U"辖区内", U"区内",   U"县内",     U"年末全市",
       U"年末全县", U"年末全区"});
  return trie;
}

Trie const& heads() {
  static auto const trie = trie_of(
      {U"产值",   U"工业产值", U"总产值",     U"增加值", U"生产总值", U"总量",   U"数量",
       U"总数",   U"总额",     U"规模",       U"面积",   U"收入",     U"支出",   U"投资",
       U"总投资", U"投资额",   U"资金",       U"税收",   U"利润",     U"营收",   U"营业收入",
       U"销售额", U"销售收入", U"销量",       U"产量",   U"销售量",   U"产能",   U"占比",
       U"比重",   U"比例",     U"占有率",     U"份额",   U"增速",     U"覆盖率", U"率",
       U"强度",   U"费用",     U"经费",       U"余额",   U"成交额",   U"交易额", U"进出口",
       U"出口",   U"消费",     U"人数",       U"用电量", U"客运量",   U"货运量", U"吞吐量",
       U"发送量", U"装机",     U"装机容量",   U"里程",   U"拥有量",   U"用户",   U"价值",
       U"零售额", U"零售总额", U"储量",       U"存量",   U"增量",     U"能耗",   U"用水量",
       U"排放",   U"排放量",   U"可支配收入", U"流量",   U"业务量",   U"授权量", U"容量",
       U"人次",   U"花费",     U"金额",       U"年限",   U"指数",     U"奖励",   U"补助",
       U"补贴",   U"利税",     U"授信",       U"贷款"});
  return trie;
}

}  // namespace

std::size_t tail_before(View text, std::size_t floor, std::size_t end) {
  return before(tails(), text, floor, end, 5);
}
std::size_t head_before(View text, std::size_t floor, std::size_t end) {
  return before(heads(), text, floor, end, 5);
}
std::size_t newly_at(View text, std::size_t at) { return newly().longest(text, at).length; }
std::size_t scope_at(View text, std::size_t at) {
  auto const n = scopes().longest(text, at).length;
  auto const next = at + 1 < text.size() ? text[at + 1] : U'\n';
  return n == 1 && View{U"建同青享产区域性投种代实行场金网购联衡他部装成"}.find(next) != View::npos
             ? 0
             : n;
}

std::size_t verb_at(View text, std::size_t at) { return leads().longest(text, at).length; }

std::size_t lead_at(View text, std::size_t at) {
  auto const length = leads().longest(text, at).length;
  if (length == 1 && at + 1 < text.size()) {
    // 在建, 对外, 共建: words of their own.
    auto const next = text[at + 1];
    if ((text[at] == U'在' && next == U'建') ||
        (text[at] == U'对' && (next == U'外' || next == U'口')) ||
        (text[at] == U'是' && next == U'否') || (text[at] == U'为' && next == U'民') ||
        (text[at] == U'从' && (next == U'业' || next == U'事'))) {
      return 0;
    }
  }
  if (length < 2) { return length; }
  // 实现, 完成, 新增 and the like are verbs whatever follows.
  if (strong_leads().exact(text.substr(at, length)) >= 0) { return length; }
  return noun_goes_on(text, at + length) ? 0 : length;
}

bool generic_head(View phrase) {
  if (phrase.size() > 3 || phrase.size() < 2) { return false; }
  for (View const word :
       {U"总量", U"数量", U"总数", U"规模", U"面积", U"占比", U"比重", U"比例", U"总额", U"总面积",
        U"金额", U"总规模", U"增速", U"增幅", U"产能", U"总产能"}) {
    if (phrase == word) { return true; }
  }
  return false;
}

ChangeCue change_before(View text, std::size_t floor, std::size_t end) {
  struct Word {
    View word;
    int sign;
  };
  static constexpr Word kWords[] = {
      {U"增长", 1},  {U"增加", 1},   {U"提高", 1},     {U"提升", 1},  {U"上升", 1},   {U"增幅", 1},
      {U"扩大", 1},  {U"上涨", 1},   {U"攀升", 1},     {U"调增", 1},  {U"上调", 1},   {U"高于", 1},
      {U"超过", 1},  {U"增幅为", 1}, {U"增速为", 1},   {U"加快", 1},  {U"增速", 1},   {U"增", 1},
      {U"涨", 1},    {U"节电", 1},   {U"多了", 1},     {U"多收", 1},  {U"增长率", 1}, {U"前移", 1},
      {U"上移", 1},  {U"后移", -1},  {U"增长率为", 1}, {U"多", 1},    {U"少了", -1},  {U"净减", -1},
      {U"快", 1},    {U"翻", 1},     {U"提速", 1},     {U"延长", 1},  {U"高出", 1},   {U"快于", 1},
      {U"下降", -1}, {U"减少", -1},  {U"降低", -1},    {U"回落", -1}, {U"压减", -1},  {U"降幅", -1},
      {U"收窄", -1}, {U"缩小", -1},  {U"缩减", -1},    {U"下调", -1}, {U"减", -1},    {U"降", -1},
      {U"低于", -1}, {U"缩短", -1},  {U"压缩", -1},    {U"下滑", -1}};
  // Last characters of the words to be passed over: nearly every figure ends the search here.
  static constexpr auto kSkipEnds = text::CharSet{U"了约别为达均度近超过 各计比仅国省市平接就"};
  auto i = end;
  auto compared = false;
  for (auto again = true; again && i > floor && kSkipEnds.has(text[i - 1]);) {
    again = false;
    for (View const skip :
         {U"了",   U"约",           U"分别",         U"分别为",   U"达",   U"年均",
          U"幅度", U"近",           U"超",           U"超过",     U" ",    U"各",
          U"均",   U"累计",         U"同比",         U"仅",       U"全国", U"全省",
          U"全市", U"全国平均水平", U"全省平均水平", U"全国平均", U"接近", U"就"}) {
      if (i >= floor + skip.size() && text.substr(i - skip.size(), skip.size()) == skip) {
        if (compared && skip[0] == U'超') { return {1, i - skip.size()}; }
        i -= skip.size();
        compared = compared || (skip[0] == U'全' && skip.size() > 1);
        again = true;
      }
    }
  }
  // “高于去年同期6.2个百分点”
  if (auto const n = comparison_before(text, floor, i); n > 2) {
    auto const verb = text.substr(i - n, 2);
    if (verb == U"低于" || verb == U"慢于") { return {-1, i - n}; }
    if (verb[0] != U'比' && verb[0] != U'较') { return {1, i - n}; }
  }
  static constexpr auto kWordEnds = text::CharSet{
      U"长加高升幅大涨攀增调于过为快速电了收率移多出翻"
      U"降少低落减窄小缩短滑慢"};
  if (i <= floor || !kWordEnds.has(text[i - 1])) { return {}; }
  for (auto const& word : kWords) {
    if (i < floor + word.word.size() ||
        text.substr(i - word.word.size(), word.word.size()) != word.word) {
      continue;
    }
    // 高于/低于 before the number itself are bounds; before “全国” they are differences.
    if ((word.word == U"高于" || word.word == U"低于" || word.word == U"超过") && i == end) {
      continue;
    }
    if (word.word == U"减" && i >= floor + 2 && View{U"立满"}.find(text[i - 2]) != View::npos) {
      continue;
    }
    // 新增, 净增: an amount, not a change of one.
    if (word.word == U"增" && i >= floor + 2 && View{U"新净倍"}.find(text[i - 2]) != View::npos) {
      continue;
    }
    return {word.sign, i - word.word.size()};
  }
  return {};
}

std::size_t comparison_before(View text, std::size_t floor, std::size_t end) {
  static constexpr auto kLast = text::CharSet{U"算价格均平期年初末月度国省市区县前底幅速"};
  if (end <= floor || !kLast.has(text[end - 1])) { return 0; }
  // “按可比价格计算”, “按不变价”
  for (View const word : {U"计算", U"可比价", U"可比价格", U"不变价", U"不变价格"}) {
    if (end < floor + word.size() || text.substr(end - word.size(), word.size()) != word) {
      continue;
    }
    for (auto i = end - word.size(); i > floor && end - i < 12; --i) {
      if (text[i - 1] == U'按') { return end - i + 1; }
      if (!text::is_han(text[i - 1])) { break; }
    }
  }
  static constexpr View kEnds[] = {
      U"平均", U"平均水平", U"水平", U"同期", U"上年",     U"去年",   U"年初", U"上年末",
      U"年末", U"上月",     U"季度", U"月",   U"季度末",   U"月末",   U"全国", U"全省",
      U"全市", U"全区",     U"全县", U"之前", U"时序进度", U"上年底", U"增幅", U"增速"};
  auto const ends = std::any_of(std::begin(kEnds), std::end(kEnds), [&](View word) {
    return end >= floor + word.size() && text.substr(end - word.size(), word.size()) == word;
  });
  if (!ends) { return 0; }
  constexpr auto kSpan = std::size_t{16};
  for (auto i = end; i > floor && end - i < kSpan;) {
    --i;
    if (View{U",。;、:"}.find(text[i]) != View::npos) { return 0; }
    if (text[i] == U'比' && i > floor && text[i - 1] == U'环') { return end - i + 1; }
    if (text[i] == U'比' && i > floor && View{U"占同"}.find(text[i - 1]) != View::npos) {
      return 0;
    }
    if (text[i] == U'比' || text[i] == U'较') { return end - i; }
    auto const two = text.substr(i, 2);
    for (View const verb :
         {U"高于", U"低于", U"快于", U"慢于", U"高出", U"超过", U"优于", U"好于"}) {
      if (two == verb) { return end - i; }
    }
  }
  return 0;
}

}  // namespace chengjie::reading
