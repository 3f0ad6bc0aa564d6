// For tests: a client of bare sockets, and a small server with a route of each kind.
#pragma once
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "chengjie/server/http/listen.h"

namespace chengjie::server::http {

using namespace std::chrono_literals;

// One plain socket.
class Client {
 public:
  explicit Client(std::uint16_t port, int receive_bytes = 0) {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    if (receive_bytes > 0) {
      setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_bytes, sizeof receive_bytes);
    }
    auto address = sockaddr_in{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~Client() { ::close(socket_); }
  Client(Client const&) = delete;
  Client& operator=(Client const&) = delete;

  bool send(std::string_view bytes) const {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }
  // What comes until the server closes, `enough` has come, or the patience ends.
  std::string receive(std::string_view enough = "\xff\xff", std::chrono::milliseconds wait = 5s) {
    auto const until = std::chrono::steady_clock::now() + wait;
    auto got = std::string{};
    while (got.find(enough) == std::string::npos) {
      auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
          until - std::chrono::steady_clock::now());
      auto waiting = pollfd{socket_, POLLIN, 0};
      if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) { break; }
      char room[65536];
      auto const n = ::recv(socket_, room, sizeof room, 0);
      closed_ = n <= 0;
      if (closed_) { break; }
      got.append(room, static_cast<std::size_t>(n));
    }
    return got;
  }
  bool closed() const { return closed_; }

 private:
  int socket_;
  bool closed_{};
};

inline Limits tight() {
  auto limits = Limits{};
  limits.idle = 1500ms;
  limits.header = 300ms;
  limits.slow_grace = 400ms;
  limits.linger = 300ms;
  limits.heartbeat = 100ms;
  limits.stop_grace = 2s;
  limits.connections = 200;
  limits.workers = 1;
  limits.waiting = 1;
  limits.events = 8;
  return limits;
}

inline Route route(std::string method, std::string pattern,
                   std::function<Reply(Request const&)> answer) {
  auto r = Route{};
  r.method = std::move(method);
  r.pattern = std::move(pattern);
  r.answer = std::move(answer);
  return r;
}

inline Reply text(std::string words) {
  auto reply = Reply{};
  reply.type = "text/plain";
  reply.body = std::make_shared<std::string const>(std::move(words));
  return reply;
}

// A server with a route of each kind.
struct House {
  explicit House(Limits limits = tight()) {
    auto routes = std::vector<Route>{};
    routes.push_back(route("GET", "/api/hello", [](Request const& r) {
      return text("hello " + r.path + " " + (r.query.empty() ? "" : r.query.begin()->second));
    }));
    routes.push_back(route("POST", "/api/echo", [](Request const& r) { return text(r.body); }));
    routes.push_back(route("GET", "/api/throws", [](Request const&) -> Reply {
      throw std::runtime_error{"secret detail"};
    }));
    routes.push_back(route("GET", "/api/large", [](Request const&) {
      return text(std::string(std::size_t{32} << 20, 'x'));
    }));
    routes.push_back(route("POST", "/api/upload", [this](Request const& r) {
      upload_file = r.body_file;
      return text(std::to_string(std::filesystem::file_size(r.body_file)));
    }));
    routes.back().cost = Cost::slow;
    routes.back().body_limit = std::uint64_t{64} << 20;
    routes.push_back(route("GET", "/api/slow", [](Request const&) {
      std::this_thread::sleep_for(300ms);
      return text("slow");
    }));
    routes.back().cost = Cost::slow;
    routes.push_back(route("GET", "/api/events", [this](Request const&) {
      auto reply = Reply{};
      reply.events = [this](std::shared_ptr<Events> events) {
        auto const lock = std::lock_guard{mutex};
        channel = std::move(events);
        channel->push("hello", "{}");
      };
      return reply;
    }));
    auto options = Options{};
    options.port = 0;
    options.log_descriptor = -1;
    options.limits = limits;
    REQUIRE(server.start(std::move(options), std::move(routes), nullptr));
  }

  std::string ask(std::string const& request, std::string_view enough = "\xff\xff") {
    auto client = Client{server.port()};
    client.send(request);
    return client.receive(enough);
  }
  bool well() {
    return ask("GET /api/hello?n=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .ends_with("hello /api/hello 1");
  }
  std::shared_ptr<Events> events() {
    for (auto i = 0; i != 500; ++i) {
      {
        auto const lock = std::lock_guard{mutex};
        if (channel) { return channel; }
      }
      std::this_thread::sleep_for(5ms);
    }
    FAIL("no channel");
    return nullptr;
  }

  std::string upload_file;
  std::mutex mutex;
  std::shared_ptr<Events> channel;
  Server server;
};

inline std::string status_of(std::string const& reply) { return reply.substr(0, 12); }

}  // namespace chengjie::server::http
