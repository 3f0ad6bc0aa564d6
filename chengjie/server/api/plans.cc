#include "chengjie/server/api/plans.h"

#include <algorithm>

namespace chengjie::server::api {

answer::KeptPlan Plans::get(std::string const& key) {
  auto const lock = std::scoped_lock{mutex_};
  auto const found =
      std::find_if(rows_.begin(), rows_.end(), [&](Row const& row) { return row.key == key; });
  if (found == rows_.end()) { return {}; }
  rows_.splice(rows_.begin(), rows_, found);
  return found->plan;
}

void Plans::put(std::string key, SnapshotPtr shown, answer::KeptPlan plan) {
  auto const lock = std::scoped_lock{mutex_};
  std::erase_if(rows_, [&](Row const& row) { return row.key == key; });
  rows_.push_front({std::move(key), std::move(shown), std::move(plan)});
  if (rows_.size() > kMost) { rows_.pop_back(); }
}

}  // namespace chengjie::server::api
