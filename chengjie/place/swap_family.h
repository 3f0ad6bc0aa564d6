// Good plans of one item a site, and new ones bred from them: what both parents agree on stays, the
// rest is drawn from either (uniform crossover; Benlic & Hao 2015). A family that has gone stale
// is shaken, all but its best; when that does not help either, it makes room for a new one, and
// its best joins the champions.
#pragma once
#include <vector>

#include "chengjie/base/random.h"
#include "chengjie/place/swap_model.h"

namespace chengjie::place {

class SwapFamily {
 public:
  struct Member {
    SitePlan plan;
    std::int64_t value{};
  };

  // The model must outlive the family.
  SwapFamily(SwapModel const&, std::uint64_t seed);

  SitePlan child();
  void add(SitePlan const&, std::int64_t value);
  // The best plans of the families that made room, best first.
  std::vector<Member> const& champions() const { return champions_; }
  // A champion from elsewhere.
  void meet(Member const&);

 private:
  int draw(int bound) { return static_cast<int>(random_.below(static_cast<std::uint32_t>(bound))); }
  SitePlan shuffled();
  int tournament();
  SitePlan crossed(SitePlan const&, SitePlan const&);
  SitePlan shaken(SitePlan from, int count);
  void shake();
  void renew();
  int apart(SitePlan const&, SitePlan const&) const;
  void admit(std::vector<Member>&, Member const&, std::size_t most) const;

  SwapModel const& model_;
  int n_;
  Random random_;
  std::vector<Member> members_, champions_;  // best first
  std::vector<SitePlan> waiting_;
  int stale_{};   // children since the family's best
  int shakes_{};  // since then
  int renewals_{};
};

}  // namespace chengjie::place
