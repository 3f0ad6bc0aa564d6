// Projects of one plan that supply each other: what one buys from another is the other's own
// output, and must not be counted once as its supplier effect and once as the other's product.
#pragma once
#include <cstddef>
#include <vector>

#include "chengjie/base/result.h"
#include "chengjie/solve/matrix.h"

namespace chengjie::effect {

struct Placed {
  std::size_t sector{};
  double output{};  // CNY a year
};

// f = O - T f, where T_qp = share (L - I)_{sector q, sector p} O_q / (output of the plan's other
// projects in q's sector): of what p's output calls for from q's sector, `share` is bought from the
// plan. f_p is the output of p that nobody else in the plan has called for; O_p - f_p is netted,
// once. What is called for beyond O_q goes elsewhere: f_q is then 0. With share 1 and a project a
// sector this is f = L_KK^-1 O, the exact answer when outputs are given (Miller & Blair
// 2009, 13.2), but for each project's own diagonal, which it buys from others. Then with e the
// effect of one CNY of output through all suppliers (direct included),
//   net = sum over p of [direct_p + indirect_p] - sum over p of (O_p - f_p) e_p.
struct Netted {
  std::vector<double> free;  // f
  double residual{};         // |f + T f - O| / |O|, where f > 0
  int rounds{};
};
// `inverse` is L of the domestic table; share 0..1. `limit` when the rounds do not settle.
Result<Netted> net_of_supply(std::vector<Placed> const&, solve::Matrix const& inverse,
                             double share);

}  // namespace chengjie::effect
