// A table fitted to new row and column sums. RAS: Stone 1961. GRAS, with negative cells: Junius &
// Oosterhaven 2003; Lenzen, Wood & Gallego 2007; Temurshoev, Miller & Bouwmeester 2013.
#pragma once
#include <string>
#include <vector>

#include "chengjie/economy/table.h"

namespace chengjie::economy {

struct BalancingOptions {
  double error_max{1e-12};      // of a row or column sum, relative to the largest
  double error_accepted{1e-9};  // when margins in file are rounded and no step helps any more
  int rounds_max{20'000};
  std::vector<std::string> rows;  // names, for errors
  std::vector<std::string> columns;
};

struct Balanced {
  Matrix x;
  std::vector<double> r, s;  // multipliers of rows and columns
  int rounds{};
  double error{};  // the worst row or column sum, relative to the largest
};

// `row_sums` and `column_sums` are what the result must add up to. What cannot be met is
// `infeasible` and names the row or column and by how much: sums that differ in total, a row that
// should be positive with no positive cell, one that does not converge. RAS refuses negative cells
// and sums (`bad_input`).
Result<Balanced> ras(Matrix const& a0, std::vector<double> const& row_sums,
                     std::vector<double> const& column_sums, BalancingOptions const& = {});
Result<Balanced> gras(Matrix const& a0, std::vector<double> const& row_sums,
                      std::vector<double> const& column_sums, BalancingOptions const& = {});

}  // namespace chengjie::economy
