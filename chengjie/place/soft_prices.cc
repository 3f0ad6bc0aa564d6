#include "chengjie/place/soft_prices.h"

#include <algorithm>
#include <cmath>

namespace chengjie::place {
namespace {

constexpr auto kRidge = 1e-6;  // added to the curvature, so that it can be divided by
constexpr auto kHalvings = 8;
constexpr auto kShorter = 0.4;
constexpr auto kCold = 30.0;      // so many heats above the cheapest arc there is no share
constexpr auto kNothing = 1e-9;   // a share that bends nothing
constexpr auto kAccuracy = 1e-3;  // of a site's room
constexpr auto kArcWork = 10;     // of an exponential, in elementary steps

}  // namespace

void SoftPrices::clear(std::vector<double> room, std::vector<double> price, double heat) {
  item_.clear();
  first_.assign(1, 0);
  arcs_.clear();
  room_ = std::move(room);
  price_ = std::move(price);
  open_slot_.assign(room_.size(), 1);
  open_ = static_cast<int>(room_.size());
  heat_ = heat;
}

void SoftPrices::add_item(int item, std::vector<Arc> const& arcs) {
  arcs_.insert(arcs_.end(), arcs.begin(), arcs.end());
  first_.push_back(static_cast<std::int32_t>(arcs_.size()));
  item_.push_back(item);
}

void SoftPrices::close(int slot, std::vector<char> const& inside) {
  open_slot_[slot] = 0;
  --open_;
  auto kept = std::size_t{0};
  auto at = std::size_t{0};
  auto begin = std::size_t{0};
  for (auto k = std::size_t{0}; k != item_.size(); ++k) {
    auto const end = static_cast<std::size_t>(first_[k + 1]);
    if (!inside[item_[k]]) {
      item_[kept] = item_[k];
      for (auto a = begin; a != end; ++a) {
        if (arcs_[a].slot != slot) { arcs_[at++] = arcs_[a]; }
      }
      first_[++kept] = static_cast<std::int32_t>(at);
    }
    begin = end;
  }
  item_.resize(kept);
  first_.resize(kept + 1);
  arcs_.resize(at);
}

// The item's share of the dual function; its loads and their curvature are added.
double SoftPrices::spread_item(int k, std::vector<double> const& price) {
  auto* const begin = arcs_.data() + first_[k];
  auto* const end = arcs_.data() + first_[k + 1];
  if (begin == end) { return 0.0; }
  auto least = 1e300;
  for (auto* a = begin; a != end; ++a) {
    a->share = a->cost + price[a->slot] * a->use;
    least = std::min(least, a->share);
  }
  auto sum = 0.0;
  auto mean = 0.0;
  for (auto* a = begin; a != end; ++a) {
    auto const over = (a->share - least) / heat_;
    a->share = over < kCold ? std::exp(-over) : 0.0;
    sum += a->share;
    mean += a->share * over;
  }
  level_ += least;
  entropy_ += std::log(sum) + mean / sum;
  auto const n = room_.size();
  for (auto* a = begin; a != end; ++a) {
    a->share /= sum;
    load_[a->slot] += a->share * a->use;
  }
  for (auto* a = begin; a != end; ++a) {
    if (a->share < kNothing) { continue; }
    auto const filled = a->share * a->use;
    auto* row = curve_.data() + static_cast<std::size_t>(a->slot) * n;
    row[a->slot] += filled * a->use;
    for (auto* b = begin; b != end; ++b) { row[b->slot] -= filled * b->share * b->use; }
  }
  work_ += (end - begin) * (end - begin + kArcWork);
  return least - heat_ * std::log(sum);
}

// The concave dual function at the prices; shares, loads and curvature with it.
double SoftPrices::spread(std::vector<double> const& price) {
  auto const n = room_.size();
  load_.assign(n, 0.0);
  curve_.assign(n * n, 0.0);
  entropy_ = level_ = 0.0;
  auto total = 0.0;
  for (auto k = 0; k != items(); ++k) { total += spread_item(k, price); }
  for (auto i = std::size_t{0}; i != n; ++i) {
    if (!open_slot_[i]) { continue; }
    total -= price[i] * room_[i];
    level_ -= price[i] * room_[i];
  }
  return total;
}

// Solves curvature / heat * step = overload by Cholesky, for the slots that bind.
bool SoftPrices::newton_step(std::vector<double>& step) {
  auto const n = room_.size();
  auto kept = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i != n; ++i) {
    if (open_slot_[i] && (price_[i] > 0.0 || load_[i] > room_[i])) { kept.push_back(i); }
  }
  auto const m = kept.size();
  auto low = std::vector<double>(m * m, 0.0);
  auto x = std::vector<double>(m);
  for (auto i = std::size_t{0}; i != m; ++i) {
    for (auto k = std::size_t{0}; k <= i; ++k) {
      auto sum = curve_[kept[i] * n + kept[k]] / heat_;
      if (i == k) { sum += kRidge * (sum + 1.0); }
      for (auto l = std::size_t{0}; l != k; ++l) { sum -= low[i * m + l] * low[k * m + l]; }
      if (i == k && sum <= 0.0) { return false; }
      low[i * m + k] = i == k ? std::sqrt(sum) : sum / low[k * m + k];
    }
    x[i] = load_[kept[i]] - room_[kept[i]];
    for (auto l = std::size_t{0}; l != i; ++l) { x[i] -= low[i * m + l] * x[l]; }
    x[i] /= low[i * m + i];
  }
  for (auto i = m; i-- > 0;) {
    for (auto l = i + 1; l != m; ++l) { x[i] -= low[l * m + i] * x[l]; }
    x[i] /= low[i * m + i];
  }
  work_ += static_cast<std::int64_t>(m * m * m / 6);
  step.assign(n, 0.0);
  for (auto i = std::size_t{0}; i != m; ++i) { step[kept[i]] = x[i]; }
  return true;
}

// The largest departure from what the prices should bring about, as a share of a site's room.
double SoftPrices::overload() const {
  auto most = 0.0;
  for (auto i = std::size_t{0}; i != room_.size(); ++i) {
    auto const over = load_[i] - room_[i];
    if (open_slot_[i] && (price_[i] > 0.0 || over > 0.0)) {
      most = std::max(most, std::abs(over) / (room_[i] + 1.0));
    }
  }
  return most;
}

void SoftPrices::solve(int steps) {
  auto step = std::vector<double>{};
  auto next = price_;
  auto here = spread(price_);
  for (auto k = 0; k != steps && overload() >= kAccuracy && newton_step(step); ++k) {
    auto scale = 1.0;
    auto better = false;
    for (auto halving = 0; halving != kHalvings && !better; ++halving, scale *= kShorter) {
      for (auto i = std::size_t{0}; i != next.size(); ++i) {
        next[i] = std::max(0.0, price_[i] + scale * step[i]);
      }
      auto const there = spread(next);
      better = there > here - 1e-9 * std::abs(here);
      if (better) { here = there; }
    }
    if (!better) { return void(spread(price_)); }
    price_ = next;
  }
}

}  // namespace chengjie::place
