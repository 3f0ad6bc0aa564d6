#include "chengjie/economy/national.h"

#include <doctest/doctest.h>

#include "chengjie/base/tree.h"

namespace chengjie::economy {
namespace {

Result<National> shipped() {
  auto const table = read_file("data/io/china_2020_27.csv");
  auto const sectors = read_file("data/io/sectors.csv");
  REQUIRE(table);
  REQUIRE(sectors);
  return read_national(*table, "china_2020_27.csv", *sectors, "sectors.csv");
}

TEST_CASE("the shipped table balances and is the nation's") {
  auto const national = shipped();
  REQUIRE(national);
  auto const& t = national->table;
  CHECK(t.year == 2020);
  CHECK(t.size() == 27);
  auto const off = balance(t);
  CHECK(off.row < 1e-12);
  CHECK(off.column < 1e-12);
  auto jobs = 0.0;
  for (auto const& s : national->sectors) { jobs += s.jobs; }
  CHECK(jobs == doctest::Approx(77586e4).epsilon(1e-4));
  auto gdp = 0.0;
  for (auto const v : t.value_added.cells()) { gdp += v; }
  CHECK(gdp == doctest::Approx(101.4e12).epsilon(0.03));  // the year's GDP, in trillion CNY
}

TEST_CASE("what a unit of output brings: leakage lowers, and value added and imports exhaust it") {
  auto const national = shipped();
  REQUIRE(national);
  auto const b = brings(*national);
  REQUIRE(b);
  CHECK(b->residual < 1e-13);
  auto const home = domestic(national->table);
  REQUIRE(home);
  CHECK(home->clipped.empty());
  for (std::size_t j = 0; j != national->table.size(); ++j) {
    CAPTURE(national->sectors[j].name);
    CHECK(b->output.effect[j] < b->output_with_imports[j]);
    CHECK(b->output.effect[j] > 1);
    CHECK(b->value_added.effect[j] < 1);
    CHECK(b->value_added.effect[j] > b->value_added.direct[j]);
  }
  // One unit of final demand ends as value added at home or as imported inputs somewhere on the
  // way.
  auto const imported = [&] {
    auto const& t = national->table;
    std::vector<double> v(t.size());
    for (std::size_t i = 0; i != t.size(); ++i) {
      for (std::size_t j = 0; j != t.size(); ++j) {
        v[j] += b->import_share[i] * t.z(i, j) / t.x[j];
      }
    }
    return v;
  }();
  auto const system = Leontief::of(input_coefficients(home->table.z, national->table.x));
  REQUIRE(system);
  auto const leaked = system->multipliers(imported);
  for (std::size_t j = 0; j != national->table.size(); ++j) {
    CHECK(b->value_added.effect[j] + leaked.effect[j] == doctest::Approx(1).epsilon(1e-9));
  }
}

TEST_CASE("sector_of: the longest prefix wins") {
  auto const national = shipped();
  REQUIRE(national);
  struct Row {
    std::string_view industry;
    std::string_view sector;
  };
  for (auto const& row : std::to_array<Row>({
           {"3841", "电池"},
           {"C3841", "电池"},
           {"3812", "电机、输配电、家电等其他电气机械"},
           {"3612", "汽车整车"},
           {"3670", "汽车零部件及配件"},
           {"3252", "有色金属压延加工"},
           {"3216", "有色金属冶炼及合金"},
           {"3973", "电子元器件"},
           {"6513", "软件和信息技术服务"},
           {"37", "铁路、船舶、航空航天、摩托车等其他运输设备"},
           {"1353", "食品、饮料和烟草"},
       })) {
    CAPTURE(row.industry);
    auto const got = sector_of(national->sectors, row.industry);
    REQUIRE(got);
    CHECK(national->sectors[*got].name == row.sector);
  }
  CHECK_FALSE(sector_of(national->sectors, ""));
  CHECK_FALSE(sector_of(national->sectors, "99"));
}

TEST_CASE("every division of the standard has a sector") {
  auto const national = shipped();
  REQUIRE(national);
  for (auto division = 1; division <= 97; ++division) {
    auto const code = (division < 10 ? "0" : "") + std::to_string(division);
    CAPTURE(code);
    CHECK(sector_of(national->sectors, code));
  }
}

TEST_CASE("read_national refuses, naming the place") {
  constexpr std::string_view kSectors =
      "code,name,gbt4754,jobs_2018_wan,jobs_basis\n01,甲,01,1,加总\n";
  struct Row {
    std::string_view table;
    std::string_view sectors;
    std::string_view says;
  };
  for (auto const& row : std::to_array<Row>({
           {"", kSectors, "空"},
           {"code,name,01\n01,甲,1\n", kSectors, "缺少"},
           {"code,name,01,HH,GOV,GFCF,STOCK,EX,IM,GO\n01,甲,x,1,1,1,1,1,1,1\n", kSectors, "不是数"},
           {"code\n", "code,name\n", "五列"},
           {"code\n", "code,name,gbt4754,jobs_2018_wan,jobs_basis\n01,甲,01,many,加总\n", "就业"},
       })) {
    CAPTURE(row.table);
    auto const got = read_national(row.table, "t.csv", row.sectors, "s.csv");
    REQUIRE_FALSE(got);
    CHECK(got.error().code == Code::bad_input);
    CHECK(got.error().line().find(row.says) != std::string::npos);
  }
}

}  // namespace
}  // namespace chengjie::economy
