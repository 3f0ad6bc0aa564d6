#include "chengjie/choose/reach.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "chengjie/base/check.h"
#include "chengjie/base/random.h"

namespace chengjie::choose {

Result<Graph> graph_of(std::size_t nodes,
                       std::span<std::pair<std::uint32_t, std::uint32_t> const> edges) {
  constexpr auto kMax = std::size_t{std::numeric_limits<std::uint32_t>::max()} - 2;
  if (nodes > kMax || edges.size() > kMax) {
    return Error{Code::limit, "产业链图超过 2^32 个环节或关系", {}, "分地区计算"};
  }
  auto graph = Graph{.first = std::vector<std::uint32_t>(nodes + 1),
                     .to = std::vector<std::uint32_t>(edges.size())};
  for (auto const& [from, to] : edges) {
    if (from >= nodes || to >= nodes) {
      return Error{Code::bad_input, "供应关系指向不存在的环节", {}, "先补上该环节"};
    }
    ++graph.first[from + 1];
  }
  for (auto i = std::size_t{0}; i != nodes; ++i) { graph.first[i + 1] += graph.first[i]; }
  auto next = graph.first;
  for (auto const& [from, to] : edges) { graph.to[next[from]++] = to; }
  return graph;
}

Graph turned(Graph const& graph) {
  auto out = Graph{.first = std::vector<std::uint32_t>(graph.size() + 1),
                   .to = std::vector<std::uint32_t>(graph.to.size())};
  for (auto const to : graph.to) { ++out.first[to + 1]; }
  for (auto i = std::size_t{0}; i != graph.size(); ++i) { out.first[i + 1] += out.first[i]; }
  auto next = out.first;
  for (auto n = std::uint32_t{0}; n != graph.size(); ++n) {
    for (auto e = graph.first[n]; e != graph.first[n + 1]; ++e) { out.to[next[graph.to[e]]++] = n; }
  }
  return out;
}

std::span<std::uint32_t const> Walker::from(std::uint32_t node) {
  CJ_CHECK(node < graph_.size());
  if (++walk_ == 0) {  // after 2^32 walks the stamps begin anew
    std::fill(seen_.begin(), seen_.end(), 0);
    walk_ = 1;
  }
  order_.assign(1, node);
  seen_[node] = walk_;
  for (auto i = std::size_t{0}; i != order_.size(); ++i) {
    for (auto e = graph_.first[order_[i]]; e != graph_.first[order_[i] + 1]; ++e) {
      auto const to = graph_.to[e];
      if (seen_[to] != walk_) {
        seen_[to] = walk_;
        order_.push_back(to);
      }
    }
  }
  return std::span{order_}.subspan(1);
}

Components components_of(Graph const& graph) {
  constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  auto const n = static_cast<std::uint32_t>(graph.size());
  auto out = Components{.of = std::vector<std::uint32_t>(n, kNone), .count = 0};
  auto order = std::vector<std::uint32_t>(n, kNone);  // when a node was first met
  auto low = std::vector<std::uint32_t>(n);
  auto edge = graph.first;  // the next edge to follow
  auto path = std::vector<std::uint32_t>{};
  auto open = std::vector<std::uint32_t>{};
  auto met = std::uint32_t{0};
  for (auto root = std::uint32_t{0}; root != n; ++root) {
    if (order[root] != kNone) { continue; }
    path.push_back(root);
    while (!path.empty()) {
      auto const v = path.back();
      if (order[v] == kNone) {
        order[v] = low[v] = met++;
        open.push_back(v);
      }
      auto down = kNone;
      while (edge[v] != graph.first[v + 1] && down == kNone) {
        auto const w = graph.to[edge[v]];
        if (order[w] == kNone) {
          down = w;  // come back to this edge when w is done
        } else {
          if (out.of[w] == kNone) { low[v] = std::min(low[v], low[w]); }
          ++edge[v];
        }
      }
      if (down != kNone) {
        path.push_back(down);
        continue;
      }
      path.pop_back();
      if (low[v] != order[v]) { continue; }
      for (auto w = kNone; w != v;) {
        w = open.back();
        open.pop_back();
        out.of[w] = out.count;
      }
      ++out.count;
    }
  }
  return out;
}

std::vector<double> reached_weights(Graph const& graph, std::span<double const> weights,
                                    std::size_t rounds, std::uint64_t seed) {
  CJ_CHECK(weights.size() == graph.size() && rounds > 2);
  auto const n = static_cast<std::uint32_t>(graph.size());
  auto const parts = components_of(graph);
  auto const k = rounds;
  // The least of exponential draws with rates w is exponential with rate sum of w: k least draws
  // of what a node reaches tell the sum. Floats: the draw's own spread is far larger than 2^-24.
  auto least =
      std::vector<float>(std::size_t{parts.count} * k, std::numeric_limits<float>::infinity());
  auto random = Random{seed};
  auto members = std::vector<std::uint32_t>(n);
  auto first = std::vector<std::uint32_t>(parts.count + 1);
  for (auto const c : parts.of) { ++first[c + 1]; }
  for (auto c = std::uint32_t{0}; c != parts.count; ++c) { first[c + 1] += first[c]; }
  auto next = first;
  for (auto v = std::uint32_t{0}; v != n; ++v) {
    members[next[parts.of[v]]++] = v;
    if (!(weights[v] > 0)) { continue; }
    auto* mine = &least[std::size_t{parts.of[v]} * k];
    for (auto r = std::size_t{0}; r != k; ++r) {
      mine[r] = std::min(mine[r], static_cast<float>(-std::log1p(-random.unit()) / weights[v]));
    }
  }
  for (auto c = std::uint32_t{0}; c != parts.count;
       ++c) {  // what a component reaches has lower numbers
    auto* mine = &least[std::size_t{c} * k];
    for (auto m = first[c]; m != first[c + 1]; ++m) {
      for (auto e = graph.first[members[m]]; e != graph.first[members[m] + 1]; ++e) {
        auto const other = parts.of[graph.to[e]];
        if (other == c) { continue; }
        auto const* theirs = &least[std::size_t{other} * k];
        for (auto r = std::size_t{0}; r != k; ++r) { mine[r] = std::min(mine[r], theirs[r]); }
      }
    }
  }
  auto of_component = std::vector<double>(parts.count);
  for (auto c = std::uint32_t{0}; c != parts.count; ++c) {
    auto sum = 0.0;
    for (auto r = std::size_t{0}; r != k; ++r) {
      sum += static_cast<double>(least[std::size_t{c} * k + r]);
    }
    of_component[c] = std::isfinite(sum) && sum > 0 ? static_cast<double>(k - 1) / sum : 0;
  }
  auto out = std::vector<double>(n);
  for (auto v = std::uint32_t{0}; v != n; ++v) { out[v] = of_component[parts.of[v]]; }
  return out;
}

std::vector<double> spread_shock(Graph const& graph, std::span<float const> share,
                                 std::span<double const> loss) {
  CJ_CHECK(share.size() == graph.to.size() && loss.size() == graph.size());
  // The worst loss first, as Dijkstra (1959) takes the nearest: along an edge a loss only shrinks,
  // so what is taken is final.
  auto out = std::vector<double>(graph.size());
  using Item = std::pair<double, std::uint32_t>;
  auto queue = std::priority_queue<Item>{};
  for (auto v = std::uint32_t{0}; v != graph.size(); ++v) {
    out[v] = std::clamp(loss[v], 0.0, 1.0);
    if (out[v] > 0) { queue.push({out[v], v}); }
  }
  while (!queue.empty()) {
    auto const [worst, v] = queue.top();
    queue.pop();
    if (worst < out[v]) { continue; }
    for (auto e = graph.first[v]; e != graph.first[v + 1]; ++e) {
      auto const passed = worst * std::clamp(static_cast<double>(share[e]), 0.0, 1.0);
      if (passed > out[graph.to[e]]) {
        out[graph.to[e]] = passed;
        queue.push({passed, graph.to[e]});
      }
    }
  }
  return out;
}

}  // namespace chengjie::choose
