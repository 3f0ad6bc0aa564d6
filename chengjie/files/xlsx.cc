#include "chengjie/files/xlsx.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "chengjie/files/xml.h"

namespace chengjie::files {
namespace {

using Event = XmlReader::Event;

Refused damaged(std::string_view part) {
  return refuse(Refusal::damaged, "工作簿损坏：" + std::string{part} + " 读不下去",
                "请在表格软件中打开后另存，再导入");
}
Refused too_large(std::string_view part) {
  return refuse(Refusal::too_large, "工作簿过大或构造异常：" + std::string{part} + " 超出读取上限",
                "请只留需要的工作表，或另存为 CSV 后导入");
}

// What a reader that stopped says about its part; nothing when it came to the end.
Outcome outcome_of(Event event, XmlReader const& xml, std::string_view part) {
  if (event == Event::limit || xml.source_state() == -2) { return too_large(part); }
  return event == Event::broken ? Outcome{damaged(part)} : Outcome{};
}
bool stopped(Event event) {
  return event == Event::done || event == Event::broken || event == Event::limit;
}

bool is_true(std::string_view value) { return value == "1" || value == "true"; }

template <class Number>
bool read_number(std::string_view text, Number& out) {
  auto const read = std::from_chars(text.data(), text.data() + text.size(), out);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

// "AB12" -> column 27, row 12. False when it is no reference within bounds.
bool read_reference(std::string_view text, std::uint32_t& column, std::uint32_t& row) {
  std::size_t at = 0;
  std::uint32_t number = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && at < 3; ++at) {
    number = number * 26 + static_cast<std::uint32_t>(text[at] - 'A' + 1);
  }
  if (number == 0 || number > kColumnsMax || !read_number(text.substr(at), row) || row == 0) {
    return false;
  }
  column = number - 1;
  return true;
}

// "../xl/worksheets/sheet1.xml" against "xl/workbook.xml".
std::string resolve(std::string_view base, std::string_view target) {
  std::string path;
  if (target.starts_with('/')) {
    path = target.substr(1);
  } else {
    auto const slash = base.rfind('/');
    path = std::string{slash == std::string_view::npos ? "" : base.substr(0, slash + 1)} +
           std::string{target};
  }
  for (auto up = path.find("/../"); up != std::string::npos; up = path.find("/../")) {
    auto const before = up == 0 ? std::string::npos : path.rfind('/', up - 1);
    path.erase(before == std::string::npos ? 0 : before + 1,
               up + 4 - (before == std::string::npos ? 0 : before + 1));
  }
  return path;
}

struct Relation {
  std::string type, target;  // the type's last word: "worksheet"
};
using Relations = std::map<std::string, Relation>;

Outcome read_relations(Zip const& zip, std::string const& of, Relations& out) {
  auto const slash = of.rfind('/');
  auto const folder = slash == std::string::npos ? std::string{} : of.substr(0, slash + 1);
  auto const part = folder + "_rels/" + of.substr(folder.size()) + ".rels";
  if (!zip.has(part)) { return {}; }
  std::string bytes;
  if (auto refused = zip.read(part, bytes)) { return refused; }
  auto xml = XmlReader::of(bytes);
  for (auto event = xml.next();; event = xml.next()) {
    if (stopped(event)) { return outcome_of(event, xml, part); }
    if (event != Event::start || xml.name() != "Relationship") { continue; }
    auto const id = std::string{xml.attribute("Id")};
    auto const type = std::string{xml.attribute("Type")};
    out[id] = {type.substr(type.rfind('/') + 1), resolve(of, xml.attribute("Target"))};
  }
}

struct Styles {
  std::vector<Cell::Format> formats;  // by cellXfs index
  Cell::Format of(std::size_t style) const {
    return style < formats.size() ? formats[style] : Cell::Format::general;
  }
};

Outcome read_styles(Zip const& zip, std::string const& part, Styles& out) {
  std::string bytes;
  if (auto refused = zip.read(part, bytes)) { return refused; }
  std::map<unsigned, Cell::Format> own;
  auto in_cells = false;
  auto xml = XmlReader::of(bytes);
  for (auto event = xml.next();; event = xml.next()) {
    if (stopped(event)) { return outcome_of(event, xml, part); }
    if (event == Event::end && xml.name() == "cellXfs") { in_cells = false; }
    if (event != Event::start) { continue; }
    auto id = 0U;
    if (xml.name() == "cellXfs") { in_cells = true; }
    if (xml.name() == "numFmt" && read_number(xml.attribute("numFmtId"), id)) {
      own[id] = format_of_code(xml.attribute("formatCode"));
    } else if (xml.name() == "xf" && in_cells) {
      read_number(xml.attribute("numFmtId"), id);
      auto const found = own.find(id);
      out.formats.push_back(found == own.end() ? format_of_number(id) : found->second);
    }
  }
}

struct SharedText {
  char const* bytes;
  std::uint32_t length;
};

// _x000D_ and the like stand for characters that XML cannot hold.
void decode_escapes(std::string& text) {
  for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + 7 > text.size() || text[at + 6] != '_') { continue; }
    auto code = 0U;
    auto const read = std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16);
    if (read.ec != std::errc{} || read.ptr != text.data() + at + 6 || code >= 0x80) { continue; }
    text.replace(
        at, 7, code == 0 || code == '\r' ? std::string{} : std::string(1, static_cast<char>(code)));
  }
}

