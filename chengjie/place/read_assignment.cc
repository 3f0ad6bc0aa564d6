// gap, mrgap, gqap and qap: whole items, integers in the file (decimals are scaled).
#include "chengjie/place/read_problem.h"
#include "chengjie/place/tokens.h"

namespace chengjie::place::detail {
namespace {

using Numbers = std::vector<Number>;

std::vector<std::int64_t> scaled(Numbers const& numbers, int places) {
  auto out = std::vector<std::int64_t>{};
  out.reserve(numbers.size());
  for (auto const& number : numbers) { out.push_back(number.scaled(places)); }
  return out;
}

// Uses and capacities of many decimals are rounded so that a plan found is truly feasible.
constexpr auto kUseMost = 1e15L;

// The dearest plan must stay countable: each of `terms` costs may be this large.
long double cost_most(std::size_t terms) { return 1e18L / static_cast<long double>(terms + 1); }

void finish_costs(Reading& reading, Scaled const& scale) {
  reading.scale = scale.one();
  reading.exact = scale.exact;
}

void complete_arcs(Problem& p) {
  p.first.push_back(0);
  for (auto j = 0; j != p.items; ++j) {
    for (auto i = 0; i != p.sites; ++i) { p.site.push_back(i); }
    p.first.push_back(static_cast<std::int32_t>(p.site.size()));
  }
}

Error too_large(Tokens const& tokens) {
  return tokens.error("文件开头写的规模与内容不符（文件太短）");
}

}  // namespace

Result<Reading> read_gap(std::string_view text, std::string_view name) {
  auto tokens = Tokens{text, name};
  auto const m = tokens.count("执行者数", 1, kSitesMax);
  if (!m) { return m.error(); }
  auto const n = tokens.count("任务数", 1, kItemsMax);
  if (!n) { return n.error(); }
  if (!tokens.may_hold(*m, *n * 2)) { return too_large(tokens); }
  auto const cells = static_cast<std::size_t>(*m * *n);
  auto const cost = tokens.numbers(cells, "费用");
  if (!cost) { return cost.error(); }
  auto const use = tokens.numbers(cells, "资源用量");
  if (!use) { return use.error(); }
  auto const room = tokens.numbers(static_cast<std::size_t>(*m), "容量");
  if (!room) { return room.error(); }
  if (!tokens.done()) { return tokens.error("容量之后还有多余的内容"); }
  auto reading = Reading{};
  auto& p = reading.problem;
  p.items = static_cast<int>(*n);
  p.sites = static_cast<int>(*m);
  p.resources = 1;
  auto const cost_scale = scale_of({&*cost}, cost_most(static_cast<std::size_t>(*n)));
  auto const use_scale = scale_of({&*use, &*room}, kUseMost);
  complete_arcs(p);
  for (auto j = 0; j != p.items; ++j) {
    for (auto i = 0; i != p.sites; ++i) {
      auto const cell = static_cast<std::size_t>(i) * p.items + j;
      p.cost.push_back((*cost)[cell].scaled(cost_scale.places));
      p.use.push_back((*use)[cell].scaled(use_scale.places));
    }
  }
  p.capacity = scaled(*room, use_scale.places);
  finish_costs(reading, cost_scale);
  return reading;
}

Result<Reading> read_mrgap(std::string_view text, std::string_view name) {
  auto tokens = Tokens{text, name};
  auto const m = tokens.count("场地数", 1, kSitesMax);
  if (!m) { return m.error(); }
  auto const n = tokens.count("项目数", 1, kItemsMax);
  if (!n) { return n.error(); }
  auto const resources = tokens.count("资源种类数", 1, kResourcesMax);
  if (!resources) { return resources.error(); }
  if (!tokens.may_hold(*m, *resources) || !tokens.may_hold(*n, 1)) { return too_large(tokens); }
  auto const room = tokens.numbers(static_cast<std::size_t>(*m * *resources), "容量");
  if (!room) { return room.error(); }
  auto reading = Reading{};
  auto& p = reading.problem;
  p.items = static_cast<int>(*n);
  p.sites = static_cast<int>(*m);
  p.resources = static_cast<int>(*resources);
  p.first.push_back(0);
  auto cost = Numbers{};
  auto use = Numbers{};
  for (auto j = 0; j != p.items; ++j) {
    auto const degree = tokens.count("可选场地数", 0, *m);
    if (!degree) { return degree.error(); }
    auto last = std::int64_t{0};
    for (auto k = std::int64_t{0}; k != *degree; ++k) {
      auto const site = tokens.count("场地编号", 1, *m);
      if (!site) { return site.error(); }
      if (*site <= last) { return tokens.error("一个项目的可选场地须按编号递增，且不重复"); }
      last = *site;
      p.site.push_back(static_cast<std::int32_t>(*site - 1));
      auto const one = tokens.number("费用");
      if (!one) { return one.error(); }
      cost.push_back(*one);
      for (auto r = 0; r != p.resources; ++r) {
        auto const amount = tokens.number("资源用量");
        if (!amount) { return amount.error(); }
        use.push_back(*amount);
      }
    }
    p.first.push_back(static_cast<std::int32_t>(p.site.size()));
  }
  if (!tokens.done()) { return tokens.error("最后一个项目之后还有多余的内容"); }
  auto const cost_scale = scale_of({&cost}, cost_most(static_cast<std::size_t>(*n)));
  auto const use_scale = scale_of({&use, &*room}, kUseMost);
  p.cost = scaled(cost, cost_scale.places);
  p.use = scaled(use, use_scale.places);
  p.capacity = scaled(*room, use_scale.places);
  finish_costs(reading, cost_scale);
  return reading;
}

Result<Reading> read_gqap(std::string_view text, std::string_view name) {
  auto tokens = Tokens{text, name};
  auto const n = tokens.count("设施数", 1, 5000);
  if (!n) { return n.error(); }
  auto const m = tokens.count("地点数", 1, 5000);
  if (!m) { return m.error(); }
  auto const weight = tokens.count("单位往来费用", -1'000'000'000, 1'000'000'000);
  if (!weight) { return weight.error(); }
  auto const items = static_cast<std::size_t>(*n);
  auto const sites = static_cast<std::size_t>(*m);
  auto parts = std::vector<Numbers>{};
  struct Block {
    std::size_t size;
    char const* noun;
  };
  for (auto const& block :
       {Block{items * items, "往来量"}, Block{sites * sites, "距离"},
        Block{items * sites, "安置费用"}, Block{items, "设施大小"}, Block{sites, "容量"}}) {
    auto part = tokens.numbers(block.size, block.noun);
    if (!part) { return part.error(); }
    parts.push_back(*std::move(part));
  }
  if (!tokens.done()) { return tokens.error("容量之后还有多余的内容"); }
  // Traffic times distance carries the decimals of both; installation is brought to the same.
  auto const traffic = scale_of({&parts[0]}, 1e6L);
  auto const distance = scale_of({&parts[1]}, 1e6L);
  auto const install = scale_of({&parts[2]}, cost_most(items));
  auto const use = scale_of({&parts[3], &parts[4]}, kUseMost);
  auto const places = std::max(traffic.places + distance.places, install.places);
  auto reading = Reading{};
  auto& p = reading.problem;
  p.items = static_cast<int>(*n);
  p.sites = static_cast<int>(*m);
  p.resources = 1;
  complete_arcs(p);
  p.pairs.traffic = scaled(parts[0], traffic.places);
  p.pairs.distance = scaled(parts[1], places - traffic.places);
  for (auto& d : p.pairs.distance) {
    auto product = std::int64_t{};
    if (__builtin_mul_overflow(d, *weight, &product)) {
      return tokens.error("往来费用超出可计算的范围");
    }
    d = product;
  }
  p.cost = scaled(parts[2], places);
  for (auto j = std::size_t{0}; j != items; ++j) {
    for (auto i = std::size_t{0}; i != sites; ++i) {
      p.use.push_back(parts[3][j].scaled(use.places));
    }
  }
  p.capacity = scaled(parts[4], use.places);
  finish_costs(reading, {places, traffic.exact && distance.exact && install.exact});
  return reading;
}

Result<Reading> read_qap(std::string_view text, std::string_view name) {
  auto tokens = Tokens{text, name};
  auto const n = tokens.count("阶数", 1, 2000);
  if (!n) { return n.error(); }
  auto const size = static_cast<std::size_t>(*n);
  auto const first = tokens.numbers(size * size, "第一矩阵");
  if (!first) { return first.error(); }
  auto const second = tokens.numbers(size * size, "第二矩阵");
  if (!second) { return second.error(); }
  if (!tokens.done()) { return tokens.error("第二矩阵之后还有多余的内容"); }
  auto const scale_a = scale_of({&*first}, 1e9L);
  auto const scale_b = scale_of({&*second}, 1e9L);
  auto reading = Reading{};
  auto& p = reading.problem;
  p.items = p.sites = static_cast<int>(*n);
  p.resources = 1;
  complete_arcs(p);
  p.cost.assign(size * size, 0);
  p.use.assign(size * size, 1);
  p.capacity.assign(size, 1);
  p.pairs.traffic = scaled(*first, scale_a.places);
  p.pairs.distance = scaled(*second, scale_b.places);
  finish_costs(reading, {scale_a.places + scale_b.places, scale_a.exact && scale_b.exact});
  return reading;
}

}  // namespace chengjie::place::detail
