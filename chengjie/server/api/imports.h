// Tables that were sent and wait for a decision: the file on disk, what a look at it found. They go
// when decided, dropped, or old.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/server/handler.h"

namespace chengjie::server::api {

struct PendingImport {
  std::string id, owner;
  std::string kind, name, sheet;
  std::vector<std::pair<std::string, std::string>> map;  // header -> column, as corrected
  std::string path;                                      // the file as sent
  Body preview;                                          // JSON; null until the first look is over
  Body rejected;                                         // CSV
  std::int64_t made_ms{};
};

class Imports {
 public:
  static constexpr std::size_t kPerOwner = 8;
  static constexpr std::size_t kAll = 64;
  static constexpr std::int64_t kKeptMs = 2LL * 3600 * 1000;

  Imports() = default;
  Imports(Imports const&) = delete;
  Imports& operator=(Imports const&) = delete;
  ~Imports();  // removes the files

  // Takes the file over. limit: the owner, or all together, have too many.
  Result<Done> add(PendingImport);
  // Nothing when it is not there or another's.
  std::optional<PendingImport> find(std::string const& id, std::string const& owner);
  void found(std::string const& id, Body preview, Body rejected);
  bool correct(std::string const& id, std::string const& owner, std::string sheet,
               std::vector<std::pair<std::string, std::string>> map);
  bool drop(std::string const& id, std::string const& owner);
  void forget_old(std::int64_t now_ms);

 private:
  std::mutex mutex_;
  std::map<std::string, PendingImport> pending_;
};

}  // namespace chengjie::server::api
