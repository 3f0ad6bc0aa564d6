// What each role may do and see: the one place where that is decided. Operations are the
// operationIds of api/openapi.yaml; docs/rights.md is printed from these tables.
#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/access/caller.h"
#include "chengjie/base/result.h"
#include "chengjie/ledger/kinds.h"
#include "chengjie/ledger/record.h"

namespace chengjie::access {

inline constexpr auto kRoles =
    std::to_array<Role>({Role::admin, Role::planner, Role::park, Role::investment, Role::service,
                         Role::handler, Role::firm, Role::analyst});
std::string_view name_of(Role);   // "planner"
std::string_view title_of(Role);  // "规划"
std::optional<Role> role_of(std::string_view name);
bool needs_scope(Role);

// A string of letters, one a role, in the order of kRoles: "apkishfn"; "*" also who is not logged
// in.
struct OperationRight {
  std::string_view operation;
  std::string_view roles;
};
std::span<OperationRight const> operations();

struct KindRight {
  std::string_view kind;
  std::string_view sees;        // its records
  std::string_view restricted;  // its restricted columns too
  std::string_view writes;      // by import, undo, assumption
  // The column that tells whose a record is, for roles that are bound to a scope: such a caller
  // sees the restricted columns (park) or the record at all (firm) only where it is theirs.
  std::string_view park_column;
  std::string_view firm_column;
};
std::span<KindRight const> kind_rights();

bool is_open(std::string_view operation);  // needs no session
bool may(Caller const&, std::string_view operation);
std::vector<std::string> operations_of(Caller const&);

bool sees(Caller const&, std::string_view kind);
bool writes(Caller const&, std::string_view kind);
// Of a record that changes, both before and after must pass.
Result<Done> may_write(Caller const&, Record const&);

// The record as the caller may see it: without columns that are not theirs; nothing when the record
// is not.
std::optional<Record> visible(Caller const&, Record const&);
// Columns of a kind that the caller sees on no record, or not on all: not to be searched, sorted or
// filtered by.
std::vector<std::string> hidden_columns(Caller const&, KindSpec const&);
// A caller that sees a kind's records only where a column has their scope: that column.
std::string_view bound_by(Caller const&, std::string_view kind);

// Nothing is hidden, so that no filter is needed.
bool sees_everything(Caller const&);
// Callers with one key see the same.
std::string view_of(Caller const&);

}  // namespace chengjie::access
