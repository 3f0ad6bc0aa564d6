#include "chengjie/solve/symmetric.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/base/random.h"

namespace chengjie::solve {
namespace {

constexpr int kSweepsMax = 60;

double norm(std::span<double const> v) { return std::sqrt(dot(v, v)); }

void project_out(std::span<double> w, std::span<double const> v) {
  auto const weight = dot(w, v);
  for (std::size_t i = 0; i != w.size(); ++i) { w[i] -= weight * v[i]; }
}

struct Ritz {
  double value{};
  std::vector<double> weights;
};

// QL with implicit shifts, vectors accumulated (Bowdler, Martin, Reinsch & Wilkinson 1968).
Ritz top_of_tridiagonal(std::vector<double> d, std::vector<double> e) {
  auto const n = d.size();
  e.resize(n, 0.0);
  Matrix z(n, n);
  for (std::size_t i = 0; i != n; ++i) { z(i, i) = 1; }  // row k: the k-th vector's weights
  for (std::size_t l = 0; l != n; ++l) {
    for (auto sweep = 0; sweep != kSweepsMax; ++sweep) {
      auto m = l;
      while (m + 1 < n) {
        auto const scale = std::abs(d[m]) + std::abs(d[m + 1]);
        if (std::abs(e[m]) <= 1.1e-16 * scale) { break; }
        ++m;
      }
      if (m == l) { break; }
      auto g = (d[l + 1] - d[l]) / (2 * e[l]);
      auto r = std::hypot(g, 1.0);
      g = d[m] - d[l] + e[l] / (g + std::copysign(r, g));
      auto s = 1.0, c = 1.0, p = 0.0;
      auto split = false;
      for (auto i = m; i-- != l;) {
        auto const f = s * e[i];
        auto const b = c * e[i];
        r = std::hypot(f, g);
        e[i + 1] = r;
        if (r == 0) {  // underflow: the matrix splits here
          d[i + 1] -= p;
          e[m] = 0;
          split = true;
          break;
        }
        s = f / r;
        c = g / r;
        g = d[i + 1] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        auto upper = z.row(i + 1);
        auto lower = z.row(i);
        for (std::size_t k = 0; k != n; ++k) {
          auto const t = upper[k];
          upper[k] = s * lower[k] + c * t;
          lower[k] = c * lower[k] - s * t;
        }
      }
      if (split) { continue; }
      d[l] -= p;
      e[l] = g;
      e[m] = 0;
    }
  }
  auto const best = static_cast<std::size_t>(std::max_element(d.begin(), d.end()) - d.begin());
  auto const row = z.row(best);
  return {d[best], {row.begin(), row.end()}};
}

}  // namespace

Result<EigenPair> largest_eigen(Apply const& apply, std::size_t n,
                                std::vector<std::vector<double>> const& known,
                                LanczosOptions const& options) {
  CJ_CHECK(n > known.size());
  auto const room = n - known.size();
  auto const steps_max = std::min<std::size_t>(room, static_cast<std::size_t>(options.steps_max));
  // Another start for each: the part of the same one in an eigenspace met before is already known.
  Random random(1 + known.size());
  std::vector<std::vector<double>> basis;
  std::vector<double> a, b;
  std::vector<double> w(n);
  for (auto& value : w) { value = random.unit() - 0.5; }
  auto const clean = [&] {
    for (auto pass = 0; pass != 2; ++pass) {
      for (auto const& v : known) { project_out(w, v); }
      for (auto const& v : basis) { project_out(w, v); }
    }
  };
  clean();
  auto length = norm(w);
  if (!(length > 0)) { return Error{Code::limit, "求特征值时起始向量为零", "", ""}; }
  Ritz top;
  for (;;) {
    for (auto& value : w) { value /= length; }
    basis.push_back(w);
    apply(basis.back(), w, 1);
    a.push_back(dot(w, basis.back()));
    clean();
    length = norm(w);
    auto const steps = basis.size();
    auto const last = steps == steps_max || !(length > 1e-14);
    if (last || (steps >= 10 && steps % 10 == 0)) {
      top = top_of_tridiagonal(a, b);
      auto const residual = length * std::abs(top.weights.back());
      if (last || residual <= options.residual_max) { break; }
    }
    b.push_back(length);
  }
  EigenPair out{top.value, std::vector<double>(n), 0};
  for (std::size_t k = 0; k != basis.size(); ++k) {
    for (std::size_t i = 0; i != n; ++i) { out.vector[i] += top.weights[k] * basis[k][i]; }
  }
  auto const size = norm(out.vector);
  for (auto& value : out.vector) { value /= size; }
  apply(out.vector, w, 1);
  for (std::size_t i = 0; i != n; ++i) { w[i] -= out.value * out.vector[i]; }
  out.residual = norm(w);
  if (!(out.residual <= std::max(options.residual_max, 1e-12) * 100)) {
    return Error{Code::limit, "求特征值在 " + std::to_string(basis.size()) + " 步内没有收敛", "",
                 "请提高步数上限"};
  }
  return out;
}

std::vector<EigenPair> jacobi_eigen(Matrix m) {
  CJ_CHECK(m.rows() == m.columns());
  auto const n = m.rows();
  Matrix v(n, n);
  for (std::size_t i = 0; i != n; ++i) { v(i, i) = 1; }
  for (auto sweep = 0; sweep != kSweepsMax; ++sweep) {
    auto off = 0.0;
    for (std::size_t p = 0; p != n; ++p) {
      for (auto q = p + 1; q != n; ++q) {
        off += m(p, q) * m(p, q);
        if (m(p, q) == 0) { continue; }
        auto const theta = (m(q, q) - m(p, p)) / (2 * m(p, q));
        auto const t = std::copysign(1.0, theta) / (std::abs(theta) + std::hypot(theta, 1.0));
        auto const c = 1 / std::hypot(t, 1.0);
        auto const s = t * c;
        for (std::size_t k = 0; k != n; ++k) {
          auto const kp = m(k, p), kq = m(k, q);
          m(k, p) = c * kp - s * kq;
          m(k, q) = s * kp + c * kq;
        }
        for (std::size_t k = 0; k != n; ++k) {
          auto const pk = m(p, k), qk = m(q, k);
          m(p, k) = c * pk - s * qk;
          m(q, k) = s * pk + c * qk;
          auto const vp = v(p, k), vq = v(q, k);
          v(p, k) = c * vp - s * vq;
          v(q, k) = s * vp + c * vq;
        }
      }
    }
    if (off < 1e-32) { break; }
  }
  std::vector<EigenPair> out;
  for (std::size_t i = 0; i != n; ++i) {
    auto const row = v.row(i);
    out.push_back({m(i, i), {row.begin(), row.end()}, 0});
  }
  std::sort(out.begin(), out.end(),
            [](EigenPair const& x, EigenPair const& y) { return x.value > y.value; });
  return out;
}

}  // namespace chengjie::solve
