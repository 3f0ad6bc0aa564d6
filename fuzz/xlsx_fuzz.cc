// Any XML as sheet, styles and shared texts of a workbook that is otherwise whole, as XML of 2003
// and as a page: refused with a code, or sheets whose rows and cells rise and lie in bounds.
#include <zip.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "chengjie/base/check.h"
#include "chengjie/files/open.h"

using namespace chengjie;
using namespace chengjie::files;

namespace {

void add(zip_t* archive, char const* name, std::string_view bytes) {
  auto const index = zip_file_add(
      archive, name, zip_source_buffer(archive, bytes.data(), bytes.size(), 0), ZIP_FL_OVERWRITE);
  zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
}

std::string workbook_of(std::string_view sheet, std::string_view styles, std::string_view shared) {
  zip_error_t error;
  zip_error_init(&error);
  auto* const source = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(source);
  auto* const archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
  add(archive, "xl/workbook.xml",
      "<workbook><sheets><sheet name='一' sheetId='1' r:id='r1'/></sheets></workbook>");
  add(archive, "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='s.xml'/>"
      "<Relationship Id='r2' Type='x/sharedStrings' Target='t.xml'/>"
      "<Relationship Id='r3' Type='x/styles' Target='y.xml'/></Relationships>");
  add(archive, "xl/s.xml", sheet);
  if (!styles.empty()) { add(archive, "xl/y.xml", styles); }
  if (!shared.empty()) { add(archive, "xl/t.xml", shared); }
  zip_close(archive);
  zip_source_open(source);
  zip_source_seek(source, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(source)), '\0');
  zip_source_seek(source, 0, SEEK_SET);
  zip_source_read(source, out.data(), out.size());
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

void check(std::string_view bytes) {
  auto const opened = open_table(bytes);
  if (auto const* refused = std::get_if<Refused>(&opened)) {
    CJ_CHECK(!refused->error.what.empty());
    return;
  }
  for (auto const& sheet : std::get<Grid>(opened).sheets) {
    for (std::size_t row = 0; row != sheet.rows.size(); ++row) {
      CJ_CHECK(row == 0 || sheet.rows[row].number > sheet.rows[row - 1].number);
      for (auto const* cell = sheet.row_begin(row); cell != sheet.row_end(row); ++cell) {
        CJ_CHECK(cell->column < kColumnsMax);
        CJ_CHECK(cell == sheet.row_begin(row) || (cell - 1)->column <= cell->column);
        CJ_CHECK(cell->text().size() <= kCellBytesMax);
      }
    }
    for (auto const& merge : sheet.merges) {
      CJ_CHECK(merge.row_first <= merge.row_last && merge.column_first <= merge.column_last);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = std::string_view{reinterpret_cast<char const*>(data), size};
  // Parts are set apart by a byte that XML cannot hold.
  auto const first = text.find('\x01');
  auto const second = first == std::string_view::npos ? first : text.find('\x01', first + 1);
  auto const sheet = text.substr(0, first);
  auto const styles =
      first == std::string_view::npos
          ? std::string_view{}
          : text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1);
  auto const shared =
      second == std::string_view::npos ? std::string_view{} : text.substr(second + 1);
  check(workbook_of(sheet, styles, shared));
  check("<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>" + std::string{sheet});
  check("<html>" + std::string{sheet});
  return 0;
}
