#include "chengjie/economy/complexity.h"

#include <algorithm>
#include <cmath>

#include "chengjie/solve/symmetric.h"
#include "chengjie/solve/wide.h"

namespace chengjie::economy {
namespace {

constexpr double kGapMin = 1e-6;    // lambda_2 - lambda_3 below it: the index is not determined
constexpr std::size_t kStrip = 16;  // products whose density is summed in registers
constexpr std::size_t kTile = 64;   // of the proximity, so that both halves are written near

double mean_of(std::vector<double> const& v, std::vector<bool> const& kept) {
  auto sum = 0.0, count = 0.0;
  for (std::size_t i = 0; i != v.size(); ++i) {
    if (kept[i]) {
      sum += v[i];
      count += 1;
    }
  }
  return count > 0 ? sum / count : 0;
}

double deviation_of(std::vector<double> const& v, std::vector<bool> const& kept) {
  auto const mean = mean_of(v, kept);
  std::vector<double> squares(v.size());
  for (std::size_t i = 0; i != v.size(); ++i) { squares[i] = (v[i] - mean) * (v[i] - mean); }
  return std::sqrt(mean_of(squares, kept));
}

// Sum of `in` over each list: M x or M' x.
void gather(std::vector<std::vector<std::uint32_t>> const& lists, std::span<double const> in,
            std::span<double> out) {
  for (std::size_t i = 0; i != lists.size(); ++i) {
    auto sum = 0.0;
    for (auto const k : lists[i]) { sum += in[k]; }
    out[i] = sum;
  }
}

// both[q - from] = how many places have product p and product q.
CJ_WIDE void count_both(std::uint64_t const* bits, std::size_t words, std::size_t p,
                        std::size_t from, std::size_t end, int* both) {
  for (auto q = from; q != end; ++q) {
    auto count = 0;
    for (std::size_t w = 0; w != words; ++w) {
      count += __builtin_popcountll(bits[p * words + w] & bits[q * words + w]);
    }
    both[q - from] = count;
  }
}

// near = sum of the strip's rows in `list`, gain = the same with weights; rows of kStrip numbers.
CJ_WIDE void add_up(double const* strip, double const* weights, std::uint32_t const* list,
                    std::size_t count, double* near, double* gain) {
  using solve::Four;
  Four plain[kStrip / 4] = {};
  Four weighted[kStrip / 4] = {};
  for (std::size_t k = 0; k != count; ++k) {
    auto const q = list[k];
    auto const w = weights[q];
    Four const four{w, w, w, w};
#pragma GCC unroll 4
    for (std::size_t v = 0; v != kStrip / 4; ++v) {
      auto const row = *reinterpret_cast<Four const*>(strip + q * kStrip + v * 4);
      plain[v] += row;
      weighted[v] += four * row;
    }
  }
  std::copy_n(reinterpret_cast<double const*>(plain), kStrip, near);
  std::copy_n(reinterpret_cast<double const*>(weighted), kStrip, gain);
}

// Whether all kept places hang together through products.
bool connected(Presence const& m) {
  std::vector<bool> place(m.places), product(m.products);
  std::vector<std::uint32_t> open;
  for (std::size_t c = 0; c != m.places && open.empty(); ++c) {
    if (!m.of_place[c].empty()) {
      open.push_back(static_cast<std::uint32_t>(c));
      place[c] = true;
    }
  }
  while (!open.empty()) {
    auto const c = open.back();
    open.pop_back();
    for (auto const p : m.of_place[c]) {
      if (product[p]) { continue; }
      product[p] = true;
      for (auto const other : m.of_product[p]) {
        if (!place[other]) {
          place[other] = true;
          open.push_back(other);
        }
      }
    }
  }
  for (std::size_t c = 0; c != m.places; ++c) {
    if (!m.of_place[c].empty() && !place[c]) { return false; }
  }
  return true;
}

// The symmetric operator of one side: D^-1/2 M E^-1 M' D^-1/2 with D of `own`, E of `other`.
struct Side {
  std::vector<std::vector<std::uint32_t>> const& own;
  std::vector<std::vector<std::uint32_t>> const& other;
  std::vector<double> root;     // 1/sqrt(k), 0 where empty
  std::vector<double> inverse;  // 1/k of the other side

