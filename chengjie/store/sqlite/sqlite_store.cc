#include <soci/soci.h>

#include <algorithm>
#include <map>

#include "chengjie/base/date.h"
#include "chengjie/store/sqlite/acts.h"
#include "chengjie/store/sqlite/page.h"
#include "chengjie/store/sqlite/writer.h"
#include "chengjie/store/store.h"

namespace chengjie::store {
namespace {

class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<soci::session> sql, std::string where)
      : sql_(std::move(sql)),
        where_(std::move(where)),
        connection_(connection_of(*sql_)),
        bodies_(connection_) {}

  Result<std::vector<Record>> records(std::string_view kind) override {
    auto records = std::vector<Record>{};
    auto const done = each(kind, [&](Record&& record) {
      records.push_back(std::move(record));
      return true;
    });
    if (!done) { return done.error(); }
    return records;
  }

  Result<Done> each(std::string_view kind, Visit const& visit) override {
    return guarded<Done>([&] {
      auto rows = Statement{connection_,
                            "SELECT r.kind, r.key, b.text FROM record r JOIN body b ON b.id = "
                            "r.body WHERE r.kind = ? ORDER BY r.key"};
      rows.bind(1, kind);
      return visit_rows(rows, visit);
    });
  }

  Result<std::vector<Record>> all() override {
    return guarded<std::vector<Record>>([&] {
      auto rows = Statement{connection_,
                            "SELECT r.kind, r.key, b.text FROM record r JOIN body b ON b.id = "
                            "r.body ORDER BY r.kind, r.key"};
      return rows_of(rows);
    });
  }

  Result<std::vector<Record>> all_as_of(std::string_view date_or_name) override {
    if (!parse_date(date_or_name)) {
      auto const published = record(kPublished, date_or_name);
      if (!published) { return published.error(); }
      if (!*published) {
        return Error{Code::not_found, "不是日期，也没有这个已发布的版本", std::string{date_or_name},
                     "写成 YYYY-MM-DD，或用 chengjie published list 查看已发布的版本"};
      }
      return all_at(version_of(**published));
    }
    // "…T99" sorts after every time of that day.
    auto const end = std::string{date_or_name} + "T99";
    return as_of("c.at <= ?", [&](Statement& rows) { rows.bind(1, std::string_view{end}); });
  }

  Result<std::vector<Record>> all_at(std::int64_t change) override {
    return as_of("c.id <= ?", [&](Statement& rows) { rows.bind(1, change); });
  }

  Result<std::optional<Record>> record(std::string_view kind, std::string_view key) override {
    return guarded<std::optional<Record>>([&]() -> Result<std::optional<Record>> {
      auto find = Statement{connection_,
                            "SELECT b.text FROM record r JOIN body b ON b.id = r.body WHERE "
                            "r.kind = ? AND r.key = ?"};
      if (!find.bind(1, kind).bind(2, key).step()) { return std::optional<Record>{}; }
      auto decoded = bodies_.decode(kind, key, find.text(0));
      if (!decoded) { return decoded.error(); }
      return std::optional{std::move(*decoded)};
    });
  }

  Result<std::vector<std::string>> keys(std::string_view kind) override {
    return guarded<std::vector<std::string>>([&]() -> Result<std::vector<std::string>> {
      auto keys = std::vector<std::string>{};
      auto rows = Statement{connection_,
                            "SELECT key FROM record WHERE kind = ? AND body IS NOT NULL ORDER BY "
                            "key"};
      rows.bind(1, kind);
      while (rows.step()) { keys.emplace_back(rows.text(0)); }
      return keys;
    });
  }

  Result<std::vector<Tally>> kinds() override {
    return guarded<std::vector<Tally>>([&]() -> Result<std::vector<Tally>> {
      auto tallies = std::vector<Tally>{};
      auto rows = Statement{connection_,
                            "SELECT kind, COUNT(body) FROM record GROUP BY kind HAVING "
                            "COUNT(body) > 0 ORDER BY kind"};
      while (rows.step()) { tallies.push_back({std::string{rows.text(0)}, rows.whole(1)}); }
      return tallies;
    });
  }

