// The rules of import, each with a table of its own. Every firm and number is invented.
#include "chengjie/tables/import.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "chengjie/tables/expected.h"

using namespace chengjie;
using namespace chengjie::tables;

namespace {

Import import_text(std::string_view kind, std::string_view text,
                   ImportOptions const& options = {}) {
  auto got = import_table(text, "表.csv", *kind_named(kind), options);
  REQUIRE(got);
  return *std::move(got);
}

std::string shown(Value const& value) {
  if (auto const* const text = std::get_if<std::string>(&value)) { return *text; }
  if (auto const* const flag = std::get_if<bool>(&value)) { return *flag ? "true" : "false"; }
  if (auto const* const list = std::get_if<std::vector<std::string>>(&value)) {
    std::string out;
    for (auto const& item : *list) { out += "[" + item + "]"; }
    return out;
  }
  auto const* const number = std::get_if<double>(&value);
  if (number == nullptr) { return "null"; }
  auto out = std::to_string(*number);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') { out.pop_back(); }
  return out;
}

// "3 D bad_unit; 4 missing_key", sorted by row.
std::string told(std::vector<Remark> const& remarks) {
  std::string out;
  for (auto const& remark : remarks) {
    out += out.empty() ? "" : "; ";
    if (remark.row != 0) { out += std::to_string(remark.row) + " "; }
    if (!remark.column.empty()) { out += remark.column + " "; }
    out += remark.code;
  }
  return out;
}

bool warned(Import const& import, std::string_view what) {
  return std::ranges::any_of(import.warnings, [&](Remark const& w) { return told({w}) == what; });
}

// One cell of a table with one row, or what was said against it.
std::string cell_of(std::string_view kind, std::string const& header, std::string_view cell,
                    std::string_view column, std::string const& others, std::string const& values) {
  std::string quoted = "\"";
  for (auto const c : cell) { quoted += c == '"' ? "\"\"" : std::string(1, c); }
  auto const import =
      import_text(kind, others + "," + header + "\n" + values + "," + quoted + "\"\n");
  if (!import.refused.empty()) { return import.refused; }
  if (!import.rejected.empty()) { return import.rejected.front().code; }
  auto const* const field = import.records.at(0).find(column);
  return field == nullptr ? "(no key)" : shown(field->value);
}

}  // namespace

