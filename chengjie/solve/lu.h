// Dense linear systems by LU factors with partial pivoting (Golub & Van Loan, Matrix
// Computations, 4th ed. 2013, section 3.4), with an estimate of the condition number (Hager
// 1984; Higham 1988) and the residual that each answer has.
#pragma once
#include <span>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/solve/matrix.h"

namespace chengjie::solve {

struct Solution {
  std::vector<double> x;
  double residual{};  // max |b - M x| / max |b|; 0 when b is 0
};

class Lu {
 public:
  // Of a square matrix with finite numbers. A singular matrix is `infeasible`, one that is not
  // square or has a number that is not finite `bad_input`. 2/3 n^3 operations, two copies.
  static Result<Lu> of(Matrix);

  std::size_t size() const { return factors_.rows(); }
  Solution solve(std::span<double const> b) const;             // M x = b
  Solution solve_transposed(std::span<double const> b) const;  // M' x = b
  double condition() const;  // estimate of |M|_1 |M^-1|_1, from below, rarely off by 3

 private:
  Lu() = default;
  void factor();
  void substitute(std::span<double> x) const;
  void substitute_transposed(std::span<double> x) const;

  Matrix original_;
  Matrix factors_;                  // unit lower and upper, in place
  std::vector<std::size_t> pivot_;  // row taken at step k
  bool singular_{};
};

// The inverse, on request only: Gauss-Jordan by blocks with partial pivoting, in the place of M, so
// that one matrix and two narrow strips are all it needs. 2 n^3 operations. Errors as Lu::of.
Result<Matrix> inverse_of(Matrix m);

}  // namespace chengjie::solve
