// Classes of wrong facts found in texts of other kinds (pages of a newspaper, profiles of firms,
// summaries of bureaus, policies, plans), a row each.
#include "chengjie/reading/reading_tests.h"

#include <array>

using namespace chengjie;
using namespace chengjie::reading_tests;

namespace {

struct Row {
  std::string_view text, raw, subject, indicator, period;
  Kind kind;
};

void check(Row const& row) {
  CAPTURE(row.text);
  CAPTURE(row.raw);
  auto const got = read_text(row.text);
  auto const& f = figure_with(got, row.raw);
  if (!row.subject.empty()) { CHECK(f.subject == row.subject); }
  if (!row.indicator.empty()) {
    CHECK_MESSAGE(f.indicator.find(row.indicator) != std::string::npos, f.indicator);
  }
  CHECK(f.period == row.period);
  CHECK(f.kind == row.kind);
}

}  // namespace

TEST_CASE("read: whose figure it is in other kinds of text") {
  for (auto const& row : std::to_array<Row>({
           // A page of several articles: 全县 is the county of its own.
           {"2022年11月3日\n青山区新增企业9家。\n\n我县种养殖旺\n\n"
            "本报天祝讯（记者 王明）天祝藏族自治县召开会议，全县存栏5.2万头。\n",
            "5.2万头", "天祝藏族自治县", "存栏", "", Kind::actual},
           // “资本市场” names no town; in a province's report “开发区” is no single one.
           {"2026年辽宁省政府工作报告\n沈阳市首单落地。社会融资恢复，资本市场融资增长41.3%。",
            "41.3%", "辽宁省", "融资", "2025", Kind::change},
           {"2026年甘肃省政府工作报告\n开发区工业用地出让占比超80%。天水经开区跻身前列。", "80%",
            "甘肃省", "出让", "2025", Kind::share},
           {"2026年辽宁省政府工作报告\n辽宁实验室集聚科研人员1110人。", "1110人", "辽宁实验室",
            "科研人员", "2025", Kind::actual},
           // A reporter's visit, what stands in a park, a firm of a group.
           {"记者走进位于青山经开区的长江电路有限公司车间，36台钻孔机一字排开。", "36台",
            "长江电路有限公司", "钻孔机", "", Kind::actual},
           {"大山集团旗下的长江铜材有限公司增资3亿元。", "3亿元", "长江铜材有限公司", "", "",
            Kind::actual},
           // A firm or project that the figure stands in.
           {"青山区推进项目。由河北东旭集团投资的年产100兆瓦太阳能电池开工。", "100兆瓦",
            "河北东旭集团", "太阳能电池", "", Kind::plan},
           {"青山区发展快。支持长江硅业有限公司年产20万吨多晶硅项目建设，一期10万吨投产。",
            "10万吨", "长江硅业有限公司", "", "", Kind::plan},
           {"青山区召开会议。总投资7.2亿元的钢渣制砖及碳捕集项目动工，新增就业岗位160个。", "160个",
            "钢渣制砖及碳捕集项目", "就业岗位", "", Kind::actual},
           // 县里, 他, a comparison with 全省.
           {"2023年5月6日\n祁阳县城外。长江集团投产。县里成立4个产业链办公室。", "4个", "祁阳县",
            "产业链办公室", "", Kind::actual},
           {"记长江资源科技有限公司\n\n长江资源科技有限公司快跑。他的目标是：到2027年营业收入突破20"
            "亿元。",
            "20亿元", "长江资源科技有限公司", "营业收入", "2027", Kind::target},
           {"霍山县2024年发展。全县人均生产总值超过全省平均水平，高新技术企业突破120家。", "120家",
            "霍山县", "高新技术企业", "2024", Kind::actual},
           // A county-level city in the title; a county that is a city today.
           {"海安市商务局2019年工作总结\n全市新签约项目138个，列南通各县（市）区第4位。", "138个",
            "海安市", "项目", "2019", Kind::actual},
           {"2017年12月5日\n祁阳把沿海企业引进来，全县新增企业96家。", "96家", "祁阳县", "企业", "",
            Kind::actual},
           {"2021年贵港市政府工作报告\n全市增速连续四年领跑全区，财政收入增长9.6%。", "9.6%",
            "贵港市", "财政收入", "2020", Kind::change},
       })) {
    check(row);
  }
}

