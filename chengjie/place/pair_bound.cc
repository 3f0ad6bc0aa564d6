#include "chengjie/place/pair_bound.h"

#include <algorithm>

#include "chengjie/place/crew.h"
#include "chengjie/place/prices.h"
#include "chengjie/place/swap_model.h"

namespace chengjie::place {
namespace {

// Sum over the others of traffic against sorted distances, one item a site.
std::int64_t least_product(std::vector<std::int64_t> const& falling,
                           std::vector<std::int64_t> const& rising) {
  auto total = std::int64_t{0};
  for (auto k = std::size_t{0}; k != falling.size(); ++k) { total += falling[k] * rising[k]; }
  return total;
}

void add_gilmore_lawler(Problem const& p, Problem& linear) {
  auto const n = static_cast<std::size_t>(p.items);
  auto rows_t = std::vector<std::vector<std::int64_t>>(n);
  auto rows_d = rows_t;
  for (auto j = std::size_t{0}; j != n; ++j) {
    for (auto k = std::size_t{0}; k != n; ++k) {
      if (k == j) { continue; }
      rows_t[j].push_back(p.pairs.traffic[j * n + k]);
      rows_d[j].push_back(p.pairs.distance[j * n + k]);
    }
    std::sort(rows_t[j].begin(), rows_t[j].end(), std::greater{});
    std::sort(rows_d[j].begin(), rows_d[j].end());
  }
  for (auto j = std::size_t{0}; j != n; ++j) {
    for (auto i = std::size_t{0}; i != n; ++i) {
      linear.cost[j * n + i] += least_product(rows_t[j], rows_d[i]) +
                                p.pairs.traffic[j * n + j] * p.pairs.distance[i * n + i];
    }
  }
}

void add_cheapest_partners(Problem const& p, Problem& linear) {
  auto const n = static_cast<std::size_t>(p.items);
  auto const m = static_cast<std::size_t>(p.sites);
  for (auto j = std::size_t{0}; j != n; ++j) {
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      auto const* d = p.pairs.distance.data() + static_cast<std::size_t>(p.site[a]) * m;
      for (auto k = std::size_t{0}; k != n; ++k) {
        auto const t = p.pairs.traffic[j * n + k];
        if (t == 0) { continue; }
        if (k == j) {
          linear.cost[a] += t * d[p.site[a]];
          continue;
        }
        auto best = std::int64_t{0};
        auto known = p.skip_of(static_cast<int>(k)) != kNever;
        for (auto b = p.first[k]; b != p.first[k + 1]; ++b) {
          auto const here = t * d[p.site[b]];
          if (!known || here < best) { best = here, known = true; }
        }
        linear.cost[a] += best;
      }
    }
  }
}

}  // namespace

std::optional<std::int64_t> pair_bound(Problem const& p, Options const& options) {
  auto linear = p;
  linear.pairs = {};
  if (is_pure_swap(p)) {
    add_gilmore_lawler(p, linear);
  } else {
    add_cheapest_partners(p, linear);
  }
  auto price_options = PriceOptions{};
  price_options.enough = [&] { return out_of_time(options); };
  auto const strong = find_prices(linear, price_options).bound;
  return strong;
}

}  // namespace chengjie::place
