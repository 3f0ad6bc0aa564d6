// The pairs that the rules choose are all that matter: the plain version looks at every pair.
#include <doctest/doctest.h>

#include <array>

#include "chengjie/base/random.h"
#include "chengjie/reconcile/test_figures.h"

using namespace chengjie;
using namespace chengjie::reconcile;

namespace {

// Few names, years and values, so that much of it contradicts.
std::vector<Figure> random_figures(std::uint64_t seed, std::size_t n) {
  static constexpr auto kSubjects = std::to_array<std::string_view>(
      {"甲区", "甲区东园区", "甲区西园区", "老东园区", "乙区", "甲区北高新区"});
  static constexpr auto kIndicators = std::to_array<std::string_view>(
      {"规上工业总产值", "工业总产值", "高新技术企业", "新增高新技术企业", "累计培育高新技术企业",
       "协议投资额", "到位资金", "千亿级园区产值"});
  static constexpr auto kKinds =
      std::to_array<Kind>({Kind::actual, Kind::actual, Kind::actual, Kind::target, Kind::share});
  auto random = Random{seed};
  auto out = std::vector<Figure>{};
  for (auto i = std::size_t{0}; i != n; ++i) {
    auto const indicator = kIndicators[random.below(kIndicators.size())];
    auto const firms = has(indicator, "企业");
    auto const kind = kKinds[random.below(kKinds.size())];
    auto const share = kind == Kind::share;
    auto const number = 10 + random.below(90);
    auto const raw = std::to_string(number) + (share ? "%" : firms ? "家" : "亿元");
    auto const words = share ? std::string{indicator} + "占全区" : std::string{indicator};
    auto const year = std::to_string(2021 + random.below(4));
    auto const document = "d" + std::to_string(random.below(3));
    auto f = testing::figure({.subject = kSubjects[random.below(kSubjects.size())],
                              .indicator = indicator,
                              .value = static_cast<double>(number) * (share || firms ? 1 : 1e8),
                              .unit = share   ? "percent"
                                      : firms ? "count"
                                              : "CNY",
                              .raw = raw,
                              .period = year,
                              .kind = kind,
                              .document = document,
                              .text = words + raw,
                              .at = i * 40,
                              .of = firms ? "家" : ""});
    if (random.below(9) == 0) { f.scope.boundary = random.below(2) == 0 ? "旧界" : "新界"; }
    out.push_back(std::move(f));
  }
  return out;
}

}  // namespace

TEST_CASE("find_conflicts finds what a look at every pair finds, in the same order") {
  auto const areas = std::to_array<Area>({{"甲区", "", "", false},
                                          {"甲区东园区", "甲区", "东", true},
                                          {"老东园区", "甲区", "东", true},
                                          {"甲区西园区", "甲区", "", true}});
  auto plain = kOptions;
  plain.plain = true;
  auto told = std::size_t{0};
  for (auto seed = std::uint64_t{1}; seed != 60; ++seed) {
    CAPTURE(seed);
    auto const figures = random_figures(seed, 60);
    auto const input =
        Input{.figures = figures, .groups = {}, .areas = areas, .points = {}, .outlines = {}};
    auto const fast = find_conflicts(input, kOptions);
    auto const slow = find_conflicts(input, plain);
    REQUIRE(fast.size() == slow.size());
    for (auto i = std::size_t{0}; i != fast.size(); ++i) {
      CHECK(fast[i].sentence == slow[i].sentence);
      CHECK(fast[i].figures == slow[i].figures);
    }
    told += fast.size();
  }
  CHECK(told > 500);  // the figures do contradict each other
}
