#include "chengjie/place/transport.h"

#include <algorithm>

namespace chengjie::place {
namespace {

constexpr auto kFar = 1e300;

}  // namespace

Transport::Transport(Problem const& p) : p_(p) {
  auto const cells = static_cast<std::size_t>(p.items) * p.sites;
  unit_.assign(cells, kFar);
  for (auto j = 0; j != p.items; ++j) {
    demand_.push_back(p.first[j] == p.first[j + 1] ? 0 : p.use[p.first[j]]);
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      auto const amount = static_cast<double>(std::max<std::int64_t>(1, demand_[j]));
      unit_[static_cast<std::size_t>(j) * p.sites + p.site[a]] =
          static_cast<double>(p.cost[a]) / amount;
    }
  }
  parts_.resize(p.sites);
  slot_.assign(p.sites, -1);
}

void Transport::refresh(int from) {
  auto const n = open_.size();
  auto* row = shift_.data() + slot_[from] * n;
  auto* who = shift_item_.data() + slot_[from] * n;
  std::fill(row, row + n, kFar);
  for (auto const& part : parts_[from]) {
    auto const* units = unit_.data() + static_cast<std::size_t>(part.item) * p_.sites;
    auto const here = units[from];
    for (auto k = std::size_t{0}; k != n; ++k) {
      auto const change = units[open_[k]] - here;
      if (change < row[k]) { row[k] = change, who[k] = part.item; }
    }
  }
}

void Transport::move(int from, int to, int item, std::int64_t amount) {
  auto& source = parts_[from];
  auto const at = std::find_if(source.begin(), source.end(),
                               [&](auto const& part) { return part.item == item; });
  at->amount -= amount;
  if (at->amount == 0) {
    *at = source.back();
    source.pop_back();
  }
  auto& target = parts_[to];
  auto const there = std::find_if(target.begin(), target.end(),
                                  [&](auto const& part) { return part.item == item; });
  if (there != target.end()) {
    there->amount += amount;
  } else {
    target.push_back({item, amount});
  }
  room_[from] += amount;
  room_[to] -= amount;
}

// One cheapest path from an overloaded site to one with room; false when there is none. Potentials
// keep every move from costing less than nothing (Edmonds & Karp 1972), so that sites are settled
// in order of cost and few need be. The way out of a site with room costs its potential.
bool Transport::augment(int from) {
  auto const n = open_.size();
  auto cost = std::vector<double>(n, kFar);
  auto before = std::vector<int>(n, -1);
  auto settled = std::vector<char>(n, 0);
  cost[slot_[from]] = 0.0;
  auto goal = -1;
  auto least = kFar;
  while (true) {
    auto next = n;
    for (auto b = std::size_t{0}; b != n; ++b) {
      if (!settled[b] && cost[b] < least && (next == n || cost[b] < cost[next])) { next = b; }
    }
    if (next == n) { break; }
    settled[next] = 1;
    if (room_[open_[next]] > 0 && cost[next] + potential_[next] < least) {
      least = cost[next] + potential_[next];
      goal = static_cast<int>(next);
    }
    auto const* row = shift_.data() + next * n;
    for (auto b = std::size_t{0}; b != n; ++b) {
      if (settled[b] || row[b] >= kFar / 2) { continue; }
      auto const there = cost[next] + std::max(0.0, row[b] + potential_[next] - potential_[b]);
      if (there < cost[b]) { cost[b] = there, before[b] = static_cast<int>(next); }
    }
  }
  if (goal < 0) { return false; }
  for (auto b = std::size_t{0}; b != n; ++b) {
    if (settled[b] && cost[b] < least) { potential_[b] += cost[b] - least; }
  }
  auto amount = std::min(-room_[from], room_[open_[goal]]);
  auto steps = std::size_t{0};
  for (auto b = goal; b != slot_[from]; b = before[b]) {
    if (before[b] < 0 || ++steps > n) { return false; }
    auto const item = shift_item_[before[b] * n + b];
    for (auto const& part : parts_[open_[before[b]]]) {
      if (part.item == item) { amount = std::min(amount, part.amount); }
    }
  }
  // From the goal back, so that no site is short of what it passes on.
  auto touched = std::vector<int>{open_[goal]};
  for (auto b = goal; b != slot_[from]; b = before[b]) {
    move(open_[before[b]], open_[b], shift_item_[before[b] * n + b], amount);
    touched.push_back(open_[before[b]]);
  }
  for (auto const site : touched) { refresh(site); }
  return true;
}

std::optional<double> Transport::solve(std::vector<char> const& open) {
  open_.clear();
  std::fill(slot_.begin(), slot_.end(), -1);
  room_.assign(p_.sites, 0);
  auto total_room = Wide{0};
  auto total_demand = Wide{0};
  for (auto i = 0; i != p_.sites; ++i) {
    parts_[i].clear();
    if (!open[i]) { continue; }
    slot_[i] = static_cast<std::int32_t>(open_.size());
    open_.push_back(i);
    room_[i] = p_.capacity[i];
    total_room += room_[i];
  }
  for (auto const d : demand_) { total_demand += d; }
  if (open_.empty() || total_room < total_demand) { return std::nullopt; }
  for (auto j = 0; j != p_.items; ++j) {
    auto best = -1;
    for (auto const i : open_) {
      if (unit(i, j) < kFar && (best < 0 || unit(i, j) < unit(best, j))) { best = i; }
    }
    if (best < 0) { return std::nullopt; }
    parts_[best].push_back({j, demand_[j]});
    room_[best] -= demand_[j];
  }
  potential_.assign(open_.size(), 0.0);
  shift_.assign(open_.size() * open_.size(), kFar);
  shift_item_.assign(open_.size() * open_.size(), -1);
  for (auto const i : open_) { refresh(i); }
  for (auto const i : open_) {
    while (room_[i] < 0) {
      if (!augment(i)) { return std::nullopt; }
    }
  }
  auto cost = 0.0;
  for (auto const i : open_) {
    for (auto const& part : parts_[i]) {
      cost += unit(i, part.item) * static_cast<double>(std::max<std::int64_t>(
                                       part.amount, demand_[part.item] == 0 ? 1 : 0));
    }
  }
  return cost;
}

std::vector<Flow> Transport::flows() const {
  auto out = std::vector<Flow>{};
  for (auto const i : open_) {
    for (auto const& part : parts_[i]) {
      auto const whole = demand_[part.item];
      out.push_back(
          {i, part.item,
           whole == 0 ? 1.0 : static_cast<double>(part.amount) / static_cast<double>(whole)});
    }
  }
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) {
    return a.item != b.item ? a.item < b.item : a.site < b.site;
  });
  return out;
}

}  // namespace chengjie::place
