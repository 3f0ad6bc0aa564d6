// Logging in and out, and who one is.
#include "chengjie/access/accounts.h"
#include "chengjie/access/rights.h"
#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/guard.h"
#include "chengjie/server/api/house.h"

namespace chengjie::server::api {
namespace {

constexpr auto kBearerMax = std::size_t{256};

std::string iso_utc(std::int64_t ms) {
  auto const seconds = static_cast<std::time_t>(ms / 1000);
  auto utc = std::tm{};
  gmtime_r(&seconds, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

wire::Json nobody(House const& house) {
  auto may = wire::Json::array();
  for (auto const& row : access::operations()) {
    if (access::is_open(row.operation)) { may.push_back(row.operation); }
  }
  return {{"user", nullptr},
          {"csrf", nullptr},
          {"demo", house.sessions->demo()},
          {"may", std::move(may)},
          {"expires", nullptr}};
}

wire::Json json_of(House const& house, Sessions::Live const& live, access::Caller const& caller) {
  auto const role = *caller.role;
  return {{"user",
           {{"name", caller.name},
            {"role", access::name_of(role)},
            {"role_title", access::title_of(role)},
            {"scope", or_null(caller.scope)},
            {"demo", caller.name == access::kDemoAccount},
            {"must_change_password", live.account.must_change},
            {"sees_restricted", caller.sees_restricted}}},
          {"csrf", live.session.csrf},
          {"demo", house.sessions->demo()},
          {"may", access::operations_of(caller)},
          {"expires", iso_utc(live.ends_ms)}};
}

// Not to be kept by any cache, and never shown to a page of another site.
Reply private_reply(wire::Json const& json) {
  auto reply = json_reply(json);
  reply.headers = {{"Cache-Control", "no-store"}};
  return reply;
}

std::string cookie_line(House const& house, std::string const& value, bool ends) {
  return std::string{kCookie} + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" +
         (house.options.tls ? "; Secure" : "") + (ends ? "; Max-Age=0" : "");
}

Outcome opened(House const& house, std::variant<Sessions::Opened, Problem> const& result) {
  if (auto const* problem = std::get_if<Problem>(&result)) { return *problem; }
  auto const& session = std::get<Sessions::Opened>(result);
  auto const caller = access::caller_of(session.live.account);
  if (!caller) { return Problem{caller.error()}; }
  auto reply = private_reply(json_of(house, session.live, *caller));
  reply.headers.emplace_back("Set-Cookie", cookie_line(house, session.cookie, false));
  return reply;
}

}  // namespace

Outcome session(Ask const& ask) {
  auto const live = ask.house.sessions->find(cookie_of(ask.request));
  return private_reply(live ? json_of(ask.house, *live, ask.caller) : nobody(ask.house));
}

Outcome login(Ask const& ask) {
  auto const body = object_of(ask.request);
  if (!body) { return body.error(); }
  if (auto const known = only(*body, {"name", "password", "demo"}); !known) {
    return known.error();
  }
  auto& sessions = *ask.house.sessions;
  auto const old = cookie_of(ask.request);
  if (auto const demo = body->find("demo"); demo != body->end()) {
    if (!demo->is_boolean()) { return Error{Code::bad_input, "要是 true 或 false", "demo", {}}; }
    if (demo->get<bool>()) { return opened(ask.house, sessions.login_demo(old)); }
  }
  auto const name = text_at(*body, "name", access::kNameMax);
  if (!name) { return name.error(); }
  auto const password = text_at(*body, "password", kBearerMax);
  if (!password) { return password.error(); }
  if (name->empty() || password->empty()) {
    return Error{Code::bad_input, "要写账户名和口令", "name, password", {}};
  }
  return opened(ask.house, sessions.login(*name, *password, ask.request.peer, old));
}

Outcome logout(Ask const& ask) {
  ask.house.sessions->logout(cookie_of(ask.request));
  auto reply = private_reply(nobody(ask.house));
  reply.headers.emplace_back("Set-Cookie", cookie_line(ask.house, {}, true));
  return reply;
}

Outcome change_password(Ask const& ask) {
  auto const body = object_of(ask.request);
  if (!body) { return body.error(); }
  if (auto const known = only(*body, {"old", "new"}); !known) { return known.error(); }
  auto const old_password = text_at(*body, "old", kBearerMax);
  if (!old_password) { return old_password.error(); }
  auto const new_password = text_at(*body, "new", kBearerMax);
  if (!new_password) { return new_password.error(); }
  if (old_password->empty() || new_password->empty()) {
    return Error{Code::bad_input, "要写原口令和新口令", "old, new", {}};
  }
  auto const live = ask.house.sessions->find(cookie_of(ask.request));
  if (!live) { return Error{Code::bad_usage, "登录已过期", {}, "重新登录"}; }
  return opened(ask.house, ask.house.sessions->change_password(*live, *old_password, *new_password,
                                                               ask.request.peer));
}

}  // namespace chengjie::server::api