TEST_CASE("numbers: as cells hold them, in base units") {
  struct Row {
    std::string_view header, cell, want;
  };
  for (auto const& row :
       std::initializer_list<Row>{{"利润（万元）", "12,345.6", "123456000"},
                                  {"利润（万元）", "１２，３４５．６", "123456000"},
                                  {"利润(万元)", "1.2亿", "120000000"},
                                  {"利润(万元)", "-3", "-30000"},
                                  {"利润(万元)", "(56.7)", "-567000"},
                                  {"利润(万元)", "▲2.1", "-21000"},
                                  {"利润(万元)", "¥ 5", "50000"},
                                  {"利润(万元)", "'7", "70000"},
                                  {"利润(万元)", "8\xe2\x80\x8b", "80000"},
                                  {"利润(万元)", "2 300", "23000000"},
                                  {"利润 万元", "2", "20000"},
                                  {"利润：亿元", "2", "200000000"},
                                  {"利润（单位：千元）", "2", "2000"},
                                  {"利润\n（万元）", "1e3", "10000000"},
                                  {"利润(万元)", "约3", "30000"},
                                  {"利润(万元)", "3左右", "30000"},
                                  {"利润(万元)", "50余", "500000"},
                                  {"利润(万元)", "3元", "3"},
                                  {"利润(万元)", "3万元人民币", "30000"},
                                  {"利润(万元)", "+3", "30000"},
                                  {"利润(万元)", "2,5", "bad_number"},
                                  {"利润(万元)", "1E400", "bad_number"},
                                  {"利润(万元)", "-1E400", "bad_number"},
                                  {"利润(万元)", "12,34,567", "bad_number"},
                                  {"利润(万元)", "3-5", "bad_number"},
                                  {"利润(万元)", "3~5", "bad_number"},
                                  {"利润(万元)", "3至5", "bad_number"},
                                  {"利润(万元)", "见附件", "bad_number"},
                                  {"利润(万元)", "1O5", "bad_number"},
                                  {"利润(万元)", "1.2.3", "bad_number"},
                                  {"利润(万元)", "不超过3", "bad_number"},
                                  {"利润(万元)", "20万美元", "bad_unit"},
                                  {"利润(万元)", "$3", "bad_unit"},
                                  {"利润(万元)", "3亩", "bad_unit"},
                                  {"利润(万元)", "20万元/户", "bad_unit"},
                                  {"利润(万元)", "3%", "bad_unit"},
                                  {"利润(万美元)", "3", "bad_unit"},
                                  {"用地面积", "2公顷", "30"},
                                  {"用地面积", "-2", "negative"},
                                  {"用地面积（平方米）", "2000", "3"},
                                  {"用地面积", "1km²", "1500"},
                                  {"用电量（万度）", "3", "30000"},
                                  {"用电量（万度）", "3千瓦时", "3"},
                                  {"从业人员（万人）", "1.5", "15000"},
                                  {"从业人员", "1.5万", "15000"},
                                  {"综合能耗（吨标准煤）", "1万吨标煤", "10000"},
                                  {"主要污染物（千克）", "2000", "2"},
                                  {"亩均税收（万元/亩）", "12.5", "125000"},
                                  {"注册资本", "#REF!", "unreadable"},
                                  {"亩均税收", "#DIV/0!", "null"},
                                  {"出口交货值(百万元)", "3.3", "3300000"}}) {
    CAPTURE(row.header);
    CAPTURE(row.cell);
    auto const import =
        import_text("enterprises", "企业名称,\"" + std::string{row.header} + "\"\n甲公司,1\n");
    REQUIRE(import.records.size() + import.rejected.size() == 1);
    auto const column = import.columns.at(1).name;
    CHECK(cell_of("enterprises", "\"" + std::string{row.header} + "\"", row.cell, column,
                  "企业名称", "甲公司") == row.want);
  }
}

TEST_CASE("null: blank and the words that stand for it") {
  for (std::string_view const word :
       {"", " ", "-", "—", "——", "－", "/", "／", "\\", "无", "暂无", "待定", "未统计", "不详",
        "长期", "长期有效", "NULL", "N/A", "n/a"}) {
    CAPTURE(word);
    CHECK(cell_of("enterprises", "利润(万元)", word, "profit_cny", "企业名称", "甲公司") == "null");
    CHECK(cell_of("enterprises", "主导产品", word, "main_product", "企业名称", "甲公司") == "null");
    CHECK(cell_of("enterprises", "成立日期", word, "founded", "企业名称", "甲公司") == "null");
  }
}

