#include "chengjie/server/http/connection.h"

#include <unistd.h>

#include <atomic>

#include "chengjie/server/http/exchange.h"
#include "chengjie/server/http/target.h"
#include "chengjie/server/ids.h"
#include "chengjie/server/problem.h"

namespace chengjie::server::http {
namespace {

Reply guarded(Core& core, Request const& request,
              std::function<Reply(Request const&)> const& answer) {
  auto words = std::string{"not a std::exception"};
  try {
    return answer(request);
  } catch (std::exception const& error) { words = error.what(); } catch (...) {
  }
  core.log.write({.event = "failed", .request = request.id, .path = request.path, .words = words});
  return problem(request.id, 500);
}

// Names a line of the log; it need not be hard to guess.
std::string next_id() {
  static auto const process = random_id(6);
  static auto count = std::atomic<std::uint64_t>{};
  return process + '-' + std::to_string(++count);
}

}  // namespace

Connection::Connection(Core& core, Loop& loop, std::unique_ptr<Stream> stream, std::string peer)
    : core_(core),
      loop_(loop),
      stream_(std::move(stream)),
      peer_(std::move(peer)),
      inbox_(core.limits.header_bytes) {
  loop_.connections.insert(this);
}

Connection::~Connection() {
  if (channel_) { channel_->abandon(); }
  loop_.connections.erase(this);
  --core_.metrics.connections;
  auto const lock = std::lock_guard{core_.peers_mutex};
  if (auto const at = core_.peers.find(peer_); at != core_.peers.end() && --at->second == 0) {
    core_.peers.erase(at);
  }
}

void Connection::until(Limits::ms wait) { deadline_ = Clock::now() + wait; }

void Connection::at_rate(Clock::time_point begun, std::uint64_t bytes) {
  auto const earned = std::chrono::milliseconds{bytes * 1000 / core_.limits.bytes_per_second};
  deadline_ = begun + core_.limits.slow_grace + earned;
}

void Connection::look(Clock::time_point now) {
  if (now < deadline_) { return; }
  deadline_ = Clock::time_point::max();
  timed_out_ = true;
  ++core_.metrics.timed_out;
  auto ignored = error_code{};
  stream_->socket().cancel(ignored);
}

void Connection::ask_to_stop() {
  if (channel_) {
    channel_->push("stop", "{}");
    channel_->close();
  }
  if (idle_) { close(); }
}

void Connection::close() {
  auto ignored = error_code{};
  stream_->socket().close(ignored);
}

Awaitable<void> Connection::run(std::shared_ptr<Connection> self) {
  self->until(self->core_.limits.header);
  auto const failed = co_await self->stream_->handshake();
  if (failed) { co_return; }
  auto more = true;
  while (more) { more = co_await self->exchange(); }
  self->close();
}

Awaitable<bool> Connection::exchange() {
  auto parser = Parser{core_.limits};
  auto const got = co_await read_head(parser);
  if (got.step == Step::more) { co_return false; }  // the client left
  auto x = Exchange{next_id()};
  ++core_.metrics.in_flight;
  auto refused = got.step == Step::bad ? got.status : understand(x, parser);
  if (refused == 0 && got.step == Step::head) { refused = co_await read_body(parser, x); }
  deadline_ = Clock::time_point::max();
  auto reply = Reply{};
  if (refused != 0) {
    x.keep_alive = false;
    reply = problem(x.request.id, refused);
    if (!x.allow.empty()) { reply.headers.emplace_back("Allow", x.allow); }
  } else {
    reply = co_await answer(x);
  }
  auto const sent = co_await send(x, std::move(reply));
  --core_.metrics.in_flight;
  if (refused != 0 && sent) { co_await linger(); }
  co_return sent&& x.keep_alive;
}

// Step::more: the client left before a request was whole.
Awaitable<Got> Connection::read_head(Parser& parser) {
  auto begun = !inbox_.view().empty();
  until(begun ? core_.limits.header : core_.limits.idle);
  while (true) {
    auto const got = parser.put(inbox_.view());
    inbox_.use(got.used);
    // A request without a body is done with its head.
    if (got.step != Step::more) { co_return got; }
    if (inbox_.full()) { co_return Got{0, Step::bad, 431}; }
    idle_ = !begun;
    if (idle_ && core_.stopping) { co_return Got{}; }
    auto ec = error_code{};
    auto const arrived = co_await read_more(ec);
    idle_ = false;
    if (!arrived) { co_return timed_out_&& begun ? Got{0, Step::bad, 408} : Got{}; }
    if (!begun) { until(core_.limits.header); }
    begun = true;
  }
}

Awaitable<bool> Connection::read_more(error_code& ec) {
  auto const n = co_await stream_->read_some(inbox_.room(), ec);
  inbox_.arrived(n);
  co_return !ec && n > 0;
}

unsigned Connection::understand(Exchange& x, Parser& parser) const {
  auto& head = parser.head();
  auto& r = x.request;
  r.method = std::move(head.method);
  r.headers = std::move(head.headers);
  r.peer = peer_;
  x.keep_alive = head.keep_alive && !core_.stopping;
  x.asked.http11 = head.http11;
  x.asked.head = r.method == "HEAD";
  x.asked.safe = x.asked.head || r.method == "GET";
  x.asked.gzip = lists(r.header("accept-encoding"), "gzip");
  x.asked.if_none_match = r.header("if-none-match");
  auto target = parse_target(head.target);
  if (!target) { return 400; }
  r.path = std::move(target->path);
  r.query = std::move(target->query);
  r.cookies = parse_cookies(r.header("cookie"));
  if (!host_allowed(r, target->authority)) { return 421; }

  auto match = core_.router.find(r.method, target->segments);
  if (match.route == nullptr && !match.allow.empty()) {
    x.allow = match.allow;
    return 405;
  }
  x.route = match.route;
  r.parameters = std::move(match.parameters);
  return choose_route(x);
}

unsigned Connection::choose_route(Exchange& x) const {
  if (x.route != nullptr) {
    x.operation = x.route->operation.empty() ? x.route->pattern : x.route->operation;
    return 0;
  }
  if (!core_.fallback || x.request.path.starts_with("/api/")) { return 404; }
  if (!x.asked.safe) {
    x.allow = "GET, HEAD";
    return 405;
  }
  x.operation = "page";
  return 0;
}

// Against DNS rebinding: a page of another name that resolves to this address gets nothing.
bool Connection::host_allowed(Request const& request, std::string const& authority) const {
  if (core_.hosts.empty()) { return true; }
  auto const host = host_of(authority.empty() ? request.header("host") : authority);
  return std::find(core_.hosts.begin(), core_.hosts.end(), host) != core_.hosts.end();
}

Awaitable<unsigned> Connection::read_body(Parser& parser, Exchange& x) {
  auto const& head = parser.head();
  auto const limit = x.route == nullptr ? 0 : x.route->body_limit;
  if (head.length.value_or(0) > limit) { co_return 413; }
  x.spool = std::make_unique<Spool>(core_.spool, x.route ? x.route->body_in_memory : 0);
  parser.take_body(limit,
                   [&spool = *x.spool](std::string_view bytes) { return spool.take(bytes); });
  auto const expect = x.request.header("expect");
  if (!expect.empty() && x.asked.http11) {
    if (lower(expect) != "100-continue") { co_return 417; }
    auto const failed = co_await send_slowly("HTTP/1.1 100 Continue\r\n\r\n", {});
    if (failed) { co_return 408; }
  }
  auto const begun = Clock::now();
  while (true) {
    auto const got = parser.put(inbox_.view());
    inbox_.use(got.used);
    if (got.step == Step::done) { break; }
    if (got.step == Step::bad) { co_return got.status; }
    if (inbox_.full()) { co_return 400; }  // the extension of a chunk
    at_rate(begun, x.spool->size());
    auto ec = error_code{};
    auto const arrived = co_await read_more(ec);
    if (!arrived) { co_return 408; }
  }
  x.request.body = x.spool->take_memory();
  x.spool->close();
  x.request.body_file = x.spool->file();
  co_return 0;
}

Awaitable<Reply> Connection::answer(Exchange& x) {
  auto const& limits = core_.limits;
  auto const packs = x.asked.gzip && !x.asked.head;
  if (x.route == nullptr) {
    auto page = core_.fallback(x.request);
    co_return page ? *std::move(page) : problem(x.request.id, 404);
  }
  auto const& route = *x.route;
  if (route.cost == Cost::slow) {
    auto work = std::function<Reply()>{[&] {
      auto reply = guarded(core_, x.request, route.answer);
      if (packs) { pack(reply, limits); }
      return reply;
    }};
    co_return co_await on_worker(std::move(work), x.request.id);
  }
  auto reply = guarded(core_, x.request, route.answer);
  if (!packs || !wants_packing(reply, limits)) { co_return reply; }
  if (reply.body->size() <= limits.gzip_at_once) {
    pack(reply, limits);
    co_return reply;
  }
  auto work = std::function<Reply()>{[&] {
    auto copy = reply;
    pack(copy, limits);
    return copy;
  }};
  auto packed = co_await on_worker(std::move(work), x.request.id);
  co_return packed.status == 503 ? reply : packed;  // no worker free: as it is
}

// Runs on a worker while this thread serves others. What `work` refers to lives in the frames of
// the caller, which waits here; the pool is stopped before the loops go.
Awaitable<Reply> Connection::on_worker(std::function<Reply()> work, std::string const& id) {
  auto const timer =
      std::make_shared<asio::steady_timer>(loop_.context, asio::steady_timer::time_point::max());
  auto const box = std::make_shared<Reply>();
  auto& context = loop_.context;
  auto const taken = core_.pool.submit([work = std::move(work), box, timer, &context] {
    *box = work();
    asio::post(context, [timer] { timer->cancel(); });
  });
  if (!taken) {
    auto busy = problem(id, 503);
    busy.headers.emplace_back("Retry-After", "2");
    co_return busy;
  }
  auto ec = error_code{};
  co_await timer->async_wait(into(ec));
  co_return std::move(*box);
}

Awaitable<bool> Connection::send(Exchange& x, Reply reply) {
  x.asked.tls = core_.tls != nullptr;
  if (reply.events && x.asked.safe && !x.asked.head && reply.status == 200) {
    x.keep_alive = false;
    co_await send_events(x, reply);
    co_return false;
  }
  // A client between a stop and its next request should come anew.
  x.keep_alive = x.keep_alive && !core_.stopping;
  auto out = prepare(reply, x.asked, x.keep_alive);
  auto failed = error_code{};
  if (out.file >= 0) {
    failed = co_await send_file(out);
    ::close(out.file);
  } else {
    // Not inside the call: g++ 12 evaluates both sides of a conditional in a co_await.
    auto const body = out.body ? std::string_view{*out.body} : std::string_view{};
    failed = co_await send_slowly(out.head, body);
  }
  if (reply.remove_file && !reply.file.empty()) { ::unlink(reply.file.c_str()); }
  finished(x, out.status, out.size, reply.user);
  co_return !failed;
}

// In pieces, so that a deadline can tell a slow reader from a large body.
Awaitable<error_code> Connection::send_slowly(std::string_view head, std::string_view body) {
  auto const begun = Clock::now();
  auto sent = std::uint64_t{0};
  auto failed = error_code{};
  do {
    auto const piece = body.substr(0, kPiece);
    body.remove_prefix(piece.size());
    at_rate(begun, sent);
    failed = co_await stream_->write(head, piece);
    head = {};
    sent += piece.size();
  } while (!failed && !body.empty());
  deadline_ = Clock::time_point::max();
  co_return failed;
}

Awaitable<error_code> Connection::send_file(Outgoing& out) {
  auto const begun = Clock::now();
  auto piece = std::string(kPiece, '\0');
  auto head = std::string_view{out.head};
  auto failed = error_code{};
  for (auto sent = std::uint64_t{0}; !failed && sent < std::max<std::uint64_t>(out.size, 1);) {
    auto const want = std::min<std::uint64_t>(kPiece, out.size - sent);
    auto const n = ::pread(out.file, piece.data(), want, static_cast<off_t>(sent));
    // Shorter than it was: the length was promised, so the connection ends.
    if (n < 0 || (n == 0 && want > 0)) { co_return asio::error::eof; }
    at_rate(begun, sent);
    failed = co_await stream_->write(head, {piece.data(), static_cast<std::size_t>(n)});
    head = {};
    if (want == 0) { break; }
    sent += static_cast<std::uint64_t>(n);
  }
  deadline_ = Clock::time_point::max();
  co_return failed;
}

// Reading on for a moment after a refusal: closing with unread bytes would reset the connection,
// and the client would never see why.
Awaitable<void> Connection::linger() {
  timed_out_ = false;
  until(core_.limits.linger);
  co_await stream_->finish();
  auto ec = error_code{};
  // Into the inbox: a thousand clients refused together must not take a thousand new buffers.
  for (auto read = std::uint64_t{0}; !ec && read < core_.limits.linger_bytes;) {
    inbox_.use(inbox_.view().size());
    read += co_await stream_->read_some(inbox_.room(), ec);
  }
}

void Connection::finished(Exchange const& x, unsigned status, std::uint64_t bytes,
                          std::string const& user) {
  auto const seconds = std::chrono::duration<double>(Clock::now() - x.begun).count();
  core_.metrics.count(x.operation, status, seconds);
  core_.log.write({.event = "request",
                   .request = x.asked.id,
                   .peer = peer_,
                   .method = x.request.method,
                   .path = x.request.path,
                   .operation = x.operation,
                   .user = user,
                   .status = status,
                   .bytes = bytes,
                   .ms = seconds * 1000});
}

}  // namespace chengjie::server::http
