#include "chengjie/server/api/cache.h"

#include "chengjie/base/hash.h"
#include "chengjie/server/http/gzip.h"

namespace chengjie::server::api {
namespace {

constexpr auto kGzipFrom = std::size_t{1024};
constexpr auto kEntryBytes = std::size_t{512};  // of an entry beside its bodies, about

// Whoever makes an answer tells the others when it is there, or when it failed.
class Making {
 public:
  Making(std::mutex& mutex, std::condition_variable& made, std::set<std::string>& making,
         std::string const& key)
      : mutex_(mutex), made_(made), making_(making), key_(key) {}
  Making(Making const&) = delete;
  Making& operator=(Making const&) = delete;
  ~Making() {
    {
      auto const lock = std::lock_guard{mutex_};
      making_.erase(key_);
    }
    made_.notify_all();
  }

 private:
  std::mutex& mutex_;
  std::condition_variable& made_;
  std::set<std::string>& making_;
  std::string const& key_;
};

}  // namespace

Outcome Cache::get(std::string const& key, std::function<Outcome()> const& make) {
  {
    auto lock = std::unique_lock{mutex_};
    for (;;) {
      if (auto const at = by_key_.find(key); at != by_key_.end()) {
        kept_.splice(kept_.begin(), kept_, at->second);
        return at->second->reply;
      }
      if (making_.insert(key).second) { break; }
      made_.wait(lock);
    }
  }
  auto const making = Making{mutex_, made_, making_, key};
  auto outcome = make();
  if (auto* reply = std::get_if<Reply>(&outcome); reply != nullptr && reply->status == 200) {
    reply->etag = "\"" + sha256_hex(key).substr(0, 32) + "\"";
    if (reply->body && reply->body->size() >= kGzipFrom) {
      auto small = http::gzip(*reply->body);
      if (!small.empty()) { reply->gzip = std::make_shared<std::string const>(std::move(small)); }
    }
    put(key, *reply);
  }
  return outcome;
}

std::size_t Cache::bytes() const {
  auto const lock = std::lock_guard{mutex_};
  return bytes_;
}

void Cache::put(std::string const& key, Reply const& reply) {
  auto const bytes = kEntryBytes + key.size() + (reply.body ? reply.body->size() : 0) +
                     (reply.gzip ? reply.gzip->size() : 0);
  // One that would push out a quarter of all others is not worth it.
  if (bytes > bytes_max_ / 4) { return; }
  auto const lock = std::lock_guard{mutex_};
  kept_.push_front({key, reply, bytes});
  by_key_[key] = kept_.begin();
  bytes_ += bytes;
  while (bytes_ > bytes_max_) { forget(std::prev(kept_.end())); }
}

void Cache::forget(std::list<Kept>::iterator at) {
  bytes_ -= at->bytes;
  by_key_.erase(at->key);
  kept_.erase(at);
}

}  // namespace chengjie::server::api
