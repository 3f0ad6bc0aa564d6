#include "chengjie/economy/leontief.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "chengjie/economy/synthetic.h"

namespace chengjie::economy {
namespace {

// The plain version: x = f + A f + A A f + ...
std::vector<double> by_rounds(Matrix const& a, std::vector<double> const& f, bool transposed) {
  auto x = f, round = f;
  for (auto k = 0; k != 500; ++k) {
    round = transposed ? solve::multiply_transposed(a, round) : solve::multiply(a, round);
    for (std::size_t i = 0; i != x.size(); ++i) { x[i] += round[i]; }
  }
  return x;
}

TEST_CASE("outputs and multipliers are what the rounds of spending add up to, small or large") {
  for (auto const dense_max : std::to_array<std::size_t>({300, 0})) {  // by factors, by iteration
    CAPTURE(dense_max);
    auto const a = synthetic_coefficients(3, 8);
    auto const system = Leontief::of(a, {}, {.dense_max = dense_max});
    REQUIRE(system);
    std::vector<double> f(24);
    for (std::size_t i = 0; i != 24; ++i) { f[i] = synthetic_unit(4, i, 0); }
    auto const x = system->output(f);
    auto const want = by_rounds(a, f, false);
    CHECK(x.residual < 1e-11);
    auto const m = system->multipliers_of({std::vector<double>(24, 1.0), f});
    auto const ones = by_rounds(a, std::vector<double>(24, 1.0), true);
    for (std::size_t i = 0; i != 24; ++i) {
      CHECK(x.x[i] == doctest::Approx(want[i]).epsilon(1e-11));
      CHECK(m[0].effect[i] == doctest::Approx(ones[i]).epsilon(1e-11));
      CHECK(m[1].effect[i] == doctest::Approx(m[1].ratio[i] * f[i]).epsilon(1e-11));
    }
    // What multipliers say of demand is what outputs say of it.
    CHECK(solve::dot(m[0].effect, f) ==
          doctest::Approx(solve::dot(x.x, std::vector<double>(24, 1.0))).epsilon(1e-11));
    auto const inverse = system->inverse();
    REQUIRE(inverse);
    CHECK(solve::multiply(*inverse, f)[3] == doctest::Approx(x.x[3]).epsilon(1e-11));
    CHECK(system->condition() > 1);
    CHECK(system->radius_bound() < 1);
  }
}

TEST_CASE("type two: the same as a table with a sector of households") {
  auto const a = synthetic_coefficients(1, 6);
  std::vector<double> wages(6), spending(6), f(6);
  for (std::size_t i = 0; i != 6; ++i) {
    wages[i] = 0.2 * synthetic_unit(11, i, 0);
    spending[i] = 0.3 * synthetic_unit(12, i, 0);
    f[i] = synthetic_unit(13, i, 0);
  }
  Matrix wide(7, 7);
  for (std::size_t i = 0; i != 6; ++i) {
    std::copy(a.row(i).begin(), a.row(i).end(), wide.row(i).begin());
    wide(i, 6) = spending[i];
    wide(6, i) = wages[i];
  }
  auto const open = Leontief::of(a);
  auto const closed = Leontief::of(wide);
  REQUIRE(open);
  REQUIRE(closed);
  auto const two = TypeTwo::of(*open, wages, spending);
  REQUIRE(two);
  auto const output = open->multipliers(std::vector<double>(6, 1.0));
  std::vector<double> truncated(7, 1.0), whole(7, 1.0), demand(7);
  truncated[6] = 0;
  std::copy(f.begin(), f.end(), demand.begin());
  auto const want = closed->price(truncated).x;
  auto const want_whole = closed->price(whole).x;
  auto const got = two->effect(output);
  auto const got_whole = two->effect(output, 1);
  auto const x = two->output(f);
  auto const want_x = closed->output(demand).x;
  for (std::size_t j = 0; j != 6; ++j) {
    CHECK(got[j] == doctest::Approx(want[j]).epsilon(1e-12));
    CHECK(got_whole[j] == doctest::Approx(want_whole[j]).epsilon(1e-12));
    CHECK(x[j] == doctest::Approx(want_x[j]).epsilon(1e-12));
  }
  CHECK_FALSE(TypeTwo::of(*open, std::vector<double>(6, 0.9), std::vector<double>(6, 0.5)));
}

TEST_CASE("Ghosh: forward linkage is G = x^-1 L x, summed by rows") {
  auto const a = synthetic_coefficients(1, 7);
  auto const open = Leontief::of(a);
  REQUIRE(open);
  std::vector<double> const x = open->output(std::vector<double>(7, 5.0)).x;
  Matrix z = a;
  for (std::size_t i = 0; i != 7; ++i) {
    for (std::size_t j = 0; j != 7; ++j) { z(i, j) *= x[j]; }
  }
  auto const ghosh = Ghosh::of(output_coefficients(z, x));
  auto const inverse = open->inverse();
  REQUIRE(ghosh);
  REQUIRE(inverse);
  auto const sums = solve::multiply(*inverse, x);
  auto const forward = ghosh->forward();
  for (std::size_t i = 0; i != 7; ++i) { CHECK(forward[i] == doctest::Approx(sums[i] / x[i])); }
}

TEST_CASE("a system that cannot produce is told, a column above 1 alone is not") {
  Matrix fine(2, 2);
  fine(0, 1) = 1.5;  // spectral radius 0
  auto const good = Leontief::of(fine);
  REQUIRE(good);
  CHECK(good->output(std::vector<double>{1, 1}).x[0] == doctest::Approx(2.5));
  for (auto const dense_max : std::to_array<std::size_t>({300, 0})) {
    Matrix bad(2, 2, 0.6);
    auto const refused = Leontief::of(bad, {"甲", "乙"}, {.dense_max = dense_max});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::infeasible);
    CHECK(refused.error().what.find("1.200") != std::string::npos);
    CHECK(refused.error().what.find("甲") != std::string::npos);
    Matrix edge(2, 2, 0.5);  // radius exactly 1
    CHECK_FALSE(Leontief::of(edge, {}, {.dense_max = dense_max}));
  }
  Matrix nan(1, 1, std::nan(""));
  CHECK(Leontief::of(nan).error().code == Code::bad_input);
  CHECK(Leontief::of(Matrix{}).error().code == Code::bad_input);
  CHECK(Leontief::of(Matrix(2, 3)).error().code == Code::bad_input);
}

TEST_CASE("sectors without any flow have multiplier 1 and no direct account") {
  auto const system = Leontief::of(Matrix(3, 3));
  REQUIRE(system);
  auto const m = system->multipliers({0, 1, 2});
  CHECK(m.effect == std::vector<double>{0, 1, 2});
  CHECK(m.ratio == std::vector<double>{0, 1, 1});
}

TEST_CASE("negative coefficients are solved where the system is regular") {
  Matrix a(2, 2, 0.1);
  a(0, 1) = -0.3;
  auto const system = Leontief::of(a, {}, {.dense_max = 0});
  REQUIRE(system);
  CHECK(system->output(std::vector<double>{1, 2}).residual < 1e-14);
  CHECK(system->radius_bound() < 1);
  CHECK(system->condition() > 1);
}

TEST_CASE("with negative coefficients too, a spectral radius of 1 or more is told") {
  struct Row {
    double own, cross, back;  // a_11 = a_22, a_12, a_21
    bool fine;
  };
  // Eigenvalues own +- sqrt(cross * back), complex when one of the two is negative.
  for (auto const& row :
       {Row{0.5, -0.9, 0.9, false}, Row{0.5, -0.8, 0.8, true}, Row{-1.2, 0, 0, false},
        Row{-0.9, 50, 0, true}, Row{0.5, -0.5, -0.6, false}, Row{0.5, -0.4, -0.6, true}}) {
    CAPTURE(row.own);
    CAPTURE(row.cross);
    Matrix a(2, 2, row.own);
    a(0, 1) = row.cross;
    a(1, 0) = row.back;
    auto const got = Leontief::of(a);
    CHECK(got.ok() == row.fine);
    if (!got) { CHECK(got.error().code == Code::infeasible); }
  }
}

}  // namespace
}  // namespace chengjie::economy
