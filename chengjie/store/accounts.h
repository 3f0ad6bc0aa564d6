// Who may use a ledger: accounts, their open sessions, and settings of the ledger itself. They
// stand in tables of their own beside the records: neither exported, nor in the change log.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/store/store.h"

namespace chengjie::store {

struct Account {
  std::string name;
  std::string role;    // as access::name_of
  std::string scope;   // "" none
  std::string secret;  // hash of the password; "" nobody can log in by one
  bool disabled{};
  bool must_change{};      // the password, before anything else
  std::string made_at;     // ISO
  std::string last_login;  // ISO, "" never
};

struct Session {
  std::string id;  // SHA-256 of what the client holds
  std::string account;
  std::string csrf;
  std::int64_t made_ms{};  // since the epoch
  std::int64_t seen_ms{};
};

// One connection of its own; any thread.
class Accounts {
 public:
  virtual ~Accounts() = default;

  virtual Result<std::vector<Account>> accounts() = 0;  // by name
  virtual Result<std::optional<Account>> account(std::string_view name) = 0;
  virtual Result<Done> add(Account const&) = 0;     // conflict: a name equal but for case and width
  virtual Result<Done> change(Account const&) = 0;  // not_found when it is not there

  virtual Result<Done> put_session(Session const&) = 0;
  virtual Result<std::optional<Session>> session(std::string_view id) = 0;
  virtual Result<Done> drop_session(std::string_view id) = 0;
  virtual Result<Done> drop_sessions_of(std::string_view account) = 0;
  virtual Result<Done> drop_sessions_before(std::int64_t made_ms, std::int64_t seen_ms) = 0;

  virtual Result<std::string> setting(std::string_view name) = 0;  // "" when not set
  virtual Result<Done> set(std::string_view name, std::string_view value) = 0;

  // Grows with every change of an account and with drop_sessions_of, by whatever process.
  virtual Result<std::int64_t> version() = 0;
};

// Makes the tables when the ledger has none yet.
Result<std::unique_ptr<Accounts>> open_accounts(std::string const& where, Open);

}  // namespace chengjie::store
