#include "chengjie/files/ods.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <utility>

#include "chengjie/files/xml.h"

namespace chengjie::files {
namespace {

using Event = XmlReader::Event;

constexpr std::uint64_t kRepeatedCellsMax = 2'000'000;
constexpr std::string_view kContent = "content.xml";

Refused damaged() {
  return refuse(Refusal::damaged, "ODS 文件损坏：content.xml 读不下去",
                "请在表格软件中打开后另存，再导入");
}
Refused too_large() {
  return refuse(Refusal::too_large, "ODS 文件过大或构造异常，超出读取上限", "请另存为 CSV 后导入");
}

std::uint32_t count_of(std::string_view text) {
  auto count = std::uint32_t{1};
  auto const read = std::from_chars(text.data(), text.data() + text.size(), count);
  return read.ec == std::errc{} && count != 0 ? count : 1;
}

bool is_error(std::string_view text) {
  return (text.starts_with('#') &&
          (text.ends_with('!') || text.ends_with('?') || text == "#N/A")) ||
         text.starts_with("Err:");
}

class Reader {
 public:
  Reader(Zip::Part& part, Grid& grid)
      : grid_(grid), xml_([&part](char* to, std::size_t size) { return part.read(to, size); }) {}

  Outcome read() {
    for (auto event = xml_.next();; event = xml_.next()) {
      if (event == Event::done) { return {}; }
      if (event == Event::limit || xml_.source_state() == -2 || over_) { return too_large(); }
      if (event == Event::broken) { return damaged(); }
      if (event == Event::start) { start(); }
      if (event == Event::end) { end(); }
      if (event == Event::text && in_paragraph_ > 0 && notes_ == 0) { text_ += xml_.text(); }
      if (text_.size() > kCellBytesMax * 8) { return too_large(); }
    }
  }

 private:
  void start() {
    auto const name = xml_.name();
    if (name == "annotation" || name == "shapes") { ++notes_; }
    if (notes_ > 0) { return; }
    if (name == "style") { style_ = xml_.attribute("name"); }
    if (name == "table-properties" && xml_.attribute("display") == "false") {
      hidden_styles_.insert(style_);
    }
    if (name == "table" && depth_++ == 0) { start_table(); }
    if (depth_ != 1) { return; }  // a table within a cell is none of ours
    if (name == "table-column") { add_columns(); }
    if (name == "table-row") { start_row(); }
    if (name == "table-cell" || name == "covered-table-cell") { start_cell(name != "table-cell"); }
    if (name == "p" && in_cell_) {
      if (paragraphs_++ > 0) { text_ += '\n'; }
      ++in_paragraph_;
    }
    if (in_paragraph_ > 0) {
      if (name == "s") {
        text_.append(std::min<std::uint32_t>(count_of(xml_.attribute("c")), 1000), ' ');
      }
      if (name == "tab") { text_ += '\t'; }
      if (name == "line-break") { text_ += '\n'; }
    }
  }

  void end() {
    auto const name = xml_.name();
    if (name == "annotation" || name == "shapes") {
      --notes_;
      return;
    }
    if (notes_ > 0) { return; }
    if (name == "table") { --depth_; }
    if (depth_ != 1) { return; }
    if (name == "p" && in_paragraph_ > 0) { --in_paragraph_; }
    if (name == "table-cell" || name == "covered-table-cell") { end_cell(); }
    if (name == "table-row") { end_row(); }
  }

  Sheet& sheet() { return grid_.sheets.back(); }

  void start_table() {
    if (grid_.sheets.size() >= kSheetsMax) { over_ = true; }
    auto& fresh = grid_.sheets.emplace_back();
    fresh.name = xml_.attribute("name");
    fresh.hidden = hidden_styles_.contains(std::string{xml_.attribute("style-name")});
    row_ = columns_ = 0;
  }

  void add_columns() {
    auto const count =
        std::min<std::uint32_t>(count_of(xml_.attribute("number-columns-repeated")), kColumnsMax);
    auto const visibility = xml_.attribute("visibility");
    if (visibility == "collapse" || visibility == "filter") {
      for (auto i = 0U; i != count && columns_ + i < kColumnsMax; ++i) {
        sheet().hidden_columns.push_back(static_cast<std::uint16_t>(columns_ + i));
      }
    }
    columns_ = std::min<std::uint32_t>(columns_ + count, kColumnsMax);
  }

  void start_row() {
    row_repeat_ = count_of(xml_.attribute("number-rows-repeated"));
    auto const visibility = xml_.attribute("visibility");
    row_hidden_ = visibility == "collapse" || visibility == "filter";
    row_first_ = static_cast<std::uint32_t>(sheet().cells.size());
    column_ = 0;
  }

  void end_row() {
    auto const cells = sheet().cells.size() - row_first_;
    if (cells == 0) {
      row_ += std::min<std::uint32_t>(row_repeat_, 1U << 30);
      return;
    }
    // Equal rows are written once with a count, so a few bytes could ask for any number of cells.
    over_ = over_ || (row_repeat_ > 1 && std::uint64_t{cells} * row_repeat_ > kRepeatedCellsMax);
    for (auto i = std::uint32_t{0}; i != row_repeat_ && !over_; ++i) {
      auto const first = static_cast<std::uint32_t>(row_first_ + i * cells);
      if (i != 0) {
        for (std::size_t c = 0; c != cells; ++c) {
          sheet().cells.push_back(Cell{sheet().cells[row_first_ + c]});
        }
      }
      sheet().rows.push_back({++row_, first, row_hidden_});
      over_ = over_ || sheet().rows.size() > kRowsMax || sheet().cells.size() > kCellsMax;
    }
  }

