#include "chengjie/tables/import.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "chengjie/base/hash.h"
#include "chengjie/files/fold.h"
#include "chengjie/files/open.h"
#include "chengjie/tables/convert.h"
#include "chengjie/tables/day.h"
#include "chengjie/tables/header.h"
#include "chengjie/tables/keys.h"
#include "chengjie/tables/rows.h"
#include "chengjie/tables/suspect.h"
#include "chengjie/tables/units.h"

namespace chengjie::tables {
namespace {

using files::Cell;
using files::Grid;
using files::Sheet;

// One table of a sheet: its header and what holds for it.
struct Table {
  TableHeader header;
  std::vector<ColumnRule> rules;  // beside header.columns
  std::vector<std::string> note_units;
  std::string period;
  std::size_t head{};           // index into Import::heads
  std::size_t row_unit{kNone};  // index into header.columns
  std::size_t factor{kNone};
  bool unit_told{};  // each row writes the unit of its number, as a word of the record

  static constexpr std::size_t kNone = ~std::size_t{0};
};

class Importer {
 public:
  Importer(Grid const& grid, KindSpec const& kind, ImportOptions const& options, Sink const& sink,
           Import& out)
      : grid_(grid),
        kind_(kind),
        words_(kind, options.map),
        options_(options),
        sink_(sink),
        out_(out),
        how_{grid.container == files::Container::text, grid.date1904},
        keys_(kind) {}

  void run(Origin origin) {
    origin_ = std::move(origin);
    for (auto const& sheet : grid_.sheets) {
      if (!options_.sheet.empty() && sheet.name != options_.sheet) { continue; }
      if (sheet.hidden && options_.sheet.empty()) {
        warn_sheet(sheet, "hidden_sheet");
        continue;
      }
      read_sheet(sheet);
    }
    if (!any_header_) {
      refuse_no_header();
    } else if (out_.rows_read == 0) {
      refuse("no_rows", "表头下没有数据行", "请确认导出时包含数据");
    }
  }

 private:
  void refuse(std::string code, std::string what, std::string help) {
    out_.refused = std::move(code);
    out_.error = Error{Code::bad_input, std::move(what), {}, std::move(help)};
  }

  void refuse_no_header() {
    auto const blank = std::ranges::all_of(grid_.sheets, [](Sheet const& sheet) {
      return std::ranges::all_of(sheet.cells, [](Cell const& cell) { return is_blank(cell); });
    });
    if (blank) { return refuse("empty_file", "文件里没有任何内容", "请确认导出成功后重新发送"); }
    std::string keys;
    for (auto const key : kind_.keys) {
      if (!keys.empty()) { keys += kind_.any_key ? "或" : "、"; }
      keys += column_named(kind_, key)->title;
    }
    refuse("no_header", "没有找到“" + std::string{kind_.title} + "”的表头",
           "表头至少要有" + keys + "和另外一列；列名不同时可用 --map 指明");
  }

  void warn_sheet(Sheet const& sheet, std::string_view code) { warn(sheet, 0, {}, code); }
  void warn(Sheet const& sheet, std::uint32_t row, std::string column, std::string_view code) {
    out_.warnings.push_back({sheet.name, false, row, std::move(column), std::string{code}});
  }

