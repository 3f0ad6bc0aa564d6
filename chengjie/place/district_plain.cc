#include "chengjie/place/district_plain.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace chengjie::place::district {
namespace {

constexpr auto kPlansMost = 5e6;
constexpr auto kSlack = 1e-5;

Error broken(std::string what, std::string where) {
  return Error{Code::infeasible, std::move(what), std::move(where), ""};
}

Result<Done> check_rules(Ground const& g, std::vector<Standing> const& plan) {
  auto const& in = g.input();
  for (auto j = 0; j != g.projects(); ++j) {
    auto const& project = in.projects[j];
    auto const& at = plan[j];
    auto const must = !project.fixed_park.empty() || !project.pinned_park.empty();
    if (at.site < 0) {
      if (must) { return broken("没有落位", project.name); }
      continue;
    }
    if (!project.fixed_park.empty()) {
      if (in.parks[at.site].id != project.fixed_park) { return broken("移动了", project.name); }
      continue;
    }
    if (!in.parks[at.site].site || (at.second >= 0) != project.second.has_value() ||
        (at.second >= 0 && !in.parks[at.second].site)) {
      return broken("不是可以落位的地方", project.name);
    }
    if (g.barrier(j, 0, at.site, at.year) ||
        (at.second >= 0 && g.barrier(j, 1, at.second, at.year))) {
      return broken("规则不许", project.name);
    }
  }
  for (auto const& row : in.aparts) {
    auto const& a = plan[g.project(row.a)];
    auto const& b = plan[g.project(row.b)];
    if (a.site >= 0 && b.site >= 0 && g.near(a.site, b.site) >= row.level) {
      return broken("不得相邻", row.a + "、" + row.b);
    }
  }
  return kDone;
}

// What stands at a park and in what lies in it, by park, resource and year.
std::vector<double> loads(Ground const& g, std::vector<Standing> const& plan) {
  auto const years = g.years().size();
  auto out = std::vector<double>(static_cast<std::size_t>(g.parks()) * g.resources() * years, 0.0);
  for (auto j = 0; j != g.projects(); ++j) {
    for (auto part = 0; part != 2; ++part) {
      auto const site = part == 0 ? plan[j].site : plan[j].second;
      if (plan[j].site < 0 || site < 0) { continue; }
      for (auto const& need : g.needs(j, part, site)) {
        for (auto const park : g.chain(site)) {
          if (need.site_only && park != site) { break; }
          auto const row = static_cast<std::size_t>(park) * g.resources() + need.resource;
          for (auto y = std::size_t{0}; y != years; ++y) {
            if (g.years()[y] >= plan[j].year) { out[row * years + y] += need.amount; }
          }
        }
      }
    }
  }
  return out;
}

Result<double> cost_of_extensions(Ground const& g, std::vector<Standing> const& plan) {
  auto const load = loads(g, plan);
  auto cost = 0.0;
  for (auto i = 0; i != g.parks(); ++i) {
    for (auto r = 0; r != g.resources(); ++r) {
      if (g.input().resources[r].each) { continue; }
      auto const row = static_cast<std::size_t>(i) * g.resources() + r;
      auto over = 0.0;
      for (auto y = std::size_t{0}; y != g.years().size(); ++y) {
        auto const room = g.capacity(i, r, g.years()[y]);
        if (room) { over = std::max(over, load[row * g.years().size() + y] - *room); }
      }
      auto const* more = g.extension(i, r);
      // Amounts are scaled to whole numbers; each of many may err by half of one.
      auto const slack = kSlack * (1.0 + over);
      if (over > (more == nullptr ? 0.0 : more->most) + slack) {
        return broken(g.input().resources[r].name + "超出容量", g.input().parks[i].name);
      }
      if (more != nullptr) { cost += std::max(0.0, over) * more->price; }
    }
  }
  return cost;
}

double cost_of_segments(Ground const& g, std::vector<Standing> const& plan) {
  auto const& in = g.input();
  auto before = std::set<std::pair<std::string, int>>{};
  auto names = std::set<std::string>{};
  for (auto const& project : in.projects) {
    if (!project.segment.empty()) { names.insert(project.segment); }
  }
  for (auto i = 0; i != g.parks(); ++i) {
    for (auto const& segment : in.parks[i].segments) {
      if (names.contains(segment)) { before.emplace(segment, g.ground(i)); }
    }
  }
  auto after = before;
  for (auto j = 0; j != g.projects(); ++j) {
    if (plan[j].site >= 0 && !in.projects[j].segment.empty()) {
      after.emplace(in.projects[j].segment, g.ground(plan[j].site));
    }
  }
  auto const beyond_one = [&](auto const& filled) {
    auto count = 0;
    for (auto const& name : names) {
      auto const parks = std::count_if(filled.begin(), filled.end(),
                                       [&](auto const& at) { return at.first == name; });
      count += std::max(0, static_cast<int>(parks) - 1);
    }
    return count;
  };
  return in.price_segment * (beyond_one(after) - beyond_one(before));
}

}  // namespace

Result<double> plain_points(Ground const& g, std::vector<Standing> const& plan) {
  if (auto const done = check_rules(g, plan); !done) { return done.error(); }
  auto const extensions = cost_of_extensions(g, plan);
  if (!extensions) { return extensions.error(); }
  auto total = -*extensions - cost_of_segments(g, plan);
  for (auto j = 0; j != g.projects(); ++j) {
    total += plan[j].site < 0 ? -g.price_unplaced(j)
                              : sum_of(g.parts(j, plan[j].site, plan[j].second, plan[j].year));
  }
  for (auto const& pair : g.input().pairs) {
    auto const& a = plan[g.project(pair.a)];
    auto const& b = plan[g.project(pair.b)];
    if (a.site < 0 || b.site < 0) { continue; }
    total += pair.points * g.input().closeness[static_cast<std::size_t>(g.near(a.site, b.site))];
  }
  return total;
}

Result<PlainBest> plain_best(Ground const& g) {
  auto options = std::vector<std::vector<Standing>>(g.projects());
  auto plans = 1.0;
  for (auto j = 0; j != g.projects(); ++j) {
    options[j].push_back({});
    for (auto i = 0; i != g.parks(); ++i) {
      for (auto const year : g.years()) {
        if (!g.input().projects[j].second) {
          options[j].push_back({i, -1, year});
          continue;
        }
        for (auto k = 0; k != g.parks(); ++k) { options[j].push_back({i, k, year}); }
      }
    }
    // What the rules forbid alone needs no trying.
    std::erase_if(options[j], [&](Standing const& at) {
      if (at.site < 0) { return false; }
      auto const& project = g.input().projects[j];
      if (!project.fixed_park.empty()) {
        return g.input().parks[at.site].id != project.fixed_park || at.year != g.years().front();
      }
      return g.barrier(j, 0, at.site, at.year).has_value() ||
             (at.second >= 0 && g.barrier(j, 1, at.second, at.year).has_value());
    });
    plans *= static_cast<double>(options[j].size());
  }
  if (plans > kPlansMost) { return Error{Code::limit, "方案太多，不能逐一试", "", ""}; }
  auto best = PlainBest{};
  auto trial = std::vector<Standing>(g.projects());
  auto const walk = [&](auto const& self, int j) -> void {
    if (j == g.projects()) {
      auto const points = plain_points(g, trial);
      if (points && (!best.points || *points > *best.points)) {
        best.points = *points;
        best.standing = trial;
      }
      return;
    }
    for (auto const& option : options[j]) {
      trial[j] = option;
      self(self, j + 1);
    }
  };
  walk(walk, 0);
  return best;
}

}  // namespace chengjie::place::district
