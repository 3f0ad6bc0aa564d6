// What all connections of a server share.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "chengjie/server/http/asio.h"
#include "chengjie/server/http/limits.h"
#include "chengjie/server/http/log.h"
#include "chengjie/server/http/metrics.h"
#include "chengjie/server/http/pool.h"
#include "chengjie/server/http/router.h"
#include "chengjie/server/http/spool.h"
#include "chengjie/server/http/stream.h"

namespace chengjie::server::http {

class Connection;

// One thread with its connections; they never leave it, so nothing of theirs needs a lock.
struct Loop {
  std::unordered_set<Connection*> connections;  // before the context: its coroutines leave here
  asio::io_context context{1};
};

struct Core {
  Core(Limits const& l, std::vector<Route> routes, int log_descriptor)
      : limits(l), router(std::move(routes)), log(log_descriptor), pool(l.workers, l.waiting) {
    spool.bytes_max = l.spooled_bytes;
  }

  Limits const limits;
  Router const router;
  std::function<std::optional<Reply>(Request const&)> fallback;
  std::vector<std::string> hosts;  // in small letters; empty: any
  std::shared_ptr<Tls> tls;
  SpoolRoom spool;
  Metrics metrics;
  Log log;
  std::atomic<bool> stopping{};
  std::mutex peers_mutex;
  std::map<std::string, std::size_t> peers;  // open connections by address
  Pool pool;                                 // last: its workers use what stands above
};

}  // namespace chengjie::server::http
