#include <doctest/doctest.h>

#include <map>

#include "chengjie/base/tree.h"

#include "chengjie/server/api/api_fixture.h"

using namespace chengjie;
using namespace chengjie::server;
using namespace chengjie::server::api::test;

namespace {

// A request for each operation; where it need not succeed, it only must not be forbidden.
std::map<std::string, Sent> samples() {
  auto const other = std::string(64, '0');
  return {
      {"session", {"GET", "/session"}},
      {"login", {"POST", "/session", {}, "{}"}},
      {"openapi", {"GET", "/openapi.yaml"}},
      {"change_password", {"PUT", "/session/password", {}, "{}"}},
      {"users", {"GET", "/users"}},
      {"add_user", {"POST", "/users", {}, "{}"}},
      {"change_user", {"PATCH", "/users/nobody", {}, "{}"}},
      {"overview", {"GET", "/overview"}},
      {"answer", {"GET", "/answers/what"}},
      {"what_if", {"POST", "/what-if", {}, R"({"question":"where","assumptions":{}})"}},
      {"shock", {"GET", "/shock", {{"kind", "power"}}}},
      {"conflicts", {"GET", "/conflicts"}},
      {"sheets", {"GET", "/sheets"}},
      {"sheet", {"GET", "/sheets/policies"}},
      {"sheet_file", {"GET", "/sheets/policies/file", {{"format", "csv"}}}},
      {"chains", {"GET", "/chains"}},
      {"map", {"GET", "/map"}},
      {"put_boundary", {"PUT", "/map/boundary", {}, "{}"}},
      {"source", {"GET", "/sources/zzzzzzzzzzzz"}},
      {"kinds", {"GET", "/kinds"}},
      {"records", {"GET", "/records/enterprises"}},
      {"record", {"GET", "/records/policies/文一/一"}},
      {"history", {"GET", "/history/parks/东园"}},
      {"export", {"GET", "/exports/parks.csv"}},
      {"firms", {"GET", "/firms"}},
      {"firm", {"GET", std::string{"/firms/"} + kCode}},
      {"documents", {"GET", "/documents"}},
      {"document", {"GET", "/documents/" + other}},
      {"upload_document", {"POST", "/documents", {}, "x"}},
      {"search", {"GET", "/search", {{"q", "产业"}}}},
      {"facts", {"GET", "/facts"}},
      {"preview_import", {"POST", "/imports", {}, "x"}},
      {"import_preview", {"GET", "/imports/x"}},
      {"map_import", {"PATCH", "/imports/x", {}, "{}"}},
      {"drop_import", {"DELETE", "/imports/x"}},
      {"commit_import", {"POST", "/imports/x/commit", {}, "{}"}},
      {"rejected_rows", {"GET", "/imports/x/rejected.csv"}},
      {"changes", {"GET", "/changes"}},
      {"undo", {"POST", "/changes/999/undo", {}, "{}"}},
      {"assumptions", {"GET", "/assumptions"}},
      {"put_assumption", {"PUT", "/assumptions/a/b", {}, "{}"}},
      {"drop_assumption", {"DELETE", "/assumptions/a/b"}},
      {"job", {"GET", "/jobs/x"}},
      {"cancel_job", {"DELETE", "/jobs/x"}},
      {"job_events", {"GET", "/jobs/x/events"}},
      {"events", {"GET", "/events"}},
      {"logout", {"DELETE", "/session"}},  // last: it ends what the others need
  };
}

// A caller by hand, where no server is needed.
access::Caller caller(access::Role role, std::string scope = {}) {
  return {"x", false, role, std::move(scope)};
}

// Of all figures in an answer.
std::vector<std::string> marks_in(wire::Json const& json) {
  auto marks = std::vector<std::string>{};
  for (auto const& [name, part] : json.items()) {
    if (name == "mark" && part.is_string()) { marks.push_back(part.get<std::string>()); }
    if (!part.is_structured()) { continue; }
    auto const inner = marks_in(part);
    marks.insert(marks.end(), inner.begin(), inner.end());
  }
  return marks;
}

// The mark of a cell as a caller who may see it gets it.
std::string mark_of_cell(Fixture& f, Client const& client, std::string const& kind,
                         std::string const& key, std::string const& column) {
  auto const json = f.json(client, {"GET", "/records/" + kind + "/" + key});
  return json["row"]["cells"][column]["mark"].get<std::string>();
}

}  // namespace

TEST_CASE("every operation and role: allowed where the table says so, else refused") {
  auto f = Fixture{};
  auto const wanted = samples();
  for (auto const& row : access::operations()) {
    auto const operation = std::string{row.operation};
    CAPTURE(operation);
    REQUIRE(wanted.contains(operation));
    auto const& sent = wanted.at(operation);
    auto const nobody = f.send({}, sent);
    CHECK((nobody.status == 401) == !access::is_open(operation));
    for (auto const role : access::kRoles) {
      if (operation == "logout") { continue; }
      CAPTURE(access::name_of(role));
      auto const reply = f.send(f.as(role), sent);
      auto const may = access::may(caller(role, "x"), operation);
      CHECK(reply.status != 401);
      CHECK(reply.status != 500);
      CHECK((reply.status == 403) == !may);
    }
  }
  for (auto const role : access::kRoles) {
    CHECK(f.send(f.as(role), wanted.at("logout")).status == 200);
  }
}

