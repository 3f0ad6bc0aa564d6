#include "chengjie/place/swap_kernels.h"

#include <cstring>

#include "chengjie/place/wide.h"

namespace chengjie::place {
namespace {

// As many as a wide register holds.
template <class T>
struct Register {
  typedef T Of __attribute__((vector_size(32)));
  typedef Signed<T> As __attribute__((vector_size(32)));
  static constexpr int lanes = 32 / sizeof(T);
};

// table[i][k] += u[i] * v[k]
template <class T>
[[gnu::always_inline]] inline void add_product_of(T* table, T const* u, T const* v, int n,
                                                  int stride) {
  for (auto i = 0; i != n; ++i) {
    auto const ui = u[i];
    if (ui == T{}) { continue; }
    auto* row = table + static_cast<std::ptrdiff_t>(i) * stride;
    for (auto k = 0; k != stride; ++k) { row[k] += ui * v[k]; }
  }
}

// row[k] += sum over l of a[l] * b[l][k]
template <class T>
[[gnu::always_inline]] inline void add_rows_of(T* row, T const* a, T const* b, int n, int stride) {
  for (auto l = 0; l < n; ++l) {
    auto const al = a[l];
    if (al == T{}) { continue; }
    auto const* from = b + static_cast<std::ptrdiff_t>(l) * stride;
    for (auto k = 0; k != stride; ++k) { row[k] += al * from[k]; }
  }
}

// row[k] -= (u[i] - u[k]) * (v[i] - v[k]) for k > i (and some before); the least of those.
// Written in registers: compilers do not find the minimum of a padded row by themselves.
template <class T>
[[gnu::always_inline]] inline Signed<T> settle_row(T* row, T const* u, T const* v, int i, int n) {
  using Of = typename Register<T>::Of;
  using As = typename Register<T>::As;
  constexpr auto lanes = Register<T>::lanes;
  auto const ui = Of{} + u[i];
  auto const vi = Of{} + v[i];
  auto const none = As{} + static_cast<Signed<T>>(kNo<T>);
  auto least = none;
  auto const begin = (i + 1) / lanes * lanes;
  auto at = As{};
  for (auto lane = 0; lane != lanes; ++lane) { at[lane] = static_cast<Signed<T>>(begin + lane); }
  auto const first = As{} + static_cast<Signed<T>>(i + 1);
  auto const end = As{} + static_cast<Signed<T>>(n);
  for (auto k = begin; k < n; k += lanes) {
    Of x, uk, vk;
    std::memcpy(&x, row + k, sizeof x);
    std::memcpy(&uk, u + k, sizeof uk);
    std::memcpy(&vk, v + k, sizeof vk);
    x -= (ui - uk) * (vi - vk);
    std::memcpy(row + k, &x, sizeof x);
    auto seen = (As)x;
    if (k == begin || k + lanes > n) { seen = ((at >= first) & (at < end)) ? seen : none; }
    least = seen < least ? seen : least;
    at += static_cast<Signed<T>>(lanes);
  }
  auto out = least[0];
  for (auto lane = 1; lane != lanes; ++lane) { out = least[lane] < out ? least[lane] : out; }
  return out;
}

// All rows above the diagonal.
template <class T>
[[gnu::always_inline]] inline void settle_of(T* delta, T const* u, T const* v, Signed<T>* least,
                                             int n, int stride) {
  for (auto i = 0; i + 1 < n; ++i) {
    auto* row = delta + static_cast<std::ptrdiff_t>(i) * stride;
    least[i] = settle_row<T>(row, u, v, i, n);
  }
}

}  // namespace

CJ_WIDE void add_product(std::uint32_t* t, std::uint32_t const* u, std::uint32_t const* v, int n,
                         int stride) {
  add_product_of(t, u, v, n, stride);
}
CJ_WIDE void add_product(double* t, double const* u, double const* v, int n, int stride) {
  add_product_of(t, u, v, n, stride);
}
CJ_WIDE void add_rows(std::uint32_t* row, std::uint32_t const* a, std::uint32_t const* b, int n,
                      int stride) {
  add_rows_of(row, a, b, n, stride);
}
CJ_WIDE void add_rows(double* row, double const* a, double const* b, int n, int stride) {
  add_rows_of(row, a, b, n, stride);
}
CJ_WIDE void settle(std::uint32_t* delta, std::uint32_t const* u, std::uint32_t const* v,
                    std::int32_t* least, int n, int stride) {
  settle_of(delta, u, v, least, n, stride);
}
CJ_WIDE void settle(double* delta, double const* u, double const* v, double* least, int n,
                    int stride) {
  settle_of(delta, u, v, least, n, stride);
}

}  // namespace chengjie::place
