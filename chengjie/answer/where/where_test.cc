// Where to put it, from the books: what comes later, what is shared, what the law forbids, and what
// a change moves.
#include "chengjie/answer/where/where.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

using namespace chengjie;
using namespace chengjie::answer;

namespace {

Field field(std::string column, Value value) {
  return {std::move(column), std::move(value), "A", {}, {}};
}
Field words(std::string column, char const* text) {
  return field(std::move(column), std::string{text});
}

Record row(std::string kind, std::string key, std::vector<Field> fields) {
  static auto number = 1;
  return {std::move(kind), std::move(key), std::move(fields), {"hash", "t.csv", {}, ++number}};
}

Record park(char const* name, double land, double power, std::vector<Field> more = {}) {
  auto fields = std::vector{words("name", name), words("district", "甲区"), field("free_mu", land),
                            field("power_free_kva", power), field("labour", 5000.0)};
  fields.insert(fields.end(), more.begin(), more.end());
  return row("parks", name, std::move(fields));
}

Record project(char const* name, double land, double power, std::vector<Field> more = {}) {
  auto fields = std::vector{words("name", name), field("land_mu", land), field("power_kva", power),
                            field("staff", 100.0), field("output_cny", land * 1e7)};
  fields.insert(fields.end(), more.begin(), more.end());
  return row("projects", name, std::move(fields));
}

Record const kRegion = row("regions", "1", {words("name", "甲区"), words("level", "区县")});

struct Told {
  Answer answer;
  std::string text;  // all of it

  std::string title(std::string const& id) const {
    for (auto const& item : answer.items) {
      if (item.id == id) { return text_of(item.title, Marks::hidden); }
    }
    return {};
  }
  bool says(std::string_view part) const { return text.find(part) != std::string::npos; }
};

Told told(Book const& book, WhereAsk const& ask = {}, KeptPlan* kept = nullptr) {
  auto basis = Basis{};
  auto const answer = where({book, "甲区", "2026-11-25", access::file_owner(), basis}, ask, kept);
  REQUIRE(answer);
  auto out = Told{*answer, {}};
  auto const add = [&](Line const& line) { out.text += text_of(line, Marks::hidden) + "\n"; };
  for (auto const& item : answer->items) {
    add(item.title);
    for (auto const& line : item.lines) { add(line); }
  }
  for (auto const& note : answer->notes) { add(note); }
  for (auto const& section : answer->sections) {
    for (auto const& line : section.lines) { add(line); }
  }
  for (auto const& lack : answer->lacks) { out.text += lack + "\n"; }
  return out;
}

Error refused(Book const& book, WhereAsk const& ask) {
  auto basis = Basis{};
  auto const answer = where({book, "甲区", "2026-11-25", access::file_owner(), basis}, ask);
  REQUIRE(!answer);
  return answer.error();
}

}  // namespace

TEST_CASE("where: power that comes in 2028 lets a project in then, and says so") {
  auto const book = Book{{
      kRegion,
      park("东园", 300, 8000),
      project("甲厂", 100, 20000),
      row("supplies", "1",
          {words("place", "东园"), words("factor", "power"), field("amount", 15000.0),
           words("available", "2028-06-01"), words("cause", "东园变电站投运")}),
  }};
  auto const got = told(book);
  CHECK(got.title("甲厂") == "甲厂 → 东园（2028 年起）");
  CHECK(got.says("不能更早：不放东园：容量不够，缺 12000千伏安用电，2028 年东园变电站投运后可放"));
  auto const& item = got.answer.items.front();
  auto const year = std::find_if(item.figures.begin(), item.figures.end(),
                                 [](auto const& named) { return named.first == "year"; });
  REQUIRE(year != item.figures.end());
  CHECK(year->second.value == 2028);
  CHECK(year->second.subject == "东园");
}

TEST_CASE("where: what comes too late for the plan is still told") {
  auto const book = Book{{
      kRegion,
      park("东园", 300, 8000),
      project("甲厂", 100, 20000),
      row("supplies", "1",
          {words("place", "东园"), words("factor", "power"), field("amount", 15000.0),
           words("available", "2035-06-01"), words("cause", "变电站投运")}),
  }};
  auto const got = told(book);
  CHECK(got.title("甲厂") == "甲厂：未落位");
  CHECK(got.says("最接近的一处：不放东园：容量不够，缺 12000千伏安用电，2035 年变电站投运后可放"));
}