TEST_CASE("dates: as exact as given, year first") {
  struct Row {
    std::string_view cell, want;
  };
  for (auto const& row : std::initializer_list<Row>{{"2024", "2024"},
                                                    {"2024年", "2024"},
                                                    {"到2027年", "2027"},
                                                    {"2024年底", "2024"},
                                                    {"2024-3", "2024-03"},
                                                    {"2024.3", "2024-03"},
                                                    {"2024.12", "2024-12"},
                                                    {"2024年3月", "2024-03"},
                                                    {"202403", "2024-03"},
                                                    {"2024-03-01", "2024-03-01"},
                                                    {"2024/3/1", "2024-03-01"},
                                                    {"2024.3.1", "2024-03-01"},
                                                    {"2024年3月1日", "2024-03-01"},
                                                    {"20240301", "2024-03-01"},
                                                    {"24/3/1", "2024-03-01"},
                                                    {"24年3月", "2024-03"},
                                                    {"２０２４年３月", "2024-03"},
                                                    {"2024年一季度", "2024-Q1"},
                                                    {"2024年第4季度", "2024-Q4"},
                                                    {"2024Q2", "2024-Q2"},
                                                    {"2024-Q4", "2024-Q4"},
                                                    {"2024年上半年", "2024-H1"},
                                                    {"2024下半年", "2024-H2"},
                                                    {"2024-03-11 09:05", "2024-03-11T09:05"},
                                                    {"2024/3/11 9:05:30", "2024-03-11T09:05"},
                                                    {"2024-03-11T14:30:00", "2024-03-11T14:30"},
                                                    {"2024-03-11 00:00:00", "2024-03-11"},
                                                    {"2024年3月11日 下午2:30", "2024-03-11T14:30"},
                                                    {"2024年1月1日起", "2024-01-01"},
                                                    {"2024-02-29", "2024-02-29"},
                                                    {"2024年3月1日（星期五）", "2024-03-01"},
                                                    {"预计2024年6月", "2024-06"},
                                                    {"3月11日", "bad_date"},
                                                    {"3/11", "bad_date"},
                                                    {"2024-02-30", "bad_date"},
                                                    {"2023-02-29", "bad_date"},
                                                    {"2024-13", "bad_date"},
                                                    {"2024.13", "bad_date"},
                                                    {"01/03/2024", "bad_date"},
                                                    {"每年3月", "bad_date"},
                                                    {"近期", "bad_date"},
                                                    {"45352", "bad_date"},
                                                    {"2024年Q5", "bad_date"},
                                                    {"2024-03-11 25:00", "bad_date"},
                                                    {"2024-03-01至2024-05-01", "bad_date"}}) {
    CAPTURE(row.cell);
    CHECK(cell_of("enterprises", "成立日期", row.cell, "founded", "企业名称", "甲公司") ==
          row.want);
  }
  CHECK(warned(import_text("enterprises", "企业名称,成立日期\n甲公司,2024.1\n"),
               "2 B date_ambiguous"));
}

TEST_CASE("percent: sign, header, or fractions") {
  CHECK(cell_of("enterprises", "同比", "12%", "output_growth_pct", "企业名称", "甲公司") == "12");
  CHECK(cell_of("enterprises", "同比(%)", "0.12", "output_growth_pct", "企业名称", "甲公司") ==
        "0.12");
  CHECK(cell_of("enterprises", "同比", "12", "output_growth_pct", "企业名称", "甲公司") == "12");
  auto const fractions = import_text("enterprises", "企业名称,同比\n甲,0.12\n乙,-1.5\n丙,-\n");
  CHECK(shown(fractions.records[0].find("output_growth_pct")->value) == "12");
  CHECK(shown(fractions.records[1].find("output_growth_pct")->value) == "-150");
  CHECK(warned(fractions, "B percent_as_fraction"));
  auto const mixed = import_text("enterprises", "企业名称,同比\n甲,0.12\n乙,1.6\n");
  CHECK(shown(mixed.records[0].find("output_growth_pct")->value) == "0.12");
  CHECK_FALSE(warned(mixed, "B percent_as_fraction"));
  CHECK(told(import_text("cards", "企业,供需,产品,富余产能(%)\n甲,供,乙,-3\n").rejected) ==
        "2 D negative");
}

