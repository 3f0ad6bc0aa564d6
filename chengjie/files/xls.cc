#include "chengjie/files/xls.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "chengjie/files/compound.h"
#include "chengjie/files/xlsx.h"

namespace chengjie::files {
namespace {

enum RecordType : std::uint32_t {
  kFormula = 0x06,
  kEof = 0x0a,
  kDateMode = 0x22,
  kFilePass = 0x2f,
  kContinue = 0x3c,
  kColInfo = 0x7d,
  kBoundSheet = 0x85,
  kMulRk = 0xbd,
  kXf = 0xe0,
  kMergedCells = 0xe5,
  kSst = 0xfc,
  kLabelSst = 0xfd,
  kNumber = 0x203,
  kLabel = 0x204,
  kBoolErr = 0x205,
  kString = 0x207,
  kRow = 0x208,
  kRk = 0x27e,
  kFormat = 0x41e,
  kBof = 0x809,
};

Refused damaged() {
  return refuse(Refusal::damaged, "XLS 文件损坏或没有传完",
                "请在表格软件中打开后另存为 xlsx，再导入");
}

struct Record {
  std::uint32_t type{};
  std::vector<std::string_view> parts;  // the record and its CONTINUEs
  std::string_view data() const { return parts.front(); }
};

// Records of a stream; CONTINUE joins the one before it.
class Records {
 public:
  Records(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}
  bool next(Record& record) {
    record.parts.clear();
    std::string_view data;
    if (!take(record.type, data)) { return false; }
    record.parts.push_back(data);
    while (little16(stream_, at_) == kContinue && at_ + 4 <= stream_.size()) {
      std::uint32_t type = 0;
      if (!take(type, data)) { return false; }
      record.parts.push_back(data);
    }
    return true;
  }

 private:
  bool take(std::uint32_t& type, std::string_view& data) {
    if (at_ + 4 > stream_.size()) { return false; }
    type = little16(stream_, at_);
    auto const size = little16(stream_, at_ + 2);
    if (at_ + 4 + size > stream_.size()) { return false; }
    data = stream_.substr(at_ + 4, size);
    at_ += 4 + size;
    return true;
  }
  std::string_view stream_;
  std::size_t at_;
};

void append_utf8(std::string& out, std::u16string_view wide) {
  for (std::size_t i = 0; i < wide.size(); ++i) {
    std::uint32_t c = wide[i];
    if (c >= 0xd800 && c < 0xdc00 && i + 1 < wide.size() && wide[i + 1] >= 0xdc00 &&
        wide[i + 1] < 0xe000) {
      c = 0x10000 + ((c - 0xd800) << 10) + (wide[++i] - 0xdc00U);
    } else if (c >= 0xd800 && c < 0xe000) {
      c = 0xfffd;
    }
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xc0 | c >> 6);
      out += static_cast<char>(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      out += static_cast<char>(0xe0 | c >> 12);
      out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
      out += static_cast<char>(0x80 | (c & 0x3f));
    } else {
      out += static_cast<char>(0xf0 | c >> 18);
      out += static_cast<char>(0x80 | (c >> 12 & 0x3f));
      out += static_cast<char>(0x80 | (c >> 6 & 0x3f));
      out += static_cast<char>(0x80 | (c & 0x3f));
    }
  }
}

// Reads across the parts of a record; characters that go on in the next part begin there with a
// new byte of flags (MS-XLS 2.5.293).
class PartReader {
 public:
  explicit PartReader(std::vector<std::string_view> const& parts, std::size_t at = 0)
      : parts_(parts), at_(at) {}

