// The change log: how a change is written, and how the chain of hashes is checked.
#pragma once
#include "chengjie/base/hash.h"
#include "chengjie/store/sqlite/bodies.h"
#include "chengjie/store/store.h"

namespace chengjie::store {

std::int64_t last_change(Connection*);

// What a change's hash covers: the hash of the change before, the stamp, and every record's key
// with its body before and after, in the order in which they were written.
class Chain {
 public:
  Chain(std::string_view previous, std::int64_t id, Stamp const&);
  void add(std::string_view kind, std::string_view key, std::optional<std::string_view> before,
           std::optional<std::string_view> after);
  std::string hex() { return hash_.hex(); }

 private:
  Sha256 hash_;
};

// Writes one change inside the caller's transaction.
class ChangeWriter {
 public:
  ChangeWriter(Connection*, Bodies&, Stamp, std::optional<std::int64_t> based_on);

  Result<Done> put(Change const&);
  Result<std::optional<Record>> record(std::string_view kind, std::string_view key);
  bool wrote(std::string_view kind, std::string_view key);
  // Sets a record to a body that is kept already, or removes it: what an undo does.
  void put_body(std::int64_t record, std::string_view kind, std::string_view key,
                std::optional<std::int64_t> before, std::optional<std::int64_t> after);
  // Closes the chain over what was put. The version then.
  std::int64_t end();
  Writer::Counts counts() const { return counts_; }

 private:
  struct Body {
    std::int64_t id{};
    std::string text;
  };
  struct Found {
    std::int64_t record{};
    std::int64_t change{};
    std::optional<Body> body;
  };
  std::optional<Found> find(std::string_view kind, std::string_view key);
  Result<Done> may_write(Change const&, Found const&) const;
  void begin();
  Body insert_body(std::string text);
  void enter(std::int64_t record, std::string_view kind, std::string_view key,
             std::optional<Body> const& before, std::optional<Body> const& after);
  std::optional<Body> body_of(std::optional<std::int64_t> id);

  Connection* connection_;
  Bodies& bodies_;
  Stamp stamp_;
  std::optional<std::int64_t> based_on_;
  std::int64_t last_{};
  std::int64_t id_{};
  std::int64_t entries_{};
  std::optional<Chain> chain_;
  Writer::Counts counts_;
  Statement find_, read_body_, insert_body_, insert_record_, update_record_, insert_entry_;
};

// "" when the chain, the shapes, the records and the published versions all fit.
Result<std::string> verify(Connection*, Bodies&);

}  // namespace chengjie::store
