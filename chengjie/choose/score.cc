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

bool beats(Known const& a, Known const& b) {
  auto better = false;
  auto compared = false;
  for (auto p = std::size_t{0}; p != a.size(); ++p) {
    if (!a[p] || !b[p]) { continue; }
    compared = true;
    if (*a[p] < *b[p]) { return false; }
    better = better || *a[p] > *b[p];
  }
  return compared && better;
}

// How far `a` is ahead of `b` when every weight within the spread speaks for `b`.
double least_lead(std::vector<Part> const& a, std::vector<Part> const& b, double spread) {
  auto lead = 0.0;
  for (auto p = std::size_t{0}; p != a.size(); ++p) {
    auto const step = a[p].weight * (a[p].value - b[p].value);
    lead += step * (step > 0 ? 1 - spread : 1 + spread);
  }
  return lead;
}

void prove_ranks(std::vector<std::vector<Part>> const& items, double spread,
                 std::vector<Steadiness>& out) {
  constexpr auto kRounding = 1e-12;  // equal items are not ahead of each other
  for (auto i = std::size_t{0}; i != items.size(); ++i) {
    out[i].sure_best = 1;
    out[i].sure_worst = items.size();
  }
  for (auto i = std::size_t{0}; i != items.size(); ++i) {
    for (auto j = std::size_t{0}; j != items.size(); ++j) {
      if (i == j || least_lead(items[i], items[j], spread) <= kRounding) { continue; }
      --out[i].sure_worst;
      ++out[j].sure_best;
    }
  }
}

}  // namespace

double share_of(std::vector<Part> const& parts, std::string_view group) {
  auto most = 0.0;
  auto got = 0.0;
  for (auto const& part : parts) {
    if (part.group != group) { continue; }
    most += part.weight;
    got += part.weight * part.value;
  }
  return most > 0 ? got / most : 0;
}

double score_of(std::vector<Part> const& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0, [](double sum, Part const& part) {
    return sum + part.weight * part.value;
  });
}

std::vector<Steadiness> steadiness(std::vector<std::vector<Part>> const& items,
                                   Sensitivity const& how) {
  auto out = std::vector<Steadiness>(items.size(), Steadiness{.rank_best = items.size(),
                                                              .rank_worst = 1,
                                                              .in_top = 0,
                                                              .holds = false,
                                                              .sure_best = 1,
                                                              .sure_worst = items.size()});
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
  prove_ranks(items, how.spread, out);
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

std::vector<std::size_t> front_of(std::vector<Known> const& items) {
  auto const knows = [](Known const& item) {
    return std::any_of(item.begin(), item.end(), [](auto const& v) { return v.has_value(); });
  };
  auto out = std::vector<std::size_t>{};
  for (auto i = std::size_t{0}; i != items.size(); ++i) {
    if (!knows(items[i])) { continue; }
    if (std::none_of(items.begin(), items.end(),
                     [&](auto const& other) { return beats(other, items[i]); })) {
      out.push_back(i);
    }
  }
  return out;
}

}  // namespace chengjie::choose
