// Who gains from being near what: parks named for a direction, lead industries, firms of the same
// chain, ports and rail heads; and two projects of one chain near each other.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "chengjie/answer/what/words.h"
#include "chengjie/answer/where/where_case.h"

namespace chengjie::answer {
namespace {

namespace district = place::district;

struct Point {
  double lon{}, lat{};
};

std::optional<Point> point_of(Record const& record) {
  auto const lon = record.number("lon");
  auto const lat = record.number("lat");
  if (!lon || !lat) { return std::nullopt; }
  return Point{*lon, *lat};
}

// Great circle on a sphere of 6371 km.
double km_between(Point const& a, Point const& b) {
  auto const rad = std::numbers::pi / 180.0;
  auto const dlat = (b.lat - a.lat) * rad / 2.0;
  auto const dlon = (b.lon - a.lon) * rad / 2.0;
  auto const h = std::sin(dlat) * std::sin(dlat) +
                 std::cos(a.lat * rad) * std::cos(b.lat * rad) * std::sin(dlon) * std::sin(dlon);
  return 2.0 * 6371.0 * std::asin(std::min(1.0, std::sqrt(h)));
}

bool is_park(SiteCase const& place) {
  return place.record != nullptr && place.record->kind == "parks";
}

// `akin` of pairs that come again and again: parks by projects.
class Kinship {
 public:
  bool operator()(std::string const& a, std::string const& b) {
    auto const [at, fresh] = known_.try_emplace({a, b}, false);
    if (fresh) { at->second = akin(a, b, 2); }
    return at->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, bool> known_;
};

std::vector<Scored> fit_of(Context const& context, Kinship& kin, Record const& project,
                           Record const& park) {
  auto parts = std::vector<Scored>{};
  auto const direction = project.text("direction");
  auto const name = project.text("name");
  for (auto const& row : context.book.all("directions")) {
    if (direction.empty() || row.text("direction") != direction || !named(park, row.text("park"))) {
      continue;
    }
    parts.push_back({"承接方向点名", "park_named"});
    break;
  }
  for (auto const& industry : park.list("lead_industries")) {
    if (!kin(industry, direction) && !kin(industry, name)) { continue; }
    parts.push_back({"主导产业相合（" + industry + "）", "lead_industry"});
    break;
  }
  return parts;
}

// The nodes of the chain table that a project makes: by its industry code, else by its name within
// the chain of its direction.
class Chains {
 public:
  explicit Chains(Context const& context) : x_(context) {
    for (auto const& row : x_.book.all("chains")) { nodes_.push_back(&row); }
  }

  std::vector<Record const*> nodes_of(Record const& project, Kinship& kin) const {
    auto out = std::vector<Record const*>{};
    auto const code = project.text("industry_code");
    auto const name = project.text("name");
    auto const direction = project.text("direction");
    for (auto const* node : nodes_) {
      auto const same_code = !code.empty() && node->text("industry_code") == code;
      auto const in_chain = !direction.empty() && kin(direction, node->text("chain"));
      if (in_chain && (same_code || kin(node->text("product"), name))) { out.push_back(node); }
    }
    return out;
  }

  // One feeds the other: the product of the one is the parent of the other, in one chain.
  static bool adjacent(Record const& a, Record const& b) {
    if (a.text("chain") != b.text("chain")) { return false; }
    auto const feeds = [](Record const& part, Record const& whole) {
      auto const parent = part.text("parent");
      return !parent.empty() && (parent == whole.text("product") || parent == whole.text("stage"));
    };
    return feeds(a, b) || feeds(b, a);
  }

  // Local firms of the chain that stand in a park.
  std::set<std::string> chains_at(Record const& park) const {
    auto out = std::set<std::string>{};
    for (auto const* node : nodes_) {
      for (auto const& firm : node->list("local_firms")) {
        auto const found = place_of_firm_.find(firm);
        if (found != place_of_firm_.end() && named(park, found->second)) {
          out.insert(node->text("chain"));
        }
      }
    }
    return out;
  }

