// Mutates small published tables in every layout and asks that reading them, balancing them and
// their first answers never crash and never hold a number that is none. A plain program:
// economy_table [rounds] [seed].
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "chengjie/base/random.h"
#include "chengjie/economy/read/summary.h"
#include "fuzz/mutate_table.h"

namespace {

using chengjie::Random;
using namespace chengjie::economy;

constexpr std::array<std::string_view, 6> kSeeds{
    "Code,Name,01,02,TIU,FU101,FU201,EX,TFU,IM,ERR,GO\n01,农业,10,30,40,30,2,9,41,5,1,77\n"
    "02,工业,20,100,120,40,80,60,180,40,0,260\nTII,中间投入合计,30,130,160\n"
    "VA001,劳动者报酬,30,60,90\nVA004,营业盈余,17,70,87\nTVA,增加值合计,47,130,177\nTI,总投入,77,"
    "260,337\n",
    ",,农业,工业,最终消费,出口,总产出\n国内产品中间投入,农业,9,24,28,9,70\n,工业,18,80,60,60,218\n"
    "进口产品中间投入,农业,1,6,2,0,9\n,工业,2,20,5,0,27\n增加值,劳动者报酬,40,88,,,\n总投入,,70,"
    "218,,,\n",
    ",Code,A01,B02,HFCE,GFCF,EXPO,IMPO\n1,A01,10,30,30,3,9,-10\n2,B02,20,100,60,80,60,-45\n"
    "3,VALU,42,145,0,0,0,0\n4,OUTPUT,72,275,0,0,0,0\n",
    "prod_na,induse,values\nCPA_A,CPA_A,10\nCPA_A,CPA_B,30\nCPA_A,P3_S14,35\nCPA_B,CPA_A,20\n"
    "CPA_B,CPA_B,40\nCPA_B,P3_S14,60\nD1,CPA_A,45\nD1,CPA_B,50\nP1,CPA_A,75\nP1,CPA_B,120\n",
    ",A|c1,A|c2,B|c1,B|c2,V1,output\nA|c1,1,2,3,4,5,15\nA|c2,1,1,2,2,3,9\nB|c1,0,1,0,1,9,11\n"
    "B|c2,2,2,2,2,1,9\n",
    "region,,A,A,B,B,A,\nsector,,c1,c2,c1,c2,f,output\nA,c1,1,2,3,4,5,15\nA,c2,1,1,2,2,3,9\n"
    "B,c1,0,1,0,1,9,11\nB,c2,2,2,2,2,1,9\n"};

constexpr std::array<std::string_view, 18> kWords{"0",    "-1",   "1e308", "1e-308",  "NaN", ",",
                                                  "\n",   "\"",   "",      "999",     "TIU", "-0",
                                                  "进口", "合计", "1e9",   "Imports", "|",   "01"};

bool sound(read::TableFile const& file) {
  using chengjie::solve::all_finite;
  auto const& t = file.table;
  if (!all_finite(t.z.cells()) || !all_finite(t.x) || !all_finite(t.final_demand.cells())) {
    return false;
  }
  auto const s = read::summary_of(file);
  if (!s) { return true; }
  auto fine = all_finite(s->output.effect) && all_finite(s->forward) &&
              all_finite(s->home.import_share) && all_finite(s->home.table.final_demand.cells());
  for (auto const& a : s->accounts) { fine = fine && all_finite(a.multipliers.effect); }
  return fine && (!s->type_two || all_finite(*s->type_two));
}

}  // namespace

int main(int count, char** words) {
  auto const rounds = count > 1 ? std::strtoull(words[1], nullptr, 10) : 20'000;
  Random random(count > 2 ? std::strtoull(words[2], nullptr, 10) : 1);
  auto answered = 0ULL, refused = 0ULL;
  for (auto round = 0ULL; round != rounds; ++round) {
    std::string text(kSeeds[random.below(kSeeds.size())]);
    for (auto k = random.below(6); k-- != 0;) { mutate_table(text, random, kWords); }
    auto rows = read_csv(text, "t");
    if (!rows) { continue; }
    auto const file = random.below(5) == 0 ? read::read_supply_use(*rows, "make", *rows, "use")
                                           : read::read_table(*std::move(rows), "t");
    (file ? answered : refused) += 1;
    if (!file) { continue; }
    auto const fitted = read::balanced(*file);
    if (sound(*file) && (!fitted || sound(*fitted))) { continue; }
    std::printf("round %llu: a number that is none\n%s\n", round, text.c_str());
    return 1;
  }
  std::printf("%llu answered, %llu refused\n", answered, refused);
}
