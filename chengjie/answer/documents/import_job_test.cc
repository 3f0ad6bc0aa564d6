#include "chengjie/answer/documents/import_job.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "chengjie/answer/documents/mappings.h"
#include "chengjie/answer/meaning.h"
#include "chengjie/ledger/kinds.h"

using namespace chengjie;
using namespace chengjie::answer;

namespace {

// Two firms whose codes hold their check digit.
constexpr auto kCode = "91500198MA000000X6";
constexpr auto kHead = "代码,单位名称,平均用工人数,状态\n";

std::unique_ptr<store::Store> fresh() {
  auto opened = store::open(":memory:", store::Open::make_if_absent);
  REQUIRE(opened);
  return std::move(*opened);
}

store::Stamp now() { return {"测试", "2026-11-25T08:00:00", "import"}; }

ImportRequest request(std::string_view bytes, std::string kind = "enterprises") {
  auto r = ImportRequest{};
  r.bytes = bytes;
  r.file = "表.csv";
  r.kind = std::move(kind);
  r.office = "统计局";
  return r;
}

std::string table(std::string const& title, std::string const& rows) {
  return title + ",,,\n" + kHead + rows;
}

// "key=staff" of every record, by key.
std::string held(store::Store& s) {
  auto out = std::string{};
  auto const records = s.records("enterprises");
  REQUIRE(records);
  for (auto const& record : *records) {
    auto const staff = record.number("staff");
    out += record.key + "=" + (staff ? std::to_string(static_cast<int>(*staff)) : "") + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("what tables one after the other leave in the book") {
  auto const code = std::string{kCode};
  struct Row {
    std::string means;
    std::vector<std::string> tables;
    std::string want;
    std::int64_t version;
  };
  auto const march = [&](std::string const& rows) { return table("2026年3月", rows); };
  auto const april = [&](std::string const& rows) { return table("2026年4月", rows); };
  for (auto const& row : {
           Row{"the same table twice changes nothing",
               {march(code + ",甲厂,12,在库\n"), march(code + ",甲厂,12,在库\n")},
               code + "/甲厂/2026-03=12 ",
               1},
           Row{"a later month adds to the series",
               {march(code + ",甲厂,12,在库\n"), april(code + ",甲厂,13,在库\n")},
               code + "/甲厂/2026-03=12 " + code + "/甲厂/2026-04=13 ",
               2},
           Row{"the same month again restates it",
               {march(code + ",甲厂,12,在库\n"), march(code + ",甲厂,15,在库\n")},
               code + "/甲厂/2026-03=15 ",
               2},
           Row{"a blank cell leaves what is there",
               {march(code + ",甲厂,12,在库\n"), march(code + ",甲厂,,退出\n")},
               code + "/甲厂/2026-03=12 ",
               2},
           Row{"a row of blanks changes nothing",
               {march(code + ",甲厂,12,在库\n"), march(code + ",甲厂,,\n")},
               code + "/甲厂/2026-03=12 ",
               1},
           Row{"a firm that left keeps its series",
               {march(code + ",甲厂,12,在库\n"), april(code + ",甲厂,0,退出\n")},
               code + "/甲厂/2026-03=12 " + code + "/甲厂/2026-04=0 ",
               2},
           Row{"a firm that a later table lacks stays",
               {march(code + ",甲厂,12,在库\n,乙厂,3,在库\n"), march(code + ",甲厂,12,在库\n")},
               code + "/甲厂/2026-03=12 乙厂/2026-03=3 ",
               1},
           Row{"a row without a code is the firm of that name",
               {march(code + ",甲厂,12,在库\n"), april(",甲厂,13,在库\n")},
               code + "/甲厂/2026-03=12 " + code + "/甲厂/2026-04=13 ",
               2},
           Row{"a code that comes later takes the rows that had none",
               {march(",甲厂,12,在库\n"), april(code + ",甲厂,13,在库\n")},
               code + "/甲厂/2026-03=12 " + code + "/甲厂/2026-04=13 ",
               2},
           Row{"a code for the same month takes the row's place",
               {march(",甲厂,12,在库\n"), march(code + ",甲厂,14,在库\n")},
               code + "/甲厂/2026-03=14 ",
               2},
           Row{"two codes for one name: nobody can tell",
               {march(code + ",甲厂,12,在库\n91500198MA000001X4,甲厂,5,在库\n"),
                april(",甲厂,13,在库\n")},
               code + "/甲厂/2026-03=12 91500198MA000001X4/甲厂/2026-03=5 甲厂/2026-04=13 ",
               2},
           Row{"a row of its own under the code keeps the other apart",
               {march(code + ",甲厂,12,在库\n"),
                april(",甲厂,13,在库\n" + code + ",甲厂,14,在库\n")},
               code + "/甲厂/2026-03=12 " + code + "/甲厂/2026-04=14 甲厂/2026-04=13 ",
               2},
       }) {
    CAPTURE(row.means);
    auto const s = fresh();
    for (auto const& text : row.tables) {
      auto const done = import_into(*s, request(text), now());
      REQUIRE(done);
      CHECK(done->table.rejected.empty());
    }
    CHECK(held(*s) == row.want);
    CHECK(*s->version() == row.version);
    CHECK(s->verify_log()->empty());
  }
}

TEST_CASE("a blank cell keeps the value and its source, or empties it when one asks for that") {
  auto const code = std::string{kCode};
  auto const s = fresh();
  REQUIRE(import_into(*s, request(table("2026年3月", code + ",甲厂,12,在库\n")), now()));
  auto const blank = table("2026年3月", code + ",甲厂,,退出\n");
  auto second = request(blank);
  second.file = "后来的表.csv";
  auto const kept = import_into(*s, second, now());
  REQUIRE(kept);
  CHECK(kept->counts.kept == 1);
  CHECK(kept->counts.changed == 1);
  auto const record = s->records("enterprises")->front();
  CHECK(record.origin.file == "后来的表.csv");
  REQUIRE(record.find("staff")->from);
  CHECK(record.find("staff")->from->file == "表.csv");
  second.blanks_clear = true;
  auto const cleared = import_into(*s, second, now());
  REQUIRE(cleared);
  CHECK(cleared->counts.kept == 0);
  CHECK(held(*s) == code + "/甲厂/2026-03= ");
}

TEST_CASE("a row without a code empties the row under its firm's code when one asks for that") {
  auto const code = std::string{kCode};
  auto const s = fresh();
  REQUIRE(import_into(*s, request(table("2026年3月", code + ",甲厂,12,在库\n")), now()));
  auto const blank = table("2026年3月", ",甲厂,,在库\n");
  auto second = request(blank);
  REQUIRE(import_into(*s, second, now()));
  CHECK(held(*s) == code + "/甲厂/2026-03=12 ");
  second.blanks_clear = true;
  auto const cleared = import_into(*s, second, now());
  REQUIRE(cleared);
  CHECK(cleared->counts.kept == 0);
  CHECK(held(*s) == code + "/甲厂/2026-03= ");
}

TEST_CASE("a restatement keeps both") {
  auto const s = fresh();
  auto const first = table("2026年3月", std::string{kCode} + ",甲厂,12,在库\n");
  auto const second = table("2026年3月", std::string{kCode} + ",甲厂,15,在库\n");
  REQUIRE(
      import_into(*s, request(first), {"甲", "2026-04-01T08:00:00", "import enterprises 一.csv"}));
  REQUIRE(
      import_into(*s, request(second), {"乙", "2026-05-01T08:00:00", "import enterprises 二.csv"}));
  auto count = 0;
  REQUIRE(s->restatements([&](store::LogRow const& row) {
    ++count;
    CHECK(row.before->number("staff") == 12);
    CHECK(row.after->number("staff") == 15);
    CHECK(row.before->origin.table != row.after->origin.table);
    CHECK(row.stamp.who == "乙");
  }));
  CHECK(count == 1);
  CHECK(s->all_as_of("2026-04-15")->front().number("staff") == 12);
}

TEST_CASE("all or nothing") {
  auto const s = fresh();
  auto const text = std::string{"园区名称,可供地(亩)\n甲,1\n乙,2\n"};
  auto asked = request(text, "parks");
  asked.before_commit = [](tables::Import const&) -> Result<Done> {
    return Error{Code::unavailable, "不写了", {}, {}};
  };
  CHECK(import_into(*s, asked, now()).error().what == "不写了");
  CHECK(s->records("parks")->empty());
  CHECK(*s->version() == 0);
  auto const refused = import_into(*s, request("没有,表头\n", "parks"), now());
  REQUIRE(refused);
  CHECK(refused->table.refused == "no_header");
  CHECK(*s->version() == 0);
  CHECK(!import_into(*s, request(text, "no_such"), now()));
  auto const done = import_into(*s, request(text, "parks"), now());
  REQUIRE(done);
  CHECK(done->counts.added == 2);
  CHECK(done->version == 1);
}

TEST_CASE("what moved since a preview refuses the import") {
  auto const s = fresh();
  auto const one = std::string{"园区名称,可供地(亩)\n甲,1\n"};
  auto const two = std::string{"园区名称,可供地(亩)\n甲,2\n"};
  auto const three = std::string{"园区名称,可供地(亩)\n甲,3\n"};
  REQUIRE(import_into(*s, request(one, "parks"), now()));
  auto const seen = preview_import(s.get(), request(three, "parks"));
  REQUIRE(seen);
  CHECK(seen->records == 1);
  REQUIRE(import_into(*s, request(two, "parks"), now()));
  auto late = request(three, "parks");
  late.based_on = seen->version;
  CHECK(import_into(*s, late, now()).error().code == Code::conflict);
  CHECK(s->records("parks")->front().number("free_mu") == 2);
}

TEST_CASE("a mapping that a person once gave is remembered for the office's header") {
  auto const s = fresh();
  auto const text = std::string{"园区名称,还能用的地(亩)\n甲,1\n"};
  auto const next = std::string{"园区名称,还能用的地(亩)\n甲,7\n"};
  auto first = request(text, "parks");
  first.map = {{"还能用的地(亩)", "free_mu"}};
  REQUIRE(import_into(*s, first, now()));
  CHECK(s->records("parks")->front().number("free_mu") == 1);
  CHECK(s->records(kMappings)->size() == 1);
  auto const again = import_into(*s, request(next, "parks"), now());
  REQUIRE(again);
  CHECK(s->records("parks")->front().number("free_mu") == 7);
  CHECK(again->remembered == first.map);

  struct Row {
    std::string means;
    ImportRequest request;
  };
  auto other_office = request(text, "parks");
  other_office.office = "发改委";
  auto told_not_to = request(text, "parks");
  told_not_to.use_remembered = false;
  auto const other_header = std::string{"园区名称,还能用的地(亩),主导产业\n丙,7,电子\n"};
  for (auto const& row : {Row{"another office", other_office}, Row{"told not to", told_not_to},
                          Row{"another header", request(other_header, "parks")}}) {
    CAPTURE(row.means);
    auto const seen = preview_import(s.get(), row.request);
    REQUIRE(seen);
    CHECK(seen->remembered.empty());
  }
  REQUIRE(import_into(*s, request(other_header, "parks"), now()));
  CHECK(!(*s->record("parks", "丙"))->number("free_mu"));
}

TEST_CASE("a large table goes through the queue whole") {
  auto text = std::string{"园区名称,可供地(亩)\n"};
  for (auto i = 0; i != 20'000; ++i) {
    text += "园" + std::to_string(i) + "," + std::to_string(i) + "\n";
  }
  auto const s = fresh();
  auto rows = std::size_t{0};
  auto asked = request(text, "parks");
  asked.progress = [&](std::size_t n) { rows = n; };
  auto const done = import_into(*s, asked, now());
  REQUIRE(done);
  CHECK(done->records == 20'000);
  CHECK(done->counts.added == 20'000);
  CHECK(rows == 20'000);
  CHECK(s->keys("parks")->size() == 20'000);
  CHECK((*s->record("parks", "园19999"))->origin.row == 20'001);
}

TEST_CASE("the stated keys are those that the importer uses") {
  for (auto const& kind : kinds()) {
    CAPTURE(kind.name);
    auto const& meaning = meaning_of(kind.name);
    CHECK(std::ranges::equal(kind.keys, meaning.keys));
    CHECK(kind.any_key == (meaning.take != "all"));
    CHECK(kind.joint_key == (meaning.take == "joint"));
    CHECK(kind.also_key == meaning.also);
    CHECK(kind.period == meaning.period);
    if (meaning.left.empty()) { continue; }
    auto const equals = meaning.left.find('=');
    auto const* column = column_named(kind, meaning.left.substr(0, equals));
    REQUIRE(column != nullptr);
    CHECK(!word_of(*column, meaning.left.substr(equals + 1)).empty());
  }
  CHECK(!read_meanings("[[kind]]\nname = \"x\"\n", "x.toml"));
  CHECK(!read_meanings("[[kind]]\nname = \"x\"\nkeys = [\"a\"]\ntake = \"some\"\n", "x.toml"));
  CHECK(!read_meanings("x = 1\n", "x.toml"));
}
