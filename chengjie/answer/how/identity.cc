#include "chengjie/answer/how/identity.h"

#include <algorithm>

namespace chengjie::answer {
namespace {

constexpr auto kKeptMax = std::size_t{20'000};  // rows in memory; more go in as they are

bool is_code(std::string_view part) {
  return part.size() == 18 && std::all_of(part.begin(), part.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
         });
}

bool is_period(std::string_view part) {
  return part.size() >= 4 &&
         std::all_of(part.begin(), part.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Identity::Parts Identity::parts_of(std::string_view key) {
  auto parts = Parts{};
  auto const next = [&] {
    auto const end = std::min(key.find('/'), key.size());
    auto part = std::string{key.substr(0, end)};
    key.remove_prefix(std::min(end + 1, key.size()));
    return part;
  };
  auto part = next();
  if (is_code(part)) {
    parts.code = std::move(part);
    part = next();
  }
  // A firm whose row has a code and no name: what follows is the period.
  auto const nameless = key.empty() && !parts.code.empty() && is_period(part);
  (nameless ? parts.period : parts.name) = std::move(part);
  if (!key.empty()) { parts.period = key; }
  return parts;
}

std::string Identity::key_of(Parts const& parts) {
  auto key = parts.code;
  for (auto const* part : {&parts.name, &parts.period}) {
    if (!part->empty()) { key += (key.empty() ? "" : "/") + *part; }
  }
  return key;
}

Result<Identity> Identity::of(store::Store& store, std::string_view kind) {
  auto const keys = store.keys(kind);
  if (!keys) { return keys.error(); }
  auto identity = Identity{};
  identity.kind_ = kind;
  for (auto const& key : *keys) {
    auto parts = parts_of(key);
    if (parts.code.empty()) {
      identity.uncoded_[std::move(parts.name)].push_back(key);
    } else if (!parts.name.empty()) {
      identity.learn(parts.name, parts.code);
    }
  }
  return identity;
}

bool Identity::keeps(Record& record) {
  auto const parts = parts_of(record.key);
  if (parts.name.empty()) { return false; }
  if (!parts.code.empty()) {
    auto const had_none = uncoded_.contains(parts.name);
    if (had_none || codes_.contains(parts.name)) { learn(parts.name, parts.code); }
    if (had_none) { coded_now_.insert(parts.name); }
    return false;
  }
  if (!codes_.contains(parts.name) || kept_.size() == kKeptMax) { return false; }
  kept_.push_back(std::move(record));
  return true;
}

void Identity::learn(std::string const& name, std::string const& code) {
  auto const [at, fresh] = codes_.try_emplace(name, code);
  if (!fresh && at->second != code) { at->second.clear(); }
}

Result<Done> Identity::settle(store::Writer& writer, bool blanks_clear) {
  for (auto& record : kept_) {
    auto parts = parts_of(record.key);
    parts.code = codes_.at(parts.name);
    auto const key = key_of(parts);
    auto const taken = writer.wrote(kind_, key);
    if (!taken) { return taken.error(); }
    // Where this table has a row of its own under the code, the one without stays for itself.
    if (!*taken) { record.key = key; }
    auto change = store::Change{kind_, record.key, {}, true, blanks_clear};
    change.after = std::move(record);
    if (auto const put = writer.put(change); !put) { return put; }
  }
  kept_.clear();
  for (auto const& name : coded_now_) {
    auto const& code = codes_.at(name);
    if (code.empty()) { continue; }
    for (auto const& key : uncoded_.at(name)) {
      if (auto const moved = move(writer, key, code); !moved) { return moved; }
    }
  }
  return kDone;
}

Result<Done> Identity::move(store::Writer& writer, std::string const& key,
                            std::string const& code) const {
  auto parts = parts_of(key);
  parts.code = code;
  auto const target = key_of(parts);
  auto old = writer.record(kind_, key);
  auto const there = writer.record(kind_, target);
  auto const now = writer.wrote(kind_, target);
  auto const touched = writer.wrote(kind_, key);
  for (auto const* result : {&now, &touched}) {
    if (!*result) { return result->error(); }
  }
  if (!old || !there) { return (old ? there : old).error(); }
  // Both were there before: telling whether they are one is not the importer's task.
  if (!*old || *touched || (*there && !*now)) { return kDone; }
  if (auto const gone = writer.put({kind_, key, {}}); !gone) { return gone; }
  if (*there) { return kDone; }  // this table has restated the row under its code
  (*old)->key = target;
  return writer.put({kind_, target, std::move(*old)});
}

}  // namespace chengjie::answer
