// The bound of the district's plan: capacities relaxed at a price (Lagrange, as prices.h), with
// the years, the shared capacities and the extensions. Pairs are taken to be as near as they could
// be, as far as there is room for the partners, half of each for each of its two projects: with
// pairs the bound is valid but weak.
//   U(price) = sum_j max(-skip_j, max_c points_c + near_c - sum_row price_row use_c,row)
//            + sum_row price_row capacity_row
//            + sum_group most * max(0, sum of its prices - price of extension)
#pragma once
#include <functional>
#include <span>

#include "chengjie/place/district_model.h"

namespace chengjie::place::district {

struct RowPrices {
  std::vector<double> of;        // by row, integer points a unit, >= 0
  std::int64_t bound{};          // no plan has more
  std::vector<double> optimist;  // by choice: points and what pairs could add at the most
  int passes{};
};

struct RowPriceOptions {
  int passes{1'000};
  std::span<double const> start{};      // by row; empty: zero
  std::optional<std::int64_t> known{};  // the points of a plan
  std::function<bool()> enough{};
};

RowPrices find_row_prices(Model const&, RowPriceOptions const&);

// What these prices prove, rounded up beyond the error of the sums.
std::int64_t bound_of(Model const&, std::span<double const> optimist,
                      std::span<double const> prices);

// Points of a choice less what it uses at these prices.
double priced(Model const&, std::span<double const> points, std::span<double const> prices,
              int choice);

}  // namespace chengjie::place::district
