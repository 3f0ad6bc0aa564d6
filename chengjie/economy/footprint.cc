#include "chengjie/economy/footprint.h"

namespace chengjie::economy {
namespace {

// Row k of M = S L for an S whose columns of region `without` are 0.
std::vector<double> outside(Leontief const& leontief, std::span<double const> per_output,
                            std::size_t without, std::size_t sectors) {
  std::vector<double> s(per_output.begin(), per_output.end());
  for (auto i = without * sectors; i != (without + 1) * sectors; ++i) { s[i] = 0; }
  return leontief.price(s).x;
}

// The part of the row m that demand of region r for each sector's products uses.
void by_product(std::span<double> out, std::span<double const> m, Matrix const& demand,
                std::size_t r, std::size_t regions, std::size_t sectors) {
  for (std::size_t q = 0; q != regions; ++q) {
    for (std::size_t s = 0; s != sectors; ++s) {
      out[r * sectors + s] += m[q * sectors + s] * demand(q * sectors + s, r);
    }
  }
}

}  // namespace

Footprints footprints(Leontief const& leontief, std::size_t regions, Matrix const& account,
                      std::vector<double> const& x, Matrix const& demand) {
  auto const n = leontief.size();
  CJ_CHECK(regions > 0 && n % regions == 0 && account.columns() == n && x.size() == n);
  CJ_CHECK(demand.rows() == n && demand.columns() == regions);
  auto const sectors = n / regions;
  auto const k = account.rows();
  Matrix const empty(k, n);
  Footprints out{empty, empty, empty, empty, empty, empty};
  for (std::size_t a = 0; a != k; ++a) {
    auto const s = per_output(account.row(a), x);
    auto const m = leontief.price(s).x;
    std::copy(s.begin(), s.end(), out.per_output.row(a).begin());
    std::copy(m.begin(), m.end(), out.multipliers.row(a).begin());
    for (std::size_t r = 0; r != regions; ++r) {
      by_product(out.consumption.row(a), m, demand, r, regions, sectors);
      by_product(out.imports.row(a), outside(leontief, s, r, sectors), demand, r, regions, sectors);
    }
  }
  std::vector<double> made(n), exported(n);
  for (std::size_t r = 0; r != regions; ++r) {
    std::vector<double> f(n);
    for (std::size_t i = 0; i != n; ++i) { f[i] = demand(i, r); }
    auto const output = leontief.output(f).x;
    for (std::size_t i = 0; i != n; ++i) {
      made[i] += output[i];
      if (i / sectors != r) { exported[i] += output[i]; }
    }
  }
  for (std::size_t a = 0; a != k; ++a) {
    for (std::size_t i = 0; i != n; ++i) {
      out.production(a, i) = out.per_output(a, i) * made[i];
      out.exports(a, i) = out.per_output(a, i) * exported[i];
    }
  }
  return out;
}

Matrix bilateral_trade(Matrix const& z, Matrix const& demand, std::size_t regions) {
  auto const n = z.rows();
  auto const sectors = n / regions;
  Matrix out(n, regions);
  for (std::size_t i = 0; i != n; ++i) {
    for (std::size_t r = 0; r != regions; ++r) {
      if (i / sectors == r) { continue; }
      auto sum = demand(i, r);
      for (auto const v : z.row(i).subspan(r * sectors, sectors)) { sum += v; }
      out(i, r) = sum;
    }
  }
  return out;
}

}  // namespace chengjie::economy