TEST_CASE("a firm sees itself and nobody else, by any way") {
  auto f = Fixture{};
  auto const firm = f.as(access::Role::firm);
  auto const planner = f.as(access::Role::planner);
  auto const list = f.json(firm, {"GET", "/records/enterprises"});
  CHECK(list["total"] == 1);
  CHECK(list["rows"][0]["key"] == kCode);
  CHECK(list["rows"][0]["cells"].contains("tax_cny"));  // its own
  CHECK(f.json(firm, {"GET", "/firms"})["total"] == 1);
  CHECK(f.json(firm, {"GET", std::string{"/firms/"} + kCode})["firm"] == "甲厂");
  CHECK(f.json(firm, {"GET", "/records/cases"})["total"] == 1);
  CHECK(f.json(firm, {"GET", "/records/policies"})["total"] == 1);
  for (auto const& path :
       {std::string{"/firms/"} + kOther, std::string{"/records/enterprises/"} + kOther,
        std::string{"/records/cases/C2"}, std::string{"/records/visits/甲厂/2026-01-02"},
        std::string{"/records/parks/东园"}, std::string{"/records/visits"},
        std::string{"/records/facts"}, std::string{"/records/account"}}) {
    CAPTURE(path);
    CHECK(f.send(firm, {"GET", path}).status == 404);
  }
  // Searching and sorting tell nothing of others either.
  for (auto const* q : {kOther, "7654321", "西园"}) {
    CHECK(f.json(firm, {"GET", "/records/enterprises", {{"q", q}}})["total"] == 0);
  }
  // Marks: its own opens, another's does not, though it was just shown to somebody.
  auto const own = mark_of_cell(f, planner, "enterprises", kCode, "tax_cny");
  auto const others = mark_of_cell(f, planner, "enterprises", kOther, "tax_cny");
  CHECK(f.json(firm, {"GET", "/sources/" + own})["figure"]["value"] == 1234567);
  CHECK(f.send(firm, {"GET", "/sources/" + others}).status == 404);
  CHECK(f.send(planner, {"GET", "/sources/" + others}).status == 200);
  auto const facts = f.json(planner, {"GET", "/facts"});
  auto const fact = facts["facts"][0]["figure"]["mark"].get<std::string>();
  CHECK(f.send(firm, {"GET", "/sources/" + fact}).status == 404);
}

TEST_CASE("a derived figure opens for who may ask for it, or whom it is about") {
  auto f = Fixture{};
  auto const planner = f.as(access::Role::planner);
  auto const firm = f.as(access::Role::firm);
  auto const unknown = f.send(firm, {"GET", "/sources/zzzzzzzzzzzz"});
  auto derived = 0;
  for (auto const* question : {"what", "where", "how", "effect"}) {
    auto const reply = f.send(planner, {"GET", std::string{"/answers/"} + question});
    if (reply.status != 200) { continue; }
    for (auto const& mark : marks_in(body_of(reply))) {
      auto const source = f.send(planner, {"GET", "/sources/" + mark});
      if (source.status != 200 || body_of(source)["figure"]["source"] != "derived") { continue; }
      ++derived;
      CAPTURE(wire::dump(body_of(source)["figure"]));
      CHECK(f.send(f.as(access::Role::handler), {"GET", "/sources/" + mark}).status != 403);
      auto const refused = f.send(firm, {"GET", "/sources/" + mark});
      CHECK(refused.status == unknown.status);
      auto error = body_of(refused)["error"];
      CHECK(error["where"] == mark);
      error["where"] = body_of(unknown)["error"]["where"];
      CHECK(error == body_of(unknown)["error"]);
    }
  }
  CHECK(derived > 0);
}

TEST_CASE("a hidden column is answered as one that is not there") {
  auto f = Fixture{};
  for (auto const role : {access::Role::handler, access::Role::park, access::Role::analyst}) {
    auto const client = f.as(role);
    for (auto const* as_of : {"", "2026-11-25"}) {
      auto const sorted = [&](char const* column) {
        return f.send(client,
                      {"GET", "/records/enterprises", {{"sort", column}, {"as_of", as_of}}});
      };
      auto const unknown = sorted("nonsense");
      CHECK(unknown.status == 400);
      for (auto const* hidden : {"tax_cny", "phone", "tax_cny@2023"}) {
        CHECK(sorted(hidden).status == 400);
        CHECK(*sorted(hidden).body == *unknown.body);
      }
      CHECK(sorted("name").status == 200);
    }
  }
}