TEST_CASE("codes: what is kept, what is lost") {
  struct Row {
    std::string_view cell, want, warning;
  };
  for (auto const& row :
       std::initializer_list<Row>{{"91500198MA6456F27T", "91500198MA6456F27T", ""},
                                  {" 91500198ma6456f27t ", "91500198MA6456F27T", ""},
                                  {"９１５００１９８MA6456F27T", "91500198MA6456F27T", ""},
                                  {"\"=\"\"91500198MA6456F27T\"\"\"", "91500198MA6456F27T", ""},
                                  {"91500198MA6456F27X", "91500198MA6456F27X", "2 B uscc_check"},
                                  {"91500198MAO456F27T", "null", "2 B uscc_shape"},
                                  {"500198000012345", "null", "2 B uscc_shape"},
                                  {"9.15E+17", "null", "2 B uscc_lost"},
                                  {"915001980012345000", "null", "2 B uscc_lost"},
                                  {"无", "null", ""}}) {
    CAPTURE(row.cell);
    auto const import =
        import_text("enterprises", "企业名称,信用代码\n甲公司," + std::string{row.cell} + "\n");
    REQUIRE(import.records.size() == 1);
    CHECK(shown(import.records[0].find("uscc")->value) == row.want);
    CHECK((row.warning.empty() ? import.warnings.empty() : warned(import, row.warning)));
  }
  auto const padded = import_text("enterprises", "企业名称,行业代码\n甲公司,810\n");
  CHECK(shown(padded.records[0].find("industry_code")->value) == "0810");
  CHECK(warned(padded, "2 B code_padded"));
}

TEST_CASE("rows: total, section, note, repeated header, blank, shifted") {
  auto const import = import_text(
      "projects",
      "招商项目表,,,\n单位：万元,,,\n项目编号,项目名称,总投资,签约时间\n一、装备制造,,,\nP1,甲项目,"
      "10,2024-1\n"
      "小 计,,10,\n,,,\n项目编号,项目名称,总投资,签约时间\n（二）新材料,,,\nP2,乙项目,20,2024-2\n"
      "P3,丙项目,30,2024-3,多,出\n,,40,\n合计,,60,\n注：以合同为准。,,,\n填报人：某,,审核人：某,"
      "\n");
  CHECK(import.rows_read == 4);
  CHECK(import.records.size() == 2);
  CHECK(shown(import.records[1].find("agreed_total_cny")->value) == "200000");
  CHECK(import.skipped.total_row == 2);
  CHECK(import.skipped.repeated_header == 1);
  CHECK(import.skipped.section_row + import.skipped.note_row == 4);
  CHECK(told(import.rejected) == "11 shifted; 12 missing_key");
}

TEST_CASE("stacked tables: each with its own header and unit") {
  auto const import = import_text("parks",
                                  "单位：亩\n园区名称,批准面积\n甲园,100\n\n二、新增,,"
                                  "单位：公顷\n所属区县,园区,可供地\n示例区,乙园,2\n\n"
                                  "姓名,联系电话\n某某,023\n");
  REQUIRE(import.records.size() == 2);
  CHECK(shown(import.records[0].find("approved_mu")->value) == "100");
  CHECK(shown(import.records[1].find("free_mu")->value) == "30");
  CHECK(import.records[1].origin.row == 7);
  CHECK(import.skipped.repeated_header == 1);
  CHECK(import.skipped.section_row == 1);
  CHECK(warned(import, "9 table_not_read"));
}

TEST_CASE("two header lines: groups, years, units, and words that mean nothing alone") {
  auto const import = import_text("enterprises",
                                  "企业名称,工业总产值（万元）,,营业收入（亿元）,,用电量（万度）,"
                                  "\n,本月,同比(%),2023年,2024年,本期,同比\n甲公司,1,2,3,4,5,6\n");
  REQUIRE(import.records.size() == 1);
  auto const& record = import.records[0];
  CHECK(shown(record.find("output_month_cny")->value) == "10000");
  CHECK(shown(record.find("output_growth_pct")->value) == "2");
  CHECK(shown(record.find("revenue_cny@2023")->value) == "300000000");
  CHECK(shown(record.find("revenue_cny@2024")->value) == "400000000");
  CHECK(warned(import, "2 F unknown_column"));
}

