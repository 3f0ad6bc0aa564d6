// A real server and clients that mean ill. Each row says what the client gets; after each the
// server must answer a normal request.
#include "chengjie/server/http/test_house.h"

using namespace chengjie::server;
using namespace chengjie::server::http;

TEST_CASE("requests that are refused, and requests after them that are not") {
  auto house = House{};
  auto const h = std::string{"\r\nHost: localhost\r\n"};
  struct Row {
    std::string name, request, status;
  };
  for (auto const& row : std::vector<Row>{
           {"unknown path", "GET /api/none HTTP/1.1" + h + "\r\n", "404"},
           {"unknown page", "GET /none HTTP/1.1" + h + "\r\n", "404"},
           {"unknown method", "BREW /api/hello HTTP/1.1" + h + "\r\n", "405"},
           {"wrong method", "DELETE /api/hello HTTP/1.1" + h + "\r\n", "405"},
           {"another's name", "GET /api/hello HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"},
           {"another's name in the target", "GET http://evil.example/ HTTP/1.1" + h + "\r\n",
            "421"},
           {"no host", "GET /api/hello HTTP/1.1\r\n\r\n", "400"},
           {"HTTP/0.9", "GET /api/hello\r\n\r\n", "400"},
           {"HTTP/3.0", "GET /api/hello HTTP/3.0" + h + "\r\n", "505"},
           {"traversal", "GET /../../etc/passwd HTTP/1.1" + h + "\r\n", "400"},
           {"traversal, encoded", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1" + h + "\r\n", "400"},
           {"traversal, slash encoded", "GET /..%2f..%2fetc/passwd HTTP/1.1" + h + "\r\n", "400"},
           {"traversal, twice encoded", "GET /%252e%252e/etc/passwd HTTP/1.1" + h + "\r\n", "404"},
           {"traversal, overlong", "GET /%c0%ae%c0%ae/ HTTP/1.1" + h + "\r\n", "400"},
           {"NUL", "GET /a%00b HTTP/1.1" + h + "\r\n", "400"},
           {"bad percent", "GET /a%zz HTTP/1.1" + h + "\r\n", "400"},
           {"giant target", "GET /" + std::string(10000, 'a') + " HTTP/1.1" + h + "\r\n", "414"},
           {"giant header", "GET / HTTP/1.1" + h + "a: " + std::string(40000, 'a') + "\r\n\r\n",
            "431"},
           {"endless header", "GET / HTTP/1.1" + h + std::string(100000, 'a'), "431"},
           {"giant body", "POST /api/echo HTTP/1.1" + h + "Content-Length: 99999999999\r\n\r\n",
            "413"},
           {"giant body sent",
            "POST /api/echo HTTP/1.1" + h + "Content-Length: 300000\r\n\r\n" +
                std::string(300000, 'b'),
            "413"},
           {"giant chunks",
            "POST /api/echo HTTP/1.1" + h + "Transfer-Encoding: chunked\r\n\r\n" + "20000\r\n" +
                std::string(0x20000, 'b') + "\r\n0\r\n\r\n",
            "413"},
           {"body where none is taken",
            "POST /api/none HTTP/1.1" + h + "Content-Length: 5\r\n\r\nhello", "404"},
           {"bad chunk",
            "POST /api/echo HTTP/1.1" + h + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n", "400"},
           {"smuggling, both lengths",
            "POST /api/echo HTTP/1.1" + h +
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/hello "
                "HTTP/1.1" +
                h + "\r\n",
            "400"},
           {"smuggling, two lengths",
            "POST /api/echo HTTP/1.1" + h +
                "Content-Length: 0\r\nContent-Length: 40\r\n\r\nGET /api/hello HTTP/1.1" + h +
                "\r\n",
            "400"},
           {"smuggling, odd coding",
            "POST /api/echo HTTP/1.1" + h +
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\nGET /api/hello HTTP/1.1" + h +
                "\r\n",
            "501"},
           {"odd expectation",
            "POST /api/echo HTTP/1.1" + h + "Content-Length: 4\r\nExpect: tea\r\n\r\n", "417"},
           {"slow header", "GET /api/hello HTT", "408"},
           {"slow body", "POST /api/echo HTTP/1.1" + h + "Content-Length: 10\r\n\r\nabc", "408"},
           {"exception", "GET /api/throws HTTP/1.1" + h + "Connection: close\r\n\r\n", "500"},
       }) {
    CAPTURE(row.name);
    auto const got = house.ask(row.request);
    CHECK(status_of(got) == "HTTP/1.1 " + row.status);
    // One reply, in the one shape, with the headers of every reply, and the connection ends.
    CHECK(got.find("HTTP/1.1 ", 5) == std::string::npos);
    CHECK(got.find("{\"error\":{\"code\":\"") != std::string::npos);
    CHECK(got.find("X-Content-Type-Options: nosniff") != std::string::npos);
    CHECK(got.find("secret detail") == std::string::npos);
    if (row.status == "405") { CHECK(got.find("\r\nAllow: GET, HEAD\r\n") != std::string::npos); }
    CHECK(house.well());
  }
}

TEST_CASE("what well-behaved clients do") {
  auto house = House{};
  auto const h = std::string{" HTTP/1.1\r\nHost: localhost\r\n"};
  SUBCASE("pipelined requests are answered in order") {
    auto const got =
        house.ask("POST /api/echo" + h + "Content-Length: 3\r\n\r\none" + "POST /api/echo" + h +
                  "Transfer-Encoding: chunked\r\n\r\n3\r\ntwo\r\n0\r\n\r\n" + "GET /api/slow" + h +
                  "\r\nGET /api/hello?q=last" + h + "Connection: close\r\n\r\n");
    auto const one = got.find("one");
    auto const two = got.find("two", one);
    auto const slow = got.find("slow", two);
    CHECK(got.find("hello /api/hello last", slow) != std::string::npos);
  }
  SUBCASE("HEAD has no body") {
    auto const got = house.ask("HEAD /api/hello" + h + "Connection: close\r\n\r\n");
    CHECK(got.find("Content-Length: 17") != std::string::npos);
    CHECK(got.ends_with("\r\n\r\n"));
  }
  SUBCASE("HTTP/1.0 closes unless asked") {
    auto const got = house.ask("GET /api/hello HTTP/1.0\r\nHost: localhost\r\n\r\n");
    CHECK(got.find("Connection: close") != std::string::npos);
  }
  SUBCASE("100-continue") {
    auto client = Client{house.server.port()};
    client.send("POST /api/echo" + h + "Content-Length: 4\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.receive("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("body");
    CHECK(client.receive("body").find("200 OK") != std::string::npos);
  }
  SUBCASE("a large body goes through a file that is removed") {
    auto const size = std::size_t{5} << 20;
    auto const got = house.ask("POST /api/upload" + h + "Connection: close\r\nContent-Length: " +
                               std::to_string(size) + "\r\n\r\n" + std::string(size, 'u'));
    CHECK(got.ends_with(std::to_string(size)));
    CHECK(!house.upload_file.empty());
    CHECK(!std::filesystem::exists(house.upload_file));
  }
  SUBCASE("health and metrics") {
    CHECK(house.ask("GET /healthz" + h + "Connection: close\r\n\r\n")
              .ends_with(R"({"status":"ok"})"));
    auto const got = house.ask("GET /metrics" + h + "Connection: close\r\n\r\n");
    CHECK(got.find("chengjie_requests_total{operation=\"/healthz\",status=\"200\"} 1") !=
          std::string::npos);
    CHECK(got.find("chengjie_workers_waiting 0") != std::string::npos);
  }
  SUBCASE("compressed when accepted") {
    auto const got =
        house.ask("GET /metrics" + h + "Accept-Encoding: gzip\r\nConnection: close\r\n\r\n");
    CHECK(got.find("Content-Encoding: gzip") != std::string::npos);
    CHECK(got.find("\x1f\x8b") != std::string::npos);
  }
  CHECK(house.well());
}

TEST_CASE("event streams: heartbeat, a slow reader, the end") {
  auto house = House{};
  auto const request = std::string{"GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n"};
  SUBCASE("events in order, a heartbeat between, closed by the server") {
    auto client = Client{house.server.port()};
    client.send(request);
    auto const events = house.events();
    auto got = client.receive("\n:\n");
    events->push("step", R"({"done":1})");
    events->close();
    got += client.receive();
    CHECK(got.find("Content-Type: text/event-stream") != std::string::npos);
    CHECK(got.find("event: hello\ndata: {}\n\n") < got.find(":\n\n"));
    CHECK(got.ends_with("event: step\ndata: {\"done\":1}\n\n"));
    CHECK(client.closed());
  }
  SUBCASE("who leaves is noticed") {
    auto events = std::shared_ptr<Events>{};
    {
      auto client = Client{house.server.port()};
      client.send(request);
      events = house.events();
      client.receive("hello");
    }
    for (auto i = 0; i != 400 && !events->gone(); ++i) { std::this_thread::sleep_for(5ms); }
    CHECK(events->gone());
  }
  SUBCASE("who does not read loses events and then the connection") {
    auto client = Client{house.server.port(), 4096};
    client.send(request);
    auto const events = house.events();
    auto const large = std::string(200'000, 'e');
    for (auto i = 0; i != 400 && !events->gone(); ++i) {
      events->push("large", large);
      std::this_thread::sleep_for(10ms);
    }
    CHECK(events->gone());
  }
  CHECK(house.well());
}

TEST_CASE("slow readers, early leavers, crowds") {
  auto house = House{};
  auto const h = std::string{" HTTP/1.1\r\nHost: localhost\r\n\r\n"};
  SUBCASE("a reader that stops is cut") {
    auto client = Client{house.server.port(), 4096};
    client.send("GET /api/large" + h);
    std::this_thread::sleep_for(6s);
    CHECK(client.receive().size() < (std::size_t{32} << 20));
  }
  SUBCASE("clients that leave at once, at every point") {
    for (auto const& part :
         {std::string{}, std::string{"G"}, "GET /api/slow" + h, "GET /api/large" + h,
          std::string{"POST /api/upload HTTP/1.1\r\nHost: localhost\r\n"
                      "Content-Length: 9999999\r\n\r\nabc"}}) {
      auto const client = Client{house.server.port()};
      client.send(part);
    }
    std::this_thread::sleep_for(1s);
  }
  SUBCASE("more slow work than the queue holds") {
    auto clients = std::vector<std::unique_ptr<Client>>{};
    for (auto i = 0; i != 6; ++i) {
      clients.push_back(std::make_unique<Client>(house.server.port()));
      clients.back()->send("GET /api/slow" + h);
    }
    CHECK(house.well());  // meanwhile
    auto busy = 0;
    for (auto const& client : clients) {
      auto const got = client->receive("\r\n\r\n");
      busy += status_of(got) == "HTTP/1.1 503" && got.find("Retry-After: 2") != std::string::npos;
    }
    CHECK(busy >= 3);
    CHECK(busy <= 5);
  }
  SUBCASE("more connections than the cap, then fewer") {
    {
      auto clients = std::vector<std::unique_ptr<Client>>{};
      for (auto i = 0; i != 230; ++i) {
        clients.push_back(std::make_unique<Client>(house.server.port()));
      }
      CHECK(status_of(clients.back()->receive("\r\n\r\n", 1s)) == "HTTP/1.1 503");
    }
    std::this_thread::sleep_for(300ms);
  }
  SUBCASE("idle clients are closed in time") {
    auto client = Client{house.server.port()};
    CHECK(client.receive().empty());
    CHECK(client.closed());
  }
  CHECK(house.well());
}

TEST_CASE("stop: running requests end well, idle clients and streams are closed") {
  auto house = House{};
  auto const h = std::string{" HTTP/1.1\r\nHost: localhost\r\n\r\n"};
  auto idle = Client{house.server.port()};
  auto stream = Client{house.server.port()};
  auto busy = Client{house.server.port()};
  stream.send("GET /api/events" + h);
  house.events();
  stream.receive("hello");
  busy.send("GET /api/slow" + h);
  std::this_thread::sleep_for(50ms);
  house.server.stop();
  auto const got = busy.receive();
  CHECK(got.ends_with("slow"));
  CHECK(got.find("Connection: close") != std::string::npos);
  CHECK(stream.receive().find("event: stop") != std::string::npos);
  CHECK(idle.receive().empty());
  CHECK(idle.closed());
}

TEST_CASE("start: what cannot be listened on is said") {
  auto first = House{};
  auto options = Options{};
  options.log_descriptor = -1;
  options.port = first.server.port();
  CHECK(!Server{}.start(options, {}, nullptr));
  options.port = 0;
  options.bind = "not an address";
  CHECK(!Server{}.start(options, {}, nullptr));
  options.bind = "127.0.0.1";
  options.tls_certificate = "/nowhere.pem";
  options.tls_key = "/nowhere.pem";
  CHECK(!Server{}.start(options, {}, nullptr));
}
