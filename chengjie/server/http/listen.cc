#include "chengjie/server/http/listen.h"

#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <thread>

#include "chengjie/server/http/connection.h"
#include "chengjie/server/http/target.h"

namespace chengjie::server::http {
namespace {

using namespace std::chrono_literals;
constexpr auto kLookEvery = 50ms;
constexpr auto kBusy = std::string_view{
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\n"
    "Connection: close\r\n\r\n"};

void raise_descriptor_limit() {
  auto limit = rlimit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) { return; }
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

Reply text_reply(std::string type, std::string text) {
  auto reply = Reply{};
  reply.type = std::move(type);
  reply.headers.emplace_back("Cache-Control", "no-store");
  reply.body = std::make_shared<std::string const>(std::move(text));
  return reply;
}

// A listener stays usable when a client vanishes or descriptors run out.
Awaitable<void> rest(asio::io_context& context) {
  auto timer = asio::steady_timer{context, 100ms};
  auto ec = error_code{};
  co_await timer.async_wait(into(ec));
}

Awaitable<void> look_around(Loop& loop) {
  auto timer = asio::steady_timer{loop.context};
  auto ec = error_code{};
  while (true) {
    timer.expires_after(kLookEvery);
    co_await timer.async_wait(into(ec));
    auto const now = Clock::now();
    for (auto* const connection : loop.connections) { connection->look(now); }
  }
}

}  // namespace

struct Server::Inside {
  Inside(Options o, std::vector<Route> routes)
      : options(std::move(o)), core(options.limits, std::move(routes), options.log_descriptor) {}

  Result<Done> listen();
  void run();
  void stop();
  void each_connection(void (Connection::*what)());
  bool drained(std::chrono::milliseconds);
  Awaitable<void> accept();
  void take(tcp::socket, Loop&);
  bool count_peer(std::string const& peer);

