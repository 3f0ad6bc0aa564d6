// Records' bodies and the shapes that they name.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "chengjie/store/codec.h"
#include "chengjie/store/sqlite/statement.h"

namespace chengjie::store {

class Bodies {
 public:
  explicit Bodies(Connection* connection) : connection_(connection) {}

  Result<Record> decode(std::string_view kind, std::string_view key, std::string_view body);
  // Keeps the shape if it is new, inside the caller's transaction.
  std::string encode(Record const&);
  // nullptr when no such shape is kept.
  Shape const* shape(std::string_view mark);
  // Shapes written by a transaction that was rolled back are not there any more.
  void forget();

 private:
  Connection* connection_;
  std::map<std::string, Shape, std::less<>> by_mark_;
  std::unordered_map<std::string, std::string> kept_;  // text of a shape -> mark
  Shape last_;  // most records have the shape of the one before
  std::string last_mark_;
  std::unique_ptr<Statement> find_, insert_;
};

}  // namespace chengjie::store
