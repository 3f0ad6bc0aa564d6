// The numbers of docs/methods/economy.md, computed there by hand: the page and the engine agree.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "chengjie/economy/ario.h"
#include "chengjie/economy/balancing.h"
#include "chengjie/economy/complexity.h"
#include "chengjie/economy/linkages.h"
#include "chengjie/economy/quotients.h"
#include "chengjie/economy/shift_share.h"

namespace chengjie::economy {
namespace {

using Column = std::vector<double>;

Matrix matrix(std::initializer_list<Column> rows) {
  Matrix out(rows.size(), rows.begin()->size());
  std::size_t i = 0;
  for (auto const& row : rows) { std::ranges::copy(row, out.row(i++).begin()); }
  return out;
}

bool near(std::span<double const> got, Column const& want, double off = 6e-5) {
  auto same = got.size() == want.size();
  for (std::size_t i = 0; same && i != want.size(); ++i) {
    same = std::abs(got[i] - want[i]) <= off * std::max(1.0, std::abs(want[i]));
  }
  return same;
}

Table example() {
  Table t;
  t.codes = t.sectors = {"制造", "服务"};
  t.z = matrix({{60, 40}, {20, 40}});
  t.final_names = {"居民消费", "出口"};
  t.final_demand = matrix({{60, 80}, {120, 20}});
  t.exports = 1;
  t.imports = {40, 0};
  t.value_added_names = {"劳动者报酬", "其余增加值"};
  t.value_added = matrix({{60, 80}, {60, 40}});
  t.x = {200, 200};
  return t;
}

TEST_CASE("worked example 1: domestic part, multipliers, households, linkages, extraction") {
  auto const t = example();
  CHECK(balance(t).row == 0);
  CHECK(balance(t).column == 0);
  auto const home = domestic(t);
  REQUIRE(home);
  CHECK(home->import_share == Column{0.25, 0});
  auto const a = input_coefficients(home->table.z, t.x);
  CHECK(near(a.cells(), {0.225, 0.15, 0.1, 0.2}));
  auto const leontief = Leontief::of(a);
  REQUIRE(leontief);
  CHECK(near(leontief->output(Column{125, 140}).x, {200, 200}));
  CHECK(near(leontief->output(Column{10, 0}).x, {13.2231, 1.6529}));
  auto const l = leontief->inverse();
  REQUIRE(l);
  CHECK(near(l->cells(), {1.3223, 0.2479, 0.1653, 1.2810}));
  auto const output = leontief->multipliers({1, 1});
  CHECK(near(output.effect, {1.4876, 1.5289}));
  auto const wages = leontief->multipliers({0.3, 0.4});
  CHECK(near(wages.effect, {0.4628, 0.5868}));
  CHECK(near(wages.ratio, {1.5427, 1.4669}));
  auto const closed = TypeTwo::of(*leontief, {0.3, 0.4}, {45.0 / 140, 120.0 / 140});
  REQUIRE(closed);
  CHECK(near(closed->effect(output), {3.8644, 4.5424}));
  CHECK(near(closed->effect(output, 1), {5.1932, 6.2271}));
  CHECK(near(leontief->price(Column{135.0 / 200, 130.0 / 200}).x, {1, 1}));
  auto const b = output_coefficients(home->table.z, t.x);
  auto const ghosh = Ghosh::of(b);
  REQUIRE(ghosh);
  CHECK(near(ghosh->forward(), {1.5702, 1.4463}));
  auto const links = linkages(a, b, ghosh->forward(), *l);
  CHECK(near(links.backward_total_norm, {0.9863, 1.0137}));
  CHECK(near(links.forward_total_norm, {1.0411, 0.9589}));
  CHECK(near(links.cv_backward, {1.0999, 0.9555}));
  CHECK(links.key == std::vector<KeyClass>{KeyClass::forward, KeyClass::backward});
  auto const gone =
      extraction(home->table.z, t.x, {(*l)(0, 0), (*l)(1, 1)}, output.effect, ghosh->forward());
  CHECK(near(gone.backward, {73.75, 82.5806}));
  CHECK(near(gone.forward, {86.25, 69.6774}));
  CHECK(near(gone.backward_total, {63.7097, 63.7097}));
}

TEST_CASE("worked example 2: a region by location quotients") {
  Sizes const sizes{{30, 10}, {400, 600}};
  auto const a = matrix({{0.3, 0.2}, {0.1, 0.2}});
  CHECK(near(location_quotients(sizes), {1.875, 0.4167}));
  CHECK(region_size_factor(sizes, 0.3) == doctest::Approx(0.4225).epsilon(1e-4));
  auto const flq = regional_coefficients(a, sizes, Quotient::flq, 0.3);
  CHECK(near(flq.cells(), {0.2376, 0.2, 0.0094, 0.0352}));
  auto const leontief = Leontief::of(flq);
  REQUIRE(leontief);
  CHECK(near(leontief->multipliers({1, 1}).effect, {1.3279, 1.3118}));
  auto const aflq = regional_coefficients(a, sizes, Quotient::aflq, 0.3);
  CHECK(near(aflq.cells(), {0.3621, 0.2, 0.0143, 0.0352}));
  auto const rlq = regional_coefficients(a, sizes, Quotient::rlq);
  CHECK(near(rlq.cells(), {0.3, 0.2, 0.1 * 0.2735, 0.2 * 0.8292}));
}

TEST_CASE("worked example 3: RAS and GRAS") {
  auto const fitted = ras(matrix({{60, 40}, {20, 40}}), {110, 70}, {90, 90});
  REQUIRE(fitted);
  CHECK(near(fitted->x.cells(), {66.4188, 43.5812, 23.5812, 46.4188}));
  auto const signs = gras(matrix({{7, 3, -3}, {2, 9, 1}}), {8, 13}, {9, 13, -1});
  REQUIRE(signs);
  CHECK(near(signs->x.cells(), {7.0170, 3.2767, -2.2937, 1.9830, 9.7233, 1.2937}));
}

TEST_CASE("worked example 4: complexity of four places") {
  auto const m = presence(matrix({{1, 1, 1, 1}, {1, 1, 1, 0}, {1, 0, 0, 0}, {1, 0, 0, 1}}), 1);
  auto const index = complexity(m);
  REQUIRE(index);
  CHECK(index->second_eigenvalue == doctest::Approx(0.3125));
  CHECK(index->third_eigenvalue == doctest::Approx(1.0 / 6));
  CHECK(near(index->eci, {0.5681, 1.3255, -0.6943, -1.1993}));
  CHECK(near(index->pci, {-0.6943, 2.3354, 2.3354, -1.7042}));
  auto const o = outlook(m, proximity(m), index->product_weight);
  CHECK(o.density(1, 0) == doctest::Approx(0.8));
}

TEST_CASE("worked example 5: shift-share") {
  auto const s = shift_share({100, 300}, {150, 270}, {4000, 6000}, {5200, 5400});
  REQUIRE(s);
  CHECK(near(s->national, {6, 18}));
  CHECK(near(s->mix, {24, -48}));
  CHECK(near(s->regional, {20, 0}));
  CHECK(s->homothetic_regional == doctest::Approx(32));
  CHECK(s->allocation == doctest::Approx(-12));
}

TEST_CASE("worked example 6: one sector loses a tenth of its capital") {
  ArioModel m;
  m.z = Matrix(1, 1, 146);
  m.demand = Matrix(1, 1, 219);
  m.x = {365};
  m.sectors = 1;
  CHECK(ario_capital(m) == Column{876});
  ArioEvent e;
  e.loss = {87.6};
  e.duration = 5;
  e.tau = 10;
  Column made, left;
  REQUIRE(ario(m, e, 10, [&](ArioStep const& s) {
    made.push_back(s.production[0]);
    left.push_back(s.capital_to_recover[0]);
  }));
  CHECK(made[0] == doctest::Approx(1));
  CHECK(made[1] == doctest::Approx(0.9));
  CHECK(left[7] == doctest::Approx(87.6));
  CHECK(left[8] == doctest::Approx(78.8));  // rounded as the unit asks: one decimal
}

}  // namespace
}  // namespace chengjie::economy
