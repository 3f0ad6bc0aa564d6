#include "chengjie/place/swap_family.h"

#include <algorithm>
#include <numeric>

namespace chengjie::place {
namespace {

constexpr auto kPlans = std::size_t{12};  // that parents are drawn from
constexpr auto kStale = 15;  // generations without a better best before the plans are shaken

}  // namespace

SwapFamily::Perm SwapFamily::child() {
  if (!waiting_.empty()) {
    auto out = std::move(waiting_.back());
    waiting_.pop_back();
    return out;
  }
  if (plans_.size() < kPlans) { return shuffled(); }
  auto const& a = tournament();
  auto const& b = tournament();
  return &a == &b ? shaken(a.perm, 3 + draw(std::max(1, n_ / 4))) : crossed(a.perm, b.perm);
}

void SwapFamily::add(Perm const& perm, double value) {
  if (value < best_) { best_ = value, stale_ = 0; }
  auto const known = std::any_of(plans_.begin(), plans_.end(), [&](auto const& plan) {
    return plan.value == value && plan.perm == perm;
  });
  if (!known) { plans_.push_back({perm, value}); }
  std::stable_sort(plans_.begin(), plans_.end(),
                   [](auto const& a, auto const& b) { return a.value < b.value; });
  if (plans_.size() > kPlans) { plans_.pop_back(); }
  if (plans_.size() < kPlans || ++stale_ < kStale * children_) { return; }
  shake();
}

SwapFamily::Perm SwapFamily::shuffled() {
  auto out = Perm(n_);
  std::iota(out.begin(), out.end(), 0);
  for (auto k = n_ - 1; k > 0; --k) { std::swap(out[k], out[draw(k + 1)]); }
  return out;
}

SwapFamily::Plan const& SwapFamily::tournament() {
  auto const size = static_cast<int>(plans_.size());
  return plans_[std::min({draw(size), draw(size)})];
}

SwapFamily::Perm SwapFamily::crossed(Perm const& a, Perm const& b) {
  auto out = Perm(n_, -1);
  auto used = std::vector<char>(n_, 0);
  auto const take = [&](int item, int site) {
    if (out[item] >= 0 || used[site]) { return; }
    out[item] = site;
    used[site] = 1;
  };
  for (auto i = 0; i != n_; ++i) {
    if (a[i] == b[i]) { take(i, a[i]); }
  }
  auto const order = shuffled();
  for (auto const i : order) { take(i, draw(2) == 0 ? a[i] : b[i]); }
  for (auto const i : order) { take(i, a[i]), take(i, b[i]); }
  auto free = std::vector<std::int32_t>{};
  for (auto const site : order) {
    if (!used[site]) { free.push_back(site); }
  }
  for (auto const i : order) {
    if (out[i] < 0) { out[i] = free.back(), free.pop_back(); }
  }
  return out;
}

// Moves a random set of `count` items round among their sites.
SwapFamily::Perm SwapFamily::shaken(Perm from, int count) {
  auto const picked = shuffled();
  for (auto k = 0; k + 1 < std::min(count, n_); ++k) {
    std::swap(from[picked[k]], from[picked[k + 1]]);
  }
  return from;
}

// All but the best go on from where they stand, some of their items moved.
void SwapFamily::shake() {
  stale_ = 0;
  auto const count = std::max(2, n_ * (2 + draw(6)) / 10);
  while (plans_.size() > 1) {
    waiting_.push_back(shaken(plans_.back().perm, count));
    plans_.pop_back();
  }
}

}  // namespace chengjie::place
