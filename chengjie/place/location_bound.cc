#include "chengjie/place/location_bound.h"

#include <algorithm>
#include <cmath>

namespace chengjie::place {
namespace {

constexpr auto kFar = 1e300;
constexpr auto kPatience = 10;
constexpr auto kCoverNodes = 300;  // of the covering knapsack in a pass
constexpr auto kCoreNodes = 200;   // of a site's knapsack in a pass
constexpr auto kFewShare = 60.0;   // customers a site, up to which whole ones bound better
constexpr auto kQuickFar = 1e30F;
constexpr auto kBitsMost = 20;
constexpr auto kLargestPriced = std::int64_t{10'000'000'000'000};
constexpr auto kRefills = 4;
constexpr auto kPassWork = 8;  // an item or a site in a pass

}  // namespace

LocationBound::LocationBound(Problem const& p)
    : p_(p),
      width_((p.items + kWidthUnit - 1) / kWidthUnit * kWidthUnit),
      cover_(kCoverNodes),
      core_(kCoreNodes) {
  auto arcs = std::vector<std::vector<Arc>>(p.sites);
  auto quick_cost = std::vector<float>(static_cast<std::size_t>(p.sites) * width_, kQuickFar);
  quick_price_.assign(width_, 0.0F);
  quick_demand_.assign(width_, 0.0F);
  for (auto j = 0; j != p.items; ++j) {
    auto const demand = p.first[j] == p.first[j + 1] ? 0.0 : static_cast<double>(p.use[p.first[j]]);
    demand_.push_back(demand);
    quick_demand_[j] = static_cast<float>(demand);
    total_ += demand;
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      auto const site = p.site[a];
      if (!p.split && p.use[a] > p.capacity[site]) { continue; }
      auto const cost = static_cast<double>(p.cost[a]);
      arcs[site].push_back({cost, demand, 1.0 / std::max(demand, 1e-9), j});
      quick_cost[static_cast<std::size_t>(site) * width_ + j] = static_cast<float>(cost);
    }
  }
  arcs_ = std::make_shared<std::vector<std::vector<Arc>> const>(std::move(arcs));
  quick_cost_ = std::make_shared<std::vector<float> const>(std::move(quick_cost));
  auto rooms = 0.0;
  for (auto i = 0; i != p.sites; ++i) {
    room_.push_back(std::min(static_cast<double>(p.capacity[i]), std::max(total_, 1.0)));
    open_.push_back(static_cast<double>(p.open_of(i)));
    rooms += room_.back();
  }
  few_ = !p.split && rooms / p.sites * p.items <= kFewShare * std::max(total_, 1.0);
  auto largest = std::int64_t{1};
  for (auto const cost : p.cost) { largest = std::max(largest, std::abs(cost)); }
  for (auto const cost : p.open_cost) { largest = std::max(largest, cost); }
  while (bits_ != kBitsMost && largest << bits_ < kLargestPriced) { ++bits_; }
  pay_.assign(p.sites, 0.0);
  slope_.assign(p.sites, 0.0);
  site_value_.resize(p.sites);
  site_open_.resize(p.sites);
  taken_.resize(p.sites);
  exact_.resize(p.sites);
}

bool LocationBound::set_whole(bool whole) {
  whole_ = whole && few_;
  return whole_ == whole;
}

std::vector<double> LocationBound::starting_prices() const {
  auto out = std::vector<double>(p_.items, kFar);
  for (auto i = 0; i != p_.sites; ++i) {
    for (auto const& arc : (*arcs_)[i]) {
      auto const full = arc.cost + open_[i] * arc.demand / std::max(room_[i], 1.0);
      out[arc.item] = std::min(out[arc.item], full);
    }
  }
  return out;
}

// Which sites open at their values, and what they sum to: those that gain, and the cheapest others
// that together hold the rest of the demand.
double LocationBound::fill(std::vector<Fate> const& fate) {
  auto total = 0.0;
  auto need = total_ * (1.0 - 1e-12);
  auto extra = std::vector<Cover<double>::Site>{};
  std::fill(site_open_.begin(), site_open_.end(), 0);
  for (auto i = 0; i != p_.sites; ++i) {
    if (fate[i] == Fate::closed) { continue; }
    if (fate[i] == Fate::open || site_value_[i] <= 0.0) {
      site_open_[i] = 1;
      total += site_value_[i];
      need -= room_[i];
    } else if (room_[i] > 0.0) {
      extra.push_back({site_value_[i], room_[i], i});
    }
  }
  if (need <= 0.0) { return total; }
  cover_.offer(std::move(extra));
  auto const found = cover_.least(need);
  work_ += kNodeWork * (cover_.nodes() + 2 * p_.sites);
  for (auto const i : cover_.chosen()) { site_open_[i] = 1; }
  return found.possible ? total + found.bound : kFar;
}