TEST_CASE("where: an energy budget of the district binds all parks together") {
  auto const energy = [](double tce) { return field("energy_tce", tce); };
  auto rows = std::vector{kRegion, park("东园", 300, 90000), park("西园", 300, 90000),
                          project("甲厂", 100, 1000, {energy(600)}),
                          project("乙厂", 90, 1000, {energy(600)})};
  CHECK(told(Book{rows}).says("有项目的能耗需求而没有园区或全区的容量，未作为约束"));
  rows.push_back(row("supplies", "1",
                     {words("place", "甲区"), words("factor", "energy"), field("total", 1000.0)}));
  auto const got = told(Book{rows});
  CHECK(got.title("甲厂") != "甲厂：未落位");
  CHECK(got.title("乙厂") == "乙厂：未落位");
  CHECK(got.says("甲区已排满，缺 200吨标准煤能耗"));
}

TEST_CASE("where: law and rules of the parks, each with its reason") {
  struct Case {
    std::vector<Field> park, project;
    std::string_view reason;
  };
  auto const list = [](char const* column, char const* word) {
    return field(column, std::vector<std::string>{word});
  };
  for (auto const& c : std::to_array<Case>({
           {{list("allowed", "电子")},
            {words("direction", "化工")},
            "产业不在准入范围或在负面清单"},
           {{list("banned", "C26")},
            {words("industry_code", "2614")},
            "产业不在准入范围或在负面清单"},
           {{words("hazard_most", "d")}, {words("hazard", "b")}, "火灾危险性高于该处允许的类别"},
           {{field("least_invest_cny_mu", 3e6)},
            {field("fixed_cny", 1e8)},
            "投资强度 100万元/亩，比准入下限低 200万元/亩"},
           {{words("zone", "周边")}, {words("zone", "中心")}, "不在要求的功能分区"},
       })) {
    CAPTURE(std::string{c.reason});
    auto const got = told(
        Book{{kRegion, park("东园", 300, 90000, c.park), project("甲厂", 100, 1000, c.project)}});
    CHECK(got.title("甲厂") == "甲厂：未落位");
    CHECK(got.says(c.reason));
    auto const free =
        told(Book{{kRegion, park("东园", 300, 90000), project("甲厂", 100, 1000, c.project)}});
    CHECK(free.title("甲厂") == "甲厂 → 东园");
  }
}

TEST_CASE("where: neighbours that may not be, and a floor of a host plant") {
  auto const got = told(Book{{
      kRegion,
      park("东园", 300, 90000),
      project("糖厂", 100, 1000, {field("apart_from", std::vector<std::string>{"药厂"})}),
      project("药厂", 90, 1000),
      project("小件", 0, 500, {field("factory_m2", 3000.0), field("height_m", 6.0)}),
      row("factories", "1号/1/东园",
          {words("building", "1号"), words("floor", "1"), words("park", "东园"),
           field("vacant_m2", 5000.0), field("height_m", 8.0), words("host", "某整车厂")}),
      row("factories", "2号/1/东园",
          {words("building", "2号"), words("floor", "1"), words("park", "东园"),
           field("vacant_m2", 5000.0), field("height_m", 4.0)}),
  }});
  CHECK(got.says("与糖厂不得相邻"));
  CHECK(got.says("层高不够，差 2米"));
}

TEST_CASE("where: money extends a capacity at its price, never a legal limit") {
  auto rows = std::vector{kRegion, park("东园", 300, 1000), project("甲厂", 100, 3000),
                          row("supplies", "1",
                              {words("place", "东园"), words("factor", "power"),
                               field("extend_price_cny", 1000.0), field("extend_most", 5000.0)})};
  auto const got = told(Book{rows});
  CHECK(got.title("甲厂") == "甲厂 → 东园");
  CHECK(got.says("扩容的代价 -0.2分"));  // 2000 kVA x 1000 yuan at 10 points a 100 million
  rows.back().fields.push_back(field("legal", true));
  auto const law = told(Book{rows});
  CHECK(law.title("甲厂") == "甲厂：未落位");
  CHECK(law.says("法定限额，表里的扩容单价没有采用"));
}

