#include "chengjie/store/accounts.h"

#include <algorithm>
#include <mutex>

#include "chengjie/files/fold.h"
#include "chengjie/store/sqlite/database.h"

namespace chengjie::store {
namespace {

// Ordinary SQL, the same in SQLite and PostgreSQL.
constexpr auto kTables = {
    "CREATE TABLE IF NOT EXISTS account (name TEXT PRIMARY KEY, role TEXT NOT NULL, scope TEXT NOT "
    "NULL, secret TEXT NOT NULL, disabled INTEGER NOT NULL, must_change INTEGER NOT NULL, made_at "
    "TEXT NOT NULL, last_login TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS session (id TEXT PRIMARY KEY, account TEXT NOT NULL, csrf TEXT NOT "
    "NULL, made_ms TEXT NOT NULL, seen_ms TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
};
constexpr auto kVersion = "accounts_version";

class SqlAccounts final : public Accounts {
 public:
  SqlAccounts(std::unique_ptr<soci::session> sql, std::string where)
      : sql_(std::move(sql)), where_(std::move(where)) {}

  Result<Done> prepare() {
    return guarded<Done>([&]() -> Result<Done> {
      for (auto const* table : kTables) { *sql_ << table; }
      return kDone;
    });
  }

  Result<std::vector<Account>> accounts() override {
    return guarded<std::vector<Account>>([&]() -> Result<std::vector<Account>> {
      return rows(
          "SELECT name, role, scope, secret, disabled, must_change, made_at, last_login "
          "FROM account WHERE name >= :n ORDER BY name",
          "");
    });
  }

  Result<std::optional<Account>> account(std::string_view name) override {
    return guarded<std::optional<Account>>([&]() -> Result<std::optional<Account>> {
      auto found = rows(
          "SELECT name, role, scope, secret, disabled, must_change, made_at, "
          "last_login FROM account WHERE name = :n",
          std::string{name});
      return found.empty() ? std::optional<Account>{} : std::optional{std::move(found.front())};
    });
  }

  Result<Done> add(Account const& a) override {
    return changing([&]() -> Result<Done> {
      if (taken(a.name)) { return Error{Code::conflict, "已有这个账户", a.name, "换一个账户名"}; }
      auto const disabled = static_cast<int>(a.disabled);
      auto const must = static_cast<int>(a.must_change);
      *sql_ << "INSERT INTO account (name, role, scope, secret, disabled, must_change, made_at, "
               "last_login) VALUES (:n, :r, :s, :h, :d, :m, :t, :l)",
          soci::use(a.name), soci::use(a.role), soci::use(a.scope), soci::use(a.secret),
          soci::use(disabled), soci::use(must), soci::use(a.made_at), soci::use(a.last_login);
      return kDone;
    });
  }

  Result<Done> change(Account const& a) override {
    return changing([&]() -> Result<Done> {
      if (!there(a.name)) { return Error{Code::not_found, "没有这个账户", a.name, {}}; }
      auto const disabled = static_cast<int>(a.disabled);
      auto const must = static_cast<int>(a.must_change);
      *sql_
          << "UPDATE account SET role = :r, scope = :s, secret = :h, disabled = :d, must_change = "
             ":m, last_login = :l WHERE name = :n",
          soci::use(a.role), soci::use(a.scope), soci::use(a.secret), soci::use(disabled),
          soci::use(must), soci::use(a.last_login), soci::use(a.name);
      return kDone;
    });
  }

  Result<Done> put_session(Session const& s) override {
    return guarded<Done>([&]() -> Result<Done> {
      // As text: SOCI's integers are as wide as the column's declared type, which differs by base.
      auto const made = std::to_string(s.made_ms);
      auto const seen = std::to_string(s.seen_ms);
      *sql_ << "INSERT OR REPLACE INTO session (id, account, csrf, made_ms, seen_ms) VALUES (:i, "
               ":a, :c, :m, :s)",
          soci::use(s.id), soci::use(s.account), soci::use(s.csrf), soci::use(made),
          soci::use(seen);
      return kDone;
    });
  }

  Result<std::optional<Session>> session(std::string_view id) override {
    return guarded<std::optional<Session>>([&]() -> Result<std::optional<Session>> {
      auto found = Session{};
      auto const wanted = std::string{id};
      auto made = std::string{}, seen = std::string{};
      *sql_ << "SELECT id, account, csrf, made_ms, seen_ms FROM session WHERE id = :i",
          soci::use(wanted), soci::into(found.id), soci::into(found.account),
          soci::into(found.csrf), soci::into(made), soci::into(seen);
      if (!sql_->got_data()) { return std::optional<Session>{}; }
      found.made_ms = std::stoll(made);
      found.seen_ms = std::stoll(seen);
      return std::optional{std::move(found)};
    });
  }

