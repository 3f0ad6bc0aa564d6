#include "chengjie/place/prices.h"

#include <algorithm>
#include <cmath>

namespace chengjie::place {
namespace {

constexpr auto kFixedBits = 20;  // prices are multiples of 2^-20 in the exact bound
constexpr auto kPriceMax = 1e13;
constexpr auto kPatience = 12;  // passes without a better bound before the level comes down

// Everything a pass needs as floating point, in capacity units scaled to one a row, so that
// large and small parks and resources take steps of like size.
class Relaxation {
 public:
  explicit Relaxation(Problem const& problem) : p_(problem), rows_(problem.capacity.size()) {
    scale_.resize(rows_);
    for (auto k = std::size_t{0}; k != rows_; ++k) {
      auto const room = p_.capacity[k];
      scale_[k] =
          room == kUnlimited ? 0.0 : 1.0 / static_cast<double>(std::max<std::int64_t>(room, 1));
    }
    load_.resize(rows_);
  }

  std::size_t rows() const { return rows_; }
  std::vector<double> const& load() const { return load_; }
  double scale(std::size_t row) const { return scale_[row]; }

  // The bound at these prices (per true unit), and the load that the cheapest arcs put on each row.
  double pass(std::vector<double> const& price) {
    std::fill(load_.begin(), load_.end(), 0.0);
    auto total = p_.resources == 1 ? items_of_one(price) : items_of_many(price);
    for (auto i = 0; i != p_.sites; ++i) {
      auto term = static_cast<double>(p_.open_of(i));
      for (auto r = 0; r != p_.resources; ++r) {
        auto const row = static_cast<std::size_t>(i) * p_.resources + r;
        if (scale_[row] > 0.0) { term -= price[row] * static_cast<double>(p_.capacity[row]); }
      }
      auto const opened = term < 0.0;
      if (opened || p_.open_cost.empty()) { total += term; }
      open_.resize(p_.sites);
      open_[i] = opened || p_.open_cost.empty();
    }
    return total;
  }

  // Overload of a row as a share of its capacity; a closed site has none to give.
  double slope(std::size_t row) const {
    if (scale_[row] <= 0.0) { return 0.0; }
    auto const at = row / static_cast<std::size_t>(p_.resources);
    auto const room = open_[at] ? static_cast<double>(p_.capacity[row]) : 0.0;
    return (load_[row] - room) * scale_[row];
  }

 private:
  double items_of_one(std::vector<double> const& price) {
    auto total = 0.0;
    for (auto j = 0; j != p_.items; ++j) {
      auto best = static_cast<double>(p_.skip_of(j));
      auto arc = -1;
      for (auto a = p_.first[j]; a != p_.first[j + 1]; ++a) {
        auto const here =
            static_cast<double>(p_.cost[a]) + price[p_.site[a]] * static_cast<double>(p_.use[a]);
        if (here < best) { best = here, arc = a; }
      }
      total += best;
      if (arc >= 0) { load_[p_.site[arc]] += static_cast<double>(p_.use[arc]); }
    }
    return total;
  }

  double items_of_many(std::vector<double> const& price) {
    auto total = 0.0;
    auto const n = p_.resources;
    for (auto j = 0; j != p_.items; ++j) {
      auto best = static_cast<double>(p_.skip_of(j));
      auto arc = -1;
      for (auto a = p_.first[j]; a != p_.first[j + 1]; ++a) {
        auto here = static_cast<double>(p_.cost[a]);
        auto const* at = price.data() + static_cast<std::size_t>(p_.site[a]) * n;
        auto const* use = p_.use.data() + static_cast<std::size_t>(a) * n;
        for (auto r = 0; r != n; ++r) { here += at[r] * static_cast<double>(use[r]); }
        if (here < best) { best = here, arc = a; }
      }
      total += best;
      for (auto r = 0; arc >= 0 && r != n; ++r) {
        load_[static_cast<std::size_t>(p_.site[arc]) * n + r] +=
            static_cast<double>(p_.use_of(arc, r));
      }
    }
    return total;
  }

