#include "chengjie/place/judge.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace chengjie::place {
namespace {

Error broken(std::string what) { return Error{Code::infeasible, std::move(what), "", ""}; }

std::string nth(char const* noun, int index) {
  return std::string{noun} + " " + std::to_string(index + 1);
}

Result<Done> within_capacity(Problem const& p, std::vector<std::int32_t> const& site_of) {
  auto load = std::vector<Wide>(p.capacity.size(), 0);
  for (auto j = 0; j != p.items; ++j) {
    if (site_of[j] < 0) { continue; }
    auto const arc = p.arc_of(j, site_of[j]);
    for (auto r = 0; r != p.resources; ++r) {
      load[static_cast<std::size_t>(site_of[j]) * p.resources + r] += p.use_of(arc, r);
    }
  }
  for (auto i = 0; i != p.sites; ++i) {
    for (auto r = 0; r != p.resources; ++r) {
      auto const here = load[static_cast<std::size_t>(i) * p.resources + r];
      if (p.capacity_of(i, r) == kUnlimited || here <= p.capacity_of(i, r)) { continue; }
      auto const short_by = static_cast<std::int64_t>(here - p.capacity_of(i, r));
      return broken(nth("场地", i) + "的" + nth("资源", r) + "超出容量 " +
                    std::to_string(short_by));
    }
  }
  return kDone;
}

Result<std::int64_t> judge_whole(Problem const& p, std::vector<std::int32_t> const& site_of) {
  if (site_of.size() != static_cast<std::size_t>(p.items)) { return broken("方案的项目数不符"); }
  for (auto j = 0; j != p.items; ++j) {
    if (site_of[j] < 0 && p.skip_of(j) == kNever) { return broken(nth("项目", j) + "没有落位"); }
    if (site_of[j] >= p.sites || (site_of[j] >= 0 && p.arc_of(j, site_of[j]) < 0)) {
      return broken(nth("项目", j) + "不能放在所给的场地");
    }
  }
  if (auto const done = within_capacity(p, site_of); !done) { return done.error(); }
  for (auto const& [a, b] : p.apart) {
    if (site_of[a] >= 0 && site_of[a] == site_of[b]) {
      return broken(nth("项目", a) + "与" + nth("项目", b) + "不能同在一处");
    }
  }
  return cost_of(p, site_of);
}

Result<std::int64_t> judge_split(Problem const& p, std::vector<Flow> const& flows) {
  auto served = std::vector<double>(p.items, 0.0);
  auto load = std::vector<double>(p.sites, 0.0);
  auto open = std::vector<bool>(p.sites, false);
  auto total = static_cast<long double>(0);
  auto guests = std::vector<std::vector<std::int32_t>>(p.sites);
  for (auto const& flow : flows) {
    if (flow.item < 0 || flow.item >= p.items || flow.site < 0 || flow.site >= p.sites ||
        !(flow.share > 0.0) || flow.share > 1.0 + kShareSlack) {
      return broken("流量的编号或份额有误");
    }
    auto const arc = p.arc_of(flow.item, flow.site);
    if (arc < 0) { return broken(nth("客户", flow.item) + "不能由所给的场地供应"); }
    served[flow.item] += flow.share;
    load[flow.site] += flow.share * static_cast<double>(p.use_of(arc, 0));
    total += static_cast<long double>(p.cost[arc]) * flow.share;
    open[flow.site] = true;
    guests[flow.site].push_back(flow.item);
  }
  for (auto j = 0; j != p.items; ++j) {
    if (std::abs(served[j] - 1.0) > kShareSlack) {
      return broken(nth("客户", j) + "的需求没有恰好满足");
    }
  }
  for (auto i = 0; i != p.sites; ++i) {
    auto const room = p.capacity_of(i, 0);
    if (room != kUnlimited && load[i] > static_cast<double>(room) * (1 + kShareSlack)) {
      return broken(nth("场地", i) + "超出容量");
    }
    if (open[i]) { total += static_cast<long double>(p.open_of(i)); }
    std::sort(guests[i].begin(), guests[i].end());
  }
  for (auto const& [a, b] : p.apart) {
    for (auto i = 0; i != p.sites; ++i) {
      auto const here = [&](int item) {
        return std::binary_search(guests[i].begin(), guests[i].end(), item);
      };
      if (here(a) && here(b)) {
        return broken(nth("客户", a) + "与" + nth("客户", b) + "不能同在一处");
      }
    }
  }
  return static_cast<std::int64_t>(std::ceil(total - 1e-3L));
}

}  // namespace

std::int64_t cost_of(Problem const& p, std::vector<std::int32_t> const& site_of) {
  auto total = std::int64_t{0};
  auto open = std::vector<bool>(p.sites, false);
  for (auto j = 0; j != p.items; ++j) {
    if (site_of[j] < 0) {
      total += p.skip_of(j);
      continue;
    }
    total += p.cost[p.arc_of(j, site_of[j])];
    if (!open[site_of[j]]) { total += p.open_of(site_of[j]); }
    open[site_of[j]] = true;
  }
  if (p.pairs.empty()) { return total; }
  for (auto j = 0; j != p.items; ++j) {
    for (auto k = 0; k != p.items; ++k) {
      if (site_of[j] < 0 || site_of[k] < 0) { continue; }
      total += p.pairs.traffic[static_cast<std::size_t>(j) * p.items + k] *
               p.pairs.distance[static_cast<std::size_t>(site_of[j]) * p.sites + site_of[k]];
    }
  }
  return total;
}

Result<std::int64_t> judge(Problem const& problem, Placement const& placement) {
  return problem.split ? judge_split(problem, placement.flows)
                       : judge_whole(problem, placement.site_of);
}

}  // namespace chengjie::place
