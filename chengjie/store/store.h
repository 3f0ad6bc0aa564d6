// The ledger on disk. The change log is the one history, the audit trail and the undo; nothing is
// written to a record but through apply().
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/ledger/record.h"

namespace chengjie::store {

// What an engine or an import wants changed. No `after`: the record goes.
struct Change {
  std::string kind;
  std::string key;
  std::optional<Record> after;
};

struct Stamp {
  std::string who;   // a person or "chengjie"
  std::string at;    // ISO time, given by the edge
  std::string from;  // what was loaded or done: "import enterprises 台账.csv"
};

struct LogRow {
  std::int64_t change{};
  Stamp stamp;
  std::string kind, key;
  std::optional<Record> before, after;
};

struct Blob {
  std::string name;
  std::string bytes;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual Result<std::vector<Record>> records(std::string_view kind) = 0;  // by key
  virtual Result<std::vector<Record>> all() = 0;                           // of every kind
  virtual Result<std::optional<Record>> record(std::string_view kind, std::string_view key) = 0;
  virtual Result<std::vector<Record>> all_as_of(std::string_view date) = 0;  // through that day

  // The number of the last change, 0 for an empty ledger: what answers were computed on.
  virtual Result<std::int64_t> version() = 0;

  // All or nothing. Changes that change nothing are left out; none left: returns the version as it
  // is. `based_on`: refuse (conflict, naming the record) when one of these records has changed
  // since that version.
  virtual Result<std::int64_t> apply(std::vector<Change> const&, Stamp const&,
                                     std::optional<std::int64_t> based_on = std::nullopt) = 0;
  // Takes a change back by a new change. Refused when one of its records has changed since.
  virtual Result<std::int64_t> undo(std::int64_t change, Stamp const&) = 0;
  virtual Result<std::vector<LogRow>> history(std::string_view kind, std::string_view key) = 0;
  // Every change: number, stamp, how many records.
  struct Summary {
    std::int64_t change{};
    Stamp stamp;
    std::int64_t records{};
  };
  virtual Result<std::vector<Summary>> changes() = 0;
  // Recomputes the chain of hashes. The text tells the first change that does not fit; "" when all
  // do.
  virtual Result<std::string> verify_log() = 0;

  // Files as they were loaded, by the hash of their content.
  virtual Result<Done> keep_blob(std::string_view hash, Blob const&) = 0;
  virtual Result<std::optional<Blob>> blob(std::string_view hash) = 0;

  // Derived figures that were shown, by mark, so that `chengjie source` opens them later. Content
  // addressed and outside the log: nothing depends on them.
  struct Trace {
    std::string mark;
    std::string body;
  };
  virtual Result<Done> keep_traces(std::vector<Trace> const&) = 0;
  virtual Result<std::optional<std::string>> trace(std::string_view mark) = 0;
  virtual Result<std::vector<Trace>> traces() = 0;
};

enum class Open { existing, make_if_absent };
// `where`: a path, or ":memory:".
Result<std::unique_ptr<Store>> open(std::string const& where, Open);

}  // namespace chengjie::store
