#include "chengjie/server/api/house.h"

#include <algorithm>
#include <chrono>
#include <ctime>

namespace chengjie::server::api {
namespace {

constexpr auto kListenersMax = std::size_t{2'000};

std::string local_time(std::int64_t ms, char const* format) {
  auto const seconds = static_cast<std::time_t>(ms / 1000);
  auto local = std::tm{};
  localtime_r(&seconds, &local);
  char text[32];
  return {text, std::strftime(text, sizeof text, format, &local)};
}

std::string version_json(std::int64_t version) {
  return "{\"version\":" + std::to_string(version) + "}";
}

}  // namespace

bool Listeners::add(std::shared_ptr<Events> channel, std::int64_t version) {
  auto const lock = std::lock_guard{mutex_};
  events_.remove_if([](auto const& one) { return one->gone(); });
  if (closed_ || events_.size() >= kListenersMax) { return false; }
  channel->push("ledger", version_json(version));
  events_.push_back(std::move(channel));
  return true;
}

void Listeners::tell(std::int64_t version) {
  auto const lock = std::lock_guard{mutex_};
  events_.remove_if([](auto const& one) { return one->gone(); });
  for (auto const& one : events_) { one->push("ledger", version_json(version)); }
}

void Listeners::close() {
  auto const lock = std::lock_guard{mutex_};
  closed_ = true;
  for (auto const& one : events_) { one->close(); }
  events_.clear();
}

Streams::StreamPtr Streams::reserve(std::string account, std::string session) {
  auto const lock = std::lock_guard{mutex_};
  forget_gone();
  auto const own = std::ranges::count(streams_, account,
                                      [](StreamPtr const& s) -> auto const& { return s->account; });
  if (static_cast<std::size_t>(own) >= kPerAccount) { return nullptr; }
  streams_.push_back(
      std::make_shared<Stream>(Stream{std::move(account), std::move(session), {}, false}));
  return streams_.back();
}

bool Streams::open(StreamPtr const& stream, std::shared_ptr<Events> channel) {
  auto const lock = std::lock_guard{mutex_};
  if (stream->closed) { return false; }
  stream->channel = std::move(channel);
  return true;
}

void Streams::check(std::function<bool(std::string const&)> const& alive) {
  auto open = std::vector<StreamPtr>{};
  {
    auto const lock = std::lock_guard{mutex_};
    forget_gone();
    open = streams_;
  }
  // Sessions may be asked of the ledger: not under the lock.
  std::erase_if(open, [&](StreamPtr const& stream) { return alive(stream->session); });
  auto const lock = std::lock_guard{mutex_};
  for (auto const& stream : open) {
    stream->closed = true;
    if (stream->channel) { stream->channel->close(); }
  }
  std::erase_if(streams_, [](StreamPtr const& stream) { return stream->closed; });
}

void Streams::forget_gone() {
  std::erase_if(streams_, [](StreamPtr const& stream) {
    return stream->channel ? stream->channel->gone() : stream.use_count() == 1;
  });
}

std::int64_t House::now_ms() const {
  if (options.now_ms) { return options.now_ms(); }
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string House::now() const { return local_time(now_ms(), "%Y-%m-%dT%H:%M:%S"); }

std::string House::today() const {
  return options.today.empty() ? local_time(now_ms(), "%Y-%m-%d") : options.today;
}

store::Stamp House::stamp(access::Caller const& caller, std::string from) const {
  return {caller.name, now(), std::move(from)};
}

}  // namespace chengjie::server::api
