// Speed of reconcile on data made from a seed, and matching on a list of listed firms:
//   cmake --preset release -DCHENGJIE_BENCH=ON && ninja -C build/release reconcile_bench
//   build/release/reconcile_bench conflicts [figures]
//   build/release/reconcile_bench names [names]
//   build/release/reconcile_bench listed ../shared/data/enterprises_chains/ckg_company.jsonl
// CPU seconds (user time), so that a loaded machine tells the same.
#include <sys/resource.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "chengjie/base/random.h"
#include "chengjie/reconcile/conflicts.h"
#include "chengjie/reconcile/names.h"

namespace {

using namespace chengjie;

double cpu_seconds() {
  auto usage = rusage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec) +
         static_cast<double>(usage.ru_utime.tv_usec) / 1e6;
}

double peak_mib() {
  auto usage = rusage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::string syllables(Random& random, std::size_t n) {
  static constexpr auto kCharacters = std::to_array<char const*>(
      {"志", "成", "华", "峰", "长", "宁", "博", "远", "铝", "都", "恒", "通",
       "瑞", "泰", "金", "诺", "天", "合", "鼎", "盛", "宏", "达", "信", "安",
       "永", "昌", "江", "海", "云", "龙", "凯", "创", "新", "明", "德", "润",
       "丰", "源", "嘉", "卓", "越", "力", "科", "美", "佳", "祥", "广", "福"});
  auto out = std::string{};
  for (auto i = std::size_t{0}; i != n; ++i) { out += kCharacters[random.below(48)]; }
  return out;
}

// Reports of districts and their parks over five years: one value in fifty differs between two
// papers.
std::vector<Figure> figures_of(std::size_t n) {
  static constexpr auto kIndicators =
      std::to_array<char const*>({"地区生产总值", "规上工业总产值", "工业总产值", "固定资产投资",
                                  "高新技术企业", "新增高新技术企业", "协议投资额", "到位资金",
                                  "规上工业企业", "专精特新企业", "税收收入", "进出口总额"});
  auto random = Random{11};
  auto out = std::vector<Figure>{};
  out.reserve(n);
  for (auto i = std::size_t{0}; i != n; ++i) {
    auto f = Figure{};
    auto const place = random.below(300);
    f.subject = "第" + std::to_string(place / 6) + "区" +
                (place % 6 == 0 ? "" : "第" + std::to_string(place % 6) + "工业园区");
    f.indicator = kIndicators[random.below(kIndicators.size())];
    auto const firms = f.indicator.find("企业") != std::string::npos;
    auto const number = 100 + place + (random.below(50) == 0 ? random.below(300) : 0);
    f.value = static_cast<double>(number) * (firms ? 1.0 : 1e8);
    f.unit = firms ? "count" : "CNY";
    f.of = firms ? "家" : "";
    f.raw = std::to_string(number) + (firms ? "家" : "亿元");
    f.period = std::to_string(2021 + random.below(5));
    f.kind = random.below(8) == 0 ? Kind::target : Kind::actual;
    auto const text = f.indicator + f.raw;
    f.evidence = Clause{.document = "hash" + std::to_string(random.below(n / 50 + 1)),
                        .name = "d.txt",
                        .begin = i * 60,
                        .end = i * 60 + text.size(),
                        .at = i * 60 + f.indicator.size(),
                        .text = text};
    out.push_back(std::move(f));
  }
  return out;
}

int bench_conflicts(std::size_t n) {
  auto const figures = figures_of(n);
  auto areas = std::vector<reconcile::Area>{};
  for (auto place = 0; place != 300; ++place) {
    auto const district = "第" + std::to_string(place / 6) + "区";
    if (place % 6 == 0) {
      areas.push_back({district, {}, {}, false});
    } else {
      areas.push_back(
          {district + "第" + std::to_string(place % 6) + "工业园区", district, {}, true});
    }
  }
  auto const start = cpu_seconds();
  auto const found = reconcile::find_conflicts(
      {.figures = figures, .groups = {}, .areas = areas, .points = {}, .outlines = {}},
      reconcile::kOptions);
  std::printf("%zu figures: %zu told, %.2f s CPU, %.0f MiB\n", n, found.size(),
              cpu_seconds() - start, peak_mib());
  return 0;
}

struct Sample {
  std::vector<reconcile::FirmName> names;
  std::set<std::pair<std::size_t, std::size_t>> same;
};

// Full names of a region; one in ten stands there a second time, written otherwise.
Sample sample_of(std::size_t n) {
  static constexpr auto kTrades =
      std::to_array<char const*>({"机械制造", "新材料科技", "汽车零部件", "电子", "食品加工",
                                  "精密模具", "商贸", "建筑工程", "物流", "信息技术"});
  static constexpr auto kPlaces =
      std::to_array<char const*>({"重庆", "成都", "苏州", "武汉", "西安", "杭州", "长沙", "合肥"});
  auto random = Random{7};
  auto sample = Sample{};
  sample.names.reserve(n);
  while (sample.names.size() < n) {
    auto const place = std::string{kPlaces[random.below(kPlaces.size())]};
    auto const brand = syllables(random, 2 + random.below(3));
    auto const trade = std::string{kTrades[random.below(kTrades.size())]};
    auto const at = sample.names.size();
    sample.names.push_back({place + brand + trade + "有限公司", "", {}, {}});
    if (random.below(10) != 0 || at + 1 >= n) { continue; }
    auto const kind = random.below(3);
    sample.names.push_back({kind == 0   ? place + "市" + brand + trade + "有限公司"
                            : kind == 1 ? brand + trade + "（" + place + "）有限公司"
                                        : place + brand + trade + "有限责任公司",
                            "",
                            {},
                            {}});
    sample.same.insert({at, at + 1});
  }
  return sample;
}

int bench_names(std::size_t n) {
  auto const sample = sample_of(n);
  auto const start = cpu_seconds();
  auto const found = reconcile::same_firms(sample.names, reconcile::kNameOptions);
  auto const seconds = cpu_seconds() - start;
  auto right = std::size_t{0};
  auto sure = std::size_t{0};
  for (auto const& pair : found) {
    right += sample.same.contains({pair.a, pair.b}) ? 1 : 0;
    sure += pair.verdict == reconcile::Verdict::sure ? 1 : 0;
  }
  std::printf("%zu names: %zu pairs (%zu sure), %zu of %zu known ones, %.1f s CPU, %.0f MiB\n", n,
              found.size(), sure, right, sample.same.size(), seconds, peak_mib());
  return 0;
}

std::string field(std::string const& line, std::string const& name) {
  auto const key = "\"" + name + "\": \"";
  auto const at = line.find(key);
  if (at == std::string::npos) { return {}; }
  auto const from = at + key.size();
  return line.substr(from, line.find('"', from) - from);
}

// Short names of listed firms against their full names: which short name finds its own firm.
int bench_listed(char const* path) {
  auto file = std::ifstream{path};
  auto firms = std::vector<reconcile::FirmName>{};
  auto of = std::vector<std::string>{};
  auto shorts = std::size_t{0};
  for (auto line = std::string{}; std::getline(file, line);) {
    auto const full = field(line, "fullname");
    auto const brief = field(line, "name");
    if (full.empty() || brief.empty()) { continue; }
    for (auto const& name : {brief, full}) {
      firms.push_back({name, "", {}, {}});
      of.push_back(full);
    }
    ++shorts;
  }
  auto const start = cpu_seconds();
  auto const found = reconcile::same_firms(firms, reconcile::kNameOptions);
  auto const seconds = cpu_seconds() - start;
  auto right = std::size_t{0}, wrong = std::size_t{0}, sure = std::size_t{0},
       sure_wrong = std::size_t{0};
  auto met = std::set<std::string>{};
  // The best full name of each short one.
  auto best = std::map<std::size_t, std::pair<double, std::size_t>>{};
  for (auto const& pair : found) {
    auto const same = of[pair.a] == of[pair.b];
    (same ? right : wrong) += 1;
    if (same) { met.insert(of[pair.a]); }
    if (pair.verdict == reconcile::Verdict::sure) {
      ++sure;
      sure_wrong += same ? 0 : 1;
    }
    for (auto const& [brief, full] : {std::pair{pair.a, pair.b}, std::pair{pair.b, pair.a}}) {
      if (brief % 2 == 0 && full % 2 == 1) {
        auto& top = best[brief];
        if (pair.score > top.first) { top = {pair.score, full}; }
      }
    }
  }
  auto first = std::size_t{0};
  for (auto const& [brief, top] : best) { first += of[brief] == of[top.second] ? 1 : 0; }
  std::printf(
      "%zu firms, short and full names: recall %.3f, precision %.3f of %zu pairs; best match"
      " right %.3f; sure %zu, of these wrong %zu; %.1f s CPU\n",
      shorts, static_cast<double>(met.size()) / static_cast<double>(shorts),
      static_cast<double>(right) / static_cast<double>(right + wrong), found.size(),
      static_cast<double>(first) / static_cast<double>(best.size()), sure, sure_wrong, seconds);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  auto const what = std::string{argc > 1 ? argv[1] : "conflicts"};
  auto const n = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
  if (what == "names") { return bench_names(n == 0 ? 250'000 : n); }
  if (what == "listed" && argc > 2) { return bench_listed(argv[2]); }
  return bench_conflicts(n == 0 ? 100'000 : n);
}
