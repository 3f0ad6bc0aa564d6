// The forms that older systems save under .xls, and what our own exports need of the importer.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "chengjie/ledger/kinds.h"
#include "chengjie/tables/import.h"
#include "chengjie/tables/units.h"

using namespace chengjie;
using namespace chengjie::tables;

namespace {

Import imported(std::string_view kind, std::string_view name, std::string_view bytes) {
  auto got = import_table(bytes, name, *kind_named(kind));
  REQUIRE(got);
  return *std::move(got);
}

bool warned(Import const& import, std::string_view code, std::uint32_t row = 0) {
  return std::ranges::any_of(import.warnings, [&](Remark const& remark) {
    return remark.code == code && (row == 0 || remark.row == row);
  });
}

}  // namespace

TEST_CASE("html saved as .xls: read by content, with its rows as a spreadsheet shows them") {
  auto const got = imported(
      "parks", "园区.xls",
      "<html><head><meta charset='utf-8'></head><body><table><caption>园区表 单位：公顷</caption>"
      "<tr><th rowspan=2>园区名称<th colspan=2>面积<th rowspan=2>备用"
      "<tr><th>批准面积<th>可供地(亩)"
      "<tr><td>甲园区<td>1,200<td>300.5<td>x"
      "<tr><td>乙园区<td>约20<td>-<td>"
      "<tr><td>合计<td>1220<td>300.5<td></table><p>注：截至三月</p>");
  CHECK(got.refused.empty());
  CHECK(got.rows_read == 2);
  REQUIRE(got.records.size() == 2);
  CHECK(got.records[0].number("approved_mu") == 18'000);
  CHECK(got.records[0].number("free_mu") == 300.5);
  CHECK(got.records[1].number("approved_mu") == 300);
  CHECK_FALSE(got.records[1].number("free_mu"));
  CHECK(got.records[0].origin.row == 4);
  CHECK(got.skipped.total_row == 1);
  CHECK(got.skipped.note_row == 1);
  CHECK(warned(got, "extension_mismatch"));
  CHECK(warned(got, "unknown_column", 3));
  CHECK(warned(got, "approximate", 5));
}

TEST_CASE("html in GB18030, whatever it says of itself") {
  // 园区名称, 级别, 甲园区, 市级
  auto const got = imported("parks", "a.htm",
                            "<html><meta charset=utf-8><table><tr><td>\xd4\xb0\xc7\xf8\xc3\xfb\xb3"
                            "\xc6<td>\xbc\xb6\xb1\xf0<tr><td>\xbc\xd7\xd4\xb0\xc7\xf8<td>\xca\xd0"
                            "\xbc\xb6</table>");
  REQUIRE(got.records.size() == 1);
  CHECK(got.records[0].text("name") == "甲园区");
  CHECK(got.records[0].text("level") == "市级");
  CHECK_FALSE(warned(got, "extension_mismatch"));
}

TEST_CASE("xml of 2003 saved as .xls") {
  auto const cell = [](std::string const& type, std::string const& text) {
    return "<Cell><Data ss:Type=\"" + type + "\">" + text + "</Data></Cell>";
  };
  auto const got = imported(
      "projects", "项目.xls",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Workbook "
      "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
      "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet "
      "ss:Name=\"一\"><Table><Row>" +
          cell("String", "项目名称") + cell("String", "总投资(亿元)") + cell("String", "签约时间") +
          "</Row><Row>" + cell("String", "甲项目") + cell("Number", "3.5") +
          cell("DateTime", "2024-03-01T00:00:00.000") + "</Row><Row>" + cell("String", "乙项目") +
          cell("Error", "#REF!") + "</Row></Table></Worksheet></Workbook>");
  REQUIRE(got.records.size() == 1);
  CHECK(got.records[0].number("agreed_total_cny") == 3.5e8);
  CHECK(got.records[0].text("signed_date") == "2024-03-01");
  REQUIRE(got.rejected.size() == 1);
  CHECK(got.rejected[0].code == "unreadable");
  CHECK(got.rejected[0].sheet == "一");
  CHECK(warned(got, "extension_mismatch"));
}

TEST_CASE("a quote that does not pair is not silent") {
  auto const open = imported("parks", "a.csv", "园区名称,级别\n甲园区,\"市级\n乙园区,区级\n");
  CHECK(open.records.size() == 2);
  CHECK(warned(open, "quote_open", 2));
  auto const far =
      imported("parks", "a.csv", "园区名称,级别,区县\n\"甲园区,a,b\n乙,c,d\n丙,e,f\n丁,g\"x,h,i\n");
  CHECK(warned(far, "quote_far", 2));
}

TEST_CASE("enterprises: a column of periods stands for the title's period") {
  auto const got = imported("enterprises", "a.csv",
                            "2024年3月台账\n单位名称,台账期间,营业收入（元）\n甲公司,2024-02,1\n"
                            "甲公司,,2\n甲公司,2024年4月,3\n");
  REQUIRE(got.records.size() == 3);
  CHECK(got.records[0].key == "甲公司/2024-02");
  CHECK(got.records[1].key == "甲公司/2024-03");
  CHECK(got.records[2].key == "甲公司/2024-04");
}

TEST_CASE("places: only under a header that tells the datum") {
  auto const got = imported("parks", "a.csv",
                            "园区名称,级别,WGS84经度,CGCS2000纬度\n甲园区,市级,106.25,-29.5\n");
  REQUIRE(got.records.size() == 1);
  CHECK(got.records[0].number("lon") == 106.25);
  CHECK(got.records[0].number("lat") == -29.5);
  CHECK(warned(imported("parks", "a.csv", "园区名称,级别,经度\n甲园区,市级,106\n"),
               "unknown_column"));
}

TEST_CASE("the unit words of our own tables change no number") {
  for (auto const& kind : kinds()) {
    for (auto const& column : kind.columns) {
      if (column.unit.empty() || column.unit.starts_with('~')) { continue; }
      CAPTURE(column.name);
      auto const word = unit_word(word_of_unit(column.unit));
      REQUIRE_FALSE(word.empty());
      CHECK(factor_of(column.unit, word) == 1);
      CHECK(choose(column.unit, std::vector{word}) == word);
    }
  }
  for (std::string_view const factor : {"land", "power", "water", "gas", "sewage", "heat", "labour",
                                        "money", "carbon", "energy", "floor", "cod", "nox"}) {
    CAPTURE(factor);
    auto const unit = *unit_of_factor(factor);
    CHECK(factor_of(unit.base, unit_word(word_of_unit(unit.name))) == 1);
  }
  for (std::string_view const name :
       {"CNY", "percent", "count", "person", "mu", "tce", "kWh", "CNY_per_person", "CNY_per_mu"}) {
    CAPTURE(name);
    auto const unit = unit_of_figure(unit_word(word_of_unit(name)));
    REQUIRE(unit);
    CHECK(unit->name == name);
    CHECK(factor_of(unit->base, unit_word(word_of_unit(name))) == 1);
  }
}
