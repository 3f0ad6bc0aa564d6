// Readers of table files: what they read, and what hostile files come to.
#include <doctest/doctest.h>

#include <zip.h>

#include <string>
#include <utility>
#include <vector>

#include "chengjie/files/csv.h"
#include "chengjie/files/csv_out.h"
#include "chengjie/files/encoding.h"
#include "chengjie/files/fold.h"
#include "chengjie/files/open.h"
#include "chengjie/files/xlsx.h"
#include "chengjie/files/xml.h"

using namespace chengjie;
using namespace chengjie::files;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

std::string zip_of(Parts const& parts) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  auto* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  REQUIRE(archive != nullptr);
  for (auto const& [name, bytes] : parts) {
    zip_file_add(archive, name.c_str(), zip_source_buffer(archive, bytes.data(), bytes.size(), 0),
                 ZIP_FL_OVERWRITE);
  }
  REQUIRE(zip_close(archive) == 0);
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

std::string workbook_of(std::string const& sheet, Parts more = {}) {
  more.emplace_back("xl/workbook.xml",
                    "<workbook xmlns:r='r'><sheets><sheet name='甲&amp;乙' sheetId='1' "
                    "r:id='r1'/></sheets></workbook>");
  more.emplace_back(
      "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/s.xml'/>"
      "<Relationship Id='r2' Type='x/sharedStrings' Target='/xl/shared.xml'/>"
      "<Relationship Id='r3' Type='x/styles' Target='styles.xml'/></Relationships>");
  more.emplace_back("xl/worksheets/s.xml", sheet);
  return zip_of(more);
}

std::string refusal(std::string_view bytes) {
  auto const opened = open_table(bytes);
  auto const* const refused = std::get_if<Refused>(&opened);
  return refused == nullptr ? "" : std::string{name_of(refused->why)};
}

}  // namespace

TEST_CASE("xlsx: shared and inline text, numbers, formats, formulas, merges, hidden parts") {
  auto const bytes = workbook_of(
      "<worksheet><cols><col min='2' max='2' hidden='1'/></cols><sheetData>"
      "<row r='2' hidden='1'><c r='A2' t='s'><v>1</v></c><c r='B2' s='1'><v>0.5</v></c><c r='D2' "
      "t='inlineStr'><is><r><t>甲</t></r>"
      "<rPh><t>jia</t></rPh><r><t> _x000D_乙</t></r></is></c></row>"
      "<row r='4'><c r='A4'><f>1+1</f><v></v></c><c r='B4' t='str'><f>x</f><v></v></c><c r='C4' "
      "t='e'><f>x</f><v>#REF!</v></c>"
      "<c r='D4' s='2'><v>45352</v></c><c r='E4' t='b'><v>1</v></c></row>"
      "</sheetData><mergeCells><mergeCell ref='A2:B4'/><mergeCell "
      "ref='bad'/></mergeCells></worksheet>",
      {{"xl/shared.xml", "<sst><si><t>零</t></si><si><t>一 &lt;&#20108;&gt;</t></si></sst>"},
       {"xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='yyyy\"年\"m\"月\"'/></numFmts>"
        "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf "
        "numFmtId='9'/><xf numFmtId='170'/></cellXfs></styleSheet>"}});
  auto const opened = open_table(bytes);
  REQUIRE(std::holds_alternative<Grid>(opened));
  auto const& grid = std::get<Grid>(opened);
  REQUIRE(grid.sheets.size() == 1);
  auto const& sheet = grid.sheets[0];
  CHECK(sheet.name == "甲&乙");
  REQUIRE(sheet.rows.size() == 2);
  CHECK(sheet.rows[0].number == 2);
  CHECK(sheet.rows[0].hidden);
  CHECK(sheet.find(0, 0)->text() == "一 <二>");
  CHECK(sheet.find(0, 1)->format == Cell::Format::percent);
  CHECK(sheet.find(0, 2) == nullptr);
  CHECK(sheet.find(0, 3)->text() == "甲 乙");
  CHECK(sheet.find(1, 0)->type == Cell::Type::no_value);
  CHECK(sheet.find(1, 1) == nullptr);
  CHECK(sheet.find(1, 2)->type == Cell::Type::error);
  CHECK(sheet.find(1, 3)->format == Cell::Format::date);
  CHECK(sheet.find(1, 4)->type == Cell::Type::boolean);
  REQUIRE(sheet.merges.size() == 1);
  CHECK(sheet.merges[0].row_last == 4);
  CHECK(sheet.hidden_columns == std::vector<std::uint16_t>{1});
}

