// What of http/ needs no socket: targets, headers, routes, replies, events, logs.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

#include "chengjie/server/http/channel.h"
#include "chengjie/server/http/gzip.h"
#include "chengjie/server/http/log.h"
#include "chengjie/server/http/metrics.h"
#include "chengjie/server/http/outgoing.h"
#include "chengjie/server/http/router.h"
#include "chengjie/server/http/spool.h"
#include "chengjie/server/http/static_files.h"
#include "chengjie/server/http/target.h"

using namespace chengjie::server;
using namespace chengjie::server::http;

TEST_CASE("parse_target: decoded once") {
  struct Row {
    std::string_view raw, path;
    std::map<std::string, std::string> query;
  };
  for (auto const& row : std::to_array<Row>({
           {"/", "/", {}},
           {"/healthz", "/healthz", {}},
           {"/a/b?x=1&y=2", "/a/b", {{"x", "1"}, {"y", "2"}}},
           {"/%E8%A5%BF%E5%BD%AD", "/西彭", {}},
           {"/a?q=%E6%B0%A2+%E8%83%BD%2B", "/a", {{"q", "氢 能+"}}},
           {"/a+b", "/a+b", {}},
           {"/%2541", "/%41", {}},
           {"/a?x=1&x=2", "/a", {{"x", "1"}}},
           {"/a?x&&y=", "/a", {{"x", ""}, {"y", ""}}},
           {"/a?b=c=d?e", "/a", {{"b", "c=d?e"}}},
           {"/a..b/...", "/a..b/...", {}},
           {"http://h:1/p?q=1", "/p", {{"q", "1"}}},
           {"HTTP://h", "/", {}},
       })) {
    CAPTURE(row.raw);
    auto const got = parse_target(row.raw);
    REQUIRE(got);
    CHECK(got->path == row.path);
    CHECK(got->query == row.query);
  }
  CHECK(parse_target("/parks%2Fx/y")->segments == std::vector<std::string>{"parks/x", "y"});
  CHECK(parse_target("http://evil.example:80/x")->authority == "evil.example:80");
}

TEST_CASE("parse_target: refused") {
  for (auto const raw : std::to_array<std::string_view>({
           "",        "*",        "a",          "a/b",        "/..",         "/../etc/passwd",
           "/a/../b", "/./a",     "/%2e%2e/a",  "/%2E%2e",    "/a/..%2fetc", "/..%5cetc",
           "/a\\b",   "/%5c",     "/%00",       "/a%00.html", "/%",          "/%4",
           "/%zz",    "/a?x=%",   "/a?%=1",     "/a?x=%0",    "/a?x=%00",    "/%c0%ae%c0%ae/",
           "/%ff",    "/a?x=%ff", "/%0d%0aX:1", "/a%7f",      "ftp://h/",    "//..",
       })) {
    CAPTURE(raw);
    CHECK(!parse_target(raw));
  }
}

TEST_CASE("headers: cookies, lists, tags, hosts") {
  CHECK(parse_cookies("a=1; b=\"2\";c = 3 ; =x; d; a=9") ==
        std::map<std::string, std::string>{{"a", "1"}, {"b", "2"}, {"c", "3"}});
  CHECK(lists("gzip, deflate", "gzip"));
  CHECK(lists("br;q=1.0, GZIP;q=0.5", "gzip"));
  CHECK(!lists("gzip;q=0", "gzip"));
  CHECK(!lists("gzip; q=0.000", "gzip"));
  CHECK(!lists("xgzip", "gzip"));
  CHECK(!lists("", "gzip"));
  CHECK(matches_etag("W/\"a\", \"b\"", "W/\"b\""));
  CHECK(matches_etag("*", "W/\"b\""));
  CHECK(!matches_etag("\"c\"", "W/\"b\""));
  CHECK(!matches_etag("", "W/\"b\""));
  CHECK(host_of("LocalHost:80") == "localhost");
  CHECK(host_of("[::1]:8420") == "[::1]");
  CHECK(host_of("[::1") == "");
}

namespace {
Route route(std::string method, std::string pattern) {
  auto r = Route{};
  r.method = std::move(method);
  r.pattern = std::move(pattern);
  return r;
}
}  // namespace

