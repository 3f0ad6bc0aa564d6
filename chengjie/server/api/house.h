// What all endpoints share; one for a server.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "chengjie/server/api/api.h"
#include "chengjie/server/api/cache.h"
#include "chengjie/server/api/imports.h"
#include "chengjie/server/api/ledger.h"
#include "chengjie/server/api/plans.h"
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

// The open streams of events, each with the session that it was opened under.
class Streams {
 public:
  static constexpr std::size_t kPerAccount = 8;

  struct Stream {
    std::string account, session;       // the session's hash
    std::shared_ptr<Events> channel{};  // nothing until the reply is under way
    bool closed{};
  };
  using StreamPtr = std::shared_ptr<Stream>;

  // A place for one more; it goes with the last who holds it, or when the client of its channel
  // leaves. Nothing: the account has as many as it may.
  StreamPtr reserve(std::string account, std::string session);
  // False: its session is over since.
  bool open(StreamPtr const&, std::shared_ptr<Events>);
  // Closes those whose session `alive` denies.
  void check(std::function<bool(std::string const& session)> const& alive);

 private:
  void forget_gone();

  std::mutex mutex_;
  std::vector<StreamPtr> streams_;
};

struct House {
  Options options;
  std::unique_ptr<Ledger> ledger;
  std::unique_ptr<store::Accounts> accounts;
  std::unique_ptr<Sessions> sessions;
  Cache cache{std::size_t{96} << 20};
  Plans plans;
  Shown shown;
  Imports imports;
  Searching searching;
  Listeners listeners;
  Streams streams;
  Jobs jobs;
  std::atomic<bool> stopped{};

  std::int64_t now_ms() const;
  std::string now() const;    // ISO time, for stamps
  std::string today() const;  // ISO
  store::Stamp stamp(access::Caller const&, std::string from) const;
};

}  // namespace chengjie::server::api