  // ---- a sheet
  void read_sheet(Sheet const& sheet) {
    above_.clear();
    titles_ = 0;
    table_.reset();
    note_units_.clear();
    suspects_ = Suspects{};
    assumed_.clear();
    hidden_told_.clear();
    auto found = false;
    auto after_gap = true;
    auto foreign = false;  // rows of a table that is not of this kind
    active_merges_ = MergeFill{sheet};
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
      if (auto header = header_at(sheet, row)) {
        if (found) { out_.skipped.repeated_header += header->lines; }
        out_.skipped.section_row += std::exchange(titles_, 0);
        row += header->lines - 1;
        begin_table(sheet, *std::move(header), found);
        found = true;
        foreign = false;
        after_gap = false;
        continue;
      }
      if (!table_ || foreign) {
        keep_above(sheet, row);
        if (foreign) { pass_foreign(sheet, row); }
        continue;
      }
      auto const gap = after_gap || sheet.rows[row].number != sheet.rows[row - 1].number + 1;
      auto const kind = kind_in_table(sheet, row, gap);
      after_gap = kind != RowKind::data && kind != RowKind::total;
      switch (kind) {
        case RowKind::blank:
          break;
        case RowKind::total:
          ++out_.skipped.total_row;
          break;
        case RowKind::section:
          ++out_.skipped.section_row;
          keep_above(sheet, row);
          break;
        case RowKind::note:
          ++out_.skipped.note_row;
          keep_above(sheet, row);
          break;
        case RowKind::other_header:
          warn(sheet, sheet.rows[row].number, {}, "table_not_read");
          foreign = true;
          break;
        case RowKind::data:
          above_.clear();
          read_row(sheet, row);
          break;
      }
    }
    suspects_.report([&](std::uint32_t row, std::string const& letters) {
      warn(sheet, row, letters, "unit_suspect");
    });
    if (!found) { warn_sheet(sheet, "sheet_not_read"); }
    any_header_ = any_header_ || found;
  }

  RowKind kind_in_table(Sheet const& sheet, std::size_t row, bool gap) const {
    auto const kind = kind_of_row(sheet, row, table_->header, kind_, gap);
    // One cell right above a header is the title of its table, whatever it looks like.
    auto const title = kind == RowKind::data && row + 1 < sheet.rows.size() &&
                       is_single(sheet, row) && header_at(sheet, row + 1);
    return title ? RowKind::section : kind;
  }

  // Rows of a table that is not of this kind count as nothing, but a note is a note, and titles
  // right above the next header are its own.
  void pass_foreign(Sheet const& sheet, std::size_t row) {
    switch (kind_of_row(sheet, row, table_->header, kind_, false)) {
      case RowKind::note:
        ++out_.skipped.note_row;
        break;
      case RowKind::section:
        ++titles_;
        break;
      case RowKind::blank:
        break;
      case RowKind::data:
      case RowKind::total:
      case RowKind::other_header:
        titles_ = 0;
        break;
    }
  }

  std::optional<TableHeader> header_at(Sheet const& sheet, std::size_t row) const {
    auto const next = row + 1 < sheet.rows.size();
    if (!words_.may_begin_at(sheet, row) &&
        !(next && !table_ && words_.may_begin_at(sheet, row + 1))) {
      return {};
    }
    return words_.find_at(sheet, row);
  }

  void keep_above(Sheet const& sheet, std::size_t row) {
    constexpr std::size_t kAbove = 64;
    for (auto const* cell = sheet.row_begin(row);
         cell != sheet.row_end(row) && above_.size() < kAbove; ++cell) {
      if (cell->type == Cell::Type::text && !is_blank(*cell)) { above_.emplace_back(cell->text()); }
    }
  }

  // ---- a table
  void begin_table(Sheet const& sheet, TableHeader header, bool repeated) {
    Table table;
    table.note_units = units_above();
    table.period = period_above(sheet, repeated);
    note_units_ = table.note_units;
    above_.clear();
    auto const same = table_ && same_columns(table_->header, header);
    table.header = std::move(header);
    for (std::size_t i = 0; i != table.header.columns.size(); ++i) {
      auto const& use = table.header.columns[i];
      if (use.spec->type == ColumnType::row_unit) { table.row_unit = i; }
      if (use.spec->name == "factor") { table.factor = i; }
      if (use.spec->name == "unit" && use.spec->title == "单位") { table.unit_told = true; }
      table.rules.push_back(rule_of(use, table.note_units));
    }
    keys_.begin_table(table.header);
    if (same) {
      table.head = table_->head;
    } else {
      tell_columns(sheet, table);
    }
    table_ = std::move(table);
    find_fractions(sheet);
  }

