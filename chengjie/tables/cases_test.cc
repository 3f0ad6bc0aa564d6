// Whole files against whole results: the shared ledgers, and our own in cases/tables.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "chengjie/tables/expected.h"

using namespace chengjie;
namespace fs = std::filesystem;

namespace {

fs::path shared() {
  auto const* const told = std::getenv("CHENGJIE_SHARED");
  return told != nullptr ? fs::path{told} : fs::path{"../shared"};
}

// "03-enterprises" -> "enterprises", "enterprises-two-months" -> "enterprises".
std::string kind_of(std::string const& folder) {
  auto const from = folder.find_first_not_of("0123456789-");
  return folder.substr(from, folder.find('-', from) - from);
}

fs::path table_in(fs::path const& folder) {
  for (auto const& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename() != "expected.json") { return entry.path(); }
  }
  return {};
}

void check_case(fs::path const& folder, fs::path const& compare) {
  CAPTURE(folder.string());
  auto const table = table_in(folder);
  std::ifstream file{table, std::ios::binary};
  std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
  REQUIRE_FALSE(bytes.empty());
  auto const kind = kind_named(kind_of(folder.filename().string()));
  REQUIRE(kind != nullptr);
  auto const got = tables::import_table(bytes, table.filename().string(), *kind);
  REQUIRE(got);
  auto const json = tables::expected_json(*got);
  if (std::getenv("CHENGJIE_BLESS") != nullptr &&
      folder.string().find("cases/tables") != std::string::npos) {
    std::ofstream{folder / "expected.json"} << json;
    return;
  }
  auto const out =
      fs::temp_directory_path() / ("chengjie-tables-" + std::to_string(::rand()) + ".json");
  std::ofstream{out} << json;
  auto const command = "python3 '" + compare.string() + "' '" + out.string() + "' '" +
                       (folder / "expected.json").string() + "'";
  CHECK(std::system(command.c_str()) == 0);
  fs::remove(out);
}

std::size_t check_all(fs::path const& root, fs::path const& compare) {
  std::size_t cases = 0;
  for (auto const& entry : fs::directory_iterator(root)) {
    if (!entry.is_directory()) { continue; }
    check_case(entry.path(), compare);
    ++cases;
  }
  return cases;
}

}  // namespace

TEST_CASE("cases: the shared ledgers come out exactly") {
  auto const ledgers = shared() / "ledgers";
  if (!fs::exists(ledgers / "compare.py")) {
    MESSAGE("no shared ledgers at " << ledgers.string() << ", skipped");
    return;
  }
  CHECK(check_all(ledgers, ledgers / "compare.py") >= 10);
}

TEST_CASE("cases: our own tables come out exactly") {
  auto const compare = shared() / "ledgers" / "compare.py";
  if (!fs::exists(compare)) {
    MESSAGE("no compare.py at " << compare.string() << ", skipped");
    return;
  }
  CHECK(check_all("cases/tables", compare) >= 1);
}