  void start_cell(bool covered) {
    in_cell_ = true;
    covered_ = covered;
    repeat_ = count_of(xml_.attribute("number-columns-repeated"));
    type_ = xml_.attribute("value-type");
    auto const error = xml_.attribute("value-type") == "error";
    formula_ = xml_.has_attribute("formula");
    value_.clear();
    for (std::string_view const name :
         {"value", "date-value", "time-value", "boolean-value", "string-value"}) {
      if (xml_.has_attribute(name)) { value_ = xml_.attribute(name); }
    }
    if (error) { type_ = "error"; }
    spanned_columns_ = count_of(xml_.attribute("number-columns-spanned"));
    spanned_rows_ = count_of(xml_.attribute("number-rows-spanned"));
    text_.clear();
    paragraphs_ = in_paragraph_ = 0;
  }

  void end_cell() {
    in_cell_ = false;
    auto const from = column_;
    column_ = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(std::uint64_t{column_} + repeat_, kColumnsMax));
    if (covered_ || from >= kColumnsMax) { return; }
    if (spanned_columns_ > 1 || spanned_rows_ > 1) { add_merge(from); }
    for (auto column = from; column != column_; ++column) {
      if (!add_cell(static_cast<std::uint16_t>(column))) { return; }
      over_ = over_ || sheet().cells.size() > kCellsMax;
    }
  }

  void add_merge(std::uint32_t column) {
    auto const right =
        std::min<std::uint64_t>(std::uint64_t{column} + spanned_columns_ - 1, kColumnsMax - 1);
    auto const bottom = std::min<std::uint64_t>(std::uint64_t{row_} + spanned_rows_, 1U << 30);
    sheet().merges.push_back({row_ + 1, static_cast<std::uint32_t>(bottom),
                              static_cast<std::uint16_t>(column),
                              static_cast<std::uint16_t>(right)});
    over_ = over_ || sheet().merges.size() > kMergesMax;
  }

  // False when the cell holds nothing, however often it is repeated.
  bool add_cell(std::uint16_t column) {
    auto const text = std::string_view{text_}.substr(0, kCellBytesMax);
    if (type_ == "error" || (formula_ && is_error(text))) {
      grid_.add_text(sheet(), column, text, Cell::Type::error, formula_);
    } else if (type_ == "float" || type_ == "currency" || type_ == "percentage") {
      auto number = 0.0;
      auto const read = std::from_chars(value_.data(), value_.data() + value_.size(), number);
      if (read.ec != std::errc{}) { return false; }
      grid_.add_number(sheet(), column, number,
                       type_ == "percentage" ? Cell::Format::percent : Cell::Format::general,
                       formula_);
    } else if (type_ == "boolean") {
      grid_.add_number(sheet(), column, value_ == "true" ? 1 : 0, {}, formula_);
      sheet().cells.back().type = Cell::Type::boolean;
    } else if (type_ == "date") {
      grid_.add_text(sheet(), column, value_, Cell::Type::date, formula_);
    } else if (!text.empty() || !value_.empty()) {
      grid_.add_text(sheet(), column, text.empty() ? std::string_view{value_} : text,
                     Cell::Type::text, formula_);
    } else if (formula_ && type_.empty()) {
      grid_.add_text(sheet(), column, {}, Cell::Type::no_value, true);
    } else {
      return false;
    }
    return true;
  }

  Grid& grid_;
  XmlReader xml_;
  std::set<std::string> hidden_styles_;
  std::string style_, type_, value_, text_;
  std::uint32_t row_{}, columns_{}, column_{}, row_repeat_{1}, repeat_{1}, row_first_{};
  std::uint32_t spanned_columns_{1}, spanned_rows_{1};
  int depth_{}, notes_{}, paragraphs_{}, in_paragraph_{};
  bool row_hidden_{}, in_cell_{}, covered_{}, formula_{}, over_{};
};

}  // namespace

bool is_ods(Zip const& zip) {
  std::string type;
  if (zip.has("mimetype") && !zip.read("mimetype", type)) {
    return type.find("opendocument.spreadsheet") != std::string::npos;
  }
  return zip.has("content.xml") && zip.has("META-INF/manifest.xml");
}

Outcome read_ods(Zip const& zip, Grid& grid) {
  grid.container = Container::ods;
  std::string manifest;
  if (zip.has("META-INF/manifest.xml")) {
    if (auto refused = zip.read("META-INF/manifest.xml", manifest)) { return refused; }
    if (manifest.find("encryption-data") != std::string::npos) {
      return refuse(Refusal::encrypted, "文件有密码", "请去掉密码后重新发送");
    }
  }
  Zip::Part part(zip, std::string{kContent});
  if (!part.ok()) { return damaged(); }
  return Reader(part, grid).read();
}

}  // namespace chengjie::files
