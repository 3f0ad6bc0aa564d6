#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "chengjie/server/api/api_fixture.h"
#include "chengjie/server/api/contract.h"

using namespace chengjie;
using namespace chengjie::server;
using namespace chengjie::server::api::test;

namespace {

// "GET /records/{kind}/{key} record" of each operation in api/openapi.yaml, read by its layout:
// paths at two blanks, methods at four, operationId at six.
std::set<std::string> operations_of_contract() {
  auto found = std::set<std::string>{};
  auto path = std::string{}, method = std::string{};
  auto in_paths = false;
  auto text = std::istringstream{std::string{api::contract_text()}};
  auto const of_path = std::regex{"  (/[^:]*):"};
  auto const of_method = std::regex{"    (get|put|post|delete|patch):"};
  auto const of_id = std::regex{"      operationId: (\\S+)"};
  for (auto line = std::string{}; std::getline(text, line);) {
    if (!line.empty() && line[0] != ' ') { in_paths = line == "paths:"; }
    auto match = std::smatch{};
    if (!in_paths) { continue; }
    if (std::regex_match(line, match, of_path)) { path = match[1]; }
    if (std::regex_match(line, match, of_method)) {
      method = match[1];
      std::transform(method.begin(), method.end(), method.begin(),
                     [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    }
    if (std::regex_match(line, match, of_id)) {
      found.insert(method + " " + path + " " + match[1].str());
    }
  }
  return found;
}

std::set<std::string> operations_of_routes(std::vector<Route> const& routes) {
  auto found = std::set<std::string>{};
  for (auto const& route : routes) {
    auto path = route.pattern.substr(std::string{"/api/v1"}.size());
    if (auto const at = path.find("...}"); at != std::string::npos) { path.erase(at, 3); }
    found.insert(route.method + " " + path + " " + route.operation);
  }
  return found;
}

// The matrix as docs/rights.md has it.
std::string rights_page() {
  auto page = std::string{
      "# Who may do and see what\n\n"
      "Printed from `chengjie/access/rights.cc` by a test (`CHENGJIE_BLESS=1 server_test "
      "-tc=\"docs/rights.md*\"`); every cell of the first table is tried by "
      "`server/api/rights_test.cc`.\n\n"
      "## Operations\n\n| operation |"};
  for (auto const role : access::kRoles) {
    page += " " + std::string{access::title_of(role)} + " |";
  }
  page += "\n|---|";
  for (auto i = std::size_t{0}; i != access::kRoles.size(); ++i) { page += ":-:|"; }
  page += "\n";
  auto const caller = [](access::Role role) { return access::Caller{"x", false, role, "x"}; };
  for (auto const& row : access::operations()) {
    page += "| `" + std::string{row.operation} + "` |";
    for (auto const role : access::kRoles) {
      page += access::may(caller(role), row.operation) ? " ● |" : "  |";
    }
    page += "\n";
  }
  page +=
      "\n## Books\n\n● sees, ◐ sees without single-firm statistics, offers and contacts, ✎ may "
      "write; 园区 sees those and writes only where the record is of its own park, 企业 sees only "
      "what is its own.\n\n| book |";
  for (auto const role : access::kRoles) {
    page += " " + std::string{access::title_of(role)} + " |";
  }
  page += "\n|---|";
  for (auto i = std::size_t{0}; i != access::kRoles.size(); ++i) { page += ":-:|"; }
  page += "\n";
  for (auto const& row : access::kind_rights()) {
    auto const* spec = kind_named(row.kind);
    page += "| " + (spec == nullptr ? "" : std::string{spec->title} + " ") + "`" +
            std::string{row.kind} + "` |";
    for (auto const role : access::kRoles) {
      auto const who = caller(role);
      auto const part = spec != nullptr && role != access::Role::park &&
                        !access::hidden_columns(who, *spec).empty();
      page += !access::sees(who, row.kind) ? " " : part ? " ◐" : " ●";
      page += access::writes(who, row.kind) ? "✎ |" : " |";
    }
    page += "\n";
  }
  return page;
}

}  // namespace

TEST_CASE("every route is an operation of the contract, and the reverse") {
  auto f = Fixture{};
  auto const contract = operations_of_contract();
  CHECK(contract.size() > 40);
  CHECK(contract == operations_of_routes(f.api->routes()));
}

TEST_CASE("every operation stands in the table of rights, and the reverse") {
  auto f = Fixture{};
  auto of_routes = std::set<std::string>{};
  for (auto const& route : f.api->routes()) { of_routes.insert(route.operation); }
  auto of_rights = std::set<std::string>{};
  for (auto const& row : access::operations()) { of_rights.emplace(row.operation); }
  CHECK(of_routes == of_rights);
}

TEST_CASE("docs/rights.md is what the code decides") {
  auto const path = std::string{CHENGJIE_SOURCE_DIR} + "/docs/rights.md";
  if (std::getenv("CHENGJIE_BLESS") != nullptr) { std::ofstream(path) << rights_page(); }
  auto in = std::ifstream(path);
  auto kept = std::ostringstream{};
  kept << in.rdbuf();
  CHECK(kept.str() == rights_page());
}

TEST_CASE("a reply is kept with its tag, compressed once, until the ledger moves") {
  auto f = Fixture{};
  auto const client = f.as(access::Role::planner);
  auto const first = f.send(client, {"GET", "/answers/where"});
  REQUIRE(first.status == 200);
  CHECK(!first.etag.empty());
  CHECK(first.gzip);
  auto const again = f.send(client, {"GET", "/answers/where"});
  CHECK(again.body == first.body);  // the same bytes in the same place
  CHECK(again.etag == first.etag);
  CHECK(f.send(client, {"PUT", "/assumptions/ratio/jobs", {}, R"({"value":4,"basis":"试"})"})
            .status == 200);
  auto const later = f.send(client, {"GET", "/answers/where"});
  CHECK(later.etag != first.etag);
  // Another view of the same question is another reply.
  CHECK(f.send(f.as(access::Role::handler), {"GET", "/answers/where"}).etag != later.etag);
}
