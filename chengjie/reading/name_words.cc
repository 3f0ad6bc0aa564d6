#include "chengjie/reading/name_words.h"

#include <array>

#include "chengjie/reading/lexicon.h"
#include "chengjie/text/trie.h"

namespace chengjie::reading {
namespace {

using View = std::u32string_view;
using enum EntityType;

constexpr auto kSuffixes = std::to_array<Suffix>({
    {U"有限公司", enterprise, 2},
    {U"有限责任公司", enterprise, 2},
    {U"股份有限公司", enterprise, 2},
    {U"股份公司", enterprise, 2},
    {U"集团公司", enterprise, 2},
    {U"集团", enterprise, 2},
    {U"公司", enterprise, 2},
    {U"总公司", enterprise, 2},
    {U"株式会社", enterprise, 2},
    {U"兵工厂", enterprise, 2},
    {U"电厂", enterprise, 2},
    {U"银行", enterprise, 2},
    {U"股份", enterprise, 2},
    {U"农商行", enterprise, 2},
    {U"控股集团", enterprise, 2},
    {U"合作社", enterprise, 3},
    {U"锂业", enterprise, 2},
    {U"钛业", enterprise, 2},
    {U"铝业", enterprise, 2},
    {U"铜业", enterprise, 2},
    {U"镁业", enterprise, 2},
    {U"硅业", enterprise, 2},
    {U"药业", enterprise, 2},
    {U"矿业", enterprise, 2},
    {U"酒业", enterprise, 2},
    {U"乳业", enterprise, 2},
    {U"纸业", enterprise, 2},
    {U"重工", enterprise, 2},
    {U"微电子", enterprise, 2},
    {U"园区", park, 2},
    {U"工业园", park, 2},
    {U"工业园区", park, 2},
    {U"产业园", park, 2},
    {U"产业园区", park, 2},
    {U"科技园", park, 2},
    {U"科技园区", park, 2},
    {U"开发区", park, 2},
    {U"高新区", park, 2},
    {U"经开区", park, 2},
    {U"科学城", park, 2},
    {U"科技城", park, 2},
    {U"产业城", park, 2},
    {U"保税区", park, 2},
    {U"综保区", park, 2},
    {U"综合保税区", park, 2},
    {U"示范区", park, 3},
    {U"集群区", park, 3},
    {U"集聚区", park, 3},
    {U"片区", park, 2},
    {U"新城", park, 2},
    {U"生物城", park, 2},
    {U"汽车城", park, 2},
    {U"基地", park, 4},
    {U"港城", park, 2},
    {U"创业谷", park, 2},
    {U"氢谷", park, 2},
    {U"农高区", park, 2},
    {U"经济开发区", park, 2},
    {U"经济技术开发区", park, 2},
    {U"高新技术开发区", park, 2},
    {U"产业转移园", park, 2},
    {U"承接产业转移示范区", park, 2},
    {U"先导区", park, 2},
    {U"先行区", park, 3},
    {U"引领区", park, 3},
    {U"自由贸易试验区", park, 2},
    {U"大湾区", district, 3},
    {U"工业集中区", park, 2},
    {U"产业集中区", park, 2},
    {U"集中区", park, 4},
    {U"产业集聚区", park, 2},
    {U"工业新区", park, 2},
    {U"新区", park, 2},
    {U"合作区", park, 4},
    {U"创新园", park, 3},
    {U"科创园", park, 2},
    {U"孵化园", park, 3},
    {U"生态城", park, 2},
    {U"街道", district, 2},
    {U"镇", district, 2},
    {U"乡", district, 2},
    {U"高新技术产业开发区", park, 2},
    {U"物流园", park, 2},
    {U"环保园", park, 2},
    {U"自贸区", park, 2},
    {U"试验区", park, 3},
    {U"功能区", park, 3},
    {U"管委会", department, 2},
    {U"经信委", department, 0},
    {U"经济信息委", department, 0},
    {U"经济和信息化委员会", department, 0},
    {U"发改委", department, 0},
    {U"科技局", department, 1},
    {U"商务局", department, 1},
    {U"财政局", department, 1},
    {U"统计局", department, 1},
    {U"招商局", department, 1},
    {U"经信局", department, 1},
    {U"工信局", department, 1},
    {U"农业农村委", department, 1},
    {U"农业农村局", department, 1},
    {U"国资委", department, 1},
    {U"商务厅", department, 1},
    {U"工信厅", department, 1},
    {U"科技厅", department, 1},
    {U"财政厅", department, 1},
    {U"工信部", department, 0},
    {U"工业和信息化局", department, 0},
    {U"工业和信息化厅", department, 1},
    {U"发展和改革委员会", department, 0},
    {U"发展改革委", department, 0},
    {U"发展改革局", department, 0},
    {U"科学技术局", department, 0},
    {U"自然资源局", department, 0},
    {U"自然资源和规划局", department, 0},
    {U"生态环境局", department, 0},
    {U"市场监管局", department, 0},
    {U"市场监督管理局", department, 0},
    {U"行政审批局", department, 0},
    {U"人力资源社会保障局", department, 0},
    {U"人社局", department, 0},
    {U"人力资源和社会保障局", department, 0},
    {U"税务局", department, 0},
    {U"教育局", department, 1},
    {U"投资促进局", department, 0},
    {U"住房城乡建设局", department, 0},
    {U"住建局", department, 0},
    {U"交通运输局", department, 0},
    {U"金融办", department, 1},
    {U"县委", department, 1},
    {U"县政府", department, 0},
    {U"省政府", department, 0},
    {U"委员会", department, 3},
    {U"人民政府", department, 1},
    {U"区政府", department, 1},
    {U"市政府", department, 1},
    {U"区委", department, 1},
    {U"市委", department, 0},
    {U"基金", fund, 3},
    {U"平台", platform, 3},
    {U"创新中心", platform, 2},
    {U"研究院", platform, 2},
    {U"研究所", platform, 2},
    {U"创新港", park, 2},
    {U"实验室", platform, 3},
    {U"研发中心", platform, 2},
    {U"技术中心", platform, 4},
    {U"服务中心", platform, 3},
    {U"检测基地", platform, 2},
    {U"材料院", platform, 2},
    {U"联合体", platform, 3},
    {U"作业区", platform, 2},
    {U"项目", project, 3},
    {U"工程", project, 4},
    {U"大厦", project, 2},
    {U"电站", project, 3},
    {U"风电场", project, 2},
    {U"医院", platform, 2},
    {U"院区", platform, 4},
    {U"机场", project, 2},
    {U"船闸", project, 3},
    {U"污水处理厂", project, 2},
    {U"检测中心", platform, 2},
    {U"行动计划", policy, 2},
    {U"专项行动", policy, 2},
    {U"实施方案", policy, 2},
    {U"计划", policy, 4},
    {U"行动", policy, 4},
    {U"地区", district, 2},
    {U"都市圈", district, 2},
    {U"双城经济圈", district, 2},
    {U"经济圈", district, 2},
});

text::Trie const& suffixes() {
  static auto const trie = [] {
    auto out = text::Trie{};
    for (auto i = std::size_t{0}; i != kSuffixes.size(); ++i) {
      out.add(kSuffixes[i].word, static_cast<int>(i));
    }
    return out;
  }();
  return trie;
}

// Words at which a name cannot begin further left.
text::Trie const& walls() {
  static auto const trie = [] {
    auto out = text::Trie{};
    for (View const word :
         {U"的",     U"在",   U"与",       U"和",   U"及",     U"对",   U"由",     U"将",
          U"把",     U"是",   U"了",       U"以",   U"从",     U"到",   U"于",     U"被",
          U"让",     U"给",   U"至",       U"其",   U"该",     U"各",   U"等",     U"并",
          U"又",     U"也",   U"就",       U"已",   U"后",     U"前",   U"有",     U"为",
          U"向",     U"使",   U"这",       U"那",   U"此",     U"据",   U"经",     U"或",
          U"成立",   U"建设", U"打造",     U"引进", U"引入",   U"推动", U"推进",   U"支持",
          U"依托",   U"联合", U"围绕",     U"聚焦", U"加快",   U"组建", U"获批",   U"入选",
          U"落户",   U"签约", U"包括",     U"通过", U"服务",   U"发挥", U"培育",   U"位于",
          U"来自",   U"承接", U"建成",     U"谋划", U"规划",   U"实施", U"启动",   U"举办",
          U"承办",   U"召开", U"走进",     U"参与", U"创建",   U"世纪", U"首批",   U"夯实",
          U"挖掘",   U"嵌入", U"模式",     U"获",   U"探索",   U"各类", U"多款",   U"持续",
          U"大力",   U"再到", U"全力",     U"新建", U"集聚",   U"聚集", U"形成",   U"提升",
          U"加强",   U"完善", U"深化",     U"开展", U"统筹",   U"落实", U"其中",   U"目前",
          U"近年",   U"今年", U"去年",     U"近期", U"截至",   U"我市", U"我省",   U"我区",
          U"全市",   U"全区", U"全省",     U"全国", U"扎根",   U"布局", U"共建",   U"设立",
          U"新增",   U"称",   U"以及",     U"作为", U"带动",   U"重点", U"推出",   U"加大",
          U"强化",   U"积极", U"对接",     U"争取", U"做大",   U"做强", U"确定",   U"诸如",
          U"入驻",   U"落地", U"利用",     U"充分", U"计划",   U"预计", U"未来",   U"年产",
          U"国家级", U"市级", U"省级",     U"一批", U"一个",   U"多个", U"两个",   U"全面",
          U"继续",   U"包含", U"通过承接", U"比如", U"例如",   U"搭载", U"部署",   U"紧盯",
          U"地处",   U"对应", U"瞄准",     U"面向", U"立足",   U"锚定", U"抢抓",   U"乘用",
          U"获得",   U"合作", U"共同",     U"优化", U"随着",   U"首个", U"所属",   U"全球最大",
          U"开启",   U"赴",   U"实地调研", U"融入", U"畅联",   U"更多", U"今年",   U"千亩",
          U"万亩",   U"亿级", U"千亿",     U"百亿", U"万千瓦", U"万吨", U"本报讯", U"记者",
          U"全年",   U"半年", U"季度",     U"年末", U"年底",   U"满足", U"补齐",   U"补强",
          U"拉动",   U"壮大", U"激活",     U"盘活", U"助推",   U"助力", U"撬动",   U"催生",
          U"吸引",   U"构筑", U"构建",     U"走出", U"走向",   U"成为", U"离开",   U"搬到",
          U"搬入",   U"搬进", U"搬迁",     U"迁入", U"迁至",   U"进入", U"进驻",   U"建起",
          U"加入",   U"串联", U"辐射",     U"反哺", U"赋能",   U"收购", U"建立",   U"鼓励",
          U"引导",   U"提高", U"降低",     U"扩大", U"增强",   U"保持", U"需要",   U"可以",
          U"能够",   U"应当", U"必须",     U"不断", U"逐步",   U"正在", U"有望",   U"切实",
          U"率先",   U"延伸", U"进一步"}) {
      out.add(word, 0);
    }
    return out;
  }();
  return trie;
}

// A verb that ends here ends the search, unless it is the middle of a name (“产业发展集团”).
text::Trie::Hit wall_before(View t, std::size_t i) {
  auto const wall = walls().longest_before(t, i, 4);
  if (wall.length != 0) { return wall; }
  for (auto const n : {std::size_t{2}, std::size_t{3}, std::size_t{4}}) {
    if (i >= n && lead_at(t, i - n) == n) { return {n, 0}; }
  }
  return {};
}

// Words whose characters are walls elsewhere: “经济开发区”, “有色金属”, “中和镇”.
text::Trie const& whole_words() {
  static auto const trie = [] {
    auto out = text::Trie{};
    for (View const word :
         {U"经济", U"经开", U"经信", U"经贸", U"经营", U"经纬",   U"有色",   U"有机", U"有限",
          U"有线", U"对外", U"前沿", U"前海", U"前瞻", U"后端",   U"后勤",   U"向阳", U"和谐",
          U"和平", U"共和", U"太和", U"祥和", U"泰和", U"中和",   U"义和",   U"人和", U"永和",
          U"以太", U"至诚", U"至臻", U"使命", U"后备", U"将军",   U"给排水", U"给水", U"到岸",
          U"并购", U"并网", U"并联", U"高等", U"平等", U"等离子", U"前进",   U"前端", U"富有",
          U"国有", U"民有", U"有为", U"华为", U"大有", U"和利",   U"和丰",   U"信和", U"协和",
          U"同和", U"平和", U"德和", U"仁和", U"融和", U"亚和",   U"由拳",   U"自由", U"理由",
          U"使用", U"中等", U"从化", U"于都", U"于洪", U"和县",   U"和顺",   U"将乐", U"其仓",
          U"呼和"}) {
      out.add(word, 0);
    }
    return out;
  }();
  return trie;
}

// Whether the wall before `i` is part of a longer word or of a place.
bool inside_word(View t, std::size_t i, std::size_t length) {
  auto const at = i - length;
  for (auto k = at > 2 ? at - 2 : std::size_t{0}; k <= at; ++k) {
    if (auto const n = whole_words().longest(t, k).length; n > length && k + n >= i) {
      return true;
    }
    auto const place = Places::china().at(t, k);
    if (place.length > length && k + place.length >= i) { return true; }
  }
  return false;
}

}  // namespace

SuffixAt suffix_at(View text, std::size_t at) {
  auto const hit = suffixes().longest(text, at);
  if (hit.length == 0) { return {}; }
  return {hit.length, &kSuffixes[static_cast<std::size_t>(hit.value)]};
}

// “产业园区”, “龙头企业集团”, “多个项目”: kinds of things, not names.
bool generic_name(View head, Suffix const& suffix) {
  for (View const word :
       {U"产业",       U"工业",           U"示范",         U"特色",     U"重大",     U"重点",
        U"制造业",     U"企业",           U"现代",         U"区县产业", U"高新",     U"龙头",
        U"优质",       U"市级示范",       U"承接产业转移", U"先进",     U"国家级",   U"新兴",
        U"全球",       U"国有",           U"个",           U"等",       U"大型",     U"本地",
        U"生产",       U"上市",           U"创新",         U"智能",     U"共享",     U"综合",
        U"国家级经济", U"省级经济",       U"国家级高新",   U"城市",     U"经济技术", U"经济",
        U"高新技术",   U"国家级经济技术", U"各类",         U"城镇",     U"跨境经济", U"省级",
        U"市级",       U"一流",           U"重点工业"}) {
    if (head == word) { return true; }
  }
  if (suffix.word == U"医院") {
    for (View const word : {U"三级", U"二级", U"三甲", U"公立", U"民营", U"专科", U"县级", U"乡镇",
                            U"基层", U"定点", U"三级甲等", U"区县", U"互联网"}) {
      if (head.ends_with(word)) { return true; }
    }
  }
  if (suffix.type == project && (head.ends_with(U"单个") || head.ends_with(U"平均"))) {
    return true;
  }
  if (suffix.word.size() == 2 && suffix.word.back() == U'业') {
    for (View const word : {U"绿色", U"传统", U"新型", U"有色", U"中医", U"黑色", U"化学", U"稀土",
                            U"非金属", U"发展", U"采", U"民族", U"生物", U"特种"}) {
      if (head.ends_with(word)) { return true; }
    }
  }
  if (suffix.word == U"地区") {
    if (head == U"单位" || head.ends_with(U"均")) { return true; }
    if (head.ends_with(U"元") || head.ends_with(U"人")) { return true; }
    for (View const word :
         {U"人均", U"贫困", U"脱贫", U"欠发达", U"农村", U"民族", U"边境", U"沿海", U"发达", U"山",
          U"周边", U"本", U"中西部", U"西部", U"东部", U"中部", U"毗邻", U"台湾", U"集中连片"}) {
      if (head.ends_with(word)) { return true; }
    }
    return head.size() > 4 || head.front() == U'全' || head.front() == U'各';
  }
  if (suffix.type == project) {
    for (View const word : {U"开工", U"签约", U"在建", U"续建", U"竣工",   U"招商", U"投资",
                            U"引进", U"储备", U"入库", U"亿元", U"以上",   U"落地", U"投产",
                            U"建设", U"技改", U"外资", U"内资", U"产业化", U"改造", U"示范"}) {
      if (head.ends_with(word)) { return true; }
    }
  }
  return suffix.type == project && (head.empty() || text::is_digit(head.front()));
}

bool name_char(char32_t c) {
  return text::is_han(c) || text::is_digit(c) || text::is_letter(c) || c == U'(' || c == U')' ||
         c == U'·' || c == U'-';
}

std::size_t head_of(View t, std::size_t at, std::size_t floor) {
  constexpr auto kNameMax = std::size_t{22};
  auto i = at;
  while (i > floor && at - i < kNameMax) {
    auto const c = t[i - 1];
    if (!name_char(c)) { break; }
    // A numeral begins a quantity or a date, not a name; “5G” is part of one.
    if (text::is_digit(c) && !(i < t.size() && text::is_letter(t[i]))) { break; }
    // “2023年松江新区”, “3月20日...”
    if (i >= 2 && View{U"年月日"}.find(c) != View::npos && text::is_digit(t[i - 2])) { break; }
    auto const wall = wall_before(t, i);
    // “华为”, “有为”: the wall is part of a name that goes on.
    if (wall.length == 1 && i >= 2 &&
        ((c == U'为' && t[i - 2] == U'华') || (c == U'和' && i < t.size() && t[i] == U'平') ||
         c == U'中' || (c == U'并' && i < t.size() && (t[i] == U'购' || t[i] == U'网')))) {
      --i;
      continue;
    }
    // “发展智能装备产业园” begins with a verb; “产业发展集团” holds it before its last word.
    if (i + 2 <= at && i >= 2 && (t.substr(i - 2, 2) == U"发展" || t.substr(i - 2, 2) == U"设计") &&
        i - 2 >= floor &&
        (i == 2 || !text::is_han(t[i - 3]) || wall_before(t, i - 2).length != 0)) {
      break;
    }
    if (wall.length != 0 && (wall.length > 1 || !inside_word(t, i, wall.length))) { break; }
    --i;
  }
  // An open bracket without its mate is not of the name.
  auto depth = 0;
  for (auto k = at; k-- > i;) {
    if (t[k] == U')') { ++depth; }
    if (t[k] == U'(' && --depth < 0) { return k + 1; }
  }
  // “长江日报5月6日讯江北医院”
  if (i + 2 < at && t[i] == U'讯' && i > 0 && View{U"日报社网"}.find(t[i - 1]) != View::npos) {
    ++i;
  }
  while (i < at && (t[i] == U')' || t[i] == U'-' || t[i] == U'+' || t[i] == U'·')) { ++i; }
  return i;
}

}  // namespace chengjie::reading
