// Bytes as a client may send them. The first byte says how large the pieces are; a request read in
// pieces must be the request read at once, and what is accepted must be of the form it promises.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "chengjie/base/check.h"
#include "chengjie/server/http/parse.h"
#include "chengjie/server/http/target.h"

namespace {

namespace http = chengjie::server::http;

struct Seen {
  http::Step step{};
  std::size_t used{};
  std::string method, target, body;
  bool operator==(Seen const&) const = default;
};

Seen read(std::string_view bytes, std::size_t piece) {
  auto const limits = http::Limits{};
  auto parser = http::Parser{limits};
  auto seen = Seen{};
  auto end = std::size_t{0};
  while (true) {
    auto const got = parser.put(bytes.substr(seen.used, end - seen.used));
    seen.used += got.used;
    seen.step = got.step;
    if (got.step == http::Step::head) {
      parser.take_body(4096, [&](std::string_view part) {
        seen.body += part;
        return 0u;
      });
      continue;
    }
    if (got.step != http::Step::more || end == bytes.size()) { break; }
    end = std::min(bytes.size(), end + piece);
  }
  seen.method = parser.head().method;
  seen.target = parser.head().target;
  return seen;
}

void look_at_target(std::string_view raw) {
  auto const target = http::parse_target(raw);
  if (!target) { return; }
  CJ_CHECK(target->path.starts_with('/'));
  CJ_CHECK(target->path.find('\0') == std::string::npos);
  CJ_CHECK((target->path + '/').find("/../") == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) { return 0; }
  auto const bytes = std::string_view{reinterpret_cast<char const*>(data) + 1, size - 1};
  auto const whole = read(bytes, bytes.size() + 1);
  auto const pieces = read(bytes, data[0] % 64 + std::size_t{1});
  // What is refused may be refused earlier or later; what is accepted must not depend on it.
  if (whole.step == http::Step::done || pieces.step == http::Step::done) {
    CJ_CHECK(whole == pieces);
    CJ_CHECK(whole.body.size() <= 4096);
    look_at_target(whole.target);
  }
  look_at_target(bytes);
  http::parse_cookies(bytes);
  http::lists(bytes, "gzip");
  http::matches_etag(bytes, "W/\"a\"");
  http::host_of(bytes);
  return 0;
}