  static bool same_columns(TableHeader const& a, TableHeader const& b) {
    return std::ranges::equal(a.columns, b.columns, [](ColumnUse const& x, ColumnUse const& y) {
      return x.column == y.column && x.shown == y.shown;
    });
  }

  void tell_columns(Sheet const& sheet, Table& table) {
    RejectedHead head{table.period, std::vector<std::string>(table.header.width)};
    for (std::size_t i = 0; i != table.header.columns.size(); ++i) {
      auto const& use = table.header.columns[i];
      out_.columns.push_back({sheet.name, use.letters, use.shown, use.name});
      // A unit that stood above the table goes with the column, for the table will not.
      auto const told = !use.units.empty() || table.rules[i].unit.empty();
      head.headers[use.column] = told ? use.shown : use.shown + "(" + table.rules[i].unit + ")";
    }
    for (auto const& other : table.header.others) {
      head.headers[other.column] = other.shown;
      if (!other.counting) {
        warn(sheet, table.header.last_row_number, files::column_letters(other.column),
             "unknown_column");
      }
    }
    for (auto const column : sheet.hidden_columns) {
      if (column < table.header.width && !head.headers[column].empty() &&
          hidden_told_.insert(column).second) {
        warn(sheet, 0, files::column_letters(column), "hidden_column");
      }
    }
    out_.heads.push_back(std::move(head));
    table.head = out_.heads.size() - 1;
  }

  std::vector<std::string> units_above() const {
    std::vector<std::string> units;
    for (auto const& text : above_) {
      for (auto& unit : units_told(text)) { units.push_back(std::move(unit)); }
    }
    return units.empty() && table_ ? note_units_ : units;
  }

  std::string period_above(Sheet const& sheet, bool repeated) const {
    if (!kind_.period) { return {}; }
    for (auto const& text : above_) {
      auto const folded = files::folded_small(text);
      auto const dated =
          folded.find("日期") != std::string::npos || folded.find("更新") != std::string::npos ||
          folded.find("打印") != std::string::npos || folded.find("导出") != std::string::npos;
      if (dated) { continue; }
      if (auto period = period_told(text); !period.empty()) { return period; }
    }
    if (repeated && table_ && !table_->period.empty()) { return table_->period; }
    return period_told(sheet.name);
  }

  // Percent columns without any sign of percent: fractions when every value looks like one.
  void find_fractions(Sheet const& sheet) {
    for (auto& rule : table_->rules) {
      if (rule.use->spec->type != ColumnType::percent || rule.percent_told) { continue; }
      rule.fraction = holds_fractions(sheet, *rule.use);
      if (rule.fraction) { warn(sheet, 0, rule.use->letters, "percent_as_fraction"); }
    }
  }

  bool holds_fractions(Sheet const& sheet, ColumnUse const& use) const {
    auto any = false;
    for (auto row = table_->header.row + table_->header.lines; row < sheet.rows.size(); ++row) {
      auto const* const cell = sheet.find(row, use.column);
      if (cell == nullptr || is_blank(*cell)) { continue; }
      if (cell->format == Cell::Format::percent) { return false; }
      auto const text = files::folded_small(shown_text(*cell, how_.date1904));
      if (cell->type == Cell::Type::text && HeaderWords::is_header_word(text) &&
          words_.find_at(sheet, row)) {
        break;
      }
      if (text.find('%') != std::string::npos) { return false; }
      auto const number = read_number(text, Words::plain);
      if (!number.ok) { continue; }
      if (std::abs(times(number.digits, 1)) > 1.5) { return false; }
      any = true;
    }
    return any;
  }

  // ---- a row
  struct RowState {
    std::uint32_t number{};
    std::vector<std::pair<std::string, std::string_view>> rejects;  // column letters, code
    Record record;
    std::vector<bool> bad;  // beside header.columns: the cell is among the rejects
  };

