// A client's connection as bytes, plain or under TLS. One coroutine at a time reads, one writes.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "chengjie/base/result.h"
#include "chengjie/server/http/asio.h"

namespace chengjie::server::http {

class Stream {
 public:
  virtual ~Stream() = default;
  virtual Awaitable<error_code> handshake() = 0;
  virtual Awaitable<std::size_t> read_some(std::span<char>, error_code&) = 0;
  virtual Awaitable<error_code> write(std::string_view first, std::string_view second) = 0;
  // Tells the client that nothing more comes; it may still send.
  virtual Awaitable<void> finish() = 0;
  virtual tcp::socket& socket() = 0;
};

std::unique_ptr<Stream> plain_stream(tcp::socket);

// Certificates, read once at the start.
class Tls {
 public:
  virtual ~Tls() = default;
  virtual std::unique_ptr<Stream> stream(tcp::socket) = 0;
};
// PEM files; the certificate with its chain. TLS 1.2 and newer.
Result<std::shared_ptr<Tls>> make_tls(std::string const& certificate, std::string const& key);

}  // namespace chengjie::server::http
