// Answers that were computed, by what they depend on: the ledger's version, the parameters, the
// view. One computation at a time for one key; the others wait for it.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <variant>

#include "chengjie/server/api/ask.h"
#include "chengjie/server/handler.h"

namespace chengjie::server::api {

class Cache {
 public:
  explicit Cache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // What `make` gives goes under the key, with its compressed form and an ETag of the key. Problems
  // are not kept.
  Outcome get(std::string const& key, std::function<Outcome()> const& make);
  std::size_t bytes() const;

 private:
  struct Kept {
    std::string key;
    Reply reply;
    std::size_t bytes{};
  };
  void put(std::string const& key, Reply const& reply);
  void forget(std::list<Kept>::iterator);

  std::size_t bytes_max_;
  mutable std::mutex mutex_;
  std::condition_variable made_;
  std::set<std::string> making_;
  std::list<Kept> kept_;  // the last used first
  std::map<std::string, std::list<Kept>::iterator> by_key_;
  std::size_t bytes_{};
};

}  // namespace chengjie::server::api
