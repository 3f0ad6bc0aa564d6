// A connection that has become an event stream.
#include "chengjie/server/http/exchange.h"
#include "chengjie/server/problem.h"

namespace chengjie::server::http {

Awaitable<void> Connection::send_events(Exchange& x, Reply const& reply) {
  auto const head = events_head(reply, x.asked);
  auto failed = co_await send_slowly(head, {});
  auto bytes = std::uint64_t{0};
  timer_ = std::make_shared<asio::steady_timer>(loop_.context);
  channel_ = std::make_shared<Channel>(core_.limits.events, core_.limits.event_bytes,
                                       core_.metrics.events_lost,
                                       [timer = std::weak_ptr{timer_}, &context = loop_.context] {
                                         asio::post(context, [timer] {
                                           if (auto const alive = timer.lock()) { alive->cancel(); }
                                         });
                                       });
  ++core_.metrics.streams;
  reply.events(channel_);
  asio::co_spawn(loop_.context, watch(shared_from_this()), asio::detached);
  while (!failed && !left_) {
    // Asked before taking: what is pushed in between is sent, or the next round finds it closed.
    auto const last = channel_->closed();
    auto const text = channel_->take();
    if (!text.empty()) {
      failed = co_await send_slowly(text, {});
      bytes += text.size();
      continue;
    }
    if (last || core_.stopping) { break; }
    auto woken = error_code{};
    timer_->expires_after(core_.limits.heartbeat);
    co_await timer_->async_wait(into(woken));
    if (!woken) { failed = co_await send_slowly(":\n\n", {}); }
  }
  channel_->abandon();
  --core_.metrics.streams;
  until(core_.limits.linger);  // TLS waits for the client's farewell
  co_await stream_->finish();
  finished(x, 200, bytes, reply.user);
}

// Nothing more is expected from the client; its end is what we want to know of.
Awaitable<void> Connection::watch(std::shared_ptr<Connection> self) {
  auto room = std::string(1024, '\0');
  auto ec = error_code{};
  for (auto read = std::size_t{0}; !ec && read < kPiece;) {
    read += co_await self->stream_->read_some(room, ec);
  }
  self->left_ = true;
  self->channel_->abandon();
  self->timer_->cancel();
}

}  // namespace chengjie::server::http
