// Plans of where to put it that were solved, so that a what-if begins where the last one did.
#pragma once
#include <list>
#include <mutex>
#include <string>

#include "chengjie/answer/where/where.h"
#include "chengjie/server/api/ledger.h"

namespace chengjie::server::api {

class Plans {
 public:
  static constexpr std::size_t kMost = 8;

  // What was kept under the key (ledger's version, view, region, day); empty when nothing was.
  answer::KeptPlan get(std::string const& key);
  // `shown` is kept beside it: the plan's records stand in its book.
  void put(std::string key, SnapshotPtr shown, answer::KeptPlan plan);

 private:
  struct Row {
    std::string key;
    SnapshotPtr shown;
    answer::KeptPlan plan;
  };
  std::mutex mutex_;
  std::list<Row> rows_;  // the last used first
};

}  // namespace chengjie::server::api
