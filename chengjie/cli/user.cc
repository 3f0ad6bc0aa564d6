// chengjie user add|list|disable|password|demo: who may use this ledger through the server.
#include <iostream>

#include "chengjie/access/accounts.h"
#include "chengjie/access/rights.h"
#include "chengjie/cli/commands.h"
#include "chengjie/store/accounts.h"
#include "chengjie/wire/json.h"

namespace chengjie::cli {
namespace {

// The first line of standard input; a password never stands on a command line, where all can read.
Result<std::string> password_from_stdin() {
  auto password = std::string{};
  if (!std::getline(std::cin, password)) {
    return Error{Code::bad_usage, "标准输入里没有口令", "--password-stdin", "写在第一行"};
  }
  if (!password.empty() && password.back() == '\r') { password.pop_back(); }
  return password;
}

Result<std::unique_ptr<store::Accounts>> accounts_of(Common const& common) {
  return store::open_accounts(common.ledger, store::Open::existing);
}

Result<store::Account> found(store::Accounts& accounts, std::string const& name) {
  auto account = accounts.account(name);
  if (!account) { return account.error(); }
  if (!*account) {
    return Error{Code::not_found, "没有这个账户", name, "chengjie user list 列出全部"};
  }
  return std::move(**account);
}

Result<std::string> scope_of(Common const& common, User const& args) {
  if (auto const ok = access::check_role(args.role, args.scope); !ok) { return ok.error(); }
  auto const ledger = open_ledger(common, store::Open::read);
  if (!ledger) { return ledger.error(); }
  auto const book = load_book(**ledger);
  if (!book) { return book.error(); }
  return access::scope_in(*book, args.role, args.scope);
}

// Whoever is logged in with what was must log in again.
int changed(Common const& common, store::Accounts& accounts, store::Account const& account,
            std::string const& words) {
  if (auto const done = accounts.change(account); !done) { return fail(done.error()); }
  if (auto const done = accounts.drop_sessions_of(account.name); !done) {
    return fail(done.error());
  }
  say(common.json ? wire::dump({{"name", account.name}, {"disabled", account.disabled}}) : words);
  return kYes;
}

}  // namespace

int user_add(Common const& common, User const& args) {
  auto const password = password_from_stdin();
  if (!password) { return fail(password.error()); }
  auto const scope = scope_of(common, args);
  if (!scope) { return fail(scope.error()); }
  auto account = access::new_account(args.name, args.role, *scope, *password, common.now);
  if (!account) { return fail(account.error()); }
  auto const accounts = accounts_of(common);
  if (!accounts) { return fail(accounts.error()); }
  if (auto const done = (*accounts)->add(*account); !done) { return fail(done.error()); }
  say(common.json ? wire::dump({{"name", account->name},
                                {"role", account->role},
                                {"scope", account->scope.empty() ? wire::Json(nullptr)
                                                                 : wire::Json(account->scope)}})
                  : "已设账户 " + account->name + "（" + account->role + "）");
  return kYes;
}

int user_list(Common const& common) {
  auto const accounts = accounts_of(common);
  if (!accounts) { return fail(accounts.error()); }
  auto const rows = (*accounts)->accounts();
  if (!rows) { return fail(rows.error()); }
  auto list = wire::Json::array();
  for (auto const& row : *rows) {
    if (common.json) {
      list.push_back({{"name", row.name},
                      {"role", row.role},
                      {"scope", row.scope.empty() ? wire::Json(nullptr) : wire::Json(row.scope)},
                      {"disabled", row.disabled},
                      {"last_login",
                       row.last_login.empty() ? wire::Json(nullptr) : wire::Json(row.last_login)}});
      continue;
    }
    say(row.name + "  " + row.role + (row.scope.empty() ? "" : "  " + row.scope) +
        (row.disabled ? "  已停用" : "") +
        (row.last_login.empty() ? "" : "  上次登录 " + row.last_login));
  }
  if (common.json) { say(wire::dump(list)); }
  return kYes;
}

int user_disable(Common const& common, User const& args) {
  auto const accounts = accounts_of(common);
  if (!accounts) { return fail(accounts.error()); }
  auto account = found(**accounts, args.name);
  if (!account) { return fail(account.error()); }
  account->disabled = true;
  return changed(common, **accounts, *account, "已停用 " + args.name);
}

int user_password(Common const& common, User const& args) {
  auto const password = password_from_stdin();
  if (!password) { return fail(password.error()); }
  if (auto const ok = access::check_password(*password, args.name); !ok) {
    return fail(ok.error());
  }
  auto const accounts = accounts_of(common);
  if (!accounts) { return fail(accounts.error()); }
  auto account = found(**accounts, args.name);
  if (!account) { return fail(account.error()); }
  auto hash = access::hash_password(*password);
  if (!hash) { return fail(hash.error()); }
  account->secret = std::move(*hash);
  account->must_change = false;
  return changed(common, **accounts, *account, "已改 " + args.name + " 的口令");
}

int user_demo(Common const& common) {
  auto const accounts = accounts_of(common);
  if (!accounts) { return fail(accounts.error()); }
  if (auto const done = (*accounts)->set("example", "1"); !done) { return fail(done.error()); }
  say(common.json ? wire::dump({{"example", true}})
                  : "已标记为示例账本，本机上可用 serve --demo 开放演示账户");
  return kYes;
}

}  // namespace chengjie::cli
