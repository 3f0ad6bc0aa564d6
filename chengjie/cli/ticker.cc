#include "chengjie/cli/ticker.h"

#include "chengjie/cli/progress.h"

namespace chengjie::cli {

Ticker::Ticker(bool terminal, std::string what) : what_(std::move(what)) {
  if (terminal) {
    thread_ = std::thread{[this] { run(); }};
  }
}

void Ticker::stop() {
  {
    auto const lock = std::lock_guard{mutex_};
    done_ = true;
  }
  ended_.notify_all();
  if (thread_.joinable()) { thread_.join(); }
}

void Ticker::run() {
  using namespace std::chrono_literals;
  auto progress = Progress{true};
  auto lock = std::unique_lock{mutex_};
  while (!ended_.wait_for(lock, 200ms, [&] { return done_; })) {
    auto const rows = rows_.load(std::memory_order_relaxed);
    progress.tell(what_ + (rows == 0 ? " …" : "：" + std::to_string(rows) + " 行"));
  }
}

}  // namespace chengjie::cli
