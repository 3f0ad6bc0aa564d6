#include "chengjie/place/prices.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>

#include "chengjie/place/crew.h"

namespace chengjie::place {
namespace {

constexpr auto kFixedBits = 20;  // prices are multiples of 2^-20 in the exact bound
constexpr auto kPriceMax = 1e13;
constexpr auto kPatience = 12;  // passes without a better bound before the level comes down

// Many arcs are priced in single precision, cheapest first: prices only add to a cost, so the rest
// of an item's arcs are not looked at once one costs more than the best so far does with its
// prices. Only the search for prices is rounded by it, never the bound.
constexpr auto kLanes = std::size_t{8};  // resources of such an item, with zeros behind the last
constexpr auto kChunks = 8;

template <class Real>
constexpr auto kCheapestFirst = std::is_same_v<Real, float>;

// An arc that its site could not take even when empty is in no plan; a divided item may still use
// a part of it.
bool hopeless(Problem const& p, int arc) {
  if (p.split) { return false; }
  for (auto r = 0; r != p.resources; ++r) {
    if (p.use_of(arc, r) > p.capacity_of(p.site[arc], r)) { return true; }
  }
  return false;
}

bool same_uses(Problem const& p) {
  auto const n = static_cast<std::size_t>(p.resources);
  for (auto j = 0; j != p.items; ++j) {
    if (p.first[j] == p.first[j + 1]) { continue; }
    auto const begin = p.use.begin() + static_cast<long>(p.first[j] * n);
    for (auto a = p.first[j] + 1; a != p.first[j + 1]; ++a) {
      if (!std::equal(begin, begin + static_cast<long>(n),
                      p.use.begin() + static_cast<long>(a * n))) {
        return false;
      }
    }
  }
  return true;
}

// The arcs that can be in a plan, as a pass reads them. Uses stand once an item where they are the
// same at all its sites. Width: resources, or kLanes with zeros behind.
template <class Real>
struct Arcs {
  std::vector<std::int32_t> first, site;
  std::vector<Real> cost, skip, use;
  std::size_t width{};
  bool use_by_item{};
  bool placeable{true};  // every item has an arc or may be skipped

  Arcs(Problem const& p, std::size_t lanes) : width(lanes), use_by_item(same_uses(p)) {
    site.reserve(p.site.size());
    cost.reserve(p.site.size());
    use.reserve(width * (use_by_item ? static_cast<std::size_t>(p.items) : p.site.size()));
    first.push_back(0);
    auto order = std::vector<int>{};
    for (auto j = 0; j != p.items; ++j) {
      if (use_by_item) { add_use(p, p.first[j] == p.first[j + 1] ? -1 : p.first[j]); }
      order.clear();
      for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
        if (!hopeless(p, a)) { order.push_back(a); }
      }
      if (kCheapestFirst<Real>) {
        std::stable_sort(order.begin(), order.end(),
                         [&](int a, int b) { return p.cost[a] < p.cost[b]; });
      }
      for (auto const a : order) {
        site.push_back(p.site[a]);
        cost.push_back(static_cast<Real>(p.cost[a]));
        if (!use_by_item) { add_use(p, a); }
      }
      skip.push_back(static_cast<Real>(p.skip_of(j)));
      placeable = placeable && (!order.empty() || p.skip_of(j) != kNever);
      first.push_back(static_cast<std::int32_t>(site.size()));
    }
  }

  Real const* uses(int item, int arc) const {
    return use.data() + static_cast<std::size_t>(use_by_item ? item : arc) * width;
  }

