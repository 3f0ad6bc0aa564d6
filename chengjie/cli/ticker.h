// Progress of one long step, told by a thread of its own: on a terminal, after two seconds.
#pragma once
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace chengjie::cli {

class Ticker {
 public:
  Ticker(bool terminal, std::string what);
  ~Ticker() { stop(); }
  Ticker(Ticker const&) = delete;
  Ticker& operator=(Ticker const&) = delete;

  void count(std::size_t rows) { rows_.store(rows, std::memory_order_relaxed); }
  void stop();  // and takes its line away

 private:
  void run();
  std::string what_;
  std::atomic<std::size_t> rows_{};
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_{};
  std::thread thread_;
};

}  // namespace chengjie::cli