  Result<Page> page(Query const& query) override {
    return guarded<Page>([&] {
      auto const snapshot = Transaction{connection_, Transaction::Mode::read};
      return page_of(connection_, bodies_, query);
    });
  }

  Result<std::vector<Tally>> tally(Query const& query, std::string_view column) override {
    return guarded<std::vector<Tally>>(
        [&] { return tally_of(connection_, bodies_, query, column); });
  }

  Result<std::int64_t> version() override {
    return guarded<std::int64_t>(
        [&]() -> Result<std::int64_t> { return last_change(connection_); });
  }

  Result<std::int64_t> data_version() override {
    return guarded<std::int64_t>([&]() -> Result<std::int64_t> {
      auto pragma = Statement{connection_, "PRAGMA data_version"};
      return pragma.step() ? pragma.whole(0) : 0;
    });
  }

  Result<std::optional<Moved>> moved_since(std::int64_t version, std::int64_t limit) override {
    return guarded<std::optional<Moved>>([&]() -> Result<std::optional<Moved>> {
      auto const snapshot = Transaction{connection_, Transaction::Mode::read};
      auto moved = Moved{last_change(connection_), {}, {}};
      if (moved.version < version) { return std::optional<Moved>{}; }
      auto rows = Statement{connection_,
                            "SELECT r.kind, r.key, b.text FROM (SELECT DISTINCT record FROM entry "
                            "WHERE change > ? LIMIT ?) e JOIN record r ON r.id = e.record LEFT "
                            "JOIN body b ON b.id = r.body"};
      rows.bind(1, version).bind(2, limit + 1);
      while (rows.step()) {
        if (std::ssize(moved.put) + std::ssize(moved.gone) == limit) {
          return std::optional<Moved>{};
        }
        if (rows.is_null(2)) {
          moved.gone.emplace_back(rows.text(0), rows.text(1));
          continue;
        }
        auto decoded = bodies_.decode(rows.text(0), rows.text(1), rows.text(2));
        if (!decoded) { return decoded.error(); }
        moved.put.push_back(std::move(*decoded));
      }
      return std::optional{std::move(moved)};
    });
  }

  Result<std::unique_ptr<Writer>> begin(Stamp const& stamp,
                                        std::optional<std::int64_t> based_on) override {
    auto begun = writer(stamp, based_on);
    if (!begun) { return begun.error(); }
    return std::unique_ptr<Writer>(std::move(*begun));
  }

  Result<std::int64_t> apply(std::vector<Change> const& changes, Stamp const& stamp,
                             std::optional<std::int64_t> based_on) override {
    auto last = std::map<std::pair<std::string_view, std::string_view>, Change const*>{};
    for (auto const& change : changes) { last[{change.kind, change.key}] = &change; }
    auto begun = writer(stamp, based_on);
    if (!begun) { return begun.error(); }
    for (auto const& [name, change] : last) {
      if (auto const put = (*begun)->put(*change); !put) { return put.error(); }
    }
    return (*begun)->commit();
  }

  Result<Done> together(std::function<Result<Done>()> const& body) override {
    auto const done = guarded<Done>([&] {
      auto whole = Transaction{connection_, Transaction::Mode::write};
      auto result = body();
      if (result) { whole.commit(); }
      return result;
    });
    if (!done) { bodies_.forget(); }
    return done;
  }

  Result<std::int64_t> undo(std::int64_t change, Stamp const& stamp) override {
    auto begun = writer(stamp, std::nullopt);
    if (!begun) { return begun.error(); }
    auto const taken =
        guarded<Done>([&] { return take_back(connection_, change, (*begun)->change()); });
    if (!taken) { return taken.error(); }
    return (*begun)->commit();
  }

