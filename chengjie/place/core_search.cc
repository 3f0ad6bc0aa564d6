#include "chengjie/place/core_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace chengjie::place {
namespace {

constexpr auto kLabelsMax = std::size_t{2000};     // a half
constexpr auto kPairsMax = std::int64_t{300'000};  // joined in one round of the walk
constexpr auto kProofPairs = std::int64_t{200'000'000};
constexpr auto kProofCells = std::size_t{6'000'000};  // labels x rows a half
constexpr auto kProvable = 1e9;  // costs up to here leave floating point room for whole units
constexpr auto kWidest = 12;
constexpr auto kHalfShare = 0.62;  // of the budget that one half may spend; more is seldom needed
constexpr auto kEqual = 1e-6;
constexpr auto kWanderEvery = 4U;   // of so many rounds one may end on a dearer plan,
constexpr auto kFarShare = 0.05;    // at most this share of the gap above the best,
constexpr auto kFarGrowth = 0.001;  // and one unit and this much a round since the best

}  // namespace

CoreSearch::CoreSearch(Linear const& linear, std::uint64_t seed)
    : l_(linear), random_(seed), width_(static_cast<std::size_t>(linear.problem.resources)) {}

void CoreSearch::start(std::vector<std::int32_t> const& arc_of, std::int64_t cost) {
  auto const& p = l_.problem;
  arc_of_ = arc_of;
  cost_ = best_cost_ = cost;
  best_ = arc_of;
  idle_ = 0;
  at_.assign(p.sites, {});
  load_.assign(p.capacity.size(), 0.0);
  slot_of_.assign(p.sites, -1);
  sites_.clear();
  for (auto j = 0; j != p.items; ++j) {
    auto const site = p.site[arc_of_[j]];
    at_[site].push_back(j);
    for (auto r = std::size_t{0}; r != width_; ++r) {
      load_[site * width_ + r] += l_.use[arc_of_[j] * width_ + r];
    }
  }
}

void CoreSearch::add_site(int site) {
  slot_of_[site] = static_cast<std::int32_t>(sites_.size());
  sites_.push_back(site);
}

void CoreSearch::clear_sites() {
  for (auto const site : sites_) { slot_of_[site] = -1; }
  sites_.clear();
}

// Grows along cheap candidate arcs of items that stand in the set.
void CoreSearch::choose_sites() {
  auto const& p = l_.problem;
  clear_sites();
  auto const whole = static_cast<int>(wanted_);
  auto const count = std::min(p.sites, whole + (random_.unit() < wanted_ - whole ? 1 : 0));
  auto const may = [&](int site) { return allowed_.empty() || allowed_[site] != 0; };
  for (auto tries = 0; sites_.empty() && tries != 64; ++tries) {
    auto const site = static_cast<int>(random_.below(static_cast<std::uint32_t>(p.sites)));
    if (may(site)) { add_site(site); }
  }
  if (sites_.empty()) { return; }
  for (auto tries = 0; static_cast<int>(sites_.size()) < count && tries < 20 * count; ++tries) {
    auto const base = sites_[random_.below(static_cast<std::uint32_t>(sites_.size()))];
    auto const& here = at_[base];
    auto next = static_cast<int>(random_.below(static_cast<std::uint32_t>(p.sites)));
    if (!here.empty() && random_.below(4) != 0) {
      auto const item = here[random_.below(static_cast<std::uint32_t>(here.size()))];
      auto const looked = static_cast<std::uint32_t>(std::min(6, l_.candidates(item)));
      next = p.site[l_.candidate_of(item, static_cast<int>(random_.below(looked)))];
    }
    if (slot_of_[next] < 0 && may(next)) { add_site(next); }
  }
}

// Rooms, budget and departures of the chosen set; false when nothing can be better in it.
bool CoreSearch::prepare() {
  auto const& p = l_.problem;
  room_.assign(rows(), 0.0);
  price_.assign(rows(), 0.0);
  budget_ = 0.0;
  free_.clear();
  for (auto& half : half_) {
    half.departs.clear();
    half.labels.clear();
    half.loads.clear();
    half.base.assign(rows(), 0.0);
    half.current.assign(rows(), 0.0);
  }
  for (auto slot = std::size_t{0}; slot != sites_.size(); ++slot) {
    for (auto r = std::size_t{0}; r != width_; ++r) {
      auto const row = sites_[slot] * width_ + r;
      room_[slot * width_ + r] = l_.room[row];
      if (p.capacity[row] == kUnlimited) { continue; }
      price_[slot * width_ + r] = l_.price[row];
      budget_ += l_.price[row] * (l_.room[row] - load_[row]);
    }
  }
  auto cheapest_of = [&](int item) {
    auto best = -1;
    for (auto const site : sites_) {
      auto const arc = l_.arc_of(item, site);
      if (arc >= 0 && (best < 0 || l_.reduced[arc] < l_.reduced[best])) { best = arc; }
    }
    return best;
  };
  for (auto const site : sites_) {
    for (auto const item : at_[site]) {
      auto const cheapest = cheapest_of(item);
      free_.push_back({item, cheapest});
      budget_ += l_.reduced[arc_of_[item]] - l_.reduced[cheapest];
    }
  }
  cap_ = (budget_ + tolerance_) * (proving_ ? 1.0 : kHalfShare);
  for (auto k = std::size_t{0}; k != free_.size(); ++k) {
    auto const& free = free_[k];
    auto& half = half_[random_.below(2)];
    auto const from = static_cast<std::size_t>(slot_of_[p.site[free.cheapest]]);
    auto const stands = static_cast<std::size_t>(slot_of_[p.site[arc_of_[free.item]]]);
    for (auto r = std::size_t{0}; r != width_; ++r) {
      half.base[from * width_ + r] += l_.use[free.cheapest * width_ + r];
      half.current[stands * width_ + r] += l_.use[arc_of_[free.item] * width_ + r];
    }
    for (auto const site : sites_) {
      auto const arc = l_.arc_of(free.item, site);
      if (arc < 0 || arc == free.cheapest) { continue; }
      auto const loss = l_.reduced[arc] - l_.reduced[free.cheapest];
      if (loss > cap_) { continue; }
      half.departs.push_back(
          {static_cast<int>(k), arc, loss, slot_of_[site], static_cast<int>(from)});
    }
  }
  used_.assign(free_.size(), 0);
  return !half_[0].departs.empty() && !half_[1].departs.empty();
}

// All sets of departures of one half within the cap; false when there are too many.
bool CoreSearch::list(Half& half) {
  std::sort(half.departs.begin(), half.departs.end(), [](auto const& a, auto const& b) {
    return a.loss != b.loss ? a.loss < b.loss : a.arc < b.arc;
  });
  if (half.departs.size() > 30'000) { half.departs.resize(30'000); }
  now_ = half.base;
  half.labels.clear();
  half.loads.clear();
  return extend(half, 0, 0.0, 0);
}

