#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <map>

#include "chengjie/base/hash.h"
#include "chengjie/store/codec.h"
#include "chengjie/store/sqlite/database.h"
#include "chengjie/store/store.h"

namespace chengjie::store {
namespace {

using namespace sqlite_api;  // where SOCI keeps the names of sqlite3.h

// One entry of a change, as it stands in the log.
struct Entry {
  std::string kind, key;
  std::optional<std::string> before, after;
};

std::string text_or_dash(std::optional<std::string> const& text) {
  return text ? "+" + *text : "-";
}

// What is hashed: the hash of the change before, the stamp, and every entry.
std::string chain_hash(std::string const& previous, std::int64_t id, Stamp const& stamp,
                       std::vector<Entry> const& entries) {
  auto text = previous + "\n" + std::to_string(id) + "\n" + stamp.at + "\n" + stamp.who + "\n" +
              stamp.from + "\n";
  for (auto const& e : entries) {
    text += mark_of({e.kind, e.key, text_or_dash(e.before), text_or_dash(e.after)}) + "\n";
    text += sha256_hex(text_or_dash(e.before) + "\x1f" + text_or_dash(e.after)) + "\n";
  }
  return sha256_hex(text);
}

class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<soci::session> sql, std::string where)
      : sql_(std::move(sql)), where_(std::move(where)) {}

  Result<std::vector<Record>> records(std::string_view kind) override {
    return guarded<std::vector<Record>>([&] {
      return rows_of("SELECT kind, key, body FROM record WHERE kind = :a ORDER BY key",
                     std::string{kind});
    });
  }

  Result<std::vector<Record>> all() override {
    return guarded<std::vector<Record>>([&] {
      return rows_of("SELECT kind, key, body FROM record WHERE kind >= :a ORDER BY kind, key",
                     std::string{});
    });
  }

  Result<std::vector<Record>> all_as_of(std::string_view date) override {
    // "…T99" sorts after every time of that day.
    return guarded<std::vector<Record>>([&] {
      return rows_of(
          "SELECT e.kind, e.key, e.after FROM entry e JOIN (SELECT x.kind AS kind, x.key AS key, "
          "MAX(x.change) AS last "
          "FROM entry x JOIN change c ON c.id = x.change WHERE c.at <= :a GROUP BY x.kind, x.key) "
          "m "
          "ON e.kind = m.kind AND e.key = m.key AND e.change = m.last WHERE e.after IS NOT NULL "
          "ORDER BY e.kind, e.key",
          std::string{date} + "T99");
    });
  }

  Result<std::optional<Record>> record(std::string_view kind, std::string_view key) override {
    return guarded<std::optional<Record>>([&]() -> Result<std::optional<Record>> {
      auto const body = body_of(std::string{kind}, std::string{key});
      if (!body) { return std::optional<Record>{}; }
      auto decoded = decode(kind, key, *body);
      if (!decoded) { return decoded.error(); }
      return std::optional{std::move(*decoded)};
    });
  }

  Result<std::int64_t> version() override {
    return guarded<std::int64_t>([&]() -> Result<std::int64_t> { return last_change(); });
  }

  Result<std::int64_t> apply(std::vector<Change> const& changes, Stamp const& stamp,
                             std::optional<std::int64_t> based_on) override {
    return in_transaction([&]() -> Result<std::int64_t> {
      auto wanted = std::map<std::pair<std::string, std::string>, std::optional<std::string>>{};
      for (auto const& c : changes) {
        wanted[{c.kind, c.key}] = c.after ? std::optional{encode(*c.after)} : std::nullopt;
      }
      auto entries = std::vector<Entry>{};
      for (auto& [name, after] : wanted) {
        auto before = body_of(name.first, name.second);
        if (before == after) { continue; }
        if (based_on && changed_since(name.first, name.second, *based_on)) {
          return Error{Code::conflict, "记录在此期间已被改动", name.first + "/" + name.second,
                       "重新读取后再改"};
        }
        entries.push_back({name.first, name.second, std::move(before), std::move(after)});
      }
      return write(entries, stamp);
    });
  }

  Result<std::int64_t> undo(std::int64_t change, Stamp const& stamp) override {
    return in_transaction([&]() -> Result<std::int64_t> {
      auto const entries = entries_of(change);
      if (entries.empty()) {
        return Error{Code::not_found, "没有第 " + std::to_string(change) + " 次变更", where_,
                     "用 chengjie history 查看变更"};
      }
      auto back = std::vector<Entry>{};
      for (auto const& e : entries) {
        if (changed_since(e.kind, e.key, change)) {
          return Error{Code::conflict, "之后又有改动，不能直接撤销", e.kind + "/" + e.key,
                       "先撤销后来的变更"};
        }
        back.push_back({e.kind, e.key, e.after, e.before});
      }
      return write(back, stamp);
    });
  }

