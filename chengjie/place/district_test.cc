#include "chengjie/place/district.h"

#include <doctest/doctest.h>
#include <array>
#include <cmath>

#include "chengjie/base/random.h"

using namespace chengjie;
using namespace chengjie::place;
using namespace chengjie::place::district;

namespace {

Input small() {
  auto in = Input{};
  in.resources = {{"land", "用地", "亩"}, {"power", "用电", "kW"}, {"labour", "用工", "人"}};
  in.parks = {
      {"P1", "东湖园区", {300, 5000, 800}, std::vector<std::string>{"汽车", "C36"}, {}},
      {"P2",
       "江南园区",
       {120, 2000, {}},
       std::vector<std::string>{"电子", "C39", "汽车"},
       {"化工"}},
  };
  in.projects = {
      {"A", "整车", {250, 3000, 500}, {"C3610"}, {{"产值", 80}}, {}, {}},
      {"B", "电池", {100, 1500, 300}, {"汽车"}, {{"产值", 40}, {"税收", 5}}, {}, {}},
      {"C", "面板", {80, 900, 200}, {"C3974"}, {{"产值", 30}}, {}, {}},
      {"D", "农药", {20, 100, 40}, {"化工"}, {{"产值", 9}}, {}, {}},
  };
  in.fits = {{"B", "P2", {{"产业契合", 6}}}, {"C", "P2", {{"产业契合", 3}}}};
  in.price_unplaced = 2;
  return in;
}

NotThere const* other(Decision const& decision, std::string const& park) {
  for (auto const& row : decision.others) {
    if (row.park == park) { return &row; }
  }
  return nullptr;
}

}  // namespace

TEST_CASE("place: a small district, every reason spelled out") {
  auto const plan = place_projects(small(), {});
  REQUIRE(plan);
  CHECK(plan->stop == Stop::proved_best);
  CHECK(plan->points == doctest::Approx(80 + 51 - 2 - 2));
  CHECK(plan->points_bound == doctest::Approx(plan->points));
  CHECK(plan->decisions[0].park == "P1");
  CHECK(plan->decisions[1].park == "P2");
  CHECK(plan->decisions[1].parts.size() == 3);
  CHECK(plan->decisions[1].sentence == "电池放在江南园区，得分 51（产值 40，税收 5，产业契合 6）");
  auto const* battery_at_p1 = other(plan->decisions[1], "P1");
  REQUIRE(battery_at_p1);
  CHECK(battery_at_p1->barrier == Barrier::no_room);
  CHECK(battery_at_p1->resource == "land");
  CHECK(battery_at_p1->short_by == doctest::Approx(50));
  auto const& panel = plan->decisions[2];
  CHECK(panel.park.empty());
  CHECK(panel.sentence ==
        "面板未落位：至少缺 60 亩用地（江南园区：用地需 80 亩，余 20 亩，缺 60 亩）");
  CHECK(other(panel, "P1")->barrier == Barrier::industry);
  CHECK(other(plan->decisions[0], "P2")->barrier == Barrier::industry);
  CHECK(plan->decisions[3].sentence == "农药未落位：各园区的准入产业都不含其产业");
}

TEST_CASE("place: a project agreed for one park stands there or nowhere") {
  auto in = small();
  in.projects[2].only_parks = {"P1"};  // electronics, agreed for a park that does not let it in
  in.projects[3].only_parks = {"P2"};
  auto const plan = place_projects(in, {});
  REQUIRE(plan);
  CHECK(plan->decisions[2].park.empty());
  CHECK(other(plan->decisions[2], "P2")->barrier == Barrier::elsewhere);
  CHECK(other(plan->decisions[2], "P1")->barrier == Barrier::industry);
  in.projects[2].only_parks = {"P9"};
  CHECK(!place_projects(in, {}));
}

TEST_CASE("place: prices are verified by solving again") {
  auto const plan = place_projects(small(), {});
  REQUIRE(plan);
  auto found = false;
  for (auto const& price : plan->prices) {
    if (price.park != "P2" || price.resource != "land") { continue; }
    found = true;
    CHECK(price.proved);
    REQUIRE(price.step);
    CHECK(*price.step == doctest::Approx(60));
    CHECK(price.step_project == "C");
    CHECK(*price.gain_of_step == doctest::Approx(0));  // power would still be 400 kW short
    CHECK(*price.gain_of_one == doctest::Approx(0));
  }
  CHECK(found);
}

