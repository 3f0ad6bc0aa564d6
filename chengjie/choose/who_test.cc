#include "chengjie/choose/who.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "chengjie/base/random.h"

using namespace chengjie;
using namespace chengjie::choose;

namespace {

constexpr auto kOptions = WhoOptions{.fit = 0.4,
                                     .scale = 0.15,
                                     .signs = 0.2,
                                     .orders = 0.15,
                                     .near = 0.1,
                                     .fit_min = 0.5,
                                     .code_fit = 0.55,
                                     .most = 3};

// 电堆 (nobody) feeds 整车 (庆铃 here); 铝锭 stands apart, 西铝 makes it.
Chains small() {
  auto chains = Chains{};
  auto const add = [&](std::string product, std::string code, std::vector<Firm> local) {
    auto node = Node{};
    node.id = product;
    node.product = std::move(product);
    node.industry_code = std::move(code);
    node.local = std::move(local);
    chains.nodes.push_back(std::move(node));
  };
  add("电堆", "3849", {});
  add("整车", "3612", {{"庆铃", "", 0, "m1", ""}});
  add("铝锭", "3240", {{"西铝", "", 0, "m2", ""}});
  chains.edges = {{0, 1, {}, "e"}};
  return chains;
}

Candidate firm(std::string name, std::string product) {
  auto out = Candidate{};
  out.name = std::move(name);
  if (!product.empty()) { out.products = {{std::move(product), "p"}}; }
  out.mark = "row";
  return out;
}

double value(Pick const& pick, std::string_view name) {
  auto const at = std::find_if(pick.parts.begin(), pick.parts.end(),
                               [&](auto const& part) { return part.name == name; });
  REQUIRE(at != pick.parts.end());
  return at->value;
}

}  // namespace

TEST_CASE("who: only firms that make it, best first, each point with reason and source") {
  auto const chains = small();
  auto with_signs = firm("乙", "电堆");
  with_signs.signs = {{"2025 年公告扩产", "s1"}, {"来区考察", "s2"}};
  auto with_orders = firm("丙", "燃料电池电堆");
  with_orders.customers = {{"庆铃", "c1"}};
  auto same_class = firm("丁", "");
  same_class.industry_code = "3849";
  auto const all =
      std::vector{firm("甲", "电堆"), with_signs, with_orders, same_class, firm("戊", "方便面")};
  auto const picks = Finder{chains, all, kOptions}.of(0, {1});
  REQUIRE(picks.size() == 3);  // the most that are told; 戊 is none
  CHECK(all[picks[0].candidate].name == "乙");
  CHECK(value(picks[0], "signs") == doctest::Approx(0.75));
  for (auto const& pick : picks) {
    CHECK(all[pick.candidate].name != "戊");
    CHECK(pick.score == doctest::Approx(score_of(pick.parts)));
    CHECK(pick.parts.size() == 5);
    for (auto const& part : pick.parts) {
      CHECK(!part.reason.empty());
      CHECK(part.value >= 0);
      CHECK(part.value <= 1);
    }
  }
}

TEST_CASE("who: orders of firms downstream count in full, of other local firms half") {
  struct Row {
    std::string_view customer;
    double value;
  };
  auto const chains = small();
  for (auto const& row : std::to_array<Row>({{"庆铃", 1}, {"西铝", 0.5}, {"远方", 0}})) {
    CAPTURE(row.customer);
    auto one = firm("甲", "电堆");
    one.customers = {{std::string{row.customer}, "c"}};
    auto const all = std::vector{one};
    auto const picks = Finder{chains, all, kOptions}.of(0, {1});
    REQUIRE(picks.size() == 1);
    CHECK(value(picks[0], "orders") == doctest::Approx(row.value));
  }
}

TEST_CASE("who: a firm that makes it here already is no candidate; larger ranks higher") {
  auto chains = small();
  auto small_firm = firm("甲", "铝锭");
  small_firm.revenue_cny = 1e8;
  auto large = firm("乙", "铝锭");
  large.revenue_cny = 100e8;
  auto const all = std::vector{small_firm, large, firm("西铝", "铝锭")};
  auto const picks = Finder{chains, all, kOptions}.of(2, {});
  REQUIRE(picks.size() == 2);
  CHECK(all[picks[0].candidate].name == "乙");
  CHECK(value(picks[0], "scale") == doctest::Approx(1));
  CHECK(value(picks[1], "scale") < 0.2);
}

TEST_CASE("who: what the chain table names is a candidate whatever its products") {
  auto chains = small();
  chains.nodes[0].city = {{"市内厂", "", 0, "m3", ""}};
  auto const all = std::vector{firm("市内厂", "")};
  auto const picks = Finder{chains, all, kOptions}.of(0, {1});
  REQUIRE(picks.size() == 1);
  CHECK(value(picks[0], "fit") == 1);
  CHECK(picks[0].parts[0].marks == std::vector<std::string>{"m3"});
}

TEST_CASE("who: the index leaves nobody out: against asking every candidate") {
  auto const words = std::to_array<std::string>({"电", "堆", "膜", "铝", "锭", "阀"});
  for (auto seed = std::uint64_t{0}; seed != 40; ++seed) {
    CAPTURE(seed);
    auto random = Random{seed};
    auto const name = [&] {
      auto out = std::string{};
      for (auto i = 1 + random.below(4); i != 0; --i) { out += words[random.below(6)]; }
      return out;
    };
    auto chains = Chains{};
    for (auto i = 0; i != 5; ++i) {
      auto node = Node{};
      node.id = std::to_string(i);
      node.product = name();
      node.industry_code = random.below(2) == 0 ? "3849" : "";
      chains.nodes.push_back(std::move(node));
    }
    auto all = std::vector<Candidate>{};
    for (auto i = 0; i != 30; ++i) {
      auto one = firm("厂" + std::to_string(i), name());
      one.industry_code = random.below(4) == 0 ? "3849" : "";
      all.push_back(std::move(one));
    }
    auto options = kOptions;
    options.most = all.size();
    auto const finder = Finder{chains, all, options};
    for (auto n = std::size_t{0}; n != chains.nodes.size(); ++n) {
      auto expected = std::set<std::string>{};
      for (auto const& one : all) {
        if (finder.parts_of(n, {}, one)[0].value >= options.fit_min) { expected.insert(one.name); }
      }
      auto got = std::set<std::string>{};
      for (auto const& pick : finder.of(n, {})) { got.insert(all[pick.candidate].name); }
      CHECK(got == expected);
    }
  }
}