  Result<Done> drop_session(std::string_view id) override {
    return run_with("DELETE FROM session WHERE id = :a", std::string{id});
  }
  Result<Done> drop_sessions_of(std::string_view account) override {
    return changing([&]() -> Result<Done> {
      auto const whose = std::string{account};
      *sql_ << "DELETE FROM session WHERE account = :a", soci::use(whose);
      return kDone;
    });
  }
  Result<Done> drop_sessions_before(std::int64_t made_ms, std::int64_t seen_ms) override {
    return guarded<Done>([&]() -> Result<Done> {
      auto const made = std::to_string(made_ms);
      auto const seen = std::to_string(seen_ms);
      *sql_ << "DELETE FROM session WHERE CAST(made_ms AS BIGINT) < CAST(:m AS BIGINT) OR "
               "CAST(seen_ms AS BIGINT) < CAST(:s AS BIGINT)",
          soci::use(made), soci::use(seen);
      return kDone;
    });
  }

  Result<std::string> setting(std::string_view name) override {
    return guarded<std::string>([&]() -> Result<std::string> { return value_of(name); });
  }
  Result<Done> set(std::string_view name, std::string_view value) override {
    return guarded<Done>([&]() -> Result<Done> {
      put_setting(std::string{name}, std::string{value});
      return kDone;
    });
  }

  Result<std::int64_t> version() override {
    return guarded<std::int64_t>([&]() -> Result<std::int64_t> {
      auto const text = value_of(kVersion);
      return text.empty() ? std::int64_t{0} : std::int64_t{std::stoll(text)};
    });
  }

 private:
  template <class T, class F>
  Result<T> guarded(F const& body) {
    auto const lock = std::lock_guard{mutex_};
    try {
      return body();
    } catch (std::exception const& e) { return error_of(e, where_); }
  }

  // In a transaction that also moves the version.
  template <class F>
  Result<Done> changing(F const& body) {
    return guarded<Done>([&]() -> Result<Done> {
      auto whole = soci::transaction{*sql_};
      auto done = body();
      if (!done) { return done; }
      auto const text = value_of(kVersion);
      put_setting(kVersion, std::to_string((text.empty() ? 0LL : std::stoll(text)) + 1));
      whole.commit();
      return done;
    });
  }

  Result<Done> run_with(char const* statement, std::string const& value) {
    return guarded<Done>([&]() -> Result<Done> {
      *sql_ << statement, soci::use(value);
      return kDone;
    });
  }

  // Names that a reader cannot tell apart are one name.
  bool taken(std::string const& name) {
    auto const all = soci::rowset<std::string>{(sql_->prepare << "SELECT name FROM account")};
    auto const wanted = files::folded_small(name);
    return std::any_of(all.begin(), all.end(), [&](std::string const& other) {
      return files::folded_small(other) == wanted;
    });
  }

  bool there(std::string const& name) {
    auto count = 0;
    *sql_ << "SELECT COUNT(*) FROM account WHERE name = :n", soci::use(name), soci::into(count);
    return count > 0;
  }

  std::string value_of(std::string_view name) {
    auto const wanted = std::string{name};
    auto value = std::string{};
    *sql_ << "SELECT value FROM setting WHERE name = :n", soci::use(wanted), soci::into(value);
    return sql_->got_data() ? value : std::string{};
  }

  void put_setting(std::string const& name, std::string const& value) {
    *sql_ << "INSERT OR REPLACE INTO setting (name, value) VALUES (:n, :v)", soci::use(name),
        soci::use(value);
  }

  std::vector<Account> rows(std::string const& query, std::string const& parameter) {
    auto found = std::vector<Account>{};
    auto row = Account{};
    auto disabled = 0, must = 0;
    auto select = soci::statement(
        (sql_->prepare << query, soci::use(parameter), soci::into(row.name), soci::into(row.role),
         soci::into(row.scope), soci::into(row.secret), soci::into(disabled), soci::into(must),
         soci::into(row.made_at), soci::into(row.last_login)));
    select.execute();
    while (select.fetch()) {
      row.disabled = disabled != 0;
      row.must_change = must != 0;
      found.push_back(row);
    }
    return found;
  }

  std::mutex mutex_;
  std::unique_ptr<soci::session> sql_;
  std::string where_;
};

}  // namespace

Result<std::unique_ptr<Accounts>> open_accounts(std::string const& where, Open how) {
  auto sql = open_database(where, how);
  if (!sql) { return sql.error(); }
  auto accounts = std::make_unique<SqlAccounts>(std::move(*sql), where);
  if (auto const ready = accounts->prepare(); !ready) { return ready.error(); }
  return std::unique_ptr<Accounts>(std::move(accounts));
}

}  // namespace chengjie::store