  Result<std::int64_t> publish(Signed const& what, Stamp const& stamp) override {
    auto begun = writer(stamp, std::nullopt);
    if (!begun) { return begun.error(); }
    auto made = guarded<Record>([&] { return published_record(connection_, what, stamp); });
    if (!made) { return made.error(); }
    auto const put = (*begun)->put({made->kind, made->key, *made});
    if (!put) { return put.error(); }
    return (*begun)->commit();
  }

  Result<std::vector<LogRow>> history(std::string_view kind, std::string_view key) override {
    return guarded<std::vector<LogRow>>([&]() -> Result<std::vector<LogRow>> {
      auto rows = std::vector<LogRow>{};
      auto found = Statement{connection_,
                             "SELECT c.id, c.at, c.who, c.source, b.text, a.text FROM record r "
                             "JOIN entry e ON e.record = r.id JOIN change c ON c.id = e.change "
                             "LEFT JOIN body b ON b.id = e.before LEFT JOIN body a ON a.id = "
                             "e.after WHERE r.kind = ? AND r.key = ? ORDER BY c.id"};
      found.bind(1, kind).bind(2, key);
      while (found.step()) {
        auto log =
            LogRow{found.whole(0), stamp_at(found), std::string{kind}, std::string{key}, {}, {}};
        for (auto const& [column, into] : {std::pair{4, &log.before}, std::pair{5, &log.after}}) {
          if (found.is_null(column)) { continue; }
          auto decoded = bodies_.decode(kind, key, found.text(column));
          if (!decoded) { return decoded.error(); }
          *into = std::move(*decoded);
        }
        rows.push_back(std::move(log));
      }
      return rows;
    });
  }

  Result<Done> restatements(std::function<void(LogRow const&)> const& visit) override {
    return guarded<Done>([&]() -> Result<Done> {
      auto rows = Statement{connection_,
                            "SELECT c.id, c.at, c.who, c.source, r.kind, r.key, b.text, a.text "
                            "FROM entry e JOIN change c ON c.id = e.change JOIN record r ON r.id = "
                            "e.record JOIN body b ON b.id = e.before JOIN body a ON a.id = e.after "
                            "WHERE c.source LIKE 'import %' ORDER BY e.change, e.seq"};
      while (rows.step()) {
        auto const before = bodies_.decode(rows.text(4), rows.text(5), rows.text(6));
        auto const after = bodies_.decode(rows.text(4), rows.text(5), rows.text(7));
        if (!before) { return before.error(); }
        if (!after) { return after.error(); }
        // A table that only adds columns restates nothing.
        auto const moved =
            std::any_of(before->fields.begin(), before->fields.end(), [&](Field const& field) {
              auto const* now = after->find(field.column);
              return now == nullptr || now->value != field.value || now->bound != field.bound;
            });
        if (!moved || before->origin.table == after->origin.table) { continue; }
        visit({rows.whole(0), stamp_at(rows), std::string{rows.text(4)}, std::string{rows.text(5)},
               *before, *after});
      }
      return kDone;
    });
  }

  Result<std::vector<Summary>> changes() override {
    return guarded<std::vector<Summary>>([&]() -> Result<std::vector<Summary>> {
      auto rows = std::vector<Summary>{};
      auto found = Statement{connection_,
                             "SELECT c.id, c.at, c.who, c.source, (SELECT COUNT(*) FROM entry e "
                             "WHERE e.change = c.id) FROM change c ORDER BY c.id"};
      while (found.step()) { rows.push_back({found.whole(0), stamp_at(found), found.whole(4)}); }
      return rows;
    });
  }

  Result<std::string> verify_log() override {
    return guarded<std::string>([&] {
      auto const snapshot = Transaction{connection_, Transaction::Mode::read};
      return verify(connection_, bodies_);
    });
  }

