#include "chengjie/place/location_bound.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace chengjie::place {
namespace {

constexpr auto kFar = 1e300;
constexpr auto kPatience = 10;

}  // namespace

LocationBound::LocationBound(Problem const& p) : p_(p) {
  cost_.assign(static_cast<std::size_t>(p.sites) * p.items, kFar);
  for (auto j = 0; j != p.items; ++j) {
    auto const demand = p.first[j] == p.first[j + 1] ? 0.0 : static_cast<double>(p.use[p.first[j]]);
    demand_.push_back(demand);
    total_ += demand;
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      cost_[static_cast<std::size_t>(p.site[a]) * p.items + j] = static_cast<double>(p.cost[a]);
    }
  }
  for (auto i = 0; i != p.sites; ++i) {
    room_.push_back(std::min(static_cast<double>(p.capacity[i]), std::max(total_, 1.0)));
    open_.push_back(static_cast<double>(p.open_of(i)));
  }
  chosen_.resize(p.sites);
  share_.resize(p.sites);
  site_value_.resize(p.sites);
  site_open_.resize(p.sites);
  order_.resize(p.sites);
}

std::vector<double> LocationBound::starting_prices() const {
  auto out = std::vector<double>(p_.items, kFar);
  for (auto i = 0; i != p_.sites; ++i) {
    for (auto j = 0; j != p_.items; ++j) {
      auto const full = cost_[static_cast<std::size_t>(i) * p_.items + j] +
                        open_[i] * demand_[j] / std::max(room_[i], 1.0);
      out[j] = std::min(out[j], full);
    }
  }
  return out;
}

double LocationBound::knapsack(int site, std::vector<double> const& price) {
  auto& chosen = chosen_[site];
  chosen.clear();
  auto const* cost = cost_.data() + static_cast<std::size_t>(site) * p_.items;
  auto weight = 0.0;
  auto total = 0.0;
  for (auto j = 0; j != p_.items; ++j) {
    auto const worth = cost[j] - price[j];
    if (worth >= 0.0) { continue; }
    chosen.push_back({worth / std::max(demand_[j], 1e-9), worth, j});
    weight += demand_[j];
    total += worth;
  }
  share_[site] = 1.0;
  if (weight <= room_[site]) { return total; }
  // The best of them up to the room, by halving their order; what is left of it takes a part.
  auto low = chosen.begin();
  auto high = chosen.end();
  auto left = room_[site];
  total = 0.0;
  while (high - low > 1) {
    auto const middle = low + (high - low) / 2;
    std::nth_element(low, middle, high,
                     [](auto const& a, auto const& b) { return a.ratio < b.ratio; });
    auto need = 0.0;
    for (auto at = low; at != middle; ++at) { need += demand_[at->item]; }
    if (need > left) {
      high = middle;
      continue;
    }
    left -= need;
    for (; low != middle; ++low) { total += low->worth; }
  }
  auto const need = demand_[low->item];
  share_[site] = need > left ? left / need : 1.0;
  total += low->worth * share_[site];
  chosen.erase(low + 1, chosen.end());
  return total;
}

// Which sites open at their values, and what they sum to; the last one may open in part.
double LocationBound::fill(std::vector<Fate> const& fate) {
  auto total = 0.0;
  auto room = 0.0;
  std::fill(site_open_.begin(), site_open_.end(), 0.0);
  for (auto i = 0; i != p_.sites; ++i) {
    if (fate[i] == Fate::closed) { continue; }
    if (fate[i] == Fate::open || site_value_[i] <= 0.0) {
      site_open_[i] = 1.0;
      total += site_value_[i];
      room += room_[i];
    }
  }
  if (room >= total_) { return total; }
  // Not enough room: the cheapest further sites a unit of room, the last one in part.
  std::iota(order_.begin(), order_.end(), 0);
  std::sort(order_.begin(), order_.end(), [&](int a, int b) {
    return site_value_[a] * std::max(room_[b], 1e-9) < site_value_[b] * std::max(room_[a], 1e-9);
  });
  for (auto const i : order_) {
    if (room >= total_) { break; }
    if (site_open_[i] > 0.0 || fate[i] == Fate::closed || room_[i] <= 0.0) { continue; }
    site_open_[i] = std::min(1.0, (total_ - room) / room_[i]);
    total += site_open_[i] * site_value_[i];
    room += site_open_[i] * room_[i];
  }
  return room < total_ * (1.0 - 1e-12) ? kFar : total;
}

