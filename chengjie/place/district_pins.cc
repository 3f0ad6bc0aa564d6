// Pins that contradict each other: the fewest rows that cannot all hold.
#include <algorithm>

#include "chengjie/place/district_rules.h"
#include "chengjie/place/district_search.h"

namespace chengjie::place::district {
namespace {

constexpr auto kProofNodes = std::int64_t{20'000};  // for each set of pins that is tried

Error contradiction(std::string what, std::string where, std::string help) {
  return Error{Code::infeasible, std::move(what), std::move(where), std::move(help)};
}

bool is_pinned(Model const& m, int item) { return m.skip[item] == kNever; }

// A pin that the rules alone forbid, with the rule.
Result<Done> check_each(Ground const& g, Model const& m) {
  auto const& in = g.input();
  for (auto j = 0; j != m.items; ++j) {
    auto const& project = in.projects[j];
    if (!is_pinned(m, j) || m.first[j] != m.first[j + 1]) { continue; }
    auto const site = g.park(project.pinned_park);
    auto words = std::string{"规则不许"};
    auto const barrier = g.barrier(j, 0, site, m.years.back());
    if (barrier) {
      switch (barrier->barrier) {
        case Barrier::elsewhere:
          words = "已约定或要求不放在此";
          break;
        case Barrier::industry:
          words = "产业不在准入范围";
          break;
        case Barrier::hazard:
          words = "火灾危险性高于分区允许的类别";
          break;
        case Barrier::intensity:
        case Barrier::too_large: {
          auto const r = g.resource(barrier->resource);
          words = r < 0 ? "强度低于准入下限 " + number_text(barrier->short_by)
                        : "空着也缺 " + number_text(barrier->short_by) + " " +
                              in.resources[r].unit + in.resources[r].name;
          break;
        }
        case Barrier::not_open:
          words = std::to_string(barrier->year) + " 年起才可放";
          break;
        default:
          words = "分区或载体不符";
      }
    }
    return contradiction("指定" + project.name + "放在" + in.parks[site].name + "，但" + words,
                         project.id, "请取消这条指定，或核对园区的规则与容量");
  }
  return kDone;
}

Result<Done> check_neighbours(Ground const& g, Model const& m) {
  auto const& in = g.input();
  for (auto j = 0; j != m.items; ++j) {
    for (auto const& apart : m.aparts[j]) {
      if (!is_pinned(m, j) || !is_pinned(m, apart.other) || apart.other < j) { continue; }
      auto possible = false;
      for (auto a = m.first[j]; a != m.first[j + 1]; ++a) {
        for (auto b = m.first[apart.other]; b != m.first[apart.other + 1]; ++b) {
          possible = possible || m.near_of(m.choices[a].site, m.choices[b].site) < apart.level;
        }
      }
      if (possible) { continue; }
      return contradiction("指定的" + in.projects[j].name + "与" + in.projects[apart.other].name +
                               "不得相邻，却被放到一处",
                           in.projects[j].id, "请取消其中一条指定");
    }
  }
  return kDone;
}

// One capacity that the pins alone overrun: the largest needs that together do, so the fewest.
Result<Done> check_rows(Ground const& g, Model const& m) {
  auto const& in = g.input();
  auto fewest = std::vector<std::pair<std::int64_t, int>>{};
  auto row_of_fewest = -1;
  for (auto k = 0; k != static_cast<int>(m.rows.size()); ++k) {
    auto needs = std::vector<std::pair<std::int64_t, int>>{};
    for (auto j = 0; j != m.items; ++j) {
      if (!is_pinned(m, j)) { continue; }
      auto least = kUnlimited;
      for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
        auto used = std::int64_t{0};
        for (auto u = m.choices[c].first_use; u != m.uses_end(c); ++u) {
          if (m.uses[u].row == k) { used = m.uses[u].amount; }
        }
        least = std::min(least, used);
      }
      if (least > 0 && least != kUnlimited) { needs.emplace_back(least, j); }
    }
    std::stable_sort(needs.begin(), needs.end(),
                     [](auto const& a, auto const& b) { return a.first > b.first; });
    auto const room = m.rows[k].capacity + m.groups[m.rows[k].group].most;
    auto total = std::int64_t{0};
    auto count = std::size_t{0};
    while (count != needs.size() && total <= room) { total += needs[count++].first; }
    if (total <= room) { continue; }
    needs.resize(count);
    if (row_of_fewest < 0 || needs.size() < fewest.size()) {
      fewest = std::move(needs);
      row_of_fewest = k;
    }
  }
  if (row_of_fewest < 0) { return kDone; }
  std::sort(fewest.begin(), fewest.end(),
            [](auto const& a, auto const& b) { return a.second < b.second; });
  auto const& group = m.groups[m.rows[row_of_fewest].group];
  auto const& resource = in.resources[group.resource];
  auto total = std::int64_t{0};
  auto names = std::string{};
  auto fixed = true;
  for (auto const& [need, j] : fewest) {
    total += need;
    names += (names.empty() ? "" : "、") + in.projects[j].name;
    fixed = fixed && m.fixed_park[j] >= 0;
  }
  auto const amount = [&](std::int64_t units) {
    return number_text(static_cast<double>(units) / m.scale[group.resource]) + " " + resource.unit;
  };
  auto const room = m.rows[row_of_fewest].capacity + group.most;
  return contradiction((fixed ? "已落位项目" : "指定的项目") + names + "合计需" + resource.name +
                           " " + amount(total) + "，" + in.parks[group.park].name + "只有 " +
                           amount(room) + "，超 " + amount(total - room),
                       in.parks[group.park].id, "请核对该园区容量，或取消其中项目的固定");
}

// No single capacity tells it: pins are let go one by one while the rest still contradict.
bool impossible(Input const& input, std::vector<int> const& pins) {
  auto trial = input;
  trial.projects.clear();
  trial.pairs.clear();
  trial.fits.clear();
  trial.last.clear();
  trial.price_segment = 0.0;
  for (auto const j : pins) { trial.projects.push_back(input.projects[j]); }
  std::erase_if(trial.aparts, [&](Apart const& row) {
    auto const in = [&](std::string const& id) {
      return std::any_of(pins.begin(), pins.end(),
                         [&](int j) { return input.projects[j].id == id; });
    };
    return !in(row.a) || !in(row.b);
  });
  auto const m = model_of(trial);
  if (!m) { return false; }
  auto const prices = find_row_prices(*m, {.passes = 0});
  return branch_plan(*m, prices, {}, kProofNodes, {}).stop == Stop::infeasible;
}

}  // namespace

Result<Done> check_pins(Input const& input, Model const& m) {
  auto const ground = Ground::of(input);
  if (!ground) { return ground.error(); }
  for (auto const check : {check_each, check_neighbours, check_rows}) {
    if (auto const done = check(*ground, m); !done) { return done; }
  }
  return kDone;
}

Error pins_contradict(Input const& input, Model const& m) {
  auto pins = std::vector<int>{};
  for (auto j = 0; j != m.items; ++j) {
    if (is_pinned(m, j)) { pins.push_back(j); }
  }
  if (!impossible(input, pins)) {
    return contradiction("已固定的项目放不下，没有找到可行方案", "", "请放宽固定或核对容量");
  }
  for (auto k = std::size_t{0}; k != pins.size();) {
    auto fewer = pins;
    fewer.erase(fewer.begin() + static_cast<long>(k));
    if (impossible(input, fewer)) {
      pins = std::move(fewer);
    } else {
      ++k;
    }
  }
  auto names = std::string{};
  for (auto const j : pins) { names += (names.empty() ? "" : "、") + input.projects[j].name; }
  return contradiction("指定的项目" + names + "不能同时放下（去掉其中任何一个就可以）", "",
                       "请取消其中一条指定，或扩大容量");
}

}  // namespace chengjie::place::district
