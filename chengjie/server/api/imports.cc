#include "chengjie/server/api/imports.h"

#include <algorithm>
#include <filesystem>

namespace chengjie::server::api {
namespace {

void remove_file(PendingImport const& import) {
  auto error = std::error_code{};
  std::filesystem::remove(import.path, error);
}

}  // namespace

Imports::~Imports() {
  for (auto const& [id, import] : pending_) { remove_file(import); }
}

Result<Done> Imports::add(PendingImport import) {
  auto const lock = std::lock_guard{mutex_};
  auto const own = std::count_if(pending_.begin(), pending_.end(),
                                 [&](auto const& one) { return one.second.owner == import.owner; });
  if (static_cast<std::size_t>(own) >= kPerOwner || pending_.size() >= kAll) {
    remove_file(import);
    return Error{Code::limit, "等待确认的表太多", {}, "先确认或放弃之前上传的表"};
  }
  auto const id = import.id;
  pending_.emplace(id, std::move(import));
  return kDone;
}

std::optional<PendingImport> Imports::find(std::string const& id, std::string const& owner) {
  auto const lock = std::lock_guard{mutex_};
  auto const at = pending_.find(id);
  return at == pending_.end() || at->second.owner != owner ? std::nullopt
                                                           : std::optional{at->second};
}

void Imports::found(std::string const& id, Body preview, Body rejected) {
  auto const lock = std::lock_guard{mutex_};
  auto const at = pending_.find(id);
  if (at == pending_.end()) { return; }
  at->second.preview = std::move(preview);
  at->second.rejected = std::move(rejected);
}

bool Imports::correct(std::string const& id, std::string const& owner, std::string sheet,
                      std::vector<std::pair<std::string, std::string>> map) {
  auto const lock = std::lock_guard{mutex_};
  auto const at = pending_.find(id);
  if (at == pending_.end() || at->second.owner != owner) { return false; }
  at->second.sheet = std::move(sheet);
  at->second.map = std::move(map);
  at->second.preview = nullptr;
  return true;
}

bool Imports::drop(std::string const& id, std::string const& owner) {
  auto const lock = std::lock_guard{mutex_};
  auto const at = pending_.find(id);
  if (at == pending_.end() || at->second.owner != owner) { return false; }
  remove_file(at->second);
  pending_.erase(at);
  return true;
}

void Imports::forget_old(std::int64_t now_ms) {
  auto const lock = std::lock_guard{mutex_};
  std::erase_if(pending_, [&](auto const& one) {
    auto const old = now_ms - one.second.made_ms > kKeptMs;
    if (old) { remove_file(one.second); }
    return old;
  });
}

}  // namespace chengjie::server::api
