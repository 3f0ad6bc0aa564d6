#include <doctest/doctest.h>

#include "chengjie/server/api/api_fixture.h"
#include "chengjie/server/api/geojson.h"

using namespace chengjie;
using namespace chengjie::server;
using namespace chengjie::server::api::test;

namespace {

// What a page does with offsets of UTF-16 units.
std::string cut_utf16(std::string const& utf8, std::size_t begin, std::size_t end) {
  auto out = std::string{};
  auto unit = std::size_t{0};
  for (auto at = std::size_t{0}; at < utf8.size();) {
    auto const lead = static_cast<unsigned char>(utf8[at]);
    auto const length = lead < 0x80 ? 1u : lead < 0xe0 ? 2u : lead < 0xf0 ? 3u : 4u;
    if (unit >= begin && unit < end) { out += utf8.substr(at, length); }
    unit += length == 4 ? 2 : 1;
    at += length;
  }
  return out;
}

std::string the_document(Fixture& f, Client const& client) {
  auto const list = f.json(client, {"GET", "/documents"});
  REQUIRE(list["total"] == 1);
  return list["documents"][0]["hash"].get<std::string>();
}

}  // namespace

TEST_CASE("requests that are refused, each in one sentence") {
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  auto const big = std::string(700, 'x');
  struct Row {
    Sent sent;
    unsigned status;
  };
  for (auto const& row : std::vector<Row>{
           {{"GET", "/answers/why"}, 404},
           {{"GET", "/answers/what", {{"region", "无此地"}}}, 404},
           {{"GET", "/answers/what", {{"today", "2026-13-01"}}}, 400},
           {{"GET", "/answers/where", {{"project", big}}}, 400},
           {{"GET", "/records/parks", {{"limit", "0"}}}, 400},
           {{"GET", "/records/parks", {{"limit", "1001"}}}, 400},
           {{"GET", "/records/parks", {{"limit", "1e2"}}}, 400},
           {{"GET", "/records/parks", {{"limit", "99999999999999999999"}}}, 400},
           {{"GET", "/records/parks", {{"offset", "-1"}}}, 400},
           {{"GET", "/records/parks", {{"order", "up"}}}, 400},
           {{"GET", "/records/parks", {{"as_of", "yesterday"}}}, 400},
           {{"GET", "/records/accounts"}, 404},
           {{"GET", "/records/parks/无此园"}, 404},
           {{"GET", "/history/parks/无此园"}, 404},
           {{"GET", "/exports/account.csv"}, 404},
           {{"GET", "/exports/parks.exe"}, 404},
           {{"GET", "/exports/..%2Fetc%2Fpasswd.csv"}, 404},
           {{"GET", "/sources/x"}, 404},
           {{"GET", "/sources/'; DROP TABLE record;--"}, 404},
           {{"GET", "/documents/0"}, 404},
           {{"GET", "/search"}, 400},
           {{"GET", "/search", {{"q", "  "}}}, 400},
           {{"GET", "/firms/无此厂"}, 404},
           {{"POST", "/what-if", {}, R"({"question":"where"})"}, 400},
           {{"POST", "/what-if", {}, R"({"question":"where","assumptions":[1]})"}, 400},
           {{"POST", "/what-if", {}, R"({"question":"where","assumptions":{"ratio/jobs":"4"}})"},
            400},
           {{"POST", "/what-if", {}, R"({"question":"where","assumptions":{"no/key":4}})"}, 404},
           {{"POST", "/what-if", {}, R"({"question":"where","assumptions":{"ratio/jobs":1e999}})"},
            400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":"4","basis":"x"})"}, 400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4})"}, 400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4,"basis":"  "})"}, 400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4,"basis":"x","low":5,"high":6})"},
            400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4,"basis":"x","low":3})"}, 400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4,"basis":"x","basedon":1})"}, 400},
           // As on the command line: key, unit, sign and size.
           {{"PUT", "/assumptions/no/such", {}, R"({"value":4,"basis":"x"})"}, 400},
           {{"PUT", "/assumptions/parks/东园/free_muu", {}, R"({"value":4,"basis":"x"})"}, 400},
           {{"PUT", "/assumptions/parks/无此园/free_mu", {}, R"({"value":4,"basis":"x"})"}, 400},
           {{"PUT", "/assumptions/parks/东园/name", {}, R"({"value":4,"basis":"x"})"}, 400},
           {{"PUT", "/assumptions/parks/东园/free_mu", {}, R"({"value":-4,"basis":"x"})"}, 400},
           {{"PUT",
             "/assumptions/parks/东园/free_mu",
             {},
             R"({"value":4,"unit":"CNY","basis":"x"})"},
            400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4,"unit":"mu","basis":"x"})"}, 400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4,"basis":"a\u0000b"})"}, 400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4,"basis":"a\u007fb"})"}, 400},
           {{"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4,"unit":"person\n","basis":"x"})"},
            400},
           {{"PUT", "/assumptions/ratio/jo\x01", {}, R"({"value":4,"basis":"x"})"}, 400},
           {{"PUT", std::string{"/assumptions/ratio/jo\0bs", 23}, {}, R"({"value":4,"basis":"x"})"},
            400},
           {{"DELETE", "/assumptions/no/such"}, 404},
           {{"GET", "/jobs/none"}, 404},
           {{"GET", "/jobs/none/events"}, 404},
           {{"GET", "/records/parks", {{"sort", "nonsense"}}}, 400},
           {{"GET", "/records/parks", {{"sort", "nonsense"}, {"as_of", "2026-11-25"}}}, 400},
           {{"POST", "/changes/999/undo"}, 404},
           {{"POST", "/changes/one/undo"}, 400},
           {{"POST", "/imports", {{"kind", "kings"}, {"name", "a.csv"}}, "x"}, 400},
           {{"POST", "/imports", {{"kind", "parks"}}, "x"}, 400},
           {{"POST", "/documents", {{"name", ".."}}, "x"}, 400},
           {{"PUT", "/map/boundary", {}, "{}"}, 400},
           {{"PUT", "/map/boundary", {{"origin", "测绘"}}, "{}"}, 400}}) {
    CAPTURE(row.sent.path);
    CAPTURE(row.sent.body);
    auto const reply = f.send(client, row.sent);
    CHECK(reply.status == row.status);
    if (reply.status < 400) { continue; }
    auto const error = body_of(reply)["error"];
    CHECK(!error["message"].get<std::string>().empty());
    CHECK(error["request"] == "r1");
    for (auto const* part : {"/sources/", "/records/", "/jobs/"}) {
      if (row.sent.path.starts_with(part)) { CHECK(!error["help"].get<std::string>().empty()); }
    }
    if (row.sent.query.contains("sort")) { CHECK(error["where"] == "sort"); }
  }
}

