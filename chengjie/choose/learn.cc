#include "chengjie/choose/learn.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "chengjie/base/check.h"
#include "chengjie/base/random.h"

namespace chengjie::choose {
namespace {

constexpr auto kSteps = 2000;
constexpr auto kStep = 0.5;  // below 1 / (largest curvature): values lie in 0..1, few parts

using Rows = std::vector<Example const*>;

// Projected gradient descent; the intercept is free and not punished.
std::vector<double> fitted(Rows const& rows, std::size_t parts, double penalty) {
  auto weights = std::vector<double>(parts);
  auto intercept = 0.0;
  auto const n = static_cast<double>(rows.size());
  for (auto step = 0; step != kSteps; ++step) {
    auto slope = std::vector<double>(parts);
    auto slope_0 = 0.0;
    for (auto const* row : rows) {
      auto const z =
          std::inner_product(weights.begin(), weights.end(), row->values.begin(), intercept);
      auto const miss = 1 / (1 + std::exp(-z)) - (row->won ? 1 : 0);
      slope_0 += miss;
      for (auto p = std::size_t{0}; p != parts; ++p) { slope[p] += miss * row->values[p]; }
    }
    intercept -= kStep * slope_0 / n;
    for (auto p = std::size_t{0}; p != parts; ++p) {
      weights[p] = std::max(0.0, weights[p] - kStep * (slope[p] + penalty * weights[p]) / n);
    }
  }
  return weights;
}

double score(std::span<double const> weights, Example const& row) {
  return std::inner_product(weights.begin(), weights.end(), row.values.begin(), 0.0);
}

std::vector<std::size_t> shuffled(std::size_t n, std::uint64_t seed) {
  auto order = std::vector<std::size_t>(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  auto random = Random{seed};
  for (auto i = n; i > 1; --i) {
    std::swap(order[i - 1], order[random.below(static_cast<std::uint32_t>(i))]);
  }
  return order;
}

// Scores of each lead by weights that were fitted without it. Scores of different folds are
// compared with each other, so each fold's weights are brought to the sum 1 first.
std::vector<double> held_back_scores(std::vector<Example> const& all, LearnOptions const& options) {
  auto scores = std::vector<double>(all.size());
  auto const order = shuffled(all.size(), options.seed);
  for (auto fold = std::size_t{0}; fold != options.folds; ++fold) {
    auto rows = Rows{};
    for (auto i = std::size_t{0}; i != order.size(); ++i) {
      if (i % options.folds != fold) { rows.push_back(&all[order[i]]); }
    }
    auto weights = fitted(rows, all.front().values.size(), options.penalty);
    auto const sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    for (auto& w : weights) { w = sum > 0 ? w / sum : 0; }
    for (auto i = fold; i < order.size(); i += options.folds) {
      scores[order[i]] = score(weights, all[order[i]]);
    }
  }
  return scores;
}

// Which parts differ between leads: of the others the leads say nothing.
std::vector<bool> varied(std::vector<Example> const& all) {
  auto out = std::vector<bool>(all.front().values.size());
  for (auto const& one : all) {
    for (auto p = std::size_t{0}; p != out.size(); ++p) {
      out[p] = out[p] || one.values[p] != all.front().values[p];
    }
  }
  return out;
}

// Parts that do not differ keep their stated share; the rest of the weight goes by what was
// learned. Empty when nothing was learned.
std::vector<double> shared(std::vector<double> weights, std::span<double const> stated,
                           std::vector<bool> const& learned) {
  auto all = 0.0;
  auto open = 0.0;
  auto sum = 0.0;
  for (auto p = std::size_t{0}; p != weights.size(); ++p) {
    all += stated[p];
    open += learned[p] ? stated[p] : 0;
    sum += learned[p] ? weights[p] : 0;
  }
  if (!(sum > 0) || !(open > 0)) { return {}; }
  for (auto p = std::size_t{0}; p != weights.size(); ++p) {
    weights[p] = (learned[p] ? weights[p] / sum * open : stated[p]) / all;
  }
  return weights;
}

std::string percent(double share) {
  return std::to_string(static_cast<int>(std::lround(share * 100))) + "%";
}

}  // namespace

double area_under_curve(std::span<double const> scores, std::vector<bool> const& won) {
  CJ_CHECK(scores.size() == won.size());
  auto order = std::vector<std::size_t>(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return scores[a] < scores[b]; });
  auto lost_below = 0.0;
  auto wins = 0.0;
  auto won_all = 0.0;
  for (auto i = std::size_t{0}; i != order.size();) {
    auto end = i;
    auto lost_here = 0.0;
    auto won_here = 0.0;
    for (; end != order.size() && scores[order[end]] == scores[order[i]]; ++end) {
      (won[order[end]] ? won_here : lost_here) += 1;
    }
    wins += won_here * (lost_below + lost_here / 2);
    lost_below += lost_here;
    won_all += won_here;
    i = end;
  }
  auto const pairs = won_all * lost_below;
  return pairs > 0 ? wins / pairs : 0.5;
}

Learned learn(std::vector<Example> const& all, std::span<double const> stated,
              LearnOptions const& options) {
  CJ_CHECK(options.folds >= 2);
  auto out = Learned{};
  auto won = std::vector<bool>{};
  auto by_stated = std::vector<double>{};
  for (auto const& one : all) {
    CJ_CHECK(one.values.size() == stated.size());
    (one.won ? out.won : out.lost) += 1;
    won.push_back(one.won);
    by_stated.push_back(score(stated, one));
  }
  auto const counts =
      "落地 " + std::to_string(out.won) + " 条、流失 " + std::to_string(out.lost) + " 条";
  out.stated = area_under_curve(by_stated, won);
  if (std::min(out.won, out.lost) < options.each_min) {
    out.reason = "本区线索有结果的" + counts + "，两类各满 " + std::to_string(options.each_min) +
                 " 条才学习权重，现用约定权重。";
    return out;
  }
  out.held_back = area_under_curve(held_back_scores(all, options), won);
  auto rows = Rows{};
  for (auto const& one : all) { rows.push_back(&one); }
  out.weights = shared(fitted(rows, stated.size(), options.penalty), stated, varied(all));
  out.used = !out.weights.empty() && out.held_back >= out.stated;
  out.reason = "由本区线索（" + counts + "）学得权重：留出检验把落地排在流失之前的比例为 " +
               percent(out.held_back) + "，约定权重为 " + percent(out.stated) +
               (out.used ? "，采用学得的权重。" : "，仍用约定权重。");
  return out;
}

}  // namespace chengjie::choose
