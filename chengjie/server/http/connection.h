// One client: requests in order, each under its deadlines, until one side has had enough.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "chengjie/server/http/channel.h"
#include "chengjie/server/http/core.h"
#include "chengjie/server/http/inbox.h"
#include "chengjie/server/http/outgoing.h"
#include "chengjie/server/http/parse.h"

namespace chengjie::server::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  // Counted already, in the metrics and among its peer's; the end of it counts back.
  Connection(Core&, Loop&, std::unique_ptr<Stream>, std::string peer);
  ~Connection();
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  static Awaitable<void> run(std::shared_ptr<Connection>);

  // Called on the loop's thread. `look` stops what has missed its deadline.
  void look(Clock::time_point now);
  void ask_to_stop();  // at once when idle, after the present request otherwise
  void close();

 private:
  struct Exchange;

  Awaitable<bool> exchange();
  Awaitable<Got> read_head(Parser&);
  Awaitable<unsigned> read_body(Parser&, Exchange&);
  Awaitable<bool> read_more(error_code&);
  Awaitable<Reply> answer(Exchange&);
  Awaitable<Reply> on_worker(std::function<Reply()>, std::string const& id);
  Awaitable<bool> send(Exchange&, Reply);
  Awaitable<error_code> send_file(Outgoing&);
  Awaitable<error_code> send_slowly(std::string_view head, std::string_view body);
  Awaitable<void> send_events(Exchange&, Reply const&);
  static Awaitable<void> watch(std::shared_ptr<Connection>);
  Awaitable<void> linger();

  // 0, or the status to refuse with before a body is read.
  unsigned understand(Exchange&, Parser&) const;
  unsigned choose_route(Exchange&) const;
  bool host_allowed(Request const&, std::string const& authority) const;
  void finished(Exchange const&, unsigned status, std::uint64_t bytes, std::string const& user);
  void until(Limits::ms);
  void at_rate(Clock::time_point begun, std::uint64_t bytes);

  Core& core_;
  Loop& loop_;
  std::unique_ptr<Stream> stream_;
  std::string peer_;
  Inbox inbox_;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool timed_out_{};
  bool idle_{};  // between requests
  bool left_{};  // the SSE client closed
  std::shared_ptr<Channel> channel_;
  std::shared_ptr<asio::steady_timer> timer_;  // of the event stream
};

}  // namespace chengjie::server::http
