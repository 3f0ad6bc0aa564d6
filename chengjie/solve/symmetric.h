// The largest eigenvalues of a symmetric matrix that is only a product (Lanczos 1950, with full
// reorthogonalisation: Parlett, The Symmetric Eigenvalue Problem, 1980, ch. 13), and all of a small
// dense one (Jacobi 1846), which is the plain version.
#pragma once
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/solve/gmres.h"
#include "chengjie/solve/matrix.h"

namespace chengjie::solve {

struct EigenPair {
  double value{};
  std::vector<double> vector;  // of length 1
  double residual{};           // |S y - value y|
};

struct LanczosOptions {
  double residual_max{1e-13};
  int steps_max{1000};
};

// The largest eigenvalue orthogonal to `known` vectors (orthonormal, eigenvectors themselves).
// Not reached in steps_max: `limit`. The start vector is fixed, so the answer repeats.
Result<EigenPair> largest_eigen(Apply const&, std::size_t n,
                                std::vector<std::vector<double>> const& known,
                                LanczosOptions const& = {});

// All pairs, largest value first.
std::vector<EigenPair> jacobi_eigen(Matrix);

}  // namespace chengjie::solve
