// The ledger on disk. The change log is the one history, the audit trail and the undo; nothing is
// written to a record but through apply().
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/ledger/record.h"

namespace chengjie::store {

// What an engine or an import wants changed. No `after`: the record goes.
struct Change {
  std::string kind;
  std::string key;
  std::optional<Record> after;
  // Columns that only the record in the ledger has stay as they are, with their own source: a
  // second table of the same firms and year adds to them; and so does a value where the new
  // record is blank, unless `blanks_clear`. Else the record is replaced.
  bool keep_other_columns{};
  bool blanks_clear{};
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

// Versions that somebody signed off: kind of their records, key: the name. See publish() below.
inline constexpr std::string_view kPublished = "published";

// A condition on one column of a record.
struct Filter {
  enum class Test { equals, differs, contains, at_least, at_most, blank, filled };
  std::string column;  // canonical; "" the record's key
  Test test{};
  std::string text;  // what a number column is compared with is written as a number
};

// A page of one kind's records.
struct Query {
  std::string kind;
  std::string search;           // in any value or the key, letters' case aside; "" everything
  std::vector<Filter> filters;  // all must hold
  std::string order_by;         // a column; "" the key. Blanks come last, equal values by key
  bool descending{};
  std::int64_t offset{};
  std::int64_t limit{kPageMax};
  // Columns that the asker may not see: neither searched, filtered nor sorted by, nor given back.
  std::vector<std::string> hidden;
  static constexpr std::int64_t kPageMax = 10'000;
};

struct Page {
  std::vector<Record> records;
  std::int64_t total{};    // that answer to the search and the filters
  std::int64_t version{};  // what the page was read at
};

// One value of a column and how many records have it.
struct Tally {
  std::string value;
  std::int64_t records{};
};

// One change, written piece by piece; nobody sees any of it before commit(). Destroyed without, it
// leaves nothing. The store must not be used for anything else meanwhile.
class Writer {
 public:
  virtual ~Writer() = default;
  // conflict: a record written twice in one change, one that has moved since `based_on`, or a
  // published version. A change that moves no value, bound or unit is left out: the record keeps
  // the source that it first had.
  virtual Result<Done> put(Change const&) = 0;
  virtual Result<Done> keep_blob(std::string_view hash, Blob const&) = 0;
  // As the record stands within this change, and whether this change has written it.
  virtual Result<std::optional<Record>> record(std::string_view kind, std::string_view key) = 0;
  virtual Result<bool> wrote(std::string_view kind, std::string_view key) = 0;
  // The version then; that of before when nothing changed.
  virtual Result<std::int64_t> commit() = 0;
  struct Counts {
    std::int64_t added{}, changed{}, removed{}, same{};
    std::int64_t kept{};  // values of the ledger that stayed where the change was blank
  };
  virtual Counts counts() const = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual Result<std::vector<Record>> records(std::string_view kind) = 0;  // by key
  virtual Result<std::vector<Record>> all() = 0;                           // of every kind
  virtual Result<std::optional<Record>> record(std::string_view kind, std::string_view key) = 0;
  // The ledger as it stood at the end of that day, or as it was published under that name.
  virtual Result<std::vector<Record>> all_as_of(std::string_view date_or_name) = 0;
  virtual Result<std::vector<Record>> all_at(std::int64_t change) = 0;  // after that change

  // One record after the other, by key, without holding them all. `visit` returns false to stop.
  using Visit = std::function<bool(Record&&)>;
  virtual Result<Done> each(std::string_view kind, Visit const& visit) = 0;
  virtual Result<std::vector<std::string>> keys(std::string_view kind) = 0;  // sorted

  // The kinds that hold records, with how many.
  virtual Result<std::vector<Tally>> kinds() = 0;
  virtual Result<Page> page(Query const&) = 0;
  // The values of a column among the records of a query, most frequent first, at most 1,000; a list
  // counts for each of its parts.
  virtual Result<std::vector<Tally>> tally(Query const&, std::string_view column) = 0;

  // The number of the last change, 0 for an empty ledger: what answers were computed on.
  virtual Result<std::int64_t> version() = 0;
  // Differs from the last answer on this connection when another one has written meanwhile.
  virtual Result<std::int64_t> data_version() = 0;

  // What has moved since a version, each record once and as it stands now, read at one moment.
  // Nothing when more than `limit` records have, or the ledger is older than that.
  struct Moved {
    std::int64_t version{};
    std::vector<Record> put;
    std::vector<std::pair<std::string, std::string>> gone;  // kind and key
  };
  virtual Result<std::optional<Moved>> moved_since(std::int64_t version, std::int64_t limit) = 0;

  // All or nothing. Changes that change nothing are left out; none left: returns the version as it
  // is. `based_on`: refuse (conflict, naming the record) when one of these records has changed
  // since that version.
  virtual Result<std::int64_t> apply(std::vector<Change> const&, Stamp const&,
                                     std::optional<std::int64_t> based_on = std::nullopt) = 0;
  // The same for what does not fit into memory. Waits some seconds for another writer.
  virtual Result<std::unique_ptr<Writer>> begin(
      Stamp const&, std::optional<std::int64_t> based_on = std::nullopt) = 0;
  // Runs `body`, whose changes, blobs and traces reach the disk together at its end: many small
  // changes cost one write. Each is still a change of its own in the log, and one that is refused
  // takes none of the others with it. An error of `body`: none of them is kept.
  virtual Result<Done> together(std::function<Result<Done>()> const& body) = 0;
  // Signs the present version off under a name: it can be read as of that name for ever, and
  // verify_log() holds it to the hash that the log had. A name can be given once.
  struct Signed {
    std::string name, by, note;
  };
  virtual Result<std::int64_t> publish(Signed const&, Stamp const&) = 0;
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
  // Entries that put a value of one table in the place of another table's: restated months and
  // corrections, both sides, in the order of the log.
  virtual Result<Done> restatements(std::function<void(LogRow const&)> const& visit) = 0;
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

// `read`: an existing ledger that this connection cannot write to; it never waits for a writer.
enum class Open { existing, make_if_absent, read };
// `where`: a path, or ":memory:". Each thread opens its own.
Result<std::unique_ptr<Store>> open(std::string const& where, Open);

}  // namespace chengjie::store