  Result<std::vector<LogRow>> history(std::string_view kind, std::string_view key) override {
    return guarded<std::vector<LogRow>>([&]() -> Result<std::vector<LogRow>> {
      auto rows = std::vector<LogRow>{};
      // SOCI reads what it is given only while rows are fetched: it must outlive the loop.
      auto const of_kind = std::string{kind};
      auto const of_key = std::string{key};
      auto const found = soci::rowset<soci::row>((
          sql_->prepare
              << "SELECT c.id, c.at, c.who, c.source, e.before, e.after FROM entry e JOIN change c "
                 "ON c.id = e.change WHERE e.kind = :k AND e.key = :n ORDER BY c.id",
          soci::use(of_kind), soci::use(of_key)));
      for (auto const& row : found) {
        auto log = LogRow{};
        log.change = whole(row, 0);
        log.stamp = {row.get<std::string>(2), row.get<std::string>(1), row.get<std::string>(3)};
        log.kind = kind;
        log.key = key;
        for (auto const& [column, into] : {std::pair{4, &log.before}, std::pair{5, &log.after}}) {
          auto const body = text_at(row, column);
          if (!body) { continue; }
          auto decoded = decode(kind, key, *body);
          if (!decoded) { return decoded.error(); }
          *into = std::move(*decoded);
        }
        rows.push_back(std::move(log));
      }
      return rows;
    });
  }

  Result<std::vector<Summary>> changes() override {
    return guarded<std::vector<Summary>>([&]() -> Result<std::vector<Summary>> {
      auto rows = std::vector<Summary>{};
      auto const found = soci::rowset<soci::row>(
          (sql_->prepare
           << "SELECT c.id, c.at, c.who, c.source, COUNT(e.key) FROM change c LEFT JOIN entry e "
              "ON e.change = c.id GROUP BY c.id ORDER BY c.id"));
      for (auto const& row : found) {
        rows.push_back({whole(row, 0),
                        {row.get<std::string>(2), row.get<std::string>(1), row.get<std::string>(3)},
                        whole(row, 4)});
      }
      return rows;
    });
  }

  Result<std::string> verify_log() override {
    return guarded<std::string>([&]() -> Result<std::string> {
      auto previous = std::string{};
      auto const found = soci::rowset<soci::row>(
          (sql_->prepare << "SELECT id, at, who, source, hash FROM change ORDER BY id"));
      auto next = std::int64_t{1};
      for (auto const& row : found) {
        auto const id = whole(row, 0);
        if (id != next++) { return "第 " + std::to_string(next - 1) + " 次变更不见了"; }
        auto const stamp =
            Stamp{row.get<std::string>(2), row.get<std::string>(1), row.get<std::string>(3)};
        auto const hash = row.get<std::string>(4);
        if (chain_hash(previous, id, stamp, entries_of(id)) != hash) {
          return "第 " + std::to_string(id) + " 次变更被改动过";
        }
        previous = hash;
      }
      return stray_record();
    });
  }

  Result<Done> keep_blob(std::string_view hash, Blob const& blob) override {
    return guarded<Done>([&]() -> Result<Done> {
      // SOCI's own blob type wants a row to write into; the library underneath takes the bytes at
      // once.
      auto* const connection =
          static_cast<soci::sqlite3_session_backend*>(sql_->get_backend())->conn_;
      sqlite3_stmt* statement = nullptr;
      if (sqlite3_prepare_v2(connection,
                             "INSERT OR IGNORE INTO blob (hash, name, bytes) VALUES (?, ?, ?)", -1,
                             &statement, nullptr) != SQLITE_OK) {
        return error_of(std::runtime_error(sqlite3_errmsg(connection)), where_);
      }
      sqlite3_bind_text(statement, 1, hash.data(), static_cast<int>(hash.size()), SQLITE_TRANSIENT);
      sqlite3_bind_text(statement, 2, blob.name.data(), static_cast<int>(blob.name.size()),
                        SQLITE_TRANSIENT);
      sqlite3_bind_blob64(statement, 3, blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT);
      auto const done = sqlite3_step(statement);
      auto const message = std::string{sqlite3_errmsg(connection)};
      sqlite3_finalize(statement);
      if (done != SQLITE_DONE) { return error_of(std::runtime_error(message), where_); }
      return kDone;
    });
  }

