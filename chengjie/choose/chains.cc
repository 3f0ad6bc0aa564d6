#include "chengjie/choose/chains.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "chengjie/base/check.h"

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

Supply supply_of(Node const& node, bool single_group) {
  return {.local = static_cast<std::uint32_t>(node.local.size()),
          .city = static_cast<std::uint32_t>(node.city.size()),
          .outside = static_cast<std::uint32_t>(node.outside.size()),
          .key = node.key,
          .one_group = single_group};
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

// Nodes by name, the row's own chain before the others.
class Builder {
 public:
  void add(Node const& node) {
    auto const at = built_.chains.nodes.size();
    own_.try_emplace({node.chain, node.product}, at);
    anywhere_.try_emplace(node.product, at);
    built_.chains.nodes.push_back(node);
    built_.junction.push_back(false);
  }

  // "电机、电控" is one name where a product is called so, else two.
  std::vector<std::string> parents(std::string const& chain, std::string const& words) const {
    if (words.empty()) { return {}; }
    if (own_.contains({chain, words}) || anywhere_.contains(words)) { return {words}; }
    auto out = std::vector<std::string>{};
    auto rest = std::string_view{words};
    while (!rest.empty()) {
      auto end = rest.size();
      auto width = std::size_t{0};
      for (std::string_view const mark : {"、", "；", ";"}) {
        if (auto const at = rest.find(mark); at < end) {
          end = at;
          width = mark.size();
        }
      }
      if (end > 0) { out.emplace_back(rest.substr(0, end)); }
      rest.remove_prefix(end + width);
    }
    return out;
  }

  void join(std::size_t row, std::string const& parent, std::optional<double> share) {
    auto const& chain = built_.chains.nodes[row].chain;
    auto const& mark = built_.chains.nodes[row].mark;
    auto const to = node_named(chain, parent, mark);
    if (to != row) {
      built_.chains.edges.push_back(
          {.from = row, .to = to, .share = share, .mark = built_.chains.nodes[row].mark});
    }
  }

  Built built() && { return std::move(built_); }

 private:
  std::size_t node_named(std::string const& chain, std::string const& name,
                         std::string const& mark) {
    if (auto const at = own_.find({chain, name}); at != own_.end()) { return at->second; }
    if (auto const at = anywhere_.find(name); at != anywhere_.end()) { return at->second; }
    auto junction = Node{};
    junction.id = chain + "/" + name + "（上级）";
    junction.chain = chain;
    junction.product = name;
    junction.mark = mark;
    auto const at = built_.chains.nodes.size();
    own_.emplace(std::pair{chain, name}, at);
    built_.chains.nodes.push_back(std::move(junction));
    built_.junction.push_back(true);
    return at;
  }

  Built built_;
  std::map<std::pair<std::string, std::string>, std::size_t> own_;
  std::map<std::string, std::size_t> anywhere_;
};

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

State state_by(Supply const& supply, Thresholds const& t) {
  if (supply.local == 0) {
    auto const blocked = supply.key && supply.city == 0 && supply.outside > 0 &&
                         supply.outside <= t.broken_outside_max;
    return blocked ? State::broken : State::missing;
  }
  auto const thin = supply.local <= t.weak_local_max || supply.one_group;
  return thin && supply.city < t.city_backup_min ? State::weak : State::has;
}

double StateCounts::share() const {
  return nodes == 0 ? 0
                    : static_cast<double>(by_state[0] + by_state[1]) / static_cast<double>(nodes);
}

std::vector<StateCounts> count_states(std::span<Supply const> supplies,
                                      std::span<std::uint32_t const> chain, std::size_t chains,
                                      Thresholds const& thresholds) {
  CJ_CHECK(supplies.size() == chain.size());
  auto out = std::vector<StateCounts>(chains);
  for (auto i = std::size_t{0}; i != supplies.size(); ++i) {
    CJ_CHECK(chain[i] < chains);
    auto const& supply = supplies[i];
    auto& counts = out[chain[i]];
    ++counts.nodes;
    ++counts.by_state[static_cast<std::size_t>(state_by(supply, thresholds))];
    counts.single_source += supply.local == 1 ? 1 : 0;
    counts.single_group += supply.local > 1 && supply.one_group ? 1 : 0;
  }
  return out;
}

Judged judge(Node const& node, Thresholds const& thresholds) {
  auto judged = Judged{};
  judged.single_source = node.local.size() == 1;
  judged.single_group = node.local.size() > 1 && one_group(node.local);
  judged.given = node.given.has_value();
  judged.state =
      node.given ? *node.given : state_by(supply_of(node, judged.single_group), thresholds);
  auto const why = judged.given ? "台账写明" : "按阈值判定";
  judged.reason = node.product + "：" + std::string{title_of(judged.state)} + "（" + why + "），" +
                  counts_of(node);
  if (judged.single_source) { judged.reason += "，本地仅 " + node.local.front().name; }
  if (judged.single_group) { judged.reason += "，本地各家同属 " + owner_of(node.local.front()); }
  judged.reason += "。";
  return judged;
}

Result<Built> chains_of(std::vector<Row> rows) {
  auto ids = std::set<std::string>{};
  auto builder = Builder{};
  for (auto& row : rows) {
    if (!ids.insert(row.node.id).second) {
      return Error{Code::bad_input, "产业链环节编号“" + row.node.id + "”出现两次", row.node.mark,
                   "每行一个编号"};
    }
    builder.add(row.node);
  }
  for (auto i = std::size_t{0}; i != rows.size(); ++i) {
    for (auto const& parent : builder.parents(rows[i].node.chain, rows[i].parent)) {
      builder.join(i, parent, rows[i].share);
    }
  }
  return std::move(builder).built();
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
                     .single_group = {},
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
    if (judged.single_group) { at->single_group.push_back(i); }
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
