#include "chengjie/reading/clock.h"

#include <doctest/doctest.h>

#include <array>

#include "chengjie/text/decode.h"

using namespace chengjie;
using namespace chengjie::reading;

namespace {

Clock clock_of(std::string_view text, std::optional<Date> given = {}) {
  auto const got = text::decode(text, "x.txt");
  REQUIRE(got);
  return read_clock(text::repair(got->chars), given);
}

}  // namespace

TEST_CASE("read_clock: what a time is, on a text of 2025-11-20") {
  struct Row {
    std::string_view text;
    std::string_view period;
    MarkKind kind;
  };
  for (auto const& row : std::to_array<Row>({
           {"2024年规上工业产值", "2024", MarkKind::year},
           {"今年上半年引进项目", "2025-H1", MarkKind::part},
           {"去年新增企业", "2024", MarkKind::year},
           {"到2027年产值突破", "2027", MarkKind::deadline},
           {"自2018年以来共投入", "2018..", MarkKind::span},
           {"今年1-9月完成", "2025-01..2025-09", MarkKind::part},
           {"2021—2025年累计", "2021..2025", MarkKind::span},
           {"一季度引进", "2025-Q1", MarkKind::part},
           {"2024年7月首次", "2024-07", MarkKind::part},
           {"“十四五”期间完成", "2021..2025", MarkKind::span},
           {"前三季度完成", "2025-01..2025-09", MarkKind::part},
           {"自我市于2023年11月首次承办该活动以来,已有", "2023-11..", MarkKind::span},
       })) {
    CAPTURE(row.text);
    auto const clock = clock_of(row.text, Date{2025, 11, 20});
    REQUIRE(!clock.marks.empty());
    CHECK(clock.marks[0].period == row.period);
    CHECK(clock.marks[0].kind == row.kind);
  }
}

TEST_CASE("read_clock: the year of the text") {
  struct Row {
    std::string_view text;
    int year;
  };
  for (auto const& row : std::to_array<Row>({
           {"某地工业重点推进项目\n发布时间：2011-03-16\n今年完成投资。", 2011},
           {"2026年某省政府工作报告\n地区生产总值增长5%。", 2026},
           {"3月28日上午召开大会。\n全年招引项目多个。2024年产值较好。力争2025年更好。", 2025},
           {"没有任何时间的一段文字。", 0},
       })) {
    CAPTURE(row.text);
    CHECK(clock_of(row.text).year == row.year);
  }
}

TEST_CASE("read_clock: nothing is guessed") {
  CHECK(clock_of("今年完成投资。").marks[0].period.empty());
  CHECK(clock_of("轨道19号线开工，第28届大集，33618集群。", Date{2025, 1, 1}).marks.empty());
}
