#include <doctest/doctest.h>

#include <array>

#include "chengjie/answer/basis.h"
#include "chengjie/answer/cite.h"
#include "chengjie/answer/context.h"
#include "chengjie/answer/data.h"
#include "chengjie/answer/effect/effect.h"
#include "chengjie/answer/effect/national.h"
#include "chengjie/answer/figures.h"
#include "chengjie/answer/how/how.h"
#include "chengjie/answer/settings.h"
#include "chengjie/answer/what/what.h"
#include "chengjie/answer/what/words.h"
#include "chengjie/answer/where/where.h"
#include "chengjie/base/hash.h"

using namespace chengjie;
using namespace chengjie::answer;

namespace {

Figure figure(double value, std::string unit, Bound bound = Bound::exact, std::string of = {}) {
  auto f = Figure{};
  f.subject = "甲区";
  f.indicator = "指标";
  f.value = value;
  f.unit = std::move(unit);
  f.bound = bound;
  f.of = std::move(of);
  f.evidence = Cell{"table", "t.csv", {}, 2, "B", {}};
  return f;
}

Field field(std::string column, Value value) {
  return {std::move(column), std::move(value), "A", {}, {}};
}

Record record(std::string kind, std::string key, std::vector<Field> fields) {
  static auto row = 1;
  return {std::move(kind), std::move(key), std::move(fields), {"hash", "t.csv", {}, ++row}};
}

// A district with two parks and three projects, one of which fits nowhere.
Book small_district() {
  return Book{{
      record("regions", "500001",
             {field("name", std::string{"甲区"}), field("level", std::string{"区县"})}),
      record("parks", "东园",
             {field("name", std::string{"东园"}), field("district", std::string{"甲区"}),
              field("free_mu", 300.0), field("power_free_kva", 10000.0), field("labour", 900.0),
              field("former_names", std::vector<std::string>{"老东园"})}),
      record("parks", "西园",
             {field("name", std::string{"西园"}), field("district", std::string{"甲区"}),
              field("free_mu", 100.0), field("power_free_kva", 5000.0), field("labour", 500.0)}),
      record("parks", "空园",
             {field("name", std::string{"空园"}), field("district", std::string{"甲区"})}),
      record("projects", "P1",
             {field("name", std::string{"整车"}), field("land_mu", 250.0),
              field("power_kva", 6000.0), field("staff", 600.0), field("output_cny", 50e8),
              field("direction", std::string{"汽车"})}),
      record("projects", "P2",
             {field("name", std::string{"电池"}), field("land_mu", 80.0),
              field("power_kva", 4000.0), field("staff", 200.0), field("output_cny", 20e8),
              field("place", std::string{"老东园"})}),
      record("projects", "P3",
             {field("name", std::string{"巨厂"}), field("land_mu", 900.0),
              field("power_kva", 1000.0)}),
      record("projects", "P4",
             {field("name", std::string{"老厂"}), field("land_mu", 10.0),
              field("stage", std::string{"in_production"})}),
      record("projects", "P5", {field("name", std::string{"只有名字"})}),
  }};
}

struct Asked {
  Book book;
  Basis basis;
  Context context() { return {book, "甲区", "2026-11-25", access::file_owner(), basis}; }
};

Item const* item_of(Answer const& answer, std::string const& id) {
  for (auto const& item : answer.items) {
    if (item.id == id) { return &item; }
  }
  return nullptr;
}

}  // namespace

TEST_CASE("words_of: a figure as people here write it") {
  struct Row {
    Figure figure;
    std::string_view words;
  };
  for (auto const& row : std::to_array<Row>({
           {figure(1007.8e8, "CNY"), "1007.8亿元"},
           {figure(2072e4, "CNY", Bound::over), "超2072万元"},
           {figure(999, "CNY"), "999元"},
           {figure(210, "count", Bound::exact, "家"), "210家"},
           {figure(72.2, "percent", Bound::about), "约72.2%"},
           {figure(2, "rank"), "第2位"},
           {figure(300, "mu", Bound::at_least), "不低于300亩"},
           {figure(-3.5e8, "CNY"), "-3.5亿元"},
           {figure(0.05, "percent"), "0.05%"},
           {figure(1, std::string{kMention}), ""},
       })) {
    CHECK(words_of(row.figure) == row.words);
  }
  auto ranged = figure(40e8, "CNY");
  ranged.range = Interval{25e8, 60e8};
  CHECK(words_of(ranged) == "40亿元（25亿元至60亿元）");
}

TEST_CASE("a line never shows a number without its mark") {
  auto const f = figure(300, "mu");
  auto const line = Line{"余地 "} << f << "，可用";
  CHECK(text_of(line, Marks::shown) == "余地 300亩[" + mark_of(f) + "]，可用");
  CHECK(text_of(line, Marks::hidden) == "余地 300亩，可用");
}

