#include "chengjie/ledger/figure.h"

#include <doctest/doctest.h>

#include "chengjie/base/hash.h"
#include "chengjie/ledger/record.h"

using namespace chengjie;

namespace {
Figure of(Evidence evidence) {
  auto figure = Figure{};
  figure.value = 1;
  figure.evidence = std::move(evidence);
  return figure;
}
}  // namespace

TEST_CASE("mark_of: one source, one mark; another place, another mark") {
  auto const cell = Cell{"t", "a.csv", "", 3, "B", {}};
  auto next = cell;
  next.column = "C";
  auto renamed = cell;
  renamed.file = "b.csv";
  CHECK(is_mark(mark_of(of(cell))));
  CHECK(mark_of(of(cell)) != mark_of(of(next)));
  CHECK(mark_of(of(cell)) == mark_of(of(renamed)));  // content decides, not the name of the file

  auto const clause = Clause{"d", "x.txt", 10, 40, 12, "…"};
  auto second = clause;
  second.at = 30;
  CHECK(mark_of(of(clause)) != mark_of(of(second)));
  CHECK(mark_of(of(Computation{"a + b", {"m1", "m2"}, SourceKind::derived})) !=
        mark_of(of(Computation{"a + b", {"m2", "m1"}, SourceKind::derived})));
}

TEST_CASE("a derived figure is as weak as its weakest input") {
  CHECK(weakest_of(of(Computation{"a", {"m"}, SourceKind::assumed})) == SourceKind::assumed);
  CHECK(weakest_of(of(Computation{"a", {"m"}, SourceKind::ledger})) == SourceKind::derived);
  CHECK(weakest_of(of(Cell{})) == SourceKind::ledger);
}

TEST_CASE("names of the enumerations go both ways") {
  for (auto const name : {"exact", "over", "under", "about", "at_least"}) {
    CHECK(name_of(*enum_of<Bound>(name)) == name);
  }
  for (auto const name : {"actual", "target", "plan", "change", "rank", "share", "rate"}) {
    CHECK(name_of(*enum_of<Kind>(name)) == name);
  }
  CHECK(!enum_of<Bound>("roughly"));
  CHECK(enum_of<Stage>("in_place").ok());
}

TEST_CASE("Record reads by column and by type") {
  auto const record =
      Record{"parks",
             "甲园区",
             {{"name", std::string{"甲园区"}, "A", {}, {}},
              {"free_mu", 300.0, "D", {}, {}},
              {"lead_industries", std::vector<std::string>{"铝", "车"}, "F", {}, {}},
              {"power_free_kva", {}, "E", {}, {}}},
             {}};
  CHECK(record.text("name") == "甲园区");
  CHECK(record.number("free_mu") == 300.0);
  CHECK(!record.number("power_free_kva"));
  CHECK(record.list("lead_industries").size() == 2);
  CHECK(record.list("name").size() == 1);
  CHECK(record.find("water_m3_day") == nullptr);
}