  Result<std::optional<Blob>> blob(std::string_view hash) override {
    return guarded<std::optional<Blob>>([&]() -> Result<std::optional<Blob>> {
      auto* const connection =
          static_cast<soci::sqlite3_session_backend*>(sql_->get_backend())->conn_;
      sqlite3_stmt* statement = nullptr;
      if (sqlite3_prepare_v2(connection, "SELECT name, bytes FROM blob WHERE hash = ?", -1,
                             &statement, nullptr) != SQLITE_OK) {
        return error_of(std::runtime_error(sqlite3_errmsg(connection)), where_);
      }
      sqlite3_bind_text(statement, 1, hash.data(), static_cast<int>(hash.size()), SQLITE_TRANSIENT);
      auto found = std::optional<Blob>{};
      if (sqlite3_step(statement) == SQLITE_ROW) {
        auto const bytes_of = [&](int column) {
          auto const* data = static_cast<char const*>(sqlite3_column_blob(statement, column));
          auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
          return data == nullptr ? std::string{} : std::string(data, size);
        };
        found = Blob{bytes_of(0), bytes_of(1)};
      }
      sqlite3_finalize(statement);
      return found;
    });
  }

  Result<Done> keep_traces(std::vector<Trace> const& traces) override {
    auto const kept = in_transaction([&]() -> Result<std::int64_t> {
      auto mark = std::string{};
      auto body = std::string{};
      auto insert = soci::statement(
          (sql_->prepare << "INSERT OR IGNORE INTO trace (mark, body) VALUES (:m, :b)",
           soci::use(mark), soci::use(body)));
      for (auto const& trace : traces) {
        mark = trace.mark;
        body = trace.body;
        insert.execute(true);
      }
      return std::int64_t{0};
    });
    if (!kept) { return kept.error(); }
    return kDone;
  }

  Result<std::optional<std::string>> trace(std::string_view mark) override {
    return guarded<std::optional<std::string>>([&]() -> Result<std::optional<std::string>> {
      auto body = std::string{};
      auto there = soci::indicator{};
      auto const of_mark = std::string{mark};
      *sql_ << "SELECT body FROM trace WHERE mark = :m", soci::use(of_mark),
          soci::into(body, there);
      return sql_->got_data() ? std::optional{body} : std::optional<std::string>{};
    });
  }

  Result<std::vector<Trace>> traces() override {
    return guarded<std::vector<Trace>>([&]() -> Result<std::vector<Trace>> {
      auto rows = std::vector<Trace>{};
      auto const found =
          soci::rowset<soci::row>((sql_->prepare << "SELECT mark, body FROM trace ORDER BY mark"));
      for (auto const& row : found) {
        rows.push_back({row.get<std::string>(0), row.get<std::string>(1)});
      }
      return rows;
    });
  }

 private:
  template <class T, class F>
  Result<T> guarded(F const& body) {
    try {
      return body();
    } catch (std::exception const& e) { return error_of(e, where_); }
  }

  template <class F>
  Result<std::int64_t> in_transaction(F const& body) {
    auto begun = false;
    try {
      *sql_ << "BEGIN IMMEDIATE";
      begun = true;
      auto result = body();
      *sql_ << (result ? "COMMIT" : "ROLLBACK");
      return result;
    } catch (std::exception const& e) {
      if (begun) { roll_back(); }
      return error_of(e, where_);
    }
  }

  void roll_back() {
    try {
      *sql_ << "ROLLBACK";
    } catch (std::exception const&) {}  // SQLite has already rolled back (disk full)
  }

  // SOCI types integers by the declared column; expressions come wider.
  static std::int64_t whole(soci::row const& row, std::size_t column) {
    auto const& properties = row.get_properties(column);
    switch (properties.get_data_type()) {
      case soci::dt_integer:
        return row.get<int>(column);
      case soci::dt_long_long:
        return row.get<long long>(column);
      case soci::dt_string:
        return std::stoll(row.get<std::string>(column));
      default:
        return static_cast<std::int64_t>(row.get<double>(column));
    }
  }

  static std::optional<std::string> text_at(soci::row const& row, std::size_t column) {
    if (row.get_indicator(column) == soci::i_null) { return std::nullopt; }
    return row.get<std::string>(column);
  }

  Result<std::vector<Record>> rows_of(std::string const& query, std::string const& parameter) {
    auto records = std::vector<Record>{};
    auto kind = std::string{};
    auto key = std::string{};
    auto body = std::string{};
    auto select = soci::statement((sql_->prepare << query, soci::use(parameter), soci::into(kind),
                                   soci::into(key), soci::into(body)));
    select.execute();
    while (select.fetch()) {
      auto decoded = decode(kind, key, body);
      if (!decoded) { return decoded.error(); }
      records.push_back(std::move(*decoded));
    }
    return records;
  }

  std::optional<std::string> body_of(std::string const& kind, std::string const& key) {
    auto body = std::string{};
    *sql_ << "SELECT body FROM record WHERE kind = :k AND key = :n", soci::use(kind),
        soci::use(key), soci::into(body);
    return sql_->got_data() ? std::optional{body} : std::nullopt;
  }

  std::int64_t last_change() {
    auto last = 0LL;
    *sql_ << "SELECT COALESCE(MAX(id), 0) FROM change", soci::into(last);
    return last;
  }

