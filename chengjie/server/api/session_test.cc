#include <doctest/doctest.h>

#include <algorithm>

#include "chengjie/server/api/api_fixture.h"

using namespace chengjie;
using namespace chengjie::server;
using namespace chengjie::server::api::test;

namespace {

std::string header(Reply const& reply, std::string_view wanted) {
  for (auto const& [name, value] : reply.headers) {
    if (name == wanted) { return value; }
  }
  return {};
}

struct Channel final : Events {
  bool closed{}, left{};
  void push(std::string_view, std::string_view) override {}
  void close() override { closed = true; }
  bool gone() const override { return left; }
};

void patch(Fixture& f, char const* body) {
  CHECK(f.send(f.as(access::Role::admin), {"PATCH", "/users/u-planner", {}, body}).status == 200);
}

}  // namespace

TEST_CASE("a stream of events ends with its session, however that ends") {
  struct Row {
    char const* how;
    void (*end)(Fixture&, Client const&);
  };
  for (auto const &row : {
           Row{"logout", [](Fixture& f, Client const& c) { f.send(c, {"DELETE", "/session"}); }},
           Row{"disabled", [](Fixture& f, Client const&) { patch(f, R"({"disabled":true})"); }},
           Row{"changed", [](Fixture& f, Client const&) { patch(f, R"({"role":"analyst"})"); }},
           Row{"reset",
               [](Fixture& f, Client const&) { patch(f, R"({"password":"another 123"})"); }},
           Row{"password",
               [](Fixture& f, Client const& c) {
                 auto const body = wire::dump({{"old", kPassword}, {"new", "another 12345"}});
                 CHECK(f.send(c, {"PUT", "/session/password", {}, body}).status == 200);
               }},
           Row{"elsewhere",
               [](Fixture& f, Client const&) {
                 auto other =
                     store::open_accounts((f.folder / "a.db").string(), store::Open::existing);
                 REQUIRE(other);
                 REQUIRE((*other)->drop_sessions_of("u-planner"));
               }},
           Row{"idle", [](Fixture& f, Client const&) { f.now_ms += 2 * 3600'000 + 1; }},
       }) {
    CAPTURE(row.how);
    auto f = Fixture{};
    auto const client = f.login("u-planner");
    auto const channel = std::make_shared<Channel>();
    auto const late = f.send(client, {"GET", "/events"});
    f.send(client, {"GET", "/events"}).events(channel);
    f.api->look();
    CHECK(!channel->closed);
    row.end(f, client);
    f.api->look();
    CHECK(channel->closed);
    // One that was asked for before, and begins only now.
    auto const slow = std::make_shared<Channel>();
    late.events(slow);
    CHECK(slow->closed);
    CHECK(f.send(client, {"GET", "/events"}).status == 401);
  }
}

TEST_CASE("an account has at most eight streams open; one that is left makes room") {
  auto f = Fixture{};
  auto const client = f.login("u-planner");
  auto channels = std::vector<std::shared_ptr<Channel>>{};
  for (auto i = 0; i != 8; ++i) {
    auto const reply = f.send(i % 2 == 0 ? client : f.login("u-planner"), {"GET", "/events"});
    REQUIRE(reply.status == 200);
    channels.push_back(std::make_shared<Channel>());
    reply.events(channels.back());
  }
  auto const more = f.send(client, {"GET", "/events"});
  CHECK(more.status == 429);
  CHECK(!body_of(more)["error"]["help"].get<std::string>().empty());
  CHECK(f.send(f.as(access::Role::analyst), {"GET", "/events"}).status == 200);
  channels[3]->left = true;
  CHECK(f.send(client, {"GET", "/events"}).status == 200);
}

TEST_CASE("accounts that are refused") {
  auto f = Fixture{};
  auto const admin = f.as(access::Role::admin);
  struct Row {
    std::string name, role, scope;
    unsigned status;
  };
  for (auto const& row : std::vector<Row>{{"本机用户", "analyst", "", 400},
                                          {"程序默认", "analyst", "", 400},
                                          {"承接项目组", "analyst", "", 400},
                                          {"ＣhengJie", "analyst", "", 400},
                                          {"U-Planner", "analyst", "", 409},
                                          {"ｕ-planner", "analyst", "", 409},
                                          {"a1", "firm", "甲厂", 400},
                                          {"a2", "firm", "91500107MA5U00000", 400},
                                          {"a3", "firm", "91500107MA5U00000O", 400},
                                          {"a4", "firm", "9150010AMA5U000001", 400},
                                          {"a5", "firm", kOther, 201},
                                          {"a6", "park", "无此园", 400},
                                          {"a7", "park", "西园", 201},
                                          {"a8", "planner", "东园", 400}}) {
    CAPTURE(row.name);
    auto const reply = f.send(admin, {"POST",
                                      "/users",
                                      {},
                                      wire::dump({{"name", row.name},
                                                  {"role", row.role},
                                                  {"scope", row.scope},
                                                  {"password", "first pass 1"}})});
    CHECK(reply.status == row.status);
    if (reply.status < 400) { continue; }
    CHECK(!body_of(reply)["error"]["help"].get<std::string>().empty());
  }
}

TEST_CASE("a session: who asks, with a cookie that scripts and other sites do not get") {
  auto f = Fixture{};
  auto const before = f.json({}, {"GET", "/session"});
  CHECK(before["user"].is_null());
  CHECK(before["demo"] == false);
  auto const reply = f.login_reply("u-planner", kPassword);
  REQUIRE(reply.status == 200);
  auto const cookie = header(reply, "Set-Cookie");
  for (auto const* part : {"HttpOnly", "SameSite=Strict", "Path=/"}) {
    CHECK(cookie.find(part) != std::string::npos);
  }
  CHECK(cookie.find("Secure") == std::string::npos);
  auto const client = Client{cookie_of(reply), body_of(reply)["csrf"].get<std::string>()};
  auto const who = f.json(client, {"GET", "/session"});
  CHECK(who["user"]["name"] == "u-planner");
  CHECK(who["user"]["role_title"] == "规划");
  CHECK(who["csrf"] == client.csrf);
  CHECK(f.send(client, {"DELETE", "/session"}).status == 200);
  CHECK(f.json(client, {"GET", "/session"})["user"].is_null());
  CHECK(f.send(client, {"GET", "/overview"}).status == 401);
}

TEST_CASE("under TLS the cookie is Secure") {
  auto options = api::Options{};
  options.tls = true;
  auto f = Fixture{options};
  CHECK(header(f.login_reply("u-admin", kPassword), "Set-Cookie").find("Secure") !=
        std::string::npos);
}

TEST_CASE("a login gets a new name, and the old one is over (fixation)") {
  auto f = Fixture{};
  auto const first = f.login("u-planner");
  auto const reply = f.login_reply("u-planner", kPassword, "10.0.0.1", first);
  REQUIRE(reply.status == 200);
  CHECK(cookie_of(reply) != first.cookie);
  CHECK(f.json(first, {"GET", "/session"})["user"].is_null());
  // A name that a stranger chose is not taken up.
  auto const chosen = Client{std::string(32, 'a'), {}};
  auto const other = f.login_reply("u-planner", kPassword, "10.0.0.1", chosen);
  CHECK(cookie_of(other) != chosen.cookie);
  CHECK(f.json(chosen, {"GET", "/session"})["user"].is_null());
}

TEST_CASE("logins that are refused") {
  auto f = Fixture{};
  struct Row {
    std::string body, code;
    unsigned status;
  };
  for (auto const& row : std::vector<Row>{
           {R"({"name":"u-planner","password":"wrong"})", "wrong_password", 401},
           {R"({"name":"nobody","password":"correct horse 42"})", "wrong_password", 401},
           {R"({"name":"u-planner"})", "bad_input", 400},
           {R"({"name":7,"password":"x"})", "bad_input", 400},
           {R"({"name":"u-planner","password":["x"]})", "bad_input", 400},
           {R"({"nam":"u-planner","password":"x"})", "bad_input", 400},
           {R"({"name":"u-planner' OR '1'='1","password":"x' OR '1'='1"})", "wrong_password", 401},
           {R"({"demo":true})", "forbidden", 403},
           {R"({"demo":"yes"})", "bad_input", 400},
           {"[]", "bad_input", 400},
           {"{", "bad_input", 400},
           {"", "bad_input", 400},
           {R"({"name":")" + std::string(70, 'x') + R"(","password":"x"})", "bad_input", 400}}) {
    CAPTURE(row.body);
    auto const reply = f.send({}, {"POST", "/session", {}, row.body, {{"peer", row.body}}});
    CHECK(reply.status == row.status);
    CHECK(code_of(reply) == row.code);
    CHECK(cookie_of(reply).empty());
  }
}

TEST_CASE("an account is paused after failures, longer each time; others are not") {
  auto f = Fixture{};
  for (auto i = 0; i != 5; ++i) { CHECK(f.login_reply("u-planner", "wrong").status == 401); }
  auto const paused = f.login_reply("u-planner", kPassword);
  CHECK(paused.status == 429);
  CHECK(code_of(paused) == "locked");
  CHECK(!header(paused, "Retry-After").empty());
  CHECK(f.login_reply("u-analyst", kPassword).status == 200);
  f.now_ms += 61'000;
  CHECK(f.login_reply("u-planner", "wrong").status == 401);
  f.now_ms += 61'000;
  CHECK(f.login_reply("u-planner", kPassword).status == 429);  // two minutes now
  f.now_ms += 61'000;
  CHECK(f.login_reply("u-planner", kPassword).status == 200);
}

TEST_CASE("an address that tries many names is paused") {
  auto f = Fixture{};
  for (auto i = 0; i != 30; ++i) { f.login_reply("n" + std::to_string(i), "x", "10.9.9.9"); }
  CHECK(code_of(f.login_reply("u-planner", kPassword, "10.9.9.9")) == "too_many");
  CHECK(f.login_reply("u-planner", kPassword, "10.9.9.8").status == 200);
  f.now_ms += 11 * 60'000;
  CHECK(f.login_reply("u-planner", kPassword, "10.9.9.9").status == 200);
}

TEST_CASE("a session ends when idle, and at the latest after twelve hours") {
  auto f = Fixture{};
  auto const idle = f.login("u-planner");
  f.now_ms += 2 * 3600'000 + 1;
  CHECK(f.send(idle, {"GET", "/kinds"}).status == 401);
  auto const busy = f.login("u-planner");
  for (auto hour = 0; hour != 12; ++hour) {
    CHECK(f.send(busy, {"GET", "/kinds"}).status == 200);
    f.now_ms += 3600'000;
  }
  f.now_ms += 1;
  CHECK(f.send(busy, {"GET", "/kinds"}).status == 401);
}

TEST_CASE("what changes something needs the session's token and a page of this server") {
  auto f = Fixture{};
  auto const client = f.login("u-planner");
  auto const body = std::string{R"({"value":4,"basis":"试"})"};
  struct Row {
    std::string csrf;
    std::map<std::string, std::string> headers;
    unsigned status;
  };
  auto const own = "http://127.0.0.1:8420";
  for (auto const& row : std::vector<Row>{{"", {}, 403},
                                          {"x", {}, 403},
                                          {client.csrf, {{"origin", "http://evil.example"}}, 403},
                                          {client.csrf, {{"origin", "null"}}, 403},
                                          {client.csrf, {{"sec-fetch-site", "cross-site"}}, 403},
                                          {client.csrf, {{"content-type", "text/plain"}}, 400},
                                          {client.csrf, {{"origin", own}}, 200},
                                          {client.csrf, {}, 200}}) {
    CAPTURE(row.csrf);
    CHECK(
        f.send({client.cookie, row.csrf}, {"PUT", "/assumptions/ratio/jobs", {}, body, row.headers})
            .status == row.status);
  }
  CHECK(code_of(f.send({}, {"POST", "/session", {}, "{}", {{"origin", "http://evil.example"}}})) ==
        "bad_origin");
}

TEST_CASE("a new account must change its password first; a change ends all other sessions") {
  auto f = Fixture{};
  auto const admin = f.as(access::Role::admin);
  CHECK(
      f.send(
           admin,
           {"POST", "/users", {}, R"({"name":"新人","role":"analyst","password":"first pass 1"})"})
          .status == 201);
  auto const fresh = f.login("新人", "first pass 1");
  auto const other = f.login("新人", "first pass 1");
  CHECK(code_of(f.send(fresh, {"GET", "/overview"})) == "password_must_change");
  auto const change = [&](std::string const& from, std::string const& to) {
    return f.send(fresh,
                  {"PUT", "/session/password", {}, wire::dump({{"old", from}, {"new", to}})});
  };
  CHECK(change("wrong", "second pass 2").status == 401);
  CHECK(change("first pass 1", "short").status == 400);
  CHECK(change("first pass 1", "first pass 1").status == 400);
  auto const done = change("first pass 1", "second pass 2");
  REQUIRE(done.status == 200);
  auto const now = Client{cookie_of(done), body_of(done)["csrf"].get<std::string>()};
  CHECK(f.send(now, {"GET", "/overview"}).status == 200);
  CHECK(f.send(fresh, {"GET", "/overview"}).status == 401);
  CHECK(f.send(other, {"GET", "/overview"}).status == 401);
  CHECK(f.login_reply("新人", "first pass 1").status == 401);
}

TEST_CASE("the last administrator stays; disabling ends sessions at once") {
  auto f = Fixture{};
  auto const admin = f.as(access::Role::admin);
  CHECK(f.send(admin, {"PATCH", "/users/u-admin", {}, R"({"disabled":true})"}).status == 409);
  CHECK(f.send(admin, {"PATCH", "/users/u-admin", {}, R"({"role":"planner"})"}).status == 409);
  auto const planner = f.as(access::Role::planner);
  CHECK(f.send(admin, {"PATCH", "/users/u-planner", {}, R"({"disabled":true})"}).status == 200);
  CHECK(f.send(planner, {"GET", "/overview"}).status == 401);
  CHECK(f.login_reply("u-planner", kPassword).status == 401);
  for (auto const* body : {R"({"role":"king"})", R"({"role":"firm"})", R"({"disabled":"no"})",
                           R"({"role":"firm","scope":"甲厂"})", R"({"role":"park","scope":"无"})",
                           R"({"password":"short"})", R"({"secret":"x"})"}) {
    CAPTURE(body);
    CHECK(f.send(admin, {"PATCH", "/users/u-analyst", {}, body}).status == 400);
  }
  CHECK(f.send(admin, {"PATCH", "/users/nobody", {}, "{}"}).status == 404);
  // Hashes leave the server by no way.
  auto const list = f.send(admin, {"GET", "/users"});
  CHECK(list.body->find("argon2") == std::string::npos);
}

TEST_CASE("the demonstration account: only an example, only on this machine, only when asked") {
  for (auto const loopback : {true, false}) {
    auto options = api::Options{};
    options.demo = true;
    options.loopback = loopback;
    auto f = Fixture{options};
    CHECK(f.api->demo() == loopback);
    auto const reply = f.send({}, {"POST", "/session", {}, R"({"demo":true})"});
    CHECK(reply.status == (loopback ? 200 : 403));
    CHECK(f.login_reply("演示", "").status != 200);
    if (!loopback) { continue; }
    auto const demo = Client{cookie_of(reply), body_of(reply)["csrf"].get<std::string>()};
    CHECK(f.send(demo, {"GET", "/overview"}).status == 200);
    CHECK(f.send(demo, {"GET", "/users"}).status == 403);
    CHECK(f.send(demo, {"PUT", "/session/password", {}, R"({"old":"x","new":"a new pass 1"})"})
              .status == 403);
  }
}

TEST_CASE("the first start makes an administrator who must choose a password") {
  auto f = Fixture{};
  CHECK(!f.api->first_password());
  auto const path = (f.folder / "b.db").string();
  REQUIRE(store::open(path, store::Open::make_if_absent));
  auto options = api::Options{};
  options.ledger = path;
  options.spool = f.folder.string();
  options.watch = false;
  auto first = api::open(options);
  REQUIRE(first);
  REQUIRE((*first)->first_password());
  CHECK((*first)->first_password()->size() == 16);
  first->reset();
  auto again = api::open(options);
  REQUIRE(again);
  CHECK(!(*again)->first_password());
}
