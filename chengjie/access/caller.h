// Who asks. Every answer takes its caller as an argument; it is never looked up.
// Accounts, roles and scopes come with the server; until then the caller of the command line is
// the owner of the file and may see all of it.
#pragma once
#include <string>

namespace chengjie::access {

struct Caller {
  std::string name;        // stands in the change log
  bool sees_restricted{};  // single-firm statistics, offers, contacts
};

inline Caller file_owner() { return {"本机用户", true}; }

}  // namespace chengjie::access
