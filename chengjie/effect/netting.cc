#include "chengjie/effect/netting.h"

#include <algorithm>
#include <cmath>

namespace chengjie::effect {
namespace {

constexpr int kRoundsMax = 500;
constexpr double kSettled = 1e-9;

// What the plan calls for from each project, given f: by sector, since all buyers of a sector see
// the same sellers but themselves. O(projects x sectors) a round.
class Calls {
 public:
  Calls(std::vector<Placed> const& plan, solve::Matrix const& inverse, double share)
      : plan_(plan), inverse_(inverse), share_(share), made_(inverse.rows()) {
    for (auto const& p : plan) { made_[p.sector] += p.output; }
  }

  std::vector<double> on_each(std::vector<double> const& f) const {
    auto const n = inverse_.rows();
    // Buyers outside a sector share all its sellers; buyers within it share the others.
    std::vector<double> from_outside(n), within(n);
    std::vector<double> by_sector(n);
    for (std::size_t p = 0; p != plan_.size(); ++p) { by_sector[plan_[p].sector] += f[p]; }
    for (std::size_t i = 0; i != n; ++i) {
      if (!(made_[i] > 0)) { continue; }
      for (std::size_t j = 0; j != n; ++j) {
        if (j != i) { from_outside[i] += share_ * inverse_(i, j) * by_sector[j]; }
      }
      for (std::size_t p = 0; p != plan_.size(); ++p) {
        if (plan_[p].sector != i || !(made_[i] - plan_[p].output > 0)) { continue; }
        within[i] += f[p] / (made_[i] - plan_[p].output);
      }
    }
    std::vector<double> out(plan_.size());
    for (std::size_t q = 0; q != plan_.size(); ++q) {
      auto const i = plan_[q].sector;
      auto const o = plan_[q].output;
      if (!(o > 0)) { continue; }
      auto const own = made_[i] - o > 0 ? f[q] / (made_[i] - o) : 0;
      out[q] =
          from_outside[i] * o / made_[i] + share_ * (inverse_(i, i) - 1) * o * (within[i] - own);
    }
    return out;
  }

 private:
  std::vector<Placed> const& plan_;
  solve::Matrix const& inverse_;
  double share_;
  std::vector<double> made_;
};

}  // namespace

Result<Netted> net_of_supply(std::vector<Placed> const& plan, solve::Matrix const& inverse,
                             double share) {
  if (!(share >= 0 && share <= 1)) {
    return Error{Code::bad_input, "互供份额应在 0 至 1 之间", "effect/mutual_supply",
                 "请改正这条假设"};
  }
  auto size = 0.0;
  for (auto const& p : plan) {
    CJ_CHECK(p.sector < inverse.rows());
    if (!(p.output >= 0) || !std::isfinite(p.output)) {
      return Error{Code::bad_input, "项目产值应为非负的有限数", "", "请改正"};
    }
    size = std::max(size, p.output);
  }
  Netted out;
  for (auto const& p : plan) { out.free.push_back(p.output); }
  if (!(size > 0)) { return out; }
  Calls const calls(plan, inverse, share);
  // Half steps: T may have a radius over 1, and f never leaves 0..O.
  for (; out.rounds != kRoundsMax; ++out.rounds) {
    auto const called = calls.on_each(out.free);
    auto change = 0.0;
    for (std::size_t p = 0; p != plan.size(); ++p) {
      auto const wanted = std::max(0.0, plan[p].output - called[p]);
      change = std::max(change, std::abs(wanted - out.free[p]));
      out.free[p] += (wanted - out.free[p]) / 2;
    }
    out.residual = change / size;
    if (out.residual < kSettled) { return out; }
  }
  return Error{Code::limit, "项目之间的互供在 500 轮内没有算稳", "", "请减小互供份额"};
}

}  // namespace chengjie::effect