XmlSource source_of(Zip::Part& part) {
  return [&part](char* to, std::size_t size) { return part.read(to, size); };
}

Outcome read_shared(Zip const& zip, std::string const& name, Arena& arena,
                    std::vector<SharedText>& out) {
  Zip::Part part(zip, name);
  if (!part.ok()) { return damaged(name); }
  XmlReader xml(source_of(part));
  std::string text;
  auto in_text = false;
  auto phonetic = 0;
  for (auto event = xml.next();; event = xml.next()) {
    if (stopped(event)) { return outcome_of(event, xml, name); }
    if (event == Event::text) {
      if (in_text && phonetic == 0) { text += xml.text(); }
      continue;
    }
    auto const start = event == Event::start;
    if (xml.name() == "t") {
      in_text = start;
    } else if (xml.name() == "rPh") {
      phonetic += start ? 1 : -1;
    } else if (xml.name() == "si") {
      if (start) {
        text.clear();
        continue;
      }
      decode_escapes(text);
      if (text.size() > kCellBytesMax) { text.resize(kCellBytesMax); }
      out.push_back({arena.keep(text), static_cast<std::uint32_t>(text.size())});
      if (out.size() > kCellsMax) { return too_large(name); }
    }
  }
}

// One sheet, cell by cell.
class SheetReader {
 public:
  SheetReader(Grid& grid, Sheet& sheet, std::vector<SharedText> const& shared, Styles const& styles)
      : grid_(grid), sheet_(sheet), shared_(shared), styles_(styles) {}

  Outcome read(Zip const& zip, std::string const& name) {
    Zip::Part part(zip, name);
    if (!part.ok()) { return damaged(name); }
    XmlReader xml(source_of(part));
    for (auto event = xml.next();; event = xml.next()) {
      if (stopped(event)) { return finish(outcome_of(event, xml, name)); }
      if (event == Event::start) { start(xml); }
      if (event == Event::end) { end(xml.name()); }
      if (event == Event::text && (in_value_ || in_text_) && phonetic_ == 0) {
        text_ += xml.text();
      }
      if (broken_) { return damaged(name); }
      if (sheet_.cells.size() > kCellsMax || sheet_.rows.size() > kRowsMax ||
          sheet_.merges.size() > kMergesMax || text_.size() > kCellBytesMax * 8) {
        return too_large(name);
      }
    }
  }

 private:
  Outcome finish(Outcome outcome) {
    end_row();
    return outcome;
  }

  void start(XmlReader& xml) {
    auto const name = xml.name();
    if (name == "c") {
      start_cell(xml);
    } else if (name == "v") {
      in_value_ = has_value_ = true;
      text_.clear();
    } else if (name == "f") {
      formula_ = true;
    } else if (name == "t") {
      in_text_ = in_cell_;
      has_value_ = has_value_ || in_cell_;
    } else if (name == "rPh") {
      ++phonetic_;
    } else if (name == "row") {
      start_row(xml);
    } else if (name == "mergeCell") {
      add_merge(xml.attribute("ref"));
    } else if (name == "col" && is_true(xml.attribute("hidden"))) {
      hide_columns(xml);
    }
  }

  void end(std::string_view name) {
    if (name == "c") {
      end_cell();
    } else if (name == "v") {
      in_value_ = false;
    } else if (name == "t") {
      in_text_ = false;
    } else if (name == "rPh") {
      --phonetic_;
    } else if (name == "row") {
      end_row();
    }
  }

  void start_row(XmlReader& xml) {
    auto number = row_ + 1;
    if (xml.has_attribute("r") && !read_number(xml.attribute("r"), number)) { broken_ = true; }
    if (number <= row_ && row_ != 0) { broken_ = true; }
    row_ = number;
    column_ = 0;
    row_hidden_ = is_true(xml.attribute("hidden"));
    row_first_ = static_cast<std::uint32_t>(sheet_.cells.size());
    sorted_ = in_row_ = true;
  }

