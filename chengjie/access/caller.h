// Who asks. Every answer takes its caller as an argument; it is never looked up.
// What a caller may do and see is decided in rights.h alone.
#pragma once
#include <optional>
#include <string>

namespace chengjie::access {

// The people of docs/users (管理员, 规划, 园区, 招商, 企业服务, 部门承办, 企业, 分析).
enum class Role { admin, planner, park, investment, service, handler, firm, analyst };

struct Caller {
  std::string name;          // stands in the change log
  bool sees_restricted{};    // single-firm statistics, offers, contacts, of all records
  std::optional<Role> role;  // nothing: who holds the file itself
  std::string scope;         // of role park: its name; of role firm: its code
};

// The caller of the command line may do and see all of it.
inline Caller file_owner() { return {"本机用户", true, std::nullopt, {}}; }

}  // namespace chengjie::access
