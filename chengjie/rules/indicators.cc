#include "chengjie/rules/indicators.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace chengjie::rules {
namespace {

constexpr auto kAudit = std::string_view{"年度审计报告"};
constexpr auto kRdAudit = std::string_view{"研发费用专项审计或加计扣除备查账"};
constexpr auto kDeclare = std::string_view{"企业书面承诺及信用查询结果"};
constexpr auto kPoints = std::string_view{"评审专家打分表"};

constexpr auto kNumber = Holds::number;
constexpr auto kFlag = Holds::flag;
constexpr auto kText = Holds::text;

constexpr auto kIndicators = std::to_array<Indicator>({
    // money and people of a year
    {"revenue", "营业收入", kNumber, "CNY", true, "revenue_cny", kAudit, ""},
    {"main_revenue", "主营业务收入", kNumber, "CNY", true, "main_revenue_cny", kAudit, ""},
    {"product_revenue", "主导产品销售收入", kNumber, "CNY", true, "", "主导产品收入专项说明", ""},
    {"hightech_revenue", "高新技术产品（服务）收入", kNumber, "CNY", true, "",
     "高新技术产品收入专项审计", ""},
    {"costs", "成本费用支出总额", kNumber, "CNY", true, "", kAudit, ""},
    {"rd", "研发费用", kNumber, "CNY", true, "rd_cny", kRdAudit, ""},
    {"rd_home", "境内研发费用", kNumber, "CNY", true, "", kRdAudit, ""},
    {"net_profit", "净利润", kNumber, "CNY", true, "net_profit_cny", kAudit, ""},
    {"profit", "利润总额", kNumber, "CNY", true, "profit_cny", kAudit, ""},
    {"assets", "资产总额", kNumber, "CNY", true, "assets_cny", kAudit, ""},
    {"liabilities", "负债总额", kNumber, "CNY", true, "liabilities_cny", kAudit, ""},
    {"output", "工业总产值", kNumber, "CNY", true, "output_ytd_cny", "统计报表", ""},
    {"value_added", "工业增加值", kNumber, "CNY", true, "value_added_cny", "统计报表", ""},
    {"tax", "税金总额", kNumber, "CNY", true, "tax_cny", "完税证明", ""},
    {"tax_paid", "实缴税收", kNumber, "CNY", true, "tax_paid_cny", "完税证明", ""},
    {"tax_assessed", "评价税收", kNumber, "CNY", true, "tax_assessed_cny", "税务部门评价数据", ""},
    {"tech_investment", "技术改造投资", kNumber, "CNY", true, "", "技改备案及发票", ""},
    {"staff", "职工总数", kNumber, "person", true, "staff", "社保缴纳清单", ""},
    {"rd_staff", "研发人员", kNumber, "person", true, "rd_staff", "研发人员名册", ""},
    {"energy", "综合能耗", kNumber, "tce", true, "energy_tce", "能源统计报表", ""},
    {"electricity", "用电量", kNumber, "kWh", true, "power_kwh", "电费账单", ""},
    {"pollutant", "主要污染物排放量", kNumber, "t", true, "pollutant_t", "排污许可年报", ""},
    {"land", "用地面积", kNumber, "mu", true, "land_mu", "不动产权证或租赁合同", ""},
    {"land_own", "自有用地面积", kNumber, "mu", true, "land_own_mu", "不动产权证", ""},
    {"land_rent_in", "租入用地面积", kNumber, "mu", true, "land_rent_in_mu", "租赁合同", ""},
    {"land_rent_out", "租出用地面积", kNumber, "mu", true, "land_rent_out_mu", "租赁合同", ""},
    {"bonus", "加分", kNumber, "points", true, "bonus", "加分事项证明", ""},
    // what holds now
    {"equity_2y", "近两年新增股权融资实缴额", kNumber, "CNY", false, "equity_2y_cny",
     "验资报告或银行回单", ""},
    {"equity_3y", "近三年新增股权融资实缴额", kNumber, "CNY", false, "", "验资报告或银行回单", ""},
    {"niche_years", "从事细分市场年限", kNumber, "years", false, "niche_years",
     "首笔销售合同或发票", ""},
    {"market_share", "主导产品市场占有率", kNumber, "percent", false, "market_share_pct",
     "市场占有率佐证报告", ""},
    {"market_rank_world", "主导产品全球市场排名", kNumber, "count", false, "", "市场占有率佐证报告",
     ""},
    {"market_rank_home", "主导产品国内市场排名", kNumber, "count", false, "", "市场占有率佐证报告",
     ""},
    {"ip_class1", "Ⅰ类知识产权数", kNumber, "count", false, "ip_class1", "知识产权证书", ""},
    {"ip_class1_own", "自主研发的Ⅰ类知识产权数", kNumber, "count", false, "",
     "知识产权证书（原始取得）", ""},
    {"ip_class1_high", "Ⅰ类高价值知识产权数", kNumber, "count", false, "", "高价值专利认定材料",
     ""},
    {"ip_class2", "Ⅱ类知识产权数", kNumber, "count", false, "ip_class2", "知识产权证书", ""},
    {"quality_items", "质量管理水平符合项数", kNumber, "count", false, "",
     "质量奖、品牌、体系认证或标准文本", ""},
    {"systems_processes", "采用信息系统支撑的核心业务数", kNumber, "count", false, "",
     "信息系统合同与截图", ""},
    {"digital_grade", "数字化水平等级", kNumber, "count", false, "", "数字化水平自测结果", ""},
    {"quality_score", "国家发展质量评价得分", kNumber, "points", true, "", "年度发展质量评价结果",
     ""},
    {"hightech_ip_points", "知识产权评分", kNumber, "points", false, "", kPoints, ""},
    {"hightech_manage_points", "研发组织管理水平评分", kNumber, "points", false, "", kPoints, ""},
    {"transfers_per_year", "近三年年均科技成果转化数", kNumber, "count", false, "",
     "成果转化证明材料", ""},
    {"standards_led", "近五年主导制定的国际、国家或行业标准数", kNumber, "count", false, "",
     "标准文本", ""},
    {"title_until", "称号有效期", Holds::date, "", false, "title_until", "认定文件", ""},
    {"founded", "成立日期", Holds::date, "", false, "founded", "营业执照", ""},
    // words
    {"industry_code", "行业代码", kText, "", false, "industry_code", "营业执照与统计登记", ""},
    {"group", "组别", kText, "", false, "group", "统计名录", ""},
    {"titles", "现有称号", kText, "", false, "titles", "认定文件", ""},
    {"rd_body", "研发机构级别", kText, "", false, "rd_body", "研发机构认定文件", ""},
    {"certs", "管理体系与产品认证", kText, "", false, "certs", "认证证书", ""},
    {"digital_level", "数字化等级", kText, "", false, "digital_level", "数字化水平自测结果", ""},
    {"veto", "否决事项", kText, "", false, "veto", kDeclare, ""},
    // yes or no
    {"state_owned", "国有企业", kFlag, "", false, "", "营业执照与股权结构", ""},
    {"clean_record", "无环境、质量、安全等严重违法失信记录", kFlag, "", false, "", kDeclare, ""},
    {"not_banned", "不属于禁止、限制和淘汰类", kFlag, "", false, "", kDeclare, ""},
    {"award_national", "获国家级科技奖励", kFlag, "", false, "", "获奖证书", ""},
    {"award_provincial", "获省级科技奖励", kFlag, "", false, "", "获奖证书", ""},
    {"award_provincial_top3", "省部级科技奖励前三名完成单位", kFlag, "", false, "", "获奖证书", ""},
    {"award_national_top5", "国家级科技奖励前五名完成单位", kFlag, "", false, "", "获奖证书", ""},
    {"award_national_top3", "国家级科技奖励前三名完成单位", kFlag, "", false, "", "获奖证书", ""},
    {"contest_top500", "创客中国全国500强企业组", kFlag, "", false, "", "赛事获奖文件", ""},
    {"contest_top50", "创客中国全国50强企业组", kFlag, "", false, "", "赛事获奖文件", ""},
    {"emerging_field", "主导产品属战略性新兴产业或制造强国领域", kFlag, "", false, "",
     "主导产品与目录对照说明", ""},
    {"key_field", "主导产品属重点领域或补链产品", kFlag, "", false, "", "主导产品与目录对照说明",
     ""},
    {"chain_role", "在产业链关键环节发挥作用", kFlag, "", false, "", "大企业配套合同或说明", ""},
    {"own_brand", "拥有自主品牌", kFlag, "", false, "", "商标注册证", ""},
    {"own_core_ip", "拥有核心自主知识产权", kFlag, "", false, "", "知识产权证书", ""},
    {"national_field", "产品属国家重点支持的高新技术领域", kFlag, "", false, "", "技术领域说明",
     ""},
    {"above_sector_profit", "利润率高于同行业平均", kFlag, "", false, "", "行业协会或统计数据", ""},
    {"new_product", "主导产品为新产品", kFlag, "", false, "", "新产品查新或鉴定", ""},
    // derived
    {"rd_share", "研发费用占营业收入比重", kNumber, "percent", true, "rd_ratio_pct", kRdAudit,
     "rd / revenue"},
    {"main_share", "主营业务收入占营业收入比重", kNumber, "percent", true, "", kAudit,
     "main_revenue / revenue"},
    {"main_growth", "主营业务收入增长率", kNumber, "percent", true, "", kAudit,
     "(main_revenue(year) - main_revenue(year-1)) / main_revenue(year-1)"},
    {"revenue_growth", "营业收入增长率", kNumber, "percent", true, "", kAudit,
     "(revenue(year) - revenue(year-1)) / revenue(year-1)"},
    {"net_assets", "净资产", kNumber, "CNY", true, "", kAudit, "assets - liabilities"},
    {"net_assets_growth", "净资产增长率", kNumber, "percent", true, "", kAudit,
     "(net_assets(year) - net_assets(year-1)) / net_assets(year-1)"},
    {"debt_ratio", "资产负债率", kNumber, "percent", true, "", kAudit, "liabilities / assets"},
    {"net_margin", "净利润率", kNumber, "percent", true, "", kAudit, "net_profit / revenue"},
    {"rd_staff_share", "研发人员占职工总数比重", kNumber, "percent", true, "",
     "研发人员名册与社保清单", "rd_staff / staff"},
    {"rd_cost_share", "研发费用占成本费用比重", kNumber, "percent", true, "", kRdAudit,
     "rd / costs"},
    {"land_used", "评价用地面积", kNumber, "mu", true, "", "不动产权证与租赁合同",
     "land_own + land_rent_in - land_rent_out"},
    {"tax_per_mu", "亩均税收", kNumber, "CNY/mu", true, "tax_per_mu_cny", "完税证明与用地证明",
     "tax_assessed / land"},
});

using Index = std::unordered_map<std::string_view, int>;

Index index_of(std::string_view Indicator::* word) {
  auto out = Index{};
  for (auto i = 0; i != static_cast<int>(kIndicators.size()); ++i) {
    auto const& row = kIndicators[static_cast<std::size_t>(i)];
    if (!(row.*word).empty()) { out.emplace(row.*word, i); }
  }
  return out;
}

Index const& by_name() {
  static auto const index = index_of(&Indicator::name);
  return index;
}

Index const& by_column() {
  static auto const index = index_of(&Indicator::column);
  return index;
}

bool is_year(std::string_view text) {
  return text.size() == 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::span<Indicator const> indicators() { return kIndicators; }

std::optional<int> indicator_named(std::string_view name) {
  auto const at = by_name().find(name);
  return at == by_name().end() ? std::nullopt : std::optional{at->second};
}

std::optional<ColumnUse> indicator_of_column(std::string_view column) {
  auto const sign = column.find('@');
  auto const bare = column.substr(0, sign);
  auto const year = sign == std::string_view::npos ? std::string_view{} : column.substr(sign + 1);
  if (sign != std::string_view::npos && !is_year(year)) { return std::nullopt; }
  auto const at = by_column().find(bare);
  return at == by_column().end() ? std::nullopt
                                 : std::optional{ColumnUse{at->second, std::string{year}}};
}

}  // namespace chengjie::rules