TEST_CASE("keys: sent twice, in conflict, under two names, by period and park") {
  auto const twice = import_text(
      "plots",
      "宗地编号,园区,面积(亩)\nA1,甲园,10\nA1,甲园,10.0亩\nA1,甲园,11\nA1,乙园,10\nA1,,10\n");
  CHECK(told(twice.rejected) == "3 duplicate; 4 key_conflict");
  CHECK(twice.records.size() == 3);
  auto const names = import_text(
      "enterprises",
      "代码,企业名称\n91500198MA6456F27T,甲（集团）公司\n91500198MA6456F27T,甲(集团) 公司\n"
      "91500198MA6456F27T,乙公司\n");
  CHECK(told(names.rejected) == "3 duplicate");
  CHECK(told(names.warnings) == "4 B same_code_two_names");
  auto const months = import_text("enterprises",
                                  "2024年1月\n企业名称,产值,利润(元)\n甲公司,,"
                                  "1\n2024年2月\n企业名称,产值,利润(元)\n甲公司,,1\n");
  CHECK(months.records.size() == 2);
  CHECK(months.records[1].text("period") == "2024-02");
  auto const projects = import_text(
      "projects", "编号,项目名称,投资方,来源地\nP1,甲,某\nP1,乙,某\n,丙,某\n,,某某,示例市\n");
  CHECK(told(projects.rejected) == "3 key_conflict; 5 missing_key");
}

TEST_CASE("needs, cards, indicators, targets: the unit goes by the row") {
  auto const needs =
      import_text("needs",
                  "企业名称,要素,数量,单位\n甲,用电,2,MVA\n甲,用水,1万方/"
                  "天,\n甲,热,3,蒸吨\n甲,钱,2,\n甲,地,-,公顷\n甲,气,3,亩\n甲,电,-1,kVA\n");
  CHECK(shown(needs.records[0].find("amount")->value) == "2000");
  CHECK(needs.records[0].find("amount")->unit == "kva");
  CHECK(shown(needs.records[1].find("amount")->value) == "10000");
  CHECK(needs.records[2].find("amount")->unit == "th");
  CHECK(warned(needs, "C unit_assumed"));
  CHECK(shown(needs.records[4].find("amount")->value) == "null");
  CHECK(told(needs.rejected) == "7 C bad_unit; 8 C negative");
  auto const targets = import_text(
      "targets",
      "地区,指标,目标年份,目标值,单位\n甲,a,2027,力争达到3000,亿元\n甲,b,2027,400家以上,\n"
      "甲,c,2027,不超过3,%\n甲,d,2027,约12,万元/"
      "亩\n甲,e,2027,5,个\n甲,f,2027,3-4,个\n甲,g,2027,3,辆\n");
  struct Row {
    Bound bound;
    std::string_view unit, value;
  };
  auto const rows = std::vector<Row>{{Bound::at_least, "CNY", "300000000000"},
                                     {Bound::over, "count", "400"},
                                     {Bound::under, "percent", "3"},
                                     {Bound::about, "CNY_per_mu", "120000"},
                                     {Bound::exact, "count", "5"}};
  REQUIRE(targets.records.size() == rows.size());
  for (std::size_t i = 0; i != rows.size(); ++i) {
    CAPTURE(i);
    auto const* const field = targets.records[i].find("value");
    CHECK(field->bound == rows[i].bound);
    CHECK(field->unit == rows[i].unit);
    CHECK(shown(field->value) == rows[i].value);
  }
  CHECK(told(targets.rejected) == "7 D bad_number; 8 D bad_unit");
  auto const cards = import_text(
      "cards", "企业,供/需,产品,数量/月,单位\n甲,供,乙,3,万套\n甲,供,丙,1.2万,件\n甲,需,丁,5吨,\n");
  CHECK(shown(cards.records[0].find("per_month")->value) == "30000");
  CHECK(cards.records[0].find("per_month")->unit == "套");
  CHECK(shown(cards.records[1].find("per_month")->value) == "12000");
  CHECK(cards.records[2].find("per_month")->unit == "吨");
}