TEST_CASE("read: when and of what kind in other kinds of text") {
  for (auto const& row : std::to_array<Row>({
           {"2024年青山区政府工作报告\n二、2024年工作安排\n全年新签约项目不少于50个。", "50个", "",
            "项目", "2024", Kind::target},
           {"青山区2024年情况\n2023年青山区占比由上年的61.8%提高到64.5%。", "61.8%", "", "", "2022",
            Kind::share},
           {"2023年青山区接待游客1080万人次，恢复到2019年的107%。", "107%", "", "", "2023",
            Kind::rate},
           {"2025年3月28日\n青山区5年来销售额以年均26%的速度增长。", "26%", "", "销售额",
            "2020..2024", Kind::change},
           {"2017年12月5日\n三年间，青山区每亩税收从4.7万元提高到9.3万元。", "4.7万元", "", "税收",
            "2014", Kind::actual},
           {"2017年12月5日\n三年间，青山区每亩税收从4.7万元提高到9.3万元。", "9.3万元", "", "税收",
            "2017", Kind::actual},
           {"2024年10月9日\n今年7月，青山区某项目动工，计划建设2条生产线。", "2条", "", "生产线",
            "", Kind::plan},
           {"2024年10月9日\n到2025年，青山区绿电占比由目前的52%提升至80%。", "52%", "", "绿电", "",
            Kind::share},
           {"2024年10月9日\n到2025年，青山区绿电占比由目前的52%提升至80%。", "80%", "", "绿电",
            "2025", Kind::target},
           {"2024年10月9日\n2023年青山区新出让的地块，亩均税收不少于20万元。", "20万元", "",
            "亩均税收", "2023", Kind::target},
           {"2024年青山区研发经费投入占地区生产总值比重仅0.52%。", "0.52%", "", "研发经费投入",
            "2024", Kind::share},
           {"2024年青山区成本却比水泥低了近40%。", "40%", "", "成本", "2024", Kind::change},
           {"2024年青山区三年复合增长率约79%。", "79%", "", "", "2024", Kind::change},
           {"青山区的长江公司投资1.2亿美元的数控主轴项目。", "1.2亿美元", "", "", "", Kind::plan},
           {"2026年青山省政府工作报告\n这五年不断增进。新增床位10.5万张。\n", "10.5万张", "",
            "床位", "2021..2025", Kind::actual},
           {"2026年青山省政府工作报告\n这五年不断增进。养老机构达到9341个、床位10.5万张。\n",
            "10.5万张", "", "床位", "2025", Kind::actual},
       })) {
    check(row);
  }
}

TEST_CASE("read: what it measures in other kinds of text") {
  for (auto const& row : std::to_array<Row>({
           {"青山区船舶、航天行业增加值分别增长8%、17%。", "8%", "", "船舶行业增加值", "",
            Kind::change},
           {"青山区风电主机、叶片的本地化率分别为100%和92%。", "100%", "", "风电主机本地化率", "",
            Kind::rate},
           {"青山区37家帮扶单位援助资金31亿元。", "31亿元", "", "资金", "", Kind::actual},
           {"青山区加快推进100个投资5000万元以上项目建设。", "100个", "", "投资5000万元以上项目",
            "", Kind::actual},
           {"青山区全体居民人均可支配收入33285元，名义增长9.6%。", "9.6%", "", "人均可支配收入", "",
            Kind::change},
           {"青山区按每人1500元给予岗位补贴。", "1500元", "", "岗位补贴", "", Kind::actual},
           {"青山区库存周转从15天压缩到3天。", "3天", "", "库存周转", "", Kind::actual},
           {"青山区从开工到叶片下线仅用116天。", "116天", "", "开工到叶片下线", "", Kind::actual},
           {"青山区建设并网发电50兆瓦。", "50兆瓦", "", "并网发电", "", Kind::actual},
       })) {
    check(row);
  }
}

