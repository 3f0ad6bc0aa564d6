#include "chengjie/answer/what/what.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "chengjie/answer/what/chain_map.h"
#include "chengjie/answer/what/what_input.h"
#include "chengjie/ledger/fact.h"

using namespace chengjie;
using namespace chengjie::answer;

namespace {

using Texts = std::vector<std::string>;

Field field(std::string column, Value value) {
  return {std::move(column), std::move(value), "A", {}, {}};
}
Field text(std::string column, std::string value) {
  return field(std::move(column), Value{std::move(value)});
}

Record record(std::string kind, std::string key, std::vector<Field> fields) {
  static auto row = 1;
  return {std::move(kind), std::move(key), std::move(fields), {"hash", "t.csv", {}, ++row}};
}

Record link(std::string product, std::string parent, std::string code, Texts local) {
  return record("chains", "氢能/部件/" + product,
                {text("chain", "氢能"), text("stage", "部件"), text("product", product),
                 text("parent", std::move(parent)), text("industry_code", std::move(code)),
                 field("local_firms", std::move(local))});
}

// 膜电极 -> 电堆 -> 商用车 (庆铃 here).
std::vector<Record> district() {
  return {record("regions", "500001",
                 {text("name", "甲区"), text("level", "区县"), text("parent", "某市")}),
          record("regions", "500002",
                 {text("name", "乙区"), text("level", "区县"), text("parent", "某市")}),
          link("商用车", "", "3612", {"庆铃"}),
          link("电堆", "商用车", "3849", {}),
          link("膜电极", "电堆", "3849", {}),
          record("directions", "氢能/电堆/东园",
                 {text("direction", "氢能"), text("product", "电堆"), text("park", "东园")}),
          record("parks", "东园",
                 {text("name", "东园"), text("district", "甲区"),
                  field("directions", Texts{"氢能"}), field("free_mu", 300.0)})};
}

Record candidate(std::string name, std::string product, Texts signs, Texts customers) {
  return record("candidates", name,
                {text("firm", name), field("products", Texts{std::move(product)}),
                 text("origin", "乙区"), field("revenue_cny", 5e8),
                 field("signs", std::move(signs)), field("customers", std::move(customers))});
}

struct Asked {
  Book book;
  Basis basis{};
  Answer answer() {
    auto got = what({book, "甲区", "2026-11-25", access::file_owner(), basis});
    REQUIRE(got);
    return *got;
  }
};

Item const& item_of(Answer const& answer, std::string_view product) {
  auto const at = std::find_if(answer.items.begin(), answer.items.end(),
                               [&](auto const& item) { return item.id.ends_with(product); });
  REQUIRE(at != answer.items.end());
  return *at;
}

std::string words_of(Item const& item) {
  auto all = text_of(item.title, Marks::hidden);
  for (auto const& line : item.lines) { all += "\n" + text_of(line, Marks::hidden); }
  return all;
}
std::string notes_of(Answer const& answer) {
  auto all = std::string{};
  for (auto const& note : answer.notes) { all += text_of(note, Marks::hidden) + "\n"; }
  return all;
}

Figure const& shown(Item const& item, std::string_view name) {
  auto const at = std::find_if(item.figures.begin(), item.figures.end(),
                               [&](auto const& one) { return one.first == name; });
  REQUIRE(at != item.figures.end());
  return at->second;
}

bool holds(std::string const& all, std::string_view part) {
  return all.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "what: candidates of a gap with the reason of each point, and what to load without them") {
  auto records = district();
  auto const bare = Asked{Book{records}}.answer();
  CHECK(std::any_of(bare.lacks.begin(), bare.lacks.end(),
                    [](auto const& lack) { return holds(lack, "--as candidates"); }));
  records.push_back(candidate("外地堆厂", "电堆", {"公告扩产"}, {"庆铃"}));
  records.push_back(candidate("面厂", "方便面", {}, {}));
  auto const answer = Asked{Book{records}}.answer();
  auto const words = words_of(item_of(answer, "电堆"));
  for (auto const* part :
       {"外地堆厂（乙区）", "公告扩产", "已给下游本地企业庆铃供货", "已在市内"}) {
    CAPTURE(part);
    CHECK(holds(words, part));
  }
  CHECK_FALSE(holds(words, "面厂"));
  CHECK(shown(item_of(answer, "电堆"), "candidate_1").value > 50);
  CHECK(holds(notes_of(answer), "落地 0 条、流失 0 条"));
}

TEST_CASE("what: a firm that is here, under whatever name, is no candidate") {
  auto records = district();
  records.push_back(record("enterprises", "1",
                           {text("name", "庆铃汽车股份有限公司"), text("scope", "区内"),
                            field("aliases", Texts{"庆铃", "庆铃汽车"})}));
  records.push_back(candidate("庆铃汽车", "电堆", {}, {}));
  CHECK_FALSE(holds(words_of(item_of(Asked{Book{records}}.answer(), "电堆")), "可以先找"));
}

TEST_CASE("what: every score opens into parts, sources and weights; a weight can be changed") {
  auto records = district();
  auto asked = Asked{Book{records}};
  auto const before = shown(item_of(asked.answer(), "电堆"), "score");
  auto const& computed = std::get<Computation>(before.evidence);
  CHECK(holds(computed.formula, "承接方向 1 × 权重 0.13"));
  CHECK(computed.weakest == SourceKind::assumed);  // the weights are
  CHECK(std::all_of(computed.inputs.begin(), computed.inputs.end(),
                    [&](auto const& mark) { return asked.basis.figures().contains(mark); }));
  records.push_back(record("assumptions", "weight/what/wanted",
                           {text("key", "weight/what/wanted"), field("value", 30.0),
                            text("unit", "points"), text("basis", "本区定")}));
  auto const after = shown(item_of(Asked{Book{records}}.answer(), "电堆"), "score");
  CHECK(after.value == doctest::Approx(before.value + 17));
}

TEST_CASE(
    "what: ranks with their proved interval, the front, and the score of the map is the same") {
  auto asked = Asked{Book{district()}};
  auto const answer = asked.answer();
  for (auto i = std::size_t{0}; i != answer.items.size(); ++i) {
    auto const& item = answer.items[i];
    CHECK(shown(item, "rank_best").value <= static_cast<double>(i + 1));
    CHECK(shown(item, "rank_worst").value >= static_cast<double>(i + 1));
    for (auto const* name : {"worth", "reach", "pull", "front"}) { shown(item, name); }
  }
  auto basis = Basis{};
  auto const map = chain_map({asked.book, "甲区", "2026-11-25", access::file_owner(), basis});
  REQUIRE(map);
  for (auto n = std::size_t{0}; n != map->score.size(); ++n) {
    if (!map->score[n]) { continue; }
    auto const& item = item_of(answer, map->built.chains.nodes[n].id);
    CHECK(*map->score[n] == doctest::Approx(shown(item, "score").value));
  }
}

TEST_CASE("what: a table regions x industries gives closeness and quotients; too few say so") {
  auto const row = [](std::string region, std::string code, double staff) {
    return record("region_industry", region + "/" + code,
                  {text("region", region), text("code", code), text("period", "2023"),
                   field("staff", staff)});
  };
  auto records = district();
  records.push_back(row("甲区", "36", 500));
  records.push_back(row("乙区", "38", 500));
  auto const few = Asked{Book{records}}.answer();
  CHECK(std::any_of(few.lacks.begin(), few.lacks.end(),
                    [](auto const& lack) { return holds(lack, "至少要 8 个地区"); }));
  // 36 and 38 stand together everywhere but here, where only 36 is; 全市 is a sum.
  for (auto r = 0; r != 9; ++r) {
    auto const region = "区" + std::to_string(r);
    for (auto c = 10; c != 20; ++c) {
      records.push_back(row(region, std::to_string(c), 10 + (r * 7 + c * 3) % 40));
    }
    if (r % 2 == 0) {
      records.push_back(row(region, "36", 300));
      records.push_back(row(region, "38", 300));
    }
  }
  records.push_back(row("某市", "36", 1e9));
  auto const answer = Asked{Book{records}}.answer();
  auto const words = words_of(item_of(answer, "电堆"));
  CHECK(holds(words, "产业接近度"));
  CHECK(holds(notes_of(answer), "区位商"));
  CHECK(holds(notes_of(answer), "11 个地区"));  // without the sum
}

TEST_CASE("what: enough leads won and lost teach the weights, and the answer says how many") {
  auto records = district();
  for (auto i = 0; i != 60; ++i) {
    auto const won = i % 2 == 0;
    auto fields =
        std::vector<Field>{text("firm", "线索" + std::to_string(i)), text("product", "电堆"),
                           text("outcome", won ? "won" : "lost")};
    // Those who came had supplied a firm here; size and signs tell nothing.
    if (won) { fields.push_back(field("customers", Texts{"庆铃"})); }
    if (i % 3 == 0) { fields.push_back(field("signs", Texts{"考察"})); }
    records.push_back(record("leads", "L" + std::to_string(i), std::move(fields)));
  }
  records.push_back(candidate("外地堆厂", "电堆", {"公告扩产"}, {"庆铃"}));
  auto asked = Asked{Book{records}};
  auto const notes = notes_of(asked.answer());
  CHECK(holds(notes, "落地 30 条、流失 30 条"));
  CHECK(holds(notes, "采用学得的权重"));
  auto const context = Context{asked.book, "甲区", "2026-11-25", access::file_owner(), asked.basis};
  auto sources = Sources{context};
  auto const input = what_input(context, sources, RegionFirms{asked.book});
  REQUIRE(input);
  // Fit, size and place were the same in all leads and keep their share; the rest is for orders.
  CHECK(input->settings.options.gaps.who.orders == doctest::Approx(0.35));
  CHECK(input->settings.options.gaps.who.fit == doctest::Approx(0.4));
}

TEST_CASE("what: land, energy and carbon from firms and projects of the same industry") {
  auto records = district();
  records.push_back(
      record("projects", "P1",
             {text("name", "电池项目"), text("industry_code", "3841"), field("output_cny", 20e8),
              field("land_mu", 400.0), field("energy_tce", 10000.0)}));
  auto const answer = Asked{Book{records}}.answer();
  auto const& item = item_of(answer, "电堆");
  CHECK(shown(item, "land").value == doctest::Approx(20));
  CHECK(shown(item, "energy").value == doctest::Approx(500));
  CHECK(shown(item, "carbon").value == doctest::Approx(1300));
}

TEST_CASE("what: clusters gross and net, four chains, titles, duties") {
  auto records = district();
  for (auto const* name : {"先进材料", "轻合金"}) {
    records.push_back(record("clusters", name, {text("name", name)}));
    records.push_back(record("crosswalk", std::string{name} + "/32",
                             {text("cluster", name), text("relation", "code"),
                              text("counterpart", "32"), field("share_pct", 100.0)}));
  }
  records.push_back(record(
      "crosswalk", "先进材料/市",
      {text("cluster", "先进材料"), text("relation", "city"), text("counterpart", "先进材料")}));
  records.push_back(record("enterprises", "9",
                           {text("name", "西铝"), text("industry_code", "3252"),
                            text("period", "2025-12"), field("output_ytd_cny", 100e8)}));
  records.push_back(record(
      "resources", "1",
      {text("cluster", "先进材料"), text("side", "innovation"), text("name", "轻合金创新中心")}));
  records.push_back(record("statuses", "1",
                           {text("place", "东园"), text("title", "示范园区"),
                            text("until", "2025-01-01"), field("benefits", Texts{"用地指标"})}));
  records.push_back(record("duties", "1",
                           {text("chain", "氢能"), text("product", "电堆"), text("owner", "张某"),
                            text("task", "引进电堆"), text("due", "2026-12-31")}));
  auto const answer = Asked{Book{records}}.answer();
  auto const notes = notes_of(answer);
  for (auto const* part :
       {"（毛额）200亿元", "（净额）100亿元", "没有市级上位集群的 1个（轻合金）",
        "创新 轻合金创新中心", "人才 缺", "东园——示范园区", "已过期", "支持政策：用地指标"}) {
    CAPTURE(part);
    CHECK(holds(notes, part));
  }
  CHECK(holds(words_of(item_of(answer, "电堆")), "本环节任务：张某，引进电堆"));
  CHECK_FALSE(holds(words_of(item_of(answer, "膜电极")), "张某"));
}

TEST_CASE("what: documents alone rank what is wanted and name firms here and elsewhere") {
  auto const relation = [](std::string firm, std::string kind, std::string target) {
    return record("relations", firm + kind + target,
                  {text("enterprise", firm), text("relation", kind), text("target", target)});
  };
  auto records = std::vector<Record>{
      record("directions", "1",
             {text("direction", "氢能产业"), text("product", "电堆"), text("park", "氢谷")}),
      record("directions", "2", {text("direction", "食品"), text("product", "方便食品")}),
      relation("国鸿氢能", "located_in", "氢谷"), relation("外地堆厂", "produces", "电堆")};
  auto const answer = Asked{Book{records}}.answer();
  REQUIRE(answer.items.size() == 2);
  auto const words = words_of(answer.items.front());
  CHECK(holds(words, "电堆"));
  CHECK(holds(words, "国鸿氢能"));  // in a park that the directions name: it is here
  CHECK(holds(words, "区外企业）：外地堆厂（生产电堆）"));
  CHECK(answer.assumed_share > 0);  // the weights are assumed, and the answer says so
}

TEST_CASE("what: documents give clusters a class, and name firms beside what they want") {
  auto const read = [](Record row, std::string clause) {
    for (auto& one : clause_fields(Clause{"doc1", "规划.txt", 0, clause.size(), 0, clause})) {
      row.fields.push_back(std::move(one));
    }
    row.origin = {"doc1", "规划.txt", {}, 0};
    return row;
  };
  auto const want = [&](std::string direction, std::string product, std::string clause) {
    return read(record("directions", direction + product,
                       {text("direction", direction), text("product", product)}),
                std::move(clause));
  };
  auto const classes = std::string{"打造先进材料和汽车两大“千亿级”集群，升级食品五百亿级产业"};
  auto const answer =
      Asked{
          Book{
              {record("documents", "doc1", {text("name", "规划.txt"), text("main_place", "甲区")}),
               read(record("tasks", "1", {text("task", "打造集群")}), classes),
               want("先进材料", "气凝胶", "先进材料方向：发展气凝胶"),
               want("食品", "方便食品", "食品方向：发展方便食品"),
               want("氢能产业", "电堆", "依托国鸿氢能，推进电堆集聚"),
               read(record("entities", "1", {text("type", "enterprise"), text("name", "国鸿")}),
                    "国鸿"),
               read(record("entities", "2", {text("type", "enterprise"), text("name", "国鸿氢能")}),
                    "依托国鸿氢能，推进电堆集聚")}}}
          .answer();
  auto const material = words_of(item_of(answer, "气凝胶"));
  CHECK(holds(material, "列为 1000 亿元级"));
  CHECK(holds(words_of(item_of(answer, "方便食品")), "列为 500 亿元级"));
  auto const stack = words_of(item_of(answer, "电堆"));
  CAPTURE(stack);
  CHECK(holds(stack, "本地相关企业：国鸿氢能。"));  // 国鸿 alone does not stand there
}
