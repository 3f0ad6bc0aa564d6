// The index of the documents' text, kept in step with the ledger.
#pragma once
#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "chengjie/server/api/ledger.h"
#include "chengjie/store/search.h"

namespace chengjie::server::api {

class Searching {
 public:
  // Puts in what the ledger has gained, a portion at a time; called by the thread that watches.
  Result<Done> follow(Ledger&, Snapshot const&);
  // In step with the snapshot first: what is kept is found.
  Result<store::SearchIndex::Hits> find(Ledger&, Snapshot const&,
                                        std::vector<std::string> const& words, std::int64_t offset,
                                        std::int64_t limit);
  void stop() { stopping_ = true; }

 private:
  Result<Done> in_step(Ledger&, Snapshot const&);

  std::mutex mutex_;
  std::unique_ptr<store::SearchIndex> index_;
  std::int64_t version_ = -1;
  std::atomic<bool> stopping_{};
};

}  // namespace chengjie::server::api
