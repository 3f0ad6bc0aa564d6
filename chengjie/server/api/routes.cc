// All routes, a row each. A test holds this table to api/openapi.yaml.
#include <array>

#include "chengjie/server/api/endpoints.h"
#include "chengjie/server/api/guard.h"

namespace chengjie::server::api {
namespace {

constexpr auto kSmall = std::uint64_t{64} << 10;
constexpr auto kBoundary = std::uint64_t{8} << 20;
constexpr auto kFile = std::uint64_t{512} << 20;

struct Row {
  char const* method;
  char const* pattern;  // below /api/v1
  char const* operation;
  Outcome (*endpoint)(Ask const&);
  Cost cost = Cost::slow;
  std::uint64_t body_limit = kSmall;
  std::uint64_t body_in_memory = kSmall;
};

constexpr auto kRows = std::to_array<Row>({
    {"GET", "/session", "session", session, Cost::quick},
    {"POST", "/session", "login", login},
    {"DELETE", "/session", "logout", logout},
    {"PUT", "/session/password", "change_password", change_password},
    {"GET", "/users", "users", users},
    {"POST", "/users", "add_user", add_user},
    {"PATCH", "/users/{name}", "change_user", change_user},
    {"GET", "/overview", "overview", overview},
    {"GET", "/answers/{question}", "answer", answer},
    {"POST", "/what-if", "what_if", what_if},
    {"GET", "/shock", "shock", shock},
    {"GET", "/conflicts", "conflicts", conflicts},
    {"GET", "/sheets", "sheets", sheets},
    {"GET", "/sheets/{sheet}", "sheet", sheet},
    {"GET", "/sheets/{sheet}/file", "sheet_file", sheet_file},
    {"GET", "/chains", "chains", chains},
    {"GET", "/map", "map", map},
    {"PUT", "/map/boundary", "put_boundary", put_boundary, Cost::slow, kBoundary, kBoundary},
    {"GET", "/sources/{mark}", "source", source},
    {"GET", "/kinds", "kinds", kinds},
    {"GET", "/records/{kind}", "records", records},
    {"GET", "/records/{kind}/{key...}", "record", record},
    {"GET", "/history/{kind}/{key...}", "history", history},
    {"GET", "/exports/{file}", "export", export_book},
    {"GET", "/firms", "firms", firms},
    {"GET", "/firms/{code}", "firm", firm},
    {"GET", "/documents", "documents", documents},
    {"POST", "/documents", "upload_document", upload_document, Cost::slow, kFile, kSmall},
    {"GET", "/documents/{hash}", "document", document},
    {"GET", "/search", "search", search},
    {"GET", "/facts", "facts", facts},
    {"POST", "/imports", "preview_import", preview_import, Cost::slow, kFile, kSmall},
    {"GET", "/imports/{id}", "import_preview", import_preview},
    {"PATCH", "/imports/{id}", "map_import", map_import},
    {"DELETE", "/imports/{id}", "drop_import", drop_import},
    {"POST", "/imports/{id}/commit", "commit_import", commit_import},
    {"GET", "/imports/{id}/rejected.csv", "rejected_rows", rejected_rows},
    {"GET", "/changes", "changes", changes},
    {"POST", "/changes/{id}/undo", "undo", undo},
    {"GET", "/assumptions", "assumptions", assumptions},
    {"PUT", "/assumptions/{key...}", "put_assumption", put_assumption},
    {"DELETE", "/assumptions/{key...}", "drop_assumption", drop_assumption},
    {"GET", "/jobs/{id}", "job", job, Cost::quick},
    {"DELETE", "/jobs/{id}", "cancel_job", cancel_job, Cost::quick},
    {"GET", "/jobs/{id}/events", "job_events", job_events, Cost::quick},
    {"GET", "/events", "events", events, Cost::quick},
    {"GET", "/openapi.yaml", "openapi", openapi, Cost::quick},
});

}  // namespace

std::vector<Route> routes_of(House& house) {
  auto routes = std::vector<Route>{};
  for (auto const& row : kRows) {
    auto route = Route{};
    route.method = row.method;
    route.pattern = std::string{"/api/v1"} + row.pattern;
    route.operation = row.operation;
    route.cost = row.cost;
    route.body_limit = row.body_limit;
    route.body_in_memory = row.body_in_memory;
    route.answer = [&house, &row](Request const& request) {
      return guarded(house, request, row.operation, row.endpoint);
    };
    routes.push_back(std::move(route));
  }
  return routes;
}

}  // namespace chengjie::server::api
