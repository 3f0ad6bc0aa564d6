// The Leontief system (I - A) x = f and what is read from it by solves, never by an inverse:
// outputs, multipliers of type I and II, prices; and Ghosh's x' (I - B) = v'.
// Leontief 1936; Ghosh 1958; Miller & Blair 2009, ch. 2, 6.2, 12.
#pragma once
#include <string>
#include <vector>

#include "chengjie/economy/system.h"
#include "chengjie/economy/table.h"

namespace chengjie::economy {

// Of one account (wages, jobs, emissions ...): amount per unit of a sector's output, and all
// that one unit of final demand for its product brings, through every supplier.
struct Multipliers {
  std::vector<double> direct;
  std::vector<double> effect;
  std::vector<double> ratio;  // effect / direct, 0 where direct is 0
  double residual{};
};

class Leontief {
 public:
  // Of square non-negative coefficients. `infeasible` when the system is not productive (the
  // spectral radius of A is 1 or more: some sectors use up more than they make); a column sum over
  // 1 alone is no error. Negative coefficients are allowed.
  // `names` are the sectors' names for that sentence, or empty.
  static Result<Leontief> of(Matrix coefficients, std::vector<std::string> const& names = {},
                             OpenSystem::Options const& = {});

  std::size_t size() const { return system_.size(); }
  Matrix const& coefficients() const { return system_.coefficients(); }
  solve::Solution output(std::span<double const> demand) const { return system_.solve(demand); }
  // p' = p'A + v': the price of each product when primary inputs cost v per unit of output.
  solve::Solution price(std::span<double const> primary) const {
    return system_.solve_transposed(primary);
  }
  Multipliers multipliers(std::vector<double> per_unit) const;  // type I; ones give output
  // Of several accounts, one pass over the table a step for all of them.
  std::vector<Multipliers> multipliers_of(std::vector<std::vector<double>> per_unit) const;
  Result<Matrix> inverse() const { return system_.inverse(); }
  double condition() const { return system_.condition(); }
  double radius_bound() const { return system_.radius_bound(); }

 private:
  explicit Leontief(OpenSystem system) : system_(std::move(system)) {}
  OpenSystem system_;
};

// Households inside: they earn w_j per unit of output and spend c_i of each unit earned.
class TypeTwo {
 public:
  // `wages`: of each sector per unit of output; `spending`: shares of income by product.
  // `infeasible` when households' spending feeds itself without end.
  static Result<TypeTwo> of(Leontief const&, std::vector<double> wages,
                            std::vector<double> spending);

  // Households' own row counts `household` per unit of income: 0 is the truncated convention
  // (the sectors' rows only), 1 adds income to output.
  std::vector<double> effect(Multipliers const& type_one, double household = 0) const;
  // Output of all sectors for a final demand, households' spending included.
  std::vector<double> output(std::span<double const> demand) const;

 private:
  Leontief const* leontief_{};
  std::vector<double> wages_;
  std::vector<double> spending_;
  std::vector<double> income_;  // L'w: income per unit of final demand, first round
  double round_{};              // income that one unit of income brings
};

// The one of a supply-driven reading: x_j = sum_i v_i g_ij with B = x^-1 Z.
class Ghosh {
 public:
  static Result<Ghosh> of(Matrix output_coefficients, std::vector<std::string> const& names = {});
  solve::Solution output(std::span<double const> primary) const {
    return system_.solve_transposed(primary);
  }
  // i-th: all output that one unit of primary input of sector i reaches (G 1).
  std::vector<double> forward() const;

 private:
  explicit Ghosh(OpenSystem system) : system_(std::move(system)) {}
  OpenSystem system_;
};

}  // namespace chengjie::economy
