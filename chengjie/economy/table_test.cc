#include "chengjie/economy/table.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

namespace chengjie::economy {
namespace {

// Two sectors, imports inside: the first imports 20 of the 100 used at home.
Table sample() {
  Table t;
  t.codes = {"1", "2"};
  t.sectors = {"甲", "乙"};
  t.z = Matrix(2, 2);
  t.z(0, 0) = 10;
  t.z(0, 1) = 40;
  t.z(1, 0) = 30;
  t.z(1, 1) = 20;
  t.final_names = {"home", "EX"};
  t.final_demand = Matrix(2, 2);
  t.final_demand(0, 0) = 50;
  t.final_demand(0, 1) = 20;
  t.final_demand(1, 0) = 70;
  t.final_demand(1, 1) = 30;
  t.exports = 1;
  t.imports = {20, 0};
  t.value_added_names = {"v"};
  t.value_added = Matrix(1, 2);
  t.value_added(0, 0) = 60;
  t.value_added(0, 1) = 90;
  t.x = {100, 150};
  return t;
}

TEST_CASE("balance: rows with imports taken off, columns with value added") {
  auto t = sample();
  CHECK(balance(t).row == 0);
  CHECK(balance(t).column == 0);
  t.final_demand(1, 0) = 85;
  CHECK(balance(t).row == doctest::Approx(0.1));
  CHECK(balance(t).row_sector == 1);
}

TEST_CASE("domestic: the import share of home uses, exports free of it, the rest in a residual") {
  auto const got = domestic(sample());
  REQUIRE(got);
  CHECK(got->import_share[0] == doctest::Approx(0.2));
  CHECK(got->import_share[1] == 0);
  CHECK(got->clipped.empty());
  CHECK(got->table.z(0, 1) == doctest::Approx(32));
  CHECK(got->table.final_demand(0, 0) == doctest::Approx(40));
  CHECK(got->table.final_demand(0, 1) == 20);
  CHECK(got->table.final_names.back() == "residual");
  CHECK(std::abs(got->table.final_demand(0, 2)) < 1e-12);
  CHECK(balance(got->table).row < 1e-15);
}

TEST_CASE("domestic: a share above 1 is clipped, named and left in the residual") {
  auto t = sample();
  t.imports[0] = 130;
  auto const got = domestic(t);
  REQUIRE(got);
  CHECK(got->import_share[0] == 1);
  CHECK(got->clipped == std::vector<std::size_t>{0});
  CHECK(balance(got->table).row < 1e-15);
  CHECK(got->table.final_demand(0, 2) == doctest::Approx(80));
}

TEST_CASE("coefficients: a sector without output has zeros, not infinities") {
  auto t = sample();
  t.x[1] = 0;
  auto const a = input_coefficients(t.z, t.x);
  auto const b = output_coefficients(t.z, t.x);
  CHECK(solve::all_finite(a.cells()));
  CHECK(solve::all_finite(b.cells()));
  CHECK(a(0, 1) == 0);
  CHECK(b(1, 0) == 0);
  CHECK(per_output(t.value_added.row(0), t.x)[1] == 0);
}

TEST_CASE("check refuses what is no table, naming the place") {
  auto changed = [](auto change) {
    auto t = sample();
    change(t);
    return check(t);
  };
  CHECK(check(sample()));
  CHECK_FALSE(check(Table{}));
  CHECK_FALSE(changed([](Table& t) { t.x.push_back(1); }));
  CHECK_FALSE(changed([](Table& t) { t.z(0, 0) = std::numeric_limits<double>::quiet_NaN(); }));
  CHECK_FALSE(changed([](Table& t) { t.exports = 7; }));
  auto const negative = changed([](Table& t) { t.x[1] = -1; });
  REQUIRE_FALSE(negative);
  CHECK(negative.error().what.find("乙") != std::string::npos);
  CHECK_FALSE(changed([](Table& t) { t.imports[0] = -5; }));
  // Negative value added happens (a year of losses) and is no error.
  CHECK(changed([](Table& t) { t.value_added(0, 0) = -60; }));
}

}  // namespace
}  // namespace chengjie::economy
