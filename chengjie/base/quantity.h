// Quantities know their unit: two of different units cannot be added, swapped or compared.
#pragma once
#include <compare>
#include <cstdint>

namespace chengjie {

template <class Unit, class Rep>
struct Quantity {
  Rep count{};
  friend constexpr auto operator<=>(Quantity, Quantity) = default;
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return {a.count + b.count}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return {a.count - b.count}; }
  constexpr Quantity& operator+=(Quantity b) {
    count += b.count;
    return *this;
  }
  constexpr Quantity& operator-=(Quantity b) {
    count -= b.count;
    return *this;
  }
};

using Cny = Quantity<struct Fen, std::int64_t>;  // money is counted in fen, never rounded
using Mu = Quantity<struct MuUnit, double>;
using PowerKw = Quantity<struct Kw, double>;
using Persons = Quantity<struct Person, double>;

constexpr Cny yuan(std::int64_t n) { return {n * 100}; }
constexpr Cny wan_yuan(std::int64_t n) { return {n * 1'000'000}; }
constexpr Cny yi_yuan(std::int64_t n) { return {n * 10'000'000'000}; }

}  // namespace chengjie