  bool changed_since(std::string const& kind, std::string const& key, std::int64_t since) {
    auto count = 0;
    auto const after = static_cast<long long>(since);
    *sql_ << "SELECT COUNT(*) FROM entry WHERE kind = :k AND key = :n AND change > :c",
        soci::use(kind), soci::use(key), soci::use(after), soci::into(count);
    return count > 0;
  }

  std::vector<Entry> entries_of(std::int64_t change) {
    auto entries = std::vector<Entry>{};
    auto const id = static_cast<long long>(change);
    auto const found = soci::rowset<soci::row>(
        (sql_->prepare
             << "SELECT kind, key, before, after FROM entry WHERE change = :c ORDER BY kind, key",
         soci::use(id)));
    for (auto const& row : found) {
      entries.push_back(
          {row.get<std::string>(0), row.get<std::string>(1), text_at(row, 2), text_at(row, 3)});
    }
    return entries;
  }

  // Inside the caller's transaction.
  Result<std::int64_t> write(std::vector<Entry> const& entries, Stamp const& stamp) {
    auto const last = last_change();
    if (entries.empty()) { return last; }
    auto previous = std::string{};
    auto const last_id = static_cast<long long>(last);
    *sql_ << "SELECT hash FROM change WHERE id = :i", soci::use(last_id), soci::into(previous);
    auto const id = static_cast<long long>(last + 1);
    auto const hash = chain_hash(previous, id, stamp, entries);
    *sql_ << "INSERT INTO change (id, at, who, source, hash) VALUES (:i, :a, :w, :s, :h)",
        soci::use(id), soci::use(stamp.at), soci::use(stamp.who), soci::use(stamp.from),
        soci::use(hash);
    write_entries(entries, id);
    return static_cast<std::int64_t>(id);
  }

  void write_entries(std::vector<Entry> const& entries, long long id) {
    auto kind = std::string{}, key = std::string{}, before = std::string{}, after = std::string{};
    auto had = soci::i_ok, has = soci::i_ok;
    auto log = soci::statement(
        (sql_->prepare
             << "INSERT INTO entry (change, kind, key, before, after) VALUES (:c, :k, :n, :b, :a)",
         soci::use(id), soci::use(kind), soci::use(key), soci::use(before, had),
         soci::use(after, has)));
    auto put = soci::statement(
        (sql_->prepare
             << "INSERT OR REPLACE INTO record (kind, key, body, change) VALUES (:k, :n, :a, :c)",
         soci::use(kind), soci::use(key), soci::use(after), soci::use(id)));
    auto drop = soci::statement((sql_->prepare << "DELETE FROM record WHERE kind = :k AND key = :n",
                                 soci::use(kind), soci::use(key)));
    for (auto const& e : entries) {
      kind = e.kind;
      key = e.key;
      before = e.before.value_or("");
      after = e.after.value_or("");
      had = e.before ? soci::i_ok : soci::i_null;
      has = e.after ? soci::i_ok : soci::i_null;
      log.execute(true);
      (e.after ? put : drop).execute(true);
    }
  }

  // The log is the only way to write: a record that differs from its last entry was changed behind
  // it.
  std::string stray_record() {
    auto kind = std::string{}, key = std::string{};
    *sql_ << "SELECT r.kind, r.key FROM record r LEFT JOIN entry e ON e.change = r.change AND "
             "e.kind = r.kind AND e.key = r.key "
             "WHERE e.after IS NULL OR e.after <> r.body LIMIT 1",
        soci::into(kind), soci::into(key);
    if (sql_->got_data()) { return "记录 " + kind + "/" + key + " 不是经变更日志写入的"; }
    *sql_ << "SELECT e.kind, e.key FROM entry e JOIN (SELECT kind, key, MAX(change) AS last FROM "
             "entry GROUP BY kind, key) m "
             "ON m.kind = e.kind AND m.key = e.key AND m.last = e.change LEFT JOIN record r ON "
             "r.kind = e.kind AND r.key = e.key "
             "WHERE e.after IS NOT r.body LIMIT 1",
        soci::into(kind), soci::into(key);
    return sql_->got_data() ? "记录 " + kind + "/" + key + " 与日志里最后一次写入的不同"
                            : std::string{};
  }

  std::unique_ptr<soci::session> sql_;
  std::string where_;
};

}  // namespace

Result<std::unique_ptr<Store>> open(std::string const& where, Open how) {
  if (where.starts_with("postgresql://")) {
    return Error{Code::unsupported, "本版本还不能用 PostgreSQL 作账本", where,
                 "用 SQLite 文件：--ledger 路径"};
  }
  auto sql = open_database(where, how);
  if (!sql) { return sql.error(); }
  return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(*sql), where));
}

}  // namespace chengjie::store
