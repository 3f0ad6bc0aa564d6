#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

#include "chengjie/ledger/kinds.h"

using namespace chengjie;

TEST_CASE("kinds: the books of the contract and our own") {
  for (std::string_view const name :
       {"enterprises",     "projects",   "parks",    "plots",      "factories",   "needs",
        "chains",          "cases",      "policies", "cards",      "visits",      "indicators",
        "targets",         "regions",    "clusters", "directions", "assumptions", "links",
        "region_industry", "candidates", "leads",    "crosswalk",  "resources",   "statuses",
        "duties",          "supplies",   "hubs"}) {
    CAPTURE(name);
    REQUIRE(kind_named(name) != nullptr);
    CHECK(kind_named(name)->name == name);
  }
  CHECK(kinds().size() == 28);
  CHECK(kind_named("企业") == nullptr);
  CHECK(column_named(*kind_named("parks"), "no_such_column") == nullptr);
}

TEST_CASE("kinds: every column can be found by one kind of header only") {
  for (auto const& kind : kinds()) {
    std::map<std::string_view, std::string_view> column_of;
    std::set<std::string_view> names;
    for (auto const& column : kind.columns) {
      CAPTURE(kind.name);
      CAPTURE(column.name);
      CHECK(names.insert(column.name).second);
      REQUIRE_FALSE(column.headers.empty());
      CHECK(column.title == column.headers.front());
      for (auto const header : column.headers) {
        CAPTURE(header);
        CHECK(column_of.emplace(header, column.name).second);
      }
      CHECK((column.type == ColumnType::word) == !column.words.empty());
      CHECK((column.type == ColumnType::percent) == (column.unit == "percent"));
      if (!column.unit.empty()) {
        CHECK((column.type == ColumnType::number || column.type == ColumnType::percent));
      }
      for (auto const word : column.words) { CHECK(word.find('=') != std::string_view::npos); }
    }
    for (auto const key : kind.keys) { CHECK(column_named(kind, key) != nullptr); }
    for (std::string_view const own : {"source_doc", "source_date", "source_place", "assumed"}) {
      CHECK(column_named(kind, own) != nullptr);
    }
  }
}

TEST_CASE("kinds: words of a column, there and back") {
  auto const& stage = *column_named(*kind_named("projects"), "stage");
  struct Row {
    std::string_view word, meaning;
  };
  for (auto const& row : {Row{"在谈", "talks"},
                          {"续建", "building"},
                          {"talks", "talks"},
                          {"达产", "full_production"},
                          {"流产", ""},
                          {"", ""}}) {
    CAPTURE(row.word);
    CHECK(meaning_of(stage, row.word) == row.meaning);
  }
  CHECK(word_of(stage, "started") == "开工");
  CHECK(word_of(stage, "nothing").empty());
}

TEST_CASE("kinds: what a right is needed for") {
  struct Row {
    std::string_view kind, column;
    bool restricted;
  };
  for (auto const& row : {Row{"enterprises", "revenue_cny", true},
                          {"enterprises", "phone", true},
                          {"enterprises", "name", false},
                          {"cards", "spare_pct", true},
                          {"cards", "contact", true},
                          {"cards", "product", false},
                          {"parks", "free_mu", false},
                          {"indicators", "value", false}}) {
    CAPTURE(row.column);
    CHECK(column_named(*kind_named(row.kind), row.column)->restricted == row.restricted);
  }
}
