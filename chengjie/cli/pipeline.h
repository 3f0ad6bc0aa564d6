// Work done on several threads and taken in the order it was put, with a bound on how much of it
// is under way: a folder of 100,000 documents costs the memory of a few.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace chengjie::cli {

// `make` runs on many threads at once and must not throw; `take` runs on one thread of its own, so
// that what is done comes out though nothing more is put in.
template <class Job, class Made>
class Pipeline {
 public:
  Pipeline(std::size_t threads, std::function<Made(Job const&)> make,
           std::function<void(Job const&, Made&&)> take)
      : make_(std::move(make)), take_(std::move(take)), under_way_max_(4 * threads) {
    for (auto i = std::size_t{0}; i != threads; ++i) {
      workers_.emplace_back([this] { work(); });
    }
    taker_ = std::thread{[this] { hand_out(); }};
  }
  ~Pipeline() { finish(); }
  Pipeline(Pipeline const&) = delete;
  Pipeline& operator=(Pipeline const&) = delete;

  // Waits while too much is under way.
  void put(Job job) {
    auto lock = std::unique_lock{mutex_};
    room_.wait(lock, [this] { return slots_.size() < under_way_max_; });
    auto slot = std::make_shared<Slot>(std::move(job), std::optional<Made>{});
    slots_.push_back(slot);
    waiting_.push_back(std::move(slot));
    work_.notify_one();
  }

  // Returns when all that was put has been taken.
  void finish() {
    {
      auto const lock = std::lock_guard{mutex_};
      ended_ = true;
    }
    work_.notify_all();
    done_.notify_all();
    for (auto& worker : workers_) { worker.join(); }
    workers_.clear();
    if (taker_.joinable()) { taker_.join(); }
  }

 private:
  using Slot = std::pair<Job, std::optional<Made>>;

  void work() {
    for (;;) {
      auto lock = std::unique_lock{mutex_};
      work_.wait(lock, [this] { return ended_ || !waiting_.empty(); });
      if (waiting_.empty()) { return; }
      auto const slot = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      auto made = make_(slot->first);
      lock.lock();
      slot->second = std::move(made);
      done_.notify_one();
    }
  }

  void hand_out() {
    for (;;) {
      auto lock = std::unique_lock{mutex_};
      done_.wait(lock,
                 [this] { return slots_.empty() ? ended_ : slots_.front()->second.has_value(); });
      if (slots_.empty()) { return; }
      auto const slot = std::move(slots_.front());
      lock.unlock();
      take_(slot->first, std::move(*slot->second));
      lock.lock();
      // Only now is its memory free.
      slots_.pop_front();
      room_.notify_one();
    }
  }

  std::function<Made(Job const&)> make_;
  std::function<void(Job const&, Made&&)> take_;
  std::size_t under_way_max_;
  std::mutex mutex_;
  std::condition_variable room_, work_, done_;
  std::deque<std::shared_ptr<Slot>> slots_, waiting_;  // all in order; those nobody has begun
  bool ended_{};
  std::vector<std::thread> workers_;
  std::thread taker_;
};

}  // namespace chengjie::cli