TEST_CASE("a hostile text is data: it comes back as it was, and finds nothing else") {
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  for (auto const* text : {"' OR 1=1 --", "\"; DROP TABLE record; --", "%", "_", "\\", "NEAR(",
                           "a\" OR \"b", "<script>", "{{7*7}}", "*", "AND", "\xE4\xBA"}) {
    CAPTURE(text);
    CHECK(f.json(client, {"GET", "/records/parks", {{"q", text}}})["total"] == 0);
    CHECK(f.send(client, {"GET", "/records/parks", {{"sort", text}}}).status != 500);
    auto const found = f.json(client, {"GET", "/search", {{"q", text}}});
    CHECK(found["q"].is_string());
    if (std::string_view{text} != "<script>") { continue; }
    CHECK(found["total"] == 0);
  }
  auto const reply = f.send(client, {"GET", std::string{"/records/enterprises/"} + kOther});
  CHECK(reply.type.starts_with("application/json"));
  CHECK(body_of(reply)["row"]["cells"]["name"]["value"] == "<script>alert(1)</script>厂");
  auto const hash = the_document(f, client);
  auto const text = f.json(client, {"GET", "/documents/" + hash})["text"].get<std::string>();
  CHECK(text.find("<img src=x onerror=alert(1)>") != std::string::npos);
  CHECK(f.json(client, {"GET", "/kinds"})["kinds"].size() > 10);  // the tables are still there
}

