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

Files small_world() {
  return {{"case.json", R"({"kind":"mrio","input_folder":"in",
            "outputs":["x.csv","A.csv","L.csv","e_M.csv","e_D_cba_reg.csv","gross_trade.csv"]})"},
          {"in/Z.csv",
           "region,,n,n,m,m\nsector,,b,a,b,a\nregion,sector,,,,\n"
           "n,b,5,7,1,0\nn,a,2,9,3,1\nm,b,1,2,8,4\nm,a,0,3,2,6\n"},
          {"in/Y.csv",
           "region,,n,m\ncategory,,f,f\nregion,sector,,\nn,b,50,4\nn,a,60,5\nm,b,2,40\nm,a,7,30\n"},
          {"in/F_e.csv", "region,n,n,m,m\nsector,b,a,b,a\nstressor,,,,\nco2,5,6,7,8\n"},
          {"in/F_Y_e.csv", "region,n,m\ncategory,f,f\nstressor,,\nco2,2,3\n"}};
}

TEST_CASE("several regions: rows and columns in another order, and without the line of names") {
  auto const files = small_world();
  auto const got = run_case(files);
  REQUIRE(got);
  CHECK(got->at("x.csv").starts_with("region,sector,indout\nn,b,67\n"));
  CHECK(got->at("A.csv").starts_with("region,,n,n,m,m\nsector,,b,a,b,a\nregion,sector,,,,\n"));
  auto mixed = files;
  mixed["in/Z.csv"] =
      "region,,m,n,m,n\nsector,,a,a,b,b\nregion,sector\n"
      "n, b ,0,7,1,5\nn,a,1,9,3,2\nm,b,4,2,8,1\nm,a,6,3,2,0\n";
  mixed["in/Y.csv"] =
      "region,,m,n\ncategory,,f,f\nregion,sector,,\nm,a,30,7\nn,b,4,50\nm,b,40,2\nn,a,5,60\n";
  mixed["in/F_e.csv"] = "region,m,n,m,n\nsector,a,a,b,b\nstressor,,,,\nco2,8,6,7,5\n";
  auto const same = run_case(mixed);
  REQUIRE(same);
  CHECK(same->at("x.csv") == got->at("x.csv"));
  CHECK(same->at("e_D_cba_reg.csv") == got->at("e_D_cba_reg.csv"));
  CHECK(same->at("e_M.csv") == got->at("e_M.csv"));
  CHECK(same->at("L.csv") == got->at("L.csv"));
  auto bare = files;
  for (auto const* name : {"in/Z.csv", "in/Y.csv"}) {
    auto& text = bare[name];
    auto const at = text.find("region,sector");
    text.erase(at, text.find('\n', at) + 1 - at);
  }
  auto const plain = run_case(bare);
  REQUIRE(plain);
  CHECK(plain->at("e_D_cba_reg.csv") == got->at("e_D_cba_reg.csv"));
  CHECK(plain->at("A.csv").starts_with("region,,n,n,m,m\nsector,,b,a,b,a\nn,b,"));
  CHECK(with(files, "in/Y.csv",
             "region,,n,m\ncategory,,f,f\nregion,sector,,\nn,b,50,4\nn,a,60,5\nm,b,2,40\n")
            .find("缺少标签“m a”") != std::string::npos);
  CHECK(with(files, "in/Z.csv", "region,,n,n\nsector,,b,a\nregion,sector,,\nn,b,5,7\nn,b,2,9\n")
            .find("两次") != std::string::npos);
}

Files small_shock(std::string const& event) {
  return {{"case.json", R"({"kind":"ario","input_folder":"in","model":{"monetary_factor":1000000,
            "main_inv_dur":20,"inventory_dict":{"a":"inf"}},)" +
                            event + R"(,"steps":40,"outputs":["capital.csv",
            "production_realised.csv","final_demand_unmet.csv"]})"},
          {"in/Z.csv",
           "region,,n,n,m,m\nsector,,b,a,b,a\nregion,sector,,,,\n"
           "n,b,5,7,1,0\nn,a,2,9,3,1\nm,b,1,2,8,4\nm,a,0,3,2,6\n"},
          {"in/Y.csv",
           "region,,n,m\ncategory,,f,f\nregion,sector,,\nn,b,50,4\nn,a,60,5\nm,b,2,40\nm,a,7,30\n"},
          {"in/x.csv", "region,sector,indout\nn,b,67\nn,a,80\nm,b,57\nm,a,48\n"}};
}

