// Which sites to open at least cost so that together they hold a demand: a covering 0-1 knapsack,
// depth first over sites by cost a unit of room (Horowitz & Sahni 1974), with the bound that opens
// one of them in part.
#pragma once
#include <algorithm>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

#include "chengjie/place/problem.h"

namespace chengjie::place {

// Number: double, or Wide for a proof (then every division goes down).
template <class Number>
class Cover {
 public:
  struct Site {
    Number cost{};  // > 0
    Number room{};  // > 0
    std::int32_t site{};
  };
  struct Found {
    Number bound{};   // no choice costs less; the least cost when the search was not cut short
    bool possible{};  // all of them together hold the need
  };

  explicit Cover(int nodes_max) : nodes_max_(nodes_max) {}

  // The sites on offer, in any order.
  void offer(std::vector<Site> sites) {
    sites_ = std::move(sites);
    // By cost for room. Products of doubles are rounded, and would be no order; ratios are one.
    std::sort(sites_.begin(), sites_.end(), [](Site const& a, Site const& b) {
      auto left = a.cost * b.room;
      auto right = b.cost * a.room;
      if constexpr (std::is_floating_point_v<Number>) {
        left = a.room > 0 ? a.cost / a.room : std::numeric_limits<Number>::max();
        right = b.room > 0 ? b.cost / b.room : std::numeric_limits<Number>::max();
      }
      return left != right ? left < right : a.site < b.site;
    });
    cost_.assign(1, Number{});
    room_.assign(1, Number{});
    for (auto const& site : sites_) {
      cost_.push_back(cost_.back() + site.cost);
      room_.push_back(room_.back() + site.room);
    }
  }

  Found least(Number need) {
    chosen_.clear();
    nodes_ = 0;
    if (need <= Number{}) { return {Number{}, true}; }
    if (room_.back() < need) { return {Number{}, false}; }
    found_ = cut_ = false;
    taken_.clear();
    go(0, need, Number{});
    return {cut_ && lower_ < best_ ? lower_ : best_, true};
  }
  int nodes() const { return nodes_; }  // of the last `least`
  // Of the last `least`: the cheapest choice seen.
  std::vector<std::int32_t> const& chosen() const { return chosen_; }

 private:
  void keep(std::size_t from, std::size_t to, Number cost) {
    if (found_ && cost >= best_) { return; }
    found_ = true;
    best_ = cost;
    chosen_ = taken_;
    for (auto k = from; k != to; ++k) { chosen_.push_back(sites_[k].site); }
  }

  // Sites from k on are still to be decided.
  void go(std::size_t k, Number need, Number cost) {
    auto const full = std::lower_bound(room_.begin() + static_cast<std::ptrdiff_t>(k) + 1,
                                       room_.end(), room_[k] + need);
    if (full == room_.end()) { return; }
    auto const end = static_cast<std::size_t>(full - room_.begin());
    keep(k, end, cost + cost_[end] - cost_[k]);
    auto const& last = sites_[end - 1];
    auto const rest = need - (room_[end - 1] - room_[k]);
    auto const bound = cost + cost_[end - 1] - cost_[k] + last.cost * rest / last.room;
    if (bound >= best_) { return; }
    if (++nodes_ > nodes_max_) {
      lower_ = cut_ && lower_ < bound ? lower_ : bound;
      cut_ = true;
      return;
    }
    taken_.push_back(sites_[k].site);
    auto const left = need - sites_[k].room;
    if (left <= Number{}) {
      keep(k, k, cost + sites_[k].cost);
    } else {
      go(k + 1, left, cost + sites_[k].cost);
    }
    taken_.pop_back();
    go(k + 1, need, cost);
  }

  int nodes_max_;
  int nodes_{};
  std::vector<Site> sites_;
  std::vector<Number> cost_, room_;  // sums of the first sites
  std::vector<std::int32_t> taken_, chosen_;
  Number best_{}, lower_{};
  bool found_{}, cut_{};
};

}  // namespace chengjie::place