  Options options;
  Core core;
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<tcp::acceptor> acceptor;
  std::uint16_t port{};
  std::string address;
  std::vector<std::jthread> threads;
};

Result<Done> Server::Inside::listen() {
  auto const failed = [this](std::string what) {
    return Error{Code::unavailable, std::move(what),
                 options.bind + ':' + std::to_string(options.port),
                 "换一个端口（--port 0 自动选），或换一个本机地址"};
  };
  auto ec = error_code{};
  auto const name = options.bind == "localhost" ? "127.0.0.1" : options.bind;
  auto const ip = asio::ip::make_address(name, ec);
  if (ec) { return failed("不是 IP 地址：" + options.bind); }
  for (auto i = std::size_t{0}; i != std::max<std::size_t>(1, options.threads); ++i) {
    loops.push_back(std::make_unique<Loop>());
  }
  auto const endpoint = tcp::endpoint{ip, options.port};
  acceptor = std::make_unique<tcp::acceptor>(loops[0]->context);
  acceptor->open(endpoint.protocol(), ec);
  if (!ec) { acceptor->set_option(tcp::acceptor::reuse_address{true}, ec); }
  if (!ec) { acceptor->bind(endpoint, ec); }
  if (!ec) { acceptor->listen(asio::socket_base::max_listen_connections, ec); }
  if (ec) { return failed("不能在这个地址上监听：" + ec.message()); }
  port = acceptor->local_endpoint(ec).port();
  auto const shown = ip.is_v6() ? '[' + ip.to_string() + ']' : ip.to_string();
  address = std::string{core.tls ? "https://" : "http://"} + shown + ':' + std::to_string(port);
  for (auto const& host : options.hosts) { core.hosts.push_back(lower(host)); }
  if (core.hosts.empty() && ip.is_loopback()) { core.hosts = {"localhost", "127.0.0.1", "[::1]"}; }
  return kDone;
}

void Server::Inside::run() {
  asio::co_spawn(loops[0]->context, accept(), asio::detached);
  for (auto& loop : loops) {
    asio::co_spawn(loop->context, look_around(*loop), asio::detached);
    threads.emplace_back([&loop = *loop] { loop.context.run(); });
  }
}

Awaitable<void> Server::Inside::accept() {
  for (auto turn = std::size_t{0}; acceptor->is_open(); ++turn) {
    auto& loop = *loops[turn % loops.size()];
    auto ec = error_code{};
    auto socket = tcp::socket{loop.context};
    co_await acceptor->async_accept(socket, into(ec));
    if (!ec) {
      take(std::move(socket), loop);
    } else if (acceptor->is_open()) {
      co_await rest(loops[0]->context);
    }
  }
}

bool Server::Inside::count_peer(std::string const& peer) {
  auto const lock = std::lock_guard{core.peers_mutex};
  auto& open = core.peers[peer];
  auto const fits = open < core.limits.per_peer;
  open += fits;
  return fits;
}

void Server::Inside::take(tcp::socket socket, Loop& loop) {
  ++core.metrics.accepted;
  auto ec = error_code{};
  auto const peer = socket.remote_endpoint(ec).address().to_string();
  auto const open = static_cast<std::size_t>(core.metrics.connections.load());
  if (ec || open >= core.limits.connections || !count_peer(peer)) {
    ++core.metrics.refused;
    // Best effort, without waiting; under TLS the client could not read it.
    if (!ec && !core.tls) {
      ::send(socket.native_handle(), kBusy.data(), kBusy.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    return;
  }
  ++core.metrics.connections;  // here, not when its loop gets to it: a burst must meet the cap
  socket.set_option(tcp::no_delay{true}, ec);
  auto stream = core.tls ? core.tls->stream(std::move(socket)) : plain_stream(std::move(socket));
  // Made on its own thread: the loop's set of connections has no lock.
  auto const held = std::make_shared<std::unique_ptr<Stream>>(std::move(stream));
  asio::post(loop.context, [this, held, peer, &loop] {
    auto connection = std::make_shared<Connection>(core, loop, std::move(*held), peer);
    asio::co_spawn(loop.context, Connection::run(std::move(connection)), asio::detached);
  });
}

void Server::Inside::each_connection(void (Connection::*what)()) {
  for (auto& loop : loops) {
    asio::post(loop->context, [&loop = *loop, what] {
      for (auto* const connection : loop.connections) { (connection->*what)(); }
    });
  }
}

bool Server::Inside::drained(std::chrono::milliseconds wait) {
  auto const until = Clock::now() + wait;
  while (core.metrics.connections > 0) {
    if (Clock::now() >= until) { return false; }
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

void Server::Inside::stop() {
  core.stopping = true;
  asio::post(loops[0]->context, [this] {
    auto ignored = error_code{};
    acceptor->close(ignored);
  });
  each_connection(&Connection::ask_to_stop);
  if (!drained(core.limits.stop_grace)) {
    each_connection(&Connection::close);
    drained(500ms);
  }
  core.pool.stop();  // before the loops: its work ends with a call to one
  for (auto& loop : loops) { loop->context.stop(); }
  threads.clear();
  acceptor.reset();
  loops.clear();
}

Server::Server() = default;
Server::~Server() { stop(); }

Result<Done> Server::start(Options options, std::vector<Route> routes, Fallback fallback) {
  auto tls = std::shared_ptr<Tls>{};
  if (!options.tls_certificate.empty() || !options.tls_key.empty()) {
    auto loaded = make_tls(options.tls_certificate, options.tls_key);
    if (!loaded) { return loaded.error(); }
    tls = *loaded;
  }
  raise_descriptor_limit();
  // The built-in routes look at what is built with them.
  auto const self = std::make_shared<Inside*>(nullptr);
  auto health = [self](Request const&) {
    auto const stopping = (*self)->core.stopping.load();
    auto reply = text_reply("application/json; charset=utf-8",
                            stopping ? R"({"status":"stopping"})" : R"({"status":"ok"})");
    reply.status = stopping ? 503 : 200;
    return reply;
  };
  auto metrics = [self](Request const&) {
    auto& in = **self;
    auto gauges = in.options.gauges;
    gauges.push_back({"workers_waiting", "Slow requests in the queue.",
                      [&in] { return static_cast<double>(in.core.pool.waiting()); }});
    return text_reply("text/plain; version=0.0.4; charset=utf-8", in.core.metrics.text(gauges));
  };
  auto add = [&](std::string path, std::function<Reply(Request const&)> answer) {
    auto route = Route{};
    route.method = "GET";
    route.pattern = std::move(path);
    route.answer = std::move(answer);
    routes.push_back(std::move(route));
  };
  add("/healthz", std::move(health));
  add("/metrics", std::move(metrics));
  inside_ = std::make_unique<Inside>(std::move(options), std::move(routes));
  *self = inside_.get();
  inside_->core.tls = std::move(tls);
  inside_->core.fallback = std::move(fallback);
  inside_->core.spool.folder = inside_->options.temporary;
  if (auto const done = inside_->listen(); !done) {
    auto error = done.error();
    inside_.reset();
    return error;
  }
  inside_->run();
  return kDone;
}

std::uint16_t Server::port() const { return inside_ ? inside_->port : std::uint16_t{0}; }
std::string Server::address() const { return inside_ ? inside_->address : std::string{}; }

void Server::stop() {
  if (!inside_) { return; }
  inside_->stop();
  inside_.reset();
}

}  // namespace chengjie::server::http