TEST_CASE("read: a head, a mu, a tonne, coal and carbon") {
  struct Unit {
    std::string_view text, raw, unit;
    double value;
  };
  for (auto const& row : std::to_array<Unit>({
           {"青山区亩均税收38.6万元。", "38.6万元", "CNY_per_mu", 386000},
           {"青山区人均可支配收入分别为38216元、20945元。", "20945元", "CNY_per_person", 20945},
           {"青山区每吨运费省下400多元。", "400多元", "CNY_per_tonne", 400},
           {"青山区投资强度不低于每亩350万元。", "350万元", "CNY_per_mu", 3500000},
           {"青山区推进亩均论英雄改革，投入3亿元。", "3亿元", "CNY", 3e8},
           {"青山区节约标准煤110公斤。", "110公斤", "tce", 0.11},
           {"青山区减排二氧化碳约2290万吨。", "2290万吨", "tCO2", 22.9e6},
           {"青山区产量6.1亿公斤。", "6.1亿公斤", "tonne", 610000},
           {"青山区占全省新能源装机的一半以上。", "一半以上", "percent", 50},
           {"青山区历时14个月。", "14个月", "month", 14},
           {"青山区头两年净亏760万。", "760万", "CNY", 7.6e6},
       })) {
    CAPTURE(row.text);
    auto const got = read_text(row.text);
    auto const& f = figure_with(got, row.raw);
    CHECK(f.unit == row.unit);
    CHECK(f.value == doctest::Approx(row.value));
  }
  // “前8个月”, “满6个月的”, “2020年”: times and conditions, no figures.
  for (std::string_view const text :
       {"青山区前8个月运行平稳。", "入职满6个月的员工。", "从不到3家增加，2020年再多。"}) {
    CAPTURE(text);
    for (auto const& f : read_text(text).facts) { CHECK(f.unit != "month"); }
    for (auto const& f : read_text(text).facts) { CHECK(f.unit != "year"); }
  }
}

TEST_CASE("read: bounds that stand apart from their figure") {
  struct Bounded {
    std::string_view text, raw;
    Bound bound;
  };
  for (auto const& row : std::to_array<Bounded>({
           {"按不超过基准利率的50%贴息。", "50%", Bound::under},
           {"不到先进地区的六成。", "六成", Bound::under},
           {"青山区失业率控制在4%的目标以内。", "4%", Bound::under},
           {"投资强度不低于每亩350万元。", "350万元", Bound::at_least},
           {"青山区高新技术企业不足百家。", "百家", Bound::under},
       })) {
    CAPTURE(row.text);
    CHECK(figure_with(read_text(row.text), row.raw).bound == row.bound);
  }
}

TEST_CASE("read: relations of projects, places and products") {
  struct Told {
    std::string_view text, firm, relation, target;
  };
  for (auto const& row : std::to_array<Told>({
           {"长江风电有限公司投资12亿元建设的叶片生产基地开工。", "长江风电有限公司", "invests_in",
            "叶片生产基地"},
           {"长江材料有限公司年产8万吨正极材料项目开工。", "长江材料有限公司", "produces",
            "正极材料"},
           {"走进位于青山经开区的长江电路有限公司。", "长江电路有限公司", "located_in",
            "青山经开区"},
           {"长江铜材有限公司的极薄铜箔良品率提升至92%。", "长江铜材有限公司", "produces",
            "极薄铜箔"},
           {"长江材料有限公司向大山建材有限公司供应复合微粉。", "长江材料有限公司", "supplies",
            "大山建材有限公司"},
       })) {
    CAPTURE(row.text);
    auto const got = read_text(row.text);
    CHECK(std::any_of(got.relations.begin(), got.relations.end(), [&](auto const& r) {
      return r.enterprise == row.firm && r.relation == row.relation && r.target == row.target;
    }));
  }
  CHECK(read_text("长江材料有限公司与一所高校联合攻关。").relations.empty());
}

TEST_CASE("read: tables that lie in plain text as lines") {
  auto const text =
      "青山经济开发区经济运行简报\n今年上半年，青山经济开发区主要指标平稳，企业生产经营保持正常，项"
      "目建"
      "设按计划推进，各项工作有序开展，要素保障得到加强，营商环境继续改善。\n"
      "附表：2021年1—6月主要经济指标\n指标名称　单位　本期累计　同比增长（%）\n"
      "规模以上工业总产值　亿元　243.7　16.8\n其中：进出口总额　万美元　12.6　-7.3\n";
  for (auto const& row : std::to_array<Row>({
           {text, "243.7", "青山经济开发区", "规模以上工业总产值", "2021-H1", Kind::actual},
           {text, "16.8", "", "规模以上工业总产值", "2021-H1", Kind::change},
           {text, "12.6", "", "进出口总额", "2021-H1", Kind::actual},
           {"2023年度情况通报\n青山县各园区2023年主要指标完成情况如下，请各单位对照年度任务抓好落实"
            "，确保完"
            "成全年目标，并于月底前上报进展情况。\n2023年各园区主要指标\n园区　产值（亿元）　2024年"
            "目标（亿元）\n青山工业园　12.5　18\n",
            "12.5", "青山工业园", "产值", "2023", Kind::actual},
       })) {
    check(row);
  }
  CHECK(figure_with(read_text(text), "-7.3").value == doctest::Approx(-7.3));
  CHECK(figure_with(read_text(text), "12.6").value == doctest::Approx(126000));
}