TEST_CASE("a shock: answers in the order of names, one event or several, and what is refused") {
  auto const one = std::string(
      R"({"kind":"arbitrary","impact":0.3,"occurrence":4,"duration":5,"recovery_tau":9,
          "recovery_function":"convexe","affected_regions":["m"],"affected_sectors":["a","b"]})");
  auto const got = run_case(small_shock("\"event\":" + one));
  REQUIRE(got);
  CHECK(got->at("capital.csv").starts_with("region,sector,capital\nm,a,"));
  CHECK(got->at("production_realised.csv")
            .starts_with("region,m,m,n,n\nsector,a,b,a,b\nstep,,,,\n0,"));
  auto const listed = run_case(small_shock("\"events\":[" + one + "]"));
  REQUIRE(listed);
  CHECK(*listed == *got);
  auto const twice = run_case(small_shock("\"events\":[" + one + "," + one + "]"));
  REQUIRE(twice);
  CHECK(*twice == *got);  // of losses of capacity the largest counts
  auto const refused = [](std::string const& event) {
    auto const answer = run_case(small_shock(event));
    return answer ? "" : answer.error().line();
  };
  struct Row {
    std::string_view from, to, says;
  };
  for (auto const& row : std::to_array<Row>({
           {"arbitrary", "flood", "flood"},
           {"0.3", "1.3", "损失"},
           {"\"occurrence\":4", "\"occurrence\":1e300", "步数"},
           {"\"recovery_tau\":9", "\"recovery_tau\":0", "恢复"},
           {"convexe", "sudden", "sudden"},
           {"[\"m\"]", "[\"q\"]", "q a"},
           {"[\"m\"]", "[]", "affected_regions"},
       })) {
    CAPTURE(row.to);
    auto event = one;
    event.replace(event.find(row.from), row.from.size(), row.to);
    auto const line = refused("\"event\":" + event);
    CAPTURE(line);
    CHECK(line.find(row.says) != std::string::npos);
  }
  CHECK(refused("\"other\":1").find("event") != std::string::npos);
}

std::vector<Files> small_cases() {
  return {
      small_io(),
      small_world(),
      small_shock(R"("event":{"kind":"recovery","impact":20,"duration":3,"recovery_tau":9,
          "affected_regions":["n"],"affected_sectors":["a"]})"),
      {{"case.json", R"({"kind":"flq","deltas":[0.3],"outputs":["slq.csv","cilq.csv",
           "multipliers.csv","r_flq_0.3.csv","r_aflq_0.3.csv","r_rlq.csv"]})"},
       {"in/A_national.csv", ",a,b\na,0.1,0.2\nb,0.3,0.1\n"},
       {"in/employment.csv", ",region,nation\na,1,100\nb,3,200\n"}},
      {{"case.json", R"({"kind":"gras","outputs":["X.csv","r.csv","s.csv"]})"},
       {"in/A0.csv", ",w,x,y\na,7,3,-3\nb,2,9,1\n"},
       {"in/u.csv", ",u\na,8\nb,13\n"},
       {"in/v.csv", ",v\nw,9\nx,13\ny,-1\n"}},
      {{"case.json", R"({"kind":"complexity","outputs":["rca.csv","mcp.csv","locations.csv",
           "products.csv","density.csv"]})"},
       {"in/values.csv", "prod,loc,val\np,a,1\nq,a,2\nq,b,3\nr,b,1\np,c,4\nr,c,2\ns,c,1\ns,d,3\n"}},
      {{"case.json", R"({"kind":"relatedness","outputs":["cooccurrence.csv","density_prob.csv"]})"},
       {"in/employment.csv", ",p,q,r\na,1,2,3\nb,5,1,0\nc,0,2,2\n"}},
      {{"case.json", R"({"kind":"shift_share","outputs":["by_industry.csv","components.csv"]})"},
       {"in/employment.csv",
        "industry,region_t0,region_t1,nation_t0,nation_t1\na,1,2,10,12\nb,0,2,20,21\n"}},
  };
}

TEST_CASE("a file cut anywhere is refused with a sentence or answered in numbers, never nan") {
  for (auto const& files : small_cases()) {
    REQUIRE(run_case(files));
    for (auto const& [path, text] : files) {
      for (std::size_t length = 0; length != text.size(); ++length) {
        auto cut = files;
        cut[path] = text.substr(0, length);
        auto const got = run_case(cut);
        if (!got) {
          if (got.error().what.empty()) { FAIL_CHECK(path << " cut at " << length); }
          continue;
        }
        for (auto const& [name, answer] : *got) {
          for (auto const* none : {"nan", "inf"}) {
            if (answer.find(none) == std::string::npos) { continue; }
            FAIL_CHECK(path << " cut at " << length << ": " << name << " holds " << none);
          }
        }
      }
    }
  }
}

TEST_CASE("lines left out, doubled or of sectors that are none are refused") {
  for (auto const& files : small_cases()) {
    auto const kind = files.at("case.json").substr(9, 6);
    CAPTURE(kind);
    for (auto const& [path, text] : files) {
      if (path == "case.json" || path == "in/values.csv") { continue; }
      CAPTURE(path);
      auto const last = text.rfind('\n', text.size() - 2) + 1;
      auto fewer = files, more = files;
      fewer[path] = text.substr(0, last);
      more[path] = text + text.substr(last);
      auto const free = path.find("employment") != std::string::npos ||
                        path.find("F_") != std::string::npos ||
                        path == "in/value_added.csv";  // its rows are its own
      CHECK((free || !run_case(fewer)));
      CHECK((free || !run_case(more)));
    }
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
