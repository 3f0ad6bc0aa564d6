#include "chengjie/server/http/outgoing.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>

#include "chengjie/server/http/gzip.h"
#include "chengjie/server/http/target.h"
#include "chengjie/server/problem.h"

namespace chengjie::server::http {
namespace {

// Ant Design writes style elements; nothing else comes from elsewhere than this server.
constexpr auto kEveryReply = std::string_view{
    "Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "X-Frame-Options: DENY\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), microphone=(), geolocation=()\r\n"};
constexpr auto kUnderTls = std::string_view{"Strict-Transport-Security: max-age=31536000\r\n"};

std::string_view reason(unsigned status) {
  struct Row {
    unsigned status;
    std::string_view words;
  };
  constexpr auto kRows = std::to_array<Row>({
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {411, "Length Required"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {421, "Misdirected Request"},
      {422, "Unprocessable Content"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
      {507, "Insufficient Storage"},
  });
  auto const at = std::find_if(kRows.begin(), kRows.end(),
                               [&](Row const& row) { return row.status == status; });
  return at == kRows.end() ? std::string_view{"Status"} : at->words;
}

std::string date_text() {
  auto const now = std::time(nullptr);
  auto utc = std::tm{};
  gmtime_r(&now, &utc);
  char text[40];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc)};
}

void put(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  // A value of ours that carries bytes from outside must not become a header of its own.
  for (auto const c : value) {
    head += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  }
  head += "\r\n";
}

bool has(Reply const& reply, std::string_view name) {
  return std::any_of(reply.headers.begin(), reply.headers.end(),
                     [&](auto const& header) { return lower(header.first) == name; });
}

std::string begin(Reply const& reply, unsigned status, Asked const& asked) {
  auto head = std::string{};
  head.reserve(1024);
  head.append("HTTP/1.1 ").append(std::to_string(status)).append(" ").append(reason(status));
  head += "\r\n";
  put(head, "Date", date_text());
  put(head, "X-Request-Id", asked.id);
  head += kEveryReply;
  if (asked.tls) { head += kUnderTls; }
  for (auto const& [name, value] : reply.headers) { put(head, name, value); }
  if (!has(reply, "cache-control")) { put(head, "Cache-Control", "no-cache"); }
  return head;
}

// The given tag is of the content, whatever its packing: a weak tag for both forms.
std::string weak(std::string const& etag) {
  if (etag.starts_with('"')) { return "W/" + etag; }
  return etag.starts_with("W/") ? etag : "W/\"" + etag + '"';
}

int open_file(std::string const& path, std::uint64_t& size) {
  auto const file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  struct stat facts{};
  if (file < 0) { return -1; }
  if (::fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    ::close(file);
    return -1;
  }
  size = static_cast<std::uint64_t>(facts.st_size);
  return file;
}

bool without_body(unsigned status) { return status == 204 || status == 304 || status < 200; }

}  // namespace

bool wants_packing(Reply const& reply, Limits const& limits) {
  return reply.body && !reply.gzip && reply.file.empty() && !has(reply, "content-encoding") &&
         reply.body->size() >= limits.gzip_from && reply.body->size() <= limits.gzip_to &&
         shrinks(reply.type);
}

void pack(Reply& reply, Limits const& limits) {
  if (!wants_packing(reply, limits)) { return; }
  auto packed = gzip(*reply.body);
  if (packed.empty() || packed.size() >= reply.body->size()) { return; }
  reply.gzip = std::make_shared<std::string const>(std::move(packed));
}

Outgoing prepare(Reply const& reply, Asked const& asked, bool keep_alive) {
  auto out = Outgoing{};
  out.status = reply.status;
  if (!reply.file.empty()) {
    out.file = open_file(reply.file, out.size);
    if (out.file < 0) { return prepare(problem(asked.id, 500), asked, keep_alive); }
  } else if (reply.body) {
    auto const packed = asked.gzip && reply.gzip && !reply.gzip->empty();
    out.body = packed ? reply.gzip : reply.body;
    out.size = out.body->size();
  }
  auto const etag = reply.etag.empty() ? std::string{} : weak(reply.etag);
  if (asked.safe && reply.status == 200 && !etag.empty() &&
      matches_etag(asked.if_none_match, etag)) {
    out.status = 304;
  }
  auto const bare = without_body(out.status);
  out.head = begin(reply, out.status, asked);
  if (!etag.empty()) { put(out.head, "ETag", etag); }
  if (reply.body && shrinks(reply.type)) { put(out.head, "Vary", "Accept-Encoding"); }
  if (!bare) {
    put(out.head, "Content-Type", reply.type);
    if (out.body && out.body == reply.gzip) { put(out.head, "Content-Encoding", "gzip"); }
    put(out.head, "Content-Length", std::to_string(out.size));
  }
  // An HTTP/1.0 client that asked for it needs to be told.
  if (!keep_alive) {
    put(out.head, "Connection", "close");
  } else if (!asked.http11) {
    put(out.head, "Connection", "keep-alive");
  }
  out.head += "\r\n";
  if (bare || asked.head) {
    out.body = nullptr;
    out.size = 0;
    if (out.file >= 0) { ::close(out.file); }
    out.file = -1;
  }
  return out;
}

std::string events_head(Reply const& reply, Asked const& asked) {
  auto head = begin(reply, 200, asked);
  put(head, "Content-Type", "text/event-stream; charset=utf-8");
  put(head, "X-Accel-Buffering", "no");  // nginx in front must not gather them
  put(head, "Connection", "close");
  return head + "\r\n";
}

}  // namespace chengjie::server::http