  void read_row(Sheet const& sheet, std::size_t row) {
    ++out_.rows_read;
    RowState state;
    state.number = sheet.rows[row].number;
    if (sheet.rows[row].hidden) { warn(sheet, state.number, {}, "hidden_row"); }
    active_merges_.move_to(state.number);
    if (how_.text_file && is_shifted(sheet, row)) {
      state.rejects.emplace_back("", "shifted");
      return reject(sheet, row, state);
    }
    read_cells(sheet, row, state);
    check_dates(sheet, state);
    auto key = keys_.key_of(state.record, kind_.period ? state.record.text("period") : "");
    if (!key && !bad_key(state)) { state.rejects.emplace_back("", "missing_key"); }
    keys_.see_name(state.record, [&](std::string const& letters) {
      warn(sheet, state.number, letters, "same_code_two_names");
    });
    if (state.rejects.empty()) {
      auto const why = keys_.take(*key, state.record);
      if (!why.empty()) { state.rejects.emplace_back("", why); }
    }
    if (!state.rejects.empty()) { return reject(sheet, row, state); }
    finish(sheet, std::move(state), *std::move(key));
  }

  bool is_shifted(Sheet const& sheet, std::size_t row) const {
    for (auto const* cell = sheet.row_end(row); cell != sheet.row_begin(row); --cell) {
      if ((cell - 1)->column < table_->header.width) { return false; }
      if (!is_blank(*(cell - 1))) { return true; }
    }
    return false;
  }

  void read_cells(Sheet const& sheet, std::size_t row, RowState& state) {
    auto const& uses = table_->header.columns;
    state.bad.assign(uses.size(), false);
    row_cells_.assign(uses.size(), nullptr);
    auto use = std::size_t{0};
    for (auto const* cell = sheet.row_begin(row); cell != sheet.row_end(row); ++cell) {
      while (use != uses.size() && uses[use].column < cell->column) { ++use; }
      if (use != uses.size() && uses[use].column == cell->column) {
        if (!is_blank(*cell)) { row_cells_[use] = cell; }
      } else if (how_.text_file) {
        warn_formula(sheet, state.number, *cell);
      }
    }
    for (std::size_t i = 0; i != uses.size(); ++i) {
      if (row_cells_[i] == nullptr) { row_cells_[i] = active_merges_.filled(uses[i].column); }
    }
    state.record.kind = kind_.name;
    state.record.fields.reserve(uses.size() + 2);
    auto const own = period_column();
    if (!table_->period.empty() && !own) {
      state.record.fields.push_back({"period", table_->period, {}, {}, {}});
    }
    for (std::size_t i = 0; i != uses.size(); ++i) { read_cell(sheet, i, state); }
    // A blank cell of a column of periods: what the title says holds.
    if (own && !table_->period.empty()) {
      auto& value = state.record.fields[*own].value;
      if (std::holds_alternative<std::monostate>(value)) { value = table_->period; }
    }
  }

  // Tables that hold several months have the period in a column of its own, as our exports do.
  std::optional<std::size_t> period_column() const {
    if (!kind_.period) { return {}; }
    auto at = std::size_t{0};
    for (auto const& use : table_->header.columns) {
      if (use.spec->name == "period") { return at; }
      at += use.spec->type == ColumnType::row_unit ? 0 : 1;
    }
    return {};
  }

  void warn_formula(Sheet const& sheet, std::uint32_t row, Cell const& cell) {
    std::string room;
    auto const text = files::cleaned(cell.text(), room);
    if (text.size() < 2 || std::string_view{"=+-@"}.find(text.front()) == std::string_view::npos) {
      return;
    }
    auto const folded = files::folded_small(text);
    if (!is_null_word(folded) && !read_number(folded, Words::plain).ok &&
        !text.starts_with("=\"")) {
      warn(sheet, row, files::column_letters(cell.column), "formula_text");
    }
  }