TEST_CASE("policies: caps, flags, lists, dates in order") {
  auto const import =
      import_text("policies",
                  "文件,条款,最高金额,与税收挂钩?,材料,施行日期,失效日期,比例\n"
                  "办法,一,最高500万元,是,申请表；报告/凭证,2024-01-01,2023-12-31,12%\n"
                  "办法,二,不超过30万,×,,2024,2024-05,\n办法,三,上限10万元,大概,,,长期,\n办法,四,"
                  "20万元/户,,,,,\n");
  CHECK(shown(import.records[0].find("cap_cny")->value) == "5000000");
  CHECK(shown(import.records[0].find("tied_to_tax")->value) == "true");
  CHECK(shown(import.records[0].find("materials")->value) == "[申请表][报告][凭证]");
  CHECK(shown(import.records[1].find("cap_cny")->value) == "300000");
  CHECK(shown(import.records[1].find("tied_to_tax")->value) == "false");
  CHECK(warned(import, "2 G date_order"));
  CHECK_FALSE(warned(import, "3 G date_order"));
  CHECK(warned(import, "4 D unknown_word"));
  CHECK(told(import.rejected) == "5 C bad_unit");
}

TEST_CASE("words, injected formulas, unknown columns, units that cannot be") {
  auto const import = import_text("enterprises",
                                  "企业名称,在库状态,利润(万元),法人\n=1+1,新增,1,@x\n+甲,奇怪,2,"
                                  "\n乙,退出,3,\n丙,正常,2,\n丁,在库,1,\n戊,新入,90000,\n");
  CHECK(import.records.size() == 6);
  CHECK(import.records[0].text("name") == "=1+1");
  CHECK(import.records[0].text("change") == "new");
  for (std::string_view const what :
       {"2 A formula_text", "2 D formula_text", "3 A formula_text", "3 B unknown_word",
        "1 D unknown_column", "7 C unit_suspect"}) {
    CAPTURE(what);
    CHECK(warned(import, what));
  }
}

TEST_CASE("numbers of which each row names its unit are not held against one another") {
  auto const import = import_text("assumptions",
                                  "键,数值,单位,依据\na,1,倍,甲\nb,2,倍,甲\nc,3,倍,甲\nd,4,倍,甲\n"
                                  "e,200000,kVA,甲\n");
  CHECK(import.records.size() == 5);
  CHECK_FALSE(warned(import, "6 B unit_suspect"));
}

