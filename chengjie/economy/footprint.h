// Accounts of a multi-regional table: who causes what along the chain (pymrio's definitions, so
// that results can be compared).
#pragma once
#include <vector>

#include "chengjie/economy/leontief.h"

namespace chengjie::economy {

// n = regions x sectors, by region then sector. `account` rows: stressors or factor inputs.
struct Footprints {
  Matrix per_output;   // S = F / x
  Matrix multipliers;  // M = S L
  Matrix production;   // D_pba: S times output, by producing region and sector
  Matrix consumption;  // D_cba: by consuming region and the product's sector, wherever it is made
  Matrix imports;      // D_imp: of D_cba, what arises in other regions
  Matrix exports;      // D_exp: of D_pba, what other regions' final demand causes
};

// `demand` is n x regions: final demand of each region summed over its categories. Solves: one for
// each account and region and one for each region; no inverse.
Footprints footprints(Leontief const&, std::size_t regions, Matrix const& account,
                      std::vector<double> const& x, Matrix const& demand);

// Gross trade: flows to other regions, intermediate and final, by region and sector of origin.
Matrix bilateral_trade(Matrix const& z, Matrix const& demand, std::size_t regions);

}  // namespace chengjie::economy