TEST_CASE("router: words before parameters, rests last, methods told") {
  auto const router = Router{{route("GET", "/api/{kind}/{key...}"), route("GET", "/api/{kind}"),
                              route("GET", "/api/parks"), route("POST", "/api/parks"),
                              route("DELETE", "/api/{kind}/x")}};
  struct Row {
    std::string_view method;
    std::vector<std::string> segments;
    std::string_view pattern, allow;
    std::map<std::string, std::string> parameters;
  };
  for (auto const& row : std::vector<Row>{
           {"GET", {"api", "parks"}, "/api/parks", "", {}},
           {"HEAD", {"api", "parks"}, "/api/parks", "", {}},
           {"PUT", {"api", "parks"}, "", "GET, HEAD, POST, GET, HEAD", {}},
           {"GET", {"api", "firms"}, "/api/{kind}", "", {{"kind", "firms"}}},
           {"GET",
            {"api", "a", "b", "c"},
            "/api/{kind}/{key...}",
            "",
            {{"kind", "a"}, {"key", "b/c"}}},
           {"GET", {"api", ""}, "", "", {}},
           {"GET", {"api"}, "", "", {}},
           {"GET", {}, "", "", {}},
       }) {
    CAPTURE(row.method);
    CAPTURE(row.pattern);
    auto const got = router.find(row.method, row.segments);
    CHECK((got.route == nullptr ? "" : got.route->pattern) == row.pattern);
    CHECK(got.parameters == row.parameters);
    if (!row.allow.empty()) { CHECK(got.allow.find("POST") != std::string::npos); }
  }
}

TEST_CASE("prepare: forms of a reply") {
  auto reply = Reply{};
  reply.body = std::make_shared<std::string const>(std::string(5000, 'a'));
  reply.etag = "v1";
  reply.headers.emplace_back("X-Odd", "a\r\nSet-Cookie: b=1");
  auto asked = Asked{};
  asked.id = "r-1";
  asked.http11 = asked.safe = asked.gzip = true;
  pack(reply, Limits{});
  auto const out = prepare(reply, asked, true);
  CHECK(out.body == reply.gzip);
  CHECK(out.head.starts_with("HTTP/1.1 200 OK\r\n"));
  CHECK(out.head.find("Content-Encoding: gzip") != std::string::npos);
  CHECK(out.head.find("ETag: W/\"v1\"") != std::string::npos);
  CHECK(out.head.find("\r\nSet-Cookie") == std::string::npos);
  for (auto const name : {"Content-Security-Policy: ", "X-Content-Type-Options: nosniff",
                          "Referrer-Policy: ", "X-Request-Id: r-1", "frame-ancestors 'none'"}) {
    CHECK(out.head.find(name) != std::string::npos);
  }
  asked.if_none_match = "W/\"v1\"";
  auto const same = prepare(reply, asked, true);
  CHECK(same.status == 304);
  CHECK(same.body == nullptr);
  CHECK(same.head.find("Content-Length") == std::string::npos);
  asked.if_none_match.clear();
  asked.gzip = false;
  asked.head = true;
  auto const head = prepare(reply, asked, false);
  CHECK(head.body == nullptr);
  CHECK(head.head.find("Content-Length: 5000") != std::string::npos);
  CHECK(head.head.find("Connection: close") != std::string::npos);
}

TEST_CASE("gzip: unpacks to what it was") {
  auto const text = std::string(3000, 'x') + "承接";
  auto const packed = gzip(text);
  CHECK(packed.size() < 100);
  auto const path =
      std::filesystem::temp_directory_path() / ("cj-gzip-" + std::to_string(getpid()));
  std::ofstream{path} << packed;
  auto* const pipe = popen(("gzip -dc < " + path.string()).c_str(), "r");
  REQUIRE(pipe != nullptr);
  auto back = std::string(5000, '\0');
  back.resize(fread(back.data(), 1, back.size(), pipe));
  pclose(pipe);
  std::filesystem::remove(path);
  CHECK(back == text);
}

TEST_CASE("channel: a client that does not read loses the oldest events") {
  auto lost = std::atomic<std::uint64_t>{};
  auto woken = 0;
  auto channel = Channel{3, 1000, lost, [&] { ++woken; }};
  for (auto i = 0; i != 5; ++i) { channel.push("n", std::to_string(i)); }
  CHECK(lost == 2);
  CHECK(woken == 5);
  CHECK(channel.take() == event_text("n", "2") + event_text("n", "3") + event_text("n", "4"));
  channel.push("big", std::string(900, 'a'));
  channel.push("big", std::string(900, 'b'));
  CHECK(channel.take() == event_text("big", std::string(900, 'b')));
  channel.close();
  channel.push("late", "1");
  CHECK(channel.take().empty());
  CHECK(channel.closed());
  channel.abandon();
  CHECK(channel.gone());
  CHECK(event_text("a\nb", "1\n2\r\n3") == "event: a\ndata: 1\ndata: 2\ndata: 3\n\n");
}