TEST_CASE("refused files") {
  struct Row {
    std::string_view bytes, code;
  };
  for (auto const& row :
       std::initializer_list<Row>{{"", "empty_file"},
                                  {" \r\n\t", "empty_file"},
                                  {"\xef\xbb\xbf\n", "empty_file"},
                                  {",,,\n,,\n", "empty_file"},
                                  {"企业名称,利润(万元)\n", "no_rows"},
                                  {"企业名称,利润(万元)\n,\n合计,3\n", "no_rows"},
                                  {"甲,乙\n1,2\n", "no_header"},
                                  {"利润,税金\n1,2\n", "no_header"},
                                  {"\x81\x20\xff", "bad_encoding"},
                                  {std::string_view{"a\0b", 3}, "bad_encoding"},
                                  {"PK\x03\x04 cut", "damaged"},
                                  {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut", "damaged"},
                                  {"%PDF-1.7", "unsupported_format"}}) {
    CAPTURE(row.bytes);
    auto const import = import_text("enterprises", row.bytes);
    CHECK(import.refused == row.code);
    CHECK_FALSE(import.error.what.empty());
    CHECK(import.records.empty());
  }
}

TEST_CASE("text files: encodings, separators, quotes") {
  auto const utf16 = std::string_view{
      "\xff\xfe"
      "\x01\x4f\x1a\x4e\x0d\x54\xf0\x79,\0\x29\x52\xa6\x6d\n\0"
      "A\0,\0"
      "3\0\n\0",
      26};
  auto const wide = import_text("enterprises", utf16);
  REQUIRE(wide.records.size() == 1);
  CHECK(wide.records[0].text("name") == "A");
  CHECK(shown(wide.records[0].find("profit_cny")->value) == "3");
  auto const gb = import_text(
      "enterprises",
      "\xc6\xf3\xd2\xb5\xc3\xfb\xb3\xc6;\xc0\xfb\xc8\xf3\n\xbc\xd7;3\xcd\xf2\xd4\xaa\n");
  REQUIRE(gb.records.size() == 1);
  CHECK(gb.records[0].text("name") == "甲");
  CHECK(shown(gb.records[0].find("profit_cny")->value) == "30000");
  auto const quoted = import_text(
      "cases", "编号\t企业\t内容\nA1\t甲\t\"第一行\n\"\"第二\"\"行\"\n\nA2\t乙\t5\"管\n");
  CHECK(quoted.records[0].text("content") == "第一行\n\"第二\"行");
  CHECK(quoted.records[1].origin.row == 4);
  CHECK(quoted.records[1].text("content") == "5\"管");
  auto const unclosed = import_text("cases", "编号,企业,内容\nA1,甲,\"没有关\nA2,乙,b\n");
  CHECK(unclosed.records.size() == 2);
}

TEST_CASE("a person's own mapping, and one that cannot be") {
  auto const import = import_text(
      "enterprises", "单位,盈亏(万元),电话号\n甲公司,3,023\n",
      {.sheet = {}, .map = {{"单位", "name"}, {"盈亏(万元)", "profit_cny"}, {"电话号", ""}}});
  REQUIRE(import.records.size() == 1);
  CHECK(shown(import.records[0].find("profit_cny")->value) == "30000");
  CHECK(import.columns.size() == 2);
  CHECK(import.warnings.empty());
  CHECK_FALSE(
      import_table("a,b", "x.csv", *kind_named("parks"), {.sheet = {}, .map = {{"a", "nothing"}}}));
  CHECK_FALSE(import_table("园区,级别\n甲,乙", "x.csv", *kind_named("parks"),
                           {.sheet = "没有", .map = {}}));
}

TEST_CASE("rejected rows can be mended and imported again") {
  auto const first = import_text("enterprises",
                                 "2024年3月,,单位：万元\n企业名称,工业总产值,,利润\n,本月,同比(%),"
                                 "\n甲,1,2,3\n=乙,x,2,3\n丙,4,5,3美元\n");
  CHECK(first.rejected.size() == 2);
  auto csv = rejected_csv(first);
  CHECK(csv.find("'=乙") != std::string::npos);
  CHECK(csv.find("退回原因") != std::string::npos);
  csv.replace(csv.find("x,"), 1, "7");
  csv.replace(csv.find("3美元"), std::string_view{"3美元"}.size(), "8");
  auto const again = import_text("enterprises", csv);
  CHECK(again.rejected.empty());
  REQUIRE(again.records.size() == 2);
  CHECK(again.records[0].text("period") == "2024-03");
  CHECK(again.records[0].text("name") == "=乙");
  CHECK(shown(again.records[0].find("output_month_cny")->value) == "70000");
  CHECK(shown(again.records[1].find("profit_cny")->value) == "80000");
  CHECK(rejected_csv(again).empty());
}

TEST_CASE("a sink gets the same records in the same order") {
  std::string text = "企业名称,利润(万元)\n";
  for (auto i = 0; i != 50; ++i) {
    text += "企业" + std::to_string(i % 40) + "," + std::to_string(i) + "\n";
  }
  auto const whole = import_text("enterprises", text);
  std::vector<Record> handed;
  auto const streamed = import_table(text, "表.csv", *kind_named("enterprises"), {},
                                     [&](Record&& r) { handed.push_back(std::move(r)); });
  REQUIRE(streamed);
  CHECK(handed == whole.records);
  CHECK(streamed->records.empty());
  CHECK(streamed->rows_read == whole.records.size() + whole.rejected.size());
}