  Problem const& p_;
  std::size_t rows_;
  std::vector<double> scale_;
  std::vector<double> load_;
  std::vector<char> open_;
};

bool placeable(Problem const& p) {
  for (auto j = 0; j != p.items; ++j) {
    if (p.first[j] == p.first[j + 1] && p.skip_of(j) == kNever) { return false; }
  }
  return true;
}

}  // namespace

std::int64_t pairs_floor(Problem const& p) {
  if (p.pairs.empty() || p.sites == 0) { return 0; }
  auto const [low, high] = std::minmax_element(p.pairs.distance.begin(), p.pairs.distance.end());
  // Skipped items have no traffic, so with skipping allowed a pair may also cost nothing.
  auto const skip = !p.skip_cost.empty();
  auto total = std::int64_t{0};
  for (auto const t : p.pairs.traffic) {
    auto const cheapest = t >= 0 ? t * *low : t * *high;
    total += skip ? std::min<std::int64_t>(cheapest, 0) : cheapest;
  }
  return total;
}

std::optional<std::int64_t> exact_bound(Problem const& p, std::span<double const> prices) {
  if (!placeable(p)) { return std::nullopt; }
  auto fixed = std::vector<std::int64_t>(prices.size());
  for (auto k = std::size_t{0}; k != prices.size(); ++k) {
    auto const price = p.capacity[k] == kUnlimited ? 0.0 : std::clamp(prices[k], 0.0, kPriceMax);
    fixed[k] = std::llround(std::ldexp(price, kFixedBits));
  }
  auto total = Wide{0};
  for (auto j = 0; j != p.items; ++j) {
    auto best = Wide{p.skip_of(j)} << kFixedBits;
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      auto here = Wide{p.cost[a]} * (Wide{1} << kFixedBits);
      for (auto r = 0; r != p.resources; ++r) {
        here += Wide{fixed[static_cast<std::size_t>(p.site[a]) * p.resources + r]} * p.use_of(a, r);
      }
      best = std::min(best, here);
    }
    total += best;
  }
  for (auto i = 0; i != p.sites; ++i) {
    auto term = Wide{p.open_of(i)} << kFixedBits;
    for (auto r = 0; r != p.resources; ++r) {
      auto const row = static_cast<std::size_t>(i) * p.resources + r;
      if (fixed[row] > 0) { term -= Wide{fixed[row]} * p.capacity[row]; }
    }
    total += std::min<Wide>(term, 0);
  }
  // Costs of whole plans are integers, so the bound is rounded up; split plans are not.
  auto const unit = Wide{1} << kFixedBits;
  auto whole = total / unit;
  if (total % unit > 0 && !p.split) { ++whole; }
  if (total % unit < 0 && p.split) { --whole; }
  whole += pairs_floor(p);
  return static_cast<std::int64_t>(std::clamp<Wide>(whole, -kTotalMax, kTotalMax));
}

Prices find_prices(Problem const& p, PriceOptions const& options) {
  auto out = Prices{};
  out.of.assign(p.capacity.size(), 0.0);
  if (options.start.size() == out.of.size()) {
    out.of.assign(options.start.begin(), options.start.end());
  }
  if (!placeable(p)) { return out; }
  auto relaxation = Relaxation{p};
  auto const rows = relaxation.rows();
  auto price = out.of;
  auto direction = std::vector<double>(rows, 0.0);
  auto best = -1e300;
  auto rise = -1.0;  // how far above the best bound the level is set
  auto since = 0;
  for (; out.passes != options.passes_max; ++out.passes) {
    if (options.enough && out.passes > 0 && options.enough()) { break; }
    auto const here = relaxation.pass(price);
    if (rise < 0.0) { rise = std::max(std::abs(here) * 0.05, 1.0); }
    if (here > best) {
      if (here > best + 0.1 * rise) {
        since = 0;
      } else {
        ++since;
      }
      best = here;
      out.of = price;
    } else {
      ++since;
    }
    if (since > kPatience) {
      rise *= 0.6;
      since = 0;
      price = out.of;
      std::fill(direction.begin(), direction.end(), 0.0);
      if (rise < options.accuracy * std::max(std::abs(best), 1.0)) { break; }
      relaxation.pass(price);
    }
    auto length = 0.0;
    auto along = 0.0;
    auto flat = 0.0;
    for (auto k = std::size_t{0}; k != rows; ++k) {
      auto slope = relaxation.slope(k);
      if (slope < 0.0 && price[k] <= 0.0) { slope = 0.0; }
      along += slope * direction[k];
      flat += slope * slope;
    }
    // Deflect only against a direction that points away (Camerini, Fratta & Maffioli 1975).
    auto norm = 0.0;
    for (auto const d : direction) { norm += d * d; }
    auto const deflect = along < 0.0 && norm > 0.0 ? -1.5 * along / norm : 0.3;
    for (auto k = std::size_t{0}; k != rows; ++k) {
      direction[k] = relaxation.slope(k) + deflect * direction[k];
      if (direction[k] < 0.0 && price[k] <= 0.0) { direction[k] = 0.0; }
      length += direction[k] * direction[k];
    }
    if (flat <= 0.0 || length <= 1e-30) { break; }
    auto const step = (best + rise - std::min(here, best)) / length;
    for (auto k = std::size_t{0}; k != rows; ++k) {
      price[k] = std::clamp(price[k] + step * direction[k] * relaxation.scale(k), 0.0, kPriceMax);
    }
  }
  out.level = best;
  out.bound = exact_bound(p, out.of);
  return out;
}

}  // namespace chengjie::place
