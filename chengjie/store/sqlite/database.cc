#include "chengjie/store/sqlite/database.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace chengjie::store {
namespace {

namespace fs = std::filesystem;

constexpr auto kApplicationId = 0x434a4c31;  // "CJL1", at byte 68 of an SQLite file
constexpr auto kBusyMs = 5000;
constexpr auto kCacheKib = 65'536;
constexpr auto kLogBytes = 16 * 1024 * 1024;

// Each step runs once, in its own transaction, in this order. Steps are never edited, only added.
constexpr auto kMigrations = std::to_array<std::string_view>({
    R"(CREATE TABLE record (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, change INTEGER NOT NULL,
         PRIMARY KEY (kind, key)) WITHOUT ROWID;
       CREATE TABLE change (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, source TEXT NOT NULL,
         hash TEXT NOT NULL);
       CREATE TABLE entry (change INTEGER NOT NULL REFERENCES change(id), kind TEXT NOT NULL, key TEXT NOT NULL,
         before TEXT, after TEXT, PRIMARY KEY (change, kind, key)) WITHOUT ROWID;
       CREATE INDEX entry_of_record ON entry (kind, key);
       CREATE TABLE blob (hash TEXT PRIMARY KEY, name TEXT NOT NULL, bytes BLOB NOT NULL);
       CREATE TABLE trace (mark TEXT PRIMARY KEY, body TEXT NOT NULL);)",
    // Bodies are kept once, for the record and its log entries alike, and what rows of one table
    // share is kept once too (shape): a fifth of the bytes.
    R"(ALTER TABLE record RENAME TO record1;
       ALTER TABLE entry RENAME TO entry1;
       ALTER TABLE change ADD COLUMN form INTEGER NOT NULL DEFAULT 1;
       CREATE TABLE shape (mark TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
       CREATE TABLE body (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
       CREATE TABLE record (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL,
         body INTEGER REFERENCES body(id), change INTEGER NOT NULL REFERENCES change(id), UNIQUE (kind, key));
       CREATE TABLE entry (change INTEGER NOT NULL REFERENCES change(id), seq INTEGER NOT NULL,
         record INTEGER NOT NULL REFERENCES record(id), before INTEGER REFERENCES body(id),
         after INTEGER REFERENCES body(id), PRIMARY KEY (change, seq)) WITHOUT ROWID;
       CREATE TABLE moved AS SELECT ROW_NUMBER() OVER (ORDER BY change, kind, key) AS n, change, kind, key, before,
         after FROM entry1;
       CREATE INDEX moved_of ON moved (kind, key, change);
       INSERT INTO body (id, text) SELECT 2 * n, after FROM moved WHERE after IS NOT NULL;
       INSERT INTO body (id, text) SELECT 2 * n - 1, before FROM moved WHERE before IS NOT NULL;
       INSERT INTO record (kind, key, body, change) SELECT kind, key, NULL, MAX(change) FROM moved GROUP BY kind, key;
       UPDATE record SET body = (SELECT 2 * m.n FROM moved m JOIN record1 o ON o.kind = m.kind AND o.key = m.key
         WHERE m.kind = record.kind AND m.key = record.key AND m.change = record.change AND m.after = o.body);
       INSERT INTO entry (change, seq, record, before, after) SELECT m.change,
         ROW_NUMBER() OVER (PARTITION BY m.change ORDER BY m.kind, m.key), r.id,
         CASE WHEN m.before IS NULL THEN NULL ELSE 2 * m.n - 1 END, CASE WHEN m.after IS NULL THEN NULL ELSE 2 * m.n END
         FROM moved m JOIN record r ON r.kind = m.kind AND r.key = m.key;
       DROP TABLE moved;
       DROP TABLE entry1;
       DROP TABLE record1;
       CREATE INDEX entry_of_record ON entry (record, change);)",
});

// Whose file it is, asked through SQLite itself. To open and close the file beside SQLite would
// drop the locks that this process's other connections hold on it (POSIX locks go with any
// descriptor), and another program would then take the write-ahead log for abandoned.
Result<Done> check_ours(soci::session& sql, std::string const& where) {
  auto id = 0LL;
  auto tables = 0;
  try {
    sql << "PRAGMA application_id", soci::into(id);
    sql << "SELECT COUNT(*) FROM sqlite_master", soci::into(tables);
  } catch (std::exception const& e) {
    if (std::string_view{e.what()}.find("not a database") == std::string_view::npos) { throw; }
    return Error{Code::bad_input, "不是账本文件（不是 SQLite 数据库）", where, "检查路径"};
  }
  if (id == kApplicationId || (id == 0 && tables == 0)) { return kDone; }
  return Error{Code::bad_input, "是别的程序的 SQLite 数据库，不是承接账本", where, "换一个路径"};
}

std::string run(soci::session& sql, std::string const& text) {
  auto value = std::string{};
  sql << text, soci::into(value);
  return value;
}