 private:
  void add_use(Problem const& p, int arc) {
    for (auto r = std::size_t{0}; r != width; ++r) {
      auto const known = arc >= 0 && r < static_cast<std::size_t>(p.resources);
      use.push_back(known ? static_cast<Real>(p.use_of(arc, static_cast<int>(r))) : Real{0});
    }
  }
};

double dot(double const* a, double const* b, std::size_t width) {
  auto sum = 0.0;
  for (auto r = std::size_t{0}; r != width; ++r) { sum += a[r] * b[r]; }
  return sum;
}

using Four [[gnu::vector_size(16)]] = float;

float dot(float const* a, float const* b, std::size_t) {
  Four low_a, high_a, low_b, high_b;
  std::memcpy(&low_a, a, sizeof low_a);
  std::memcpy(&high_a, a + 4, sizeof high_a);
  std::memcpy(&low_b, b, sizeof low_b);
  std::memcpy(&high_b, b + 4, sizeof high_b);
  auto const sum = low_a * low_b + high_a * high_b;
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

struct Shares {  // what a part of the items adds to a pass
  double total{};
  std::vector<double> load;  // by row of the problem
};

// The cheapest of each item of a range at these prices (sites x width). kWidth is the width where
// it is known, else 0.
template <std::size_t kWidth, class Real>
void price_items(Arcs<Real> const& arcs, std::size_t resources, std::vector<Real> const& price,
                 int from, int to, Shares& out) {
  auto const width = kWidth != 0 ? kWidth : arcs.width;
  for (auto j = from; j != to; ++j) {
    auto best = arcs.skip[j];
    auto chosen = -1;
    for (auto a = arcs.first[j]; a != arcs.first[j + 1]; ++a) {
      if (kCheapestFirst<Real> && arcs.cost[a] >= best) { break; }
      auto const* at = price.data() + static_cast<std::size_t>(arcs.site[a]) * width;
      auto const here = arcs.cost[a] + dot(at, arcs.uses(j, a), width);
      if (here < best) { best = here, chosen = a; }
    }
    out.total += static_cast<double>(best);
    if (chosen < 0) { continue; }
    auto const* use = arcs.uses(j, chosen);
    auto* load = out.load.data() + static_cast<std::size_t>(arcs.site[chosen]) * resources;
    for (auto r = std::size_t{0}; r != resources; ++r) { load[r] += static_cast<double>(use[r]); }
  }
}

// A pass over all items, in parts whose number does not depend on the threads.
template <class Real>
class Items {
 public:
  Items(Problem const& p, std::size_t lanes, int threads)
      : arcs_(p, lanes),
        resources_(static_cast<std::size_t>(p.resources)),
        threads_(threads),
        price_(static_cast<std::size_t>(p.sites) * lanes, Real{0}),
        parts_(kCheapestFirst<Real> ? kChunks : 1) {}

  bool placeable() const { return arcs_.placeable; }

  double pass(std::vector<double> const& price, std::vector<double>& load) {
    for (auto row = std::size_t{0}; row != price.size(); ++row) {
      price_[row / resources_ * arcs_.width + row % resources_] = static_cast<Real>(price[row]);
    }
    auto const items = static_cast<std::int64_t>(arcs_.skip.size());
    auto const count = static_cast<int>(parts_.size());
    in_parallel(count, threads_, [&](int k) {
      parts_[k].total = 0.0;
      parts_[k].load.assign(load.size(), 0.0);
      auto const part = kCheapestFirst<Real> ? price_items<kLanes, Real>
                        : arcs_.width == 1   ? price_items<1, Real>
                                             : price_items<0, Real>;
      part(arcs_, resources_, price_, static_cast<int>(items * k / count),
           static_cast<int>(items * (k + 1) / count), parts_[k]);
    });
    std::fill(load.begin(), load.end(), 0.0);
    auto total = 0.0;
    for (auto const& part : parts_) {
      total += part.total;
      for (auto row = std::size_t{0}; row != load.size(); ++row) { load[row] += part.load[row]; }
    }
    return total;
  }

 private:
  Arcs<Real> arcs_;
  std::size_t resources_;
  int threads_;
  std::vector<Real> price_;
  std::vector<Shares> parts_;
};

// Rows in units of their capacity, so that large and small parks and resources take steps of like
// size.
class Relaxation {
 public:
  Relaxation(Problem const& problem, PriceOptions const& options)
      : p_(problem), scale_(problem.capacity.size()), load_(problem.capacity.size()) {
    for (auto k = std::size_t{0}; k != rows(); ++k) {
      auto const room = p_.capacity[k];
      scale_[k] =
          room == kUnlimited ? 0.0 : 1.0 / static_cast<double>(std::max<std::int64_t>(room, 1));
    }
    if (p_.site.size() >= options.many_arcs && static_cast<std::size_t>(p_.resources) <= kLanes) {
      many_.emplace(p_, kLanes, options.threads);
    } else {
      few_.emplace(p_, static_cast<std::size_t>(p_.resources), options.threads);
    }
  }

  bool placeable() const { return many_ ? many_->placeable() : few_->placeable(); }
  bool rounded() const { return many_.has_value(); }
  std::size_t rows() const { return load_.size(); }
  double scale(std::size_t row) const { return scale_[row]; }

  // The bound at these prices (per true unit), and the load that the cheapest arcs put on each row.
  double pass(std::vector<double> const& price) {
    auto total = many_ ? many_->pass(price, load_) : few_->pass(price, load_);
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
  Problem const& p_;
  std::vector<double> scale_;
  std::vector<double> load_;
  std::vector<char> open_;
  std::optional<Items<double>> few_;
  std::optional<Items<float>> many_;
};

// The same bound before it is rounded to whole costs, in units of 2^-20.
std::optional<Wide> bound_in_bits(Problem const& p, std::span<double const> prices) {
  auto fixed = std::vector<std::int64_t>(prices.size());
  for (auto k = std::size_t{0}; k != prices.size(); ++k) {
    auto const price = p.capacity[k] == kUnlimited ? 0.0 : std::clamp(prices[k], 0.0, kPriceMax);
    fixed[k] = std::llround(std::ldexp(price, kFixedBits));
  }
  auto total = Wide{0};
  for (auto j = 0; j != p.items; ++j) {
    auto best = Wide{p.skip_of(j)} << kFixedBits;
    auto possible = p.skip_of(j) != kNever;
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      if (hopeless(p, a)) { continue; }
      possible = true;
      auto here = Wide{p.cost[a]} * (Wide{1} << kFixedBits);
      for (auto r = 0; r != p.resources; ++r) {
        here += Wide{fixed[static_cast<std::size_t>(p.site[a]) * p.resources + r]} * p.use_of(a, r);
      }
      best = std::min(best, here);
    }
    if (!possible) { return std::nullopt; }
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
  return total;
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
  auto const total = bound_in_bits(p, prices);
  if (!total) { return std::nullopt; }
  // Costs of whole plans are integers, so the bound is rounded up; split plans are not.
  auto const unit = Wide{1} << kFixedBits;
  auto whole = *total / unit;
  if (*total % unit > 0 && !p.split) { ++whole; }
  if (*total % unit < 0 && p.split) { --whole; }
  whole += pairs_floor(p);
  return static_cast<std::int64_t>(std::clamp<Wide>(whole, -kTotalMax, kTotalMax));
}

Prices find_prices(Problem const& p, PriceOptions const& options) {
  auto out = Prices{};
  out.of.assign(p.capacity.size(), 0.0);
  if (options.start.size() == out.of.size()) {
    out.of.assign(options.start.begin(), options.start.end());
  }
  auto relaxation = Relaxation{p, options};
  if (!relaxation.placeable()) { return out; }
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
  out.bound = exact_bound(p, out.of);
  out.level = relaxation.rounded() ? static_cast<double>(out.bound.value_or(0)) : best;
  return out;
}

}  // namespace chengjie::place