  void read_cell(Sheet const& sheet, std::size_t i, RowState& state) {
    auto const& use = table_->header.columns[i];
    if (use.spec->type == ColumnType::row_unit) { return; }
    Field field{use.name, {}, use.letters, {}, {}};
    if (row_cells_[i] != nullptr) {
      auto converted = convert_cell(i);
      for (auto const code : converted.warnings) { warn(sheet, state.number, use.letters, code); }
      if (converted.unit_assumed && assumed_.insert(use.name).second) {
        warn(sheet, 0, use.letters, "unit_assumed");
      }
      if (!converted.reject.empty()) {
        state.rejects.emplace_back(use.letters, converted.reject);
        state.bad[i] = true;
      }
      // Numbers of several units in one column have no common size.
      if (converted.measured && !(table_->unit_told && use.spec->unit.empty())) {
        suspects_.see(use, state.number, std::get<double>(converted.value));
      }
      field.value = std::move(converted.value);
      field.bound = converted.bound;
      field.unit = std::move(converted.unit);
    }
    state.record.fields.push_back(std::move(field));
  }

  Converted convert_cell(std::size_t i) const {
    auto const& rule = table_->rules[i];
    auto const base = rule.use->spec->unit;
    if (rule.use->spec->type != ColumnType::number || base.empty() || base.front() != '~') {
      return convert(*row_cells_[i], rule, how_);
    }
    auto const unit = table_->row_unit == Table::kNone || row_cells_[table_->row_unit] == nullptr
                          ? std::string{}
                          : shown_text(*row_cells_[table_->row_unit], how_.date1904);
    return convert_by_row(*row_cells_[i], rule, how_, unit, factor_of_row());
  }

  std::string factor_of_row() const {
    if (table_->factor == Table::kNone || row_cells_[table_->factor] == nullptr) { return {}; }
    auto const converted =
        convert(*row_cells_[table_->factor], table_->rules[table_->factor], how_);
    auto const* const text = std::get_if<std::string>(&converted.value);
    return text == nullptr ? std::string{} : *text;
  }

  // A key cell that could not be read is told as such; the key is not missing.
  bool bad_key(RowState const& state) const {
    for (std::size_t i = 0; i != state.bad.size(); ++i) {
      auto const name = table_->header.columns[i].spec->name;
      if (state.bad[i] && std::ranges::find(kind_.keys, name) != kind_.keys.end()) { return true; }
    }
    return false;
  }

  void check_dates(Sheet const& sheet, RowState const& state) {
    for (auto const& [earlier, later] : ordered_dates(kind_.name)) {
      auto const from = state.record.text(earlier);
      auto const* const to = state.record.find(later);
      if (from.empty() || to == nullptr) { continue; }
      auto const* const day = std::get_if<std::string>(&to->value);
      if (day == nullptr || !out_of_order(from, *day)) { continue; }
      auto const told =
          std::ranges::any_of(out_.warnings.rbegin(), out_.warnings.rend(), [&](Remark const& w) {
            return w.code == "date_order" && w.row == state.number && w.column == to->at &&
                   w.sheet == sheet.name;
          });
      if (!told) { warn(sheet, state.number, to->at, "date_order"); }
    }
  }

  void reject(Sheet const& sheet, std::size_t row, RowState const& state) {
    RejectedRow rejected{table_->head, sheet.name, state.number, {}, {}};
    for (auto const* cell = sheet.row_begin(row); cell != sheet.row_end(row); ++cell) {
      if (cell->column >= rejected.cells.size()) { rejected.cells.resize(cell->column + 1U); }
      rejected.cells[cell->column] = shown_text(*cell, how_.date1904);
    }
    for (std::size_t i = 0; i != row_cells_.size() && i != table_->header.columns.size(); ++i) {
      auto const column = table_->header.columns[i].column;
      if (row_cells_[i] == nullptr || sheet.find(row, column) != nullptr) { continue; }
      if (column >= rejected.cells.size()) { rejected.cells.resize(column + 1U); }
      rejected.cells[column] = shown_text(*row_cells_[i], how_.date1904);
    }
    for (auto const& [column, code] : state.rejects) {
      out_.rejected.push_back({sheet.name, false, state.number, column, std::string{code}});
      rejected.reasons.push_back(column.empty() ? std::string{code}
                                                : column + ": " + std::string{code});
    }
    out_.rejected_rows.push_back(std::move(rejected));
  }

