// Tasks of plans and wanted lists: labelled papers, wordings, and what is no task.
#include "chengjie/base/random.h"
#include "chengjie/reading/clauses_score.h"
#include "chengjie/reading/clauses_time.h"
#include "chengjie/reading/reading_tests.h"

using namespace chengjie;
using namespace chengjie::reading_tests;

namespace {

// CHENGJIE_TASKS_FROM: a folder of damaged copies; CHENGJIE_TASKS_SHOW: the paper whose misses to
// tell.
TaskScore score(std::string const& name) {
  auto const stem = "cases/reading/gold/tasks/" + name;
  auto const from = std::getenv("CHENGJIE_TASKS_FROM");
  auto const bytes = read_file(from == nullptr ? stem + ".txt" : from + ("/" + name + ".txt"));
  REQUIRE_MESSAGE(bytes, stem);
  auto const show = std::getenv("CHENGJIE_TASKS_SHOW");
  auto scorer = TaskScorer{name, show != nullptr && name.find(show) != std::string::npos};
  auto const out = scorer.run(read_text(*bytes).clauses, labels_of(stem + ".clauses.jsonl"));
  MESSAGE(name << ": " << told(out));
  return out;
}

std::vector<reading::ClauseRow> rows_of(std::string const& type, std::string const& text) {
  auto out = std::vector<reading::ClauseRow>{};
  for (auto& row : read_text(text).clauses) {
    if (row.type == type) { out.push_back(std::move(row)); }
  }
  return out;
}

struct Wording {
  char const* item;
  char const* task;
  char const* owner;
  char const* department;
  char const* due;
};

}  // namespace

TEST_CASE("tasks and wanted rows of labelled papers") {
  for (std::string const name :
       {"hb_xiaogan_three_year_plan", "gz_fuquan_work_points", "gd_yingde_park_catalogue",
        "nx_pingluo_bureau_division", "hn_lanshan_transfer_scheme", "heb_dingzhou_invest_guide",
        "ln_fuxin_news_of_plan", "sx_zezhou_key_tasks", "js_guanyun_chain_plan",
        "yn_mile_transfer_plan"}) {
    CAPTURE(name);
    auto const s = score(name);
    for (auto const& part : {s.found, s.true_, s.owner, s.department, s.due, s.ends_found,
                             s.ends_true, s.wanted_found, s.wanted_true, s.park}) {
      CHECK(part.part() >= 0.9);
    }
  }
}

TEST_CASE("tasks: who and by when, in the wordings of papers") {
  static constexpr Wording kRows[] = {
      {"1.建设标准厂房。新建10万平方米。（牵头单位：县发改局；配合单位：县财政局、各镇（街道）；"
       "完成时限：2024年6月底前）",
       "建设标准厂房", "县发改局", "县财政局、各镇（街道）", "2024-06"},
      {"（二）开展招商。举办推介会6场。〔责任部门：市投促局，市商务局；时限：年底前〕", "开展招商",
       "市投促局、市商务局", "", "2024"},
      {"2.培育链主。新增3家。【市工信局牵头，市科技局、市财政局参与】", "培育链主", "市工信局",
       "市科技局、市财政局", ""},
      {"3.稳定运行。此项工作由县工信局负责，县电力公司配合，10月底前完成。", "稳定运行", "县工信局",
       "县电力公司", "2024-10"},
      {"4.建设园区。（市发展和改革委员会、高新区管委会按职责分工负责）", "建设园区",
       "市发展和改革委员会、高新区管委会", "", ""},
      {"5.常态走访。（责任单位：县工商联；完成时限：长期坚持）", "常态走访", "县工商联", "",
       "长期坚持"},
      {"6.盘活土地。确保9月30日前盘活300亩。（县自然资源局、开发区管委会）", "盘活土地",
       "县自然资源局、开发区管委会", "", "2024-09-30"},
      {"7.建设平台\n牵头领导：王海\n牵头部门：县科技局\n责任单位：县财政局\n完成时间：2024年三季度",
       "建设平台", "县科技局、王海", "县财政局", "2024-Q3"},
  };
  for (auto const& w : kRows) {
    CAPTURE(w.item);
    auto const rows = rows_of("task", std::string{"青山县2024年工业工作要点\n\n"} + w.item + "\n");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].task == w.task);
    CHECK(rows[0].owner == w.owner);
    CHECK(rows[0].department == w.department);
    CHECK(rows[0].due == w.due);
    CHECK(reading::to_jsonl(rows[0], "x").find("\"owner\"") != std::string::npos);
  }
}

