#include "chengjie/files/xml2003.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>

#include "chengjie/files/encoding.h"
#include "chengjie/files/xlsx.h"
#include "chengjie/files/xml.h"

namespace chengjie::files {
namespace {

using Event = XmlReader::Event;

Refused damaged() {
  return refuse(Refusal::damaged, "XML 表格损坏或没有传完", "请在表格软件中打开后另存为 xlsx");
}
Refused too_large() {
  return refuse(Refusal::too_large, "XML 表格过大或构造异常，超出读取上限",
                "请只留需要的工作表，另存为 xlsx 或 CSV");
}

class Reader {
 public:
  Reader(std::string_view text, Grid& grid) : grid_(grid), xml_(XmlReader::of(text)) {}

  Outcome read() {
    for (auto event = xml_.next();; event = xml_.next()) {
      if (event == Event::done) { return {}; }
      if (event == Event::limit || over_) { return too_large(); }
      if (event == Event::broken) { return damaged(); }
      if (event == Event::start) { start(); }
      if (event == Event::end) { end(); }
      if (event == Event::text && (in_data_ || in_option_)) { text_ += xml_.text(); }
      if (text_.size() > kCellBytesMax * 8) { return too_large(); }
    }
  }

 private:
  Sheet& sheet() { return grid_.sheets.back(); }

  std::uint32_t number(std::string_view attribute, std::uint32_t otherwise) {
    auto const text = xml_.attribute(attribute);
    auto value = otherwise;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec == std::errc::result_out_of_range) { over_ = true; }
    return read.ec == std::errc{} ? value : otherwise;
  }

  void start() {
    auto const name = xml_.name();
    if (name == "Style") { style_ = xml_.attribute("ID"); }
    if (name == "NumberFormat") { styles_[style_] = format_of_name(xml_.attribute("Format")); }
    if (name == "Worksheet") { start_sheet(); }
    in_option_ = name == "Visible" || name == "Date1904";
    if (in_option_) { text_.clear(); }
    if (name == "Date1904") { grid_.date1904 = true; }
    if (grid_.sheets.empty()) { return; }
    if (name == "Column") { add_column(); }
    if (name == "Row") { start_row(); }
    if (name == "Cell" && in_row_) { start_cell(); }
    if (name == "Comment") { ++notes_; }
    if (name == "Data" && in_cell_ && notes_ == 0) {
      in_data_ = has_data_ = true;
      type_ = xml_.attribute("Type");
    }
  }

  void end() {
    auto const name = xml_.name();
    if (name == "Visible" && !grid_.sheets.empty()) {
      sheet().hidden = text_ == "SheetHidden" || text_ == "SheetVeryHidden";
    }
    if (name == "Visible" || name == "Date1904") {
      in_option_ = false;
      text_.clear();
    }
    if (name == "Comment" && notes_ > 0) { --notes_; }
    if (name == "Data") { in_data_ = false; }
    if (name == "Cell") { end_cell(); }
    if (name == "Row") { end_row(); }
  }

  // "Percent", "Short Date" and the like are names of their own; others are codes.
  static Cell::Format format_of_name(std::string_view format) {
    if (format == "Percent") { return Cell::Format::percent; }
    if (format.find("Date") != std::string_view::npos ||
        format.find("Time") != std::string_view::npos) {
      return Cell::Format::date;
    }
    static constexpr std::string_view kNumbers[] = {"General Number", "Currency",   "Euro Currency",
                                                    "Fixed",          "Standard",   "Scientific",
                                                    "Yes/No",         "True/False", "On/Off"};
    return std::ranges::find(kNumbers, format) == std::ranges::end(kNumbers)
               ? format_of_code(format)
               : Cell::Format::general;
  }

  void start_sheet() {
    over_ = over_ || grid_.sheets.size() >= kSheetsMax;
    grid_.sheets.emplace_back().name = xml_.attribute("Name");
    row_ = columns_ = 0;
    in_row_ = in_cell_ = false;
  }

  void add_column() {
    columns_ = number("Index", columns_ + 1);
    auto const last =
        std::min<std::uint64_t>(std::uint64_t{columns_} + number("Span", 0), kColumnsMax);
    if (xml_.attribute("Hidden") == "1") {
      for (auto column = std::max(columns_, 1U); column <= last; ++column) {
        sheet().hidden_columns.push_back(static_cast<std::uint16_t>(column - 1));
      }
    }
    over_ = over_ || columns_ > kColumnsMax || sheet().hidden_columns.size() > kColumnsMax;
    columns_ = static_cast<std::uint32_t>(last);
  }

