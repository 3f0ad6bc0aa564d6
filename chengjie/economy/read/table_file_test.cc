#include "chengjie/economy/read/table_file.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "chengjie/base/tree.h"
#include "chengjie/economy/read/summary.h"

namespace chengjie::economy::read {
namespace {

// One economy of three sectors, written in every layout below: x = 80, 310, 180.
constexpr std::string_view kBureau =
    "Code,Name,01,02,03,TIU,FU101,FU102,THC,FU103,TC,FU201,FU202,GCF,EX,TFU,IM,GO\n"
    "01,农业,10,30,5,45,10,20,30,2,32,3,1,4,9,45,10,80\n"
    "02,工业,20,100,25,145,20,40,60,5,65,80,5,85,60,210,45,310\n"
    "03,服务,5,40,30,75,15,50,65,30,95,8,0,8,7,110,5,180\n"
    "TII,中间投入合计,35,170,60,265\n"
    "VA001,劳动者报酬,30,60,70,160\n"
    "VA002,生产税净额,2,20,8,30\n"
    "VA003,固定资产折旧,5,25,12,42\n"
    "VA004,营业盈余,8,35,30,73\n"
    "TVA,增加值合计,45,140,120,305\n"
    "TI,总投入,80,310,180,570\n";

// As a province publishes it: a title, a unit, two lines of heads, flows within the country, an
// error column, no codes of the bureau.
constexpr std::string_view kProvince =
    "表1 2017年某省投入产出表,,,,,,,,,,,,,,\n"
    "单位：万元,,,,,,,,,,,,,,\n"
    ",,农业,工业,服务,中间使用,居民消费支出,政府消费支出,固定资本形成总额,存货增加,出口,"
    "国内省外流出,进口,国内省外流入,其他,总产出\n"
    ",代码,01,02,03,合计,,,,,,,,,,\n"
    "农 业,01,10,30,5,45,30,2,3,1,4,5,6,4,\"0\",80\n"
    "工业,02,20,100,25,145,60,5,80,5,20,40,\"20\",25,\"1\",\"311\"\n"
    "服务,03,5,40,30,75,65,30,8,-,7,0,5,,0,180\n"
    "中间投入合计,,35,170,60,265,,,,,,,,,,\n"
    "劳动者报酬,,30,60,70,160,,,,,,,,,,\n"
    "生产税净额,,2,20,8,30,,,,,,,,,,\n"
    "固定资产折旧,,5,25,12,42,,,,,,,,,,\n"
    "营业盈余,,8,36,30,74,,,,,,,,,,\n"
    "增加值合计,,45,141,120,306,,,,,,,,,,\n"
    "总投入,,80,311,180,571,,,,,,,,,,\n"
    "注：数据为示例,,,,,,,,,,,,,,,\n";

constexpr std::string_view kTwoBlocks =
    "Code,Origin,01,02,03,TIU,TC,FU201,FU202,EX,TFU,GO\n"
    "01,Domestic,9,24,5,38,28,4,1,9,42,80\n"
    "02,Domestic,18,80,20,118,60,67,5,60,192,310\n"
    "03,Domestic,5,38,28,71,94,8,0,7,109,180\n"
    "01,Imports,1,6,0,7,2,1,0,0,3,10\n"
    "02,Imports,2,20,5,27,5,13,0,0,18,45\n"
    "03,Imports,0,2,2,4,1,0,0,0,1,5\n"
    "TII,TOT,35,170,60,265\n"
    "VA001,TOT,30,60,70,160\n"
    "VA004,TOT,15,80,50,145\n"
    "TVA,TOT,45,140,120,305\n"
    "TI,TOT,80,310,180,570\n";

// The block is named once, in its first row.
constexpr std::string_view kNamedBlocks =
    ",,农业,工业,服务,最终消费,资本形成总额,出口,总产出\n"
    "国内产品中间投入,农业,9,24,5,28,5,9,80\n"
    ",工业,18,80,20,60,72,60,310\n"
    ",服务,5,38,28,94,8,7,180\n"
    "进口产品中间投入,农业,1,6,0,2,1,0,10\n"
    ",工业,2,20,5,5,13,0,45\n"
    ",服务,0,2,2,1,0,0,5\n"
    "增加值,劳动者报酬,30,60,70,,,,\n"
    ",营业盈余,15,80,50,,,,\n"
    "总投入,,80,310,180,,,,\n";

constexpr std::string_view kOecd =
    ",Code,Description,A01,B02,C03,HFCE,GGFC,GFCF,INVNT,EXPO,IMPO\n"
    "1,A01,Agriculture,10,30,5,30,2,3,1,9,-10\n"
    "2,B02,Industry,20,100,25,60,5,80,5,60,-45\n"
    "3,C03,Services,5,40,30,65,30,8,0,7,-5\n"
    "4,TXS_INT_FNL,Taxes less subsidies,2,4,1,0,0,0,0,0,0\n"
    "5,TTL_INT_FNL,Total intermediate consumption,37,174,61,0,0,0,0,0,0\n"
    "6,VALU,Value added,43,136,119,0,0,0,0,0,0\n"
    "7,OUTPUT,Output,80,310,180,0,0,0,0,0,0\n";

constexpr std::string_view kList =
    "prod_na,prod_na_lab,induse,values,unit\n"
    "CPA_A,a,CPA_A,10,MIO_EUR\nCPA_A,a,CPA_B,30,MIO_EUR\nCPA_A,a,P3_S14,35,MIO_EUR\n"
    "CPA_A,a,P6,5,MIO_EUR\nCPA_B,b,CPA_A,20,MIO_EUR\nCPA_B,b,CPA_B,40,MIO_EUR\n"
    "CPA_B,b,P3_S14,60,MIO_EUR\nCPA_B,b,P6,NA,MIO_EUR\nP7,imports,CPA_A,5,MIO_EUR\n"
    "P7,imports,CPA_B,10,MIO_EUR\nD1,wages,CPA_A,45,MIO_EUR\nD1,wages,CPA_B,40,MIO_EUR\n"
    "P1,output,CPA_A,80,MIO_EUR\nP1,output,CPA_B,120,MIO_EUR\nEMP,jobs,CPA_A,7,THS\n"
    "EMP,jobs,CPA_B,9,THS\n";

Result<TableFile> read(std::string_view text, std::string_view name = "t.csv") {
  auto rows = read_csv(text, name);
  REQUIRE(rows);
  return read_table(*std::move(rows), name);
}

std::string refused(std::string_view text) {
  auto const got = read(text);
  return got ? "" : got.error().line();
}

TEST_CASE("the bureau's competitive table: sums are left out, imports inside, all adds up") {
  auto const f = read(kBureau, "china_2020_3.csv");
  REQUIRE(f);
  CHECK(f->layout == Layout::competitive);
  CHECK(f->table.year == 2020);
  CHECK(f->table.sectors == std::vector<std::string>{"农业", "工业", "服务"});
  CHECK(f->table.codes == std::vector<std::string>{"01", "02", "03"});
  CHECK(f->table.x == std::vector<double>{80, 310, 180});
  CHECK(f->table.imports == std::vector<double>{10, 45, 5});
  CHECK(f->table.z(1, 2) == 25);
  CHECK(f->table.final_names.size() == 6);
  CHECK(f->table.exports == std::size_t{5});
  CHECK(f->table.value_added_names.size() == 4);
  CHECK(f->wages == std::size_t{0});
  CHECK(f->tax == std::size_t{1});
  CHECK(f->households == std::vector<std::size_t>{0, 1});
  CHECK(f->balance.row == 0);
  CHECK(f->balance.column == 0);
  auto const s = summary_of(*f);
  REQUIRE(s);
  CHECK(s->home.import_share[1] == doctest::Approx(45.0 / (145 + 210 - 60)));
  CHECK(s->type_two);
  CHECK(s->residual < 1e-12);
}

TEST_CASE(
    "a province's table: title, unit, stray spaces, flows within the country, an error column") {
  auto const f = read(kProvince);
  REQUIRE(f);
  CHECK(f->table.unit == "万元");
  CHECK(f->table.year == 2017);
  CHECK(f->table.x == std::vector<double>{80, 311, 180});
  CHECK(f->table.imports == std::vector<double>{10, 45, 5});
  CHECK(f->table.final_demand(1, *f->table.exports) == 60);
  CHECK(f->error == std::vector<double>{0, 1, 0});
  CHECK(f->error_share == doctest::Approx(1.0 / 571));
  CHECK(f->balance.row == doctest::Approx(1.0 / 311));
  CHECK(f->balance.row_sector == 1);
  CHECK(f->balance.column == 0);
  CHECK(f->row_gap == doctest::Approx(1.0 / 571));
  auto const fitted = balanced(*f);
  REQUIRE(fitted);
  CHECK(fitted->balance.row < 1e-9);
  CHECK(fitted->balance.column < 1e-9);
  CHECK(fitted->error.empty());
  CHECK(std::abs(fitted->table.z(1, 1) - 100) < 2);
  CHECK(fitted->notes.back().find("GRAS") != std::string::npos);
}

TEST_CASE("made at home and imported in two blocks: the labels say which is which") {
  for (auto const text : {kTwoBlocks, kNamedBlocks}) {
    CAPTURE(text.substr(0, 30));
    auto const f = read(text);
    REQUIRE(f);
    CHECK(f->layout == Layout::domestic);
    CHECK(f->table.x == std::vector<double>{80, 310, 180});
    CHECK(f->table.z(0, 1) == 24);
    CHECK(f->table.imports.empty());
    CHECK(f->table.value_added_names.front() == "进口产品中间投入");
    CHECK(f->table.value_added(0, 1) == 28);
    CHECK(f->table.value_added_names.size() == 3);
    CHECK(f->balance.row == 0);
    CHECK(f->balance.column == 0);
    CHECK(f->wages == std::size_t{1});
    CHECK(f->imported_inputs == std::size_t{0});
    auto const s = summary_of(*f);
    REQUIRE(s);
    CHECK(s->import_share == doctest::Approx(38.0 / 265));
  }
}

TEST_CASE("OECD: imports are negative numbers, output is a row, taxes a primary input") {
  auto const f = read(kOecd);
  REQUIRE(f);
  CHECK(f->layout == Layout::competitive);
  CHECK(f->table.x == std::vector<double>{80, 310, 180});
  CHECK(f->table.imports == std::vector<double>{10, 45, 5});
  CHECK(f->table.sectors[0] == "Agriculture");
  CHECK(f->table.value_added_names.size() == 2);
  CHECK(f->balance.row == 0);
  CHECK(f->balance.column == 0);
  CHECK(f->notes.size() == 2);
}

TEST_CASE("a list of row, column, value") {
  auto const f = read(kList, "germany.csv");
  REQUIRE(f);
  CHECK(f->table.x == std::vector<double>{80, 120});
  CHECK(f->table.z(0, 1) == 30);
  CHECK(f->table.value_added_names == std::vector<std::string>{"P7", "D1"});
  CHECK(f->balance.row == 0);
  CHECK(f->balance.column == doctest::Approx(0).epsilon(1e-12));
  REQUIRE(f->accounts.size() == 1);
  CHECK(f->accounts[0].amounts == std::vector<double>{7, 9});
}

TEST_CASE("several regions: in the code, in a label line of its own, or as a list") {
  for (std::string_view const text :
       {",A|c1,A|c2,B|c1,B|c2,V1,V2,output\n"
        "A|c1,1,2,3,4,5,6,21\nA|c2,1,1,2,2,3,3,12\nB|c1,0,1,0,1,9,9,20\nB|c2,2,2,2,2,1,1,10\n",
        ",CHN_c1,CHN_c2,USA_c1,USA_c2,CHN_HFCE,USA_HFCE,OUT\n"
        "CHN_c1,1,2,3,4,5,6,21\nCHN_c2,1,1,2,2,3,3,12\nUSA_c1,0,1,0,1,9,9,20\n"
        "USA_c2,2,2,2,2,1,1,10\nVA,17,6,13,1,0,0,0\nOUT,21,12,20,10,0,0,0\n",
        "region,,A,A,B,B,A,B,\nsector,,c1,c2,c1,c2,f,f,output\n"
        "A,c1,1,2,3,4,5,6,21\nA,c2,1,1,2,2,3,3,12\nB,c1,0,1,0,1,9,9,20\nB,c2,2,2,2,2,1,1,10\n",
        "row_country,row_sector,col_country,col_sector,value\n"
        "A,c1,A,c1,1\nA,c1,A,c2,2\nA,c1,B,c1,3\nA,c1,B,c2,4\nA,c1,A,f,5\nA,c1,B,f,6\n"
        "A,c1,T,output,21\nA,c2,A,c1,1\nA,c2,A,c2,1\nA,c2,B,c1,2\nA,c2,B,c2,2\nA,c2,A,f,3\n"
        "A,c2,B,f,3\nA,c2,T,output,12\nB,c1,A,c1,0\nB,c1,A,c2,1\nB,c1,B,c1,0\nB,c1,B,c2,1\n"
        "B,c1,A,f,9\nB,c1,B,f,9\nB,c1,T,output,20\nB,c2,A,c1,2\nB,c2,A,c2,2\nB,c2,B,c1,2\n"
        "B,c2,B,c2,2\nB,c2,A,f,1\nB,c2,B,f,1\nB,c2,T,output,10\n"}) {
    CAPTURE(text.substr(0, 20));
    auto const f = read(text);
    REQUIRE(f);
    CHECK(f->layout == Layout::many_regions);
    CHECK(f->regions.size() == 4);
    CHECK(f->regions[1] == f->regions[0]);
    CHECK(f->regions[2] != f->regions[0]);
    CHECK(f->table.x == std::vector<double>{21, 12, 20, 10});
    CHECK(f->table.z(0, 3) == 4);
    CHECK(f->table.final_names.size() == 2);
    CHECK(f->balance.row == 0);
  }
}

TEST_CASE("supply and use: scrap made by industries is theirs, imports without a like an input") {
  auto const make = read_csv(
      "Industries,a,b,scrap,Total Industry Output\n"
      "a,90,5,5,100\nb,10,140,0,150\nTotal Commodity Output,100,145,5,\n",
      "make");
  auto const use = read_csv(
      "Commodities,a,b,T001,F010,F040,F050,T007\n"
      "a,10,40,50,45,10,-5,100\nb,30,20,50,100,5,-10,145\n"
      "scrap,0,5,5,0,0,0,5\nforeign,2,3,5,0,0,-5,0\nT005,42,68,110\n"
      "V001,38,52,90\nV003,20,30,50\nT006,58,82,140\nT008,100,150,250\n",
      "use");
  REQUIRE(make);
  REQUIRE(use);
  auto const f = read_supply_use(*make, "make", *use, "use");
  REQUIRE(f);
  CHECK(f->table.codes == std::vector<std::string>{"a", "b"});
  CHECK(f->table.x == std::vector<double>{100, 150});
  // D = [[.9, 5/145, 1], [.1, 140/145, 0]]; Z = D U.
  CHECK(f->table.z(0, 1) == doctest::Approx(0.9 * 40 + 20 * 5.0 / 145 + 5));
  CHECK(f->table.z(1, 0) == doctest::Approx(0.1 * 10 + 30 * 140.0 / 145));
  CHECK(f->table.value_added_names == std::vector<std::string>{"foreign", "V001", "V003"});
  CHECK(f->balance.row < 1e-12);
  CHECK(f->balance.column < 1e-12);
  CHECK(f->wages == std::size_t{1});
}

TEST_CASE("accounts beside the table, by code or by name") {
  auto f = read(kBureau);
  REQUIRE(f);
  auto const jobs = read_csv("部门,就业（万人）,备注\n服务,30,x\n 农业 ,40,y\n工业,20,z\n", "jobs");
  REQUIRE(jobs);
  REQUIRE(add_accounts(*f, *jobs, "jobs"));
  REQUIRE(f->accounts.size() == 1);
  CHECK(f->accounts[0].amounts == std::vector<double>{40, 20, 30});
  auto const s = summary_of(*f);
  REQUIRE(s);
  CHECK(s->accounts.back().multipliers.direct[0] == doctest::Approx(0.5));
  auto const two = read_csv("部门,就业\n农业,40\n工业,20\n", "jobs");
  auto const done = add_accounts(*f, *two, "jobs.csv");
  CHECK_FALSE(done);
  CHECK(done.error().line().find("服务") != std::string::npos);
}

TEST_CASE(
    "what is wrong is named, with its place; units off by ten thousand are told from totals") {
  auto const change = [](std::string_view from, std::string_view to) {
    std::string text(kBureau);
    text.replace(text.find(from), from.size(), to);
    return text;
  };
  CHECK(refused("").find("部门") != std::string::npos);
  CHECK(refused("a,b\nc,d\n").find("找不到部门") != std::string::npos);
  CHECK(refused(change("20,100,25", "20,many,25")).find("t.csv:3") != std::string::npos);
  CHECK(refused(change("45,10,80\n", "45,10,-80\n")).find("总产出为负") != std::string::npos);
  // Total output in 亿元 beside flows in 万元.
  std::string text = change("45,10,80\n", "45,10,0.008\n");
  for (auto const& [from, to] :
       {std::pair{"210,45,310\n", "210,45,0.031\n"}, std::pair{"110,5,180\n", "110,5,0.018\n"}}) {
    text.replace(text.find(from), std::string_view(from).size(), to);
  }
  CHECK(refused(text).find("1 万 倍") != std::string::npos);
  auto const gone = change("TI,总投入,80,310,180,570\n", "");
  auto const f = read(gone);  // the column still tells total output
  REQUIRE(f);
  CHECK(f->table.x[1] == 310);
  // A sector twice, and neither says that it is imported.
  std::string twice(kTwoBlocks);
  for (auto at = twice.find("Imports"); at != std::string::npos; at = twice.find("Imports")) {
    twice.replace(at, 7, "Domestic");
  }
  CHECK(refused(twice).find("出现两次") != std::string::npos);
  CHECK(refused("s,a,b\na,1,2\nb,3,4\n").find("总产出") != std::string::npos);
}

TEST_CASE("an unbalanced table is read and told, never mended in silence") {
  std::string text(kBureau);
  text.replace(text.find("20,100,25,145"), 13, "20,130,25,175");
  auto const f = read(text);
  REQUIRE(f);
  CHECK(f->balance.row == doctest::Approx(30.0 / 310));
  CHECK(f->balance.column == doctest::Approx(30.0 / 310));
  CHECK(f->table.z(1, 1) == 130);
  auto const fitted = balanced(*f);
  REQUIRE(fitted);
  CHECK(fitted->balance.row < 1e-9);
  CHECK(fitted->balance.column < 1e-9);
}

TEST_CASE("real tables of ../shared/data/io: read and balanced as their lists say") {
  auto const* shared = std::getenv("CHENGJIE_SHARED");
  auto const folder = std::filesystem::path(shared != nullptr ? shared : "../shared") / "data/io";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("no tables at " << folder.string());
    return;
  }
  struct Row {
    char const* file;
    std::size_t n;
    Layout layout;
    double row_max;
    std::size_t finals;
  };
  for (auto const& row : std::to_array<Row>({
           {"china_2002_122.csv", 122, Layout::competitive, 0.085, 6},
           {"china_2005_42.csv", 42, Layout::competitive, 0.066, 6},
           {"china_2012_139.csv", 139, Layout::competitive, 0.033, 6},
           {"china_2017_42.csv", 42, Layout::domestic, 1e-9, 4},
           {"china_2020_153.csv", 153, Layout::competitive, 1e-9, 6},
           {"oecd_icio21_china_2018.csv", 45, Layout::competitive, 1e-4, 8},
           {"germany_1995_eurostat_manual_long.csv", 6, Layout::domestic, 1e-9, 5},
       })) {
    CAPTURE(row.file);
    auto const text = read_file((folder / row.file).string());
    REQUIRE(text);
    auto const f = read(*text, row.file);
    REQUIRE(f);
    CHECK(f->table.size() == row.n);
    CHECK(f->layout == row.layout);
    CHECK(f->balance.row <= row.row_max);
    CHECK(f->balance.column < 1e-4);
    CHECK(f->table.final_names.size() == row.finals);
    CHECK(summary_of(*f));
  }
}

}  // namespace
}  // namespace chengjie::economy::read
