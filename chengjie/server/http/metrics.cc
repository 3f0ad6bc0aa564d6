#include "chengjie/server/http/metrics.h"

#include <algorithm>
#include <cstdio>

namespace chengjie::server::http {
namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.10g", value);
  return text;
}

void describe(std::string& to, std::string const& name, std::string const& help,
              std::string const& type) {
  to += "# HELP chengjie_" + name + ' ' + help + "\n# TYPE chengjie_" + name + ' ' + type + '\n';
}

void put(std::string& to, Gauge const& gauge, std::string const& type) {
  describe(to, gauge.name, gauge.help, type);
  to += "chengjie_" + gauge.name + ' ' + number(gauge.read()) + '\n';
}

}  // namespace

void Metrics::count(std::string const& operation, unsigned status, double seconds) {
  auto const lock = std::lock_guard{mutex_};
  ++requests_[{operation, status}];
  auto& times = times_[operation];
  auto const at = std::lower_bound(kBounds.begin(), kBounds.end(), seconds) - kBounds.begin();
  if (static_cast<std::size_t>(at) < kBounds.size()) {
    ++times.below[static_cast<std::size_t>(at)];
  }
  ++times.count;
  times.sum += seconds;
}

std::string Metrics::text(std::vector<Gauge> const& gauges) const {
  auto text = std::string{};
  auto const read = [](auto const& atomic) {
    return [&atomic] { return static_cast<double>(atomic.load()); };
  };
  put(text, {"connections", "Open connections.", read(connections)}, "gauge");
  put(text, {"event_streams", "Open event streams.", read(streams)}, "gauge");
  put(text, {"requests_in_flight", "Requests being answered.", read(in_flight)}, "gauge");
  put(text, {"connections_accepted_total", "Connections accepted.", read(accepted)}, "counter");
  put(text, {"connections_refused_total", "Connections over a cap.", read(refused)}, "counter");
  put(text, {"deadlines_missed_total", "Clients too slow.", read(timed_out)}, "counter");
  put(text, {"events_lost_total", "Events slow clients missed.", read(events_lost)}, "counter");
  for (auto const& gauge : gauges) { put(text, gauge, "gauge"); }

  auto const lock = std::lock_guard{mutex_};
  describe(text, "requests_total", "Requests by operation and status.", "counter");
  for (auto const& [key, n] : requests_) {
    text += "chengjie_requests_total{operation=\"" + key.first + "\",status=\"" +
            std::to_string(key.second) + "\"} " + std::to_string(n) + '\n';
  }
  describe(text, "request_seconds", "From the last byte of a header to the last of the reply.",
           "histogram");
  for (auto const& [operation, times] : times_) {
    auto const name = "{operation=\"" + operation + '"';
    auto sum = std::uint64_t{0};
    for (auto i = std::size_t{0}; i != kBounds.size(); ++i) {
      sum += times.below[i];
      text += "chengjie_request_seconds_bucket" + name + ",le=\"" + number(kBounds[i]) + "\"} " +
              std::to_string(sum) + '\n';
    }
    text += "chengjie_request_seconds_bucket" + name + ",le=\"+Inf\"} " +
            std::to_string(times.count) + '\n';
    text += "chengjie_request_seconds_sum" + name + "} " + number(times.sum) + '\n';
    text += "chengjie_request_seconds_count" + name + "} " + std::to_string(times.count) + '\n';
  }
  return text;
}

}  // namespace chengjie::server::http