TEST_CASE("a document as it lies on disk, its figures where a browser finds them") {
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  auto const hash = the_document(f, client);
  auto const document = f.json(client, {"GET", "/documents/" + hash});
  auto const text = document["text"].get<std::string>();
  REQUIRE(document["facts"].size() > 1);
  for (auto const& fact : document["facts"]) {
    auto const clause = cut_utf16(text, fact["begin"], fact["end"]);
    CAPTURE(clause);
    CHECK(fact["begin"] <= fact["at"]);
    CHECK(fact["at"] <= fact["end"]);
    auto const mark = fact["figure"]["mark"].get<std::string>();
    auto const source = f.json(client, {"GET", "/sources/" + mark});
    CHECK(source["text"]["clause"] == clause);
    CHECK(source["text"]["begin"] == fact["begin"]);
    CHECK(source["hash"] == hash);
  }
}

TEST_CASE("search counts as grep does, across no line, letters' case aside") {
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  struct Row {
    std::string q;
    int total, count;
  };
  for (auto const& row : std::vector<Row>{{"产业", 1, 1},
                                          {"产业转移", 0, 0},
                                          {"产值", 1, 3},
                                          {"规上 产值", 1, 5},
                                          {"规上 没有", 0, 0},
                                          {"abc", 1, 1},
                                          {"𠮷", 1, 1},
                                          {"。", 1, 4},
                                          {"能产", 1, 1}}) {
    CAPTURE(row.q);
    auto const found = f.json(client, {"GET", "/search", {{"q", row.q}}});
    CHECK(found["total"] == row.total);
    if (row.total == 0) { continue; }
    CHECK(found["hits"][0]["count"] == row.count);
    CHECK(!found["hits"][0]["snippets"].empty());
  }
  // What is taken in is found.
  auto const reply =
      f.send(client, {"POST", "/documents", {{"name", "新.txt"}}, "乙镇2025年产值5亿元。\n"});
  REQUIRE(reply.status == 202);
  REQUIRE(f.finished(body_of(reply)["id"]).phase == Phase::done);
  CHECK(f.json(client, {"GET", "/search", {{"q", "乙镇"}}})["total"] == 1);
}

TEST_CASE("an assumption is changed, seen at once, and taken back") {
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  auto const put = [&](std::string const& body) {
    return f.send(client, {"PUT", "/assumptions/parks/东园/labour", {}, body});
  };
  auto const before = f.json(client, {"GET", "/assumptions"});
  auto const version = before["version"].get<int>();
  auto const done = put(R"({"value":1500,"low":1000,"high":2000,"basis":"人社局口头"})");
  REQUIRE(done.status == 200);
  CHECK(body_of(done)["version"] == version + 1);
  auto const after = f.json(client, {"GET", "/assumptions"});
  auto found = false;
  for (auto const& row : after["assumptions"]) {
    if (row["key"] != "parks/东园/labour") { continue; }
    found = true;
    CHECK(row["title"] == "东园 劳动力");
    CHECK(row["figure"]["value"] == 1500);
    CHECK(row["figure"]["unit"] == "person");
    CHECK(row["by"] == "u-planner");
  }
  CHECK(found);
  // Seen before somebody else's change: refused.
  CHECK(put(R"({"value":1,"basis":"x","based_on":)" + std::to_string(version) + "}").status == 409);
  auto const undone = f.send(client, {"POST", "/changes/" + std::to_string(version + 1) + "/undo"});
  REQUIRE(undone.status == 200);
  auto const past = f.json(client, {"GET", "/history/assumptions/parks/东园/labour"});
  CHECK(past["history"].size() == 3);
  CHECK(past["history"][0]["differences"].size() >= 1);
  CHECK(f.json(client, {"GET", "/changes"})["changes"][0]["who"] == "u-planner");
}