TEST_CASE("Basis: derived figures know their inputs, and the share of assumed ones is of leaves") {
  auto basis = Basis{};
  auto known = figure(10, "mu");
  auto assumed = figure(2, "mu");
  assumed.evidence = Assumption{"k", "某人", "2026-01-01", "估计"};
  auto const sum = basis.derive({"甲区", "和", 12, "mu", "一加二", {known, assumed}});
  CHECK(source_of(sum) == SourceKind::derived);
  CHECK(weakest_of(sum) == SourceKind::assumed);
  CHECK(basis.assumed_share() == doctest::Approx(0.5));
  auto const twice = basis.derive({"甲区", "倍", 24, "mu", "两倍", {sum}});
  CHECK(weakest_of(twice) == SourceKind::assumed);
  CHECK(basis.figures().size() == 4);
  CHECK(basis.figures().contains(std::get<Computation>(twice.evidence).inputs.front()));
  CHECK(Basis{}.assumed_share() == 0);
}

TEST_CASE("akin: names that share more than empty words") {
  struct Row {
    std::string_view a, b;
    bool akin;
  };
  for (auto const& row : std::to_array<Row>({{"航空航天", "航空航天材料", true},
                                             {"新能源汽车", "智能网联新能源汽车", true},
                                             {"高端装备制造", "智能制造", false},
                                             {"软件信息服务", "信息软件", true},
                                             {"铝材", "食品", false},
                                             {"", "食品", false}})) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK(akin(row.a, row.b) == row.akin);
  }
}

TEST_CASE("scope_of_words: what an indicator's own words say of its scope") {
  CHECK(scope_of_words("规上工业产值", "").coverage == Coverage::above_scale);
  CHECK(scope_of_words("新增规上工业企业", "").measure == Measure::newly_added);
  CHECK(scope_of_words("入驻工业企业", "存量；时点未写").measure == Measure::stock);
  CHECK(scope_of_words("协议总投资", "").stage == Stage::agreed);
  CHECK(scope_of_words("到位资金", "").stage == Stage::in_place);
  CHECK(scope_of_words("工业产值", "") == Scope{});
}

TEST_CASE("where: every project has a place or a reason; unknown parks and projects take no part") {
  auto asked = Asked{small_district(), {}};
  auto const answer = where(asked.context(), {});
  REQUIRE(answer);
  REQUIRE(answer->items.size() == 3);
  CHECK(item_of(*answer, "P1")->state == "placed");
  CHECK(text_of(item_of(*answer, "P1")->title, Marks::hidden) == "整车 → 东园");
  // Agreed for the park's former name: there or nowhere, and the car plant leaves 50 mu.
  CHECK(item_of(*answer, "P2")->state == "not_placed");
  CHECK(item_of(*answer, "P3")->state == "not_placed");
  CHECK(item_of(*answer, "P4") == nullptr);
  auto lacks = std::string{};
  for (auto const& lack : answer->lacks) { lacks += lack; }
  CHECK(lacks.find("空园") != std::string::npos);
  CHECK(lacks.find("只有名字") != std::string::npos);
  for (auto const& f : figures_of(*answer)) { CHECK(asked.basis.figures().contains(mark_of(f))); }
  CHECK(!where(asked.context(), {.project = "没有"}));
}

TEST_CASE("where and effect: an empty ledger says what is missing") {
  auto asked = Asked{Book{}, {}};
  for (auto const& answer : {where(asked.context(), {}), answer::effect(asked.context(), ""),
                             what(asked.context()), how(asked.context())}) {
    REQUIRE(answer);
    CHECK(answer->items.empty());
    CHECK(!answer->lacks.empty());
    CHECK(answer->assumed_share == 0);
  }
}

TEST_CASE("effect: a stated output leads, and the range is around it") {
  auto asked = Asked{small_district(), {}};
  auto const answer = answer::effect(asked.context(), "P1");
  REQUIRE(answer);
  auto const& item = answer->items.front();
  auto found = false;
  for (auto const& [name, f] : item.figures) {
    if (name != "direct_产值") { continue; }
    found = true;
    CHECK(f.value <= 50e8);
    CHECK(f.value == doctest::Approx(40e8));  // 50 at the default share of 80 % that comes true
    REQUIRE(f.range);
    CHECK(f.range->low < f.value);
    CHECK(f.value < f.range->high);
    CHECK(source_of(f) == SourceKind::derived);
  }
  CHECK(found);
}

TEST_CASE("region_of: by name, former name, home, and refused") {
  auto const book = small_district();
  CHECK(*region_of(book, "") == "甲区");
  CHECK(*region_of(book, "甲区") == "甲区");
  CHECK(region_of(book, "乙区").error().code == Code::not_found);
  CHECK(region_of(Book{}, "").error().code == Code::not_found);
}

TEST_CASE("the data that the program carries can be read") {
  CHECK(shipped_packs());
  CHECK(read_settings("place/weights.toml", "weight"));
  auto const table = national();
  REQUIRE(table);
  for (auto const* name : {"output_per_yi", "tax_per_yi", "jobs_per_1000", "park_named",
                           "lead_industry", "unplaced"}) {
    CHECK(!setting_named(*read_settings("place/weights.toml", "weight"), name).basis.empty());
  }
  auto const battery = record("projects", "B", {field("name", std::string{"某电池项目"})});
  auto const sector = sector_of_project(**table, battery);
  REQUIRE(sector);
  CHECK((*table)->table.sectors[sector->sector].name == "电池");
  auto const f = sector_figure(**table, sector->sector);
  CHECK(std::get<Cell>(f.evidence).row > 0);
  CHECK(std::get<Cell>(f.evidence).table == sha256_hex(data_file("io/china_2020_27.csv")));
}
