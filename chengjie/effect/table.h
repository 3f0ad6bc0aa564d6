// From the national table to what this room's engines take: plain numbers of one sector, and how
// far they are to be trusted.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/economy/national.h"
#include "chengjie/economy/quotients.h"
#include "chengjie/effect/project.h"

namespace chengjie::effect {

using solve::Matrix;

// What the engines need beside economy::Brings, solved once.
struct Operators {
  Matrix coefficients;  // A_d = (I - m) A, n x n
  Matrix inverse;       // L of it
  // Type II less type I by sector, households' own row not counted ("truncated"); empty where the
  // table has no labour income or no household spending, and then `lacks` says so.
  std::vector<double> induced_output, induced_value_added, induced_tax, induced_jobs;
  std::string convention;  // of type II, in words
  std::string lacks;
};
// Households spend what they spend in the table, per CNY of all labour income of the table, each
// product's share (1 - m) at home (Miller & Blair 2009, 2.5 and 6.2).
Result<Operators> operators_of(economy::National const&, economy::Brings const&);

// How far the supplier effect of a sector (multiplier less 1) would move if the table were a little
// wrong: 5, 50 and 95 % of drawn over stated. Cells: every a_ij times exp(sd z), z apart; imports:
// every m_i times exp(sd z), z by product, at most 1. The multiplier of each draw is exact: it
// solves m = m0 + L'(dA' m) by rounds, a solve each.
struct TableError {
  std::vector<Range> cells, imports;  // by sector
};
struct TableErrorOptions {
  std::uint64_t seed{};
  int draws{200};
  double cell_sd{0.05};   // the table of 2018, carried to 2020 by RAS, missed by 4.1 % on average
  double import_sd{0.2};  // all users of a product are taken to import the same share of it
};
Result<TableError> table_error(economy::National const&, economy::Brings const&, Operators const&,
                               TableErrorOptions const&);

// Jobs by sector of the table in the district and in its city; what of a project's supplier effect
// stays there, by Flegg's quotient at delta 0.1, 0.3 and 0.5 (the range; 0.5 keeps least).
struct RegionJobs {
  std::vector<double> district, city;  // empty: not known
};
struct Stays {
  std::vector<Range> district, city;  // by sector: share of the supplier effect, city with district
};
Result<Stays> stays_of(economy::National const&, Operators const&, RegionJobs const&);

// `sector` is an index of the table (economy::sector_of); `mark` names the table as a source.
Coefficients coefficients_of(economy::National const&, economy::Brings const&, std::size_t sector,
                             std::string mark, SourceKind source = SourceKind::document);
// The same with type II and the table's errors.
Coefficients coefficients_of(economy::National const&, economy::Brings const&, Operators const&,
                             TableError const&, std::size_t sector, std::string mark,
                             SourceKind source = SourceKind::document);

}  // namespace chengjie::effect
