#include "chengjie/place/plan.h"

namespace chengjie::place {

Plan::Plan(Problem const& problem) : p_(&problem) {
  if (!problem.apart.empty()) { enemies_.resize(problem.items); }
  for (auto const& [a, b] : problem.apart) {
    enemies_[a].push_back(b);
    enemies_[b].push_back(a);
  }
  clear();
}

void Plan::clear() {
  arc_of_.assign(p_->items, -1);
  place_.assign(p_->items, 0);
  load_.assign(p_->capacity.size(), 0);
  at_.assign(p_->sites, {});
  cost_ = 0;
  missing_ = 0;
  for (auto j = 0; j != p_->items; ++j) {
    if (p_->skip_of(j) == kNever) {
      ++missing_;
    } else {
      cost_ += p_->skip_of(j);
    }
  }
}

void Plan::set(std::vector<std::int32_t> const& site_of) {
  clear();
  for (auto j = 0; j != p_->items; ++j) {
    if (site_of[j] >= 0) { put(j, p_->arc_of(j, site_of[j])); }
  }
}

std::vector<std::int32_t> Plan::site_of() const {
  auto out = std::vector<std::int32_t>(p_->items);
  for (auto j = 0; j != p_->items; ++j) { out[j] = site_at(j); }
  return out;
}

void Plan::take(int item) {
  auto const arc = arc_of_[item];
  if (arc < 0) { return; }
  auto const site = p_->site[arc];
  auto& here = at_[site];
  here[place_[item]] = here.back();
  place_[here.back()] = place_[item];
  here.pop_back();
  for (auto r = 0; r != p_->resources; ++r) {
    load_[static_cast<std::size_t>(site) * p_->resources + r] -= p_->use_of(arc, r);
  }
  cost_ -= p_->cost[arc];
  if (here.empty()) { cost_ -= p_->open_of(site); }
  if (p_->skip_of(item) == kNever) {
    ++missing_;
  } else {
    cost_ += p_->skip_of(item);
  }
  arc_of_[item] = -1;
}

void Plan::put(int item, int arc) {
  auto const site = p_->site[arc];
  cost_ += price_to_put(arc);
  if (p_->skip_of(item) == kNever) {
    --missing_;
  } else {
    cost_ -= p_->skip_of(item);
  }
  place_[item] = static_cast<std::int32_t>(at_[site].size());
  at_[site].push_back(item);
  for (auto r = 0; r != p_->resources; ++r) {
    load_[static_cast<std::size_t>(site) * p_->resources + r] += p_->use_of(arc, r);
  }
  arc_of_[item] = arc;
}

bool Plan::apart_ok(int item, int site, int leaving) const {
  if (enemies_.empty()) { return true; }
  for (auto const other : enemies_[item]) {
    if (other != leaving && site_at(other) == site) { return false; }
  }
  return true;
}

bool Plan::fits(int item, int arc) const { return fits_without(item, arc, -1); }

bool Plan::fits_without(int item, int arc, int leaving) const {
  auto const site = p_->site[arc];
  auto const own = site_at(item) == site ? arc_of_[item] : -1;
  auto const other = leaving >= 0 ? arc_of_[leaving] : -1;
  for (auto r = 0; r != p_->resources; ++r) {
    auto const row = static_cast<std::size_t>(site) * p_->resources + r;
    if (p_->capacity[row] == kUnlimited) { continue; }
    auto load = load_[row] + p_->use_of(arc, r);
    if (own >= 0) { load -= p_->use_of(own, r); }
    if (other >= 0 && p_->site[other] == site) { load -= p_->use_of(other, r); }
    if (load > p_->capacity[row]) { return false; }
  }
  return apart_ok(item, site, leaving);
}

}  // namespace chengjie::place
