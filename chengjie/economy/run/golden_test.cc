// Runs the golden cases of CHENGJIE_SHARED/economy and compares them as their README says:
// max |a - b| / max |b| by column (by file for matrices), within rel_tol of the case.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "chengjie/economy/run/case.h"

namespace chengjie::economy::run {
namespace {

namespace fs = std::filesystem;

fs::path golden() {
  auto const* shared = std::getenv("CHENGJIE_SHARED");
  return fs::path(shared != nullptr ? shared : "../shared") / "economy";
}

Files folder(fs::path const& root) {
  Files out;
  for (auto const& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) { continue; }
    auto const text = read_file(entry.path().string());
    REQUIRE(text);
    out[fs::relative(entry.path(), root).generic_string()] = *text;
  }
  return out;
}

// Files whose columns are quantities of different size are compared column by column.
double difference(std::vector<CsvRow> const& got, std::vector<CsvRow> const& want, bool by_column,
                  std::string& words) {
  if (got.size() != want.size()) {
    words = "rows " + std::to_string(got.size()) + " for " + std::to_string(want.size());
    return HUGE_VAL;
  }
  auto worst = 0.0;
  std::vector<double> off, scale;
  for (std::size_t i = 0; i != got.size(); ++i) {
    if (got[i].size() != want[i].size()) {
      words = "width of line " + std::to_string(i + 1);
      return HUGE_VAL;
    }
    off.resize(std::max(off.size(), got[i].size()));
    scale.resize(off.size());
    for (std::size_t c = 0; c != got[i].size(); ++c) {
      auto const a = number_of(got[i][c]);
      auto const b = number_of(want[i][c]);
      if (!a || !b) {
        if (trimmed(got[i][c]) != trimmed(want[i][c])) {
          words =
              "line " + std::to_string(i + 1) + ": '" + got[i][c] + "' for '" + want[i][c] + "'";
          return HUGE_VAL;
        }
        continue;
      }
      auto const at = by_column ? c : 0;
      off[at] = std::max(off[at], std::abs(*a - *b));
      scale[at] = std::max(scale[at], std::abs(*b));
    }
  }
  for (std::size_t c = 0; c != off.size(); ++c) {
    auto const relative = scale[c] > 0 ? off[c] / scale[c] : off[c];
    if (relative > worst) {
      worst = relative;
      words = "column " + std::to_string(c) + (by_column && !got.empty() ? " " + got[0][c] : "");
    }
  }
  return worst;
}

TEST_CASE("golden cases") {
  if (!fs::exists(golden())) {
    MESSAGE("no golden cases at " << golden().string());
    return;
  }
  std::vector<fs::path> cases;
  for (auto const& entry : fs::directory_iterator(golden())) {
    if (fs::exists(entry.path() / "case.json")) { cases.push_back(entry.path()); }
  }
  std::sort(cases.begin(), cases.end());
  for (auto const& path : cases) {
    CAPTURE(path.filename().string());
    auto files = folder(path);
    auto const json = read_json(files.at("case.json"), "case.json");
    REQUIRE(json);
    auto const tolerance = json->number_or("rel_tol", 1e-9);
    auto const started = std::chrono::steady_clock::now();
    Files given;
    for (auto const& [name, text] : files) {
      if (!name.starts_with("out/")) { given.emplace(name, text); }
    }
    auto const got = run_case(given);
    auto const seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    if (!got) {
      FAIL_CHECK(path.filename().string() << ": " << got.error().line());
      continue;
    }
    std::string report;
    for (auto const& [name, text] : *got) {
      CAPTURE(name);
      auto const have = read_csv(text, name);
      auto const want = read_csv(files.at("out/" + name), name);
      REQUIRE(have);
      REQUIRE(want);
      std::string words;
      auto const kind = json->text_or("kind", "");
      auto const by_column = kind == "io" || kind == "synthetic_mrio" || kind == "shift_share" ||
                             name == "locations.csv" || name == "products.csv";
      auto const worst = difference(*have, *want, by_column && kind != "shift_share", words);
      CAPTURE(words);
      CHECK(worst <= tolerance);
      char line[64];
      std::snprintf(line, sizeof line, " %s %.1e", name.c_str(), worst);
      report += line;
      if (worst > tolerance) { report += " (" + words + ")"; }
    }
    INFO(path.filename().string() << " " << seconds << " s:" << report);
    if (std::getenv("CHENGJIE_VERBOSE") != nullptr) {
      MESSAGE(path.filename().string() << " " << seconds << " s:" << report);
    }
  }
}

}  // namespace
}  // namespace chengjie::economy::run
