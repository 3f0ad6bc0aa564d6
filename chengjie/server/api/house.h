// What all endpoints share; one for a server.
#pragma once
#include <atomic>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "chengjie/server/api/api.h"
#include "chengjie/server/api/cache.h"
#include "chengjie/server/api/imports.h"
#include "chengjie/server/api/ledger.h"
#include "chengjie/server/api/searching.h"
#include "chengjie/server/api/sessions.h"
#include "chengjie/server/api/shown.h"

namespace chengjie::server::api {

// The clients that want to know when the ledger moves.
class Listeners {
 public:
  bool add(std::shared_ptr<Events>, std::int64_t version);  // false: too many
  void tell(std::int64_t version);
  void close();

 private:
  std::mutex mutex_;
  std::list<std::shared_ptr<Events>> events_;
  bool closed_{};
};

struct House {
  Options options;
  std::unique_ptr<Ledger> ledger;
  std::unique_ptr<store::Accounts> accounts;
  std::unique_ptr<Sessions> sessions;
  Cache cache{std::size_t{96} << 20};
  Shown shown;
  Imports imports;
  Searching searching;
  Listeners listeners;
  Jobs jobs;
  std::atomic<bool> stopped{};

  std::int64_t now_ms() const;
  std::string now() const;    // ISO time, for stamps
  std::string today() const;  // ISO
  store::Stamp stamp(access::Caller const&, std::string from) const;
};

}  // namespace chengjie::server::api
