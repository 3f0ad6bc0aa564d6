// The loops over whole tables that a swap walk spends its time in, compiled for wide registers too.
// Numbers are doubles that hold integers, or 32 bits that may wrap: unsigned, read as signed.
#pragma once
#include <cstdint>
#include <limits>
#include <type_traits>

namespace chengjie::place {

constexpr auto kSwapLanes = 8;  // rows of the tables are padded with zeros to a multiple

template <class T>
using Signed = std::conditional_t<std::is_same_v<T, std::uint32_t>, std::int32_t, double>;

// More than any change.
template <class T>
constexpr auto kNo =
    std::is_same_v<T, std::uint32_t> ? static_cast<T>(std::numeric_limits<std::int32_t>::max())
                                     : static_cast<T>(1e300);

// table[i][k] += u[i] * v[k]
void add_product(std::uint32_t* table, std::uint32_t const* u, std::uint32_t const* v, int n,
                 int stride);
void add_product(double* table, double const* u, double const* v, int n, int stride);

// row[k] += sum over l of a[l] * b[l][k]
void add_rows(std::uint32_t* row, std::uint32_t const* a, std::uint32_t const* b, int n,
              int stride);
void add_rows(double* row, double const* a, double const* b, int n, int stride);

// delta[i][k] -= (u[i] - u[k]) * (v[i] - v[k]) for all k > i (what stands at k <= i is undefined);
// least[i]: the least of row i. Nothing is said of the last row.
void settle(std::uint32_t* delta, std::uint32_t const* u, std::uint32_t const* v,
            std::int32_t* least, int n, int stride);
void settle(double* delta, double const* u, double const* v, double* least, int n, int stride);

}  // namespace chengjie::place