  void start_row() {
    auto const wanted = number("Index", row_ + 1);
    over_ = over_ || wanted <= row_ || wanted > kRowsMax;
    row_ = wanted;
    row_span_ = number("Span", 0);
    row_hidden_ = xml_.attribute("Hidden") == "1";
    row_first_ = static_cast<std::uint32_t>(sheet().cells.size());
    column_ = 0;
    in_row_ = true;
  }

  void end_row() {
    if (!in_row_) { return; }
    in_row_ = false;
    if (sheet().cells.size() != row_first_) {
      sheet().rows.push_back({row_, row_first_, row_hidden_});
    }
    row_ += std::min<std::uint32_t>(row_span_, kRowsMax);  // rows of the same look, without cells
    over_ = over_ || row_ > kRowsMax || sheet().cells.size() > kCellsMax;
  }

  void start_cell() {
    auto const wanted = number("Index", column_ + 1);
    over_ = over_ || wanted <= column_ || wanted > kColumnsMax;
    column_ = std::min<std::uint32_t>(wanted, kColumnsMax);
    across_ = number("MergeAcross", 0);
    down_ = number("MergeDown", 0);
    formula_ = xml_.has_attribute("Formula");
    auto const style = styles_.find(xml_.attribute("StyleID"));
    format_ = style == styles_.end() ? Cell::Format::general : style->second;
    in_cell_ = true;
    has_data_ = false;
    text_.clear();
  }

  void end_cell() {
    if (!in_cell_) { return; }
    in_cell_ = false;
    auto const at = static_cast<std::uint16_t>(column_ - 1);
    if (!over_) { add_cell(at); }
    if (across_ > 0 || down_ > 0) { add_merge(at); }
    column_ += std::min<std::uint32_t>(across_, kColumnsMax);
    text_.clear();
  }

  void add_merge(std::uint16_t column) {
    auto const right = std::min<std::uint64_t>(std::uint64_t{column} + across_, kColumnsMax - 1);
    auto const bottom = std::min<std::uint64_t>(std::uint64_t{row_} + down_, kRowsMax);
    sheet().merges.push_back(
        {row_, static_cast<std::uint32_t>(bottom), column, static_cast<std::uint16_t>(right)});
    over_ = over_ || sheet().merges.size() > kMergesMax;
  }

  void add_cell(std::uint16_t column) {
    auto const text = std::string_view{text_}.substr(0, kCellBytesMax);
    if (!has_data_) {
      if (formula_) { grid_.add_text(sheet(), column, {}, Cell::Type::no_value, true); }
      return;
    }
    if (type_ == "Number" || type_ == "Boolean") {
      auto value = 0.0;
      auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
      if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) {
        grid_.add_number(sheet(), column, value, format_, formula_);
        if (type_ == "Boolean") { sheet().cells.back().type = Cell::Type::boolean; }
        return;
      }
    }
    if (text.empty()) { return; }
    auto const type = type_ == "DateTime" ? Cell::Type::date
                      : type_ == "Error"  ? Cell::Type::error
                                          : Cell::Type::text;
    grid_.add_text(sheet(), column, type_ == "DateTime" ? day_of(text) : text, type, formula_);
  }

  // 2024-03-01T00:00:00.000 is the day itself.
  static std::string_view day_of(std::string_view text) {
    text = text.substr(0, text.find('.'));
    return text.ends_with("T00:00:00") ? text.substr(0, text.size() - 9) : text;
  }

  Grid& grid_;
  XmlReader xml_;
  std::map<std::string, Cell::Format, std::less<>> styles_;
  std::string style_, type_, text_;
  std::uint32_t row_{}, row_span_{}, row_first_{}, column_{}, columns_{}, across_{}, down_{};
  Cell::Format format_{};
  int notes_{};
  bool in_row_{}, in_cell_{}, in_data_{}, in_option_{}, has_data_{}, formula_{}, row_hidden_{};
  bool over_{};
};

}  // namespace

bool is_xml2003(std::string_view bytes) {
  constexpr auto kHead = std::size_t{4096};
  auto text = bytes.substr(0, kHead);
  Utf8 head;
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff")) {
    if (to_utf8(text, head)) { return false; }
    text = head.text;
  }
  auto const from = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return from != std::string_view::npos && text[from] == '<' &&
         text.find("urn:schemas-microsoft-com:office:spreadsheet") != std::string_view::npos &&
         (text.find("<Workbook") != std::string_view::npos ||
          text.find(":Workbook") != std::string_view::npos);
}

Outcome read_xml2003(std::string_view bytes, Grid& grid) {
  Utf8 utf8;
  if (auto refused = to_utf8(bytes, utf8)) { return refused; }
  grid.container = Container::xml2003;
  return Reader{utf8.text, grid}.read();
}

}  // namespace chengjie::files
