#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "chengjie/answer/documents/library.h"
#include "chengjie/server/api/api_fixture.h"
#include "chengjie/server/api/guard.h"

namespace chengjie::server::api::test {
namespace {

Record row(std::string kind, std::string key,
           std::vector<std::pair<std::string, Value>> const& values, int number) {
  auto record = Record{kind, std::move(key), {}, {"tablehash-" + kind, kind + ".csv", {}, number}};
  auto letter = 'A';
  for (auto const& [column, value] : values) {
    auto field = Field{};
    field.column = column;
    field.value = value;
    field.at = std::string(1, letter++);
    record.fields.push_back(std::move(field));
  }
  return record;
}

using Texts = std::vector<std::string>;

std::vector<Record> small_ledger() {
  auto const text = [](char const* t) { return Value{std::string{t}}; };
  return {
      row("regions", "500107",
          {{"name", text("甲区")}, {"code", text("500107")}, {"level", text("区县")}}, 2),
      row("parks", "东园",
          {{"name", text("东园")},
           {"district", text("甲区")},
           {"free_mu", 300.0},
           {"power_free_kva", 9000.0},
           {"labour", 2000.0},
           {"lon", 106.4},
           {"lat", 29.4}},
          2),
      row("parks", "西园",
          {{"name", text("西园")},
           {"district", text("甲区")},
           {"free_mu", 100.0},
           {"power_free_kva", 5000.0},
           {"labour", 900.0}},
          3),
      row("enterprises", kCode,
          {{"uscc", text(kCode)},
           {"name", text("甲厂")},
           {"place", text("东园")},
           {"tax_cny", 1234567.0},
           {"phone", text("13800000001")}},
          2),
      row("enterprises", kOther,
          {{"uscc", text(kOther)},
           {"name", text("<script>alert(1)</script>厂")},
           {"place", text("西园")},
           {"tax_cny", 7654321.0},
           {"phone", text("13800000002")}},
          3),
      row("cases", "C1",
          {{"case_no", text("C1")}, {"uscc", text(kCode)}, {"content", text("要电")}}, 2),
      row("cases", "C2",
          {{"case_no", text("C2")}, {"uscc", text(kOther)}, {"content", text("要地")}}, 3),
      row("visits", "甲厂/2026-01-02",
          {{"firm", text("甲厂")}, {"uscc", text(kCode)}, {"date", text("2026-01-02")}}, 2),
      row("policies", "文一/一",
          {{"document", text("文一")}, {"clause", text("一")}, {"support", text("补助")}}, 2),
      row("projects", "P1",
          {{"project_no", text("P1")},
           {"name", text("铝板项目")},
           {"stage", text("签约")},
           {"land_mu", 120.0},
           {"power_kva", 3000.0},
           {"staff", 300.0},
           {"output_cny", 5e8},
           {"place", text("东园")}},
          2),
      row("chains", "铝材/加工/铝板",
          {{"chain", text("铝材")},
           {"stage", text("加工")},
           {"product", text("铝板")},
           {"local_firms", Texts{"甲厂"}},
           {"state", text("弱")}},
          2),
      row("chains", "铝材/部件/铝门窗",
          {{"chain", text("铝材")},
           {"stage", text("部件")},
           {"product", text("铝门窗")},
           {"state", text("缺")}},
          3),
      row("assumptions", "ratio/jobs",
          {{"key", text("ratio/jobs")},
           {"value", 3.5},
           {"unit", text("person")},
           {"basis", text("估计")},
           {"by", text("某人")}},
          2),
      row("assumptions", "parks/东园/labour",
          {{"key", text("parks/东园/labour")},
           {"value", 2000.0},
           {"unit", text("person")},
           {"basis", text("估计")}},
          3),
  };
}

void read_into(store::Store& store, std::string const& name, std::string const& bytes) {
  auto library = answer::Library::open(store);
  REQUIRE(library);
  auto const read = library->read(bytes, name, {});
  REQUIRE(read);
  REQUIRE(library->keep(store, *read, bytes, {"测试", "2026-01-01T00:00:01", "read " + name}));
}

void make_ledger(std::string const& path) {
  auto opened = store::open(path, store::Open::make_if_absent);
  REQUIRE(opened);
  auto changes = std::vector<store::Change>{};
  for (auto const& record : small_ledger()) {
    changes.push_back({record.kind, record.key, record});
  }
  REQUIRE((*opened)->apply(changes, {"测试", "2026-01-01T00:00:00", "test"}));
  read_into(**opened, "甲区要点.txt",
            "甲区要点\n2024年，甲区规上工业产值1007.8亿元，增长8.5%。\n到2027年，规上工业产值突破\n"
            "2000亿元。𠮷字与ABC、产业\n转移。\n<img src=x onerror=alert(1)>氢能产值30亿元。\n");
  auto accounts = store::open_accounts(path, store::Open::existing);
  REQUIRE(accounts);
  for (auto const role : access::kRoles) {
    auto const name = std::string{access::name_of(role)};
    auto const scope = role == access::Role::park   ? "东园"
                       : role == access::Role::firm ? kCode
                                                    : "";
    auto const account =
        access::new_account("u-" + name, name, scope, kPassword, "2026-01-01T00:00:00");
    REQUIRE(account);
    REQUIRE((*accounts)->add(*account));
  }
}

std::vector<std::string> segments_of(std::string const& path) {
  auto parts = std::vector<std::string>{};
  for (auto at = std::size_t{1}; at <= path.size();) {
    auto const end = std::min(path.find('/', at), path.size());
    parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

}  // namespace

Fixture::Fixture(Options options) {
  folder = std::filesystem::temp_directory_path() / ("chengjie-api-" + random_id());
  std::filesystem::create_directories(folder);
  options.ledger = (folder / "a.db").string();
  options.spool = folder.string();
  options.today = "2026-11-25";
  options.watch = false;
  options.now_ms = [this] { return now_ms; };
  make_ledger(options.ledger);
  if (options.demo) {
    auto accounts = store::open_accounts(options.ledger, store::Open::existing);
    REQUIRE(accounts);
    REQUIRE((*accounts)->set("example", "1"));
  }
  auto opened = open(options);
  REQUIRE(opened);
  api = std::move(*opened);
  router = std::make_unique<http::Router>(api->routes());
}

Fixture::~Fixture() {
  router.reset();
  api.reset();
  auto error = std::error_code{};
  std::filesystem::remove_all(folder, error);
}

Reply Fixture::send(Client const& client, Sent const& sent) {
  auto const found = router->find(sent.method, segments_of("/api/v1" + sent.path));
  CAPTURE(sent.path);
  REQUIRE(found.route != nullptr);
  auto request = Request{};
  request.id = "r1";
  request.method = sent.method;
  request.path = "/api/v1" + sent.path;
  request.query = sent.query;
  request.headers = {{"host", "127.0.0.1:8420"}, {"content-type", "application/json"}};
  if (!client.csrf.empty()) { request.headers["x-csrf-token"] = client.csrf; }
  for (auto const& [name, value] : sent.headers) { request.headers[name] = value; }
  if (!client.cookie.empty()) { request.cookies[kCookie] = client.cookie; }
  request.parameters = found.parameters;
  request.body = sent.body;
  request.peer = "10.0.0.1";
  if (auto const at = sent.headers.find("peer"); at != sent.headers.end()) {
    request.peer = at->second;
  }
  return found.route->answer(request);
}

wire::Json Fixture::json(Client const& client, Sent const& sent) {
  auto const reply = send(client, sent);
  CAPTURE(sent.path);
  if (reply.body) { CAPTURE(*reply.body); }
  REQUIRE(reply.status == 200);
  return body_of(reply);
}

Reply Fixture::login_reply(std::string const& name, std::string const& password,
                           std::string const& peer, Client const& client) {
  return send(client, {"POST",
                       "/session",
                       {},
                       wire::dump({{"name", name}, {"password", password}}),
                       {{"peer", peer}}});
}

Client Fixture::login(std::string const& name, std::string const& password) {
  auto const reply = login_reply(name, password);
  REQUIRE(reply.status == 200);
  return {cookie_of(reply), body_of(reply)["csrf"].get<std::string>()};
}

Client Fixture::as(access::Role role) {
  if (!known_.contains(role)) { known_[role] = login("u-" + std::string{access::name_of(role)}); }
  return known_.at(role);
}

JobState Fixture::finished(std::string const& id) {
  for (auto i = 0; i != 6000; ++i) {
    auto const state = api->jobs().find(id);
    REQUIRE(state);
    if (ended(state->phase)) { return *state; }
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
  FAIL("the job does not end");
  return {};
}

wire::Json body_of(Reply const& reply) {
  REQUIRE(reply.body);
  return wire::Json::parse(*reply.body);
}

std::string code_of(Reply const& reply) {
  return body_of(reply)["error"]["code"].get<std::string>();
}

std::string cookie_of(Reply const& reply) {
  for (auto const& [name, value] : reply.headers) {
    if (name != "Set-Cookie") { continue; }
    auto const from = value.find('=') + 1;
    return value.substr(from, value.find(';') - from);
  }
  return {};
}

}  // namespace chengjie::server::api::test