TEST_CASE("place: what is unknown does not bind and is named") {
  auto in = small();
  in.parks[1].capacity = {};
  in.parks[0].allowed.reset();
  in.projects[2].industries.clear();
  in.projects[0].need[1].reset();
  auto const plan = place_projects(in, {});
  REQUIRE(plan);
  auto fields = std::string{};
  for (auto const& lack : plan->lacks) { fields += lack.record + "." + lack.field + " "; }
  CHECK(fields == "P1.allowed P2.land P2.power P2.labour A.power C.industries ");
  CHECK(plan->decisions[2].park == "P2");
}

TEST_CASE("place: pins hold, and contradictory pins are told with their rows") {
  auto in = small();
  in.projects[1].fixed_park = "P1";
  auto const plan = place_projects(in, {});
  REQUIRE(plan);
  CHECK(plan->decisions[1].park == "P1");
  CHECK(plan->decisions[1].fixed);
  CHECK(plan->decisions[0].park.empty());
  in.projects[0].fixed_park = "P1";
  auto const bad = place_projects(in, {});
  REQUIRE(!bad);
  CHECK(bad.error().code == Code::infeasible);
  CHECK(bad.error().what == "已落位项目整车、电池合计需用地 350 亩，东湖园区只有 300 亩，超 50 亩");
}

TEST_CASE("place: refused input") {
  struct Row {
    char const* name;
    void (*change)(Input&);
  };
  for (auto const& row : std::to_array<Row>({
           {"same id twice", [](Input& in) { in.parks[1].id = "P1"; }},
           {"no id", [](Input& in) { in.projects[0].id.clear(); }},
           {"negative need", [](Input& in) { in.projects[0].need[0] = -1; }},
           {"not a number", [](Input& in) { in.parks[0].capacity[0] = std::nan(""); }},
           {"pin to nowhere", [](Input& in) { in.projects[0].fixed_park = "P9"; }},
           {"fit of nobody", [](Input& in) { in.fits[0].project = "Z"; }},
           {"fit twice", [](Input& in) { in.fits.push_back(in.fits[0]); }},
           {"negative price", [](Input& in) { in.price_unplaced = -3; }},
           {"worth beyond count", [](Input& in) { in.projects[0].worth[0].points = 1e300; }},
           {"columns too many", [](Input& in) { in.projects[0].need.resize(9); }},
       })) {
    CAPTURE(row.name);
    auto in = small();
    row.change(in);
    CHECK(place_projects(in, {}).error().code == Code::bad_input);
  }
}

TEST_CASE("place: extremes are answered") {
  CHECK(place_projects(Input{}, {})->decisions.empty());
  auto in = small();
  in.parks.clear();
  in.fits.clear();
  auto const nowhere = place_projects(in, {});
  REQUIRE(nowhere);
  CHECK(nowhere->decisions[0].sentence == "整车未落位：没有可选的园区");
  in = small();
  for (auto& project : in.projects) {
    project.worth = {{"产值", 1e12}};
    project.need = {1e12, 1e12, 1e12};
  }
  for (auto& park : in.parks) { park.capacity = {0, 0, 0}; }
  auto const none = place_projects(in, {});
  REQUIRE(none);
  for (auto const& decision : none->decisions) { CHECK(decision.park.empty()); }
  in = small();
  in.projects[1].worth = {{"净损", -50}};
  auto const loss = place_projects(in, {});
  REQUIRE(loss);
  CHECK(loss->decisions[1].park.empty());
}

TEST_CASE("moves_between tells a changed assumption as moves") {
  auto in = small();
  auto const before = place_projects(in, {});
  in.parks[1].capacity[0] = 300;
  in.parks[1].capacity[1] = 3000;
  auto const after = place_projects(in, {});
  REQUIRE(before);
  REQUIRE(after);
  auto const moves = moves_between(*before, *after);
  REQUIRE(moves.size() == 1);
  CHECK(moves[0].project == "C");
  CHECK(moves[0].to == "P2");
}