bool CoreSearch::extend(Half& half, std::size_t from, double loss, int count) {
  if (half.labels.size() == labels_max_) { return false; }
  half.labels.push_back({loss, stack_, count});
  half.loads.insert(half.loads.end(), now_.begin(), now_.end());
  if (count == kDepartMax) {
    deep_ = true;
    return true;
  }
  for (auto d = from; d != half.departs.size(); ++d) {
    auto const& depart = half.departs[d];
    if (loss + depart.loss > cap_) { break; }
    if (used_[depart.item]) { continue; }
    auto const in = depart.slot * width_;
    auto const out = depart.slot_cheapest * width_;
    auto const old = free_[depart.item].cheapest * width_;
    auto const arc = depart.arc * width_;
    for (auto r = std::size_t{0}; r != width_; ++r) {
      now_[in + r] += l_.use[arc + r];
      now_[out + r] -= l_.use[old + r];
    }
    used_[depart.item] = 1;
    stack_[count] = static_cast<std::int16_t>(d);
    auto const complete = extend(half, d + 1, loss + depart.loss, count + 1);
    used_[depart.item] = 0;
    for (auto r = std::size_t{0}; r != width_; ++r) {
      now_[in + r] -= l_.use[arc + r];
      now_[out + r] += l_.use[old + r];
    }
    if (!complete) { return false; }
  }
  return true;
}

void CoreSearch::sort_by_keys(Half& half) {
  half.order.resize(half.labels.size());
  std::iota(half.order.begin(), half.order.end(), 0);
  auto const n = rows();
  std::sort(half.order.begin(), half.order.end(), [&](int a, int b) {
    auto const* x = half.loads.data() + a * n;
    auto const* y = half.loads.data() + b * n;
    if (x[key0_] != y[key0_]) { return x[key0_] < y[key0_]; }
    if (x[key1_] != y[key1_]) { return x[key1_] < y[key1_]; }
    return a < b;
  });
}

