// The server: listens, answers by a table of routes, and stops without losing what it promised.
//
//   auto server = http::Server{};
//   if (auto const done = server.start(options, routes, files); !done) { return done.error(); }
//   wait_for_signal();
//   server.stop();
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/server/handler.h"
#include "chengjie/server/http/limits.h"
#include "chengjie/server/http/metrics.h"

namespace chengjie::server::http {

struct Options {
  std::string bind = "127.0.0.1";
  std::uint16_t port = 8420;             // 0: one that is free
  std::size_t threads = 2;               // of the network
  std::vector<std::string> hosts;        // Host headers that are answered; on loopback empty means
                                         // localhost, 127.0.0.1 and [::1], elsewhere any
  std::string tls_certificate, tls_key;  // PEM files; both or none
  int log_descriptor = 2;                // -1: no log
  std::string temporary = "/tmp";        // uploads on their way
  std::vector<Gauge> gauges;             // more for /metrics; read from any thread
  Limits limits;
};

// What no route answers: the page's files. Null: 404.
using Fallback = std::function<std::optional<Reply>(Request const&)>;

class Server {
 public:
  Server();
  ~Server();  // as stop()
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  // Adds /healthz and /metrics. Refused: an address in use or not of this machine, certificates
  // that do not load.
  Result<Done> start(Options, std::vector<Route>, Fallback);
  std::uint16_t port() const;
  std::string address() const;  // "http://127.0.0.1:8420"
  // Accepts nothing new, closes idle clients, tells event streams, and gives running requests
  // Limits::stop_grace. Once; from any thread but the server's own.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace chengjie::server::http