  void end_row() {
    if (!in_row_) { return; }
    in_row_ = false;
    if (sheet_.cells.size() == row_first_) { return; }
    if (!sorted_) {
      std::ranges::sort(sheet_.cells.begin() + row_first_, sheet_.cells.end(), {}, &Cell::column);
    }
    sheet_.rows.push_back({row_, row_first_, row_hidden_});
  }

  void start_cell(XmlReader& xml) {
    std::uint32_t row = 0;
    auto const reference = xml.attribute("r");
    if (!reference.empty() && !read_reference(reference, column_, row)) { broken_ = true; }
    if (column_ >= kColumnsMax || !in_row_) { broken_ = true; }
    type_ = xml.attribute("t");
    style_ = 0;
    if (auto const style = xml.attribute("s"); !style.empty()) { read_number(style, style_); }
    text_.clear();
    formula_ = has_value_ = false;
    in_cell_ = true;
  }

  void end_cell() {
    in_cell_ = false;
    auto const held = sheet_.cells.size();
    if (!broken_) { add_cell(static_cast<std::uint16_t>(column_)); }
    if (sheet_.cells.size() > held && held > row_first_ &&
        sheet_.cells[held - 1].column >= column_) {
      sorted_ = false;
    }
    ++column_;
  }

  void add_cell(std::uint16_t column) {
    auto const stored = has_value_ && (!text_.empty() || type_ == "str" || type_ == "inlineStr");
    if (!stored) {
      if (formula_) { grid_.add_text(sheet_, column, {}, Cell::Type::no_value, true); }
      return;
    }
    if (type_ == "s") {
      std::size_t index = 0;
      if (!read_number(text_, index) || index >= shared_.size()) {
        broken_ = true;
        return;
      }
      if (shared_[index].length == 0) { return; }
      auto& cell = sheet_.cells.emplace_back();
      cell.bytes = shared_[index].bytes;
      cell.length = shared_[index].length;
      cell.column = column;
      cell.type = Cell::Type::text;
      cell.formula = formula_;
    } else if (type_ == "str" || type_ == "inlineStr") {
      decode_escapes(text_);
      if (!text_.empty()) {
        grid_.add_text(sheet_, column, std::string_view{text_}.substr(0, kCellBytesMax),
                       Cell::Type::text, formula_);
      }
    } else if (type_ == "e") {
      grid_.add_text(sheet_, column, text_, Cell::Type::error, formula_);
    } else if (type_ == "d") {
      grid_.add_text(sheet_, column, text_, Cell::Type::date, formula_);
    } else {
      add_number(column);
    }
  }

  void add_number(std::uint16_t column) {
    auto number = 0.0;
    auto text = std::string_view{text_};
    while (!text.empty() && text.front() == ' ') { text.remove_prefix(1); }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) { text.remove_suffix(1); }
    if (!read_number(text, number)) {  // not what the type says: keep it as it stands
      grid_.add_text(sheet_, column, text_, Cell::Type::text, formula_);
      return;
    }
    grid_.add_number(sheet_, column, number, styles_.of(style_), formula_);
    if (type_ == "b") { sheet_.cells.back().type = Cell::Type::boolean; }
  }

  void add_merge(std::string_view reference) {
    auto const colon = reference.find(':');
    std::uint32_t left = 0, top = 0, right = 0, bottom = 0;
    if (!read_reference(reference.substr(0, colon), left, top)) { return; }
    if (colon == std::string_view::npos ||
        !read_reference(reference.substr(colon + 1), right, bottom)) {
      return;
    }
    if (right < left || bottom < top) { return; }
    sheet_.merges.push_back(
        {top, bottom, static_cast<std::uint16_t>(left), static_cast<std::uint16_t>(right)});
  }

  void hide_columns(XmlReader& xml) {
    std::uint32_t from = 0, to = 0;
    if (!read_number(xml.attribute("min"), from) || !read_number(xml.attribute("max"), to) ||
        from == 0) {
      return;
    }
    to = std::min<std::uint32_t>(to, kColumnsMax);
    for (auto column = from; column <= to && sheet_.hidden_columns.size() < kColumnsMax; ++column) {
      sheet_.hidden_columns.push_back(static_cast<std::uint16_t>(column - 1));
    }
  }

  Grid& grid_;
  Sheet& sheet_;
  std::vector<SharedText> const& shared_;
  Styles const& styles_;
  std::uint32_t row_{}, column_{}, row_first_{};
  bool in_row_{}, row_hidden_{}, sorted_{true}, broken_{};
  bool in_cell_{}, in_value_{}, in_text_{}, has_value_{}, formula_{};
  int phonetic_{};
  std::string type_, text_;
  std::size_t style_{};
};