TEST_CASE("restricted columns: absent in tables, records, exports, sources, search") {
  auto f = Fixture{};
  auto const planner = f.as(access::Role::planner);
  auto const mark = mark_of_cell(f, planner, "enterprises", kCode, "tax_cny");
  struct Row {
    access::Role role;
    bool own_park, other_park;
  };
  for (auto const& row :
       {Row{access::Role::planner, true, true}, Row{access::Role::service, true, true},
        Row{access::Role::park, true, false}, Row{access::Role::investment, false, false},
        Row{access::Role::handler, false, false}, Row{access::Role::analyst, false, false}}) {
    CAPTURE(access::name_of(row.role));
    auto const client = f.as(row.role);
    for (auto const& [key, sees] : {std::pair{kCode, row.own_park}, {kOther, row.other_park}}) {
      auto const json = f.json(client, {"GET", std::string{"/records/enterprises/"} + key});
      CHECK(json["row"]["cells"].contains("tax_cny") == sees);
      CHECK(json["row"]["cells"].contains("phone") == sees);
      CHECK(json["row"]["cells"].contains("name"));
      auto const history = wire::dump(json["history"]);
      if (!sees) {
        CHECK(history.find("7654321") == std::string::npos);
        CHECK(history.find("1380000000") == std::string::npos);
      }
    }
    CHECK((f.send(client, {"GET", "/sources/" + mark}).status == 200) == row.own_park);
    auto const all = row.own_park && row.other_park;
    auto const found = f.json(client, {"GET", "/records/enterprises", {{"q", "7654321"}}});
    CHECK((found["total"] == 1) == all);
    if (!access::may(caller(row.role), "export")) { continue; }
    auto const reply = f.send(client, {"GET", "/exports/enterprises.jsonl"});
    REQUIRE(reply.status == 200);
    auto const file = read_file(reply.file);
    REQUIRE(file);
    CHECK((file->find("13800000002") != std::string::npos) == row.other_park);
  }
}

TEST_CASE("a park's account writes only its own park's rows") {
  auto f = Fixture{};
  auto const park = f.as(access::Role::park);
  auto const preview = [&](std::string const& table) {
    auto const reply =
        f.send(park, {"POST", "/imports", {{"kind", "parks"}, {"name", "园区.csv"}}, table});
    REQUIRE(reply.status == 202);
    auto const job = f.finished(body_of(reply)["id"]);
    REQUIRE(job.phase == Phase::done);
    return wire::Json::parse(*job.result);
  };
  auto const own = preview("园区名称,可供地(亩)\n东园,250\n");
  CHECK(own["refused"].is_null());
  CHECK(own["changed"] == 1);
  auto const both = preview("园区名称,可供地(亩)\n东园,250\n西园,90\n");
  CHECK(both["refused"]["code"] == "forbidden");
  auto const commit = [&](wire::Json const& look) {
    auto const reply =
        f.send(park, {"POST", "/imports/" + look["id"].get<std::string>() + "/commit", {}, "{}"});
    REQUIRE(reply.status == 202);
    return f.finished(body_of(reply)["id"]);
  };
  CHECK(commit(both).phase == Phase::failed);
  CHECK(f.json(park, {"GET", "/records/parks/西园"})["row"]["cells"]["free_mu"]["value"] == 100);
  CHECK(commit(own).phase == Phase::done);
  CHECK(f.json(park, {"GET", "/records/parks/东园"})["row"]["cells"]["free_mu"]["value"] == 250);
  // A book that is not theirs at all.
  CHECK(f.send(park, {"POST", "/imports", {{"kind", "enterprises"}, {"name", "a.csv"}}, "x"})
            .status == 403);
}

TEST_CASE("jobs and imports of others are not there") {
  auto f = Fixture{};
  auto const planner = f.as(access::Role::planner);
  auto const analyst = f.as(access::Role::analyst);
  auto const reply = f.send(planner, {"POST",
                                      "/imports",
                                      {{"kind", "parks"}, {"name", "园区.csv"}},
                                      "园区名称,可供地(亩)\n南园,50\n"});
  REQUIRE(reply.status == 202);
  auto const job = body_of(reply)["id"].get<std::string>();
  auto const done = f.finished(job);
  REQUIRE(done.phase == Phase::done);
  auto const import = wire::Json::parse(*done.result)["id"].get<std::string>();
  CHECK(f.send(planner, {"GET", "/jobs/" + job}).status == 200);
  CHECK(f.send(planner, {"GET", "/imports/" + import}).status == 200);
  for (auto const& sent :
       {Sent{"GET", "/jobs/" + job}, Sent{"DELETE", "/jobs/" + job},
        Sent{"GET", "/jobs/" + job + "/events"}, Sent{"GET", "/imports/" + import},
        Sent{"GET", "/imports/" + import + "/rejected.csv"},
        Sent{"POST", "/imports/" + import + "/commit", {}, "{}"},
        Sent{"PATCH", "/imports/" + import, {}, "{}"}, Sent{"DELETE", "/imports/" + import}}) {
    CAPTURE(sent.path);
    CHECK(f.send(analyst, sent).status == 404);
  }
}