  bool done() const { return part_ >= parts_.size(); }
  std::uint32_t byte() {
    settle();
    return done() ? 0 : static_cast<unsigned char>(parts_[part_][at_++]);
  }
  std::uint32_t word() {
    auto const low = byte();
    return low | byte() << 8;
  }
  std::uint32_t dword() {
    auto const low = word();
    return low | word() << 16;
  }
  void skip(std::uint64_t bytes) {
    for (settle(); bytes != 0 && !done(); settle()) {
      auto const step = std::min<std::uint64_t>(bytes, parts_[part_].size() - at_);
      at_ += static_cast<std::size_t>(step);
      bytes -= step;
    }
  }
  std::string characters(std::uint32_t count, bool wide) {
    std::u16string text;
    for (std::uint32_t i = 0; i != count; ++i) {
      if (at_ >= parts_[std::min(part_, parts_.size() - 1)].size()) {
        settle();
        if (done()) { break; }
        wide = (static_cast<unsigned char>(parts_[part_][at_++]) & 1U) != 0;
      }
      text += static_cast<char16_t>(wide ? word() : byte());
    }
    std::string out;
    append_utf8(out, text);
    return out;
  }
  // u16 count, flags, then the text with its rich runs and extras left out.
  std::string text(std::uint32_t count) {
    auto const flags = byte();
    auto const runs = (flags & 8U) != 0 ? word() : 0;
    auto const extra = (flags & 4U) != 0 ? dword() : 0;
    auto out = characters(count, (flags & 1U) != 0);
    skip(std::uint64_t{runs} * 4 + extra);
    return out;
  }

 private:
  void settle() {
    while (part_ < parts_.size() && at_ >= parts_[part_].size()) {
      ++part_;
      at_ = 0;
    }
  }
  std::vector<std::string_view> const& parts_;
  std::size_t part_{};
  std::size_t at_{};
};

double double_at(std::string_view data, std::size_t at) {
  auto bits = std::uint64_t{little32(data, at)} | std::uint64_t{little32(data, at + 4)} << 32;
  auto value = 0.0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

// 30 bits of a whole number or of a double's upper half, perhaps a hundredfold.
double number_of_rk(std::uint32_t rk) {
  auto value = 0.0;
  if ((rk & 2U) != 0) {
    value = static_cast<double>(static_cast<std::int32_t>(rk) >> 2);
  } else {
    auto const bits = std::uint64_t{rk & 0xfffffffcU} << 32;
    std::memcpy(&value, &bits, sizeof value);
  }
  return (rk & 1U) != 0 ? value / 100 : value;
}

std::string_view error_name(std::uint32_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0f:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1d:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
  }
}

struct SheetEntry {
  std::string name;
  std::size_t at{};
  bool hidden{}, work{};
};

struct Workbook {
  std::vector<SheetEntry> sheets;
  std::vector<std::string> shared;
  std::map<std::uint32_t, Cell::Format> own_formats;
  std::vector<std::uint32_t> format_of_xf;

  Cell::Format format(std::uint32_t xf) const {
    if (xf >= format_of_xf.size()) { return Cell::Format::general; }
    auto const found = own_formats.find(format_of_xf[xf]);
    return found != own_formats.end() ? found->second : format_of_number(format_of_xf[xf]);
  }
};

void read_shared(Record const& record, std::vector<std::string>& out) {
  PartReader reader(record.parts, 4);
  auto const count = reader.dword();
  for (std::uint32_t i = 0; i != count && !reader.done() && out.size() < kCellsMax; ++i) {
    auto const length = reader.word();
    out.push_back(reader.text(length));
  }
}

Outcome read_globals(std::string_view stream, Workbook& book, bool& date1904) {
  Records records(stream, 0);
  Record record;
  if (!records.next(record) || record.type != kBof) { return damaged(); }
  if (little16(record.data(), 0) != 0x600) {
    return refuse(Refusal::unsupported_format, "这是 Excel 95 或更早的 XLS 文件",
                  "请在表格软件中另存为 xlsx 后再导入");
  }
  while (records.next(record)) {
    auto const data = record.data();
    switch (record.type) {
      case kEof:
        return {};
      case kFilePass:
        return refuse(Refusal::encrypted, "文件有密码", "请去掉密码后重新发送");
      case kDateMode:
        date1904 = little16(data, 0) == 1;
        break;
      case kXf:
        book.format_of_xf.push_back(little16(data, 2));
        break;
      case kSst:
        read_shared(record, book.shared);
        break;
      case kFormat: {
        PartReader reader(record.parts);
        auto const id = reader.word();
        auto const length = reader.word();
        book.own_formats[id] = format_of_code(reader.text(length));
        break;
      }
      case kBoundSheet: {
        if (data.size() < 8) { return damaged(); }
        PartReader reader(record.parts, 6);
        auto const length = reader.byte();
        book.sheets.push_back(
            {reader.text(length), little32(data, 0), (data[4] & 3) != 0, data[5] == 0});
        if (book.sheets.size() > kSheetsMax) { return damaged(); }
        break;
      }
      default:
        break;
    }
  }
  return damaged();
}

class SheetReader {
 public:
  SheetReader(Grid& grid, Sheet& sheet, Workbook const& book)
      : grid_(grid), sheet_(sheet), book_(book) {}

