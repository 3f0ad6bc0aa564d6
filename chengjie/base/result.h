// What may fail returns a Result; the Error speaks to the person who can act.
#pragma once
#include <string>
#include <utility>
#include <variant>

#include "chengjie/base/check.h"

namespace chengjie {

// The code is for programs (exit codes, tests), the words are for people.
enum class Code {
  bad_input,    // what came from outside cannot be used
  bad_usage,    // the question itself is wrong
  not_found,    // a name, mark or record that is not there
  infeasible,   // the answer is no
  conflict,     // the ledger has moved meanwhile, or two rows contradict
  unavailable,  // disk, lock, permission
  limit,        // larger than a stated bound
  unsupported,  // known, but not built
};

struct Error {
  Code code{Code::bad_input};
  std::string what;   // what is wrong, and by how much
  std::string where;  // file:line:column, record, option; may be empty
  std::string help;   // what would help; may be empty

  // One line: "where: what; help".
  std::string line() const;
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  T const& operator*() const& { return value(); }
  T& operator*() & { return value(); }
  T&& operator*() && { return std::move(value()); }
  T const* operator->() const { return &value(); }
  T* operator->() { return &value(); }

  Error const& error() const {
    CJ_CHECK(!ok());
    return std::get<1>(state_);
  }

 private:
  T const& value() const {
    CJ_CHECK(ok());
    return std::get<0>(state_);
  }
  T& value() {
    CJ_CHECK(ok());
    return std::get<0>(state_);
  }
  std::variant<T, Error> state_;
};

// For what yields nothing but may fail: `return kDone;`.
struct Done {};
inline constexpr Done kDone{};

}  // namespace chengjie
