#include "chengjie/choose/score.h"

#include <algorithm>
#include <numeric>

#include "chengjie/base/check.h"
#include "chengjie/base/random.h"

namespace chengjie::choose {
namespace {

constexpr auto kSteady = 0.9;

std::vector<std::size_t> ranks_of(std::vector<std::vector<Part>> const& items,
                                  std::vector<double> const& factors) {
  auto scores = std::vector<double>(items.size());
  for (auto i = std::size_t{0}; i != items.size(); ++i) {
    for (auto p = std::size_t{0}; p != factors.size(); ++p) {
      scores[i] += factors[p] * items[i][p].weight * items[i][p].value;
    }
  }
  auto order = std::vector<std::size_t>(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](auto a, auto b) { return scores[a] != scores[b] ? scores[a] > scores[b] : a < b; });
  return order;
}

bool beats(std::vector<Part> const& a, std::vector<Part> const& b) {
  auto better = false;
  for (auto p = std::size_t{0}; p != a.size(); ++p) {
    if (a[p].value < b[p].value) { return false; }
    better = better || a[p].value > b[p].value;
  }
  return better;
}

}  // namespace

double score_of(std::vector<Part> const& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0, [](double sum, Part const& part) {
    return sum + part.weight * part.value;
  });
}

std::vector<Steadiness> steadiness(std::vector<std::vector<Part>> const& items,
                                   Sensitivity const& how) {
  auto out = std::vector<Steadiness>(
      items.size(),
      Steadiness{.rank_best = items.size(), .rank_worst = 1, .in_top = 0, .holds = false});
  if (items.empty() || how.draws == 0) { return out; }
  auto const parts = items.front().size();
  for (auto const& item : items) { CJ_CHECK(item.size() == parts); }
  auto random = Random{how.seed};
  auto factors = std::vector<double>(parts);
  auto in_top = std::vector<std::size_t>(items.size());
  for (auto draw = std::size_t{0}; draw != how.draws; ++draw) {
    for (auto& factor : factors) { factor = 1 + how.spread * (2 * random.unit() - 1); }
    auto const order = ranks_of(items, factors);
    for (auto r = std::size_t{0}; r != order.size(); ++r) {
      auto& item = out[order[r]];
      item.rank_best = std::min(item.rank_best, r + 1);
      item.rank_worst = std::max(item.rank_worst, r + 1);
      in_top[order[r]] += r < how.top ? 1 : 0;
    }
  }
  for (auto i = std::size_t{0}; i != out.size(); ++i) {
    out[i].in_top = static_cast<double>(in_top[i]) / static_cast<double>(how.draws);
    out[i].holds = i < how.top ? out[i].in_top >= kSteady : out[i].in_top <= 1 - kSteady;
  }
  return out;
}

std::vector<std::size_t> front_of(std::vector<std::vector<Part>> const& items) {
  auto out = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i != items.size(); ++i) {
    if (std::none_of(items.begin(), items.end(),
                     [&](auto const& other) { return beats(other, items[i]); })) {
      out.push_back(i);
    }
  }
  return out;
}

}  // namespace chengjie::choose
