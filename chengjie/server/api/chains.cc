// The chain map: links with their states, firms and neighbours; how far each chain is covered.
#include <algorithm>
#include <array>

#include "chengjie/answer/what/chain_map.h"
#include "chengjie/server/api/asking.h"
#include "chengjie/server/api/endpoints.h"

namespace chengjie::server::api {
namespace {

using wire::Json;

Json firms_json(std::vector<choose::Firm> const& firms) {
  auto list = Json::array();
  for (auto const& firm : firms) {
    list.push_back({{"name", firm.name}, {"mark", or_null(firm.mark)}});
  }
  return list;
}

// What feeds each node and what it feeds, by position.
struct Neighbours {
  std::vector<std::vector<std::size_t>> into, out;
};
Neighbours neighbours_of(choose::Chains const& chains) {
  auto n = Neighbours{};
  n.into.resize(chains.nodes.size());
  n.out.resize(chains.nodes.size());
  for (auto const& edge : chains.edges) {
    n.out[edge.from].push_back(edge.to);
    n.into[edge.to].push_back(edge.from);
  }
  return n;
}

class Teller {
 public:
  explicit Teller(answer::ChainMap const& map)
      : map_(map), neighbours_(neighbours_of(map.built.chains)) {}

  Json chain(std::string const& name) const {
    auto nodes = Json::array();
    for (auto i = std::size_t{0}; i != all().size(); ++i) {
      if (all()[i].chain == name) { nodes.push_back(node(i)); }
    }
    return {{"chain", name},
            {"nodes", std::move(nodes)},
            {"coverage", coverage(name)},
            {"leads", leads(name)}};
  }

 private:
  std::vector<choose::Node> const& all() const { return map_.built.chains.nodes; }

  Json ids(std::vector<std::size_t> const& nodes) const {
    auto list = Json::array();
    for (auto const i : nodes) { list.push_back(all()[i].id); }
    return list;
  }

  Json node(std::size_t i) const {
    auto const& n = all()[i];
    auto const& judged = map_.judged[i];
    auto const junction = static_cast<bool>(map_.built.junction[i]);
    auto const& out = neighbours_.out[i];
    return {{"id", n.id},
            {"chain", n.chain},
            {"link", n.stage},
            {"product", n.product},
            {"parent", own_parent(i)},
            {"state", junction ? Json(nullptr) : Json(choose::name_of(judged.state))},
            {"given", judged.given},
            {"critical", n.key},
            {"junction", junction},
            {"reason", junction ? std::string{} : judged.reason},
            {"industry_code", or_null(n.industry_code)},
            {"firms",
             {{"local", firms_json(n.local)},
              {"city", firms_json(n.city)},
              {"outside", firms_json(n.outside)}}},
            {"upstream", ids(neighbours_.into[i])},
            {"downstream", ids(out)},
            {"mark", or_null(n.mark)},
            {"score", map_.score[i] ? Json(*map_.score[i]) : Json(nullptr)}};
  }

  // What it feeds first within its own chain; the map draws one chain at a time.
  Json own_parent(std::size_t i) const {
    auto const& out = neighbours_.out[i];
    auto const own = std::find_if(
        out.begin(), out.end(), [&](std::size_t at) { return all()[at].chain == all()[i].chain; });
    return own == out.end() ? Json(nullptr) : Json(all()[*own].id);
  }

  Json coverage(std::string const& name) const {
    auto links = Json::array();
    for (auto const& [link, counts] : matrix(name)) {
      links.push_back({{"link", link},
                       {"has", counts[0]},
                       {"weak", counts[1]},
                       {"missing", counts[2]},
                       {"broken", counts[3]}});
    }
    auto const at = std::find_if(map_.coverage.begin(), map_.coverage.end(),
                                 [&](auto const& c) { return c.chain == name; });
    auto const c = at == map_.coverage.end() ? choose::Coverage{} : *at;
    return {{"nodes", c.nodes},         {"has", c.by_state[0]},     {"weak", c.by_state[1]},
            {"missing", c.by_state[2]}, {"broken", c.by_state[3]},  {"with_city", c.with_city},
            {"share", c.share},         {"links", std::move(links)}};
  }

  // A row a link, in the order of first mention.
  std::vector<std::pair<std::string, std::array<int, 4>>> matrix(std::string const& name) const {
    auto rows = std::vector<std::pair<std::string, std::array<int, 4>>>{};
    for (auto i = std::size_t{0}; i != all().size(); ++i) {
      if (all()[i].chain != name || map_.built.junction[i]) { continue; }
      auto at = std::find_if(rows.begin(), rows.end(),
                             [&](auto const& row) { return row.first == all()[i].stage; });
      if (at == rows.end()) { at = rows.insert(rows.end(), {all()[i].stage, {}}); }
      ++at->second[static_cast<std::size_t>(map_.judged[i].state)];
    }
    return rows;
  }

  Json leads(std::string const& name) const {
    auto list = Json::array();
    for (auto const& pull : map_.pulls) {
      auto const& lead = map_.leads[pull.lead];
      auto const here = std::any_of(lead.nodes.begin(), lead.nodes.end(),
                                    [&](std::size_t i) { return all()[i].chain == name; });
      if (!here) { continue; }
      list.push_back({{"firm", lead.name},
                      {"local", lead.local},
                      {"unlocks", pull.unlocks},
                      {"mark", or_null(lead.mark)}});
    }
    return list;
  }

  answer::ChainMap const& map_;
  Neighbours neighbours_;
};

}  // namespace

Outcome chains(Ask const& ask) {
  auto const about = asking(ask);
  if (!about) { return about.error(); }
  return cached(ask, about->shown->version, [&]() -> Result<Json> {
    auto basis = answer::Basis{};
    auto const map =
        answer::chain_map({about->shown->book, about->region, about->today, ask.caller, basis});
    if (!map) { return map.error(); }
    ask.house.shown.figures(basis, Shown::Keep::always);
    auto const teller = Teller{*map};
    auto list = Json::array();
    auto told = std::vector<std::string>{};
    for (auto const& node : map->built.chains.nodes) {
      if (std::find(told.begin(), told.end(), node.chain) != told.end()) { continue; }
      told.push_back(node.chain);
      list.push_back(teller.chain(node.chain));
    }
    return Json{
        {"region", about->region}, {"version", about->shown->version}, {"chains", std::move(list)}};
  });
}

}  // namespace chengjie::server::api
