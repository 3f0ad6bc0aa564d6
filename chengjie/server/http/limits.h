// Every bound of the server, with its name. What is beyond one is refused with a status, closed,
// or waits; nothing grows with what clients send.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace chengjie::server::http {

struct Limits {
  using ms = std::chrono::milliseconds;
  // Deadlines. Header: from its first byte to its last. Body and write: `slow_grace` and then at
  // least `bytes_per_second`, so that one byte a second does not hold a connection.
  ms idle{60'000};
  ms header{10'000};
  ms slow_grace{20'000};
  std::uint64_t bytes_per_second = 8 * 1024;
  ms linger{2'000};  // reading on after a refusal, so that the client gets to see it
  ms heartbeat{15'000};
  ms stop_grace{10'000};

  std::size_t connections = 8192;
  std::size_t per_peer = 8192;  // connections of one address
  std::size_t header_bytes = 16 * 1024;
  std::size_t fields = 100;
  std::size_t target_bytes = 8 * 1024;
  std::uint64_t linger_bytes = 4 << 20;
  std::uint64_t spooled_bytes = std::uint64_t{8} << 30;  // bodies on disk, all together

  std::size_t workers = 2;
  std::size_t waiting = 512;   // slow requests in the queue
  std::size_t streams = 1024;  // SSE clients
  std::size_t events = 256;    // of one SSE client that does not read
  std::size_t event_bytes = 1 << 20;
  std::size_t gzip_from = 1024;  // smaller bodies go as they are
  std::size_t gzip_to = std::size_t{64} << 20;
  std::size_t gzip_at_once = 32 * 1024;  // larger ones of quick routes are packed by a worker
};

}  // namespace chengjie::server::http
