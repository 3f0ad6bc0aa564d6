// Counts of the server in the text format of Prometheus.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace chengjie::server::http {

struct Gauge {
  std::string name, help;
  std::function<double()> read;
};

class Metrics {
 public:
  void count(std::string const& operation, unsigned status, double seconds);
  // Of the whole server, in the format's order; gauges are read now.
  std::string text(std::vector<Gauge> const&) const;

  std::atomic<std::int64_t> connections{}, streams{}, in_flight{};
  std::atomic<std::uint64_t> accepted{}, refused{}, timed_out{}, events_lost{};

 private:
  static constexpr auto kBounds = std::to_array<double>(
      {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30});
  struct Times {
    std::array<std::uint64_t, kBounds.size()> below{};  // not cumulative
    std::uint64_t count{};
    double sum{};
  };
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, unsigned>, std::uint64_t> requests_;
  std::map<std::string, Times> times_;
};

}  // namespace chengjie::server::http
