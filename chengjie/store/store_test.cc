#include "chengjie/store/store.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "chengjie/base/hash.h"

using namespace chengjie;
using namespace chengjie::store;

namespace {

Record park(std::string const& name, double free_mu) {
  return {"parks",
          name,
          {{"name", name, "A", {}, {}},
           {"free_mu", free_mu, "B", Bound::about, "mu"},
           {"note", {}, {}, {}, {}}},
          {"hash", "parks.csv", "", 2}};
}

Change put(Record const& record) { return {record.kind, record.key, record}; }

std::unique_ptr<Store> fresh() {
  auto opened = store::open(":memory:", Open::make_if_absent);
  REQUIRE(opened);
  return std::move(*opened);
}

Stamp at(std::string const& when) { return {"测试", when, "test"}; }

struct TempFolder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("cj_store_" + std::to_string(std::rand()));
  TempFolder() { std::filesystem::create_directories(path); }
  ~TempFolder() { std::filesystem::remove_all(path); }
  std::string file(std::string const& name) const { return (path / name).string(); }
};

}  // namespace

TEST_CASE("apply writes, leaves out what changes nothing, and keeps the history") {
  auto const s = fresh();
  REQUIRE(s->apply({put(park("甲", 300)), put(park("乙", 100))}, at("2026-01-01T08:00:00"), {}));
  CHECK(*s->version() == 1);
  CHECK(*s->apply({put(park("甲", 300))}, at("2026-01-02T08:00:00"), {}) == 1);  // the same again
  CHECK(*s->apply({put(park("甲", 250))}, at("2026-02-01T08:00:00"), {}) == 2);
  CHECK((*s->record("parks", "甲"))->number("free_mu") == 250);
  CHECK(s->records("parks")->size() == 2);
  auto const history = s->history("parks", "甲");
  REQUIRE(history);
  REQUIRE(history->size() == 2);
  CHECK(!(*history)[0].before);
  CHECK((*history)[1].before->number("free_mu") == 300);
  CHECK((*history)[1].stamp.who == "测试");
  auto const old = s->all_as_of("2026-01-15");
  REQUIRE(old);
  REQUIRE(old->size() == 2);
  CHECK((*old)[1].number("free_mu") == 300);
  CHECK(s->all_as_of("2025-12-31")->empty());
  CHECK(s->verify_log()->empty());
}

TEST_CASE("a long key is found again in the history") {
  auto const s = fresh();
  auto const name = std::string{"parks/西部（重庆）科学城九龙坡片区西彭园区/power_free_kva"};
  REQUIRE(s->apply({put(park(name, 1))}, at("2026-01-01T08:00:00"), {}));
  CHECK(s->history("parks", name)->size() == 1);
  CHECK(s->history("parks", name + "x")->empty());
}

TEST_CASE("undo takes a change back, and only what nothing was built upon") {
  auto const s = fresh();
  REQUIRE(s->apply({put(park("甲", 300))}, at("2026-01-01T08:00:00"), {}));
  REQUIRE(s->apply({put(park("甲", 250)), put(park("乙", 10))}, at("2026-01-02T08:00:00"), {}));
  CHECK(!s->undo(1, at("2026-01-03T08:00:00")));
  CHECK(s->undo(1, at("2026-01-03T08:00:00")).error().code == Code::conflict);
  REQUIRE(s->undo(2, at("2026-01-03T08:00:00")));
  CHECK((*s->record("parks", "甲"))->number("free_mu") == 300);
  CHECK(!*s->record("parks", "乙"));
  CHECK(s->undo(99, at("2026-01-03T08:00:00")).error().code == Code::not_found);
  CHECK(s->verify_log()->empty());
}

TEST_CASE("apply refuses what was computed on a version that has moved") {
  auto const s = fresh();
  REQUIRE(s->apply({put(park("甲", 300))}, at("2026-01-01T08:00:00"), {}));
  auto const based_on = *s->version();
  REQUIRE(s->apply({put(park("甲", 200))}, at("2026-01-02T08:00:00"), {}));
  auto const late =
      s->apply({put(park("甲", 100)), put(park("丙", 5))}, at("2026-01-03T08:00:00"), based_on);
  REQUIRE(!late);
  CHECK(late.error().code == Code::conflict);
  CHECK(late.error().where == "parks/甲");
  CHECK(!*s->record("parks", "丙"));  // all or nothing
}

