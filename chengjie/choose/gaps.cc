#include "chengjie/choose/gaps.h"

#include <algorithm>
#include <set>

#include "chengjie/choose/gap_parts.h"
#include "chengjie/choose/reach.h"

namespace chengjie::choose {
namespace {

constexpr auto kMarksMax = std::size_t{12};  // of one part; the firm list itself is complete

Hanging hanging_on(Chains const& chains, Walker& walker, std::size_t node) {
  auto out = Hanging{};
  for (auto const at : walker.from(static_cast<std::uint32_t>(node))) { out.nodes.push_back(at); }
  auto seen = std::set<std::string_view>{};
  for (auto const at : out.nodes) {
    for (auto const& firm : chains.nodes[at].local) {
      if (!seen.insert(firm.name).second) { continue; }
      ++out.firms;
      out.output_cny += firm.output_cny;
      out.output_known += firm.output_cny > 0 ? 1 : 0;
      if (out.marks.size() < kMarksMax && !firm.mark.empty()) { out.marks.push_back(firm.mark); }
      if (out.marks.size() < kMarksMax && !firm.output_mark.empty()) {
        out.marks.push_back(firm.output_mark);
      }
    }
  }
  return out;
}

Result<Graph> graph_of(Chains const& chains) {
  auto edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>{};
  for (auto const& edge : chains.edges) {
    edges.emplace_back(static_cast<std::uint32_t>(edge.from), static_cast<std::uint32_t>(edge.to));
  }
  return choose::graph_of(chains.nodes.size(), edges);
}

std::vector<std::string> directions_of(GapInput const& input, std::vector<Match> const& matches) {
  auto out = std::vector<std::string>{};
  for (auto const& match : matches) {
    auto const& direction = input.wants[match.want].direction;
    if (std::find(out.begin(), out.end(), direction) == out.end()) { out.push_back(direction); }
  }
  return out;
}

}  // namespace

Result<std::vector<Gap>> find_gaps(GapInput const& input, GapOptions const& options) {
  auto const& chains = input.built.chains;
  auto const sound = check(chains);
  if (!sound) { return sound.error(); }
  auto by_node = std::vector<std::vector<Match>>(chains.nodes.size());
  for (auto& match : match_wants(input.wants, chains, options.match_min)) {
    by_node[match.node].push_back(std::move(match));
  }
  auto const graph = graph_of(chains);
  if (!graph) { return graph.error(); }
  auto walker = Walker{*graph};
  auto gaps = std::vector<Gap>{};
  auto hangings = std::vector<Hanging>{};
  auto most = Most{};
  auto const finder = Finder{chains, input.candidates, options.who};
  for (auto n = std::size_t{0}; n != chains.nodes.size(); ++n) {
    auto const judged = judge(chains.nodes[n], options.thresholds);
    if (input.built.junction[n] || judged.state == State::has) { continue; }
    auto gap = Gap{};
    gap.node = n;
    gap.judged = judged;
    gap.wants = by_node[n];
    gap.directions = directions_of(input, gap.wants);
    hangings.push_back(hanging_on(chains, walker, n));
    gap.downstream = hangings.back().nodes;
    gap.firms = hangings.back().firms;
    gap.output_cny = hangings.back().output_cny;
    gap.who = finder.of(n, gap.downstream);
    most.take(hangings.back(), chains.nodes[n]);
    gaps.push_back(std::move(gap));
  }
  auto const parts = PartsOfGaps{input, options, most};
  for (auto i = std::size_t{0}; i != gaps.size(); ++i) {
    gaps[i].parts = parts.of(gaps[i], hangings[i]);
    gaps[i].score = score_of(gaps[i].parts);
  }
  std::sort(gaps.begin(), gaps.end(), [&](Gap const& a, Gap const& b) {
    return a.score != b.score ? a.score > b.score
                              : chains.nodes[a.node].id < chains.nodes[b.node].id;
  });
  if (gaps.size() > options.gaps_max) { gaps.resize(options.gaps_max); }
  return gaps;
}

Unmatched unmatched_of(GapInput const& input, GapOptions const& options) {
  auto const& chains = input.built.chains;
  auto wanted = std::vector<bool>(input.wants.size());
  auto named = std::vector<bool>(chains.nodes.size());
  for (auto const& match : match_wants(input.wants, chains, options.match_min)) {
    wanted[match.want] = true;
    named[match.node] = true;
  }
  auto out = Unmatched{};
  for (auto w = std::size_t{0}; w != wanted.size(); ++w) {
    if (!wanted[w]) { out.wants.push_back(w); }
  }
  for (auto n = std::size_t{0}; n != named.size(); ++n) {
    auto const gap =
        !input.built.junction[n] && judge(chains.nodes[n], options.thresholds).state != State::has;
    if (gap && !named[n]) { out.gaps.push_back(n); }
  }
  return out;
}

}  // namespace chengjie::choose
