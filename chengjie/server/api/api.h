// The requests' half of the server: all routes under /api/v1, over one ledger.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/server/handler.h"
#include "chengjie/server/jobs.h"

namespace chengjie::server::api {

struct Options {
  std::string ledger;  // path of an existing ledger
  std::string region;  // default of requests; "" the home region
  std::string today;   // ISO; "" the clock's day at each request
  std::string spool;   // an existing folder for tables that wait for a decision; "" the system's
  bool demo{};         // open the demonstration account, if the ledger is marked as an example
  bool loopback{};     // only this machine can reach the server
  bool tls{};          // cookies are marked Secure
  bool watch = true;   // look for other processes' writes (off: tests do it by hand)
  std::function<std::int64_t()> now_ms;  // milliseconds since the epoch; empty: the clock
};

class Api {
 public:
  virtual ~Api() = default;  // stops
  virtual std::vector<Route> routes() = 0;
  // Set when this start has made the first administrator: one line for stderr, nowhere else.
  virtual std::optional<std::string> first_password() const = 0;
  // The demonstration account can be opened.
  virtual bool demo() const = 0;
  virtual Jobs& jobs() = 0;
  // Ends jobs, event streams and the watching thread; routes answer 503 from then on.
  virtual void stop() = 0;
  // Looks now for what others have written, as the watching thread does twice a second.
  virtual void look() = 0;
};

// Loads the ledger; makes the first administrator when there is no account.
Result<std::unique_ptr<Api>> open(Options);

}  // namespace chengjie::server::api
