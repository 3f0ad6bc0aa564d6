#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/place/crew.h"
#include "chengjie/place/district_search.h"

namespace chengjie::place::district {
namespace {

class Branching {
 public:
  Branching(Model const& m, RowPrices const& prices, Found best, std::int64_t nodes,
            Options const& options)
      : m_(m),
        state_(m),
        best_(std::move(best)),
        nodes_most_(nodes),
        options_(options),
        decided_(m.items, 0) {
    root_ = 0.0;
    best_near();
    // Every pair whole, as `pairs_lost` takes it back: prices.optimist may count less.
    auto optimist = std::vector<double>(m.choices.size(), 0.0);
    for (auto j = 0; j != m.items; ++j) {
      for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
        optimist[c] = static_cast<double>(m.choices[c].points);
        for (auto const& row : half_[j]) { optimist[c] += row[m.choices[c].site]; }
      }
    }
    for (auto j = 0; j != m.items; ++j) {
      auto& list = list_.emplace_back();
      for (auto c = m.first[j]; c != m.first[j + 1]; ++c) {
        list.push_back({c, priced(m, optimist, prices.of, c)});
      }
      if (m.skip[j] != kNever) { list.push_back({-1, -static_cast<double>(m.skip[j])}); }
      std::stable_sort(list.begin(), list.end(),
                       [](auto const& a, auto const& b) { return a.points > b.points; });
      root_ += list.empty() ? 0.0 : list.front().points;
    }
    for (auto k = std::size_t{0}; k != m.rows.size(); ++k) {
      root_ += prices.of[k] * static_cast<double>(m.rows[k].capacity);
    }
    for (auto const& group : m.groups) {
      auto sum = -group.price;
      for (auto k = group.first; k != group.last; ++k) { sum += prices.of[k]; }
      if (sum > 0.0) { root_ += sum * static_cast<double>(group.most); }
    }
    // Floating point and the rounded price of extensions may err by this; cutting so much later
    // costs only nodes.
    slack_ = 1e-9 * (std::abs(root_) + 1.0) + 1.0 + static_cast<double>(m.groups.size());
    order_.resize(m.items);
    std::iota(order_.begin(), order_.end(), 0);
    auto const regret = [&](int j) {
      return list_[j].size() < 2 ? 1e300 : list_[j][0].points - list_[j][1].points;
    };
    std::stable_sort(order_.begin(), order_.end(),
                     [&](int a, int b) { return regret(a) > regret(b); });
  }

  Found run() {
    descend(0, root_);
    if (!stopped_) {
      best_.stop = best_.choices.empty() && m_.items > 0 ? Stop::infeasible : Stop::proved_best;
      best_.bound = best_.value;
    }
    return std::move(best_);
  }

 private:
  struct Option {
    int choice{};
    double points{};
  };

  // Half of the best that each pair of an item could bring at each site, as the bound counts it.
  void best_near() {
    half_.resize(m_.items);
    for (auto j = 0; j != m_.items; ++j) {
      for (auto const& pair : m_.pairs[j]) {
        auto row = std::vector<double>(m_.sites, 0.0);
        for (auto i = 0; i != m_.sites; ++i) {
          auto best = std::int64_t{0};
          for (auto c = m_.first[pair.other]; c != m_.first[pair.other + 1]; ++c) {
            best = std::max(best, pair.points[static_cast<int>(m_.near_of(i, m_.choices[c].site))]);
          }
          row[i] = 0.5 * static_cast<double>(best);
        }
        half_[j].push_back(std::move(row));
      }
    }
  }

  double half(int item, std::size_t pair) const {
    auto const choice = state_.choice_of(item);
    return choice < 0 ? 0.0 : half_[item][pair][m_.choices[choice].site];
  }

  // What the pairs between the item and those already decided bring less than the bound took.
  double pairs_lost(int item) const {
    auto lost = 0.0;
    for (auto k = std::size_t{0}; k != m_.pairs[item].size(); ++k) {
      auto const& pair = m_.pairs[item][k];
      if (!decided_[pair.other]) { continue; }
      lost += half(item, k);
      for (auto b = std::size_t{0}; b != m_.pairs[pair.other].size(); ++b) {
        auto const& back = m_.pairs[pair.other][b];
        if (back.other != item ||
            std::abs(back.points[kNearLevels - 1] - pair.points[kNearLevels - 1]) != 0) {
          continue;
        }
        lost += half(pair.other, b);
        break;
      }
      auto const here = state_.choice_of(item);
      auto const there = state_.choice_of(pair.other);
      if (here < 0 || there < 0) { continue; }
      lost -= static_cast<double>(
          pair.points[static_cast<int>(m_.near_of(m_.choices[here].site, m_.choices[there].site))]);
    }
    return lost;
  }

  bool hopeless(double bound) const {
    return !best_.choices.empty() && bound < static_cast<double>(best_.value) + 1.0 - slack_;
  }

  void descend(std::size_t depth, double bound) {
    if (stopped_ || hopeless(bound)) { return; }
    if (depth == order_.size()) { return keep(); }
    if (++nodes_ > nodes_most_ || (nodes_ % 1024 == 0 && out_of_time(options_))) {
      stopped_ = true;
      return;
    }
    auto const item = order_[depth];
    decided_[item] = 1;
    for (auto const& option : list_[item]) {
      auto const next = bound - (list_[item].front().points - option.points);
      if (hopeless(next)) { break; }
      if (option.choice >= 0) {
        if (!state_.fits(option.choice)) { continue; }
        state_.put(option.choice);
      }
      descend(depth + 1, next - pairs_lost(item));
      state_.take(item);
    }
    decided_[item] = 0;
  }

  void keep() {
    if (state_.missing() > 0) { return; }
    if (!best_.choices.empty() && state_.value() <= best_.value) { return; }
    best_.choices = state_.choices();
    best_.value = state_.value();
  }

  Model const& m_;
  State state_;
  Found best_;
  std::int64_t nodes_most_;
  Options const& options_;
  std::vector<char> decided_;
  std::vector<std::vector<Option>> list_;
  std::vector<std::vector<std::vector<double>>> half_;  // by item, pair, site
  std::vector<int> order_;
  double root_{};
  double slack_{};
  std::int64_t nodes_{};
  bool stopped_{};
};

}  // namespace

Found branch_plan(Model const& m, RowPrices const& prices, Found best, std::int64_t nodes,
                  Options const& options) {
  return Branching{m, prices, std::move(best), nodes, options}.run();
}

}  // namespace chengjie::place::district
