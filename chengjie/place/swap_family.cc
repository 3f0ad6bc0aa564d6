#include "chengjie/place/swap_family.h"

#include <algorithm>
#include <numeric>

namespace chengjie::place {
namespace {

constexpr auto kMembers = std::size_t{12};
constexpr auto kChampions = std::size_t{8};
constexpr auto kStale = 72;  // children without a better best before the members are shaken
constexpr auto kShakes = 2;  // in vain before the family makes room
constexpr auto kNear = 50;   // plans that differ in less than one site of so many are one

}  // namespace

SwapFamily::SwapFamily(SwapModel const& model, std::uint64_t seed)
    : model_(model), n_(model.n), random_(seed ^ 0xfa31ULL) {}

SitePlan SwapFamily::child() {
  if (!waiting_.empty()) {
    auto out = std::move(waiting_.back());
    waiting_.pop_back();
    return out;
  }
  if (members_.size() < kMembers) { return shuffled(); }
  auto const a = tournament();
  auto const b = tournament();
  return a == b ? shaken(members_[a].plan, 3 + draw(std::max(1, n_ / 4)))
                : crossed(members_[a].plan, members_[b].plan);
}

// Plans by what stands at each site: items that are alike count as one.
int SwapFamily::apart(SitePlan const& a, SitePlan const& b) const {
  auto at = std::vector<std::int32_t>(n_);
  for (auto i = 0; i != n_; ++i) { at[a[i]] = model_.group[i]; }
  auto count = 0;
  for (auto i = 0; i != n_; ++i) { count += at[b[i]] != model_.group[i] ? 1 : 0; }
  return count;
}

// Of plans that are near each other the better one stays.
void SwapFamily::admit(std::vector<Member>& list, Member const& plan, std::size_t most) const {
  auto const near = [&](Member const& other) { return apart(plan.plan, other.plan) <= n_ / kNear; };
  for (auto const& other : list) {
    if (other.value <= plan.value && near(other)) { return; }
  }
  std::erase_if(list, near);
  auto const at = std::upper_bound(list.begin(), list.end(), plan,
                                   [](auto const& x, auto const& y) { return x.value < y.value; });
  list.insert(at, plan);
  if (list.size() > most) { list.pop_back(); }
}

void SwapFamily::add(SitePlan const& plan, std::int64_t value) {
  if (members_.empty() || value < members_.front().value) { stale_ = 0, shakes_ = 0; }
  admit(members_, {plan, value}, kMembers);
  if (++stale_ < kStale) { return; }
  stale_ = 0;
  if (++shakes_ > kShakes) {
    renew();
  } else {
    shake();
  }
}

void SwapFamily::meet(Member const& champion) { admit(champions_, champion, kChampions); }

SitePlan SwapFamily::shuffled() {
  auto out = SitePlan(n_);
  std::iota(out.begin(), out.end(), 0);
  for (auto k = n_ - 1; k > 0; --k) { std::swap(out[k], out[draw(k + 1)]); }
  return out;
}

int SwapFamily::tournament() {
  auto const size = static_cast<int>(members_.size());
  return std::min(draw(size), draw(size));
}

SitePlan SwapFamily::crossed(SitePlan const& a, SitePlan const& b) {
  auto out = SitePlan(n_, -1);
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
SitePlan SwapFamily::shaken(SitePlan from, int count) {
  auto const picked = shuffled();
  for (auto k = 0; k + 1 < std::min(count, n_); ++k) {
    std::swap(from[picked[k]], from[picked[k + 1]]);
  }
  return from;
}

// All but the best go on from where they stand, some of their items moved.
void SwapFamily::shake() {
  auto const count = std::max(2, n_ * (2 + draw(6)) / 10);
  while (members_.size() > 1) {
    waiting_.push_back(shaken(members_.back().plan, count));
    members_.pop_back();
  }
}

// Every other new family is bred from champions, the rest from nothing.
void SwapFamily::renew() {
  shakes_ = 0;
  admit(champions_, members_.front(), kChampions);
  members_.clear();
  waiting_.clear();
  if (++renewals_ % 2 != 0) { return; }
  for (auto const& champion : champions_) { members_.push_back(champion); }
}

}  // namespace chengjie::place
