#include "chengjie/place/district_pairs.h"

#include <algorithm>
#include <limits>

namespace chengjie::place::district {
namespace {

constexpr auto kTogether = static_cast<int>(Near::same_park);
constexpr auto kGroupsTried = std::size_t{2};  // the capacities that are scarcest for the partners

double best_of(PairAt const& pair, unsigned levels) {
  auto best = std::int64_t{0};
  for (auto level = 0; level != kNearLevels; ++level) {
    if ((levels >> level & 1U) != 0) { best = std::max(best, pair.points[level]); }
  }
  return static_cast<double>(best);
}

}  // namespace

PairsMost::PairsMost(Model const& m) : m_(m) {
  if (!m.has_pairs()) { return; }
  auto const sites = static_cast<std::size_t>(m.sites);
  groups_.resize(sites);
  for (auto k = 0; k != static_cast<int>(m.groups.size()); ++k) {
    groups_[m.groups[k].park].push_back(k);
  }
  near_.resize(static_cast<std::size_t>(m.items) * sites);
  least_.assign(static_cast<std::size_t>(m.items) * m.groups.size(), 1e300);
  auto used = std::vector<double>(m.groups.size(), 0.0);
  for (auto j = 0; j != m.items; ++j) {
    if (m.pairs[j].empty()) { continue; }
    auto last = -1;
    for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
      auto const site = m.choices[c].site;
      for (auto i = 0; i != m.sites && site != last; ++i) {
        auto& near = near_[j * sites + i];
        auto const level = static_cast<int>(m.near_of(i, site));
        near.all |= static_cast<std::uint8_t>(1U << level);
        near.elsewhere = near.elsewhere || (level >= kTogether && m.ground[site] != m.ground[i]);
      }
      last = site;
      for (auto u = m.choices[c].first_use; u != m.uses_end(c); ++u) {
        auto const group = m.rows[m.uses[u].row].group;
        if (m.uses[u].row == m.groups[group].last - 1) {
          used[group] = static_cast<double>(m.uses[u].amount);
        }
      }
      for (auto const group : groups_[m.ground[site]]) {
        auto& least = least_[j * m.groups.size() + group];
        least = std::min(least, used[group]);
      }
      for (auto u = m.choices[c].first_use; u != m.uses_end(c); ++u) {
        used[m.rows[m.uses[u].row].group] = 0.0;
      }
    }
  }
}

// A fractional knapsack: the partners that gain most for what they use.
double PairsMost::filled(std::vector<Partner>& partners, int group, double room) const {
  auto const use = [&](Partner const& p) { return least_[p.item * m_.groups.size() + group]; };
  // Infinite where nothing is used: those come first.
  auto const worth = [&](Partner const& p) {
    auto const needs = use(p);
    return needs > 0 ? p.more / needs : std::numeric_limits<double>::infinity();
  };
  std::sort(partners.begin(), partners.end(), [&](Partner const& a, Partner const& b) {
    auto const x = worth(a);
    auto const y = worth(b);
    return x != y ? x > y : a.item < b.item;
  });
  auto total = 0.0;
  for (auto const& partner : partners) {
    auto const needs = use(partner);
    if (needs > room) { return total + partner.more * room / needs; }
    room -= needs;
    total += partner.more;
  }
  return total;
}

double PairsMost::room_for(int item, int ground, std::vector<Partner>& partners) const {
  auto all = 0.0;
  for (auto const& partner : partners) { all += partner.more; }
  auto scarce = std::vector<std::pair<double, int>>{};
  for (auto const group : groups_[ground]) {
    auto const needs = [&](int of) { return least_[of * m_.groups.size() + group]; };
    auto total = 0.0;
    for (auto const& partner : partners) { total += needs(partner.item); }
    auto const& of = m_.groups[group];
    auto const own = needs(item) < 1e299 ? needs(item) : 0.0;
    auto const room = static_cast<double>(m_.rows[of.last - 1].capacity + of.most) - own;
    if (total > 0.0 && total > room) { scarce.emplace_back(std::max(0.0, room) / total, group); }
  }
  std::sort(scarce.begin(), scarce.end());
  auto best = all;
  for (auto k = std::size_t{0}; k != std::min(kGroupsTried, scarce.size()); ++k) {
    auto const group = scarce[k].second;
    auto const& of = m_.groups[group];
    auto const own = least_[item * m_.groups.size() + group];
    auto const room =
        static_cast<double>(m_.rows[of.last - 1].capacity + of.most) - (own < 1e299 ? own : 0.0);
    best = std::min(best, filled(partners, group, std::max(0.0, room)));
  }
  return best;
}

double PairsMost::at(int item, int site) {
  auto const sites = static_cast<std::size_t>(m_.sites);
  auto total = 0.0;
  partners_.clear();
  for (auto const& pair : m_.pairs[item]) {
    auto const near = near_[pair.other * sites + site];
    auto const whole = best_of(pair, near.all);
    if (near.elsewhere || (near.all >> kTogether) == 0) {
      total += whole;
      continue;
    }
    auto const far = best_of(pair, near.all & ((1U << kTogether) - 1U));
    total += far;
    if (whole > far) { partners_.push_back({whole - far, pair.other}); }
  }
  if (!partners_.empty()) { total += room_for(item, m_.ground[site], partners_); }
  return 0.5 * total + (m_.pairs[item].empty() ? 0.0 : 1.0);  // sums of doubles, rounded up
}

}  // namespace chengjie::place::district
