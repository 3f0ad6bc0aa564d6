// chengjie import TABLE --as KIND: an office's table into the ledger, with all that could not be
// taken.
#include <filesystem>
#include <fstream>

#include "chengjie/base/hash.h"
#include "chengjie/base/tree.h"
#include "chengjie/cli/commands.h"
#include "chengjie/ledger/kinds.h"
#include "chengjie/tables/expected.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

std::string kind_list() {
  auto list = std::string{};
  for (auto const& kind : kinds()) { list += (list.empty() ? "" : "、") + std::string{kind.name}; }
  return list;
}

// [columns] of a mapping file: "表头" = "canonical", "" leaves the column out.
Result<std::vector<std::pair<std::string, std::string>>> read_map(std::string const& path) {
  auto rows = std::vector<std::pair<std::string, std::string>>{};
  if (path.empty()) { return rows; }
  auto const text = read_file(path);
  if (!text) { return text.error(); }
  auto const tree = read_toml(*text, path);
  if (!tree) { return tree.error(); }
  auto const* columns = tree->find("columns");
  if (columns == nullptr || columns->table() == nullptr) {
    return Error{Code::bad_input, "没有 [columns]", path,
                 "写成 [columns]，每行 \"表头\" = \"列名\""};
  }
  for (auto const& [header, name] : *columns->table()) {
    if (name.text() == nullptr) {
      return Error{Code::bad_input,
                   "列名要加引号",
                   path + ":" + std::to_string(name.line) + ":" + std::to_string(name.column),
                   {}};
    }
    rows.emplace_back(header, *name.text());
  }
  return rows;
}

Result<Done> write_rejected(Import const& args, tables::Import const& result) {
  auto const text = tables::rejected_csv(result);
  if (text.empty() || args.dry_run) { return kDone; }
  auto const path = args.rejected.empty() ? args.table + ".rejected.csv" : args.rejected;
  auto out = std::ofstream(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) {
    return Error{Code::unavailable, "写不了退回行", path,
                 "检查权限和磁盘，或用 --rejected 指明别处"};
  }
  return kDone;
}

void tell(tables::Import const& result, Import const& args) {
  say(result.file + "：读 " + std::to_string(result.rows_read) + " 行，收 " +
      std::to_string(result.records.size()) + " 条，退回 " +
      std::to_string(result.rejected_rows.size()) + " 行，提醒 " +
      std::to_string(result.warnings.size()) + " 处" +
      (args.dry_run ? "（只检查，没有写入）" : ""));
  auto const place = [](tables::Remark const& r) {
    return (r.sheet.empty() ? "" : r.sheet + "!") + r.column +
           (r.row == 0 ? "" : std::to_string(r.row));
  };
  for (auto const& r : result.rejected) {
    say("  退回 " + place(r) + "：" + std::string{tables::words_of_code(r.code)});
  }
  for (auto const& w : result.warnings) {
    say("  提醒 " + place(w) + "：" + std::string{tables::words_of_code(w.code)});
  }
}

std::vector<store::Change> changes_of(std::vector<Record> records) {
  auto changes = std::vector<store::Change>{};
  changes.reserve(records.size());
  for (auto& record : records) {
    auto kind = record.kind;
    auto key = record.key;
    changes.push_back({std::move(kind), std::move(key), std::move(record)});
  }
  return changes;
}

}  // namespace

int import_table(Common const& common, Import const& args) {
  auto const* kind = kind_named(args.kind);
  if (kind == nullptr) {
    return fail({Code::bad_usage, "没有这本台账：" + args.kind, "--as", "可选：" + kind_list()});
  }
  auto const map = read_map(args.map);
  if (!map) { return fail(map.error()); }
  auto bytes = read_file(args.table);
  if (!bytes) { return fail(bytes.error()); }
  auto const name = std::filesystem::path(args.table).filename().string();
  auto result = tables::import_table(*bytes, name, *kind, {.sheet = args.sheet, .map = *map});
  if (!result) { return fail(result.error()); }
  if (!result->refused.empty()) {
    if (common.json) { say(wire::dump({{"refused", result->refused}})); }
    fail(result->error);
    return kBad;
  }
  if (auto const written = write_rejected(args, *result); !written) {
    return fail(written.error());
  }
  if (common.json) {
    say(tables::expected_json(*result));
  } else {
    tell(*result, args);
  }
  if (args.dry_run) { return kYes; }
  auto const ledger = open_ledger(common, store::Open::make_if_absent);
  if (!ledger) { return fail(ledger.error()); }
  if (auto const kept = (*ledger)->keep_blob(sha256_hex(*bytes), {name, *bytes}); !kept) {
    return fail(kept.error());
  }
  auto const applied = (*ledger)->apply(changes_of(std::move(result->records)),
                                        stamp(common, "import " + args.kind + " " + name));
  return applied ? kYes : fail(applied.error());
}

}  // namespace chengjie::cli
