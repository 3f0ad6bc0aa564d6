// Backward and forward linkages, key sectors, and what is lost when a sector is gone.
// Rasmussen 1956; Miller & Blair 2009, ch. 12; Dietzenbacher & van der Linden 1997.
#pragma once
#include <string_view>
#include <vector>

#include "chengjie/economy/leontief.h"

namespace chengjie::economy {

// I neither, II forward only, III both, IV backward only (total, normalised, at least 1).
enum class KeyClass { independent, forward, key, backward };
std::string_view name_of(KeyClass);  // "I", "II", "III", "IV"

struct Linkages {
  std::vector<double> backward_direct, forward_direct;            // i'A, B i
  std::vector<double> backward_total, forward_total;              // i'L, G i
  std::vector<double> backward_direct_norm, forward_direct_norm;  // n u_j / sum u
  std::vector<double> backward_total_norm, forward_total_norm;
  std::vector<double> sensitivity;              // n (L i)_i / i'L i
  std::vector<double> cv_backward, cv_forward;  // of column and row of L: sd (n-1) / mean
  std::vector<KeyClass> key;
};
// `inverse` is L of the same system; the spread of its columns needs all of it.
Linkages linkages(Matrix const& a, Matrix const& b, std::vector<double> const& forward_total,
                  Matrix const& inverse);
KeyClass key_class(double backward_norm, double forward_norm);
std::vector<double> normalised(std::vector<double> const&);

// Total output lost without sector k, for every k at once, no new inverse (Sherman & Morrison):
// backward: k buys nothing (column k of A is 0); forward: k sells nothing to others' production
// (row k of B is 0); the two totals: both, the sector's own final demand or primary inputs kept.
// A sector without output loses nothing.
struct Extraction {
  std::vector<double> backward, forward, backward_total, forward_total;
};
// `z` and `x` of the table; final demand and primary inputs are what is left of x in row and
// column, as the identities need. `l_diagonal` of L, `backward` = i'L, `forward` = G i.
Extraction extraction(Matrix const& z, std::vector<double> const& x,
                      std::vector<double> const& l_diagonal, std::vector<double> const& backward,
                      std::vector<double> const& forward);

}  // namespace chengjie::economy
