#include "chengjie/reading/reader.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "chengjie/base/tree.h"
#include "chengjie/reading/jsonl.h"

using namespace chengjie;

namespace {

std::filesystem::path shared() {
  auto const* given = std::getenv("CHENGJIE_SHARED");
  return given != nullptr ? given : "../shared";
}

void dump(std::filesystem::path const& from, std::filesystem::path const& to) {
  std::filesystem::create_directories(to);
  for (auto const& entry : std::filesystem::directory_iterator{from}) {
    if (entry.path().extension() != ".txt") { continue; }
    auto const bytes = read_file(entry.path().string());
    REQUIRE(bytes);
    auto const name = entry.path().filename().string();
    auto const got = reading::read(*bytes, name, {});
    REQUIRE_MESSAGE(got, name);
    auto const stem = (to / entry.path().stem()).string();
    auto facts = std::ofstream{stem + ".facts.jsonl"};
    for (auto const& f : got->facts) { facts << reading::to_jsonl(f, name) << '\n'; }
    auto entities = std::ofstream{stem + ".entities.jsonl"};
    for (auto const& e : got->entities) { entities << reading::to_jsonl(e, name) << '\n'; }
    auto relations = std::ofstream{stem + ".relations.jsonl"};
    for (auto const& r : got->relations) { relations << reading::to_jsonl(r, name) << '\n'; }
    auto clauses = std::ofstream{stem + ".clauses.jsonl"};
    for (auto const& c : got->clauses) { clauses << reading::to_jsonl(c, name) << '\n'; }
  }
}

}  // namespace

// Writes what is read of a folder: CHENGJIE_READ_FROM and CHENGJIE_READ_TO, for scoring by hand.
TEST_CASE("dump for scoring" * doctest::skip(std::getenv("CHENGJIE_READ_FROM") == nullptr)) {
  dump(std::getenv("CHENGJIE_READ_FROM"), std::getenv("CHENGJIE_READ_TO"));
  CHECK(std::filesystem::exists(std::getenv("CHENGJIE_READ_TO")));
}