  Result<Done> keep_blob(std::string_view hash, Blob const& blob) override {
    return guarded<Done>([&]() -> Result<Done> {
      insert_blob(connection_, hash, blob);
      return kDone;
    });
  }

  Result<std::optional<Blob>> blob(std::string_view hash) override {
    return guarded<std::optional<Blob>>([&]() -> Result<std::optional<Blob>> {
      auto find = Statement{connection_, "SELECT name, bytes FROM blob WHERE hash = ?"};
      if (!find.bind(1, hash).step()) { return std::optional<Blob>{}; }
      return std::optional{Blob{std::string{find.text(0)}, std::string{find.text(1)}}};
    });
  }

  Result<Done> keep_traces(std::vector<Trace> const& traces) override {
    return guarded<Done>([&]() -> Result<Done> {
      auto transaction = Transaction{connection_, Transaction::Mode::write};
      auto insert =
          Statement{connection_, "INSERT OR IGNORE INTO trace (mark, body) VALUES (?, ?)"};
      for (auto const& trace : traces) { insert.bind(1, trace.mark).bind(2, trace.body).run(); }
      transaction.commit();
      return kDone;
    });
  }

  Result<std::optional<std::string>> trace(std::string_view mark) override {
    return guarded<std::optional<std::string>>([&]() -> Result<std::optional<std::string>> {
      auto find = Statement{connection_, "SELECT body FROM trace WHERE mark = ?"};
      if (!find.bind(1, mark).step()) { return std::optional<std::string>{}; }
      return std::optional{std::string{find.text(0)}};
    });
  }

  Result<std::vector<Trace>> traces() override {
    return guarded<std::vector<Trace>>([&]() -> Result<std::vector<Trace>> {
      auto rows = std::vector<Trace>{};
      auto found = Statement{connection_, "SELECT mark, body FROM trace ORDER BY mark"};
      while (found.step()) {
        rows.push_back({std::string{found.text(0)}, std::string{found.text(1)}});
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

  Result<std::unique_ptr<SqliteWriter>> writer(Stamp const& stamp,
                                               std::optional<std::int64_t> based_on) {
    return guarded<std::unique_ptr<SqliteWriter>>([&]() -> Result<std::unique_ptr<SqliteWriter>> {
      return std::make_unique<SqliteWriter>(connection_, bodies_, where_, stamp, based_on);
    });
  }

  static Stamp stamp_at(Statement const& row) {
    return {std::string{row.text(2)}, std::string{row.text(1)}, std::string{row.text(3)}};
  }

  Result<Done> visit_rows(Statement& rows, Visit const& visit) {
    while (rows.step()) {
      auto decoded = bodies_.decode(rows.text(0), rows.text(1), rows.text(2));
      if (!decoded) { return decoded.error(); }
      if (!visit(std::move(*decoded))) { break; }
    }
    return kDone;
  }

  Result<std::vector<Record>> rows_of(Statement& rows) {
    auto records = std::vector<Record>{};
    auto const done = visit_rows(rows, [&](Record&& record) {
      records.push_back(std::move(record));
      return true;
    });
    if (!done) { return done.error(); }
    return records;
  }

  template <class Bind>
  Result<std::vector<Record>> as_of(std::string const& condition, Bind const& bind) {
    return guarded<std::vector<Record>>([&] {
      auto rows =
          Statement{connection_,
                    "SELECT r.kind, r.key, b.text FROM record r JOIN entry e ON e.record "
                    "= r.id AND e.change = (SELECT MAX(x.change) FROM entry x JOIN change "
                    "c ON c.id = x.change WHERE x.record = r.id AND " +
                        condition + ") JOIN body b ON b.id = e.after ORDER BY r.kind, r.key"};
      bind(rows);
      return rows_of(rows);
    });
  }

  std::unique_ptr<soci::session> sql_;
  std::string where_;
  Connection* connection_;
  Bodies bodies_;
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
