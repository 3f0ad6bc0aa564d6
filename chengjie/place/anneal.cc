#include "chengjie/place/anneal.h"

#include <algorithm>
#include <cmath>

#include "chengjie/place/crew.h"

namespace chengjie::place {
namespace {

constexpr auto kWalks = 2;
constexpr auto kSteps = 64;       // temperatures
constexpr auto kLook = 6;         // first candidates that an item may be shifted to
constexpr auto kDearFirst = 1.2;  // overload in prices, at the hot end
constexpr auto kDearLast = 40.0;  // and at the cold end
constexpr auto kLogs = 4096U;

}  // namespace

Annealing::Annealing(Linear const& linear, std::uint64_t seed)
    : l_(linear), random_(seed), width_(static_cast<std::size_t>(linear.problem.resources)) {
  auto const& p = l_.problem;
  auto regrets = 0.0;
  auto uses = 0.0;
  auto counted = 0;
  for (auto j = 0; j != p.items; ++j) {
    if (l_.candidates(j) < 2) { continue; }
    ++counted;
    regrets += l_.reduced[l_.candidate_of(j, 1)];
    auto const use = l_.candidate_of(j, 0) * width_;
    for (auto r = std::size_t{0}; r != width_; ++r) { uses += l_.use[use + r]; }
  }
  regret_ = counted == 0 ? 0.0 : regrets / counted;
  if (regret_ <= 0.0) { regret_ = 1.0; }
  auto const mean_use = uses / std::max(1.0, counted * static_cast<double>(width_));
  weight_least_ = 0.1 * regret_ / std::max(mean_use, 1e-9);
  for (auto k = 0U; k != kLogs; ++k) { log_.push_back(-std::log((k + 0.5) / kLogs)); }
  for (auto k = 0; k != kWalks; ++k) { walks_.push_back({Random{random_.next()}, {}}); }
}

double Annealing::row_loss(std::size_t row, double load) const {
  auto const left = l_.room[row] - load;
  return left >= 0.0 ? l_.price[row] * left : -dear_ * (l_.price[row] + weight_least_) * left;
}

bool Annealing::overloaded(int site) const {
  auto const row = site * width_;
  for (auto r = std::size_t{0}; r != width_; ++r) {
    if (load_[row + r] > l_.room[row + r]) { return true; }
  }
  return false;
}

// Whether the shift makes the loss larger by no more than `most`. Room is never worth more than
// its price, so costs alone refuse most of the shifts from a site that is not overloaded.
bool Annealing::worth(int from, int to, double most) const {
  auto const& p = l_.problem;
  if (l_.cost[to] - l_.cost[from] > most && !overloaded(p.site[from])) { return false; }
  auto change = l_.reduced[to] - l_.reduced[from];
  auto const there = p.site[to] * width_;
  auto const in = to * width_;
  for (auto r = std::size_t{0}; r != width_; ++r) {
    auto const row = there + r;
    change += row_loss(row, load_[row] + l_.use[in + r]) - row_loss(row, load_[row]);
  }
  auto const here = p.site[from] * width_;
  auto const out = from * width_;
  for (auto r = std::size_t{0}; r != width_; ++r) {
    auto const row = here + r;
    change += row_loss(row, load_[row] - l_.use[out + r]) - row_loss(row, load_[row]);
  }
  return change <= most;
}

std::vector<double> Annealing::weights() const {
  auto out = std::vector<double>{};
  for (auto const price : l_.price) { out.push_back(kDearLast * (price + weight_least_)); }
  return out;
}

void Annealing::load(std::vector<std::int32_t> const& arc_of) {
  load_.assign(l_.problem.capacity.size(), 0.0);
  for (auto const arc : arc_of) {
    for (auto r = std::size_t{0}; r != width_; ++r) {
      load_[l_.problem.site[arc] * width_ + r] += l_.use[arc * width_ + r];
    }
  }
}

void Annealing::deal(std::vector<std::int32_t> const& arc_of) {
  auto const& p = l_.problem;
  group_.resize(p.sites);
  for (auto& group : group_) { group = static_cast<std::int8_t>(random_.below(kWalks)); }
  for (auto& walk : walks_) { walk.items.clear(); }
  for (auto j = 0; j != p.items; ++j) { walks_[group_[p.site[arc_of[j]]]].items.push_back(j); }
}

void Annealing::walk(Walk& walk, int group, std::int64_t moves, std::vector<std::int32_t>& arc_of) {
  auto const& p = l_.problem;
  if (walk.items.empty()) { return; }
  auto const count = static_cast<std::uint32_t>(walk.items.size());
  for (auto k = std::int64_t{0}; k != moves; ++k) {
    auto const item = walk.items[walk.random.below(count)];
    auto const looked = static_cast<std::uint32_t>(std::min(kLook, l_.candidates(item)));
    auto const to = l_.candidate_of(item, static_cast<int>(walk.random.below(looked)));
    auto const from = arc_of[item];
    if (to == from || group_[p.site[to]] != group) { continue; }
    if (!worth(from, to, heat_ * log_[walk.random.below(kLogs)])) { continue; }
    for (auto r = std::size_t{0}; r != width_; ++r) {
      load_[p.site[from] * width_ + r] -= l_.use[from * width_ + r];
      load_[p.site[to] * width_ + r] += l_.use[to * width_ + r];
    }
    arc_of[item] = to;
  }
}

void Annealing::run(std::vector<std::int32_t>& arc_of, Cooling const& cooling, int threads,
                    std::function<bool()> const& stop) {
  if (l_.problem.items == 0 || l_.problem.sites < 2) { return; }
  load(arc_of);
  auto const moves = std::max<std::int64_t>(1, cooling.moves / (kSteps * kWalks));
  for (auto step = 0; step != kSteps && !stop(); ++step) {
    auto const share = static_cast<double>(step) / (kSteps - 1);
    heat_ = regret_ * cooling.hot * std::pow(cooling.cold / cooling.hot, share);
    dear_ = kDearFirst * std::pow(kDearLast / kDearFirst, share);
    deal(arc_of);
    in_parallel(kWalks, threads, [&](int k) { walk(walks_[k], k, moves, arc_of); });
  }
}

}  // namespace chengjie::place
