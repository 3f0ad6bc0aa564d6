// What is reached from where, on graphs up to millions of nodes. Exact for one node by
// breadth-first search; for all nodes at once by Cohen's estimate (1997, "Size-estimation framework
// with applications to transitive closure and reachability", J. Comput. Syst. Sci. 55, 441-453).
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "chengjie/base/result.h"

namespace chengjie::choose {

// Out-edges of every node, packed: those of n are to[first[n]] .. to[first[n + 1]].
struct Graph {
  std::vector<std::uint32_t> first;
  std::vector<std::uint32_t> to;
  std::size_t size() const { return first.empty() ? 0 : first.size() - 1; }
};
// limit: more than 2^32 - 2 nodes or edges; bad_input: an edge out of range.
Result<Graph> graph_of(std::size_t nodes,
                       std::span<std::pair<std::uint32_t, std::uint32_t> const> edges);
Graph turned(Graph const&);  // every edge the other way

// Breadth-first search that can be asked again and again: it costs what it reaches.
class Walker {
 public:
  explicit Walker(Graph const& graph) : graph_(graph), seen_(graph.size()) {}
  // Nodes reached from `from`, itself left out, in breadth-first order; valid until the next call.
  std::span<std::uint32_t const> from(std::uint32_t node);

 private:
  Graph const& graph_;
  std::vector<std::uint32_t> seen_;  // by the number of the walk that saw it last
  std::uint32_t walk_{};
  std::vector<std::uint32_t> order_;
};

// The strongly connected component of every node, numbered so that every edge between components
// goes from a higher number to a lower one (Tarjan 1972, without recursion).
struct Components {
  std::vector<std::uint32_t> of;
  std::uint32_t count{};
};
Components components_of(Graph const&);

// For every node the sum of the weights of what it reaches, itself included, estimated: relative
// error about 1/sqrt(rounds - 2), 13 % at 64. Weights >= 0; a node of weight 0 counts nothing.
// Time rounds x edges, memory rounds floats a component. Same seed, same answer.
std::vector<double> reached_weights(Graph const&, std::span<double const> weights,
                                    std::size_t rounds, std::uint64_t seed);

// A shock: the share of each node's output that is lost when some nodes lose theirs, spreading
// along edges with the share of purchases that each edge carries; several inputs lost: the worst
// counts (inputs do not stand in for each other). `share` goes with Graph::to. Loss in 0..1.
std::vector<double> spread_shock(Graph const&, std::span<float const> share,
                                 std::span<double const> loss);

}  // namespace chengjie::choose