TEST_CASE("blobs and traces are kept by content") {
  auto const s = fresh();
  auto const bytes = std::string("a\0b", 3);
  REQUIRE(s->keep_blob("h", {"文件.txt", bytes}));
  REQUIRE(s->keep_blob("h", {"again.txt", "other"}));
  CHECK((*s->blob("h"))->bytes == bytes);
  CHECK((*s->blob("h"))->name == "文件.txt");
  CHECK(!*s->blob("none"));
  REQUIRE(s->keep_traces({{"m1", "x"}, {"m2", "y"}, {"m1", "z"}}));
  CHECK(**s->trace("m1") == "x");
  CHECK(!*s->trace("m3"));
  CHECK(s->traces()->size() == 2);
}

TEST_CASE("a change behind the log is found") {
  auto const folder = TempFolder{};
  auto const path = folder.file("a.db");
  {
    auto const s = store::open(path, Open::make_if_absent);
    REQUIRE(s);
    REQUIRE((*s)->apply({put(park("甲", 300))}, at("2026-01-01T08:00:00"), {}));
    REQUIRE((*s)->apply({put(park("乙", 200))}, at("2026-01-02T08:00:00"), {}));
  }
  struct Row {
    char const* sql;
    char const* tells;
  };
  for (auto const& row :
       {Row{"INSERT INTO body (text) SELECT replace(text, '300', '900') FROM body WHERE id = 1; "
            "UPDATE record SET body = last_insert_rowid() WHERE key = '甲'",
            "记录 parks/甲 与日志里最后一次写入的不同"},
        Row{"UPDATE record SET body = NULL WHERE key = '甲'", "与日志"},
        Row{"DELETE FROM record WHERE key = '甲'", "第 1 次变更被改动过"},
        Row{"INSERT INTO record (kind, key, body, change) VALUES ('parks', '丁', 1, 1)",
            "记录 parks/丁 不是经变更日志写入的"},
        Row{"UPDATE body SET text = replace(text, '200', '900')", "第 2 次变更被改动过"},
        Row{"UPDATE shape SET text = replace(text, 'free_mu', 'land_mu')", "列的说明"},
        Row{"UPDATE change SET who = '别人' WHERE id = 1", "第 1 次变更被改动过"},
        Row{"DELETE FROM entry WHERE change = 1; DELETE FROM change WHERE id = 1", "不见了"}}) {
    CAPTURE(row.sql);
    auto const copy = folder.file("copy.db");
    std::filesystem::remove(copy);
    std::filesystem::copy_file(path, copy);
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open(copy.c_str(), &connection) == SQLITE_OK);
    REQUIRE(sqlite3_exec(connection, row.sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(connection);
    auto const s = store::open(copy, Open::existing);
    REQUIRE(s);
    auto const verdict = (*s)->verify_log();
    REQUIRE(verdict);
    CHECK(verdict->find(row.tells) != std::string::npos);
  }
}

TEST_CASE("what is no ledger of ours is refused and left alone") {
  auto const folder = TempFolder{};
  auto const write = [&](std::string const& name, std::string const& text) {
    std::ofstream(folder.file(name), std::ios::binary) << text;
    return folder.file(name);
  };
  auto const text = write("text.db", std::string(300, 'x'));
  CHECK(store::open(text, Open::make_if_absent).error().what.find("不是账本文件") !=
        std::string::npos);
  auto const head = write("short.db", "SQLite format 3");
  CHECK(!store::open(head, Open::make_if_absent));
  CHECK(store::open(folder.file("none.db"), Open::existing).error().code == Code::not_found);
  CHECK(!std::filesystem::exists(folder.file("none.db")));
  CHECK(!store::open(write("empty.db", ""), Open::existing));
  CHECK(!store::open(folder.path.string(), Open::make_if_absent));
  CHECK(store::open("postgresql://x", Open::existing).error().code == Code::unsupported);

  auto const foreign = folder.file("foreign.db");
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open(foreign.c_str(), &connection) == SQLITE_OK);
  REQUIRE(sqlite3_exec(connection, "CREATE TABLE t (a)", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(connection);
  auto const before = std::filesystem::last_write_time(foreign);
  CHECK(store::open(foreign, Open::make_if_absent).error().what.find("别的程序") !=
        std::string::npos);
  CHECK(std::filesystem::last_write_time(foreign) == before);

  auto const ours = folder.file("ours.db");
  { REQUIRE(store::open(ours, Open::make_if_absent)); }
  { REQUIRE(store::open(ours, Open::existing)); }
  std::filesystem::resize_file(ours, 4096 + 17);  // cut off in the middle
  auto const cut = store::open(ours, Open::existing);
  if (cut) { CHECK(!(*cut)->all()); }
}

TEST_CASE("a second table of the same record adds its columns, each with its own source") {
  auto const s = fresh();
  auto const first =
      Record{"enterprises",
             "甲/2023",
             {{"name", std::string{"甲"}, "A", {}, {}}, {"staff", 12.0, "B", {}, {}}},
             {"h1", "月报.csv", "", 2}};
  auto const second =
      Record{"enterprises",
             "甲/2023",
             {{"name", std::string{"甲"}, "C", {}, {}}, {"energy_tce", 5.0, "D", Bound::about, {}}},
             {"h2", "亩均.xlsx", "表1", 9}};
  auto const add = [&](Record const& r) { return store::Change{r.kind, r.key, r, true}; };
  REQUIRE(s->apply({add(first)}, at("2026-01-01T08:00:00")));
  REQUIRE(s->apply({add(second)}, at("2026-01-02T08:00:00")));
  auto const both = **s->record("enterprises", "甲/2023");
  CHECK(both.number("staff") == 12);
  CHECK(both.number("energy_tce") == 5);
  CHECK(both.origin.file == "亩均.xlsx");
  CHECK(both.origin_of(*both.find("staff")) == first.origin);
  CHECK(both.origin_of(*both.find("energy_tce")) == second.origin);
  CHECK(*s->apply({add(first)}, at("2026-01-03T08:00:00")) == 2);  // nothing new
  CHECK(*s->apply({add(second)}, at("2026-01-03T08:00:00")) == 2);
  CHECK(s->verify_log()->empty());
}

TEST_CASE("the same values from another file change nothing") {
  auto const s = fresh();
  REQUIRE(s->apply({put(park("甲", 300))}, at("2026-01-01T08:00:00")));
  auto again = park("甲", 300);
  again.origin = {"other", "又一份.csv", "", 5};
  std::swap(again.fields[0], again.fields[1]);
  CHECK(*s->apply({put(again)}, at("2026-01-02T08:00:00")) == 1);
  CHECK((*s->record("parks", "甲"))->origin.file == "parks.csv");
}

TEST_CASE("a change written piece by piece is seen whole or not at all") {
  auto const folder = TempFolder{};
  auto const path = folder.file("a.db");
  auto const s = std::move(*store::open(path, Open::make_if_absent));
  auto const reader = std::move(*store::open(path, Open::read));
  auto const before = *reader->data_version();
  {
    auto const writer = s->begin(at("2026-01-01T08:00:00"));
    REQUIRE(writer);
    for (auto i = 0; i != 1000; ++i) {
      REQUIRE((*writer)->put(put(park("园" + std::to_string(i), i))));
    }
    CHECK((*writer)->counts().added == 1000);
    CHECK((*writer)->put(put(park("园1", 7))).error().code == Code::conflict);
    // A reader does not wait and sees nothing of it.
    CHECK(reader->records("parks")->empty());
  }
  CHECK(s->records("parks")->empty());
  CHECK(*s->version() == 0);
  CHECK(*reader->data_version() == before);
  auto const writer = s->begin(at("2026-01-01T08:00:00"));
  REQUIRE((*writer)->put(put(park("甲", 1))));
  REQUIRE((*writer)->keep_blob("h", {"a.csv", "bytes"}));
  CHECK(*(*writer)->commit() == 1);
  CHECK(reader->records("parks")->size() == 1);
  CHECK(*reader->data_version() != before);
  CHECK(s->verify_log()->empty());
  CHECK(!reader->apply({put(park("乙", 1))}, at("2026-01-02T08:00:00")));
}

TEST_CASE("changes made together are changes of their own and reach the disk at the end") {
  auto const folder = TempFolder{};
  auto const path = folder.file("a.db");
  auto const s = std::move(*store::open(path, Open::make_if_absent));
  auto const reader = std::move(*store::open(path, Open::read));
  REQUIRE(s->together([&]() -> Result<Done> {
    REQUIRE(s->keep_blob("h", {"a.txt", "bytes"}));
    CHECK(*s->apply({put(park("甲", 1))}, at("2026-01-01T08:00:00")) == 1);
    {
      // One that is refused goes alone, with the shape that only it has.
      auto const writer = s->begin(at("2026-01-01T08:00:00"));
      REQUIRE((*writer)->put(
          {"plots", "一", Record{"plots", "一", {{"use", "工业", {}, {}, {}}}, {}}}));
      CHECK((*writer)->put({"plots", "一", Record{"plots", "一", {}, {}}}).error().code ==
            Code::conflict);
    }
    CHECK(*s->apply({put(park("乙", 2))}, at("2026-01-01T08:00:00")) == 2);
    CHECK(reader->records("parks")->empty());
    return kDone;
  }));
  CHECK(reader->records("parks")->size() == 2);
  CHECK(reader->records("plots")->empty());
  CHECK(reader->blob("h")->has_value());
  CHECK(s->changes()->size() == 2);
  auto const refused = s->together([&]() -> Result<Done> {
    REQUIRE(s->apply({put(park("丙", 3))}, at("2026-01-02T08:00:00")));
    return Error{Code::bad_input, "停", "", ""};
  });
  CHECK(refused.error().what == "停");
  CHECK(s->records("parks")->size() == 2);
  REQUIRE(s->apply({{"plots", "一", Record{"plots", "一", {{"use", "工业", {}, {}, {}}}, {}}}},
                   at("2026-01-03T08:00:00")));
  CHECK(s->record("plots", "一")->has_value());
  REQUIRE(s->undo(2, at("2026-01-04T08:00:00")));
  CHECK(s->records("parks")->size() == 1);
  CHECK(s->verify_log()->empty());
}

TEST_CASE("what moved since a version is told once, as it stands now") {
  auto const s = fresh();
  REQUIRE(s->apply({put(park("甲", 1)), put(park("乙", 2))}, at("2026-01-01T08:00:00")));
  REQUIRE(s->apply({put(park("甲", 3))}, at("2026-01-02T08:00:00")));
  REQUIRE(s->apply({put(park("甲", 4)), {"parks", "乙", std::nullopt}}, at("2026-01-03T08:00:00")));
  auto const moved = s->moved_since(1, 10);
  REQUIRE(moved);
  REQUIRE(*moved);
  CHECK((*moved)->version == 3);
  REQUIRE((*moved)->put.size() == 1);
  CHECK((*moved)->put.front().number("free_mu") == 4);
  CHECK((*moved)->gone == std::vector{std::pair<std::string, std::string>{"parks", "乙"}});
  CHECK((*s->moved_since(3, 10))->put.empty());
  CHECK(!*s->moved_since(0, 1));  // more than that
  CHECK((*s->moved_since(0, 2))->version == 3);
  CHECK(!*s->moved_since(4, 10));  // another ledger, or an older copy of it
}

TEST_CASE("a published version stays as it was signed off") {
  auto const s = fresh();
  CHECK(!s->publish({"一季度", "局长", {}}, at("2026-01-01T08:00:00")));  // nothing to publish
  REQUIRE(s->apply({put(park("甲", 300))}, at("2026-01-01T08:00:00")));
  REQUIRE(s->publish({"一季度", "局长", "终审"}, at("2026-01-01T09:00:00")));
  REQUIRE(
      s->apply({put(park("甲", 100)), {"parks", "乙", park("乙", 5)}}, at("2026-01-01T10:00:00")));
  auto const then = s->all_as_of("一季度");
  REQUIRE(then);
  REQUIRE(then->size() == 1);
  CHECK(then->front().number("free_mu") == 300);
  CHECK(s->all_as_of("二季度").error().code == Code::not_found);
  auto const name = (*s->record(kPublished, "一季度"))->text("signed_off_by");
  CHECK(name == "局长");
  CHECK(s->publish({"一季度", "别人", {}}, at("2026-01-02T08:00:00")).error().code ==
        Code::conflict);
  CHECK(
      s->apply({{std::string{kPublished}, "一季度", {}}}, at("2026-01-02T08:00:00")).error().code ==
      Code::conflict);
  CHECK(s->undo(2, at("2026-01-02T08:00:00")).error().code == Code::conflict);
  CHECK(s->verify_log()->empty());
}

TEST_CASE("a change is taken back once") {
  auto const s = fresh();
  REQUIRE(s->apply({put(park("甲", 300))}, at("2026-01-01T08:00:00")));
  auto stamp = at("2026-01-02T08:00:00");
  stamp.from = "undo 1";
  CHECK(*s->undo(1, stamp) == 2);
  CHECK(s->undo(1, stamp).error().what == "第 1 次变更已经撤销过了");
  stamp.from = "undo 2";
  CHECK(*s->undo(2, stamp) == 3);
  CHECK((*s->record("parks", "甲"))->number("free_mu") == 300);
}

TEST_CASE("a ledger of the first version is brought over, and its log still holds") {
  auto const folder = TempFolder{};
  auto const path = folder.file("old.db");
  auto const run = [&](char const* sql) {
    sqlite3* connection = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
    REQUIRE(sqlite3_exec(connection, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(connection);
  };
  run(R"(
CREATE TABLE record (kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, change INTEGER NOT NULL,
  PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE change (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, source TEXT NOT NULL,
  hash TEXT NOT NULL);
CREATE TABLE entry (change INTEGER NOT NULL REFERENCES change(id), kind TEXT NOT NULL, key TEXT NOT NULL,
  before TEXT, after TEXT, PRIMARY KEY (change, kind, key)) WITHOUT ROWID;
CREATE INDEX entry_of_record ON entry (kind, key);
CREATE TABLE blob (hash TEXT PRIMARY KEY, name TEXT NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE trace (mark TEXT PRIMARY KEY, body TEXT NOT NULL);
INSERT INTO change VALUES (1, '2026-01-01T08:00:00', '某', 'import', '9872c69d14416d39a511749069cdc599964d50b08c418a8e89aca9a718dd1028');
INSERT INTO change VALUES (2, '2026-01-02T08:00:00', '某', 'import', '2b01b126ded35f8abb7129ffdddabd732bae754d0f4f152b5f67cef6ae146161');
INSERT INTO entry VALUES (1, 'parks', '甲', NULL, '{"f":[["free_mu",3.0,"B"]],"o":["h","a.csv","",2]}');
INSERT INTO entry VALUES (1, 'parks', '乙', NULL, '{"f":[["free_mu",5.0,"B"]],"o":["h","a.csv","",3]}');
INSERT INTO entry VALUES (2, 'parks', '乙', '{"f":[["free_mu",5.0,"B"]],"o":["h","a.csv","",3]}', NULL);
INSERT INTO record VALUES ('parks', '甲', '{"f":[["free_mu",3.0,"B"]],"o":["h","a.csv","",2]}', 1);
PRAGMA application_id = 1128942641;
PRAGMA user_version = 1;)");
  auto opened = store::open(path, Open::existing);
  REQUIRE(opened);
  auto const& s = *opened;
  CHECK((*s->record("parks", "甲"))->number("free_mu") == 3);
  CHECK(!*s->record("parks", "乙"));
  CHECK(s->history("parks", "乙")->size() == 2);
  CHECK(s->all_as_of("2026-01-01")->size() == 2);
  CHECK(
      s->page({.kind = "parks", .search = "3", .filters = {}, .order_by = "free_mu", .hidden = {}})
          ->total == 1);
  // The hashes of the two changes above, as the first version computed them.
  CHECK(s->verify_log()->empty());
  REQUIRE(s->undo(2, at("2026-01-03T08:00:00")));
  CHECK((*s->record("parks", "乙"))->number("free_mu") == 5);
}

TEST_CASE("a ledger that another program is writing answers with one line") {
  auto const folder = TempFolder{};
  auto const path = folder.file("a.db");
  auto const s = store::open(path, Open::make_if_absent);
  REQUIRE(s);
  sqlite3* connection = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &connection) == SQLITE_OK);
  REQUIRE(sqlite3_exec(connection, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  auto const late = (*s)->apply({put(park("甲", 1))}, at("2026-01-01T08:00:00"), {});
  REQUIRE(!late);
  CHECK(late.error().what.find("正被另一个程序写入") != std::string::npos);
  sqlite3_close(connection);
  CHECK((*s)->apply({put(park("甲", 1))}, at("2026-01-01T08:00:00"), {}));
}
