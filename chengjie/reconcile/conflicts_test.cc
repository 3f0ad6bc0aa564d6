#include "chengjie/reconcile/conflicts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "chengjie/base/tree.h"
#include "chengjie/reconcile/test_figures.h"
#include "chengjie/reconcile/tiers.h"

using namespace chengjie;
using namespace chengjie::reconcile;

namespace {

std::string shared() {
  auto const* named = std::getenv("CHENGJIE_SHARED");
  return named != nullptr ? named : "../shared";
}

}  // namespace

TEST_CASE("names of kinds are those of the contract, in its order") {
  CHECK(name_of(ConflictKind::different_values) == "different_values");
  CHECK(name_of(ConflictKind::misplaced_point) == "misplaced_point");
  CHECK(name_of(Severity::conflict) == "conflict");
}

TEST_CASE("find_conflicts: nothing in, nothing out; and never more than asked for") {
  CHECK(find_conflicts({}, kOptions).empty());
  auto list = std::vector<Figure>{};
  for (auto i = 0; i != 50; ++i) {
    list.push_back(testing::figure({"甲区", "高新技术企业", 100.0 + 10 * i, "count", "", "2024",
                                    Bound::exact, Kind::actual, i % 2 == 0 ? "a.txt" : "b.txt", "x",
                                    static_cast<std::size_t>(i) * 10}));
  }
  auto options = kOptions;
  options.conflicts_max = 5;
  CHECK(find_conflicts({.figures = list, .groups = {}, .areas = {}, .points = {}, .outlines = {}},
                       options)
            .size() == 5);
}

TEST_CASE("the shared papers: tiers read from their text imply 4800 against the stated 2100") {
  auto const folder = shared() + "/documents";
  if (!std::filesystem::exists(folder)) {
    MESSAGE("skipped: no ", folder);
    return;
  }
  auto groups = std::vector<Group>{};
  auto names = std::vector<std::filesystem::path>{};
  for (auto const& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path());
  }
  std::sort(names.begin(), names.end());
  for (auto const& name : names) {
    auto const text = read_file(name.string());
    REQUIRE(text);
    for (auto& group : groups_of(*text, "h" + name.string(), name.filename().string())) {
      groups.push_back(std::move(group));
    }
  }
  // The figure as reading gives it; the subject of the group was read from the text itself.
  auto const list = testing::figures({{"九龙坡区", "工业总产值", 2100e8, "CNY", "突破2100亿元",
                                       "2027", Bound::over, Kind::target, "d2"}});
  auto const found = find_conflicts(
      {.figures = list, .groups = groups, .areas = {}, .points = {}, .outlines = {}}, kOptions);
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == ConflictKind::parts_against_whole);
  for (auto const word : {"4800", "2100", "重叠", "规上"}) { CHECK(has(found[0].sentence, word)); }
  MESSAGE(found[0].sentence);
}
