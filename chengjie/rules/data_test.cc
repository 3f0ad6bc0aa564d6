// The packs that ship are read as they stand.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "chengjie/base/tree.h"
#include "chengjie/rules/evaluate.h"

using namespace chengjie;
using namespace chengjie::rules;

namespace {

Packs shipped() {
  auto paths = std::vector<std::filesystem::path>{};
  for (auto const& entry : std::filesystem::directory_iterator("data/rules")) {
    if (entry.path().extension() == ".toml") { paths.push_back(entry.path()); }
  }
  std::ranges::sort(paths);
  auto parts = std::vector<Packs>{};
  for (auto const& path : paths) {
    auto const text = read_file(path.string());
    REQUIRE(text);
    auto packs = read_packs(*text, path.string());
    if (!packs) { FAIL(packs.error().line()); }
    parts.push_back(*std::move(packs));
  }
  auto all = join(std::move(parts));
  if (!all) { FAIL(all.error().line()); }
  return *std::move(all);
}

}  // namespace

TEST_CASE("shipped packs: each reads, and every title has a version for every day it should") {
  auto const packs = shipped();
  struct Row {
    std::string_view id;
    Date day;
    Applies applies;
    std::string_view document;
  };
  for (auto const& row : std::initializer_list<Row>{
           {"above_scale",
            {2006, 12, 31},
            Applies::fresh,
            "国家统计局规模以上工业统计范围（文号未查到）"},
           {"above_scale",
            {2026, 11, 1},
            Applies::fresh,
            "国家统计局规模以上工业统计范围（文号未查到）"},
           {"specialised_sme", {2026, 3, 31}, Applies::fresh, "工信部企业〔2022〕63号"},
           {"specialised_sme", {2026, 4, 1}, Applies::fresh, "工信部企业〔2026〕2号"},
           {"specialised_sme", {2026, 11, 25}, Applies::recheck, "工信部企业〔2022〕63号"},
           {"specialised_sme", {2027, 1, 1}, Applies::recheck, "工信部企业〔2026〕2号"},
           {"little_giant", {2022, 5, 31}, Applies::fresh, ""},
           {"champion", {2026, 11, 25}, Applies::fresh, "工信部政法〔2023〕138号"},
           {"high_tech", {2026, 11, 25}, Applies::fresh, "国科发火〔2016〕32号"},
           {"tech_sme", {2026, 11, 25}, Applies::fresh, "国科发政〔2017〕115号"},
       }) {
    CAPTURE(row.id);
    CAPTURE(to_string(row.day));
    auto const* pack = find(packs, row.id, row.day, row.applies);
    CHECK((pack != nullptr ? pack->document : "") == row.document);
  }
}

TEST_CASE("shipped packs: a firm of which nothing is known is unknown everywhere") {
  for (auto const& pack : shipped().packs) {
    CAPTURE(pack.version());
    auto const verdict = evaluate(
        pack, Facts{},
        {.today = {2026, 11, 25}, .applies_to = Applies::fresh, .year = 2025, .about_share = 0.05});
    CHECK(verdict.state == State::unknown);
    CHECK(!verdict.missing.empty());
    CHECK(verdict.marks.empty());
    CHECK(!verdict.verified);
  }
}

// docs/methods/rules.md, "A ladder score by hand".
TEST_CASE("shipped packs: the score of an innovative firm of 2022, worked by hand") {
  auto const packs = shipped();
  auto const* pack = find(packs, "innovative_sme", {2024, 5, 1}, Applies::fresh);
  REQUIRE(pack != nullptr);
  auto facts = Facts{};
  auto const put = [&](std::string name, std::string year, double value) {
    facts.facts.push_back({std::move(name), std::move(year), value, "", "", "", {}});
  };
  put("ip_class1_high", "", 0);
  put("ip_class1_own", "", 1);
  put("rd", "2023", 400e4);
  put("revenue", "2023", 10000e4);
  put("main_revenue", "2023", 6500e4);
  put("main_revenue", "2022", 5800e4);
  put("assets", "2023", 10000e4);
  put("liabilities", "2023", 6000e4);
  put("emerging_field", "", 0);
  auto const verdict = evaluate(
      *pack, facts,
      {.today = {2024, 5, 1}, .applies_to = Applies::fresh, .year = 2023, .about_share = 0});
  REQUIRE(verdict.score);
  auto points = std::vector<double>{};
  for (auto const& item : verdict.score->items) {
    CHECK(item.least == item.most);
    points.push_back(item.most);
  }
  CHECK(points == std::vector<double>{15, 15, 15, 5, 5, 15});
  CHECK(verdict.score->most == 70);
  CHECK(verdict.state == State::met);
}
