// Accounts, for administrators.
#include "chengjie/access/accounts.h"
#include "chengjie/access/rights.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/house.h"

namespace chengjie::server::api {
namespace {

wire::Json json_of(store::Account const& account) {
  auto const role = access::role_of(account.role);
  return {{"name", account.name},
          {"role", account.role},
          {"role_title", role ? access::title_of(*role) : std::string_view{account.role}},
          {"scope", or_null(account.scope)},
          {"disabled", account.disabled},
          {"must_change_password", account.must_change},
          {"last_login", or_null(account.last_login)},
          {"made_at", account.made_at}};
}

Reply private_reply(wire::Json const& json, unsigned status = 200) {
  auto reply = json_reply(json, status);
  reply.headers = {{"Cache-Control", "no-store"}};
  return reply;
}

// What a change of an account asks for, put onto the account as it is.
Result<store::Account> changed(store::Account account, wire::Json const& body, Book const& book) {
  auto const role = text_at(body, "role", access::kNameMax);
  if (!role) { return role.error(); }
  auto const scope = text_at(body, "scope", access::kScopeMax);
  if (!scope) { return scope.error(); }
  if (!role->empty()) {
    account.role = *role;
    account.scope = *scope;
  } else if (body.contains("scope")) {
    account.scope = *scope;
  }
  // An account whose park is no more can still be disabled.
  if (!role->empty() || body.contains("scope")) {
    if (auto const ok = access::check_role(account.role, account.scope); !ok) { return ok.error(); }
    auto known = access::scope_in(book, account.role, account.scope);
    if (!known) { return known.error(); }
    account.scope = std::move(*known);
  }
  if (auto const at = body.find("disabled"); at != body.end()) {
    if (!at->is_boolean()) { return Error{Code::bad_input, "要是 true 或 false", "disabled", {}}; }
    account.disabled = at->get<bool>();
  }
  auto const password = text_at(body, "password", access::kPasswordMax);
  if (!password) { return password.error(); }
  if (!password->empty()) {
    if (auto const ok = access::check_password(*password, account.name); !ok) { return ok.error(); }
    auto hash = access::hash_password(*password);
    if (!hash) { return hash.error(); }
    account.secret = std::move(*hash);
    account.must_change = true;
  }
  return account;
}

bool admins_left(std::vector<store::Account> const& accounts, store::Account const& changed) {
  auto const is_admin = [](store::Account const& a) { return a.role == "admin" && !a.disabled; };
  return is_admin(changed) ||
         std::any_of(accounts.begin(), accounts.end(), [&](store::Account const& a) {
           return a.name != changed.name && is_admin(a);
         });
}

}  // namespace

Outcome users(Ask const& ask) {
  auto const accounts = ask.house.accounts->accounts();
  if (!accounts) { return accounts.error(); }
  auto list = wire::Json::array();
  for (auto const& account : *accounts) { list.push_back(json_of(account)); }
  return private_reply({{"users", std::move(list)}});
}

Outcome add_user(Ask const& ask) {
  auto const body = object_of(ask.request);
  if (!body) { return body.error(); }
  if (auto const known = only(*body, {"name", "role", "scope", "password"}); !known) {
    return known.error();
  }
  auto values = std::vector<std::string>{};
  for (auto const* name : {"name", "role", "scope", "password"}) {
    auto const text = text_at(*body, name, access::kPasswordMax);
    if (!text) { return text.error(); }
    values.push_back(*text);
  }
  auto scope = access::scope_in(ask.house.ledger->now()->book, values[1], values[2]);
  if (!scope) { return scope.error(); }
  values[2] = std::move(*scope);
  auto account = access::new_account(values[0], values[1], values[2], values[3], ask.house.now());
  if (!account) { return account.error(); }
  account->must_change = true;
  if (auto const done = ask.house.accounts->add(*account); !done) { return done.error(); }
  ask.house.sessions->look();
  return private_reply(json_of(*account), 201);
}

Outcome change_user(Ask const& ask) {
  auto const body = object_of(ask.request);
  if (!body) { return body.error(); }
  if (auto const known = only(*body, {"role", "scope", "disabled", "password"}); !known) {
    return known.error();
  }
  auto const accounts = ask.house.accounts->accounts();
  if (!accounts) { return accounts.error(); }
  auto const& name = ask.request.parameters.at("name");
  auto const at = std::find_if(accounts->begin(), accounts->end(),
                               [&](store::Account const& a) { return a.name == name; });
  if (at == accounts->end()) {
    return Error{Code::not_found, "没有这个账户", name.substr(0, access::kNameMax), {}};
  }
  auto const account = changed(*at, *body, ask.house.ledger->now()->book);
  if (!account) { return account.error(); }
  if (!admins_left(*accounts, *account)) {
    return Error{Code::conflict, "这是最后一个管理员", name, "先另设一个管理员"};
  }
  if (auto const done = ask.house.accounts->change(*account); !done) { return done.error(); }
  // Other rights, another password, or none: whoever is logged in must do so again.
  if (auto const done = ask.house.accounts->drop_sessions_of(name); !done) { return done.error(); }
  ask.house.sessions->look();
  return private_reply(json_of(*account));
}

}  // namespace chengjie::server::api
