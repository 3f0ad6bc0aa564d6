#include "chengjie/store/store.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "chengjie/base/hash.h"
#include "chengjie/store/codec.h"

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

TEST_CASE("a record goes in and comes out equal") {
  auto const record = Record{"cards",
                             "甲/供/铝板",
                             {{"firm", std::string{"甲 “引号” \\ \n"}, "A", {}, {}},
                              {"per_month", 1.25e9, "C", Bound::at_least, "套"},
                              {"certs", std::vector<std::string>{"ISO9001", "IATF"}, "D", {}, {}},
                              {"tied", true, {}, {}, {}},
                              {"blank", {}, "E", {}, {}}},
                             {"h", "f.csv", "表1", 7}};
  auto const back = decode("cards", record.key, encode(record));
  REQUIRE(back);
  CHECK(*back == record);
  CHECK(!decode("cards", "x", "{\"f\": 3}"));
  CHECK(!decode("cards", "x", "not json"));
}

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
       {Row{"UPDATE record SET body = replace(body, '300', '900') WHERE key = '甲'",
            "不是经变更日志"},
        Row{"DELETE FROM record WHERE key = '甲'", "与日志"},
        Row{"UPDATE entry SET after = replace(after, '200', '900')", "第 2 次变更被改动过"},
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
