#include "chengjie/choose/chains.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace chengjie::choose {
namespace {

constexpr auto kNames = std::to_array<std::string_view>({"has", "weak", "missing", "broken"});
constexpr auto kTitles = std::to_array<std::string_view>({"有", "弱", "缺", "断"});

std::string owner_of(Firm const& firm) { return firm.group.empty() ? firm.name : firm.group; }

bool one_group(std::vector<Firm> const& firms) {
  return std::all_of(firms.begin(), firms.end(),
                     [&](Firm const& f) { return owner_of(f) == owner_of(firms.front()); });
}

std::string counts_of(Node const& node) {
  return "本地 " + std::to_string(node.local.size()) + " 家、市内 " +
         std::to_string(node.city.size()) + " 家、市外已知 " + std::to_string(node.outside.size()) +
         " 家";
}

State by_thresholds(Node const& node, bool single_group, Thresholds const& t) {
  if (node.local.empty()) {
    auto const outside = node.outside.size();
    auto const blocked =
        node.key && node.city.empty() && outside > 0 && outside <= t.broken_outside_max;
    return blocked ? State::broken : State::missing;
  }
  auto const thin = node.local.size() <= t.weak_local_max || single_group;
  return thin && node.city.size() < t.city_backup_min ? State::weak : State::has;
}

std::vector<std::size_t> walk(std::vector<std::vector<std::size_t>> const& next, std::size_t from) {
  auto seen = std::vector<bool>(next.size());
  auto order = std::vector<std::size_t>{from};
  seen[from] = true;
  for (auto i = std::size_t{0}; i != order.size(); ++i) {
    for (auto const to : next[order[i]]) {
      if (!seen[to]) {
        seen[to] = true;
        order.push_back(to);
      }
    }
  }
  order.erase(order.begin());
  return order;
}

void count_groups(Coverage& coverage, std::vector<Node const*> const& nodes) {
  auto held = std::map<std::string, std::size_t>{};
  auto with_firms = std::size_t{0};
  for (auto const* node : nodes) {
    auto owners = std::set<std::string>{};
    for (auto const& firm : node->local) { owners.insert(owner_of(firm)); }
    for (auto const& owner : owners) { ++held[owner]; }
    with_firms += owners.empty() ? 0 : 1;
  }
  for (auto const& [owner, n] : held) {
    auto const share = static_cast<double>(n) / static_cast<double>(with_firms);
    if (share > coverage.top_group_share) {
      coverage.top_group_share = share;
      coverage.top_group = owner;
    }
  }
}

}  // namespace

std::string_view name_of(State s) { return kNames[static_cast<std::size_t>(s)]; }
std::string_view title_of(State s) { return kTitles[static_cast<std::size_t>(s)]; }

Result<State> state_of(std::string_view name) {
  for (auto i = std::size_t{0}; i != kNames.size(); ++i) {
    if (name == kNames[i] || name == kTitles[i]) { return static_cast<State>(i); }
  }
  return Error{
      Code::bad_input, "环节状态“" + std::string{name} + "”不认识", {}, "写 有、弱、缺 或 断"};
}

Judged judge(Node const& node, Thresholds const& thresholds) {
  auto judged = Judged{};
  judged.single_source = node.local.size() == 1;
  judged.single_group = node.local.size() > 1 && one_group(node.local);
  judged.given = node.given.has_value();
  judged.state = node.given ? *node.given : by_thresholds(node, judged.single_group, thresholds);
  auto const why = judged.given ? "台账写明" : "按阈值判定";
  judged.reason = node.product + "：" + std::string{title_of(judged.state)} + "（" + why + "），" +
                  counts_of(node);
  if (judged.single_source) { judged.reason += "，本地仅 " + node.local.front().name; }
  if (judged.single_group) { judged.reason += "，本地各家同属 " + owner_of(node.local.front()); }
  judged.reason += "。";
  return judged;
}