  Outcome read(std::string_view stream, std::size_t at) {
    Records records(stream, at);
    Record record;
    auto depth = 0;  // charts stand inside a sheet as streams of their own
    while (records.next(record)) {
      if (record.type == kBof) { ++depth; }
      if (record.type == kEof && --depth == 0) { return finish(); }
      if (depth == 1) { take(record); }
      if (sheet_.cells.size() > kCellsMax || sheet_.merges.size() > kMergesMax) {
        return damaged();
      }
    }
    return damaged();
  }

 private:
  void take(Record const& record) {
    auto const data = record.data();
    auto const row = little16(data, 0);
    auto const column = little16(data, 2);
    auto const xf = little16(data, 4);
    switch (record.type) {
      case kRow:
        if ((little16(data, 12) & 0x20U) != 0) { hidden_rows_.push_back(row + 1); }
        break;
      case kColInfo:
        hide_columns(data);
        break;
      case kLabelSst: {
        auto const index = little32(data, 6);
        if (index < book_.shared.size()) {
          add_text(row, column, book_.shared[index], Cell::Type::text);
        }
        break;
      }
      case kLabel: {
        PartReader reader(record.parts, 6);
        auto const length = reader.word();
        add_text(row, column, reader.text(length), Cell::Type::text);
        break;
      }
      case kNumber:
        add_number(row, column, double_at(data, 6), book_.format(xf));
        break;
      case kRk:
        add_number(row, column, number_of_rk(little32(data, 6)), book_.format(xf));
        break;
      case kMulRk:
        for (std::size_t at = 4, i = 0; at + 8 <= data.size(); at += 6, ++i) {
          add_number(row, column + static_cast<std::uint32_t>(i),
                     number_of_rk(little32(data, at + 2)), book_.format(little16(data, at)));
        }
        break;
      case kBoolErr:
        add_bool_or_error(row, column, data, 6, 7);
        break;
      case kFormula:
        take_formula(row, column, xf, data);
        break;
      case kString:
        if (text_pending_) {
          PartReader reader(record.parts);
          auto const length = reader.word();
          add_text(pending_row_, pending_column_, reader.text(length), Cell::Type::text, true);
          text_pending_ = false;
        }
        break;
      case kMergedCells:
        for (std::size_t at = 2; at + 8 <= data.size(); at += 8) {
          sheet_.merges.push_back({little16(data, at) + 1, little16(data, at + 2) + 1,
                                   static_cast<std::uint16_t>(little16(data, at + 4)),
                                   static_cast<std::uint16_t>(little16(data, at + 6))});
        }
        break;
      default:
        break;
    }
  }

  void take_formula(std::uint32_t row, std::uint32_t column, std::uint32_t xf,
                    std::string_view data) {
    text_pending_ = false;
    if (little16(data, 12) != 0xffff) {
      add_number(row, column, double_at(data, 6), book_.format(xf), true);
      return;
    }
    auto const what = static_cast<unsigned char>(data[6]);
    if (what == 0) {
      text_pending_ = true;
      pending_row_ = row;
      pending_column_ = column;
    } else if (what == 1) {
      add_number(row, column, static_cast<unsigned char>(data[8]), {}, true);
      rows_cells_.back().second.type = Cell::Type::boolean;
    } else if (what == 2) {
      add_text(row, column, error_name(static_cast<unsigned char>(data[8])), Cell::Type::error,
               true);
    }
  }

