#include "chengjie/economy/relatedness.h"

#include <cmath>

namespace chengjie::economy {
namespace {

double over(double a, double b) { return b != 0 ? a / b : 0; }

double measure(Relatedness kind, double c, double si, double sj, double t) {
  switch (kind) {
    case Relatedness::association:
      return over(c / t, si * sj / (t * t));
    case Relatedness::cosine:
      return over(c, std::sqrt(si * sj));
    case Relatedness::jaccard:
      return over(c, si + sj - c);
    case Relatedness::probability:
      return over(c, (over(si / t * sj, t - si) + over(sj / t * si, t - sj)) * t / 2);
  }
  return 0;
}

}  // namespace

std::string_view name_of(Relatedness kind) {
  switch (kind) {
    case Relatedness::association:
      return "association";
    case Relatedness::cosine:
      return "cosine";
    case Relatedness::jaccard:
      return "jaccard";
    case Relatedness::probability:
      return "prob";
  }
  return "";
}

Matrix cooccurrence(Presence const& m) {
  Matrix out(m.products, m.products);
  for (auto const& list : m.of_place) {
    for (auto const p : list) {
      for (auto const q : list) {
        if (p != q) { out(p, q) += 1; }
      }
    }
  }
  return out;
}

Matrix relatedness(Matrix const& cooccurrence, Relatedness kind) {
  auto const sums = solve::sum_of_columns(cooccurrence);
  auto total = 0.0;
  for (auto const s : sums) { total += s; }
  Matrix out = cooccurrence;
  for (std::size_t i = 0; i != sums.size(); ++i) {
    for (std::size_t j = 0; j != sums.size(); ++j) {
      out(i, j) = total > 0 ? measure(kind, cooccurrence(i, j), sums[i], sums[j], total) : 0;
    }
  }
  return out;
}

Matrix relatedness_density(Presence const& m, Matrix const& related) {
  auto r = related;
  for (std::size_t i = 0; i != r.rows(); ++i) { r(i, i) = 0; }
  auto const sums = solve::sum_of_columns(r);
  Matrix out(m.places, m.products);
  for (std::size_t c = 0; c != m.places; ++c) {
    auto row = out.row(c);
    for (auto const q : m.of_place[c]) {
      for (std::size_t p = 0; p != m.products; ++p) { row[p] += r(q, p); }
    }
    for (std::size_t p = 0; p != m.products; ++p) { row[p] = over(100 * row[p], sums[p]); }
  }
  return out;
}

}  // namespace chengjie::economy
