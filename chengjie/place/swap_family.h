// Good plans of one item a site, and new ones bred from them: what both parents agree on stays, the
// rest is drawn from either (uniform crossover; Benlic & Hao 2015). A family that has gone stale
// is shaken, all but its best.
#pragma once
#include <vector>

#include "chengjie/base/random.h"

namespace chengjie::place {

class SwapFamily {
 public:
  using Perm = std::vector<std::int32_t>;  // site by item

  // `children`: how many are added a generation.
  SwapFamily(int items, int children, std::uint64_t seed)
      : n_(items), children_(children), random_(seed ^ 0xfa31ULL) {}

  Perm child();
  void add(Perm const&, double value);

 private:
  struct Plan {
    Perm perm;
    double value{};
  };
  int draw(int bound) { return static_cast<int>(random_.below(static_cast<std::uint32_t>(bound))); }
  Perm shuffled();
  Plan const& tournament();
  Perm crossed(Perm const&, Perm const&);
  Perm shaken(Perm from, int count);
  void shake();

  int n_;
  int children_;
  Random random_;
  std::vector<Plan> plans_;  // best first
  std::vector<Perm> waiting_;
  double best_{1e300};
  int stale_{};
};

}  // namespace chengjie::place
