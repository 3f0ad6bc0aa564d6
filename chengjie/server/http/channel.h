// The events on their way to one SSE client. Pushed from any thread; the connection takes them.
#pragma once
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>

#include "chengjie/server/handler.h"

namespace chengjie::server::http {

class Channel : public Events {
 public:
  // `wake` is called, under the lock, when there is something new; it must only post.
  Channel(std::size_t events_max, std::size_t bytes_max, std::atomic<std::uint64_t>& lost,
          std::function<void()> wake)
      : events_max_(events_max), bytes_max_(bytes_max), lost_(lost), wake_(std::move(wake)) {}

  void push(std::string_view name, std::string_view json) override;
  void close() override;
  bool gone() const override;

  // For the connection: what waits, as it is sent; whether nothing more comes.
  std::string take();
  bool closed() const;
  void abandon();  // the client left; `wake` is not called again

 private:
  std::size_t events_max_, bytes_max_;
  std::atomic<std::uint64_t>& lost_;
  mutable std::mutex mutex_;
  std::function<void()> wake_;
  std::deque<std::string> waiting_;
  std::size_t bytes_{};
  bool closed_{}, gone_{};
};

// "event: NAME\ndata: LINE\n\n"; line ends inside the data begin a new data line.
std::string event_text(std::string_view name, std::string_view data);

}  // namespace chengjie::server::http
