#include <algorithm>
#include <cmath>

#include "chengjie/place/location_bound.h"

namespace chengjie::place {
namespace {

constexpr auto kExactNodes = 5'000;  // of a knapsack
constexpr auto kPriceBits = 20;      // of a price a unit of room, after the point

}  // namespace

// At any price a unit of room: the gains that pay it, less what the room is worth. At the ratio
// that just fills the site this is the fractional knapsack, and no order is needed.
Wide LocationBound::exact_fractions(int site, double pay, std::vector<Gain> const& gains) const {
  auto const least = [&](Wide price) {
    auto total = -price * p_.capacity[site];
    for (auto const& gain : gains) {
      total += std::min(Wide{0}, (Wide{gain.worth} << kPriceBits) + price * gain.use);
    }
    return total;
  };
  auto const full = std::ldexp(std::clamp(pay, 0.0, 1e15), kPriceBits + bits_);
  auto const price = Wide{std::llround(std::min(full, 4e18))};
  return (Wide{p_.open_of(site)} << bits_) +
         (std::max(least(Wide{0}), least(price)) >> kPriceBits);  // down
}

// The gains all in, less the cheapest way to throw out what is too much.
Wide LocationBound::exact_whole(int site, std::vector<Gain> const& gains) const {
  auto value = Wide{p_.open_of(site)} << bits_;
  auto left = Wide{p_.capacity[site]};
  auto all = std::vector<Cover<Wide>::Site>{};
  for (auto const& gain : gains) {
    value += gain.worth;
    left -= gain.use;
    if (gain.use > 0) { all.push_back({-Wide{gain.worth}, gain.use, gain.item}); }
  }
  if (left >= 0) { return value; }
  auto cover = Cover<Wide>{kExactNodes};
  cover.offer(std::move(all));
  return value + cover.least(-left).bound;
}

std::optional<std::int64_t> LocationBound::exact(std::vector<double> const& price,
                                                 std::vector<Fate> const& fate) {
  if (!whole_) { pass(price, fate, true); }  // for the prices of room
  auto total = Wide{0};
  auto need = Wide{0};
  auto gains = std::vector<std::vector<Gain>>(p_.sites);
  for (auto j = 0; j != p_.items; ++j) {
    auto const fixed = std::llround(std::clamp(std::ldexp(price[j], bits_), -1e15, 1e15));
    total += fixed;
    need += p_.first[j] == p_.first[j + 1] ? 0 : p_.use[p_.first[j]];
    for (auto a = p_.first[j]; a != p_.first[j + 1]; ++a) {
      auto const site = p_.site[a];
      auto const cost = p_.cost[a] * (std::int64_t{1} << bits_);
      if (cost < fixed && fate[site] != Fate::closed &&
          (p_.split || p_.use[a] <= p_.capacity[site])) {
        gains[site].push_back({cost - fixed, p_.use[a], j});
      }
    }
  }
  auto extra = std::vector<Cover<Wide>::Site>{};
  for (auto i = 0; i != p_.sites; ++i) {
    if (fate[i] == Fate::closed) { continue; }
    auto const value = whole_ ? exact_whole(i, gains[i]) : exact_fractions(i, pay_[i], gains[i]);
    auto const room = Wide{std::min<std::int64_t>(p_.capacity[i], kAmountMax)};
    if (fate[i] == Fate::open || value <= 0) {
      total += value;
      need -= room;
    } else if (room > 0) {
      extra.push_back({value, room, i});
    }
  }
  auto cover = Cover<Wide>{kExactNodes};
  cover.offer(std::move(extra));
  auto const found = cover.least(need);
  if (!found.possible) { return std::nullopt; }
  // A plan of whole customers costs an integer.
  auto const up = p_.split ? Wide{0} : (Wide{1} << bits_) - 1;
  auto const level = (total + found.bound + up) >> bits_;
  return static_cast<std::int64_t>(std::clamp<Wide>(level, -kTotalMax, kTotalMax));
}

}  // namespace chengjie::place