struct SheetEntry {
  std::string name, id;
  bool hidden{};
};

Outcome read_workbook(std::string_view bytes, std::string const& part, Grid& grid,
                      std::vector<SheetEntry>& sheets) {
  auto xml = XmlReader::of(bytes);
  for (auto event = xml.next();; event = xml.next()) {
    if (stopped(event)) { return outcome_of(event, xml, part); }
    if (event != Event::start) { continue; }
    if (xml.name() == "workbookPr") { grid.date1904 = is_true(xml.attribute("date1904")); }
    if (xml.name() != "sheet") { continue; }
    SheetEntry entry;
    entry.name = xml.attribute("name");
    entry.id = xml.attribute("id");
    auto const state = xml.attribute("state");
    entry.hidden = state == "hidden" || state == "veryHidden";
    sheets.push_back(std::move(entry));
    if (sheets.size() > kSheetsMax) { return too_large(part); }
  }
}

std::string workbook_part(Zip const& zip) {
  Relations root;
  if (!read_relations(zip, "", root)) {
    for (auto const& [id, relation] : root) {
      if (relation.type == "officeDocument" && zip.has(relation.target)) { return relation.target; }
    }
  }
  return zip.has("xl/workbook.xml") ? "xl/workbook.xml" : "";
}

}  // namespace

bool is_xlsx(Zip const& zip) {
  return zip.has("xl/workbook.xml") || workbook_part(zip).find("workbook") != std::string::npos;
}

Outcome read_xlsx(Zip const& zip, Grid& grid) {
  grid.container = Container::xlsx;
  auto const workbook = workbook_part(zip);
  std::string bytes;
  if (workbook.empty()) { return damaged("workbook.xml"); }
  if (auto refused = zip.read(workbook, bytes)) { return refused; }
  std::vector<SheetEntry> entries;
  if (auto refused = read_workbook(bytes, workbook, grid, entries)) { return refused; }
  Relations relations;
  if (auto refused = read_relations(zip, workbook, relations)) { return refused; }
  Styles styles;
  std::vector<SharedText> shared;
  for (auto const& [id, relation] : relations) {
    if (!zip.has(relation.target)) { continue; }
    if (relation.type == "styles") {
      if (auto refused = read_styles(zip, relation.target, styles)) { return refused; }
    } else if (relation.type == "sharedStrings") {
      if (auto refused = read_shared(zip, relation.target, grid.arena, shared)) { return refused; }
    }
  }
  for (auto& entry : entries) {
    auto const found = relations.find(entry.id);
    if (found == relations.end()) { return damaged(workbook); }
    if (found->second.type != "worksheet") { continue; }  // charts and dialogs hold no rows
    auto& sheet = grid.sheets.emplace_back();
    sheet.name = std::move(entry.name);
    sheet.hidden = entry.hidden;
    if (auto refused = SheetReader(grid, sheet, shared, styles).read(zip, found->second.target)) {
      return refused;
    }
  }
  return {};
}

Cell::Format format_of_number(unsigned id) {
  if (id == 9 || id == 10) { return Cell::Format::percent; }
  auto const date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
                    (id >= 50 && id <= 58);
  return date ? Cell::Format::date : Cell::Format::general;
}

// Letters in quotes, after \ _ * and in [brackets] do not count; y, m, d, h, s do.
Cell::Format format_of_code(std::string_view code) {
  auto date = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    auto const c = code[i];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      auto const close = std::min(code.find(']', i), code.size());
      auto const inside = code.substr(i + 1, close - i - 1);  // [h] [mm] [ss]: elapsed time
      date =
          date || (!inside.empty() && inside.find_first_not_of("hmsHMS") == std::string_view::npos);
      i = close;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '%') {
      return Cell::Format::percent;
    } else if (code.substr(i, 7) == "General" || code.substr(i, 7) == "GENERAL" ||
               code.substr(i, 7) == "general") {
      i += 6;
    } else if (std::string_view{"yYdDhHsSmM"}.find(c) != std::string_view::npos) {
      date = true;
    } else if (c == ';') {
      break;  // the format of positive numbers tells enough
    }
  }
  return date ? Cell::Format::date : Cell::Format::general;
}

}  // namespace chengjie::files