TEST_CASE("log: one object a line whatever clients write") {
  auto const text =
      json_of({.event = "request", .path = "/a\"\n\x01", .status = 200, .bytes = 5}, 0);
  CHECK(text == R"({"time":"1970-01-01T00:00:00.000Z","event":"request","path":"/a\"\u000a\u0001",)"
                R"("status":200,"bytes":5,"ms":0.000})");
}

TEST_CASE("metrics: cumulative buckets") {
  auto metrics = Metrics{};
  metrics.count("getParks", 200, 0.002);
  metrics.count("getParks", 200, 0.2);
  metrics.count("getParks", 404, 100);
  auto const text = metrics.text({});
  for (auto const line :
       {"chengjie_requests_total{operation=\"getParks\",status=\"200\"} 2\n",
        "chengjie_request_seconds_bucket{operation=\"getParks\",le=\"0.0025\"} 1\n",
        "chengjie_request_seconds_bucket{operation=\"getParks\",le=\"30\"} 2\n",
        "chengjie_request_seconds_bucket{operation=\"getParks\",le=\"+Inf\"} 3\n",
        "chengjie_request_seconds_count{operation=\"getParks\"} 3\n"}) {
    CAPTURE(line);
    CHECK(text.find(line) != std::string::npos);
  }
}

TEST_CASE("spool: memory, then a file, then no more") {
  auto room = SpoolRoom{};
  room.folder = std::filesystem::temp_directory_path();
  room.bytes_max = 100;
  auto file = std::string{};
  {
    auto spool = Spool{room, 10};
    CHECK(spool.take("12345") == 0);
    CHECK(spool.file().empty());
    CHECK(spool.take("67890x") == 0);
    file = spool.file();
    REQUIRE(!file.empty());
    spool.close();
    CHECK(std::filesystem::file_size(file) == 11);
    struct stat facts{};
    REQUIRE(stat(file.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 077) == 0);
  }
  CHECK(!std::filesystem::exists(file));
  CHECK(room.bytes == 0);
  auto spool = Spool{room, 10};
  CHECK(spool.take(std::string(101, 'a')) == 507);
}

TEST_CASE("static files: pages, assets, nothing outside") {
  namespace fs = std::filesystem;
  auto const root = fs::temp_directory_path() / ("cj-web-" + std::to_string(getpid()));
  CHECK(!StaticFiles::load(root.string()));
  fs::create_directories(root / "web/assets");
  CHECK(!StaticFiles::load((root / "web").string()));
  auto const write = [&](std::string const& name, std::string const& text) {
    std::ofstream{root / name} << text;
  };
  write("secret.txt", "secret");
  write("web/index.html", "<html>");
  write("web/.env", "secret");
  write("web/assets/index-B3xk9_aQ.js", std::string(2000, 'j'));
  write("web/assets/index-B3xk9_aQ.js.gz", "packed");
  write("web/assets/map.geojson", "{}");
  fs::create_symlink(root / "secret.txt", root / "web/link.txt");
  fs::create_directory_symlink(root, root / "web/up");
  auto const files = StaticFiles::load((root / "web").string());
  fs::remove_all(root);
  REQUIRE(files);
  CHECK(files->size() == 3);
  auto const body_of = [&](std::string path) -> std::string {
    auto request = Request{};
    request.path = std::move(path);
    auto const reply = files->find(request);
    return reply ? *reply->body : "404";
  };
  struct Row {
    std::string path, body;
  };
  for (auto const& row : std::vector<Row>{{"/", "<html>"},
                                          {"/projects/P7", "<html>"},
                                          {"/documents/004.txt", "<html>"},
                                          {"/link.txt", "<html>"},
                                          {"/up/secret.txt", "<html>"},
                                          {"/assets/map.geojson", "{}"},
                                          {"/assets/gone.js", "404"},
                                          {"/favicon.ico", "404"},
                                          {"/api/v1/x", "404"}}) {
    CAPTURE(row.path);
    CHECK(body_of(row.path) == row.body);
  }
  auto request = Request{};
  request.path = "/assets/index-B3xk9_aQ.js";
  auto const script = files->find(request);
  REQUIRE(script);
  CHECK(*script->gzip == "packed");
  CHECK(script->headers[0].second.find("immutable") != std::string::npos);
  CHECK(script->type == "text/javascript; charset=utf-8");
}
