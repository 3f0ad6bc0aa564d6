#include "chengjie/access/rights.h"

#include <algorithm>

namespace chengjie::access {
namespace {

struct RoleWords {
  Role role;
  char letter;
  std::string_view name, title;
};
constexpr auto kWords = std::to_array<RoleWords>({
    {Role::admin, 'a', "admin", "管理员"},
    {Role::planner, 'p', "planner", "规划"},
    {Role::park, 'k', "park", "园区"},
    {Role::investment, 'i', "investment", "招商"},
    {Role::service, 's', "service", "企业服务"},
    {Role::handler, 'h', "handler", "部门承办"},
    {Role::firm, 'f', "firm", "企业"},
    {Role::analyst, 'n', "analyst", "分析"},
});

constexpr auto kAll = std::string_view{"apkishfn"};
constexpr auto kStaff = std::string_view{"apkishn"};  // everyone but firms
constexpr auto kWho = std::string_view{"*"};

constexpr auto kOperations = std::to_array<OperationRight>({
    {"session", kWho},
    {"login", kWho},
    {"openapi", kWho},
    {"logout", kAll},
    {"change_password", kAll},
    {"users", "a"},
    {"add_user", "a"},
    {"change_user", "a"},
    {"overview", kStaff},
    {"answer", kStaff},
    {"what_if", "apkin"},
    {"shock", "apkin"},
    {"conflicts", kStaff},
    {"sheets", kStaff},
    {"sheet", kStaff},
    {"sheet_file", "apkisn"},
    {"chains", kStaff},
    {"map", kStaff},
    {"put_boundary", "ap"},
    {"source", kAll},
    {"kinds", kAll},
    {"records", kAll},
    {"record", kAll},
    {"history", "apkisn"},
    {"export", "apkisn"},
    {"firms", kAll},
    {"firm", kAll},
    {"documents", kStaff},
    {"document", kStaff},
    {"upload_document", "apkisn"},
    {"search", kStaff},
    {"facts", kStaff},
    {"preview_import", "apkisn"},
    {"import_preview", "apkisn"},
    {"map_import", "apkisn"},
    {"drop_import", "apkisn"},
    {"commit_import", "apkisn"},
    {"rejected_rows", "apkisn"},
    {"changes", "apn"},
    {"undo", "ap"},
    {"assumptions", kStaff},
    {"put_assumption", "apn"},
    {"drop_assumption", "apn"},
    {"job", "apkisn"},
    {"cancel_job", "apkisn"},
    {"job_events", "apkisn"},
    {"events", kAll},
});

constexpr auto kKinds = std::to_array<KindRight>({
    // kind, sees, restricted, writes, park_column, firm_column
    {"enterprises", kAll, "apksf", "apsn", "place", "uscc"},
    {"projects", kStaff, "apin", "api", "place", ""},
    {"parks", kStaff, kStaff, "apk", "name", ""},
    {"plots", kStaff, kStaff, "apk", "park", ""},
    {"factories", kStaff, kStaff, "apk", "park", ""},
    {"needs", kStaff, kStaff, "api", "", ""},
    {"chains", kStaff, kStaff, "apin", "", ""},
    {"cases", "apshf", "apshf", "as", "", "uscc"},
    {"policies", kAll, kAll, "aps", "", ""},
    {"cards", "apkishfn", "apsf", "as", "", "uscc"},
    {"visits", "aps", "aps", "as", "", ""},
    {"indicators", kStaff, kStaff, "apn", "", ""},
    {"targets", kStaff, kStaff, "apn", "", ""},
    {"regions", kStaff, kStaff, "apn", "", ""},
    {"clusters", kStaff, kStaff, "ap", "", ""},
    {"directions", kStaff, kStaff, "ap", "", ""},
    {"assumptions", kStaff, kStaff, "apn", "", ""},
    {"links", kStaff, kStaff, "apin", "", ""},
    {"region_industry", kStaff, kStaff, "apn", "", ""},
    {"candidates", kStaff, "apin", "apin", "", ""},
    {"leads", kStaff, "apin", "api", "", ""},
    {"crosswalk", kStaff, kStaff, "apn", "", ""},
    {"resources", kStaff, kStaff, "apin", "", ""},
    {"statuses", kStaff, kStaff, "ap", "", ""},
    {"duties", kStaff, kStaff, "ap", "", ""},
    {"claims", "apshf", "apshf", "aps", "", "uscc"},
    {"supplies", kStaff, kStaff, "apk", "place", ""},
    {"hubs", kStaff, kStaff, "apn", "", ""},
    {"documents", kStaff, kStaff, "apkisn", "", ""},
    {"facts", kStaff, kStaff, "apkisn", "", ""},
    {"entities", kStaff, kStaff, "apkisn", "", ""},
    {"relations", kStaff, kStaff, "apkisn", "", ""},
    {"clauses", kStaff, kStaff, "apkisn", "", ""},
    {"tasks", kStaff, kStaff, "apkisn", "", ""},
    {"superseded", kStaff, kStaff, "apkisn", "", ""},
    {"readings", kStaff, kStaff, "apkisn", "", ""},
    {"corrections", kStaff, kStaff, "apkisn", "", ""},
    {"mappings", kStaff, kStaff, "apkisn", "", ""},
    {"published", kStaff, kStaff, "ap", "", ""},
    {"boundaries", kStaff, kStaff, "ap", "", ""},
});

// Of a book that is not in the table nothing is given away.
constexpr auto kUnknownKind = KindRight{"", "ap", "ap", "ap", "", ""};

RoleWords const& words_of(Role role) {
  auto const at = std::ranges::find(kWords, role, &RoleWords::role);
  CJ_CHECK(at != kWords.end());
  return *at;
}

bool holds(std::string_view roles, Role role) {
  return roles.find(words_of(role).letter) != std::string_view::npos;
}

bool holds(std::string_view roles, Caller const& caller) {
  return !caller.role || holds(roles, *caller.role);
}

KindRight const& right_of(std::string_view kind) {
  auto const at = std::ranges::find(kKinds, kind, &KindRight::kind);
  return at == kKinds.end() ? kUnknownKind : *at;
}

bool is_role(Caller const& caller, Role role) { return caller.role && *caller.role == role; }

// The record is the caller's own; of roles without a scope every record is.
bool theirs(Caller const& caller, KindRight const& right, Record const& record) {
  auto const column = is_role(caller, Role::park)   ? right.park_column
                      : is_role(caller, Role::firm) ? right.firm_column
                                                    : std::string_view{};
  return column.empty() || (!caller.scope.empty() && record.text(column) == caller.scope);
}

bool restricted(KindSpec const* spec, std::string_view column) {
  auto const* found =
      spec == nullptr ? nullptr : column_named(*spec, column.substr(0, column.find('@')));
  return found != nullptr && found->restricted;
}

// An assumption stands for a column of a record, "projects/P7/tax_cny", and tells as much.
bool stands_for_restricted(std::string_view key, Caller const& caller) {
  auto const first = key.find('/');
  auto const last = key.rfind('/');
  if (first == std::string_view::npos || first == last) { return false; }
  auto const kind = key.substr(0, first);
  return restricted(kind_named(kind), key.substr(last + 1)) &&
         (!holds(right_of(kind).restricted, caller) || is_role(caller, Role::park));
}

}  // namespace

std::string_view name_of(Role role) { return words_of(role).name; }
std::string_view title_of(Role role) { return words_of(role).title; }

std::optional<Role> role_of(std::string_view name) {
  auto const at = std::ranges::find(kWords, name, &RoleWords::name);
  return at == kWords.end() ? std::nullopt : std::optional{at->role};
}

bool needs_scope(Role role) { return role == Role::park || role == Role::firm; }

std::span<OperationRight const> operations() { return kOperations; }
std::span<KindRight const> kind_rights() { return kKinds; }

bool is_open(std::string_view operation) {
  auto const at = std::ranges::find(kOperations, operation, &OperationRight::operation);
  return at != kOperations.end() && at->roles == kWho;
}

bool may(Caller const& caller, std::string_view operation) {
  auto const at = std::ranges::find(kOperations, operation, &OperationRight::operation);
  return at != kOperations.end() && (at->roles == kWho || holds(at->roles, caller));
}

std::vector<std::string> operations_of(Caller const& caller) {
  auto names = std::vector<std::string>{};
  for (auto const& row : kOperations) {
    if (may(caller, row.operation)) { names.emplace_back(row.operation); }
  }
  return names;
}

bool sees(Caller const& caller, std::string_view kind) {
  return holds(right_of(kind).sees, caller);
}
bool writes(Caller const& caller, std::string_view kind) {
  return holds(right_of(kind).writes, caller);
}

Result<Done> may_write(Caller const& caller, Record const& record) {
  if (!writes(caller, record.kind)) {
    return Error{Code::bad_usage, "没有改这本台账的权限", record.kind, "请管理员或规划处理"};
  }
  if (!theirs(caller, right_of(record.kind), record)) {
    return Error{Code::bad_usage, "只能改本园区的记录", record.kind + "/" + record.key,
                 "去掉别的园区的行"};
  }
  return kDone;
}

std::optional<Record> visible(Caller const& caller, Record const& record) {
  if (sees_everything(caller)) { return record; }
  auto const& right = right_of(record.kind);
  if (!holds(right.sees, caller)) { return std::nullopt; }
  auto const own = theirs(caller, right, record);
  if (!own && is_role(caller, Role::firm)) { return std::nullopt; }
  if (record.kind == "assumptions" && stands_for_restricted(record.key, caller)) {
    return std::nullopt;
  }
  auto seen = record;
  if (own && holds(right.restricted, caller)) { return seen; }
  auto const* spec = kind_named(record.kind);
  std::erase_if(seen.fields, [&](Field const& field) { return restricted(spec, field.column); });
  return seen;
}

std::vector<std::string> hidden_columns(Caller const& caller, KindSpec const& spec) {
  auto const& right = right_of(spec.name);
  auto const all = holds(right.restricted, caller) &&
                   !(is_role(caller, Role::park) && !right.park_column.empty());
  auto columns = std::vector<std::string>{};
  for (auto const& column : spec.columns) {
    if (column.restricted && !all) { columns.emplace_back(column.name); }
  }
  return columns;
}

std::string_view bound_by(Caller const& caller, std::string_view kind) {
  return is_role(caller, Role::firm) ? right_of(kind).firm_column : std::string_view{};
}

bool sees_everything(Caller const& caller) {
  return !caller.role ||
         (!needs_scope(*caller.role) && std::ranges::all_of(kKinds, [&](KindRight const& right) {
           return holds(right.sees, caller) && holds(right.restricted, caller);
         }));
}

std::string view_of(Caller const& caller) {
  if (sees_everything(caller)) { return "everything"; }
  auto key = std::string{name_of(*caller.role)};
  return needs_scope(*caller.role) ? key + ":" + caller.scope : key;
}

}  // namespace chengjie::access