  void add_bool_or_error(std::uint32_t row, std::uint32_t column, std::string_view data,
                         std::size_t value, std::size_t kind) {
    if (data.size() <= kind) { return; }
    auto const code = static_cast<unsigned char>(data[value]);
    if (data[kind] != 0) {
      add_text(row, column, error_name(code), Cell::Type::error);
    } else {
      add_number(row, column, code, {});
      rows_cells_.back().second.type = Cell::Type::boolean;
    }
  }

  void add_number(std::uint32_t row, std::uint32_t column, double value, Cell::Format format,
                  bool formula = false) {
    Cell cell;
    cell.number = value;
    cell.column = static_cast<std::uint16_t>(column);
    cell.type = Cell::Type::number;
    cell.format = format;
    cell.formula = formula;
    rows_cells_.emplace_back(row + 1, cell);
  }

  void add_text(std::uint32_t row, std::uint32_t column, std::string_view text, Cell::Type type,
                bool formula = false) {
    if (text.empty()) { return; }
    Cell cell;
    cell.bytes = grid_.arena.keep(text);
    cell.length = static_cast<std::uint32_t>(text.size());
    cell.column = static_cast<std::uint16_t>(column);
    cell.type = type;
    cell.formula = formula;
    rows_cells_.emplace_back(row + 1, cell);
  }

  void hide_columns(std::string_view data) {
    if ((little16(data, 8) & 1U) == 0) { return; }
    for (auto column = little16(data, 0); column <= std::min<std::uint32_t>(little16(data, 2), 255);
         ++column) {
      sheet_.hidden_columns.push_back(static_cast<std::uint16_t>(column));
    }
  }

  Outcome finish() {
    std::ranges::sort(rows_cells_, [](auto const& a, auto const& b) {
      return std::pair{a.first, a.second.column} < std::pair{b.first, b.second.column};
    });
    std::ranges::sort(hidden_rows_);
    for (auto const& [row, cell] : rows_cells_) {
      if (sheet_.rows.empty() || sheet_.rows.back().number != row) {
        sheet_.rows.push_back({row, static_cast<std::uint32_t>(sheet_.cells.size()),
                               std::ranges::binary_search(hidden_rows_, row)});
      }
      sheet_.cells.push_back(cell);
    }
    return {};
  }

  Grid& grid_;
  Sheet& sheet_;
  Workbook const& book_;
  std::vector<std::pair<std::uint32_t, Cell>> rows_cells_;
  std::vector<std::uint32_t> hidden_rows_;
  bool text_pending_{};
  std::uint32_t pending_row_{}, pending_column_{};
};

}  // namespace

Outcome read_xls(std::string_view bytes, Grid& grid) {
  grid.container = Container::xls;
  Compound file;
  if (auto refused = file.open(bytes)) { return refused; }
  if (file.has("EncryptedPackage")) {
    return refuse(Refusal::encrypted, "文件有密码", "请去掉密码后重新发送");
  }
  if (!file.has("Workbook")) {
    return refuse(
        Refusal::unsupported_format,
        file.has("Book") ? "这是 Excel 95 或更早的 XLS 文件" : "这是旧版办公文档，不是表格",
        "请在表格软件中另存为 xlsx 后再导入");
  }
  std::string stream;
  if (auto refused = file.read("Workbook", stream)) { return refused; }
  Workbook book;
  if (auto refused = read_globals(stream, book, grid.date1904)) { return refused; }
  for (auto const& entry : book.sheets) {
    if (!entry.work) { continue; }
    auto& sheet = grid.sheets.emplace_back();
    sheet.name = entry.name;
    sheet.hidden = entry.hidden;
    if (auto refused = SheetReader(grid, sheet, book).read(stream, entry.at)) { return refused; }
  }
  return {};
}

}  // namespace chengjie::files
