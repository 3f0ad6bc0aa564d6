// The ledger as the server holds it: the whole book once a version, what each view of it shows,
// and connections for what is asked of the database itself.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "chengjie/access/caller.h"
#include "chengjie/ledger/book.h"
#include "chengjie/store/store.h"

namespace chengjie::server::api {

struct Snapshot {
  Snapshot(std::int64_t v, Book b) : version(v), book(std::move(b)) {}
  std::int64_t version{};
  Book book;
  // All rows of the firm with this code, name or other name. The index is made at the first call.
  std::vector<Record const*> rows_of_firm(std::string const& code_or_name) const;

 private:
  mutable std::once_flag once_;
  mutable std::unordered_multimap<std::string, Record const*> firms_;
};
using SnapshotPtr = std::shared_ptr<Snapshot const>;

// A connection from the pool; it goes back when this goes.
class Reader {
 public:
  using GiveBack = std::function<void(std::unique_ptr<store::Store>)>;
  Reader(std::unique_ptr<store::Store> store, GiveBack back)
      : store_(std::move(store)), back_(std::move(back)) {}
  Reader(Reader&&) = default;
  Reader& operator=(Reader&&) = delete;
  ~Reader() {
    if (store_) { back_(std::move(store_)); }
  }
  store::Store* operator->() const { return store_.get(); }
  store::Store& operator*() const { return *store_; }

 private:
  std::unique_ptr<store::Store> store_;
  GiveBack back_;
};

class Ledger {
 public:
  static Result<std::unique_ptr<Ledger>> open(std::string const& where);

  // The newest that is loaded; never waits.
  SnapshotPtr now() const;
  // The same as this caller may see it. Kept for the views asked for last.
  SnapshotPtr seen_by(access::Caller const&);

  Result<Reader> reader();

  // One writer at a time in this process. What was written is in now() when this returns.
  using Write = std::function<Result<std::int64_t>(store::Store&)>;
  Result<std::int64_t> write(Write const&);
  // The same for changes that are known beforehand.
  Result<std::int64_t> apply(std::vector<store::Change> const&, store::Stamp const&,
                             std::optional<std::int64_t> based_on);
  // Beside the records (traces, blobs): the version stays.
  Result<Done> keep(std::function<Result<Done>(store::Store&)> const&);

  // Takes in what has moved in the ledger; kinds without a change stay as they are. Told to
  // everyone who asked through on_change.
  Result<Done> look();
  void on_change(std::function<void(std::int64_t version)>);
  std::string const& where() const { return where_; }

 private:
  explicit Ledger(std::string where) : where_(std::move(where)) {}
  Result<Done> load();
  void show(SnapshotPtr);

  std::string where_;
  mutable std::mutex mutex_;  // of all below but writer_
  SnapshotPtr now_;
  std::vector<std::pair<std::string, SnapshotPtr>> views_;  // the last used first
  std::vector<std::unique_ptr<store::Store>> idle_;
  std::vector<std::function<void(std::int64_t)>> listeners_;
  std::mutex loading_;  // one load at a time
  std::mutex writing_;
  std::unique_ptr<store::Store> writer_;
};

}  // namespace chengjie::server::api
