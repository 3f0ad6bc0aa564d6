// Short texts with one planted contradiction each, and texts without any, from reading to the
// sentence: cases/reconcile/planted.txt, fresh.txt, clean.txt.
#include "chengjie/answer/reconciling/contradictions.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "chengjie/answer/reconciling/same.h"
#include "chengjie/answer/reconciling/settled.h"
#include "chengjie/base/hash.h"
#include "chengjie/ledger/fact.h"
#include "chengjie/reading/reader.h"

using namespace chengjie;
using namespace chengjie::answer;

namespace {

struct Block {
  std::string head;
  std::vector<std::string> documents;
};

std::vector<Block> blocks_of(std::string const& path) {
  auto file = std::ifstream{path, std::ios::binary};
  auto text = std::stringstream{};
  text << file.rdbuf();
  auto const all = text.str();
  auto out = std::vector<Block>{};
  constexpr auto kHead = std::string_view{"\n=== "};
  for (auto at = all.find(kHead); at != std::string::npos;) {
    auto const next = all.find(kHead, at + 1);
    auto const block = all.substr(at + kHead.size(), next - at - kHead.size());
    auto const line = block.find('\n');
    out.push_back({block.substr(0, line), {}});
    auto rest = block.substr(line + 1);
    for (auto cut = rest.find("\n---\n"); cut != std::string::npos; cut = rest.find("\n---\n")) {
      out.back().documents.push_back(rest.substr(0, cut + 1));
      rest.erase(0, cut + 5);
    }
    out.back().documents.push_back(rest);
    at = next;
  }
  return out;
}

Field field(std::string column, std::string value) {
  return {std::move(column), std::move(value), {}, {}, {}};
}

// What a ledger holds that was made by reading these documents.
struct Ledger {
  std::vector<Record> records;
  std::vector<DocumentText> texts;
  std::string region;
};

Ledger ledger_of(std::vector<std::string> const& documents) {
  auto out = Ledger{};
  for (auto const& bytes : documents) {
    auto const hash = sha256_hex(bytes);
    auto const name = "d" + std::to_string(out.texts.size() + 1) + ".txt";
    auto reading = reading::read(bytes, name,
                                 {.date = {}, .gazetteer = {}, .why = false, .facts_only = false});
    REQUIRE(reading);
    out.texts.push_back({hash, name, bytes});
    out.records.push_back(
        {"documents", hash, {field("name", name), field("main_place", reading->main_place)}, {}});
    for (auto& fact : reading->facts) {
      auto& clause = std::get<Clause>(fact.evidence);
      clause.document = hash;
      clause.name = name;
      out.records.push_back(fact_record(fact));
    }
    for (auto const& entity : reading->entities) {
      out.records.push_back(
          {"entities",
           hash + "/" + entity.name,
           {field("type", std::string{reading::name_of(entity.type)}), field("name", entity.name)},
           {}});
    }
    if (out.region.empty()) { out.region = reading->main_place; }
  }
  if (out.region.empty()) { out.region = "本区"; }
  return out;
}

std::vector<Contradiction> found_in(Ledger const& ledger) {
  auto const book = Book{ledger.records};
  auto basis = Basis{};
  auto found = contradictions({book, ledger.region, "2026-11-25", {}, basis}, ledger.texts);
  std::erase_if(found, [](auto const& row) { return row.severity == "note"; });
  return found;
}

void check_planted(std::string const& path, std::size_t least) {
  auto const blocks = blocks_of(path);
  REQUIRE(blocks.size() >= least);
  auto right = std::size_t{0};
  for (auto const& block : blocks) {
    CAPTURE(block.documents.front());
    auto const found = found_in(ledger_of(block.documents));
    right += std::ranges::any_of(found, [&](auto const& row) { return row.kind == block.head; });
    for (auto const& row : found) {
      CAPTURE(row.sentence);
      CHECK(row.kind == block.head);  // nothing but what was planted
      CHECK(!row.figures.empty());
      CHECK(row.key.size() == 12);
    }
  }
  MESSAGE(path, ": ", right, " of ", blocks.size());
  CHECK(right >= least);
}

}  // namespace

TEST_CASE("contradictions planted in short texts are found, each as its kind") {
  check_planted("cases/reconcile/planted.txt", 30);
  check_planted("cases/reconcile/fresh.txt", 18);
}

TEST_CASE("texts without a contradiction yield none") {
  auto const blocks = blocks_of("cases/reconcile/clean.txt");
  REQUIRE(blocks.size() >= 25);
  for (auto const& block : blocks) {
    CAPTURE(block.head);
    for (auto const& row : found_in(ledger_of(block.documents))) {
      CAPTURE(row.sentence);
      CHECK(false);
    }
  }
}

