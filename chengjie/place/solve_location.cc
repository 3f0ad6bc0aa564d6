#include "chengjie/place/solve_location.h"

#include "chengjie/place/location_run.h"

namespace chengjie::place {

bool is_location(Problem const& p) {
  if (p.resources != 1 || !p.pairs.empty() || !p.skip_cost.empty() || !p.apart.empty() ||
      p.open_cost.empty()) {
    return false;
  }
  for (auto j = 0; j != p.items; ++j) {
    for (auto a = p.first[j]; a != p.first[j + 1]; ++a) {
      if (p.use[a] != p.use[p.first[j]]) { return false; }
    }
  }
  for (auto const room : p.capacity) {
    if (room == kUnlimited) { return false; }
  }
  return true;
}

Result<Placement> solve_location(Problem const& p, Options const& options) {
  return detail::Location{p, options}.run();
}

}  // namespace chengjie::place