TEST_CASE("tasks: what is no task") {
  for (std::string const text :
       {"青山区工业提速\n\n截至2024年底，全区规上企业达到120家，到2024年底产值已完成500亿元。\n",
        "青山日报讯 该市由市工信局牵头组建专班，到2023年已引进企业5家。\n",
        "长江重工签约\n\n项目总投资30亿元，预计2026年底建成，达产后年产值可达50亿元。\n",
        "青山县政策\n\n1.对新引进的企业给予20万元奖励。（责任单位：县工信局）\n",
        "青山县2024年工作要点\n\n一、总体要求\n\n坚持稳中求进。\n\n1.加强学习。营造氛围。\n",
        "公告\n\n办理时限：5个工作日。联系人：王海。\n"}) {
    CAPTURE(text);
    CHECK(rows_of("task", text).empty());
  }
}

TEST_CASE("tasks: each year of a goal is a row") {
  auto const rows =
      rows_of("task",
              "青山县三年行动方案（2024—2026年）\n\n二、总体目标\n\n到2024年底，产值突破"
              "80亿元；到2025年，产值达到100亿元，企业60家；到2026年，产值达到150亿元。\n");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].due == "2024");
  CHECK(rows[1].due == "2025");
  CHECK(rows[1].indicator == "产值达到100亿元；企业60家");
  CHECK(rows[2].due == "2026");
}

TEST_CASE("tasks: a table whose rows do not fit its head is left out") {
  auto const head = std::string{"青山县重点任务分工表\n\n序号 任务 责任单位 完成时限\n"};
  CHECK(rows_of("task", head + "1 建成厂房 县住建局 2024年6月\n2 引进企业5家 县商务局 年底前\n")
            .size() == 2);
  // Offices where the time should stand; a cell too few.
  CHECK(rows_of("task", head + "1 建成厂房 2024年6月 县住建局\n").empty());
  CHECK(rows_of("task", head + "1 建成厂房 县住建局\n2 引进企业 县商务局\n").empty());
}

TEST_CASE("wanted rows: other words of wanting, and what is there already") {
  auto const rows =
      rows_of("wanted",
              "青山县重点产业招商目录\n\n1.光伏产业：现有硅片、组件企业6家，重点引进银浆、背板膜、"
              "接线盒等项目，落户青山工业园区。\n\n2.木业\n缺失环节：封边条、五金铰链\n"
              "布局园区：南山园\n\n3.限制类：石棉瓦、粘土砖。\n");
  auto got = std::string{};
  for (auto const& row : rows) { got += row.direction + "/" + row.product + "/" + row.park + " "; }
  CHECK(got ==
        "光伏产业/银浆/青山工业园区 光伏产业/背板膜/青山工业园区 "
        "光伏产业/接线盒/青山工业园区 木业/封边条/南山园 木业/五金铰链/南山园 ");
}

TEST_CASE("tasks: times") {
  struct Row {
    char const* text;
    char const* period;
  };
  for (auto const& [text, period] :
       {Row{"2025年底", "2025"}, Row{"2025年6月底前", "2025-06"}, Row{"6月30日前", "2024-06-30"},
        Row{"年内", "2024"}, Row{"2024年一季度末", "2024-Q1"}, Row{"2025.6", "2025-06"},
        Row{"2024年3月—10月", "2024-10"}, Row{"2023—2025年", "2025"}, Row{"明年6月", "2025-06"},
        Row{"“十四五”末", "2025"}, Row{"13月", ""}, Row{"12年", ""}}) {
    CAPTURE(text);
    CHECK(reading::time_at(text::utf32(text), 0, 2024).period == period);
  }
  CHECK(reading::ends_later("2024", "2024-06"));
  CHECK(reading::ends_later("2024-H2", "2024-Q3"));
  CHECK(!reading::ends_later("2024-06-15", "2024-06"));
  auto const none = text::utf32("截至2024年底，每年底，2024年前三季度");
  CHECK(reading::deadlines(none, 0, none.size(), 2024).empty());
}

// Whatever the bytes, every row's evidence lies inside of them and its text is their own.
TEST_CASE("tasks: hostile bytes") {
  auto const seed = read_file("cases/reading/gold/tasks/hn_lanshan_transfer_scheme.txt");
  REQUIRE(seed);
  auto random = Random{7};
  for (auto round = 0; round != 60; ++round) {
    auto text = *seed;
    for (auto edits = 1U + random.below(30); edits != 0; --edits) {
      auto const at = random.below(static_cast<std::uint32_t>(text.size()));
      if (random.below(2) == 0) {
        text.erase(at, random.below(40));
      } else {
        text.insert(at, text.substr(random.below(static_cast<std::uint32_t>(text.size())),
                                    random.below(60)));
      }
    }
    auto const got = reading::read(text, "x", {});
    if (!got) { continue; }
    for (auto const& row : got->clauses) {
      CHECK(row.evidence.begin < row.evidence.end);
      CHECK(row.evidence.end <= text.size());
      CHECK((row.type != "task" || !row.task.empty()));
    }
  }
}
