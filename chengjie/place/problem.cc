#include "chengjie/place/problem.h"

#include <algorithm>
#include <string>

namespace chengjie::place {
namespace {

Error bad(std::string what) { return Error{Code::bad_input, std::move(what), "", ""}; }

std::string item_name(int item) { return "第 " + std::to_string(item + 1) + " 项"; }

bool amount(std::int64_t value) { return value >= 0 && value <= kAmountMax; }

Result<Done> validate_shape(Problem const& p) {
  if (p.items < 0 || p.items > kItemsMax || p.sites < 0 || p.sites > kSitesMax || p.resources < 0 ||
      p.resources > kResourcesMax) {
    return Error{Code::limit, "选址问题的规模超出上限（项目、场地或资源种类过多）", "",
                 "请拆分后分别求解"};
  }
  auto const items = static_cast<std::size_t>(p.items);
  auto const sites = static_cast<std::size_t>(p.sites);
  auto const resources = static_cast<std::size_t>(p.resources);
  if (p.first.size() != items + 1 || p.first[0] != 0 ||
      static_cast<std::size_t>(p.first[items]) != p.site.size() || p.cost.size() != p.site.size() ||
      p.use.size() != p.site.size() * resources || p.capacity.size() != sites * resources ||
      (!p.open_cost.empty() && p.open_cost.size() != sites) ||
      (!p.skip_cost.empty() && p.skip_cost.size() != items)) {
    return bad("选址问题的各数组长度不一致");
  }
  if (!p.pairs.empty() &&
      (p.pairs.traffic.size() != items * items || p.pairs.distance.size() != sites * sites)) {
    return bad("选址问题的往来矩阵或距离矩阵大小不符");
  }
  return kDone;
}

Result<Done> validate_arcs(Problem const& p) {
  for (auto j = 0; j != p.items; ++j) {
    if (p.first[j] > p.first[j + 1]) { return bad(item_name(j) + "的候选场地次序有误"); }
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      if (p.site[a] < 0 || p.site[a] >= p.sites || (a > p.first[j] && p.site[a] <= p.site[a - 1])) {
        return bad(item_name(j) + "的候选场地编号有误或重复");
      }
      if (p.cost[a] < -kAmountMax || p.cost[a] > kAmountMax) {
        return bad(item_name(j) + "的费用超出可计算的范围");
      }
    }
  }
  if (!std::all_of(p.use.begin(), p.use.end(), amount)) { return bad("资源用量为负或过大"); }
  return kDone;
}

Result<Done> validate_amounts(Problem const& p) {
  auto const capacity_ok = [](auto c) { return amount(c) || c == kUnlimited; };
  if (!std::all_of(p.capacity.begin(), p.capacity.end(), capacity_ok)) {
    return bad("容量为负或过大");
  }
  if (!std::all_of(p.open_cost.begin(), p.open_cost.end(), amount)) {
    return bad("启用费用为负或过大");
  }
  auto const skip_ok = [](auto c) { return amount(c) || c == kNever; };
  if (!std::all_of(p.skip_cost.begin(), p.skip_cost.end(), skip_ok)) {
    return bad("不落位的代价为负或过大");
  }
  for (auto const& [a, b] : p.apart) {
    if (a < 0 || b < 0 || a >= p.items || b >= p.items || a == b) {
      return bad("不相容的项目对编号有误");
    }
  }
  return kDone;
}

// The dearest plan imaginable must still be a 64-bit number.
Result<Done> validate_total(Problem const& p) {
  auto total = Wide{0};
  for (auto j = 0; j != p.items; ++j) {
    auto dearest = p.skip_of(j) == kNever ? std::int64_t{0} : p.skip_of(j);
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      dearest = std::max(dearest, p.cost[a] < 0 ? -p.cost[a] : p.cost[a]);
    }
    total += dearest;
  }
  for (auto const cost : p.open_cost) { total += cost; }
  if (!p.pairs.empty()) {
    auto const size = [](auto v) { return v < 0 ? -Wide{v} : Wide{v}; };
    auto farthest = Wide{0};
    for (auto const d : p.pairs.distance) { farthest = std::max(farthest, size(d)); }
    auto traffic = Wide{0};
    for (auto const t : p.pairs.traffic) { traffic += size(t); }
    if (farthest > kAmountMax || traffic > kTotalMax ||
        (farthest > 0 && traffic > Wide{kTotalMax} / farthest)) {
      return bad("往来与距离之积超出可计算的范围");
    }
    total += traffic * farthest;
  }
  if (total > kTotalMax) { return bad("费用合计超出可计算的范围"); }
  return kDone;
}

}  // namespace

int Problem::arc_of(int item, int at) const {
  auto const begin = site.begin() + first[item];
  auto const end = site.begin() + first[item + 1];
  auto const found = std::lower_bound(begin, end, at);
  return found != end && *found == at ? static_cast<int>(found - site.begin()) : -1;
}

Result<Done> validate(Problem const& problem) {
  for (auto const step : {validate_shape, validate_arcs, validate_amounts, validate_total}) {
    if (auto const done = step(problem); !done) { return done.error(); }
  }
  if (problem.split && (problem.resources != 1 || !problem.pairs.empty())) {
    return Error{Code::unsupported, "可拆分的选址只支持一种资源", "", ""};
  }
  return kDone;
}

char const* stop_name(Stop stop) {
  switch (stop) {
    case Stop::proved_best:
      return "proved_best";
    case Stop::moves_spent:
      return "moves_spent";
    case Stop::time_spent:
      return "time_spent";
    case Stop::target_reached:
      return "target_reached";
    case Stop::infeasible:
      return "infeasible";
  }
  return "moves_spent";
}

std::optional<double> Placement::gap() const {
  if (!value || !bound || *bound == 0) { return std::nullopt; }
  auto const below = static_cast<double>(*bound);
  return (static_cast<double>(*value) - below) / (below < 0 ? -below : below);
}

}  // namespace chengjie::place
