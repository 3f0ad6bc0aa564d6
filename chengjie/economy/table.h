// Input-output tables: what one is, whether it balances, and its domestic part.
// Sectors are indices; flows are in the table's own money unit.
// Formulas: Leontief 1936; Miller & Blair, Input-Output Analysis, 2nd ed. 2009, ch. 2 and 12.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/solve/matrix.h"

namespace chengjie::economy {

using solve::Matrix;

struct Table {
  std::string name;  // "全国投入产出表 2020（27 部门）"
  int year{};
  std::string unit;                  // "万元"
  std::vector<std::string> codes;    // of the sectors
  std::vector<std::string> sectors;  // their names
  Matrix z;                          // n x n, who buys stands in the column
  std::vector<std::string> final_names;
  Matrix final_demand;                 // n x m
  std::optional<std::size_t> exports;  // which final column is exports
  std::vector<double> imports;         // n, positive; empty: z and final demand are domestic
  std::vector<std::string> value_added_names;
  Matrix value_added;     // k x n
  std::vector<double> x;  // n, total output

  std::size_t size() const { return x.size(); }
};

// How far rows and columns are from adding up to total output, as shares of it.
struct Balance {
  double row{};
  std::size_t row_sector{};
  double column{};
  std::size_t column_sector{};
};

// The shapes fit, every number is finite, no output or import is negative: else `bad_input`
// that names the sector.
Result<Done> check(Table const&);
Balance balance(Table const&);

// a_ij = z_ij / x_j and b_ij = z_ij / x_i, 0 where output is 0.
Matrix input_coefficients(Matrix const& z, std::vector<double> const& x);
Matrix output_coefficients(Matrix const& z, std::vector<double> const& x);
// s_j / x_j, 0 where output is 0.
std::vector<double> per_output(std::span<double const> amounts, std::vector<double> const& x);

// The part of a competitive table (imports inside) that is made at home, if every use of a
// product contains the same share of imports, exports none:
// m_i = imports_i / (intermediate_i + final_i - exports_i) within [0, 1]; z_d = (1-m) z,
// f_d = (1-m)(f - EX) + EX. What does not add up to total output (an error column, a share
// clipped at 1) is a last final column "residual". A domestic table comes back unchanged, m = 0.
struct Domestic {
  Table table;
  std::vector<double> import_share;  // m
  std::vector<std::size_t> clipped;  // sectors whose share was outside [0, 1]
};
Result<Domestic> domestic(Table const&);

}  // namespace chengjie::economy
