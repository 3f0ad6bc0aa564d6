// A prepared statement of SQLite, for what runs a million times or moves bytes: SOCI copies every
// value on its way. Errors are thrown as std::runtime_error and become words in error_of.
#pragma once
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace chengjie::store {

using Connection = sqlite_api::sqlite3;

inline Connection* connection_of(soci::session& sql) {
  return static_cast<soci::sqlite3_session_backend*>(sql.get_backend())->conn_;
}

class Statement {
 public:
  Statement(Connection* connection, std::string_view sql) : connection_(connection) {
    sqlite_api::sqlite3_stmt* made = nullptr;
    auto const done = sqlite_api::sqlite3_prepare_v2(connection, sql.data(),
                                                     static_cast<int>(sql.size()), &made, nullptr);
    statement_.reset(made);
    if (done != SQLITE_OK) { fail(); }
  }

  // Parameters are numbered from 1. Texts and bytes must live until the statement has run.
  Statement& bind(int at, std::int64_t value) {
    return ok(sqlite_api::sqlite3_bind_int64(statement_.get(), at, value));
  }
  Statement& bind(int at, std::string_view text) {
    return ok(sqlite_api::sqlite3_bind_text64(statement_.get(), at, text.data(), text.size(),
                                              nullptr, SQLITE_UTF8));
  }
  Statement& bind_bytes(int at, std::string_view bytes) {
    return ok(
        sqlite_api::sqlite3_bind_blob64(statement_.get(), at, bytes.data(), bytes.size(), nullptr));
  }
  Statement& bind(int at, std::optional<std::int64_t> value) {
    return value ? bind(at, *value) : ok(sqlite_api::sqlite3_bind_null(statement_.get(), at));
  }

  // True while there is a row. After the last one the statement may be bound and run again.
  bool step() {
    auto const done = sqlite_api::sqlite3_step(statement_.get());
    if (done == SQLITE_ROW) { return true; }
    if (done != SQLITE_DONE) {
      auto const message = std::string{sqlite_api::sqlite3_errmsg(connection_)};
      sqlite_api::sqlite3_reset(statement_.get());
      throw std::runtime_error(message);
    }
    sqlite_api::sqlite3_reset(statement_.get());
    return false;
  }
  void run() {
    while (step()) {}
  }
  void reset() { sqlite_api::sqlite3_reset(statement_.get()); }

  // Of the row in hand, columns from 0; texts live until the next step.
  std::int64_t whole(int column) const {
    return sqlite_api::sqlite3_column_int64(statement_.get(), column);
  }
  bool is_null(int column) const {
    return sqlite_api::sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
  }
  std::string_view text(int column) const {
    auto const* const bytes = sqlite_api::sqlite3_column_blob(statement_.get(), column);
    auto const size = sqlite_api::sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr
               ? std::string_view{}
               : std::string_view{static_cast<char const*>(bytes), static_cast<std::size_t>(size)};
  }
  std::optional<std::int64_t> whole_or_null(int column) const {
    return is_null(column) ? std::nullopt : std::optional{whole(column)};
  }

 private:
  [[noreturn]] void fail() const {
    throw std::runtime_error(sqlite_api::sqlite3_errmsg(connection_));
  }
  Statement& ok(int code) {
    if (code != SQLITE_OK) { fail(); }
    return *this;
  }
  struct Finalize {
    void operator()(sqlite_api::sqlite3_stmt* s) const { sqlite_api::sqlite3_finalize(s); }
  };
  Connection* connection_;
  std::unique_ptr<sqlite_api::sqlite3_stmt, Finalize> statement_;
};

}  // namespace chengjie::store
