// A region's table from the nation's by location quotients.
// Flegg, Webber & Elliott 1995; Flegg & Webber 1997, 2000; Round 1978.
#pragma once
#include <string>
#include <vector>

#include "chengjie/economy/table.h"

namespace chengjie::economy {

// Employment (or output) of each sector in the region and in the nation.
struct Sizes {
  std::vector<double> region;
  std::vector<double> nation;
};
// Negative numbers, or a region larger than its nation in all: `bad_input`.
Result<Done> check(Sizes const&, std::vector<std::string> const& names = {});

// x/0 := 0 throughout.
std::vector<double> location_quotients(Sizes const&);             // SLQ_i
Matrix cross_industry_quotients(std::vector<double> const& slq);  // SLQ_i / SLQ_j, as it is
double region_size_factor(Sizes const&, double delta);            // [log2(1 + e^r/e^n)]^delta

// r_ij = a_ij min(q_ij, 1). FLQ's delta is a parameter to sweep, never a constant of nature; AFLQ
// lets a specialised buyer (SLQ_j > 1) buy more at home, by log2(1 + SLQ_j).
enum class Quotient { slq, cilq, rlq, flq, aflq };
Matrix regional_coefficients(Matrix const& national, Sizes const&, Quotient, double delta = 0.3);

}  // namespace chengjie::economy