double LocationBound::pass(std::vector<double> const& price, std::vector<Fate> const& fate) {
  auto total = 0.0;
  for (auto const v : price) { total += v; }
  for (auto i = 0; i != p_.sites; ++i) {
    site_value_[i] = fate[i] == Fate::closed ? kFar : open_[i] + knapsack(i, price);
  }
  total += fill(fate);
  served_.assign(p_.items, 0.0);
  for (auto i = 0; i != p_.sites; ++i) {
    if (site_open_[i] <= 0.0) { continue; }
    auto const& chosen = chosen_[i];
    for (auto k = std::size_t{0}; k != chosen.size(); ++k) {
      served_[chosen[k].item] += site_open_[i] * (k + 1 == chosen.size() ? share_[i] : 1.0);
    }
  }
  return total;
}

LocationBound::Forced LocationBound::forced(std::vector<double> const& price,
                                            std::vector<Fate> const& fate) {
  auto out = Forced{};
  out.level = pass(price, fate);
  auto base = 0.0;
  for (auto const v : price) { base += v; }
  auto trial = fate;
  for (auto i = 0; i != p_.sites; ++i) {
    out.open.push_back(-kFar);
    out.closed.push_back(-kFar);
    if (fate[i] != Fate::undecided) { continue; }
    trial[i] = Fate::open;
    out.open.back() = base + fill(trial);
    trial[i] = Fate::closed;
    out.closed.back() = base + fill(trial);
    trial[i] = Fate::undecided;
  }
  return out;
}

LocationBound::Found LocationBound::improve(std::vector<double>& price,
                                            std::vector<Fate> const& fate, int passes,
                                            double enough, std::function<bool()> const& stop) {
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
    auto const here = pass(price, fate);
    if (rise < 0.0) { rise = 0.02 * std::max(1.0, std::abs(here)); }
    auto const blend = 1.0 / std::min(30, ++seen);
    for (auto i = 0; i != p_.sites; ++i) {
      out.openness[i] += blend * (site_open_[i] - out.openness[i]);
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

std::optional<std::int64_t> LocationBound::exact(std::vector<double> const& price,
                                                 std::vector<Fate> const& fate) const {
  auto total = Wide{0};
  auto fixed = std::vector<std::int64_t>(price.size());
  auto demand = Wide{0};
  for (auto j = 0; j != p_.items; ++j) {
    fixed[j] = std::llround(std::clamp(price[j], -1e15, 1e15));
    total += fixed[j];
    demand += p_.first[j] == p_.first[j + 1] ? 0 : p_.use[p_.first[j]];
  }
  struct Site {
    Wide value{};
    Wide room{};
  };
  auto extra = std::vector<Site>{};
  auto room = Wide{0};
  for (auto i = 0; i != p_.sites; ++i) {
    if (fate[i] == Fate::closed) { continue; }
    struct Gain {
      std::int64_t worth{};
      std::int64_t use{};
    };
    auto gains = std::vector<Gain>{};
    for (auto j = 0; j != p_.items; ++j) {
      auto const arc = p_.arc_of(j, i);
      if (arc >= 0 && p_.cost[arc] < fixed[j]) {
        gains.push_back({p_.cost[arc] - fixed[j], p_.use[arc]});
      }
    }
    std::sort(gains.begin(), gains.end(), [](auto const& a, auto const& b) {
      return Wide{a.worth} * b.use < Wide{b.worth} * a.use;
    });
    auto value = Wide{p_.open_of(i)};
    auto left = Wide{p_.capacity[i]};
    for (auto const& gain : gains) {
      if (gain.use <= left) {
        left -= gain.use;
        value += gain.worth;
      } else {
        value += (Wide{gain.worth} * left - (gain.use - 1)) / gain.use;  // down: worth is negative
        break;
      }
    }
    auto const here = Wide{std::min<std::int64_t>(p_.capacity[i], kAmountMax)};
    if (fate[i] == Fate::open || value <= 0) {
      total += value;
      room += here;
    } else {
      extra.push_back({value, here});
    }
  }
  std::sort(extra.begin(), extra.end(),
            [](auto const& a, auto const& b) { return a.value * b.room < b.value * a.room; });
  for (auto const& site : extra) {
    if (room >= demand) { break; }
    if (site.room <= 0) { continue; }
    auto const part = std::min(site.room, demand - room);
    total += site.value * part / site.room;  // down: both are positive
    room += part;
  }
  if (room < demand) { return std::nullopt; }
  return static_cast<std::int64_t>(std::clamp<Wide>(total, -kTotalMax, kTotalMax));
}

}  // namespace chengjie::place