// SOCI runs one statement a call; migrations hold several.
void run_all(soci::session& sql, std::string_view text) {
  while (!text.empty()) {
    auto const end = std::min(text.find(';'), text.size());
    auto const statement = text.substr(0, end);
    if (statement.find_first_not_of(" \n\t") != std::string_view::npos) {
      sql << std::string{statement};
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void migrate(soci::session& sql) {
  auto version = 0;
  sql << "PRAGMA user_version", soci::into(version);
  for (auto step = static_cast<std::size_t>(version); step < kMigrations.size(); ++step) {
    sql << "BEGIN IMMEDIATE";
    // Another process may have run it while we waited for the lock.
    auto now = 0;
    sql << "PRAGMA user_version", soci::into(now);
    if (static_cast<std::size_t>(now) <= step) {
      run_all(sql, kMigrations[step]);
      sql << "PRAGMA user_version = " + std::to_string(step + 1);
    }
    sql << "COMMIT";
  }
}

Result<Done> may_open(std::string const& where, Open how) {
  auto error = std::error_code{};
  if (fs::is_directory(where, error)) {
    return Error{Code::bad_input, "是文件夹，不是账本", where, "写账本文件的路径"};
  }
  if (how == Open::make_if_absent) { return kDone; }
  if (!fs::exists(where, error)) {
    return Error{Code::not_found, "没有这个账本", where,
                 "先用 chengjie read … --keep 或 chengjie import 建立，或用 --ledger 指明路径"};
  }
  if (fs::file_size(where, error) == 0 && !error) {
    return Error{Code::bad_input, "账本文件是空的", where, "检查路径，或删除后重建"};
  }
  return kDone;
}

}  // namespace

Error error_of(std::exception const& e, std::string const& where) {
  auto const text = std::string_view{e.what()};
  auto const has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (has("locked")) { return {Code::unavailable, "账本正被另一个程序写入", where, "稍后再试"}; }
  if (has("full")) {
    return {Code::unavailable, "磁盘已满，账本没有改动", where, "腾出空间后再试"};
  }
  if (has("disk I/O error")) {
    return {Code::unavailable, "磁盘读写出错或已满，账本没有改动", where, "检查磁盘后再试"};
  }
  if (has("readonly") || has("read-only")) {
    return {Code::unavailable, "账本是只读的", where, "检查文件和文件夹的权限"};
  }
  if (has("malformed") || has("not a database")) {
    return {Code::bad_input, "账本已损坏", where, "用备份恢复"};
  }
  if (has("unable to open") || has("open database")) {
    return {Code::unavailable, "打不开账本", where, "检查路径和权限"};
  }
  if (has("no such table") || has("no such column")) {
    return {Code::bad_input, "账本的结构不对", where, "用备份恢复"};
  }
  return {Code::unavailable, "账本出错：" + std::string{text}, where, {}};
}

Result<std::unique_ptr<soci::session>> open_database(std::string const& where, Open how) {
  if (where.find('"') != std::string::npos) {
    return Error{Code::bad_usage, "账本路径里不能有双引号", where, "换一个路径"};
  }
  auto const memory = where == ":memory:";
  if (!memory) {
    auto const may = may_open(where, how);
    if (!may) { return may.error(); }
    auto error = std::error_code{};
    auto const parent = fs::path(where).parent_path();
    if (how == Open::make_if_absent && !parent.empty()) { fs::create_directories(parent, error); }
  }
  try {
    auto sql = std::make_unique<soci::session>(
        soci::sqlite3, "dbname=\"" + where + "\" timeout=" + std::to_string(kBusyMs / 1000));
    *sql << "PRAGMA busy_timeout = " + std::to_string(kBusyMs);
    if (auto const ours = check_ours(*sql, where); !ours) { return ours.error(); }
    auto version = 0;
    *sql << "PRAGMA user_version", soci::into(version);
    if (static_cast<std::size_t>(version) > kMigrations.size()) {
      return Error{Code::unsupported, "账本由更新版本的程序建立", where, "升级本程序"};
    }
    if (static_cast<std::size_t>(version) < kMigrations.size()) {
      *sql << "PRAGMA application_id = " + std::to_string(kApplicationId);
      if (!memory) { run(*sql, "PRAGMA journal_mode = WAL"); }
      migrate(*sql);
    }
    // With a write-ahead log readers never wait for a writer, and a commit is on the disk when it
    // returns.
    *sql << "PRAGMA synchronous = FULL";
    *sql << "PRAGMA cache_size = -" + std::to_string(kCacheKib);
    // After a large import the log gives its room back.
    *sql << "PRAGMA journal_size_limit = " + std::to_string(kLogBytes);
    if (how == Open::read) { *sql << "PRAGMA query_only = ON"; }
    *sql << "PRAGMA foreign_keys = ON";
    return sql;
  } catch (std::exception const& e) { return error_of(e, where); }
}

}  // namespace chengjie::store