  void look_up_firms() {
    auto wanted = std::set<std::string>{};
    for (auto const* node : nodes_) {
      for (auto const& firm : node->list("local_firms")) { wanted.insert(firm); }
    }
    if (wanted.empty()) { return; }
    for (auto const& firm : x_.book.all("enterprises")) {
      auto const name = firm.text("name");
      if (wanted.contains(name)) { place_of_firm_.emplace(name, firm.text("place")); }
    }
  }

 private:
  Context const& x_;
  std::vector<Record const*> nodes_;
  std::map<std::string, std::string> place_of_firm_;
};

void fill_pairs(WhereCase& c, std::vector<std::vector<Record const*>> const& nodes) {
  auto by_chain = std::map<std::string, std::vector<std::size_t>>{};
  for (auto j = std::size_t{0}; j != nodes.size(); ++j) {
    auto chains = std::set<std::string>{};
    for (auto const* node : nodes[j]) { chains.insert(node->text("chain")); }
    for (auto const& chain : chains) { by_chain[chain].push_back(j); }
  }
  auto seen = std::set<std::pair<std::size_t, std::size_t>>{};
  for (auto const& [chain, projects] : by_chain) {
    for (auto const a : projects) {
      for (auto const b : projects) {
        if (a >= b || seen.contains({a, b})) { continue; }
        auto const feeds = std::any_of(nodes[a].begin(), nodes[a].end(), [&](auto const* one) {
          return std::any_of(nodes[b].begin(), nodes[b].end(),
                             [&](auto const* two) { return Chains::adjacent(*one, *two); });
        });
        if (!feeds) { continue; }
        seen.emplace(a, b);
        c.input.pairs.push_back({c.asks[a].project->key, c.asks[b].project->key,
                                 c.weight("chain_near").value, chain + "上下游"});
      }
    }
  }
}

void fill_aparts(WhereCase& c) {
  for (auto const& one : c.asks) {
    for (auto const& word : one.project->list("apart_from")) {
      for (auto const& two : c.asks) {
        auto const meant = two.project->text("name") == word ||
                           two.project->text("direction") == word ||
                           two.project->text("industry_code") == word;
        if (&one == &two || !meant) { continue; }
        c.input.aparts.push_back({one.project->key, two.project->key, district::Near::same_park,
                                  "台账列为不得相邻：" + word});
      }
    }
  }
}

void fill_nears(WhereCase& c) {
  auto const radius = c.weight("radius_km").value;
  for (auto const& a : c.places) {
    for (auto const& b : c.places) {
      if (!is_park(a) || !is_park(b) || &a >= &b) { continue; }
      auto const lists = [](Record const& one, Record const& two) {
        auto const list = one.list("adjacent");
        return std::any_of(list.begin(), list.end(),
                           [&](std::string const& name) { return named(two, name); });
      };
      auto const at_a = point_of(*a.record);
      auto const at_b = point_of(*b.record);
      if (lists(*a.record, *b.record) || lists(*b.record, *a.record)) {
        c.input.nears.push_back({a.id, b.id, district::Near::adjacent});
      } else if (at_a && at_b && km_between(*at_a, *at_b) <= radius) {
        c.input.nears.push_back({a.id, b.id, district::Near::radius});
      }
    }
  }
}

// Points of a park for its nearest port, rail head and so on, against the park that is farthest;
// what opens later counts from then on.
struct Access {
  std::vector<Scored> now;
  std::map<int, std::vector<Scored>> later;
};

std::map<std::string, Access> access_of(Context const& context, WhereCase const& c) {
  auto hubs = std::map<std::string, std::vector<Record const*>>{};
  for (auto const& hub : context.book.all("hubs")) {
    if (point_of(hub)) { hubs[hub.text("type")].push_back(&hub); }
  }
  auto const nearest = [&](Point const& at, std::vector<Record const*> const& of, int year) {
    auto best = std::optional<double>{};
    for (auto const* hub : of) {
      if (opening_year(hub->text("opens")) > year) { continue; }
      auto const km = km_between(at, *point_of(*hub));
      best = best ? std::min(*best, km) : km;
    }
    return best;
  };
  auto out = std::map<std::string, Access>{};
  for (auto const& [type, of] : hubs) {
    auto const name = "近" + std::string{type == "port"      ? "港口"
                                         : type == "rail"    ? "铁路场站"
                                         : type == "road"    ? "高速或隧道"
                                         : type == "airport" ? "机场"
                                         : type == "bonded"  ? "保税仓"
                                         : type == "market"  ? "市场"
                                                             : "供应商"};
    auto years = std::set<int>{c.year};
    for (auto const* hub : of) { years.insert(std::max(c.year, opening_year(hub->text("opens")))); }
    auto farthest = 0.0;
    for (auto const& place : c.places) {
      auto const at = is_park(place) ? point_of(*place.record) : std::nullopt;
      for (auto const year : years) {
        auto const km = at ? nearest(*at, of, year) : std::nullopt;
        farthest = std::max(farthest, km.value_or(0.0));
      }
    }
    for (auto const& place : c.places) {
      auto const at = is_park(place) ? point_of(*place.record) : std::nullopt;
      auto so_far = 0.0;
      for (auto const year : years) {
        auto const km = at ? nearest(*at, of, year) : std::nullopt;
        auto const nearer = km ? farthest - *km : 0.0;
        if (nearer - so_far <= 1e-9) { continue; }
        auto const part =
            Scored{name + (year > c.year ? "（" + std::to_string(year) + " 年通）" : ""), "hub_km",
                   nearer - so_far};
        if (year == c.year) {
          out[place.id].now.push_back(part);
        } else {
          out[place.id].later[year].push_back(part);
        }
        so_far = nearer;
      }
    }
  }
  return out;
}

}  // namespace

void fill_relations(Context const& context, WhereCase& c) {
  auto kin = Kinship{};
  auto chains = Chains{context};
  chains.look_up_firms();
  auto nodes = std::vector<std::vector<Record const*>>{};
  for (auto const& ask : c.asks) { nodes.push_back(chains.nodes_of(*ask.project, kin)); }
  auto const access = access_of(context, c);
  auto const add = [&](std::string const& project, std::string const& park, int year,
                       std::vector<Scored> parts) {
    if (parts.empty()) { return; }
    c.input.fits.push_back({project, park, {}, year, false});
    c.fits.push_back(std::move(parts));
  };
  for (auto i = std::size_t{0}; i != c.places.size(); ++i) {
    auto const& place = c.places[i];
    if (!is_park(place)) { continue; }
    auto const here = chains.chains_at(*place.record);
    auto const found = access.find(place.id);
    auto const lead = place.record->list("lead_industries");
    auto filled = std::set<std::string>{};
    for (auto j = std::size_t{0}; j != c.asks.size(); ++j) {
      auto const& project = *c.asks[j].project;
      auto parts = fit_of(context, kin, project, *place.record);
      auto const chained = std::find_if(nodes[j].begin(), nodes[j].end(), [&](auto const* node) {
        return here.contains(node->text("chain"));
      });
      if (chained != nodes[j].end()) {
        parts.push_back({"园内已有" + (*chained)->text("chain") + "企业", "chain_firm"});
      }
      if (found != access.end()) {
        parts.insert(parts.end(), found->second.now.begin(), found->second.now.end());
        for (auto const& [year, later] : found->second.later) {
          add(project.key, place.id, year, later);
        }
      }
      add(project.key, place.id, 0, std::move(parts));
      auto const direction = project.text("direction");
      if (!direction.empty() && std::any_of(lead.begin(), lead.end(),
                                            [&](auto const& of) { return kin(of, direction); })) {
        filled.insert(direction);
      }
    }
    c.input.parks[i].segments.assign(filled.begin(), filled.end());
  }
  fill_pairs(c, nodes);
  fill_aparts(c);
  fill_nears(c);
}

Result<WhereCase> where_case(Context const& context) {
  auto c = WhereCase{};
  c.year = opening_year(context.today);
  c.factors = where_factors(context);
  if (auto const done = add_weights(context, c); !done) { return done.error(); }
  add_places(context, c);
  add_asks(context, c);
  drop_idle_factors(c);
  fill_input(context, c);
  fill_relations(context, c);
  refill_amounts(c);
  return c;
}

}  // namespace chengjie::answer
