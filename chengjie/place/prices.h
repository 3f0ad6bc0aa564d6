// Bound A: the capacities are relaxed at a price (Lagrange). The prices are found with floating
// point; the bound that is reported is recomputed from them in integers, so it is a proof.
//   L(price) = sum_j min(skip_j, min_i cost_ji + sum_r price_ir use_jir)
//            + sum_i min(0, open_i - sum_r price_ir capacity_ir)
// (Fisher 1981; deflected subgradient with a level: Camerini, Fratta & Maffioli 1975, Brännlund
// 1993).
#pragma once
#include <span>

#include "chengjie/place/problem.h"

namespace chengjie::place {

struct Prices {
  std::vector<double> of;             // by site x resource, >= 0
  std::optional<std::int64_t> bound;  // exact; none: some item can go nowhere
  double level{};                     // the same bound in floating point, not rounded up
  int passes{};
};

struct PriceOptions {
  int passes_max{2500};
  double accuracy{1e-7};             // of the bound, where the search for prices ends
  std::span<double const> start{};   // prices kept from an earlier run; empty: zero
  std::function<bool()> enough{};    // asked every pass; empty: never
  int threads{1};                    // never changes the prices
  std::size_t many_arcs{1'000'000};  // from so many on, passes are made in single precision
};

Prices find_prices(Problem const&, PriceOptions const&);

// The bound that these prices prove; none when an item has no arc and may not be skipped.
std::optional<std::int64_t> exact_bound(Problem const&, std::span<double const> prices);

// The cheapest the pair term can be, whatever goes where; 0 without such a term.
std::int64_t pairs_floor(Problem const&);

}  // namespace chengjie::place
