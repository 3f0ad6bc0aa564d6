#include <doctest/doctest.h>

#include "chengjie/store/store.h"
#include "chengjie/wire/json.h"
#include "chengjie/wire/record.h"
#include "chengjie/wire/sources.h"

using namespace chengjie;

namespace {

std::vector<Figure> one_of_each() {
  auto base = Figure{};
  base.subject = "九湖区";
  base.indicator = "规上工业产值";
  base.value = 1007.8e8;
  base.unit = "CNY";
  base.bound = Bound::over;
  base.kind = Kind::target;
  base.period = "2027";
  base.scope = {"九湖区（2024年边界）", Measure::flow, Stage::agreed, Coverage::above_scale};
  base.range = Interval{900e8, 1100e8};
  auto cell = base, clause = base, computed = base, assumed = base;
  cell.evidence = Cell{"hash", "表 1.csv", "Sheet1", 7, "AB", "某文，2024"};
  clause.evidence = Clause{"hash", "文.txt", 10, 90, 40, "原文“引号”\\与换行\n"};
  computed.evidence = Computation{"甲 ÷ 乙", {"m00000000001", "m00000000002"}, SourceKind::assumed};
  assumed.evidence = Assumption{"ratio/x", "某人", "2026-01-01", "估计"};
  return {cell, clause, computed, assumed};
}

}  // namespace

TEST_CASE("a trace reads back as the figure it was") {
  for (auto const& figure : one_of_each()) {
    auto const back = wire::figure_of_trace(wire::trace_text(figure));
    REQUIRE(back);
    CHECK(mark_of(*back) == mark_of(figure));
    CHECK(wire::trace_text(*back) == wire::trace_text(figure));
    CHECK(back->range == figure.range);
    CHECK(back->scope == figure.scope);
    CHECK(weakest_of(*back) == weakest_of(figure));
  }
}

TEST_CASE("a damaged trace is an error, not a figure") {
  for (auto const text : {"", "{}", "[]", "{\"value\": \"x\"}", "{\"subject\": 3}"}) {
    CAPTURE(text);
    CHECK(!wire::figure_of_trace(text));
  }
  auto text = wire::trace_text(one_of_each().front());
  for (auto cut = std::size_t{1}; cut < text.size(); cut += 7) {
    CHECK(!wire::figure_of_trace(text.substr(0, cut)));
  }
}

TEST_CASE("json_of a figure has the keys of the contract") {
  for (auto const& figure : one_of_each()) {
    auto const json = wire::json_of(figure);
    for (auto const key : {"value", "unit", "bound", "kind", "period", "scope", "mark", "source"}) {
      CHECK(json.contains(key));
    }
    auto const source = wire::source_json(figure);
    CHECK(source["mark"] == json["mark"]);
  }
}

TEST_CASE("figure_of_mark: shown before, a fact, a cell, or not there") {
  auto opened = store::open(":memory:", store::Open::make_if_absent);
  REQUIRE(opened);
  auto& ledger = **opened;
  auto const figures = one_of_each();
  REQUIRE(wire::keep_figures(ledger, figures));
  for (auto const& figure : figures) { CHECK(wire::figure_of_mark(ledger, mark_of(figure))); }
  auto const park =
      Record{"parks",
             "甲",
             {{"name", std::string{"甲"}, "A", {}, {}}, {"free_mu", 300.0, "B", {}, {}}},
             {"h", "p.csv", {}, 2}};
  REQUIRE(ledger.apply({{park.kind, park.key, park}}, {"测试", "2026-01-01T00:00:00", "test"}));
  auto found = false;
  for (auto const& figure : wire::all_figures(Book{{park}})) {
    found = true;
    CHECK(wire::figure_of_mark(ledger, mark_of(figure))->value == 300);
  }
  CHECK(found);
  CHECK(wire::figure_of_mark(ledger, "zzzzzzzzzzzz").error().code == Code::not_found);
}
