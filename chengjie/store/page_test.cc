#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "chengjie/base/random.h"
#include "chengjie/store/store.h"

using namespace chengjie;
using namespace chengjie::store;
using Test = Filter::Test;

namespace {

Record firm(std::string const& name, std::string const& place, Value staff, Value output) {
  return {"enterprises",
          name,
          {{"name", name, "A", {}, {}},
           {"place", place.empty() ? Value{} : Value{place}, "B", {}, {}},
           {"staff", std::move(staff), "C", {}, {}},
           {"output_cny@2023", std::move(output), "D", Bound::about, "CNY"},
           {"tags", std::vector<std::string>{"规上", place}, "E", {}, {}}},
          {"h", "firms.csv", "", 2}};
}

std::unique_ptr<Store> with(std::vector<Record> const& records) {
  auto s = std::move(*store::open(":memory:", Open::make_if_absent));
  auto changes = std::vector<store::Change>{};
  for (auto const& r : records) { changes.push_back({r.kind, r.key, r}); }
  REQUIRE(s->apply(changes, {"测试", "2026-01-01T08:00:00", "test"}));
  return s;
}

std::string names(Result<Page> const& page) {
  REQUIRE(page);
  auto out = std::string{};
  for (auto const& record : page->records) { out += record.key; }
  return out;
}

Query all() {
  return {.kind = "enterprises", .search = {}, .filters = {}, .order_by = {}, .hidden = {}};
}

}  // namespace

TEST_CASE("a page: search, filters, order, hidden columns") {
  auto const s = with({firm("甲", "西彭", 30.0, 5e6), firm("乙", "九龙", {}, 7e6),
                       firm("丙AbC", "西彭", 9.0, {}), firm("丁", "", 100.0, 1e6)});
  struct Row {
    Query query;
    std::string want;
    std::int64_t total;
  };
  auto const by = [](std::string column, bool descending) {
    auto q = all();
    q.order_by = std::move(column);
    q.descending = descending;
    return q;
  };
  auto const search = [](std::string text) {
    auto q = all();
    q.search = std::move(text);
    return q;
  };
  auto const filter = [](std::vector<Filter> filters) {
    auto q = all();
    q.filters = std::move(filters);
    return q;
  };
  auto page = by("staff", true);
  page.offset = 1;
  page.limit = 2;
  auto hidden = search("7000000");
  hidden.hidden = {"output_cny"};
  for (auto const& row : {
           Row{all(), "丁丙AbC乙甲", 4},
           Row{by({}, true), "甲乙丙AbC丁", 4},
           Row{by("staff", false), "丙AbC甲丁乙", 4},  // blanks last, either way
           Row{by("staff", true), "丁甲丙AbC乙", 4},
           Row{by("place", false), "乙丙AbC甲丁", 4},
           Row{by("no_such", false), "丁丙AbC乙甲", 4},
           Row{page, "甲丙AbC", 4},
           Row{search("西彭"), "丙AbC甲", 2},
           Row{search("aBc"), "丙AbC", 1},
           Row{search("null"), "", 0},
           Row{search("7000000"), "乙", 1},
           Row{hidden, "", 0},
           Row{filter({{"place", Test::equals, "西彭"}}), "丙AbC甲", 2},
           Row{filter({{"place", Test::differs, "西彭"}}), "丁乙", 2},
           Row{filter({{"place", Test::blank, {}}}), "丁", 1},
           Row{filter({{"staff", Test::at_least, "9"}, {"staff", Test::at_most, "30"}}), "丙AbC甲",
               2},
           Row{filter({{"output_cny@2023", Test::at_least, "5000000"}}), "乙甲", 2},
           Row{filter({{"tags", Test::equals, "九龙"}}), "乙", 1},
           Row{filter({{{}, Test::contains, "bc"}}), "丙AbC", 1},
           Row{filter({{"no_such", Test::filled, {}}}), "", 0},
       }) {
    CAPTURE(row.want);
    auto const got = s->page(row.query);
    CHECK(names(got) == row.want);
    CHECK(got->total == row.total);
    CHECK(got->version == 1);
  }
}

TEST_CASE("a hidden column is neither shown, sorted nor filtered by") {
  auto const s = with({firm("甲", "西彭", 30.0, 5e6)});
  auto q = all();
  q.hidden = {"output_cny"};
  CHECK(s->page(q)->records.front().find("output_cny@2023") == nullptr);
  CHECK(s->page(q)->records.front().find("staff") != nullptr);
  q.order_by = "output_cny@2023";
  CHECK(!s->page(q));
  q.order_by = {};
  q.filters = {{"output_cny@2023", Test::at_least, "1"}};
  CHECK(!s->page(q));
  q.filters = {};
  CHECK(!s->tally(q, "output_cny@2023"));
  q.limit = Query::kPageMax + 1;
  CHECK(s->page(q).error().code == Code::limit);
}

TEST_CASE("tally and kinds count") {
  auto const s =
      with({firm("甲", "西彭", {}, {}), firm("乙", "西彭", {}, {}), firm("丙", "九龙", {}, {})});
  auto const places = s->tally(all(), "place");
  REQUIRE(places);
  REQUIRE(places->size() == 2);
  CHECK((*places)[0].value == "西彭");
  CHECK((*places)[0].records == 2);
  CHECK(s->tally(all(), "tags")->front().value == "规上");
  REQUIRE(s->kinds());
  CHECK(s->kinds()->front().value == "enterprises");
  CHECK(s->kinds()->front().records == 3);
  CHECK(*s->keys("enterprises") == std::vector<std::string>{"丙", "乙", "甲"});
}

TEST_CASE("pages agree with sorting everything in memory") {
  auto random = Random{3};
  auto records = std::vector<Record>{};
  for (auto i = 0; i != 200; ++i) {
    auto staff = random.below(5) == 0 ? Value{} : Value{static_cast<double>(random.below(50))};
    records.push_back(firm("企" + std::to_string(i), "园" + std::to_string(random.below(4)),
                           std::move(staff), {}));
  }
  auto const s = with(records);
  std::sort(records.begin(), records.end(), [](Record const& a, Record const& b) {
    auto const x = a.number("staff");
    auto const y = b.number("staff");
    if (x.has_value() != y.has_value()) { return x.has_value(); }
    return x == y ? a.key < b.key : *x > *y;
  });
  auto q = all();
  q.order_by = "staff";
  q.descending = true;
  q.limit = 7;
  for (; q.offset < 200; q.offset += 7) {
    auto const page = s->page(q);
    REQUIRE(page);
    for (auto i = std::size_t{0}; i != page->records.size(); ++i) {
      CHECK(page->records[i] == records[static_cast<std::size_t>(q.offset) + i]);
    }
  }
}
