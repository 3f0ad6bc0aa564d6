#include "chengjie/server/http/pool.h"

namespace chengjie::server::http {

Pool::Pool(std::size_t threads, std::size_t waiting_max) : waiting_max_(waiting_max) {
  for (auto i = std::size_t{0}; i != threads; ++i) {
    threads_.emplace_back([this] { serve(); });
  }
}

bool Pool::submit(std::function<void()> work) {
  {
    auto const lock = std::lock_guard{mutex_};
    if (stopping_ || queue_.size() >= waiting_max_) { return false; }
    queue_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

std::size_t Pool::waiting() const {
  auto const lock = std::lock_guard{mutex_};
  return queue_.size();
}

void Pool::serve() {
  auto lock = std::unique_lock{mutex_};
  while (true) {
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) { return; }
    auto work = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    work();
    work = nullptr;  // what it holds goes before the lock is taken
    lock.lock();
  }
}

void Pool::stop() {
  auto dropped = std::deque<std::function<void()>>{};
  {
    auto const lock = std::lock_guard{mutex_};
    stopping_ = true;
    dropped.swap(queue_);
  }
  wake_.notify_all();
  threads_.clear();
}

}  // namespace chengjie::server::http