TEST_CASE("read: what a table must not become") {
  auto const table = std::string{
      "2021年前三季度园区指标\n园区　产值（亿元）　上年同期（亿元）\n青山工业园　12."
      "5　10\n合计　40.5　30\n"};
  auto const got = read_text(table);
  // 合计 is no firm; the year before is the year before at both ends.
  CHECK(figure_with(got, "40.5").subject != "合计");
  CHECK(figure_with(got, "10").period == "2020-01..2020-09");
  // Digits under a row may be the page's number: the last cell is left out, not made longer.
  auto const page =
      read_text("指标名称　单位　本期累计　同比增长（%）\n工业总产值　亿元　243.7　16.8\n12\n");
  CHECK(figure_with(page, "243.7").value == doctest::Approx(24370000000));
  for (auto const& f : page.facts) { CHECK(f.raw.find("16.8") == std::string::npos); }
  // A thousands comma is no mark of a sentence.
  auto const comma = read_text(
      "指标名称　单位　本期累计　同比增长（%）\n人均可支配收入　元　35,"
      "600　—\n工业总产值　亿元　243.7　16.8\n");
  CHECK(figure_with(comma, "35,600").value == doctest::Approx(35600));
  CHECK(figure_with(comma, "16.8").value == doctest::Approx(16.8));
  // A paper that is only cited does not date the text.
  CHECK(
      figure_with(read_text("青山县认真落实国发〔2019〕5号文件精神。2024年，青山县产值增长7.2%。"),
                  "7.2%")
          .period == "2024");
}

TEST_CASE("read: features, bulletins, what stands elsewhere than in the clause") {
  for (auto const& row : std::to_array<Row>({
           // 全区, 经开区 of a park's own paper; the half year it opens with.
           {"青山经济技术开发区经济运行简报\n（2021年第7期）\n"
            "今年上半年，青山经济技术开发区（以下简称“经开区”）统筹发展，指标快于全市。全区完成产值"
            "118亿元。\n一、工业\n轻工产业完成产值96.5亿元。\n",
            "96.5亿元", "青山经济技术开发区", "产值", "2021-H1", Kind::actual},
           // A name after a clause of its own; a quotation before a post.
           {"青山产业园蹲点\n最早搬进来的长江标准件有限公司，在车间里装上了14条生产线。", "14条",
            "长江标准件有限公司", "生产线", "", Kind::actual},
           {"长江标准件有限公司很忙。“用工减到180人。”公司总经理朱敏说。", "180人",
            "长江标准件有限公司", "用工", "", Kind::actual},
           // A power station, and what it is called further on.
           {"位于青山镇的长江农光互补电站并网发电。电站占地2860亩。", "2860亩", "长江农光互补电站",
            "占地", "", Kind::actual},
           // A month of an event; “如今”; a time to come that what is done has no part in.
           {"2021年9月1日\n园区2018年6月动工，如今已有86家企业入驻。", "86家", "", "企业", "2021",
            Kind::actual},
           {"2021年9月1日\n到2025年，产值要达到200亿元；1500亩用地已完成征迁。", "1500亩", "",
            "用地", "", Kind::actual},
           {"青山县情况\n四、下半年打算\n建成标准厂房12万平方米。", "12万平方米", "", "标准厂房",
            "", Kind::target},
           // Of the figure before; of what is saved.
           {"设床位1500张，比老院区多出620张。", "620张", "", "床位", "", Kind::change},
           {"光这一项，一年就能替企业省下1200万元左右的检测费。", "1200万元左右", "", "检测费", "",
            Kind::actual},
           {"2022年，青山县棉布产量稳居全国首位。", "首位", "青山县", "棉布产量", "2022",
            Kind::rank},
       })) {
    check(row);
  }
  // A programme is of the year it begins, or that of its number: later years are to come.
  check(
      {"青山市光伏强链三年行动方案（2023—2025年）\n青政办〔2023〕27号\n一、现状\n全市招引配套企业，"
       "其中"
       "2022年企业8家、2025年企业9家。\n",
       "9家", "", "企业", "2025", Kind::target});
  // The dateline's year: a whole year is told, so it is over.
  CHECK(
      figure_with(read_text("本报讯 5月23日，青山医院启用。2015年，门诊量达到103万人次，较上年增长"
                            "8%。\n\n截至4月末，床位80张。"),
                  "80张")
          .period == "2016-04");
}
