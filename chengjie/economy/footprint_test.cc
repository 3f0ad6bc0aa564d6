#include "chengjie/economy/footprint.h"

#include <doctest/doctest.h>

#include "chengjie/economy/synthetic.h"

namespace chengjie::economy {
namespace {

double total(Matrix const& m) {
  auto sum = 0.0;
  for (auto const v : m.cells()) { sum += v; }
  return sum;
}

TEST_CASE("what is caused is what is consumed; exports of all are imports of all") {
  constexpr std::size_t kRegions = 4, kSectors = 5;
  auto const a = synthetic_coefficients(kRegions, kSectors, 0.6);
  auto const demand = synthetic_demand(kRegions, kSectors);
  auto const leontief = Leontief::of(a);
  REQUIRE(leontief);
  auto const x = leontief->output(solve::sum_of_rows(demand)).x;
  auto const accounts = synthetic_accounts(x);
  auto const f = footprints(*leontief, kRegions, accounts, x, demand);
  CHECK(total(f.consumption) == doctest::Approx(total(accounts)).epsilon(1e-11));
  CHECK(total(f.production) == doctest::Approx(total(accounts)).epsilon(1e-11));
  CHECK(total(f.exports) == doctest::Approx(total(f.imports)).epsilon(1e-11));
  CHECK(total(f.exports) > 0);
  for (std::size_t r = 0; r != kRegions; ++r) {  // region by region: cba = pba - exports + imports
    auto balance = 0.0, scale = 0.0;
    for (auto j = r * kSectors; j != (r + 1) * kSectors; ++j) {
      balance += f.consumption(0, j) - f.production(0, j) + f.exports(0, j) - f.imports(0, j);
      scale += f.production(0, j);
    }
    CHECK(std::abs(balance) < 1e-11 * scale);
  }
  Matrix z = a;
  for (std::size_t i = 0; i != x.size(); ++i) {
    for (std::size_t j = 0; j != x.size(); ++j) { z(i, j) *= x[j]; }
  }
  auto const trade = bilateral_trade(z, demand, kRegions);
  for (std::size_t i = 0; i != x.size(); ++i) {
    CHECK(trade(i, i / kSectors) == 0);
    auto own = demand(i, i / kSectors);
    for (auto const v : z.row(i).subspan(i / kSectors * kSectors, kSectors)) { own += v; }
    auto out = own;
    for (auto const v : trade.row(i)) { out += v; }
    CHECK(out == doctest::Approx(x[i]).epsilon(1e-11));
  }
}

}  // namespace
}  // namespace chengjie::economy