  Side(std::vector<std::vector<std::uint32_t>> const& own_lists,
       std::vector<std::vector<std::uint32_t>> const& other_lists)
      : own(own_lists), other(other_lists) {
    for (auto const& list : own) {
      root.push_back(list.empty() ? 0 : 1 / std::sqrt(static_cast<double>(list.size())));
    }
    for (auto const& list : other) {
      inverse.push_back(list.empty() ? 0 : 1 / static_cast<double>(list.size()));
    }
  }
  std::vector<double> first() const {  // its first eigenvector, of value 1: sqrt(k)
    std::vector<double> v;
    auto squares = 0.0;
    for (auto const& list : own) {
      v.push_back(std::sqrt(static_cast<double>(list.size())));
      squares += static_cast<double>(list.size());
    }
    for (auto& x : v) { x /= std::sqrt(squares); }
    return v;
  }
  solve::Apply apply() const {
    return [this](std::span<double const> in, std::span<double> out, std::size_t) {
      std::vector<double> scaled(in.begin(), in.end()), middle(other.size());
      for (std::size_t i = 0; i != scaled.size(); ++i) { scaled[i] *= root[i]; }
      gather(other, scaled, middle);
      for (std::size_t i = 0; i != middle.size(); ++i) { middle[i] *= inverse[i]; }
      gather(own, middle, out);
      for (std::size_t i = 0; i != out.size(); ++i) { out[i] *= root[i]; }
    };
  }
};

}  // namespace

Result<Matrix> revealed_advantage(Matrix const& values) {
  if (!solve::all_finite(values.cells()) ||
      std::any_of(values.cells().begin(), values.cells().end(), [](double v) { return v < 0; })) {
    return Error{Code::bad_input, "地区产业矩阵中有负数或不是数的格", "", "请改正"};
  }
  auto const rows = solve::sum_of_rows(values);
  auto const columns = solve::sum_of_columns(values);
  auto all = 0.0;
  for (auto const v : rows) { all += v; }
  if (!(all > 0)) { return Error{Code::bad_input, "地区产业矩阵全为零", "", "请检查数据"}; }
  Matrix out = values;
  for (std::size_t c = 0; c != values.rows(); ++c) {
    auto row = out.row(c);
    for (std::size_t p = 0; p != values.columns(); ++p) {
      auto const share = columns[p] / all;
      row[p] = rows[c] > 0 && share > 0 ? row[p] / rows[c] / share : 0;
    }
  }
  return out;
}

Presence presence(Matrix const& rca, double threshold) {
  Presence out{rca.rows(), rca.columns(), {}, {}};
  out.of_place.resize(out.places);
  out.of_product.resize(out.products);
  for (std::size_t c = 0; c != out.places; ++c) {
    for (std::size_t p = 0; p != out.products; ++p) {
      if (!(rca(c, p) >= threshold)) { continue; }
      out.of_place[c].push_back(static_cast<std::uint32_t>(p));
      out.of_product[p].push_back(static_cast<std::uint32_t>(c));
    }
  }
  return out;
}

Result<Complexity> complexity(Presence const& m) {
  Complexity out;
  out.eci.resize(m.places);
  out.pci.resize(m.products);
  out.product_weight.resize(m.products);
  auto kept_places = 0, kept_products = 0;
  for (auto const& list : m.of_place) { out.place_kept.push_back(!list.empty()); }
  for (auto const& list : m.of_product) { out.product_kept.push_back(!list.empty()); }
  for (auto const kept : out.place_kept) { kept_places += kept; }
  for (auto const kept : out.product_kept) { kept_products += kept; }
  if (kept_places < 3 || kept_products < 3) {
    out.undetermined = "有优势产业的地区或产业不足三个，复杂度指数没有意义";
    return out;
  }
  if (!connected(m)) {
    out.undetermined = "地区产业网络分成互不相连的几块，块与块之间的复杂度不可比";
    return out;
  }
  auto const by_place = m.places <= m.products;
  Side const side = by_place ? Side(m.of_place, m.of_product) : Side(m.of_product, m.of_place);
  auto const n = by_place ? m.places : m.products;
  std::vector<std::vector<double>> known{side.first()};
  auto const second = solve::largest_eigen(side.apply(), n, known);
  if (!second) { return second.error(); }
  known.push_back(second->vector);
  auto const third = solve::largest_eigen(side.apply(), n, known, {.residual_max = 1e-9});
  if (!third) { return third.error(); }
  out.second_eigenvalue = second->value;
  out.third_eigenvalue = third->value;
  out.residual = second->residual;
  if (!(second->value - third->value > kGapMin) || !(second->value > kGapMin)) {
    out.undetermined = "第二、第三特征值几乎相等，复杂度指数不确定";
    return out;
  }
  // From the side solved to its own index, then over to the other side.
  auto own = second->vector;
  for (std::size_t i = 0; i != n; ++i) { own[i] *= side.root[i]; }
  std::vector<double> across(by_place ? m.products : m.places);
  gather(by_place ? m.of_product : m.of_place, own, across);
  for (std::size_t i = 0; i != across.size(); ++i) { across[i] *= side.inverse[i]; }
  // Solved by place: K_p = D_p^-1 M' K_c / lambda. By product: K_c = D_c^-1 M K_p.
  if (by_place) {
    for (auto& v : across) { v /= second->value; }
  }
  auto& places = by_place ? own : across;
  auto& products = by_place ? across : own;
  std::vector<double> diversity;
  for (std::size_t c = 0; c != m.places; ++c) { diversity.push_back(m.diversity(c)); }
  auto const mean = mean_of(places, out.place_kept);
  auto const mean_diversity = mean_of(diversity, out.place_kept);
  auto covariance = 0.0;
  for (std::size_t c = 0; c != m.places; ++c) {
    if (out.place_kept[c]) { covariance += (places[c] - mean) * (diversity[c] - mean_diversity); }
  }
  auto const sign = covariance < 0 ? -1.0 : 1.0;
  auto const deviation = deviation_of(places, out.place_kept);
  if (!(deviation > 0)) {
    out.undetermined = "各地区的复杂度没有差别";
    return out;
  }
  for (std::size_t c = 0; c != m.places; ++c) {
    out.eci[c] = out.place_kept[c] ? sign * (places[c] - mean) / deviation : 0;
  }
  for (std::size_t p = 0; p != m.products; ++p) {
    if (!out.product_kept[p]) { continue; }
    out.pci[p] = sign * (products[p] - mean) / deviation;
    out.product_weight[p] = sign * products[p] / deviation;
  }
  return out;
}

Matrix proximity(Presence const& m, bool asymmetric) {
  auto const words = (m.places + 63) / 64;
  std::vector<std::uint64_t> bits(m.products * words);
  for (std::size_t p = 0; p != m.products; ++p) {
    for (auto const c : m.of_product[p]) {
      bits[p * words + c / 64] |= std::uint64_t{1} << (c % 64);
    }
  }
  Matrix phi(m.products, m.products);
  std::vector<int> both(kTile);
  for (std::size_t p0 = 0; p0 < m.products; p0 += kTile) {
    for (auto q0 = p0; q0 < m.products; q0 += kTile) {
      auto const q_end = std::min(q0 + kTile, m.products);
      for (auto p = p0; p != std::min(p0 + kTile, m.products); ++p) {
        auto const from = std::max(p, q0);
        if (m.of_product[p].empty() || from >= q_end) { continue; }
        count_both(bits.data(), words, p, from, q_end, both.data());
        for (auto q = from; q != q_end; ++q) {
          if (both[q - from] == 0) { continue; }
          auto const kp = m.ubiquity(p), kq = m.ubiquity(q);
          auto const larger = std::max(kp, kq);
          phi(p, q) = both[q - from] / (asymmetric ? kp : larger);
          phi(q, p) = both[q - from] / (asymmetric ? kq : larger);
        }
      }
    }
  }
  return phi;
}

// By strips of phi's columns that stay in the cache: for each place the rows of its products are
// added up, plain for the density and weighted for the gain.
Outlook outlook(Presence const& m, Matrix const& phi, std::vector<double> const& weight) {
  CJ_CHECK(phi.rows() == m.products && weight.size() == m.products);
  auto const n = m.products;
  auto const sums = solve::sum_of_columns(phi);
  auto shared = solve::sum_of_rows(phi);  // K_q / sum_p phi_qp: what q gives to each neighbour
  for (std::size_t q = 0; q != n; ++q) { shared[q] = shared[q] > 0 ? weight[q] / shared[q] : 0; }
  auto const all = solve::multiply_transposed(phi, shared);
  Outlook out{Matrix(m.places, n), Matrix(m.places, n), std::vector<double>(m.places)};
  std::vector<double> strip(n * kStrip);
  double near[kStrip];
  double gain[kStrip];
  for (std::size_t first = 0; first < n; first += kStrip) {
    auto const width = std::min(kStrip, n - first);
    for (std::size_t q = 0; q != n; ++q) {
      std::copy_n(phi.row(q).data() + first, width, strip.data() + q * kStrip);
    }
    for (std::size_t c = 0; c != m.places; ++c) {
      add_up(strip.data(), shared.data(), m.of_place[c].data(), m.of_place[c].size(), near, gain);
      for (std::size_t j = 0; j != width; ++j) {
        auto const p = first + j;
        out.density(c, p) = sums[p] > 0 ? near[j] / sums[p] : 0;
        out.gain(c, p) = all[p] - gain[j];
      }
    }
  }
  std::vector<bool> kept;
  for (std::size_t c = 0; c != m.places; ++c) {
    kept.push_back(!m.of_place[c].empty());
    auto sum = solve::dot(out.density.row(c), weight);
    for (auto const q : m.of_place[c]) {
      sum -= out.density(c, q) * weight[q];
      out.gain(c, q) = 0;
    }
    out.outlook[c] = sum;
  }
  auto const mean = mean_of(out.outlook, kept);
  auto const deviation = deviation_of(out.outlook, kept);
  for (std::size_t c = 0; c != m.places; ++c) {
    out.outlook[c] = kept[c] && deviation > 0 ? (out.outlook[c] - mean) / deviation : 0;
  }
  return out;
}

Fitness fitness(Presence const& m, int rounds) {
  Fitness out{std::vector<double>(m.places, 1.0), std::vector<double>(m.products, 1.0)};
  auto const normalise = [](std::vector<double>& v) {
    auto sum = 0.0;
    for (auto const x : v) { sum += x; }
    if (!(sum > 0)) { return; }
    for (auto& x : v) { x *= static_cast<double>(v.size()) / sum; }
  };
  for (auto round = 0; round < rounds; ++round) {
    std::vector<double> inverse(m.places), place(m.places), product(m.products);
    for (std::size_t c = 0; c != m.places; ++c) {
      inverse[c] = out.place[c] > 0 ? 1 / out.place[c] : 0;
    }
    gather(m.of_place, out.product, place);
    gather(m.of_product, inverse, product);
    for (auto& q : product) { q = q > 0 ? 1 / q : 0; }
    normalise(place);
    normalise(product);
    out.place = std::move(place);
    out.product = std::move(product);
  }
  return out;
}

}  // namespace chengjie::economy
