// What one site would take at given prices: quickly for all sites, exactly for those that open.
#include <algorithm>
#include <cmath>

#include "chengjie/place/location_bound.h"
#include "chengjie/place/wide.h"

namespace chengjie::place {
namespace {

constexpr auto kFar = 1e300;
constexpr auto kQuickTries = 3;
constexpr auto kQuickNear = 0.02;  // of its room: how exactly a site is filled by its price
constexpr auto kScanWork = 50;     // about nanoseconds: a scan, a customer in a knapsack
constexpr auto kKnapsackWork = 10;

// What a site would take, in single precision: quick, and near enough for sites that stay shut.
struct Scan {
  float value{};
  float demand{};
};

using Lanes = float __attribute__((vector_size(32), aligned(4), may_alias));

constexpr auto kLanes = 16;  // two of them

// Sums over customers in a fixed order of lanes: the same on every machine.
CJ_WIDE Scan scan(float const* cost, float const* price, float const* demand, int width,
                  float pay) {
  auto const nothing = Lanes{};
  Lanes value[2] = {};
  Lanes taken[2] = {};
  for (auto j = 0; j != width; j += kLanes) {
    for (auto half = 0; half != 2; ++half) {
      auto const at = j + 8 * half;
      auto const need = *reinterpret_cast<Lanes const*>(demand + at);
      auto const here = *reinterpret_cast<Lanes const*>(cost + at) -
                        *reinterpret_cast<Lanes const*>(price + at) + pay * need;
      value[half] += here < nothing ? here : nothing;
      taken[half] += here < nothing ? need : nothing;
    }
  }
  auto out = Scan{};
  for (auto lane = 0; lane != kLanes; ++lane) {
    out.value += value[lane / 8][lane % 8];
    out.demand += taken[lane / 8][lane % 8];
  }
  return out;
}

}  // namespace

void LocationBound::set_price(std::vector<double> const& price) {
  for (auto j = 0; j != p_.items; ++j) { quick_price_[j] = static_cast<float>(price[j]); }
}

// At any price of its room a site's knapsack is worth no less than what its customers gain beyond
// that price, less the price of all its room; equal at the price that just fills it, which moves
// little from pass to pass.
double LocationBound::quick_value(int site) {
  auto best = -kFar;
  auto& pay = pay_[site];
  auto last_pay = 0.0;
  auto last_over = 0.0;
  for (auto k = 0; k != kQuickTries; ++k) {
    work_ += kScanWork + width_ / 4;
    auto const here =
        scan(quick_cost_->data() + static_cast<std::size_t>(site) * width_, quick_price_.data(),
             quick_demand_.data(), width_, static_cast<float>(pay));
    best = std::max(best, static_cast<double>(here.value) - pay * room_[site]);
    auto const over = static_cast<double>(here.demand) - room_[site];
    if (k > 0 && (over - last_over) * (pay - last_pay) < 0.0) {
      slope_[site] = (last_over - over) / (pay - last_pay);
    }
    if (std::abs(over) <= kQuickNear * room_[site] || (pay <= 0.0 && over <= 0.0)) { break; }
    last_pay = pay, last_over = over;
    if (slope_[site] <= 0.0) {
      // Nothing known yet: as if demand fell evenly from here to nothing at twice the mean price.
      auto sum = 0.0;
      for (auto const price : quick_price_) { sum += static_cast<double>(price); }
      slope_[site] = std::max(over + room_[site], 1.0) * total_ / std::max(2.0 * sum, 1e-9);
    }
    auto const next = std::max(0.0, pay + over / slope_[site]);
    pay = pay > 0.0 ? std::clamp(next, 0.5 * pay, 2.0 * pay) : next;
  }
  return best;
}

// Moves those below the ratio to the front of [low, high); tells where they end and their sums.
std::size_t LocationBound::part_at(double ratio, std::size_t low, std::size_t high, Part& part) {
  auto* const all = chosen_.data();
  auto end = low;
  part = {};
  for (auto k = low; k != high; ++k) {
    auto const one = all[k];
    auto const below = one.ratio < ratio;
    all[k] = all[end];
    all[end] = one;
    end += below ? 1 : 0;
    part.demand += below ? one.demand : 0.0;
    part.worth += below ? one.worth : 0.0;
  }
  return end;
}

double LocationBound::knapsack(int site, std::vector<double> const& price) {
  auto const& arcs = (*arcs_)[site];
  if (chosen_.size() < arcs.size() + 1) { chosen_.resize(arcs.size() + 1); }
  auto* const all = chosen_.data();
  work_ += kKnapsackWork * static_cast<std::int64_t>(arcs.size());
  auto count = std::size_t{0};
  auto weight = 0.0;
  auto total = 0.0;
  for (auto const& arc : arcs) {
    auto const worth = arc.cost - price[arc.item];
    auto const gains = worth < 0.0;
    all[count] = {worth * arc.inverse, worth, arc.demand, arc.item};
    count += gains ? 1 : 0;
    weight += gains ? arc.demand : 0.0;
    total += gains ? worth : 0.0;
  }
  chosen_count_ = count;
  share_ = 1.0;
  if (weight <= room_[site]) {
    pay_[site] = 0.0;
    return total;
  }
  // The best of them up to the room, by halving their order; what is left of it takes a part. The
  // ratio that filled the site last time is a good place to part them first.
  auto low = std::size_t{0};
  auto high = count;
  auto left = room_[site];
  auto guess = -pay_[site];
  auto guesses = 0;
  total = 0.0;
  while (high - low > 1) {
    auto part = Part{};
    auto middle = low;
    if (guesses < 2) { middle = part_at(guess, low, high, part); }
    if (middle == low || middle == high) {
      middle = low + (high - low) / 2;
      std::nth_element(all + low, all + middle, all + high,
                       [](auto const& a, auto const& b) { return a.ratio < b.ratio; });
      part = {};
      for (auto k = low; k != middle; ++k) {
        part.demand += all[k].demand, part.worth += all[k].worth;
      }
    }
    ++guesses;
    if (part.demand > left) {
      high = middle;
      guess *= 1.02;  // ratios are negative
    } else {
      left -= part.demand;
      total += part.worth;
      low = middle;
      guess *= 0.98;
    }
  }
  pay_[site] = -all[low].ratio;
  if (whole_) { return whole_knapsack(low, left, total); }
  auto const need = all[low].demand;
  share_ = need > left ? left / need : 1.0;
  chosen_count_ = low + 1;
  return total + all[low].worth * share_;
}

// Whole customers: `total` is what those before the critical one are worth, `left` the room they
// leave. A customer whose worth at the critical ratio is farther from zero than the fraction of the
// critical one can gain is surely in or surely out; of the others the least worth is thrown out.
double LocationBound::whole_knapsack(std::size_t critical, double left, double total) {
  auto* const all = chosen_.data();
  auto const ratio = all[critical].ratio;
  auto gap = -ratio * left;
  for (auto k = critical + 1; k < chosen_count_; ++k) {
    if (all[k].demand <= left) { gap = std::min(gap, all[k].worth - ratio * left); }
  }
  gap += 1e-9 * std::abs(total);
  auto kept = std::size_t{0};
  auto core = std::vector<Cover<double>::Site>{};
  auto over = -left;
  for (auto k = std::size_t{0}; k != chosen_count_; ++k) {
    auto const far = all[k].worth - ratio * all[k].demand;
    if (std::abs(far) <= gap && all[k].demand > 0.0) {
      core.push_back({-all[k].worth, all[k].demand, all[k].item});
      if (k >= critical) { over += all[k].demand, total += all[k].worth; }
    } else if (k < critical) {
      all[kept++] = all[k];
    }
  }
  core_.offer(core);
  auto const found = core_.least(over);
  work_ += kNodeWork * (core_.nodes() + static_cast<int>(core.size()));
  auto const& out = core_.chosen();
  for (auto const& one : core) {
    if (std::find(out.begin(), out.end(), one.site) != out.end()) { continue; }
    all[kept++] = {0.0, -one.cost, one.room, one.site};
  }
  chosen_count_ = kept;
  return total + found.bound;
}

}  // namespace chengjie::place
