#include "chengjie/economy/draws.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "chengjie/base/random.h"
#include "chengjie/economy/synthetic.h"

namespace chengjie::economy {
namespace {

double mean_of(Matrix const& m, std::size_t k) {
  auto sum = 0.0;
  for (std::size_t d = 0; d != m.rows(); ++d) { sum += m(d, k); }
  return sum / static_cast<double>(m.rows());
}

TEST_CASE("interval: linear between order statistics") {
  auto const i = interval({4, 2, 1, 3, 5});
  CHECK(i.mid == 3);
  CHECK(i.low == doctest::Approx(1.2));
  CHECK(i.high == doctest::Approx(4.8));
  CHECK(interval({7}).high == 7);
}

TEST_CASE("demand: one sector is lognormal, the mean stays, shared shocks do not cancel") {
  Matrix one(1, 1, 2.0);
  auto const got = demand_draws(one, {.mean = {100}, .spread = {0.3}, .count = 40'000, .seed = 5});
  REQUIRE(got);
  auto const i = intervals(*got)[0];
  CHECK(mean_of(*got, 0) == doctest::Approx(200).epsilon(0.01));
  CHECK(i.mid == doctest::Approx(200 * std::exp(-0.045)).epsilon(0.01));
  CHECK(i.high == doctest::Approx(200 * std::exp(-0.045 + 0.3 * 1.645)).epsilon(0.02));
  // 400 sectors with shocks of their own nearly cancel; a shared one stays.
  Matrix many(1, 400, 1.0);
  std::vector<double> const mean(400, 1.0), spread(400, 0.2), none(400, 0.0);
  auto const width = [&](std::vector<double> const& own, double shared) {
    auto const d = demand_draws(
        many, {.mean = mean, .spread = own, .shared = shared, .count = 4'000, .seed = 1});
    REQUIRE(d);
    auto const w = intervals(*d)[0];
    return (w.high - w.low) / w.mid;
  };
  CHECK(width(spread, 0) < 0.05);
  CHECK(width(none, 0.2) == doctest::Approx(2 * std::sinh(0.2 * 1.645)).epsilon(0.05));
  CHECK(width(none, 0) == 0);
}

TEST_CASE("demand: the answer of a draw hangs on the seed and its number alone") {
  Matrix effects(2, 3, 1.5);
  DemandDraws how{
      .mean = {1, 2, 3}, .spread = {0.1, 0, 0.4}, .shared = 0.1, .count = 600, .seed = 9};
  auto const all = demand_draws(effects, how);
  how.count = 255;
  auto const some = demand_draws(effects, how);
  REQUIRE(all);
  REQUIRE(some);
  for (std::size_t d = 0; d != 255; ++d) { CHECK((*all)(d, 1) == (*some)(d, 1)); }
  how.seed = 10;
  CHECK((*demand_draws(effects, how))(0, 0) != (*all)(0, 0));
}

TEST_CASE("a drawn table is solved, whatever the law: each draw agrees with solving it anew") {
  auto const a = synthetic_coefficients(1, 6);
  auto const stated = Leontief::of(a);
  REQUIRE(stated);
  std::vector<double> const f(6, 10.0);
  auto const x = stated->output(f).x;
  Matrix accounts(2, 6, 1.0);
  accounts(1, 2) = 0;
  for (auto const law : {TableDraws::Law::lognormal, TableDraws::Law::dirichlet}) {
    auto const got = table_draws(*stated, accounts, f, {.law = law, .spread = 0.05, .seed = 2});
    REQUIRE(got);
    CHECK(got->refused == 0);
    CHECK(got->stated[0] == doctest::Approx(solve::dot(accounts.row(0), x)));
    CHECK(mean_of(got->results, 0) == doctest::Approx(got->stated[0]).epsilon(0.01));
    CHECK(got->first_order_gap > 0);
    CHECK(got->first_order_gap < 0.05);
    auto const i = intervals(got->results)[0];
    CHECK(i.low < got->stated[0]);
    CHECK(i.high > got->stated[0]);
    CHECK(i.high / i.low < 1.3);
    auto const linear =
        table_draws(*stated, accounts, f, {.law = law, .spread = 0.05, .solved = false, .seed = 2});
    REQUIRE(linear);
    CHECK(linear->first_order_gap == 0);
    for (std::size_t d = 0; d != 20; ++d) {
      CHECK(linear->results(d, 0) == doctest::Approx(got->results(d, 0)).epsilon(0.05));
    }
  }
}

TEST_CASE("the spread of a drawn table is what was asked: the mean miss of a column") {
  // One sector that buys of itself: output f / (1 - a), so a = 1 - f / x is read back.
  for (auto const law : {TableDraws::Law::lognormal, TableDraws::Law::dirichlet}) {
    Matrix a(1, 1, 0.4);
    auto const stated = Leontief::of(a);
    REQUIRE(stated);
    auto const got = table_draws(*stated, Matrix(1, 1, 1.0), {1},
                                 {.law = law, .spread = 0.041, .count = 20'000, .seed = 3});
    REQUIRE(got);
    auto miss = 0.0;
    for (std::size_t d = 0; d != 20'000; ++d) {
      miss += std::abs(1 - 1 / got->results(d, 0) - 0.4) / 0.4 / 20'000;
    }
    CHECK(miss == doctest::Approx(0.041).epsilon(0.03));
  }
}

TEST_CASE("imports leak, and their share is drawn; without spread nothing moves") {
  auto const stated = Leontief::of(synthetic_coefficients(1, 4));
  REQUIRE(stated);
  std::vector<double> const f{1, 2, 3, 4};
  Matrix const accounts(1, 4, 1.0);
  TableDraws how{.spread = 0, .import_share = {0.1, 0.2, 0.3, 1}, .count = 50, .seed = 1};
  auto const still = table_draws(*stated, accounts, f, how);
  REQUIRE(still);
  for (std::size_t d = 0; d != 50; ++d) {
    CHECK(still->results(d, 0) == doctest::Approx(still->stated[0]).epsilon(1e-12));
  }
  CHECK(still->stated[0] < solve::dot(accounts.row(0), stated->output(f).x));
  how.import_spread = 0.3;
  how.demand_spread = {0.1, 0.1, 0.1, 0.1};
  how.count = 2'000;
  auto const moved = table_draws(*stated, accounts, f, how);
  REQUIRE(moved);
  auto const i = intervals(moved->results)[0];
  CHECK(i.low < still->stated[0]);
  CHECK(i.high > still->stated[0]);
}

TEST_CASE("a table on the edge: draws that are not productive are counted and drawn again") {
  Matrix a(2, 2);
  a(0, 1) = a(1, 0) = 0.93;
  auto const stated = Leontief::of(a);
  REQUIRE(stated);
  Matrix const accounts(1, 2, 1.0);
  auto const got =
      table_draws(*stated, accounts, {1, 1}, {.spread = 0.08, .count = 300, .seed = 4});
  REQUIRE(got);
  CHECK(got->refused > 0);
  for (std::size_t d = 0; d != 300; ++d) { CHECK(got->results(d, 0) > 0); }
  a(0, 1) = a(1, 0) = 0.999;
  auto const edge = Leontief::of(a);
  REQUIRE(edge);
  auto const none = table_draws(*edge, accounts, {1, 1}, {.spread = 1, .count = 20, .seed = 4});
  if (!none) { CHECK(none.error().code == Code::infeasible); }
}

TEST_CASE("draws refuse") {
  Matrix const effects(1, 2, 1.0);
  CHECK_FALSE(demand_draws(effects, {.mean = {1}, .spread = {0, 0}}));
  CHECK_FALSE(demand_draws(effects, {.mean = {1, 1}, .spread = {-0.1, 0}}));
  CHECK_FALSE(demand_draws(effects, {.mean = {1, std::nan("")}, .spread = {0, 0}}));
  CHECK_FALSE(demand_draws(effects, {.mean = {1, 1}, .spread = {0, 0}, .shared = 9}));
  CHECK_FALSE(demand_draws(effects, {.mean = {1, 1}, .spread = {0, 0}, .count = 0}));
  Matrix a(2, 2, 0.2);
  auto const stated = Leontief::of(a);
  REQUIRE(stated);
  CHECK_FALSE(table_draws(*stated, effects, {1}, {}));
  CHECK_FALSE(table_draws(*stated, effects, {1, 1}, {.spread = 2}));
  CHECK_FALSE(table_draws(*stated, effects, {1, 1}, {.import_share = {0.1, 1.2}}));
  CHECK_FALSE(table_draws(*stated, Matrix(1, 3), {1, 1}, {}));
  a(0, 0) = 0.95;
  auto const high = Leontief::of(a);
  REQUIRE(high);
  CHECK_FALSE(table_draws(*high, effects, {1, 1}, {.law = TableDraws::Law::dirichlet}));
}

}  // namespace
}  // namespace chengjie::economy
