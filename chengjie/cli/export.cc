// chengjie export KIND --to FILE: a book of the ledger as CSV or JSON Lines.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "chengjie/answer/line.h"
#include "chengjie/cli/commands.h"
#include "chengjie/ledger/kinds.h"
#include "chengjie/wire/record.h"

namespace chengjie::cli {
namespace {

// As the importer reads it back.
std::string_view bound_word(Bound bound) {
  switch (bound) {
    case Bound::exact:
      return "";
    case Bound::over:
      return "超";
    case Bound::under:
      return "不足";
    case Bound::about:
      return "约";
    case Bound::at_least:
      return "≥";
  }
  return "";
}

std::string cell_text(Field const* field) {
  if (field == nullptr) { return {}; }
  if (auto const* text = std::get_if<std::string>(&field->value)) { return *text; }
  if (auto const* number = std::get_if<double>(&field->value)) {
    return std::string{bound_word(field->bound)} + nlohmann::json(*number).dump();
  }
  if (auto const* flag = std::get_if<bool>(&field->value)) { return *flag ? "是" : "否"; }
  auto joined = std::string{};
  if (auto const* list = std::get_if<std::vector<std::string>>(&field->value)) {
    for (auto const& item : *list) { joined += (joined.empty() ? "" : "、") + item; }
  }
  return joined;
}

// A text that a spreadsheet program would run as a formula gets an apostrophe; the importer takes
// it off.
std::string csv_cell(std::string text, bool is_text) {
  if (is_text && !text.empty() &&
      std::string_view{"=+-@\t"}.find(text.front()) != std::string_view::npos) {
    text.insert(0, "'");
  }
  if (text.find_first_of(",\"\n\r") == std::string::npos) { return text; }
  auto quoted = std::string{"\""};
  for (auto const c : text) { quoted += c == '"' ? "\"\"" : std::string(1, c); }
  return quoted + "\"";
}

// Which columns the records use, in the order of the kind, others after.
std::vector<std::string> columns_of(KindSpec const* kind, std::vector<Record> const& records) {
  auto columns = std::vector<std::string>{};
  auto const add = [&](std::string const& name) {
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) {
      columns.push_back(name);
    }
  };
  auto const used = [&](std::string_view name) {
    return std::any_of(records.begin(), records.end(),
                       [&](Record const& r) { return r.find(name) != nullptr; });
  };
  if (kind != nullptr) {
    for (auto const& column : kind->columns) {
      if (used(column.name)) { add(std::string{column.name}); }
    }
  }
  for (auto const& record : records) {
    for (auto const& field : record.fields) { add(field.column); }
  }
  return columns;
}

std::string header_of(KindSpec const* kind, std::string const& column) {
  auto const* spec =
      kind == nullptr ? nullptr : column_named(*kind, column.substr(0, column.find('@')));
  if (spec == nullptr) { return column; }
  auto title = std::string{spec->title} +
               (column.find('@') == std::string::npos ? "" : column.substr(column.find('@')));
  auto const unit = spec->unit == "CNY"                 ? std::string_view{"元"}
                    : spec->unit == "mu"                ? "亩"
                    : spec->type == ColumnType::percent ? "%"
                                                        : "";
  return unit.empty() ? title : title + "（" + std::string{unit} + "）";
}

bool hidden(KindSpec const* kind, std::string const& column, bool sees_restricted) {
  auto const* spec =
      kind == nullptr ? nullptr : column_named(*kind, column.substr(0, column.find('@')));
  return spec != nullptr && spec->restricted && !sees_restricted;
}

std::string row_unit(Record const& record) {
  for (auto const& field : record.fields) {
    if (field.unit.empty()) { continue; }
    return field.unit == "count" ? "个" : std::string{answer::unit_words(field.unit)};
  }
  return {};
}

std::string csv(KindSpec const* kind, std::vector<Record> const& records, bool sees_restricted) {
  auto text = std::string{"\xEF\xBB\xBF"};
  auto columns = columns_of(kind, records);
  std::erase_if(columns, [&](auto const& column) { return hidden(kind, column, sees_restricted); });
  // Numbers whose unit goes by row: the importer reads it from a column of its own.
  auto const by_row = std::find(columns.begin(), columns.end(), "unit") == columns.end() &&
                      std::any_of(records.begin(), records.end(),
                                  [](Record const& r) { return !row_unit(r).empty(); });
  for (auto const& column : columns) { text += csv_cell(header_of(kind, column), true) + ","; }
  text += by_row ? "单位,依据\n" : "依据\n";
  for (auto const& record : records) {
    for (auto const& column : columns) {
      auto const* field = record.find(column);
      text += csv_cell(cell_text(field),
                       field != nullptr && !std::holds_alternative<double>(field->value)) +
              ",";
    }
    if (by_row) { text += csv_cell(row_unit(record), true) + ","; }
    auto const& o = record.origin;
    text += csv_cell(o.file.empty() ? "手工录入"
                                    : o.file + (o.sheet.empty() ? "" : " " + o.sheet) +
                                          (o.row > 0 ? " 第" + std::to_string(o.row) + "行" : ""),
                     true) +
            "\n";
  }
  return text;
}

Result<Done> write(std::string const& path, std::string const& text) {
  // Whole or not at all: a reader never meets half a file.
  auto const making = path + ".making";
  auto out = std::ofstream(making, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  auto error = std::error_code{};
  if (out) { std::filesystem::rename(making, path, error); }
  if (!out || error) {
    std::filesystem::remove(making, error);
    return Error{Code::unavailable, "写不了文件", path, "检查路径、权限和磁盘"};
  }
  return kDone;
}

}  // namespace

int export_records(Common const& common, Export const& args) {
  if (!args.as_of.empty() && !parse_date(args.as_of)) {
    return fail({Code::bad_usage, "不是日期：" + args.as_of, "--as-of", "写成 YYYY-MM-DD"});
  }
  auto const ledger = open_ledger(common, store::Open::existing);
  if (!ledger) { return fail(ledger.error()); }
  auto all = args.as_of.empty() ? (*ledger)->records(args.kind) : (*ledger)->all_as_of(args.as_of);
  if (!all) { return fail(all.error()); }
  std::erase_if(*all, [&](Record const& r) { return r.kind != args.kind; });
  auto const* kind = kind_named(args.kind);
  if (kind == nullptr && all->empty()) {
    return fail({Code::bad_usage, "没有这本台账：" + args.kind, "export", {}});
  }
  auto text = std::string{};
  if (args.to.ends_with(".csv")) {
    text = csv(kind, *all, common.caller.sees_restricted);
  } else if (args.to.ends_with(".jsonl")) {
    for (auto& record : *all) {
      std::erase_if(record.fields, [&](Field const& field) {
        return hidden(kind, field.column, common.caller.sees_restricted);
      });
      text += wire::dump(wire::json_of(record)) + "\n";
    }
  } else {
    return fail({Code::unsupported, "本版本只能导出 .csv 和 .jsonl", args.to, "改用这两种后缀"});
  }
  if (auto const done = write(args.to, text); !done) { return fail(done.error()); }
  say(common.json ? wire::dump({{"kind", args.kind}, {"records", all->size()}, {"to", args.to}})
                  : "已导出 " + std::to_string(all->size()) + " 条到 " + args.to);
  return kYes;
}

}  // namespace chengjie::cli
