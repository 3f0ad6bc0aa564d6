// What regions make and how it hangs together: revealed advantage, complexity of places and
// products, proximity, density and outlook. Balassa 1965; Hidalgo et al. 2007; Hidalgo & Hausmann
// 2009; fitness: Tacchella et al. 2012.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/economy/table.h"

namespace chengjie::economy {

// rca_cp = (x_cp/x_c)/(x_p/x), 0 where a total is 0. `bad_input`: a negative number, all zero.
Result<Matrix> revealed_advantage(Matrix const& values);

// Who has what: by place the products, by product the places, as sorted indices.
struct Presence {
  std::size_t places{};
  std::size_t products{};
  std::vector<std::vector<std::uint32_t>> of_place;
  std::vector<std::vector<std::uint32_t>> of_product;

  double diversity(std::size_t c) const { return static_cast<double>(of_place[c].size()); }
  double ubiquity(std::size_t p) const { return static_cast<double>(of_product[p].size()); }
};
Presence presence(Matrix const& rca, double threshold = 1);

// ECI and PCI, standardised by the places' mean and deviation (divisor n). Empty places and
// products are set aside first and have no value (`kept`). The sign: complex places are diverse.
struct Complexity {
  std::vector<double> eci, pci;        // 0 where not kept
  std::vector<double> product_weight;  // K_p by the places' deviation, not centred
  std::vector<bool> place_kept, product_kept;
  double second_eigenvalue{}, third_eigenvalue{};
  double residual{};
  // Why the index says nothing: the second and third eigenvalue nearly equal, the network in
  // separate parts, too few places. Empty when it is determined.
  std::string undetermined;
};
Result<Complexity> complexity(Presence const&);

// phi_pq = co-occurrence / max(k_p, k_q), or / k_p where asymmetric; diagonal 1, 0 without
// presence.
Matrix proximity(Presence const&, bool asymmetric = false);

struct Outlook {
  Matrix density;               // w_cp = sum_q M_cq phi_qp / sum_q phi_qp
  Matrix gain;                  // COG_cp = (1 - M_cp) sum_q (1 - M_cq) K_q phi_qp / sum phi_q.
  std::vector<double> outlook;  // COI_c = sum_p w_cp (1 - M_cp) K_p, standardised
};
// `weight` is K_p (Complexity::product_weight): the outlook is not the same for a centred index.
Outlook outlook(Presence const&, Matrix const& proximity, std::vector<double> const& weight);

// Fitness and complexity by the non-linear iteration (20 rounds), each divided by its mean.
struct Fitness {
  std::vector<double> place, product;
};
Fitness fitness(Presence const&, int rounds = 20);

}  // namespace chengjie::economy
