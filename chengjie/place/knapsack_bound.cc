#include "chengjie/place/knapsack_bound.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace chengjie::place {
namespace {

constexpr auto kFixed = std::int64_t{1024};  // prices are multiples of 1 / kFixed
constexpr auto kRoomMax = std::int64_t{50'000};
constexpr auto kCostMax = std::int64_t{1'000'000'000'000};
constexpr auto kPatience = 12;

class Sites {
 public:
  explicit Sites(Problem const& p) : p_(p), arcs_(p.sites), served_(p.items) {
    for (auto j = 0; j != p.items; ++j) {
      for (auto a = p.first[j]; a != p.first[j + 1]; ++a) { arcs_[p.site[a]].push_back({j, a}); }
    }
  }

  // L(price) in 1 / kFixed units; counts in `served` how often the knapsacks take each item.
  std::int64_t pass(std::vector<std::int64_t> const& price, std::int64_t unit) {
    auto total = std::int64_t{0};
    for (auto const v : price) { total += v; }
    std::fill(served_.begin(), served_.end(), 0);
    for (auto i = 0; i != p_.sites; ++i) { total += knapsack(i, price, unit); }
    return total;
  }
  std::vector<int> const& served() const { return served_; }
  std::int64_t cells() const { return cells_; }

 private:
  struct Arc {
    int item{};
    int arc{};
  };
  std::int64_t knapsack(int site, std::vector<std::int64_t> const& price, std::int64_t unit) {
    auto const limited = p_.capacity[site] != kUnlimited;
    auto const room = limited ? p_.capacity[site] / unit : 0;
    auto total = std::int64_t{0};
    picked_.clear();
    auto weight = std::int64_t{0};
    for (auto const& [item, arc] : arcs_[site]) {
      auto const worth = p_.cost[arc] * kFixed - price[item];
      auto const use = p_.use[arc] / unit;
      if (worth >= 0 || (limited && use > room)) { continue; }
      picked_.push_back({item, use, worth});
      weight += limited ? use : 0;
    }
    if (!limited || weight <= room) {
      for (auto const& pick : picked_) {
        total += pick.worth;
        ++served_[pick.item];
      }
      return total;
    }
    auto const width = static_cast<std::size_t>(room) + 1;
    best_.assign(width, 0);
    taken_.assign(width * picked_.size(), 0);
    cells_ += static_cast<std::int64_t>(taken_.size());
    for (auto k = std::size_t{0}; k != picked_.size(); ++k) {
      auto const use = static_cast<std::size_t>(picked_[k].use);
      auto* taken = taken_.data() + k * width;
      for (auto w = width; w-- > use;) {
        auto const with = best_[w - use] + picked_[k].worth;
        if (with < best_[w]) { best_[w] = with, taken[w] = 1; }
      }
    }
    auto left = width - 1;
    for (auto k = picked_.size(); k-- > 0;) {
      if (!taken_[k * width + left]) { continue; }
      ++served_[picked_[k].item];
      left -= static_cast<std::size_t>(picked_[k].use);
    }
    return best_[width - 1];
  }

  struct Pick {
    int item{};
    std::int64_t use{};
    std::int64_t worth{};
  };
  Problem const& p_;
  std::vector<std::vector<Arc>> arcs_;
  std::vector<int> served_;
  std::vector<Pick> picked_;
  std::vector<std::int64_t> best_;
  std::vector<char> taken_;
  std::int64_t cells_{};
};

// The common measure of all uses; capacities are rounded down to it. 0: too fine to tabulate.
std::int64_t unit_of(Problem const& p) {
  auto unit = std::int64_t{0};
  for (auto const use : p.use) { unit = std::gcd(unit, use); }
  if (unit == 0) { unit = 1; }
  for (auto const room : p.capacity) {
    if (room != kUnlimited && room / unit > kRoomMax) { return 0; }
  }
  for (auto const cost : p.cost) {
    if (std::abs(cost) > kCostMax) { return 0; }
  }
  return unit;
}

}  // namespace

std::optional<std::int64_t> knapsack_bound(Problem const& p, std::vector<double> const& start,
                                           KnapsackOptions const& options) {
  if (p.resources != 1 || p.split || p.items == 0) { return std::nullopt; }
  auto const unit = unit_of(p);
  if (unit == 0) { return std::nullopt; }
  // What an item pays at the capacity prices is where the items' prices start.
  auto price = std::vector<double>(p.items);
  for (auto j = 0; j != p.items; ++j) {
    if (p.first[j] == p.first[j + 1]) { return std::nullopt; }
    auto least = 1e300;
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      least = std::min(
          least, static_cast<double>(p.cost[a]) + start[p.site[a]] * static_cast<double>(p.use[a]));
    }
    price[j] = least;
  }
  auto sites = Sites{p};
  auto fixed = std::vector<std::int64_t>(p.items);
  auto best_price = price;
  auto direction = std::vector<double>(p.items, 0.0);
  auto best = std::int64_t{};
  auto any = false;
  auto rise = 0.0;
  auto since = 0;
  for (auto k = 0; k != options.passes_max && sites.cells() < options.cells_max; ++k) {
    if (options.stop && options.stop()) { break; }
    for (auto j = 0; j != p.items; ++j) {
      fixed[j] = std::llround(price[j] * static_cast<double>(kFixed));
    }
    auto const here = sites.pass(fixed, unit);
    auto const level = static_cast<double>(here) / static_cast<double>(kFixed);
    if (!any) { rise = std::max(1.0, 5e-4 * std::abs(level)); }
    ++since;
    if (!any || here > best) {
      if (!any || level > static_cast<double>(best) / static_cast<double>(kFixed) + 0.05 * rise) {
        since = 0;
      }
      any = true;
      best = here;
      best_price = price;
      if (options.enough && best > (*options.enough - 1) * kFixed) { break; }
    }
    auto const top = static_cast<double>(best) / static_cast<double>(kFixed);
    if (since > kPatience) {
      rise *= 0.7;
      since = 0;
      price = best_price;
      std::fill(direction.begin(), direction.end(), 0.0);
      if (rise < 0.02) { break; }
      continue;
    }
    auto length = 0.0;
    for (auto j = 0; j != p.items; ++j) {
      direction[j] = (1.0 - sites.served()[j]) + 0.5 * direction[j];
      length += direction[j] * direction[j];
    }
    if (length < 1e-12) { break; }
    auto const step = (top + rise - level) / length;
    for (auto j = 0; j != p.items; ++j) { price[j] += step * direction[j]; }
  }
  if (!any) { return std::nullopt; }
  return best >= 0 ? (best + kFixed - 1) / kFixed : -(-best / kFixed);
}

}  // namespace chengjie::place
