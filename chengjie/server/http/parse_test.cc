// The parser, given its bytes in pieces of every size.
#include "chengjie/server/http/parse.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace chengjie::server::http;

namespace {

struct Parsed {
  Got last;
  Head head;
  std::string body;
  std::size_t used{};
};

// Gives the bytes in pieces of one size, as a network might.
Parsed parse_in_pieces(std::string_view bytes, std::size_t piece, Limits const& limits) {
  auto parser = Parser{limits};
  auto p = Parsed{};
  auto begin = std::size_t{0};
  auto end = std::size_t{0};
  while (true) {
    auto const got = parser.put(bytes.substr(begin, end - begin));
    begin += got.used;
    p.last = got;
    if (got.step == Step::head) {
      parser.take_body(1000, [&](std::string_view b) {
        p.body += b;
        return 0u;
      });
      continue;
    }
    if (got.step != Step::more || end == bytes.size()) { break; }
    end = std::min(bytes.size(), end + piece);
  }
  p.head = parser.head();
  p.used = begin;
  return p;
}

}  // namespace

TEST_CASE("parser: the same in any pieces") {
  auto const request = std::string{
      "POST /a HTTP/1.1\r\nHost: h\r\nX: 1\r\nx: 2\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3\r\nabc\r\n5;e=1\r\ndefgh\r\n0\r\nTrailer: t\r\n\r\n"};
  for (auto piece = std::size_t{1}; piece < 200; piece += piece < 20 ? 1 : 17) {
    CAPTURE(piece);
    auto const got = parse_in_pieces(request + "GET / HTTP/1.1", piece, Limits{});
    CHECK(got.last.step == Step::done);
    CHECK(got.body == "abcdefgh");
    CHECK(got.head.method == "POST");
    CHECK(got.head.headers.at("x") == "1, 2");
    CHECK(!got.head.headers.contains("trailer"));
    CHECK(got.used == request.size());
  }
}

TEST_CASE("parser: refused, in any pieces") {
  struct Row {
    std::string name, bytes;
    unsigned status;
  };
  auto const chunks =
      std::string{"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"};
  auto many = std::string{"GET / HTTP/1.1\r\nHost: h\r\n"};
  for (auto i = 0; i != 200; ++i) { many += "a: b\r\n"; }
  for (auto const& row : std::vector<Row>{
           {"two lengths",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
           {"the same twice",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400},
           {"a list", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1, 1\r\n\r\n", 400},
           {"negative", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n", 400},
           {"beyond 64 bits",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
           {"both",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            400},
           {"both, other order",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n",
            400},
           {"unknown coding", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n",
            501},
           {"chunked not last",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 501},
           {"codings twice",
            "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: "
            "chunked\r\n\r\n",
            400},
           {"chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
           {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
           {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
           {"0.9", "GET /\r\n\r\n", 400},
           {"2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
           {"space before colon", "GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400},
           {"NUL in a header", std::string{"GET / HTTP/1.1\r\nHost: h\r\na: \0\r\n\r\n", 33}, 400},
           {"TLS hello", std::string{"\x16\x03\x01\x02\x00\x01\x00\x01", 8}, 400},
           {"long target", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", 414},
           {"long header",
            "GET / HTTP/1.1\r\nHost: h\r\na: " + std::string(20000, 'a') + "\r\n\r\n", 431},
           {"many headers", many + "\r\n", 431},
           {"bad chunk size", chunks + "zz\r\nabc\r\n0\r\n\r\n", 400},
           {"chunk without its end", chunks + "3\r\nabcX\r\n0\r\n\r\n", 400},
           {"huge chunk", chunks + "FFFFFFFFFFFFFFFFF\r\n", 400},
           {"chunk over the limit", chunks + "3E9\r\n", 413},
       }) {
    CAPTURE(row.name);
    for (auto const piece : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 20}) {
      CAPTURE(piece);
      auto const got = parse_in_pieces(row.bytes, piece, Limits{});
      CHECK(got.last.step == Step::bad);
      CHECK(got.last.status == row.status);
    }
  }
}

TEST_CASE("parser: bare line feeds end nothing") {
  auto const request = std::string{"GET / HTTP/1.1\nHost: h\n\n"};
  CHECK(parse_in_pieces(request, 1000, Limits{}).last.status == 505);
  CHECK(parse_in_pieces(request, 1, Limits{}).last.step == Step::more);
}
