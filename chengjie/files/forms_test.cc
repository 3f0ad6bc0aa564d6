// The forms that systems save under the name .xls without being one, and quotes that do not pair.
#include <doctest/doctest.h>

#include <string>

#include "chengjie/files/csv.h"
#include "chengjie/files/open.h"

using namespace chengjie;
using namespace chengjie::files;

namespace {

Grid grid_of(std::string_view bytes) {
  auto opened = open_table(bytes);
  REQUIRE(std::holds_alternative<Grid>(opened));
  return std::get<Grid>(std::move(opened));
}

std::string refusal(std::string_view bytes) {
  auto const opened = open_table(bytes);
  auto const* const refused = std::get_if<Refused>(&opened);
  return refused == nullptr ? "" : std::string{name_of(refused->why)};
}

std::string text_at(Sheet const& sheet, std::size_t row, std::uint16_t column) {
  auto const* const cell = sheet.find(row, column);
  return cell == nullptr ? "" : std::string{cell->text()};
}

std::string workbook(std::string const& inside) {
  return "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"
         "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
         "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">" +
         inside + "</Workbook>";
}

}  // namespace

TEST_CASE("html: cells as the page shows them, merges, hidden rows and columns") {
  auto const grid = grid_of(
      "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><title>不是一行</title>"
      "<meta charset='gb2312'><!--[if gte mso 9]><xml><x:ExcelWorksheet><x:Name>台账"
      "</x:Name></x:ExcelWorksheet></xml><![endif]--><style>td{color:red}</style></head>"
      "<body><h3>园区 一览</h3><table border=1><col><col style='display: none'>"
      "<tr><th rowspan=2>园区<br>名称</th><th colspan=2>面积</th></tr>"
      "<tr><td>亩</td><td>公顷</td></tr>"
      "<tr style='display:none'><td>甲&amp;乙&nbsp;园</td><td> 1,200.5\n </td><td></td></tr>"
      "<tr><td>=1+1<td>x<table><tr><td>内</td></tr></table><td>"
      "</table><p>注：完</p></body></html>");
  CHECK(grid.container == Container::html);
  REQUIRE(grid.sheets.size() == 1);
  auto const& sheet = grid.sheets[0];
  CHECK(sheet.name == "台账");
  REQUIRE(sheet.rows.size() == 6);
  CHECK(text_at(sheet, 0, 0) == "园区 一览");
  CHECK(text_at(sheet, 1, 0) == "园区\n名称");
  CHECK(text_at(sheet, 1, 1) == "面积");
  CHECK(text_at(sheet, 2, 0).empty());
  CHECK(text_at(sheet, 2, 1) == "亩");
  CHECK(text_at(sheet, 2, 2) == "公顷");
  CHECK(sheet.rows[3].hidden);
  CHECK(sheet.rows[3].number == 4);
  CHECK(text_at(sheet, 3, 0) == "甲&乙\xc2\xa0园");
  CHECK(text_at(sheet, 3, 1) == "1,200.5");
  CHECK(text_at(sheet, 4, 0) == "=1+1");
  CHECK(text_at(sheet, 4, 1) == "x 内");
  CHECK(text_at(sheet, 5, 0) == "注：完");
  CHECK(sheet.hidden_columns == std::vector<std::uint16_t>{1});
  REQUIRE(sheet.merges.size() == 2);
  CHECK(sheet.merges[0].row_last == 3);
  CHECK(sheet.merges[1].column_last == 2);
}