// True when that changed the site's value.
bool LocationBound::make_exact(int site, std::vector<double> const& price) {
  if (exact_[site]) { return false; }
  auto const before = site_value_[site];
  site_value_[site] = open_[site] + knapsack(site, price);
  exact_[site] = 1;
  auto& taken = taken_[site];
  taken.clear();
  for (auto k = std::size_t{0}; k != chosen_count_; ++k) {
    taken.push_back({chosen_[k].item, 1.0});
  }
  if (!taken.empty()) { taken.back().share = share_; }
  return std::abs(site_value_[site] - before) > 1e-9 * std::abs(before);
}

// Sites that open are made exact, until those that open are.
double LocationBound::pass(std::vector<double> const& price, std::vector<Fate> const& fate,
                           bool all_exact) {
  auto base = 0.0;
  for (auto const v : price) { base += v; }
  work_ += kPassWork * (p_.items + p_.sites);
  set_price(price);
  std::fill(exact_.begin(), exact_.end(), 0);
  for (auto i = 0; i != p_.sites; ++i) {
    if (fate[i] == Fate::closed) {
      site_value_[i] = kFar;
    } else if (all_exact) {
      make_exact(i, price);
    } else {
      site_value_[i] = open_[i] + quick_value(i);
    }
  }
  auto total = fill(fate);
  for (auto k = 0, changed = 1; k != kRefills && changed; ++k) {
    changed = 0;
    for (auto i = 0; i != p_.sites; ++i) {
      if (site_open_[i] && make_exact(i, price)) { changed = 1; }
    }
    if (changed) { total = fill(fate); }
  }
  served_.assign(p_.items, 0.0);
  for (auto i = 0; i != p_.sites; ++i) {
    if (!site_open_[i]) { continue; }
    make_exact(i, price);
    for (auto const& taken : taken_[i]) { served_[taken.item] += taken.share; }
  }
  return base + total;
}

LocationBound::Forced LocationBound::forced(std::vector<double> const& price,
                                            std::vector<Fate> const& fate) {
  auto out = Forced{};
  out.level = pass(price, fate, true);
  auto base = 0.0;
  for (auto const v : price) { base += v; }
  auto const open = site_open_;
  auto trial = fate;
  for (auto i = 0; i != p_.sites; ++i) {
    out.open.push_back(-kFar);
    out.closed.push_back(-kFar);
    if (fate[i] != Fate::undecided) { continue; }
    // What the relaxed problem does of itself costs nothing more.
    out.open.back() = out.closed.back() = out.level;
    trial[i] = open[i] ? Fate::closed : Fate::open;
    (open[i] ? out.closed : out.open).back() = base + fill(trial);
    trial[i] = Fate::undecided;
  }
  return out;
}

LocationBound::Found LocationBound::improve(std::vector<double>& price,
                                            std::vector<Fate> const& fate, int passes,
                                            double enough, std::function<bool()> const& stop,
                                            double first_rise) {
  auto out = Found{};
  auto room = 0.0;
  for (auto i = 0; i != p_.sites; ++i) { room += fate[i] == Fate::closed ? 0.0 : room_[i]; }
  if (room < total_ * (1.0 - 1e-12)) {
    out.infeasible = true;
    return out;
  }
  auto best_price = price;
  out.level = -kFar;
  out.openness.assign(p_.sites, 0.0);
  auto direction = std::vector<double>(p_.items, 0.0);
  auto rise = -1.0;
  auto since = 0;
  auto seen = 0;
  for (auto k = 0; k != passes && !(k % 8 == 7 && stop()); ++k) {
    auto const here = pass(price, fate, false);
    if (rise < 0.0) { rise = first_rise * std::max(1.0, std::abs(here)); }
    auto const blend = 1.0 / std::min(30, ++seen);
    for (auto i = 0; i != p_.sites; ++i) {
      out.openness[i] += blend * ((site_open_[i] ? 1.0 : 0.0) - out.openness[i]);
    }
    ++since;
    if (here > out.level) {
      if (here > out.level + 0.05 * rise) { since = 0; }
      out.level = here;
      best_price = price;
      out.value = site_value_;
      if (here > enough) { break; }
    }
    if (since > kPatience) {
      rise *= 0.6;
      since = 0;
      price = best_price;
      std::fill(direction.begin(), direction.end(), 0.0);
      if (rise < 1e-7 * std::max(1.0, std::abs(out.level))) { break; }
      continue;
    }
    auto length = 0.0;
    for (auto j = 0; j != p_.items; ++j) {
      direction[j] = (1.0 - served_[j]) + 0.4 * direction[j];
      length += direction[j] * direction[j];
    }
    if (length < 1e-20) { break; }
    auto const step = (out.level + rise - here) / length;
    for (auto j = 0; j != p_.items; ++j) { price[j] += step * direction[j]; }
  }
  price = best_price;
  return out;
}

}  // namespace chengjie::place
