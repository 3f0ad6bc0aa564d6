// What the tests of reading share: reading a text, scoring a folder against labels.
#pragma once
#include <doctest/doctest.h>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "chengjie/base/tree.h"
#include "chengjie/reading/jsonl.h"
#include "chengjie/reading/reader.h"

namespace chengjie::reading_tests {

inline std::filesystem::path shared() {
  auto const* given = std::getenv("CHENGJIE_SHARED");
  return given != nullptr ? given : "../shared";
}

inline void dump(std::filesystem::path const& from, std::filesystem::path const& to) {
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

// What score.py says of `what` for a folder of predictions: F1 by level.
inline std::vector<double> scores(std::string const& what, std::filesystem::path const& predictions,
                                  std::filesystem::path const& gold = shared() / "read/gold") {
  auto const command = "python3 " + (shared() / "read/score.py").string() + " " + what + " " +
                       predictions.string() + " " + gold.string() + " --json";
  auto* const pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  auto text = std::string{};
  char buffer[4096];
  for (auto n = std::size_t{}; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    text.append(buffer, n);
  }
  REQUIRE(pclose(pipe) == 0);
  auto out = std::vector<double>{};
  auto const total = text.find("\"total\"");
  REQUIRE(total != std::string::npos);
  for (auto at = text.find("\"f1\":", total); at != std::string::npos;
       at = text.find("\"f1\":", at + 1)) {
    out.push_back(std::stod(text.substr(at + 5)));
  }
  return out;
}

struct Folder {  // of this test alone, gone with it
  std::filesystem::path path;
  explicit Folder(std::string const& name)
      : path(std::filesystem::temp_directory_path() /
             ("chengjie-" + name + "-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() {
    auto error = std::error_code{};
    std::filesystem::remove_all(path, error);
  }
};

inline reading::Reading read_text(std::string_view text, reading::Options const& options = {}) {
  auto got = reading::read(text, "x.txt", options);
  REQUIRE(got);
  return *got;
}

inline Figure const& figure_with(reading::Reading const& reading, std::string_view raw) {
  for (auto const& f : reading.facts) {
    if (f.raw.find(raw) != std::string::npos) { return f; }
  }
  FAIL("no figure " << raw);
  return reading.facts.front();
}

}  // namespace chengjie::reading_tests
