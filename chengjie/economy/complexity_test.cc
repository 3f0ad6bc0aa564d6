#include "chengjie/economy/complexity.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "chengjie/economy/relatedness.h"
#include "chengjie/economy/synthetic.h"
#include "chengjie/solve/symmetric.h"

namespace chengjie::economy {
namespace {

Matrix trade(std::size_t places, std::size_t products, std::uint64_t seed) {
  Matrix v(places, products);
  for (std::size_t c = 0; c != places; ++c) {
    for (std::size_t p = 0; p != products; ++p) {
      auto const chance =
          1 / (1 + std::exp(-6 * (synthetic_unit(seed, c, 0) - synthetic_unit(seed + 1, p, 0))));
      v(c, p) =
          synthetic_unit(seed + 2, c, p) < chance ? 1 + 9 * synthetic_unit(seed + 3, c, p) : 0;
    }
  }
  return v;
}

double has(Presence const& m, std::size_t c, std::size_t p) {
  auto const& list = m.of_place[c];
  return std::find(list.begin(), list.end(), p) != list.end() ? 1 : 0;
}

TEST_CASE("ECI is the second eigenvector of the matrix it is defined by, from either side") {
  struct Row {
    std::size_t places, products;
  };
  for (auto const& row : std::to_array<Row>({{12, 30}, {30, 12}, {20, 20}})) {
    for (auto seed = std::uint64_t{40}; seed != 50; ++seed) {
      CAPTURE(seed);
      auto const rca = revealed_advantage(trade(row.places, row.products, seed));
      REQUIRE(rca);
      auto const m = presence(*rca);
      auto const got = complexity(m);
      REQUIRE(got);
      if (!got->undetermined.empty()) { continue; }
      auto const n = m.places;
      Matrix s(n, n);
      for (std::size_t a = 0; a != n; ++a) {
        for (std::size_t b = 0; b != n; ++b) {
          for (std::size_t p = 0; p != m.products; ++p) {
            if (m.ubiquity(p) == 0 || m.diversity(a) == 0 || m.diversity(b) == 0) { continue; }
            s(a, b) += has(m, a, p) * has(m, b, p) / m.ubiquity(p) /
                       std::sqrt(m.diversity(a) * m.diversity(b));
          }
        }
      }
      auto const pairs = solve::jacobi_eigen(s);
      CHECK(pairs[0].value == doctest::Approx(1));
      CHECK(got->second_eigenvalue == doctest::Approx(pairs[1].value).epsilon(1e-9));
      CHECK(got->third_eigenvalue == doctest::Approx(pairs[2].value).epsilon(1e-6));
      std::vector<double> raw;
      for (std::size_t c = 0; c != n; ++c) {
        raw.push_back(m.diversity(c) > 0 ? pairs[1].vector[c] / std::sqrt(m.diversity(c)) : 0);
      }
      auto mean = 0.0, squares = 0.0, kept = 0.0;  // of places that have something
      for (std::size_t c = 0; c != n; ++c) { kept += m.diversity(c) > 0; }
      for (std::size_t c = 0; c != n; ++c) { mean += raw[c] / kept; }
      for (std::size_t c = 0; c != n; ++c) {
        if (m.diversity(c) > 0) { squares += (raw[c] - mean) * (raw[c] - mean) / kept; }
      }
      auto together = 0.0;
      for (std::size_t c = 0; c != n; ++c) { together += (raw[c] - mean) * got->eci[c]; }
      auto const sign = together < 0 ? -1 : 1;
      for (std::size_t c = 0; c != n; ++c) {
        auto const want = m.diversity(c) > 0 ? sign * (raw[c] - mean) / std::sqrt(squares) : 0;
        CHECK(std::abs(got->eci[c] - want) < 1e-6);
      }
    }
  }
}

TEST_CASE("proximity, density and gain agree with their definitions") {
  for (auto const asymmetric : {false, true}) {
    auto const rca = revealed_advantage(trade(70, 90, 5));
    REQUIRE(rca);
    auto const m = presence(*rca);
    auto const phi = proximity(m, asymmetric);
    std::vector<double> weight(m.products);
    for (std::size_t p = 0; p != m.products; ++p) { weight[p] = synthetic_unit(9, p, 0) - 0.5; }
    auto const o = outlook(m, phi, weight);
    for (std::size_t p = 0; p != m.products; ++p) {
      for (std::size_t q = 0; q < m.products; q += 7) {
        auto both = 0.0;
        for (std::size_t c = 0; c != m.places; ++c) { both += has(m, c, p) * has(m, c, q); }
        auto const divisor = asymmetric ? m.ubiquity(p) : std::max(m.ubiquity(p), m.ubiquity(q));
        CHECK(phi(p, q) == doctest::Approx(divisor > 0 ? both / divisor : 0));
      }
    }
    for (std::size_t c = 0; c < m.places; c += 11) {
      for (std::size_t p = 0; p != m.products; ++p) {
        auto near = 0.0, all = 0.0, gain = 0.0;
        for (std::size_t q = 0; q != m.products; ++q) {
          auto row = 0.0;
          for (auto const v : phi.row(q)) { row += v; }
          near += has(m, c, q) * phi(q, p);
          all += phi(q, p);
          if (row > 0) { gain += (1 - has(m, c, q)) * weight[q] * phi(q, p) / row; }
        }
        CHECK(o.density(c, p) == doctest::Approx(all > 0 ? near / all : 0));
        CHECK(std::abs(o.gain(c, p) - (1 - has(m, c, p)) * gain) < 1e-12);
      }
    }
  }
}

TEST_CASE("what says nothing is told, and never a number that is none") {
  Matrix apart(6, 6);  // two networks that do not touch
  for (std::size_t c = 0; c != 6; ++c) {
    for (std::size_t p = 0; p != 6; ++p) {
      if ((c < 3) == (p < 3) && c % 3 != p % 3) { apart(c, p) = 1; }
    }
  }
  auto const parted = complexity(presence(apart));
  REQUIRE(parted);
  CHECK(parted->undetermined.find("互不相连") != std::string::npos);
  Matrix circle(4, 4);  // every place like the next: equal eigenvalues
  for (std::size_t c = 0; c != 4; ++c) { circle(c, c) = circle(c, (c + 1) % 4) = 1; }
  auto const round = complexity(presence(circle));
  REQUIRE(round);
  CHECK(round->undetermined.find("特征值") != std::string::npos);
  auto const small = complexity(presence(Matrix(1, 1, 1.0)));
  REQUIRE(small);
  CHECK_FALSE(small->undetermined.empty());
  auto const none = complexity(presence(Matrix(4, 4)));
  REQUIRE(none);
  CHECK_FALSE(none->undetermined.empty());
  CHECK_FALSE(revealed_advantage(Matrix(3, 3)));
  Matrix negative(2, 2, 1.0);
  negative(0, 0) = -1;
  CHECK_FALSE(revealed_advantage(negative));
  Matrix gaps(3, 3);  // an empty place and an empty product
  gaps(0, 0) = 1;
  gaps(1, 1) = 2;
  auto const rca = revealed_advantage(gaps);
  REQUIRE(rca);
  CHECK(solve::all_finite(rca->cells()));
  auto const m = presence(*rca);
  auto const o = outlook(m, proximity(m), std::vector<double>(3, 1.0));
  CHECK(solve::all_finite(o.density.cells()));
  CHECK(solve::all_finite(o.outlook));
  auto const f = fitness(m);
  CHECK(solve::all_finite(f.place));
  CHECK(solve::all_finite(f.product));
}

TEST_CASE("fitness: who has all, also the rarest, is fittest") {
  Matrix nested(4, 4);
  for (std::size_t c = 0; c != 4; ++c) {
    for (std::size_t p = 0; p <= c; ++p) { nested(c, p) = 1; }
  }
  auto const f = fitness(presence(nested));
  for (std::size_t c = 1; c != 4; ++c) { CHECK(f.place[c] > f.place[c - 1]); }
  for (std::size_t p = 1; p != 4; ++p) { CHECK(f.product[p] > f.product[p - 1]); }
}

TEST_CASE("relatedness: symmetric, without a diagonal, finite where industries never meet") {
  auto const rca = revealed_advantage(trade(10, 12, 3));
  REQUIRE(rca);
  auto m = presence(*rca);
  m.of_product[0].clear();
  for (auto& list : m.of_place) { std::erase(list, 0u); }
  auto const c = cooccurrence(m);
  for (auto const kind : {Relatedness::association, Relatedness::cosine, Relatedness::jaccard,
                          Relatedness::probability}) {
    CAPTURE(name_of(kind));
    auto const r = relatedness(c, kind);
    CHECK(solve::all_finite(r.cells()));
    for (std::size_t i = 0; i != 12; ++i) {
      CHECK(r(i, i) == 0);
      CHECK(r(0, i) == 0);
      for (std::size_t j = 0; j != 12; ++j) { CHECK(r(i, j) == doctest::Approx(r(j, i))); }
    }
    auto const density = relatedness_density(m, r);
    CHECK(solve::all_finite(density.cells()));
    for (auto const v : density.cells()) { CHECK((v >= 0 && v <= 100 + 1e-9)); }
  }
}

}  // namespace
}  // namespace chengjie::economy
