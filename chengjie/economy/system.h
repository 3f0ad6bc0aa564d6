// The open system (I - A): by LU factors when it is small or has negative numbers, by GMRES on A
// itself when it is large, so that a table of 10,000 sectors costs one matrix and a dozen passes.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/solve/lu.h"

namespace chengjie::economy {

class OpenSystem {
 public:
  struct Options {
    std::size_t dense_max{300};  // sectors up to which LU is used
    double residual_max{1e-12};
  };
  // `infeasible` when the spectral radius is 1 or more, naming the worst sector: for A >= 0 by
  // Hawkins & Simon 1949 ((I - A) x = 1 has a positive solution exactly when it is under 1; column
  // sums under 1 show it too), with negative cells by powers of A. `bad_input` for numbers that are
  // not finite.
  static Result<OpenSystem> of(solve::Matrix a, std::vector<std::string> const& names,
                               Options const&);

  std::size_t size() const { return a_.rows(); }
  solve::Matrix const& coefficients() const { return a_; }
  // (I - A) x = b and (I - A)' x = b, each right side with its own residual. The answer's residual
  // is computed from A and told; it is never assumed.
  solve::Solution solve(std::span<double const> b) const;
  solve::Solution solve_transposed(std::span<double const> b) const;
  // Several right sides, one after the other in `b`, in one pass over A a step.
  std::vector<solve::Solution> solve_transposed_many(std::span<double const> b) const;
  Result<solve::Matrix> inverse() const;
  double condition() const;  // |I - A|_1 |(I - A)^-1|_1; exact for A >= 0
  double radius_bound() const { return radius_bound_; }  // rho(A) is at most this

 private:
  explicit OpenSystem(solve::Matrix a) : a_(std::move(a)) {}
  std::vector<solve::Solution> run(std::span<double const> b, bool transposed) const;

  solve::Matrix a_;
  Options options_;
  std::optional<solve::Lu> lu_;
  double radius_bound_{1};
  bool negative_{};
};

}  // namespace chengjie::economy
