// Mutates small cases of `economy run` and asks that nothing crashes and no answer holds a number
// that is none. A plain program: economy [rounds] [seed].
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "chengjie/base/random.h"
#include "chengjie/economy/run/case.h"
#include "fuzz/mutate_table.h"

namespace {

using chengjie::Random;
using chengjie::economy::run::Files;

std::vector<Files> seeds() {
  auto const two = std::string("region,,r,r\nsector,,a,b\nregion,sector,,\nr,a,10,40\nr,b,30,20\n");
  return {
      {{"case.json",
        R"({"kind":"io","input_folder":"in","households":"h","wages":"w","outputs":["A.csv","L.csv","multipliers.csv","linkages.csv","extraction.csv","scenario.csv"]})"},
       {"in/Z.csv", "sector,a,b\na,10,40\nb,30,20\n"},
       {"in/x.csv", "sector,x\na,100\nb,150\n"},
       {"in/value_added.csv", ",a,b\nw,60,90\n"},
       {"in/final_demand.csv", "sector,h\na,50\nb,80\n"},
       {"in/delta_f.csv", "sector,delta_f\na,1\nb,2\n"}},
      {{"case.json",
        R"({"kind":"flq","input_folder":"in","deltas":[0.3],"outputs":["slq.csv","cilq.csv","multipliers.csv","r_flq_0.3.csv"]})"},
       {"in/A_national.csv", ",a,b\na,0.1,0.2\nb,0.3,0.1\n"},
       {"in/employment.csv", ",region,nation\na,1,100\nb,3,200\n"}},
      {{"case.json", R"({"kind":"gras","input_folder":"in","outputs":["X.csv","r.csv","s.csv"]})"},
       {"in/A0.csv", ",w,x,y\na,7,3,-3\nb,2,9,1\n"},
       {"in/u.csv", ",u\na,8\nb,13\n"},
       {"in/v.csv", ",v\nw,9\nx,13\ny,-1\n"}},
      {{"case.json",
        R"({"kind":"complexity","input_folder":"in","options":{},"outputs":["rca.csv","mcp.csv","density.csv","locations.csv","products.csv"]})"},
       {"in/values.csv", "loc,prod,val\na,p,1\na,q,2\nb,q,3\nb,r,1\nc,p,4\nc,r,2\nc,s,1\nd,s,3\n"}},
      {{"case.json",
        R"({"kind":"relatedness","input_folder":"in","outputs":["cooccurrence.csv","relatedness_prob.csv","density_prob.csv"]})"},
       {"in/employment.csv", ",p,q,r\na,1,2,3\nb,5,1,0\nc,0,2,2\n"}},
      {{"case.json",
        R"({"kind":"shift_share","input_folder":"in","outputs":["by_industry.csv","components.csv"]})"},
       {"in/employment.csv",
        "industry,region_t0,region_t1,nation_t0,nation_t1\na,1,2,10,12\nb,3,2,20,21\n"}},
      {{"case.json",
        R"({"kind":"ario","input_folder":"in","model":{"monetary_factor":1000000},"event":{"kind":"rebuild","impact":5,"duration":3,"affected_regions":["r"],"affected_sectors":["a"],"rebuilding_sectors":{"b":1.0}},"steps":20,"outputs":["capital.csv","production_realised.csv","final_demand_unmet.csv"]})"},
       {"in/Z.csv", two},
       {"in/Y.csv", "region,,r\ncategory,,f\nregion,sector,\nr,a,50\nr,b,100\n"},
       {"in/x.csv", "region,sector,indout\nr,a,100\nr,b,150\n"}},
      {{"case.json",
        R"({"kind":"mrio","input_folder":"in","outputs":["x.csv","A.csv","L.csv","e_M.csv","e_D_cba_reg.csv","gross_trade.csv"]})"},
       {"in/Z.csv", two},
       {"in/Y.csv", "region,,r\ncategory,,f\nregion,sector,\nr,a,50\nr,b,100\n"},
       {"in/F_e.csv", "region,r,r\nsector,a,b\nstressor,,\nco2,5,6\n"}},
  };
}

constexpr std::array<std::string_view, 14> kWords{"0",  "-1", "1e308", "1e-308", "NaN", ",", "\n",
                                                  "\"", "",   "999",   "a",      "-0",  "r", "1e9"};

}  // namespace

int main(int count, char** words) {
  auto const rounds = count > 1 ? std::strtoull(words[1], nullptr, 10) : 20'000;
  Random random(count > 2 ? std::strtoull(words[2], nullptr, 10) : 1);
  auto const all = seeds();
  auto answered = 0ULL, refused = 0ULL;
  for (auto round = 0ULL; round != rounds; ++round) {
    auto files = all[random.below(static_cast<std::uint32_t>(all.size()))];
    for (auto k = random.below(5); k-- != 0;) {
      auto file = files.begin();
      std::advance(file, random.below(static_cast<std::uint32_t>(files.size())));
      if (file->first == "case.json" && random.below(4) != 0) { continue; }
      mutate_table(file->second, random, kWords);
    }
    auto const got = chengjie::economy::run::run_case(files);
    (got ? answered : refused) += 1;
    if (!got) { continue; }
    for (auto const& [name, text] : *got) {
      for (auto const* bad : {",nan", ",-nan", ",inf", ",-inf"}) {
        if (text.find(bad) == std::string::npos) { continue; }
        std::printf("round %llu: %s holds %s\n", round, name.c_str(), bad + 1);
        for (auto const& [path, input] : files) {
          std::printf("--- %s\n%s\n", path.c_str(), input.c_str());
        }
        return 1;
      }
    }
  }
  std::printf("%llu answered, %llu refused\n", answered, refused);
}
