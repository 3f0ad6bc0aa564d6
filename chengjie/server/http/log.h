// The server's log: one JSON object a line. Written by a thread of its own; a full disk or a
// stuck terminal never holds a request, it loses lines and says how many.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace chengjie::server::http {

struct LogLine {
  std::string_view event{};  // "request", "started", "failed"
  std::string_view request{}, peer{}, method{}, path{}, operation{}, user{}, words{};
  unsigned status{};
  std::uint64_t bytes{};
  double ms{};
};
// Without a query: it may hold secrets and names.
std::string json_of(LogLine const&, std::int64_t epoch_ms);

class Log {
 public:
  explicit Log(int descriptor);  // -1: nowhere
  ~Log();
  void write(LogLine const&);

 private:
  void serve();
  int descriptor_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::string waiting_;
  std::uint64_t lost_{};
  bool stopping_{};
  std::jthread thread_;
};

}  // namespace chengjie::server::http
