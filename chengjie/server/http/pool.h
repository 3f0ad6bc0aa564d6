// Threads for slow requests, behind a queue with an end.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace chengjie::server::http {

class Pool {
 public:
  Pool(std::size_t threads, std::size_t waiting_max);
  ~Pool() { stop(); }
  // False: the queue is full, or the pool stops.
  bool submit(std::function<void()>);
  std::size_t waiting() const;
  // What runs is finished, what waits is dropped.
  void stop();

 private:
  void serve();
  std::size_t waiting_max_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_{};
  std::vector<std::jthread> threads_;
};

}  // namespace chengjie::server::http