  void finish(Sheet const& sheet, RowState state, std::string key) {
    state.record.key = std::move(key);
    state.record.origin = origin_;
    state.record.origin.sheet = sheet.name;
    state.record.origin.row = static_cast<int>(state.number);
    sink_(std::move(state.record));
  }

  Grid const& grid_;
  KindSpec const& kind_;
  HeaderWords words_;
  ImportOptions const& options_;
  Sink const& sink_;
  Import& out_;
  Circumstances how_;
  Origin origin_;
  Keys keys_;
  bool any_header_{};
  // of the sheet in hand
  std::optional<Table> table_;
  std::vector<std::string> above_;  // texts since the last row of data
  std::size_t titles_{};            // above a header to come, in rows that are not read
  std::vector<std::string> note_units_;
  std::vector<Cell const*> row_cells_;  // beside header.columns
  std::set<std::string> assumed_;
  std::set<std::uint16_t> hidden_told_;
  Suspects suspects_;
  MergeFill active_merges_;
};

Result<Import> bad_sheet(Grid const& grid, std::string const& wanted) {
  std::string names;
  for (auto const& sheet : grid.sheets) { names += (names.empty() ? "" : "、") + sheet.name; }
  return Error{Code::bad_usage, "没有名为“" + wanted + "”的工作表", "--sheet",
               names.empty() ? std::string{"文本文件没有工作表"} : "文件里有：" + names};
}

}  // namespace

Result<Import> import_table(std::string_view bytes, std::string_view file_name,
                            KindSpec const& kind, ImportOptions const& options, Sink const& sink) {
  for (auto const& [header, column] : options.map) {
    if (!column.empty() && column_named(kind, column) == nullptr) {
      return Error{Code::bad_usage, "“" + std::string{kind.title} + "”没有列 " + column,
                   "--map: " + header,
                   "请用列的标准名，如 " + std::string{kind.columns.front().name}};
    }
  }
  Import out;
  out.kind = kind.name;
  out.file = file_name;
  auto opened = files::open_table(bytes);
  if (auto* const refused = std::get_if<files::Refused>(&opened)) {
    out.refused = files::name_of(refused->why);
    out.error = std::move(refused->error);
    out.error.where = file_name;
    return out;
  }
  auto const& grid = std::get<Grid>(opened);
  auto const has = [&](Sheet const& sheet) { return sheet.name == options.sheet; };
  if (!options.sheet.empty() && std::ranges::none_of(grid.sheets, has)) {
    return bad_sheet(grid, options.sheet);
  }
  auto const promised = files::container_of_name(file_name);
  if (promised && *promised != grid.container) {
    out.warnings.push_back({"", true, 0, "", "extension_mismatch"});
  }
  if (auto const quote = grid.quote; quote.row != 0) {
    out.warnings.push_back({"", false, quote.row, files::column_letters(quote.column),
                            quote.closed ? "quote_far" : "quote_open"});
  }
  Importer{grid, kind, options, sink, out}.run({sha256_hex(bytes), std::string{file_name}, {}, 0});
  if (!out.refused.empty()) { out.error.where = file_name; }
  return out;
}

Result<Import> import_table(std::string_view bytes, std::string_view file_name,
                            KindSpec const& kind, ImportOptions const& options) {
  std::vector<Record> records;
  auto out = import_table(bytes, file_name, kind, options,
                          [&](Record&& record) { records.push_back(std::move(record)); });
  if (out) { out->records = std::move(records); }
  return out;
}

}  // namespace chengjie::tables
