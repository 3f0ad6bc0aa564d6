// A multi-regional table made from a formula, of any size, the same everywhere: for tests, golden
// cases and benchmarks without files. Every number is a function of (seed, row, column).
#pragma once
#include <cstdint>
#include <vector>

#include "chengjie/economy/table.h"

namespace chengjie::economy {

double synthetic_unit(std::uint64_t seed, std::uint64_t i, std::uint64_t j);  // in [0, 1)

// Regions x sectors, by region then sector. Column sums of A lie in 0.35..0.70, a share `keep`
// of the cells across regions is not 0.
Matrix synthetic_coefficients(std::size_t regions, std::size_t sectors, double keep = 0.3);
Matrix synthetic_demand(std::size_t regions, std::size_t sectors);  // n x regions
// Four accounts: jobs, tax, wages, co2.
Matrix synthetic_accounts(std::vector<double> const& x);

}  // namespace chengjie::economy
