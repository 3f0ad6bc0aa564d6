// Linear systems whose matrix is only a product: restarted GMRES (Saad & Schultz 1986), for several
// right sides in step, so that one pass over the operator serves all of them.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::solve {

// out = M in for `vectors` vectors that lie one after the other.
using Apply =
    std::function<void(std::span<double const> in, std::span<double> out, std::size_t vectors)>;

struct KrylovOptions {
  double residual_max{1e-12};  // |b - M x|_2 / |b|_2 of each right side
  int steps_max{400};          // products in all
  int basis_max{40};           // vectors kept before a restart
};

struct KrylovSolution {
  std::vector<double> x;  // as b
  double residual{};      // the worst of the right sides, computed anew from x
  int steps{};            // products with M
};

// `b` holds b.size() / n right sides of length n. Not reached within steps_max: `limit`, with the
// residual that was reached; a number that is not finite: `bad_input`.
Result<KrylovSolution> gmres(Apply const&, std::size_t n, std::span<double const> b,
                             KrylovOptions const&);

}  // namespace chengjie::solve
