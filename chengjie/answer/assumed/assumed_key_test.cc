#include "chengjie/answer/assumed/assumed_key.h"

#include <doctest/doctest.h>

using namespace chengjie;
using namespace chengjie::answer;

namespace {

Book book() {
  return Book{{{"parks", "西彭园区", {{"name", std::string{"西彭园区"}, {}, {}, {}}}, {}},
               {"assumptions",
                "ratio/jobs_per_output",
                {{"value", 3.0, {}, {}, {}}, {"unit", std::string{"person"}, {}, {}, {}}},
                {}}}};
}

}  // namespace

TEST_CASE("an assumption is about something that there is, in its unit and size") {
  struct Row {
    AssumedValue assumed;
    std::string unit;
  };
  for (auto const& row : {Row{{"parks/西彭园区/free_mu", 300, {}, {}, {}}, "mu"},
                          Row{{"parks/西彭园区/free_mu", 300, "mu", 100.0, 500.0}, "mu"},
                          Row{{"ratio/jobs_per_output", 5, {}, {}, {}}, "person"},
                          Row{{"growth/规上工业产值", 7, "percent", {}, {}}, "percent"},
                          Row{{"weight/known", 1, {}, {}, {}}, ""}}) {
    CAPTURE(row.assumed.key);
    auto const unit = check_assumed(book(), {"weight/known"}, row.assumed);
    REQUIRE(unit);
    CHECK(*unit == row.unit);
  }
}

TEST_CASE("what cannot be assumed is refused, with what was meant") {
  struct Row {
    AssumedValue assumed;
    std::string tells;
  };
  for (auto const& row : {
           Row{{"parks/西彭园/free_mu", 300, {}, {}, {}}, "parks/西彭园区/free_mu"},
           Row{{"parks/西彭园区/free_mou", 300, {}, {}, {}}, "parks/西彭园区/free_mu"},
           Row{{"parks/西彭园区/name", 300, {}, {}, {}}, "没有可假设的列"},
           Row{{"ratio/jobs_per_outpt", 5, {}, {}, {}}, "ratio/jobs_per_output"},
           Row{{"nonsense", 5, {}, {}, {}}, "没有哪个答案"},
           Row{{"parks/西彭园区/free_mu", -3, {}, {}, {}}, "负数"},
           Row{{"parks/西彭园区/free_mu", 3, "m2", {}, {}}, "单位是 mu"},
           Row{{"parks/西彭园区/free_mu", 3, {}, 1.0, {}}, "一起写"},
           Row{{"parks/西彭园区/free_mu", 3, {}, 4.0, 5.0}, "之间"},
       }) {
    CAPTURE(row.assumed.key);
    auto const unit = check_assumed(book(), {"weight/known"}, row.assumed);
    REQUIRE(!unit);
    CHECK(unit.error().line().find(row.tells) != std::string::npos);
  }
}
