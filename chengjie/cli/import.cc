// chengjie import TABLE --as KIND: an office's table into the ledger, with all that could not be
// taken.
#include <filesystem>
#include <fstream>

#include "chengjie/answer/documents/import_job.h"
#include "chengjie/base/tree.h"
#include "chengjie/cli/commands.h"
#include "chengjie/cli/interrupt.h"
#include "chengjie/cli/ticker.h"
#include "chengjie/tables/expected.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

// [columns] of a mapping file: "表头" = "canonical", "" leaves the column out.
Result<answer::ColumnMap> read_map(std::string const& path) {
  auto rows = answer::ColumnMap{};
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

// The rejected rows, beside their place until the ledger has been written.
class RejectedFile {
 public:
  explicit RejectedFile(Import const& args)
      : path_(args.rejected.empty() ? args.table + ".rejected.csv" : args.rejected) {}

  Result<Done> write(tables::Import const& table, Interrupt& interrupt) {
    auto const text = tables::rejected_csv(table);
    if (text.empty()) { return kDone; }
    making_ = path_ + ".making";
    interrupt.making(making_);
    auto out = std::ofstream(making_, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (out) { return kDone; }
    return Error{Code::unavailable, "写不了退回行，账本没有改动", path_,
                 "检查权限和磁盘，或用 --rejected 指明别处"};
  }

  Result<Done> put_in_place() {
    auto error = std::error_code{};
    if (!making_.empty()) { std::filesystem::rename(making_, path_, error); }
    if (error) {
      return Error{Code::unavailable, "账本已写入，退回行没有放到位：" + error.message(), path_,
                   "退回行在 " + making_};
    }
    making_.clear();
    return kDone;
  }

  ~RejectedFile() {
    auto error = std::error_code{};
    if (!making_.empty()) { std::filesystem::remove(making_, error); }
  }
  RejectedFile(RejectedFile const&) = delete;
  RejectedFile& operator=(RejectedFile const&) = delete;

 private:
  std::string path_, making_;
};

// A ledger made for a table that was then refused goes again.
class NewLedger {
 public:
  explicit NewLedger(std::string path) : path_(std::move(path)) {
    auto error = std::error_code{};
    goes_ = !std::filesystem::exists(path_, error);
  }
  ~NewLedger() {
    auto error = std::error_code{};
    for (auto const* end : {"", "-wal", "-shm"}) {
      if (goes_) { std::filesystem::remove(path_ + end, error); }
    }
  }
  NewLedger(NewLedger const&) = delete;
  NewLedger& operator=(NewLedger const&) = delete;
  void stays() { goes_ = false; }

 private:
  std::string path_;
  bool goes_{};
};

std::string counts_words(answer::ImportDone const& done) {
  auto const& c = done.counts;
  auto const number = [](std::int64_t n) { return std::to_string(n); };
  auto const kept = c.kept == 0 ? std::string{}
                                : "；" + number(c.kept) +
                                      " 个空白单元格没有动账本里的值（要清空，用 --clear-blanks）";
  if (c.added + c.changed == 0) { return "账本里都已有，没有改动" + kept; }
  return "新增 " + number(c.added) + " 条，改动 " + number(c.changed) + " 条，相同 " +
         number(c.same) + " 条，第 " + number(done.version) + " 次变更" + kept;
}

void tell(answer::ImportDone const& done, Import const& args) {
  auto const& table = done.table;
  say(table.file + "：读 " + std::to_string(table.rows_read) + " 行，收 " +
      std::to_string(done.records) + " 条，退回 " + std::to_string(table.rejected_rows.size()) +
      " 行，提醒 " + std::to_string(table.warnings.size()) + " 处" +
      (args.dry_run ? "（只检查，没有写入）" : ""));
  if (!args.dry_run) { say("  " + counts_words(done)); }
  for (auto const& [header, column] : done.remembered) {
    say("  按记住的对照：“" + header + "” " + (column.empty() ? "不导入" : "作 " + column) +
        "（--no-remembered-map 可不用）");
  }
  auto const place = [](tables::Remark const& r) {
    return (r.sheet.empty() ? "" : r.sheet + "!") + r.column +
           (r.row == 0 ? "" : std::to_string(r.row));
  };
  for (auto const& r : table.rejected) {
    say("  退回 " + place(r) + "：" + std::string{tables::words_of_code(r.code)});
  }
  for (auto const& w : table.warnings) {
    say("  提醒 " + place(w) + "：" + std::string{tables::words_of_code(w.code)});
  }
}

int refuse(Common const& common, tables::Import const& table) {
  if (common.json) { say(wire::dump({{"refused", table.refused}})); }
  fail(table.error);
  return kBad;
}

int told(Common const& common, Import const& args, answer::ImportDone const& done) {
  if (common.json) {
    say(tables::expected_json(done.table));
  } else {
    tell(done, args);
  }
  return kYes;
}

// A dry run needs no ledger; where there is one its remembered mappings are used.
std::unique_ptr<store::Store> ledger_if_there(Common const& common) {
  auto ledger = open_ledger(common, store::Open::read);
  return ledger ? std::move(*ledger) : nullptr;
}

int dry_run(Common const& common, Import const& args, answer::ImportRequest const& request) {
  auto const ledger = ledger_if_there(common);
  auto const done = answer::preview_import(ledger.get(), request);
  if (!done) { return fail(done.error()); }
  return done->table.refused.empty() ? told(common, args, *done) : refuse(common, done->table);
}

}  // namespace

int import_table(Common const& common, Import const& args) {
  auto map = read_map(args.map);
  if (!map) { return fail(map.error()); }
  auto const bytes = read_file(args.table);
  if (!bytes) { return fail(bytes.error()); }
  auto ticker = Ticker{common.terminal_err, "读取 " + args.table};
  auto request =
      answer::ImportRequest{.bytes = *bytes,
                            .file = std::filesystem::path(args.table).filename().string(),
                            .kind = args.kind,
                            .sheet = args.sheet,
                            .map = std::move(*map),
                            .office = args.office.empty() ? common.caller.name : args.office};
  request.use_remembered = !args.no_remembered_map;
  request.blanks_clear = args.clear_blanks;
  request.keep_records = common.json;
  request.progress = [&](std::size_t rows) { ticker.count(rows); };
  if (args.dry_run) { return dry_run(common, args, request); }

  auto interrupt = Interrupt{"已中断，账本没有改动"};
  auto made = NewLedger{common.ledger};
  auto ledger = open_ledger(common, store::Open::make_if_absent);
  if (!ledger) { return fail(ledger.error()); }
  auto rejected = RejectedFile{args};
  request.before_commit = [&](tables::Import const& table) -> Result<Done> {
    auto const written = rejected.write(table, interrupt);
    if (written) { interrupt.hold(); }
    return written;
  };
  auto const done = answer::import_into(**ledger, request,
                                        stamp(common, "import " + args.kind + " " + request.file));
  ticker.stop();
  if (!done) { return fail(done.error()); }
  if (!done->table.refused.empty()) { return refuse(common, done->table); }
  made.stays();
  if (auto const placed = rejected.put_in_place(); !placed) { return fail(placed.error()); }
  return told(common, args, *done);
}

}  // namespace chengjie::cli