TEST_CASE("a table with nothing in it is refused as every refused table is") {
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  struct Row {
    std::string body, code;
  };
  for (auto const& row : {Row{"", "empty_file"}, Row{" \n", "empty_file"}}) {
    CAPTURE(row.body);
    auto const reply =
        f.send(client, {"POST", "/imports", {{"kind", "parks"}, {"name", "空.csv"}}, row.body});
    REQUIRE(reply.status == 202);
    auto const job = f.finished(body_of(reply)["id"]);
    REQUIRE(job.phase == Phase::done);
    auto const look = wire::Json::parse(*job.result);
    CHECK(look["refused"]["code"] == row.code);
    CHECK(!look["refused"]["message"].get<std::string>().empty());
    CHECK(look["records"] == 0);
    auto const commit =
        f.send(client, {"POST", "/imports/" + look["id"].get<std::string>() + "/commit", {}, "{}"});
    REQUIRE(commit.status == 202);
    CHECK(f.finished(body_of(commit)["id"]).phase == Phase::failed);
  }
}

TEST_CASE("what-if answers without writing") {
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  auto const version = f.json(client, {"GET", "/kinds"})["version"];
  auto const reply = f.send(
      client, {"POST", "/what-if", {}, R"({"question":"effect","assumptions":{"ratio/jobs":9}})"});
  REQUIRE(reply.status == 200);
  CHECK(body_of(reply)["question"] == "effect");
  CHECK(f.json(client, {"GET", "/kinds"})["version"] == version);
  CHECK(f.json(client,
               {"GET", "/records/assumptions/ratio/jobs"})["row"]["cells"]["value"]["value"] ==
        3.5);
}

TEST_CASE("a change by another process is seen at the next look, and told") {
  struct Heard final : Events {
    std::vector<std::string> told;
    bool closed{};
    void push(std::string_view name, std::string_view json) override {
      told.push_back(std::string{name} + " " + std::string{json});
    }
    void close() override { closed = true; }
    bool gone() const override { return false; }
  };
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  auto const channel = std::make_shared<Heard>();
  f.send(client, {"GET", "/events"}).events(channel);
  auto const version = f.json(client, {"GET", "/kinds"})["version"].get<int>();
  CHECK(channel->told.back() == "ledger {\"version\":" + std::to_string(version) + "}");
  {
    auto other = store::open((f.folder / "a.db").string(), store::Open::existing);
    REQUIRE(other);
    REQUIRE(
        (*other)->apply({{"parks", "西园", std::nullopt}}, {"别人", "2026-01-02T00:00:00", "x"}));
  }
  f.api->look();
  CHECK(f.json(client, {"GET", "/kinds"})["version"] == version + 1);
  CHECK(channel->told.back() == "ledger {\"version\":" + std::to_string(version + 1) + "}");
  f.api->stop();
  CHECK(channel->closed);
  CHECK(f.send(client, {"GET", "/kinds"}).status == 503);
}

TEST_CASE("boundaries: what is taken and what is not") {
  auto const polygon =
      std::string{R"({"type":"Polygon","coordinates":[[[106,29],[107,29],[107,30],[106,29]]]})"};
  auto const good = api::boundaries_of(
      R"({"type":"Feature","properties":{"name":"甲区","n":{"x":1}},"geometry":)" + polygon + "}");
  REQUIRE(good);
  CHECK((*good)["features"][0]["properties"] == wire::Json{{"name", "甲区"}});
  CHECK(api::boundaries_of(polygon));
  for (auto const& text :
       std::vector<std::string>{"", "[]", "{}", R"({"type":"FeatureCollection"})",
                                R"({"type":"FeatureCollection","features":[]})",
                                R"({"type":"FeatureCollection","features":[1]})",
                                R"({"type":"Point","coordinates":[1,2]})",
                                R"({"type":"Polygon","coordinates":[[[500000,3000000],[1,1]]]})",
                                R"({"type":"Polygon","coordinates":[[["106",29]]]})",
                                R"({"type":"Polygon","coordinates":[]})",
                                R"({"type":"Polygon","coordinates":[[[106]]]})",
                                R"({"type":"Feature","geometry":null})", std::string(5000, '[')}) {
    CAPTURE(text.substr(0, 80));
    CHECK(!api::boundaries_of(text));
  }
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  CHECK(f.send(client, {"PUT", "/map/boundary", {{"origin", "区规资局2025"}}, polygon}).status ==
        200);
  auto const map = f.json(client, {"GET", "/map"});
  CHECK(map["boundary"]["origin"] == "区规资局2025");
  CHECK(map["places"]["features"].size() == 1);
  CHECK(map["unplaced"].size() == 2);
}
