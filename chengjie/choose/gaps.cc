#include "chengjie/choose/gaps.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "chengjie/choose/reach.h"

namespace chengjie::choose {
namespace {

double severity_of(State state) {
  switch (state) {
    case State::broken:
      return 1;
    case State::missing:
      return 0.8;
    case State::weak:
      return 0.4;
    case State::has:
      break;
  }
  return 0;
}

// What hangs on a node: distinct local firms downstream and what they make.
struct Hanging {
  std::vector<std::size_t> nodes;
  std::size_t firms{};
  double output_cny{};
  std::size_t output_known{};
  std::vector<std::string> marks;
};

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

Closeness const* closeness_of(std::vector<Closeness> const& all, std::string const& code) {
  auto const* best = static_cast<Closeness const*>(nullptr);
  for (auto const& one : all) {
    if (!one.code.empty() && code.starts_with(one.code) &&
        (best == nullptr || one.code.size() > best->code.size())) {
      best = &one;
    }
  }
  return best;
}

std::string yi_text(double cny) {
  auto const tenths = static_cast<long long>(std::llround(cny / 1e7));
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " 亿元";
}

// Large counts should not drown the rest: log(1+n) against the largest.
double scaled(double value, double most) {
  return most > 0 ? std::log1p(value) / std::log1p(most) : 0;
}

Part part(std::string_view name, std::string_view title, double weight, double value,
          std::string reason, std::vector<std::string> marks) {
  return {std::string{name}, std::string{title}, weight, value,
          std::move(reason), std::move(marks)};
}

Part firms_part(Hanging const& hanging, double most, double weight) {
  auto const n = static_cast<double>(hanging.firms);
  auto reason = hanging.nodes.empty()
                    ? std::string{"链上没有写明哪个环节用它。"}
                    : "下游 " + std::to_string(hanging.nodes.size()) + " 个环节有 " +
                          std::to_string(hanging.firms) + " 家本地企业要用它。";
  return part("downstream_firms", "下游企业", weight, scaled(n, most), std::move(reason),
              hanging.marks);
}

Part output_part(Hanging const& hanging, double most, double weight) {
  auto reason = hanging.output_known == 0
                    ? std::string{"下游企业的产值未载，此项按 0 计。"}
                    : "下游 " + std::to_string(hanging.output_known) +
                          " 家载有产值的企业年产值合计 " + yi_text(hanging.output_cny) + "。";
  return part("downstream_output", "下游产值", weight, most > 0 ? hanging.output_cny / most : 0,
              std::move(reason), hanging.marks);
}

Part wanted_part(GapInput const& input, std::vector<Match> const& matches, double weight) {
  if (matches.empty()) { return part("wanted", "承接方向", weight, 0, "没有承接方向点名它。", {}); }
  auto reason = std::string{};
  auto marks = std::vector<std::string>{};
  for (auto const& match : matches) {
    reason += (reason.empty() ? "" : "；") + match.reason;
    marks.push_back(input.wants[match.want].mark);
    if (marks.size() == 3) { break; }
  }
  return part("wanted", "承接方向", weight, matches.front().closeness, reason + "。",
              std::move(marks));
}

Part reach_part(GapInput const& input, Node const& node, double weight) {
  auto const* near = closeness_of(input.closeness, node.industry_code);
  if (near == nullptr) {
    return part("reach", "产业接近度", weight, 0, "没有该行业的接近度数据，此项按 0 计。", {});
  }
  return part("reach", "产业接近度", weight, std::clamp(near->value, 0.0, 1.0),
              "行业 " + near->code + " 与本地现有产业的接近度为 " +
                  std::to_string(static_cast<int>(std::lround(near->value * 100))) + "%。",
              {near->mark});
}

Part city_part(Node const& node, double weight) {
  if (node.city.empty()) {
    return part("city", "市内可引", weight, 0, "市内没有已知企业可就近引来。", {});
  }
  auto marks = std::vector<std::string>{};
  for (auto const& firm : node.city) { marks.push_back(firm.mark); }
  return part("city", "市内可引", weight, 1,
              "市内有 " + node.city.front().name + " 等 " + std::to_string(node.city.size()) +
                  " 家可就近引来。",
              std::move(marks));
}

std::vector<Part> parts_of(GapInput const& input, GapWeights const& w, Gap const& gap,
                           Hanging const& hanging, double firms_most, double output_most) {
  auto const& node = input.built.chains.nodes[gap.node];
  return {firms_part(hanging, firms_most, w.downstream_firms),
          output_part(hanging, output_most, w.downstream_output),
          wanted_part(input, gap.wants, w.wanted),
          part("key", "关键环节", w.key, node.key ? 1 : 0,
               node.key ? "台账列为关键环节。" : "台账未列为关键环节。", {node.mark}),
          part("severity", "缺口程度", w.severity, severity_of(gap.judged.state), gap.judged.reason,
               {node.mark}),
          reach_part(input, node, w.reach),
          city_part(node, w.city)};
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
  auto firms_most = 0.0;
  auto output_most = 0.0;
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
    firms_most = std::max(firms_most, static_cast<double>(gap.firms));
    output_most = std::max(output_most, gap.output_cny);
    gaps.push_back(std::move(gap));
  }
  for (auto i = std::size_t{0}; i != gaps.size(); ++i) {
    gaps[i].parts = parts_of(input, options.weights, gaps[i], hangings[i], firms_most, output_most);
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