TEST_CASE("html: hostile pages end in bounds") {
  std::string deep = "<html><body><table><tr><td>";
  for (auto i = 0; i != 200'000; ++i) { deep += "<div>"; }
  CHECK(refusal(deep) == "too_large");
  std::string wide = "<table><tr>";
  for (auto i = 0; i != 1'000'000; ++i) { wide += "<td>x"; }
  CHECK(refusal(wide) == "too_large");
  CHECK(refusal("<table><tr>" + std::string(20'000'000, ' ') + "<td>" +
                std::string(20'000'000, 'x')) == "too_large");
  CHECK(refusal("<table><tr><td colspan=4000000000 rowspan=99999999999999999999>x").empty());
  CHECK(refusal("<table><tr><td>x").empty());
  CHECK(refusal("MIME-Version: 1.0\n<table>") == "unsupported_format");
  std::string open = "<html><!--";
  open.append(20'000'000, '-');
  CHECK(refusal(open).empty());  // nothing to read, and soon said
}

TEST_CASE("xml of 2003: types, formats, positions, hidden parts") {
  auto const grid = grid_of(workbook(
      "<Styles><Style ss:ID='p'><NumberFormat ss:Format='0.0%'/></Style><Style ss:ID='d'>"
      "<NumberFormat ss:Format='Short Date'/></Style></Styles>"
      "<Worksheet ss:Name='一'><Table><Column ss:Index='2' ss:Hidden='1' ss:Span='1'/>"
      "<Row ss:Index='3'><Cell ss:MergeAcross='1' ss:MergeDown='2'><Data ss:Type='String'>甲<B>乙"
      "</B></Data><Comment><Data>批注</Data></Comment></Cell><Cell><Data ss:Type='Number'>7"
      "</Data></Cell></Row>"
      "<Row ss:Hidden='1'><Cell ss:Index='3' ss:StyleID='p'><Data ss:Type='Number'>0.125</Data>"
      "</Cell><Cell ss:StyleID='d'><Data ss:Type='DateTime'>2024-03-01T00:00:00.000</Data></Cell>"
      "<Cell ss:Formula='=1/0'><Data ss:Type='Error'>#DIV/0!</Data></Cell>"
      "<Cell ss:Formula='=A1'/><Cell><Data ss:Type='Boolean'>1</Data></Cell></Row></Table>"
      "</Worksheet><Worksheet ss:Name='二'><Table><Row><Cell><Data ss:Type='String'>x</Data>"
      "</Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
      "</Worksheet>"));
  CHECK(grid.container == Container::xml2003);
  REQUIRE(grid.sheets.size() == 2);
  auto const& sheet = grid.sheets[0];
  CHECK(sheet.name == "一");
  CHECK_FALSE(sheet.hidden);
  CHECK(grid.sheets[1].hidden);
  REQUIRE(sheet.rows.size() == 2);
  CHECK(sheet.rows[0].number == 3);
  CHECK(text_at(sheet, 0, 0) == "甲乙");
  CHECK(sheet.find(0, 2)->number == 7);
  CHECK(sheet.rows[1].hidden);
  CHECK(sheet.find(1, 2)->format == Cell::Format::percent);
  CHECK(sheet.find(1, 3)->type == Cell::Type::date);
  CHECK(text_at(sheet, 1, 3) == "2024-03-01");
  CHECK(sheet.find(1, 4)->type == Cell::Type::error);
  CHECK(sheet.find(1, 5)->type == Cell::Type::no_value);
  CHECK(sheet.find(1, 6)->type == Cell::Type::boolean);
  CHECK(sheet.hidden_columns == std::vector<std::uint16_t>{1, 2});
  REQUIRE(sheet.merges.size() == 1);
  CHECK(sheet.merges[0].row_last == 5);
  CHECK(sheet.merges[0].column_last == 1);
}

TEST_CASE("xml of 2003: hostile and broken files") {
  auto const table = [](std::string const& rows) {
    return workbook("<Worksheet ss:Name='a'><Table>" + rows + "</Table></Worksheet>");
  };
  auto const cell = std::string{"<Cell><Data ss:Type='String'>x</Data></Cell>"};
  auto const whole = table("<Row>" + cell + "</Row>");
  CHECK(refusal(whole).empty());
  CHECK(refusal(whole.substr(0, whole.size() - 20)) == "damaged");
  CHECK(refusal(table("<Row ss:Index='4000000000'>" + cell + "</Row>")) == "too_large");
  CHECK(refusal(table("<Row><Cell ss:Index='20000'><Data>x</Data></Cell></Row>")) == "too_large");
  CHECK(refusal(table("<Row ss:Index='99999999999999'>" + cell + "</Row>")) == "too_large");
  CHECK(refusal(table("<Row ss:Index='2'/><Row ss:Index='1'>" + cell + "</Row>")) == "too_large");
  auto many = std::string{"<Row>"};
  for (auto i = 0; i != 20'000; ++i) { many += cell; }
  CHECK(refusal(table(many + "</Row>")) == "too_large");
  auto deep = std::string{};
  for (auto i = 0; i != 100'000; ++i) { deep += "<a>"; }
  CHECK(refusal(table(deep)) == "too_large");
}

TEST_CASE("csv: a quote that does not pair is told by the row where it opens") {
  struct Row {
    std::string_view text;
    std::uint32_t row;
    std::uint16_t column;
    bool closed;
  };
  for (auto const& row : {Row{"a,b\n1,\"2\n3,4\n", 2, 1, false},
                          {"a,b\n1,2\n\"3\"\"\",\"4\n", 3, 1, false},
                          {"a,b\n\"1寸,2\n3,4\n5,6\n7,8\n9寸\",2\n", 2, 0, true},
                          {"a,b\n\"1\n2\n3\n4\",2\n", 0, 0, false},
                          {"a,b\n\"1\",\"2\"\n", 0, 0, false}}) {
    CAPTURE(row.text);
    Grid grid;
    REQUIRE_FALSE(read_csv(row.text, grid));
    CHECK(grid.quote.row == row.row);
    CHECK(grid.quote.column == row.column);
    CHECK(grid.quote.closed == row.closed);
  }
}
