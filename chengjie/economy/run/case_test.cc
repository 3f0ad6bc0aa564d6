#include "chengjie/economy/run/case.h"

#include <doctest/doctest.h>

#include <array>

namespace chengjie::economy::run {
namespace {

Files small_io() {
  return {{"case.json", R"({"kind":"io","input_folder":"in","households":null,"wages":null,
            "outputs":["A.csv","L.csv","multipliers.csv","linkages.csv","extraction.csv"]})"},
          {"in/Z.csv", "sector,a,b\na,10,40\nb,30,20\n"},
          {"in/x.csv", "sector,x\na,100\nb,150\n"},
          {"in/value_added.csv", ",a,b\nwages,60,90\n"}};
}

std::string with(Files files, std::string const& path, std::string text) {
  files[path] = std::move(text);
  auto const got = run_case(files);
  return got ? "" : got.error().line();
}

TEST_CASE("a small case, and the same with rows and labels out of order") {
  auto const files = small_io();
  auto const got = run_case(files);
  REQUIRE(got);
  CHECK(got->size() == 5);
  CHECK(got->at("A.csv").starts_with("sector,a,b\na,0.1,"));
  auto mixed = files;
  mixed["in/x.csv"] = "sector,x\n b ,150\na,100\n";
  mixed["in/value_added.csv"] = ", b,a\nwages,90,60\n";
  mixed["in/Z.csv"] = "sector,b,a\na,40,10\nb,20,30\n";
  auto const same = run_case(mixed);
  REQUIRE(same);
  CHECK(*same == *got);
}

TEST_CASE("what is wrong is said with its place") {
  struct Row {
    std::string_view path, text, says;
  };
  for (auto const& row : std::to_array<Row>({
           {"case.json", "{", "JSON"},
           {"case.json", "{}", "kind"},
           {"case.json", R"({"kind":"io"})", "outputs"},
           {"case.json", R"({"kind":"magic","outputs":["x"]})", "magic"},
           {"case.json", R"({"kind":"io","outputs":["nope.csv"]})", "nope.csv"},
           {"case.json", R"({"kind":"ario","outputs":["x"]})", "model"},
           {"case.json", R"({"kind":"synthetic_mrio","R":1e9,"S":3,"outputs":["sectors.csv"]})",
            "20000"},
           {"case.json", R"({"kind":"mrio","outputs":["x.csv"]})", "Z.csv"},
           {"in/x.csv", "sector,x\na,100\n", "缺少标签“b”"},
           {"in/x.csv", "sector,x\na,100\nb,150\nc,1\n", "3 个标签"},
           {"in/x.csv", "sector,x\na,100\na,150\n", "两次"},
           {"in/x.csv", "sector,y\na,100\nb,150\n", "缺少列"},
           {"in/x.csv", "sector,x\na,100\nb,-150\n", "为负"},
           {"in/x.csv", "sector,x\na,100\nb,\n", "不是数"},
           {"in/x.csv", "", "空"},
           {"in/Z.csv", "sector,a,b\na,10\nb,30,20\n", "in/Z.csv:2"},
           {"in/Z.csv", "sector,a,b\na,100,40\nb,30,150\n", "不可生产"},
       })) {
    CAPTURE(row.path);
    CAPTURE(row.text);
    auto const line = with(small_io(), std::string(row.path), std::string(row.text));
    CAPTURE(line);
    CHECK(line.find(row.says) != std::string::npos);
  }
  auto missing = small_io();
  missing.erase("in/Z.csv");
  CHECK(run_case(missing).error().code == Code::not_found);
  CHECK(run_case({}).error().code == Code::not_found);
}

TEST_CASE("sectors of zeros give blanks and zeros, never nan") {
  auto files = small_io();
  files["in/Z.csv"] = "sector,a,b\na,10,0\nb,0,0\n";
  files["in/x.csv"] = "sector,x\na,100\nb,0\n";
  files["in/value_added.csv"] = ",a,b\nwages,90,0\nloss,-5,0\n";
  auto const got = run_case(files);
  REQUIRE(got);
  for (auto const& [name, text] : *got) {
    CAPTURE(name);
    CHECK(text.find("nan") == std::string::npos);
    CHECK(text.find("inf") == std::string::npos);
  }
}

TEST_CASE("read_json: as deep as it must, no deeper") {
  CHECK(read_json(R"({"a":[1,2.5,"x",null,true]})", "t"));
  CHECK_FALSE(read_json(std::string(100'000, '['), "t"));
  CHECK_FALSE(read_json("{\"a\":\"\\", "t"));
  auto const big = read_json("18446744073709551615", "t");
  REQUIRE(big);
  CHECK(big->number() == doctest::Approx(1.8446744e19));
}

}  // namespace
}  // namespace chengjie::economy::run
