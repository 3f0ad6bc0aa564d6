#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <optional>
#include <set>

#include "chengjie/base/tree.h"
#include "chengjie/files/encoding.h"
#include "chengjie/files/table_out.h"
#include "chengjie/files/zip.h"

namespace chengjie::files {
namespace {

// So that one sheet of a wide table unpacks to less than kPartBytesMax and the importer takes it.
constexpr auto kRowsOfSheet = std::size_t{400'000};
constexpr auto kCellCharactersMax = std::size_t{32'767};  // Excel's own, in UTF-16 units
constexpr auto kSheetNameMax = std::size_t{28};           // Excel: 31, less what tells them apart
constexpr auto kRowsBetweenChecks = std::size_t{1'000};

std::size_t next_character(std::string_view s, std::size_t at) {
  ++at;
  while (at < s.size() && (static_cast<unsigned char>(s[at]) & 0xc0) == 0x80) { ++at; }
  return at;
}

// The first characters of a text that take at most `most` UTF-16 units.
std::string_view beginning(std::string_view s, std::size_t most) {
  if (s.size() <= most) { return s; }
  auto units = std::size_t{0};
  for (auto at = std::size_t{0}; at < s.size();) {
    auto const next = next_character(s, at);
    units += next - at == 4 ? 2 : 1;
    if (units > most) { return s.substr(0, at); }
    at = next;
  }
  return s;
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

// _x0041_ would be read as A: its first character is written as _x005F_ (ECMA-376, 22.9.2.19).
void escape_escapes(std::string& text) {
  for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    auto const code = std::string_view{text}.substr(at + 2, 4);
    if (code.size() != 4 || text.size() < at + 7 || text[at + 6] != '_' ||
        !std::ranges::all_of(code, is_hex)) {
      continue;
    }
    text.replace(at, 1, "_x005F_");
    at += 6;
  }
}

// Days of Excel's calendar, which has a 29 February 1900: days before 1 March 1900 stay text.
std::optional<double> serial_of(std::string_view iso) {
  auto const number = [&](std::size_t at, std::size_t size, int& out) {
    auto const part = iso.substr(at, size);
    auto const read = std::from_chars(part.data(), part.data() + part.size(), out);
    return part.size() == size && read.ec == std::errc{} && read.ptr == part.data() + part.size();
  };
  int year{}, month{}, day{}, hour{}, minute{};
  if ((iso.size() != 10 && iso.size() != 16) || iso[4] != '-' || iso[7] != '-' ||
      !number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) {
    return {};
  }
  if (iso.size() == 16 &&
      (iso[10] != 'T' || iso[13] != ':' || !number(11, 2, hour) || !number(14, 2, minute))) {
    return {};
  }
  using namespace std::chrono;
  auto const date =
      year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                     std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || year < 1901 || year > 9999) { return {}; }
  auto const epoch = sys_days{std::chrono::year{1899} / December / 30};
  return static_cast<double>((sys_days{date} - epoch).count()) + (hour * 60 + minute) / 1440.0;
}

double width_of(OutColumn::Type type) {
  switch (type) {
    case OutColumn::Type::text:
      return 18;
    case OutColumn::Type::long_text:
      return 44;
    case OutColumn::Type::code:
      return 22;
    case OutColumn::Type::number:
    case OutColumn::Type::plain:
      return 15;
    case OutColumn::Type::date:
      return 12;
  }
  return 18;
}

std::string sheet_name(std::string const& wanted, std::size_t number) {
  auto name = std::string{};
  for (auto const c : beginning(wanted, kSheetNameMax)) {
    name += std::string_view{"[]:*?/\\'"}.find(c) == std::string_view::npos ? c : ' ';
  }
  if (name.empty()) { name = "表"; }
  return number == 1 ? name : name + " " + std::to_string(number);
}

class XlsxSink final : public TableSink {
 public:
  XlsxSink(std::string const& path, TableHead head)
      : file_(path), path_(path), head_(std::move(head)) {}
  ~XlsxSink() override {
    if (book_ != nullptr) { lxw_workbook_free(book_); }
  }

  Result<Done> begin() {
    if (auto const opened = file_.open(); !opened) { return opened; }
    auto const slash = path_.rfind('/');
    auto folder = slash == std::string::npos ? std::string{"."} : path_.substr(0, slash + 1);
    auto options = lxw_workbook_options{};
    options.constant_memory = LXW_TRUE;
    options.use_zip64 = LXW_TRUE;
    options.tmpdir = folder.data();
    book_ = workbook_new_opt(file_.making().c_str(), &options);
    if (book_ == nullptr) { return file_.cannot_write(); }
    make_formats();
    return next_sheet();
  }

  Result<Done> row(std::span<OutValue const> cells) override {
    if (rows_ == kRowsOfSheet) {
      if (auto const next = next_sheet(); !next) { return next; }
    }
    for (auto i = std::size_t{0}; i != cells.size(); ++i) { put(i, cells[i]); }
    ++line_;
    ++rows_;
    return rows_ % kRowsBetweenChecks == 0 ? check_disk() : Result<Done>{kDone};
  }

  Result<Done> finish() override {
    if (auto const checked = check_disk(); !checked) { return checked; }
    end_sheet();
    tell_about();
    auto const error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) { return file_.cannot_write(); }
    if (auto const whole = check_whole(); !whole) { return whole; }
    return file_.commit();
  }

  std::vector<std::string> cut() const override { return {cut_.begin(), cut_.end()}; }

 private:
  struct Formats {
    lxw_format *header{}, *text{}, *wrapped{}, *whole{}, *broken{}, *day{}, *time{};
  };

  lxw_format* format(char const* number) {
    auto* const made = workbook_add_format(book_);
    if (number != nullptr) { format_set_num_format(made, number); }
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    return made;
  }

  void make_formats() {
    formats_.header = format("@");
    format_set_bold(formats_.header);
    format_set_text_wrap(formats_.header);
    format_set_bg_color(formats_.header, 0xE8EEF5);
    format_set_bottom(formats_.header, LXW_BORDER_THIN);
    formats_.text = format("@");  // a code typed over stays a text
    formats_.wrapped = format("@");
    format_set_text_wrap(formats_.wrapped);
    formats_.whole = format("#,##0");
    formats_.broken = format("#,##0.00####");
    formats_.day = format("yyyy-mm-dd");
    formats_.time = format("yyyy-mm-dd hh:mm");
  }

  Result<Done> next_sheet() {
    if (sheet_ != nullptr) {
      if (auto const checked = check_disk(); !checked) { return checked; }
      end_sheet();
    }
    sheet_ = workbook_add_worksheet(book_, sheet_name(head_.name, ++sheets_).c_str());
    if (sheet_ == nullptr) { return file_.cannot_write(); }
    auto const below = std::ranges::any_of(
        head_.columns, [](auto const& column) { return !column.below.empty(); });
    line_ = 0;
    rows_ = 0;
    put_header(&OutColumn::title, true);
    if (below) { put_header(&OutColumn::below, false); }
    worksheet_freeze_panes(sheet_, line_, 0);
    return kDone;
  }

  void put_header(std::string OutColumn::* words, bool first) {
    for (auto i = std::size_t{0}; i != head_.columns.size(); ++i) {
      auto const& column = head_.columns[i];
      auto const at = static_cast<lxw_col_t>(i);
      if (first) { worksheet_set_column(sheet_, at, at, width_of(column.type), nullptr); }
      if (!(column.*words).empty()) {
        worksheet_write_string(sheet_, line_, at, fitting(column.*words, i).c_str(),
                               formats_.header);
      }
    }
    ++line_;
  }

  void end_sheet() {
    if (rows_ == 0 || head_.columns.empty()) { return; }
    auto const header = line_ - static_cast<lxw_row_t>(rows_) - 1;
    worksheet_autofilter(sheet_, header, 0, line_ - 1,
                         static_cast<lxw_col_t>(head_.columns.size() - 1));
  }

  void put(std::size_t column, OutValue const& value) {
    auto const at = static_cast<lxw_col_t>(column);
    if (auto const* number = std::get_if<double>(&value)) {
      worksheet_write_number(sheet_, line_, at, *number, number_format(column, *number));
      return;
    }
    if (std::holds_alternative<std::monostate>(value)) { return; }
    auto const* own = std::get_if<std::string>(&value);
    auto const joined = own == nullptr ? text_of(value) : std::string{};
    put_text(column, own == nullptr ? joined : *own);
  }

  lxw_format* number_format(std::size_t column, double number) const {
    if (head_.columns[column].type == OutColumn::Type::plain) { return nullptr; }
    return number == std::floor(number) ? formats_.whole : formats_.broken;
  }

  void put_text(std::size_t column, std::string const& text) {
    auto const at = static_cast<lxw_col_t>(column);
    auto const type = head_.columns[column].type;
    if (text.empty()) { return; }
    if (type == OutColumn::Type::date) {
      if (auto const serial = serial_of(text)) {
        worksheet_write_number(sheet_, line_, at, *serial,
                               text.size() == 10 ? formats_.day : formats_.time);
        return;
      }
    }
    auto* const shown = type == OutColumn::Type::long_text ? formats_.wrapped : formats_.text;
    worksheet_write_string(sheet_, line_, at, fitting(text, column).c_str(), shown);
  }

  std::string const& fitting(std::string const& text, std::size_t column) {
    made_ = text.front() == '\'' ? "'" + text : text;  // the importer takes one off
    if (!is_utf8(made_)) { made_ = repaired(made_); }
    escape_escapes(made_);
    auto const fits = beginning(made_, kCellCharactersMax);
    if (fits.size() != made_.size()) {
      cut_.insert(head_.columns[column].title);
      made_.resize(fits.size());
    }
    return made_;
  }

  void tell_about() {
    auto* const sheet = workbook_add_worksheet(book_, "说明");
    if (sheet == nullptr) { return; }
    worksheet_set_column(sheet, 0, 0, 18, nullptr);
    worksheet_set_column(sheet, 1, 1, 80, nullptr);
    auto line = lxw_row_t{0};
    auto const tell = [&](std::string const& name, std::string const& words) {
      auto const kept = std::string{beginning(words, kCellCharactersMax)};
      worksheet_write_string(sheet, line, 0, name.c_str(), formats_.text);
      worksheet_write_string(sheet, line++, 1, kept.c_str(), formats_.wrapped);
    };
    for (auto const& [name, words] : head_.about) { tell(name, words); }
    for (auto const& column : cut_) { tell("超长而截断的列", column + "：全文请导出 CSV"); }
  }

  // The library does not look at what its scratch files answer.
  Result<Done> check_disk() const {
    errno = 0;
    if (std::fflush(sheet_->file) != 0 || std::ferror(sheet_->file) != 0) {
      return file_.cannot_write();
    }
    return kDone;
  }

  // Nor at what the second scratch file of a sheet answers: what was packed is read once more.
  Result<Done> check_whole() const {
    auto const bytes = read_file(file_.making());
    if (!bytes) { return bytes.error(); }
    Zip zip;
    if (zip.open(*bytes)) { return file_.cannot_write(); }
    for (auto number = std::size_t{1}; number <= sheets_ + 1; ++number) {
      auto const name = "xl/worksheets/sheet" + std::to_string(number) + ".xml";
      if (!ends_well(zip, name)) { return file_.cannot_write(); }
    }
    return kDone;
  }

  static bool ends_well(Zip const& zip, std::string const& name) {
    constexpr auto kEnd = std::string_view{"</worksheet>"};
    Zip::Part part{zip, name};
    if (!part.ok()) { return false; }
    auto buffer = std::vector<char>(std::size_t{1} << 16);
    auto tail = std::string{};
    for (;;) {
      auto const got = part.read(buffer.data(), buffer.size());
      if (got < 0) { return false; }
      if (got == 0) { return tail.ends_with(kEnd); }
      tail.append(buffer.data(), static_cast<std::size_t>(got));
      if (tail.size() > kEnd.size()) { tail.erase(0, tail.size() - kEnd.size()); }
    }
  }

  AtomicFile file_;
  std::string path_;
  TableHead head_;
  lxw_workbook* book_{};
  lxw_worksheet* sheet_{};
  Formats formats_;
  std::size_t sheets_{}, rows_{};
  lxw_row_t line_{};
  std::set<std::string> cut_;
  std::string made_;
};

}  // namespace

Result<std::unique_ptr<TableSink>> xlsx_sink(std::string const& path, TableHead head) {
  auto sink = std::make_unique<XlsxSink>(path, std::move(head));
  if (auto const begun = sink->begin(); !begun) { return begun.error(); }
  return std::unique_ptr<TableSink>{std::move(sink)};
}

}  // namespace chengjie::files
