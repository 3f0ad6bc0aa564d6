// One change being written, and transactions.
#pragma once
#include "chengjie/store/sqlite/database.h"
#include "chengjie/store/sqlite/log.h"

namespace chengjie::store {

inline void insert_blob(Connection* connection, std::string_view hash, Blob const& blob) {
  auto insert =
      Statement{connection, "INSERT OR IGNORE INTO blob (hash, name, bytes) VALUES (?, ?, ?)"};
  insert.bind(1, hash).bind(2, blob.name).bind_bytes(3, blob.bytes).run();
}

// Rolls back unless it was committed. Inside another one it is a part of that: it can be taken back
// alone, and reaches the disk with the whole.
class Transaction {
 public:
  enum class Mode { read, write };
  Transaction(Connection* connection, Mode mode)
      : connection_(connection), part_(sqlite_api::sqlite3_get_autocommit(connection) == 0) {
    Statement{connection_, part_                 ? "SAVEPOINT part"
                           : mode == Mode::write ? "BEGIN IMMEDIATE"
                                                 : "BEGIN"}
        .run();
    open_ = true;
  }
  ~Transaction() {
    if (!open_) { return; }
    try {
      if (part_) {
        Statement{connection_, "ROLLBACK TO part"}.run();
        Statement{connection_, "RELEASE part"}.run();
      } else {
        Statement{connection_, "ROLLBACK"}.run();
      }
    } catch (std::exception const&) {}  // SQLite has already rolled back (disk full)
  }
  Transaction(Transaction const&) = delete;
  Transaction& operator=(Transaction const&) = delete;
  void commit() {
    Statement{connection_, part_ ? "RELEASE part" : "COMMIT"}.run();
    open_ = false;
  }

 private:
  Connection* connection_;
  bool part_;
  bool open_{};
};

class SqliteWriter final : public Writer {
 public:
  SqliteWriter(Connection* connection, Bodies& bodies, std::string const& where, Stamp const& stamp,
               std::optional<std::int64_t> based_on)
      : bodies_(bodies),
        where_(where),
        connection_(connection),
        transaction_(connection, Transaction::Mode::write),
        writer_(connection, bodies, stamp, based_on) {}
  ~SqliteWriter() override {
    if (!committed_) { bodies_.forget(); }
  }

  Result<Done> put(Change const& change) override {
    return guarded<Done>([&] { return writer_.put(change); });
  }
  Result<Done> keep_blob(std::string_view hash, Blob const& blob) override {
    return guarded<Done>([&]() -> Result<Done> {
      insert_blob(connection_, hash, blob);
      return kDone;
    });
  }
  Result<std::optional<Record>> record(std::string_view kind, std::string_view key) override {
    return guarded<std::optional<Record>>([&] { return writer_.record(kind, key); });
  }
  Result<bool> wrote(std::string_view kind, std::string_view key) override {
    return guarded<bool>([&]() -> Result<bool> { return writer_.wrote(kind, key); });
  }
  Result<std::int64_t> commit() override {
    return guarded<std::int64_t>([&]() -> Result<std::int64_t> {
      auto const version = writer_.end();
      transaction_.commit();
      committed_ = true;
      return version;
    });
  }
  Counts counts() const override { return writer_.counts(); }
  ChangeWriter& change() { return writer_; }

 private:
  template <class T, class F>
  Result<T> guarded(F const& body) {
    try {
      return body();
    } catch (std::exception const& e) { return error_of(e, where_); }
  }

  Bodies& bodies_;
  std::string const& where_;
  Connection* connection_;
  Transaction transaction_;
  ChangeWriter writer_;
  bool committed_{};
};

}  // namespace chengjie::store