TEST_CASE("a document in GB18030 contradicts itself at the bytes it has on disk") {
  // "北固区2024年\n…亿元以上项目60个，其中5亿元以上项目70个。" in GB18030: 亿 is two bytes there.
  auto const bytes = std::string{
      "\xb1\xb1\xb9\xcc\xc7\xf8"
      "2024\xc4\xea\xca\xb5\xca\xa9\xd2\xda\xd4\xaa\xd2\xd4\xc9\xcf\xcf\xee\xc4\xbf"
      "60\xb8\xf6\xa3\xac\xc6\xe4\xd6\xd0"
      "5\xd2\xda\xd4\xaa\xd2\xd4\xc9\xcf\xcf\xee\xc4\xbf"
      "70\xb8\xf6\xa1\xa3\n"};
  auto const found = found_in(ledger_of({bytes}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == "parts_against_whole");
  for (auto const& figure : found[0].figures) {
    auto const& clause = std::get<Clause>(figure.evidence);
    CHECK(clause.end <= bytes.size());
    CHECK(bytes.substr(clause.at, 2) == (figure.value == 60 ? "60" : "70"));
    CHECK(found[0].sentence.find(mark_of(figure)) != std::string::npos);
  }
}

TEST_CASE("a point outside the outline of its district is told, one inside is not") {
  auto const park = [](std::string const& name, double lon, double lat) {
    auto record = chengjie::Record{};
    record.kind = "parks";
    record.key = name;
    record.origin.file = "parks.csv";
    record.origin.row = 2;
    record.fields = {field("name", name), field("district", "甲区")};
    record.fields.push_back({"lon", lon, {}, {}, {}});
    record.fields.push_back({"lat", lat, {}, {}, {}});
    return record;
  };
  auto const book = Book{{park("东园", 106.4, 29.5), park("西园", 108.9, 31.0)}};
  auto const outlines = std::vector<reconcile::Outline>{
      {"甲区", {{{106.2, 29.2}, {106.6, 29.2}, {106.6, 29.6}, {106.2, 29.6}, {106.2, 29.2}}}}};
  auto basis = Basis{};
  auto const found = contradictions({book, "甲区", "2026-11-25", {}, basis}, {}, outlines);
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == "misplaced_point");
  CHECK(found[0].sentence.find("西园") != std::string::npos);
}

TEST_CASE("what a person settled stays settled while its sources are the same") {
  auto ledger = ledger_of(blocks_of("cases/reconcile/planted.txt").front().documents);
  auto const before = found_in(ledger);
  REQUIRE(before.size() == 1);
  REQUIRE(!disputed_marks(before).empty());
  auto const settled = Settlement{before[0].key, "scope", {}, "两处口径不同", "甲", "2026-11-25"};
  auto const change = settle(before, settled);
  REQUIRE(change);
  ledger.records.push_back(*change->after);
  auto const after = found_in(ledger);
  REQUIRE(after.size() == 1);
  REQUIRE(after[0].settled);
  CHECK(after[0].settled->why == "两处口径不同");
  CHECK(disputed_marks(after).empty());

  struct Row {
    std::string_view why;
    Settlement given;
    Code code;
  };
  for (auto const& row : std::vector<Row>{
           {"no such", {"nothing", "scope", {}, "w", "甲", "d"}, Code::not_found},
           {"no verdict", {before[0].key, "maybe", {}, "w", "甲", "d"}, Code::bad_usage},
           {"no reason", {before[0].key, "scope", {}, "", "甲", "d"}, Code::bad_usage},
           {"which holds?", {before[0].key, "wrong", {}, "w", "甲", "d"}, Code::bad_usage},
           {"not one of them", {before[0].key, "wrong", "x", "w", "甲", "d"}, Code::bad_usage},
           {"none to prefer", {before[0].key, "noise", "x", "w", "甲", "d"}, Code::bad_usage}}) {
    CAPTURE(row.why);
    auto const refused = settle(before, row.given);
    REQUIRE(!refused);
    CHECK(refused.error().code == row.code);
  }
  auto const holds = mark_of(before[0].figures.front());
  CHECK(settle(before, {before[0].key, "wrong", holds, "核对了原表", "甲", "d"}));
}

TEST_CASE("firms: sure ones join, a refused pair is never joined again, a code stands for both") {
  auto const firm = [](std::string key, std::string name, std::string code) {
    auto record = Record{"enterprises", std::move(key), {field("name", std::move(name))}, {}};
    if (!code.empty()) { record.fields.push_back(field("uscc", std::move(code))); }
    return record;
  };
  auto const code = std::string{"91350100M000100Y43"};
  auto records = std::vector<Record>{
      firm("1", "重庆榆湾机械有限公司", code), firm("2", "重庆市榆湾机械有限公司", ""),
      firm("3", "苏州澄野电子科技有限公司", ""), firm("4", "澄野电子科技（苏州）有限公司", "")};
  auto const pairs = same_pairs(Book{records});
  REQUIRE(pairs.size() == 2);
  CHECK(pairs[0].sure);
  CHECK(pairs[1].sure);
  CHECK(joined_ids(Book{records}).empty());

  auto const refused = decide(Book{records}, {"重庆榆湾机械有限公司", "重庆市榆湾机械有限公司",
                                              false, "两家", "甲", "2026-11-25"});
  REQUIRE(refused);
  records.push_back(*refused->after);
  auto const joining = join_sure(same_pairs(Book{records}), "2026-11-25");
  REQUIRE(joining.size() == 1);
  records.push_back(*joining[0].after);
  auto const joined = joined_ids(Book{records});
  CHECK(joined.size() == 1);
  CHECK(!joined.contains("重庆市榆湾机械有限公司"));
  CHECK(join_sure(same_pairs(Book{records}), "2026-11-26").empty());

  auto const accepted =
      decide(Book{records}, {code, "重庆市榆湾机械有限公司", true, "看过执照", "甲", "2026-11-26"});
  REQUIRE(accepted);
  records.push_back(*accepted->after);  // the same key: the later word holds
  CHECK(joined_ids(Book{records}).at("重庆市榆湾机械有限公司") == code);
  CHECK(!decide(Book{records}, {"没有这家", code, true, "", "甲", "d"}));
  CHECK(!decide(Book{records}, {code, code, true, "", "甲", "d"}));
}
