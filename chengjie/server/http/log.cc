#include "chengjie/server/http/log.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <ctime>

namespace chengjie::server::http {
namespace {

constexpr auto kWaitingMax = std::size_t{4} << 20;
constexpr auto kGather = std::chrono::milliseconds{100};

// By hand: a line a request is the one place where the JSON library would be felt.
void quote(std::string& to, std::string_view text) {
  to += '"';
  for (auto const c : text) {
    if (c == '"' || c == '\\') {
      to += '\\';
      to += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned char>(c));
      to += escaped;
    } else {
      to += c;
    }
  }
  to += '"';
}

void put(std::string& to, std::string_view name, std::string_view value) {
  if (value.empty()) { return; }
  to.append(",\"").append(name).append("\":");
  quote(to, value);
}

std::string time_text(std::int64_t epoch_ms) {
  auto const seconds = static_cast<std::time_t>(epoch_ms / 1000);
  auto utc = std::tm{};
  gmtime_r(&seconds, &utc);
  char text[40];
  auto const n = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
  std::snprintf(text + n, sizeof text - n, ".%03dZ", static_cast<int>(epoch_ms % 1000));
  return text;
}

void write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    auto const n = ::write(descriptor, text.data(), text.size());
    if (n <= 0) { return; }  // nowhere left to say so
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

}  // namespace

std::string json_of(LogLine const& line, std::int64_t epoch_ms) {
  auto text = R"({"time":")" + time_text(epoch_ms) + '"';
  put(text, "event", line.event);
  put(text, "request", line.request);
  put(text, "peer", line.peer);
  put(text, "user", line.user);
  put(text, "method", line.method);
  put(text, "path", line.path);
  put(text, "operation", line.operation);
  put(text, "words", line.words);
  if (line.status != 0) {
    char numbers[80];
    std::snprintf(numbers, sizeof numbers, R"(,"status":%u,"bytes":%llu,"ms":%.3f)", line.status,
                  static_cast<unsigned long long>(line.bytes), line.ms);
    text += numbers;
  }
  return text + '}';
}

Log::Log(int descriptor) : descriptor_(descriptor) {
  if (descriptor_ >= 0) {
    thread_ = std::jthread{[this] { serve(); }};
  }
}

Log::~Log() {
  {
    auto const lock = std::lock_guard{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
}

void Log::write(LogLine const& line) {
  if (descriptor_ < 0) { return; }
  auto const now = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  auto const text = json_of(line, now.count());
  auto const lock = std::lock_guard{mutex_};
  if (waiting_.size() + text.size() > kWaitingMax) {
    ++lost_;
    return;
  }
  waiting_.append(text).append("\n");
}

void Log::serve() {
  auto lock = std::unique_lock{mutex_};
  while (true) {
    // Lines gather for a moment: under load a write serves hundreds of them.
    wake_.wait_for(lock, kGather, [this] { return stopping_; });
    auto const last = stopping_;
    auto text = std::string{};
    text.swap(waiting_);
    if (lost_ > 0) {
      text.append(R"({"event":"log","lost":)").append(std::to_string(lost_)).append("}\n");
      lost_ = 0;
    }
    lock.unlock();
    write_all(descriptor_, text);
    lock.lock();
    if (last) { return; }
  }
}

}  // namespace chengjie::server::http