bool CoreSearch::is_current(double const* x, double const* y) const {
  return std::equal(x, x + rows(), half_[0].current.begin()) &&
         std::equal(y, y + rows(), half_[1].current.begin());
}

void CoreSearch::try_pair(std::size_t a, std::size_t b, double left) {
  auto const n = rows();
  auto const* x = half_[0].loads.data() + a * n;
  auto const* y = half_[1].loads.data() + b * n;
  left -= half_[1].labels[b].loss;
  for (auto k = std::size_t{0}; k != n; ++k) {
    auto const slack = room_[k] - x[k] - y[k];
    if (slack < 0.0) { return; }
    left -= price_[k] * slack;
    if (left < best_total_ - kEqual) { return; }
  }
  if (tolerance_ > 0.0 && left < kEqual && is_current(x, y)) { return; }
  if (left > best_total_ + kEqual) {
    best_total_ = left;
    equals_ = 1;
  } else if (random_.below(static_cast<std::uint32_t>(++equals_)) != 0) {
    return;  // one of the equally good plans, evenly drawn
  }
  best_a_ = static_cast<int>(a);
  best_b_ = static_cast<int>(b);
}

void CoreSearch::join(std::function<bool()> const& stop) {
  auto const n = rows();
  best_a_ = best_b_ = -1;
  best_total_ = -tolerance_;  // what is saved: as good as now, or better, or not much worse
  equals_ = 0;
  auto const& second = half_[1];
  auto const key = [&](std::size_t position, std::size_t row) {
    return second.loads[second.order[position] * n + row];
  };
  auto const count = second.order.size();
  for (auto a = std::size_t{0}; a != half_[0].labels.size(); ++a) {
    if (pairs_left_ <= 0) { return; }
    if (a % 256 == 255 && stop()) { pairs_left_ = 0; }
    auto const left = budget_ - half_[0].labels[a].loss;
    auto const* x = half_[0].loads.data() + a * n;
    auto const q0 = room_[key0_] - x[key0_];
    auto const q1 = room_[key1_] - x[key1_];
    auto const low0 =
        price_[key0_] > 0.0 ? q0 - (left - best_total_ + kEqual) / price_[key0_] : -1e300;
    auto begin = static_cast<std::size_t>(
        std::partition_point(second.order.begin(), second.order.end(),
                             [&](int k) { return second.loads[k * n + key0_] < low0; }) -
        second.order.begin());
    while (begin != count && key(begin, key0_) <= q0) {
      --pairs_left_;
      auto const value = key(begin, key0_);
      auto const rest = left - price_[key0_] * (q0 - value) - best_total_ + kEqual;
      auto const low1 = price_[key1_] > 0.0 ? q1 - rest / price_[key1_] : -1e300;
      auto at = static_cast<std::size_t>(
          std::partition_point(second.order.begin() + static_cast<long>(begin), second.order.end(),
                               [&](int k) {
                                 auto const* y = second.loads.data() + k * n;
                                 return y[key0_] == value && y[key1_] < low1;
                               }) -
          second.order.begin());
      for (; at != count && key(at, key0_) == value && key(at, key1_) <= q1; ++at) {
        if (--pairs_left_ <= 0) { return; }
        try_pair(a, static_cast<std::size_t>(second.order[at]), left);
      }
      begin = static_cast<std::size_t>(
          std::partition_point(second.order.begin() + static_cast<long>(begin), second.order.end(),
                               [&](int k) { return second.loads[k * n + key0_] <= value; }) -
          second.order.begin());
    }
  }
}

void CoreSearch::adopt() {
  auto const& p = l_.problem;
  auto arcs = std::vector<std::int32_t>(free_.size());
  for (auto k = std::size_t{0}; k != free_.size(); ++k) { arcs[k] = free_[k].cheapest; }
  for (auto side = 0; side != 2; ++side) {
    auto const& half = half_[side];
    auto const& label = half.labels[side == 0 ? best_a_ : best_b_];
    for (auto k = 0; k != label.count; ++k) {
      auto const& depart = half.departs[label.departs[k]];
      arcs[depart.item] = depart.arc;
    }
  }
  for (auto k = std::size_t{0}; k != free_.size(); ++k) {
    auto const item = free_[k].item;
    auto const old = arc_of_[item];
    if (arcs[k] == old) { continue; }
    cost_ += p.cost[arcs[k]] - p.cost[old];
    auto& from = at_[p.site[old]];
    from.erase(std::find(from.begin(), from.end(), item));
    at_[p.site[arcs[k]]].push_back(item);
    for (auto r = std::size_t{0}; r != width_; ++r) {
      load_[p.site[old] * width_ + r] -= l_.use[old * width_ + r];
      load_[p.site[arcs[k]] * width_ + r] += l_.use[arcs[k] * width_ + r];
    }
    arc_of_[item] = arcs[k];
  }
}