TEST_CASE("hostile and broken files end in bounds with a code") {
  auto const row = [](std::string const& cells) {
    return "<worksheet><sheetData><row r='1'>" + cells + "</row></sheetData></worksheet>";
  };
  CHECK(refusal(workbook_of(row("<c r='A1'><v>1</v></c>"))).empty());
  CHECK(refusal(workbook_of(row("<c r='XFE1'><v>1</v></c>"))) == "damaged");
  CHECK(refusal(workbook_of(row("<c r='A1' t='s'><v>9</v></c>"))) == "damaged");
  CHECK(refusal(workbook_of("<worksheet><sheetData><row r='1'>")) == "damaged");
  CHECK(refusal(workbook_of("<a></b>")) == "damaged");
  CHECK(refusal(workbook_of("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>")) == "too_large");
  std::string deep;
  for (auto i = 0; i != 100'000; ++i) { deep += "<a>"; }
  CHECK(refusal(workbook_of(deep)) == "too_large");
  CHECK(refusal(workbook_of("<worksheet a='" + std::string(20'000'000, 'x') + "'/>")) ==
        "too_large");
  std::string columns = "企业名称";
  for (auto i = 0; i != 1'000'000; ++i) { columns += ",x"; }
  CHECK(refusal(columns + "\n") == "too_large");
  auto const whole = workbook_of(row("<c r='A1'><v>1</v></c>"));
  for (auto size = std::size_t{4}; size < whole.size(); size += 7) {
    CAPTURE(size);
    CHECK(refusal(std::string_view{whole}.substr(0, size)) == "damaged");
  }
  // A part that unpacks a thousandfold is given up at 64 MiB, whatever it would hold.
  auto bomb = std::string{"<worksheet><sheetData>"};
  bomb.resize(std::size_t{200} << 20, ' ');
  CHECK(refusal(workbook_of(bomb)) == "too_large");
  CHECK(refusal(zip_of({{"word/document.xml", "<a/>"}})) == "unsupported_format");
  CHECK(refusal(zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                        {"META-INF/manifest.xml", "<m><encryption-data/></m>"},
                        {"content.xml", "x"}})) == "encrypted");
  CHECK(refusal(zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                        {"content.xml", "<a><b></a>"}})) == "damaged");
}

TEST_CASE("ods: a row or a cell repeated a billion times is bounded") {
  auto const ods = [](std::string const& row) {
    return zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                   {"content.xml", "<d><table name='t'>" + row + "</table></d>"}});
  };
  std::string const cell =
      "<table-cell value-type='float' value='1' number-columns-repeated='16384'/>";
  CHECK(refusal(ods("<table-row number-rows-repeated='1000000000'>" + cell + "</table-row>")) ==
        "too_large");
  auto const blank =
      open_table(ods("<table-row number-rows-repeated='4000000000'><table-cell "
                     "number-columns-repeated='4000000000'/></table-row>"));
  REQUIRE(std::holds_alternative<Grid>(blank));
  CHECK(std::get<Grid>(blank).sheets[0].rows.empty());
}

TEST_CASE("csv: separators, quotes, rows as a spreadsheet shows them") {
  struct Row {
    std::string_view text;
    char separator;
  };
  for (auto const& row : {Row{"a,b\n1,2\n", ','},
                          {"a\tb,c\n1\t2\n", '\t'},
                          {"a;b\n1,5;2\n", ';'},
                          {"\"a,a,a,a\";b\n1;2\n", ';'},
                          {"a\n", ','}}) {
    CAPTURE(row.text);
    CHECK(separator_of(row.text) == row.separator);
  }
  Grid grid;
  REQUIRE_FALSE(read_csv("a,\"b\nc\",\"d\"\"e\"f\r\n\r\n,x\rlast", grid));
  auto const& sheet = grid.sheets[0];
  REQUIRE(sheet.rows.size() == 3);
  CHECK(sheet.find(0, 1)->text() == "b\nc");
  CHECK(sheet.find(0, 2)->text() == "d\"ef");
  CHECK(sheet.rows[1].number == 3);
  CHECK(sheet.find(1, 1)->text() == "x");
  CHECK(sheet.rows[2].number == 4);
  std::string out;
  std::vector<std::string> const cells{"=1+1", "-3.5", "a\"b", "c,d", "@x", "", "+86 1"};
  append_csv_row(out, cells);
  CHECK(out == "'=1+1,-3.5,\"a\"\"b\",\"c,d\",'@x,,'+86 1\r\n");
}

TEST_CASE("text folded and cleaned") {
  CHECK(folded("Ａ １　㎡\xe2\x80\x8b（x）") == "A1m2(x)");
  CHECK(folded_small("KWh") == "kwh");
  std::string room;
  CHECK(cleaned(" \xe3\x80\x80'甲 乙\xef\xbb\xbf ", room) == "甲 乙");
  CHECK(cleaned("'", room).empty());
  CHECK_FALSE(is_utf8("\xc0\x80"));
  CHECK_FALSE(is_utf8("\xed\xa0\x80"));
  Utf8 out;
  REQUIRE_FALSE(to_utf8("\x98\x39\xb6\x33\xbc\xd7", out));  // a four-byte character of GB18030
  CHECK(out.text == "\xf0\xab\xa0\xa1甲");
}

TEST_CASE("number formats: what they show") {
  struct Row {
    std::string_view code;
    Cell::Format want;
  };
  for (auto const& row : {Row{"0.00", Cell::Format::general},
                          {"0.0%", Cell::Format::percent},
                          {"yyyy-mm-dd", Cell::Format::date},
                          {"0\"m\"", Cell::Format::general},
                          {"[Red]0.0", Cell::Format::general},
                          {"[h]:mm", Cell::Format::date},
                          {"General", Cell::Format::general},
                          {"\\d0", Cell::Format::general}}) {
    CAPTURE(row.code);
    CHECK(format_of_code(row.code) == row.want);
  }
}
