#include "chengjie/economy/linkages.h"

#include <doctest/doctest.h>

#include "chengjie/base/random.h"

namespace chengjie::economy {
namespace {

struct Sample {
  Matrix z;
  std::vector<double> x;
};

Sample random_table(std::uint64_t seed, std::size_t n) {
  Random random(seed);
  Sample s{Matrix(n, n), std::vector<double>(n)};
  for (auto& v : s.z.cells()) { v = random.unit() < 0.3 ? 0 : random.unit(); }
  auto const rows = solve::sum_of_rows(s.z);
  auto const columns = solve::sum_of_columns(s.z);
  for (std::size_t i = 0; i != n; ++i) {
    s.x[i] = std::max(rows[i], columns[i]) * (1.1 + random.unit());
  }
  return s;
}

double total(std::vector<double> const& v) {
  auto sum = 0.0;
  for (auto const x : v) { sum += x; }
  return sum;
}

// The plain version: take the sector out, solve again, compare.
double without(Matrix a, std::vector<double> const& f, std::vector<double> const& x) {
  auto const system = Leontief::of(std::move(a));
  REQUIRE(system);
  return total(x) - total(system->output(f).x);
}

TEST_CASE("extraction of all sectors at once agrees with solving anew for each") {
  for (auto seed = std::uint64_t{0}; seed != 30; ++seed) {
    CAPTURE(seed);
    auto const n = 2 + seed % 7;
    auto const s = random_table(seed, n);
    auto const a = input_coefficients(s.z, s.x);
    auto const b = output_coefficients(s.z, s.x);
    auto const system = Leontief::of(a);
    auto const ghosh = Ghosh::of(b);
    REQUIRE(system);
    REQUIRE(ghosh);
    auto const whole = system->inverse();
    REQUIRE(whole);
    auto const& inverse = *whole;
    std::vector<double> diagonal(n), f(n), v(n);
    auto const rows = solve::sum_of_rows(s.z);
    auto const columns = solve::sum_of_columns(s.z);
    for (std::size_t i = 0; i != n; ++i) {
      diagonal[i] = inverse(i, i);
      f[i] = s.x[i] - rows[i];
      v[i] = s.x[i] - columns[i];
    }
    auto const got =
        extraction(s.z, s.x, diagonal, solve::sum_of_columns(inverse), ghosh->forward());
    for (std::size_t k = 0; k != n; ++k) {
      CAPTURE(k);
      auto gone = a;
      for (std::size_t i = 0; i != n; ++i) { gone(i, k) = 0; }
      CHECK(got.backward[k] == doctest::Approx(without(gone, f, s.x)).epsilon(1e-11));
      for (std::size_t j = 0; j != n; ++j) { gone(k, j) = 0; }
      gone(k, k) = a(k, k);
      CHECK(got.backward_total[k] == doctest::Approx(without(gone, f, s.x)).epsilon(1e-11));
      // Ghosh is Leontief of the transposed table with primary inputs for final demand.
      auto back = solve::transposed(b);
      for (std::size_t j = 0; j != n; ++j) { back(j, k) = 0; }
      CHECK(got.forward[k] == doctest::Approx(without(back, v, s.x)).epsilon(1e-11));
      for (std::size_t j = 0; j != n; ++j) { back(k, j) = 0; }
      back(k, k) = b(k, k);
      CHECK(got.forward_total[k] == doctest::Approx(without(back, v, s.x)).epsilon(1e-11));
    }
  }
}

TEST_CASE("a sector without output loses nothing, and no number is not a number") {
  Matrix z(2, 2);
  z(0, 0) = 1;
  std::vector<double> const x{4, 0};
  auto const system = Leontief::of(input_coefficients(z, x));
  REQUIRE(system);
  auto const whole = system->inverse();
  REQUIRE(whole);
  auto const& inverse = *whole;
  auto const got = extraction(z, x, {inverse(0, 0), inverse(1, 1)}, solve::sum_of_columns(inverse),
                              solve::sum_of_rows(inverse));
  CHECK(got.backward[1] == 0);
  CHECK(solve::all_finite(got.forward_total));
  auto const l = linkages(system->coefficients(), output_coefficients(z, x),
                          solve::sum_of_rows(inverse), inverse);
  CHECK(solve::all_finite(l.cv_backward));
  CHECK(l.key.size() == 2);
}

TEST_CASE("key_class") {
  CHECK(name_of(key_class(1, 1)) == "III");
  CHECK(name_of(key_class(1.2, 0.9)) == "IV");
  CHECK(name_of(key_class(0.9, 1.2)) == "II");
  CHECK(name_of(key_class(0.9, 0.99)) == "I");
}

}  // namespace
}  // namespace chengjie::economy
