#include "chengjie/server/api/guard.h"

#include <algorithm>

#include "chengjie/access/accounts.h"
#include "chengjie/access/rights.h"
#include "chengjie/server/api/house.h"
#include "chengjie/server/problem.h"

namespace chengjie::server::api {
namespace {

Reply reply_of(Request const& request, Problem const& problem) {
  auto reply = problem.status == 0
                   ? server::problem(request.id, problem.error)
                   : server::problem(request.id, problem.status, problem.code, problem.error);
  if (problem.retry_after_s > 0) {
    reply.headers.emplace_back("Retry-After", std::to_string(problem.retry_after_s));
  }
  return reply;
}

// A browser tells which page a request that may change something comes from.
std::optional<Problem> foreign(Request const& request) {
  auto const origin = request.header("origin");
  auto const host = request.header("host");
  auto const same = origin.empty() || origin == "http://" + host || origin == "https://" + host;
  auto const site = request.header("sec-fetch-site");
  if (same && (site.empty() || site == "same-origin" || site == "none")) { return std::nullopt; }
  return Problem{403, "bad_origin",
                 Error{Code::bad_usage, "请求来自别的网站", "Origin", "从本系统的页面操作"}};
}

std::optional<Problem> forbidden(Ask const& ask, std::optional<Sessions::Live> const& live,
                                 std::string_view operation) {
  auto const changes = ask.request.method != "GET" && ask.request.method != "HEAD";
  if (changes) {
    if (auto problem = foreign(ask.request)) { return problem; }
  }
  if (access::is_open(operation)) { return std::nullopt; }
  if (!live) {
    return Problem{401, "not_logged_in",
                   Error{Code::bad_usage, "还没有登录，或登录已过期", {}, "重新登录"}};
  }
  if (changes && !same_secret(ask.request.header("x-csrf-token"), live->session.csrf)) {
    return Problem{
        403, "bad_token",
        Error{Code::bad_usage, "请求没有带本次登录的令牌", "X-CSRF-Token", "刷新页面后再试"}};
  }
  if (live->account.must_change && operation != "change_password" && operation != "logout") {
    return Problem{403, "password_must_change",
                   Error{Code::bad_usage, "一次性口令要先改", {}, "设置自己的口令后再用"}};
  }
  if (!access::may(ask.caller, operation)) {
    return Problem{
        403, "forbidden",
        Error{Code::bad_usage, "没有这项权限", std::string{operation}, "需要时请管理员调整角色"}};
  }
  return std::nullopt;
}

Outcome outcome_of(House& house, Request const& request, std::string_view operation,
                   Outcome (*endpoint)(Ask const&)) {
  if (house.stopped) { return Problem{Error{Code::unavailable, "服务正在停止", {}, "稍后再试"}}; }
  // Nobody: a role without a record of its own.
  auto ask = Ask{request, house, {{}, false, access::Role::firm, {}}, {}, house.today()};
  auto const live = house.sessions->find(cookie_of(request));
  if (live) {
    auto const caller = access::caller_of(live->account);
    if (!caller) { return Problem{caller.error()}; }
    ask.caller = *caller;
    ask.session = live->session;
  }
  if (auto problem = forbidden(ask, live, operation)) { return *std::move(problem); }
  return endpoint(ask);
}

}  // namespace

std::string cookie_of(Request const& request) {
  auto const at = request.cookies.find(kCookie);
  return at == request.cookies.end() ? std::string{} : at->second;
}

Reply guarded(House& house, Request const& request, std::string_view operation,
              Outcome (*endpoint)(Ask const&)) {
  auto outcome = outcome_of(house, request, operation, endpoint);
  if (auto const* problem = std::get_if<Problem>(&outcome)) { return reply_of(request, *problem); }
  return std::get<Reply>(std::move(outcome));
}

}  // namespace chengjie::server::api