TEST_CASE("where: a project in two parts stands in two zones or nowhere") {
  auto const rows = [](char const* zone) {
    return Book{{kRegion, park("城园", 20, 9000, {words("zone", "中心")}),
                 park("外园", 300, 90000, {words("zone", "周边")}),
                 project("甲厂", 100, 1000,
                         {words("zone", "周边"), words("second_part", "研发总部"),
                          words("second_zone", zone), field("second_land_mu", 5.0)})}};
  };
  CHECK(told(rows("中心")).title("甲厂") == "甲厂 → 外园，研发总部 → 城园");
  CHECK(told(rows("海边")).title("甲厂") == "甲厂：未落位");
}

TEST_CASE("where: changes are told as moves, from what was kept too") {
  auto const book =
      Book{{kRegion, park("东园", 100, 9000), park("西园", 100, 9000), project("甲厂", 90, 1000),
            project("乙厂", 80, 1000), project("丙厂", 70, 1000)}};
  auto kept = KeptPlan{};
  CHECK(told(book, {}, &kept).title("丙厂") == "丙厂：未落位");
  REQUIRE(kept.plan);
  auto const more = told(book, {.capacities = {"西园/用地=+60"}}, &kept);
  CHECK(more.says("丙厂：未落位 → "));
  CHECK(more.answer.sections.front().name == "moves");
  auto const pinned = told(book, {.pins = {"丙厂=东园"}}, &kept);
  CHECK(pinned.title("丙厂") == "丙厂 → 东园");
  auto const forbidden = told(book, {.forbids = {"甲厂=东园", "甲厂=西园"}});
  CHECK(forbidden.title("甲厂") == "甲厂：未落位");
  CHECK(told(book, {.without = {"甲厂"}}).says("甲厂："));
  CHECK(told(book, {.needs = {"丙厂/用地=10"}}, &kept).title("丙厂") != "丙厂：未落位");
  CHECK(told(book, {.keep = 1000.0}, &kept).says("没有项目要挪"));
}

TEST_CASE("where: changes that contradict or that nobody understands") {
  auto const book =
      Book{{kRegion, park("东园", 100, 9000), park("西园", 100, 9000), project("甲厂", 90, 1000),
            project("乙厂", 80, 1000), project("丙厂", 70, 1000)}};
  struct Row {
    WhereAsk ask;
    Code code;
    std::string_view what;
  };
  for (auto const& row : std::to_array<Row>({
           {{.pins = {"甲厂=东园", "乙厂=东园"}},
            Code::infeasible,
            "指定的项目乙厂、甲厂合计需用地 170 亩，东园只有 100 亩，超 70 亩"},
           {{.pins = {"甲厂=东园"}, .capacities = {"东园/用地=50"}},
            Code::infeasible,
            "指定甲厂放在东园，但空着也缺 40 亩用地"},
           {{.pins = {"甲厂=东园", "甲厂=西园"}}, Code::infeasible, "同一项目指定了两处"},
           {{.pins = {"甲厂"}}, Code::bad_usage, "看不懂的改动"},
           {{.pins = {"没有=东园"}}, Code::not_found, "没有这个待落位的项目"},
           {{.forbids = {"甲厂=北园"}}, Code::not_found, "没有这个参与落位的园区"},
           {{.capacities = {"东园/月光=3"}}, Code::not_found, "没有参与落位的这种要素"},
           {{.capacities = {"东园/用地=-500"}}, Code::bad_usage, "改后的数超出范围"},
           {{.capacities = {"东园/用地=许多"}}, Code::bad_usage, "不是数"},
           {{.weights = {"名声=3"}}, Code::not_found, "没有这个权重"},
           {{.weights = {"每亿元税收=-1"}}, Code::bad_usage, "权重超出范围"},
           {{.lifts = {"东园/天气"}}, Code::bad_usage, "没有这条规则"},
           {{.keep = -1.0}, Code::bad_usage, "每挪一个项目的代价应是不小于零的数"},
       })) {
    CAPTURE(std::string{row.what});
    auto const error = refused(book, row.ask);
    CHECK(error.code == row.code);
    CHECK(error.what == row.what);
  }
}
