#include "chengjie/answer/effect/effect.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "chengjie/answer/assumed/assumed_title.h"
#include "chengjie/answer/effect/shock.h"

using namespace chengjie;
using namespace chengjie::answer;

namespace {

Record record(std::string kind, std::string key,
              std::vector<std::pair<std::string, Value>> const& values) {
  static auto row = 1;
  auto fields = std::vector<Field>{};
  for (auto const& [column, value] : values) { fields.push_back({column, value, "A", {}, {}}); }
  return {std::move(kind), std::move(key), std::move(fields), {"hash", "t.csv", {}, ++row}};
}

std::string s(char const* text) { return text; }

Record level(std::string const& indicator, std::string const& year, double value) {
  auto r = record(
      "indicators", "甲区/" + indicator + "/" + year,
      {{"subject", s("甲区")}, {"indicator", indicator}, {"period", year}, {"value", value}});
  r.fields.back().unit = indicator.starts_with("就业") ? "person" : "CNY";
  return r;
}

Record target(std::string const& indicator, std::string const& year, double value) {
  auto r =
      record("targets", "甲区/" + indicator + "/" + year,
             {{"subject", s("甲区")}, {"indicator", indicator}, {"year", year}, {"value", value}});
  r.fields.back().unit = "CNY";
  return r;
}

Book district() {
  auto records = std::vector<Record>{
      record("regions", "500001", {{"name", s("甲区")}, {"level", s("区县")}}),
      record("parks", "东园",
             {{"name", s("东园")},
              {"district", s("甲区")},
              {"free_mu", 900.0},
              {"power_free_kva", 90'000.0},
              {"labour", 9'000.0}}),
      record("clusters", "先进材料", {{"name", s("先进材料")}}),
      record("clusters", "动力电池", {{"name", s("动力电池")}}),
      record("projects", "P1",
             {{"name", s("某动力电池项目")},
              {"industry_code", s("3841")},
              {"output_cny", 50e8},
              {"tax_cny", 1.73e8},
              {"staff", 12'000.0},
              {"land_mu", 300.0},
              {"power_kva", 30'000.0},
              {"stage", s("signed")},
              {"direction", s("先进材料")},
              {"place", s("东园")}}),
      record("projects", "P2",
             {{"name", s("某铝板带项目")},
              {"industry_code", s("3252")},
              {"output_cny", 20e8},
              {"land_mu", 100.0},
              {"power_kva", 10'000.0},
              {"stage", s("building")},
              {"direction", s("先进材料")},
              {"place", s("东园")}}),
      target("工业总产值", "2028", 1'600e8),
      target("工业总产值", "2023", 1'000e8),
  };
  for (auto const& [year, value] : {std::pair{"2019", 800e8},
                                    {"2020", 860e8},
                                    {"2021", 900e8},
                                    {"2022", 990e8},
                                    {"2023", 1'040e8},
                                    {"2024", 1'130e8},
                                    {"2025", 1'200e8}}) {
    records.push_back(level("工业总产值", year, value));
  }
  return Book{std::move(records)};
}

struct Asked {
  Book book = district();
  Basis basis;
  Context context() { return {book, "甲区", "2026-03-01", access::file_owner(), basis}; }
};

Item const* find(Answer const& answer, std::string_view id) {
  auto const at = std::find_if(answer.items.begin(), answer.items.end(),
                               [&](Item const& item) { return item.id == id; });
  return at == answer.items.end() ? nullptr : &*at;
}

Figure const* figure(Item const& item, std::string_view name) {
  for (auto const& [key, f] : item.figures) {
    if (key == name) { return &f; }
  }
  return nullptr;
}

std::string text(Item const& item) {
  auto out = text_of(item.title, Marks::hidden);
  for (auto const& line : item.lines) { out += "\n" + text_of(line, Marks::hidden); }
  return out;
}

}  // namespace

TEST_CASE("effect of a project: parts, quarters, flows, capacity, claims") {
  auto asked = Asked{};
  auto const answer = answer::effect(asked.context(), "P1");
  REQUIRE(answer);
  auto const& item = answer->items.front();
  for (auto const* name : {"direct_产值", "net_产值", "indirect_产值", "induced_产值", "total_就业",
                           "direct_碳排放", "ramp_2026-Q1", "claim_人均产值", "claim_亩均产值"}) {
    CAPTURE(name);
    CHECK(figure(item, name) != nullptr);
  }
  CHECK(figure(item, "direct_产值")->value == doctest::Approx(40e8));
  CHECK(figure(item, "claim_人均产值")->value == doctest::Approx(41.7e4));
  auto const words = text(item);
  CHECK(words.find("是否含间接就业") != std::string::npos);
  CHECK(words.find("容量核对（东园）") != std::string::npos);
  CHECK(words.find("爬坡（假设）") != std::string::npos);
  CHECK(words.find("effect/") == std::string::npos);  // keys are for programs
  CHECK(answer::effect(asked.context(), "没有的").error().code == Code::not_found);
}

TEST_CASE("effect of all: a plan by year that grows, clusters net of overlap, carbon by park") {
  auto asked = Asked{};
  auto const answer = answer::effect(asked.context(), "");
  REQUIRE(answer);
  auto last = 0.0;
  for (auto year = 2027; year <= 2032; ++year) {
    CAPTURE(year);
    auto const* item = find(*answer, "plan/" + std::to_string(year));
    REQUIRE(item != nullptr);
    auto const* output = figure(*item, "direct_产值");
    REQUIRE(output != nullptr);
    CHECK(output->value >= last);
    last = output->value;
    CHECK(figure(*item, "chain_net_增加值")->value <= figure(*item, "chain_gross_增加值")->value);
  }
  CHECK(last > 0);
  auto const* all = find(*answer, "cluster/");
  REQUIRE(all != nullptr);
  CHECK(figure(*all, "net_产值")->value < figure(*all, "gross_产值")->value);
  CHECK(find(*answer, "cluster/动力电池") != nullptr);
}

TEST_CASE("effect of all: a target by its own series, with its levers and its past") {
  auto asked = Asked{};
  auto const answer = answer::effect(asked.context(), "");
  REQUIRE(answer);
  auto const* item = find(*answer, "甲区/工业总产值/2028");
  REQUIRE(item != nullptr);
  CHECK(item->state == "open");
  auto const words = text(*item);
  CHECK(words.find("本区自己的序列") != std::string::npos);
  auto const* chance = figure(*item, "chance");
  REQUIRE(chance != nullptr);
  CHECK(chance->value >= 1);
  CHECK(chance->value <= 99);
  CHECK(figure(*item, "path_2026") != nullptr);
  auto past = std::string{};
  for (auto const& note : answer->notes) { past += text_of(note, Marks::hidden); }
  CHECK(past.find("已到期的目标：甲区工业总产值") != std::string::npos);
  CHECK(past.find("不显示概率的可靠性") != std::string::npos);
}

TEST_CASE("effect: regional employment places the supplier effect") {
  auto asked = Asked{};
  auto more = std::vector<Record>{};
  for (auto const* sector : {"电池", "有色金属压延加工", "有色金属冶炼及合金", "金属制品"}) {
    more.push_back(level(std::string{"就业人数/"} + sector, "2024", 3'000));
  }
  asked.book = asked.book.with(std::move(more));
  auto const answer = answer::effect(asked.context(), "P1");
  REQUIRE(answer);
  auto const* local = figure(answer->items.front(), "indirect_local_产值");
  REQUIRE(local != nullptr);
  CHECK(local->value > 0);
  CHECK(local->value < figure(answer->items.front(), "indirect_产值")->value);
}

TEST_CASE("shock: a project stops, a supplier fails, power is cut, and what is refused") {
  auto asked = Asked{};
  auto const firm = answer::shock(asked.context(), {.firm = "某动力电池项目"});
  REQUIRE(firm);
  auto const& item = firm->items.front();
  CHECK(figure(item, "output_1") != nullptr);
  CHECK(figure(item, "output_52") != nullptr);
  CHECK(figure(item, "lost")->value > 0);
  CHECK(text(item).find("有用的缓冲") != std::string::npos);
  CHECK(answer::shock(asked.context(), {.supplier = "有色金属冶炼"}));
  CHECK(answer::shock(asked.context(), {.power = true, .share = 20, .days = 7}));
  CHECK(answer::shock(asked.context(), {}).error().code == Code::bad_usage);
  CHECK(answer::shock(asked.context(), {.firm = "没有的"}).error().code == Code::not_found);
  CHECK(answer::shock(asked.context(), {.supplier = "没有的"}).error().code == Code::not_found);
  CHECK_FALSE(answer::shock(asked.context(), {.power = true, .share = 200}));
  auto const dark = answer::shock(asked.context(), {.power = true, .share = 100});
  REQUIRE(dark);
  CHECK(text(dark->items.front()).find("-0%") == std::string::npos);
  asked.book = Book{};
  CHECK(answer::shock(asked.context(), {.power = true}).error().code == Code::infeasible);
}

TEST_CASE("title_of_assumption: Chinese words, never a key that an engine knows") {
  struct Row {
    char const* key;
    char const* title;
  };
  for (auto const& row : std::to_array<Row>(
           {{"growth/工业总产值", "工业总产值的年增速"},
            {"growth/工业总产值/spread", "工业总产值年增速的标准差"},
            {"bridge/规上工业产值→工业总产值", "由规上工业产值换算到工业总产值的系数"},
            {"effect/realised", "达产比例"},
            {"effect/ramp_quarters/P1", "P1的投产到达产的季度数"},
            {"ratio/kva_per_mu", "每亩用地的用电容量"},
            {"别的", "别的"}})) {
    CAPTURE(row.key);
    CHECK(title_of_assumption(row.key) == row.title);
  }
}