Result<Built> chains_of(std::vector<Row> rows) {
  auto built = Built{};
  auto ids = std::set<std::string>{};
  auto by_name = std::map<std::pair<std::string, std::string>, std::size_t>{};
  auto anywhere = std::map<std::string, std::size_t>{};
  for (auto& row : rows) {
    if (!ids.insert(row.node.id).second) {
      return Error{Code::bad_input, "产业链环节编号“" + row.node.id + "”出现两次", row.node.mark,
                   "每行一个编号"};
    }
    by_name.try_emplace({row.node.chain, row.node.product}, built.chains.nodes.size());
    anywhere.try_emplace(row.node.product, built.chains.nodes.size());
    built.chains.nodes.push_back(row.node);
    built.junction.push_back(false);
  }
  for (auto i = std::size_t{0}; i != rows.size(); ++i) {
    auto const& parent = rows[i].parent;
    if (parent.empty()) { continue; }
    auto at = by_name.find({rows[i].node.chain, parent});
    auto const other = anywhere.find(parent);
    if (at == by_name.end() && other != anywhere.end()) {
      at = by_name.emplace(std::pair{rows[i].node.chain, parent}, other->second).first;
    }
    if (at == by_name.end()) {
      auto junction = Node{};
      junction.id = rows[i].node.chain + "/" + parent + "（上级）";
      junction.chain = rows[i].node.chain;
      junction.product = parent;
      junction.mark = rows[i].node.mark;
      at = by_name.emplace(std::pair{junction.chain, parent}, built.chains.nodes.size()).first;
      built.chains.nodes.push_back(std::move(junction));
      built.junction.push_back(true);
    }
    if (at->second != i) {
      built.chains.edges.push_back(
          {.from = i, .to = at->second, .share = {}, .mark = rows[i].node.mark});
    }
  }
  return built;
}

std::vector<Coverage> coverage_of(Built const& built, Thresholds const& thresholds) {
  auto out = std::vector<Coverage>{};
  auto members = std::vector<std::vector<Node const*>>{};
  for (auto i = std::size_t{0}; i != built.chains.nodes.size(); ++i) {
    if (built.junction[i]) { continue; }
    auto const& node = built.chains.nodes[i];
    auto at = std::find_if(out.begin(), out.end(),
                           [&](Coverage const& c) { return c.chain == node.chain; });
    if (at == out.end()) {
      out.push_back({.chain = node.chain,
                     .nodes = 0,
                     .by_state = {},
                     .with_city = 0,
                     .share = 0,
                     .single_source = {},
                     .top_group_share = 0,
                     .top_group = {}});
      members.emplace_back();
      at = out.end() - 1;
    }
    auto const judged = judge(node, thresholds);
    ++at->nodes;
    ++at->by_state[static_cast<std::size_t>(judged.state)];
    at->with_city += node.local.empty() && node.city.empty() ? 0 : 1;
    if (judged.single_source) { at->single_source.push_back(i); }
    members[static_cast<std::size_t>(at - out.begin())].push_back(&node);
  }
  for (auto i = std::size_t{0}; i != out.size(); ++i) {
    out[i].share = static_cast<double>(out[i].by_state[0] + out[i].by_state[1]) /
                   static_cast<double>(out[i].nodes);
    count_groups(out[i], members[i]);
  }
  return out;
}

std::vector<std::size_t> downstream(Chains const& chains, std::size_t from) {
  auto next = std::vector<std::vector<std::size_t>>(chains.nodes.size());
  for (auto const& edge : chains.edges) { next[edge.from].push_back(edge.to); }
  return walk(next, from);
}

std::vector<std::size_t> upstream(Chains const& chains, std::size_t from) {
  auto next = std::vector<std::vector<std::size_t>>(chains.nodes.size());
  for (auto const& edge : chains.edges) { next[edge.to].push_back(edge.from); }
  return walk(next, from);
}

Result<Done> check(Chains const& chains) {
  auto ids = std::set<std::string_view>{};
  for (auto const& node : chains.nodes) {
    if (!ids.insert(node.id).second) {
      return Error{Code::bad_input, "产业链环节编号“" + node.id + "”出现两次", node.mark,
                   "每行一个编号"};
    }
  }
  for (auto const& edge : chains.edges) {
    if (edge.from >= chains.nodes.size() || edge.to >= chains.nodes.size()) {
      return Error{Code::bad_input, "供应关系指向不存在的环节", edge.mark, "先补上该环节"};
    }
    if (edge.share && !(*edge.share >= 0 && *edge.share <= 1)) {
      return Error{Code::bad_input, "供应占比须在 0 与 1 之间", edge.mark, "按小数填写，如 0.3"};
    }
  }
  return kDone;
}

}  // namespace chengjie::choose