void CoreSearch::settle() {
  ++idle_;
  if (cost_ >= best_cost_) { return; }
  best_cost_ = cost_;
  best_ = arc_of_;
  idle_ = 0;
}

// The rows where little room may be left without loss tell labels apart best.
void CoreSearch::choose_keys() {
  auto keys = std::vector<std::size_t>(rows());
  std::iota(keys.begin(), keys.end(), 0);
  std::stable_sort(keys.begin(), keys.end(),
                   [&](auto a, auto b) { return price_[a] * room_[a] > price_[b] * room_[b]; });
  key0_ = keys[0];
  key1_ = keys[1];
}

bool CoreSearch::prove(std::size_t labels_most, std::function<bool()> const& stop) {
  if (arc_of_.empty() || width_ == 0 || l_.problem.sites < 2 ||
      std::abs(static_cast<double>(best_cost_)) > kProvable) {
    return false;
  }
  start(std::vector<std::int32_t>{best_}, best_cost_);
  labels_max_ = std::min(
      labels_most,
      kProofCells / std::max<std::size_t>(1, width_ * static_cast<std::size_t>(l_.problem.sites)));
  proving_ = true;
  for (auto improved = true; improved;) {
    clear_sites();
    for (auto i = 0; i != l_.problem.sites; ++i) { add_site(i); }
    tolerance_ = 0.0;
    prepare();
    // Better by one whole unit of cost at least.
    cap_ = budget_ - 1.0 + 1e-6;
    tolerance_ = -(1.0 - 1e-6);
    for (auto& half : half_) {
      std::erase_if(half.departs, [&](auto const& depart) { return depart.loss > cap_; });
    }
    deep_ = false;
    if (cap_ >= 0.0 && (!list(half_[0]) || !list(half_[1]) || deep_)) { return false; }
    best_a_ = -1;
    if (cap_ >= 0.0) {
      choose_keys();
      sort_by_keys(half_[1]);
      pairs_left_ = kProofPairs;
      join(stop);
      if (best_a_ < 0 && pairs_left_ <= 0) { return false; }
    }
    improved = best_a_ >= 0;
    if (improved) { adopt(); }
    settle();
  }
  return true;
}

void CoreSearch::run(std::int64_t rounds, std::function<bool()> const& stop) {
  if (l_.problem.sites < 2 || arc_of_.empty() || width_ == 0) { return; }
  labels_max_ = kLabelsMax;
  proving_ = false;
  auto const widest = static_cast<double>(std::min(l_.problem.sites, kWidest));
  for (auto k = std::int64_t{0}; k != rounds; ++k) {
    if (stop()) { return; }
    // How far above the best the walk may go grows slowly while nothing better is found.
    auto const far = std::min(kFarShare * (static_cast<double>(best_cost_) - l_.level),
                              1.0 + kFarGrowth * static_cast<double>(idle_));
    tolerance_ = random_.below(kWanderEvery) == 0
                     ? std::max(0.0, static_cast<double>(best_cost_ - cost_) + far)
                     : 0.0;
    choose_sites();
    if (sites_.size() < 2 || !prepare()) {
      wanted_ = std::min(wanted_ + 0.02, widest);
      continue;
    }
    auto const complete = list(half_[0]) && list(half_[1]);
    // Too many to list: what was listed (the cheapest departures in depth-first order) would be a
    // lopsided sample, so the cap comes down until all of it fits.
    for (auto again = 0; !complete && again != 12; ++again) {
      cap_ *= 0.8;
      if (list(half_[0]) && list(half_[1])) { break; }
    }
    auto const most = std::max(half_[0].labels.size(), half_[1].labels.size());
    labels_total_ += static_cast<std::int64_t>(half_[0].labels.size() + half_[1].labels.size());
    wanted_ = !complete               ? std::max(2.0, wanted_ - 0.03)
              : most < kLabelsMax / 4 ? std::min(wanted_ + 0.03, widest)
                                      : wanted_;
    choose_keys();
    sort_by_keys(half_[1]);
    pairs_left_ = kPairsMax;
    join(stop);
    if (best_a_ >= 0) { adopt(); }
    settle();
  }
}

}  // namespace chengjie::place
