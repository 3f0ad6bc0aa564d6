// What a region does among other regions: quotients, closeness to industries it lacks, and how
// complex each industry is, from a table regions x industries (persons, or output).
// Balassa 1965; Hidalgo, Klinger, Barabasi & Hausmann 2007; Hidalgo & Hausmann 2009; computed by
// the room economy.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::choose {

struct SpaceCell {
  std::string region;
  std::string code;  // of the industry, any length; one table may hold several lengths
  double value{};    // >= 0
  std::string mark;
};

struct SpaceOptions {
  std::size_t regions_min;     // fewer say nothing of closeness
  std::size_t industries_min;  // likewise
};

struct SpaceIndustry {
  std::string code;
  double quotient{};                 // (x_cp / x_c) / (x_p / x); 0 the region has none of it
  std::optional<double> density;     // sum_q M_cq phi_qp / sum_q phi_qp, 0..1
  double nearer_than{};              // share of the industries the region lacks that are less dense
  std::optional<double> complexity;  // PCI, standardised over regions as economy does
  std::optional<double> complex_than;  // share of all industries that are less complex, 0..1
  std::string mark;                    // the region's own cell; "" when it has none
};

struct Space {
  std::vector<SpaceIndustry> industries;  // by code
  std::size_t regions{};
  std::size_t digits{};      // length of the codes that were used: those with the most cells
  std::string undetermined;  // why closeness or complexity is missing; empty when it is not
};

// not_found: the region has no row. bad_input: a negative number, one region and industry twice.
Result<Space> space_of(std::vector<SpaceCell> const&, std::string_view region, SpaceOptions const&);

// The industry that `code` belongs to: the one its first `digits` characters name; nullptr when
// there is none or `code` is shorter.
SpaceIndustry const* industry_of(Space const&, std::string_view code);

}  // namespace chengjie::choose
