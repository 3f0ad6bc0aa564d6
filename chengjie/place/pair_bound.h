// Bounds for problems with a pair term; valid, and usually weak (methods: design 7).
#pragma once
#include "chengjie/place/problem.h"

namespace chengjie::place {

// Each item pays its linear cost and, for every other item, the cheapest traffic it could get from
// where it stands; the rest is a linear placement with its priced bound. With one item a site
// the partners stand at different sites: the least scalar product (Gilmore 1962, Lawler 1963).
std::optional<std::int64_t> pair_bound(Problem const&, Options const&);

}  // namespace chengjie::place
