#include <doctest/doctest.h>

#include <array>

#include "chengjie/reconcile/test_figures.h"

using namespace chengjie;
using namespace chengjie::reconcile;
using testing::figures;
using testing::run;
using testing::Told;

namespace {

constexpr auto kClause = std::string_view{"2024年规上工业产值1007.8亿元,占全区72.2%"};
Told value() {
  return {"乙园区",     "规上工业产值", 1007.8e8, "CNY",   "1007.8亿元", "2024",
          Bound::exact, Kind::actual,   "a.txt",  kClause, 100};
}
Told share() {
  return {"乙园区",     "规上工业产值占全区比重",
          72.2,         "percent",
          "72.2%",      "2024",
          Bound::exact, Kind::share,
          "a.txt",      kClause,
          100};
}

Conflicts with_areas(std::vector<Told> const& told) {
  auto const list = figures(told);
  auto const areas =
      std::to_array<Area>({{"乙园区", "甲区", "", true}, {"甲区", "丙市", "", false}});
  return run(implied_total,
             Input{.figures = list, .groups = {}, .areas = areas, .points = {}, .outlines = {}});
}

}  // namespace

TEST_CASE("implied_total: alone a note, with the formula and both inputs") {
  auto const found = with_areas({value(), share()});
  REQUIRE(found.size() == 1);
  CHECK(found[0].severity == Severity::note);
  CHECK(has(found[0].sentence, "1395.8"));
  REQUIRE(found[0].derived.size() == 1);
  auto const& total = found[0].derived[0];
  CHECK(total.subject == "甲区");
  CHECK(total.value == doctest::Approx(1007.8e8 / 0.722));
  auto const* formula = std::get_if<Computation>(&total.evidence);
  REQUIRE(formula);
  CHECK(formula->inputs.size() == 2);
  CHECK(formula->weakest == SourceKind::derived);
}

TEST_CASE("implied_total: a stated total decides between silence and conflict") {
  struct Row {
    std::string_view why;
    Told stated;
    std::size_t found;
    Severity severity;
  };
  for (auto const& row : std::to_array<Row>({
           {"agrees within rounding",
            {"甲区", "规上工业产值", 1396e8, "CNY", "1396亿元", "2024", Bound::exact, Kind::actual,
             "b.txt"},
            0,
            Severity::note},
           {"disagrees",
            {"甲区", "规上工业产值", 1500e8, "CNY", "1500亿元", "2024", Bound::exact, Kind::actual,
             "b.txt"},
            1,
            Severity::conflict},
           {"another year says nothing",
            {"甲区", "规上工业产值", 1500e8, "CNY", "1500亿元", "2025", Bound::exact, Kind::actual,
             "b.txt"},
            1,
            Severity::note},
           {"another coverage says nothing",
            {"甲区", "工业产值", 1500e8, "CNY", "1500亿元", "2024", Bound::exact, Kind::actual,
             "b.txt"},
            1,
            Severity::note},
       })) {
    CAPTURE(row.why);
    auto const found = with_areas({value(), share(), row.stated});
    REQUIRE(found.size() == row.found);
    if (!found.empty()) { CHECK(found[0].severity == row.severity); }
  }
}

TEST_CASE("implied_total: shares that imply nothing") {
  auto far = share();
  far.at = 5000;
  auto no_whole = share();
  no_whole.indicator = "主导产业产值占比";
  no_whole.text = "主导产业产值占比72.2%";
  auto none = share();
  none.value = 0;
  for (auto const& bad : {far, no_whole, none}) { CHECK(with_areas({value(), bad}).empty()); }
}
