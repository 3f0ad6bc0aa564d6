// The district's question: all waiting projects placed together on its sites over the years, with
// the reason for every placement and refusal, a proven bound, and what one more unit of each
// capacity is worth.
//
// Model: maximise, over the placed projects, worth + fit to the site + what neighbours of a chain
// gain from each other, less the price of waiting, of capacities extended for money, of parks that
// fill one segment twice, of moving away from the last plan, and of every project that is not
// placed. Hard, whatever it costs: capacities of the site and of all that it lies in, year by
// year; allowed industries and negative lists; hazard zoning; least investment and output a mu;
// pairs that may not be neighbours; legal limits.
// What nobody knows is neither zero nor infinite in silence: an unknown capacity, need, industry
// or rule does not bind, and is named in `lacks`.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "chengjie/place/problem.h"

namespace chengjie::place::district {

struct Part {  // of a worth: "产值" 42.0 points
  std::string name;
  double points{};
};

struct Resource {
  std::string id;    // "land"
  std::string name;  // "用地", as people read it
  std::string unit;  // "亩"
  bool each{};       // a measure that every project must find (height, load), not a sum
  bool carrier{};    // land or floor: a project stands on one of those it needs, of the site alone
  bool legal{};      // a limit of law: no money extends it
};

struct Ratio {  // a measure of a project that a park sets a least value for: "投资强度" 万元/亩
  std::string id;
  std::string name;
  std::string unit;
};

struct Arrival {  // from that year on, the whole capacity is `capacity`
  std::string resource;
  int year{};
  double capacity{};
  std::string cause{};  // "变电站投运"; may be empty
};

struct Extension {  // capacity that money adds, at points a unit; never of a legal limit
  std::string resource;
  double price{};
  double most{};  // units
};

// How near two sites are; each level includes those after it.
enum class Near { apart, radius, adjacent, same_park, same_host };
inline constexpr auto kNearLevels = 5;

struct Park {  // a park, plot, floor of a factory or host plant; or what only shares (a district)
  std::string id;
  std::string name;
  std::vector<std::optional<double>> capacity{};      // by resource, in its unit, in the first year
  std::optional<std::vector<std::string>> allowed{};  // industries let in; none: not known
  std::vector<std::string> banned{};                  // the negative list
  bool site{true};       // whether projects stand here; else its capacities are shared below it
  std::string parent{};  // lies in that park or district, and uses its capacities too
  bool host{};           // a host plant (厂中厂)
  std::string zone{};    // for projects whose parts belong to different zones ("中心", "周边")
  int opens{};           // no project before that year; 0: open
  std::optional<int> hazard_most{};            // the most dangerous class let in; none: not known
  std::vector<std::optional<double>> least{};  // by ratio
  std::vector<Arrival> arrivals{};
  std::vector<Extension> extensions{};
  std::vector<std::string> segments{};  // that firms here fill already (错位发展)
};

struct Second {  // the other part of a project that is placed as a pair (研发在中心、制造在周边)
  std::string name;
  std::vector<std::optional<double>> need{};
  std::vector<std::string> industries{};
  std::vector<std::string> zones{};  // where it may stand; empty: any
};

struct Project {
  std::string id;
  std::string name;
  std::vector<std::optional<double>> need{};   // by resource; 0: needs none of it
  std::vector<std::string> industries{};       // tags or codes; empty: not known
  std::vector<Part> worth{};                   // sums to what placing it is worth
  std::optional<double> price_unplaced{};      // instead of the Input's
  std::string fixed_park{};                    // already stands there; or empty
  std::vector<std::string> only_parks{};       // agreed to stand at one of these; empty: any
  std::string pinned_park{};                   // wanted there, as far as the rules let it
  std::vector<std::string> not_parks{};        // kept out of these by a person
  int from{};                                  // ready no earlier than that year; 0: at once
  std::optional<int> hazard{};                 // class, the more dangerous the higher
  std::vector<std::optional<double>> ratio{};  // by ratio
  std::string segment{};                       // of the market it fills; or empty
  std::vector<std::string> zones{};            // of its main part; empty: any
  std::optional<Second> second{};
};

struct Fit {  // a project at a site, on top of its worth
  std::string project;
  std::string park;
  std::vector<Part> parts{};
  int from{};     // counts only from that year on (access that opens); 0: at once
  bool second{};  // of the second part's site
};

struct Pair {  // two projects that gain from being near: `points` at the nearest level
  std::string a, b;
  double points{};
  std::string why{};
};

struct Apart {  // two projects that may not be so near, or nearer
  std::string a, b;
  Near level{Near::same_park};
  std::string why{};
};

struct Nearness {  // of two sites of different parks
  std::string a, b;
  Near level{};
};

struct Stand {  // of the last plan
  std::string project;
  std::string park;  // empty: not placed
};

struct Input {
  std::vector<Resource> resources{};
  std::vector<Park> parks{};
  std::vector<Project> projects{};
  std::vector<Fit> fits{};
  double price_unplaced{};  // points lost with each project that is not placed, >= 0
  int year{};               // the first; 0: no years
  int years{5};             // over which access that opens counts
  std::vector<Ratio> ratios{};
  std::vector<Pair> pairs{};
  std::vector<Apart> aparts{};
  std::vector<Nearness> nears{};
  std::vector<double> closeness{0.0, 0.1, 0.4, 0.7, 1.0};  // by Near: share of a pair's points
  double price_wait{};     // share of the worth lost with each year of waiting
  double price_segment{};  // for each further park that fills one segment
  std::vector<Stand> last{};
  double price_move{};  // for each project that stands elsewhere than in `last`
};

struct DistrictOptions {
  Options solve{.moves =
                    60'000};  // about a second for 100 projects on 10 parks; small ones are proved
  std::int64_t price_moves{3'000};  // for each re-solve that verifies a price
  int prices_max{
      12};  // so many prices are verified by solving again (by searching on where the plan
            // is not proved best), dearest first; all others by shifts. 0: none at all
  int passes{1'000};      // of the search for prices
  std::string project{};  // whose displacements are told; empty: all while the district is small
};

enum class Barrier {
  elsewhere,   // agreed, or kept out by a person
  industry,    // not allowed, or banned
  hazard,      // more dangerous than the zoning lets in
  intensity,   // under a least ratio
  zone,        // another zone is wanted
  carrier,     // needs land where there is floor, or the other way
  not_open,    // nobody comes there before a later year
  too_large,   // more than the empty site has
  neighbour,   // next to a project that it must keep away from
  no_room,     // others stand there
  worth_less,  // possible, but worth less
};

struct Displaced {  // what standing there instead would do to the plan, by a trial
  double points_less{};
  std::vector<std::string> projects{};  // that would have to move or leave
};

struct NotThere {  // why a project does not stand at this park
  std::string park;
  Barrier barrier{};
  std::string resource{};  // or ratio: the one furthest short (too_large, no_room, intensity)
  std::string at{};        // the park, or what it lies in, where it is short
  double short_by{};       // in the resource's unit
  double points_less{};    // worth_less: against where it stands (or against leaving it out)
  std::string other{};     // neighbour: the project to keep away from
  int year{};              // from when on it could stand there if nobody else came; 0: not told
  std::string cause{};     // what comes in that year
  std::optional<Displaced> displaced{};
  std::string sentence{};
};

struct Decision {
  std::string project;
  std::string park{};    // empty: not placed
  std::string second{};  // where the second part stands
  int year{};            // from when on; 0: the Input knows no years
  bool fixed{};
  double points{};            // worth and fit where it stands; minus the price when not placed
  std::vector<Part> parts{};  // of the points
  std::vector<NotThere> others{};
  int nearest{-1};                   // not placed: which of `others` is nearest to a placement
  std::optional<NotThere> sooner{};  // why not in an earlier year at the same park
  std::string sentence{};            // why here, or why nowhere and what is short
};

struct CapacityPrice {
  std::string park;
  std::string resource;
  double used{};
  double capacity{};                    // in the year that binds
  int year{};                           // that year
  double extended{};                    // bought at the price of extension
  double price{};                       // of the relaxed problem, points a unit
  std::optional<double> gain_of_one{};  // more points with one more unit, by trial
  std::optional<double> step{};  // the least extra that lets a project in (or nearer its best)
  std::optional<double> gain_of_step{};  // more points with that much more
  std::string step_project{};
  bool proved{};  // both re-solves were proved best
};

struct Lack {
  std::string record;  // id of the park or project
  std::string field;   // resource id, "allowed" or "industries"
  std::string sentence;
};

// What a solve may be started from: prices by capacity and the plan, by id.
struct Kept {
  struct Price {
    std::string park, resource;
    int year{};
    double points{};  // a unit
  };
  std::vector<Price> prices;
  std::vector<Stand> stands;
  std::vector<int> years;  // beside stands
  std::vector<std::string> seconds;
};

struct Plan {
  std::vector<Decision> decisions;  // by project, in the order of the Input
  double points{};                  // of the plan
  double points_bound{};            // no plan has more
  std::optional<double> gap{};      // (points_bound - points) / |points_bound|
  Stop stop{};
  bool bound_with_pairs{};  // the bound lets every pair be as near as it could be: a weak one
  std::vector<Part> parts;  // of the points that no project has alone: pairs, extensions, segments
  std::vector<CapacityPrice>
      prices;  // those with a price, or with a step that gains; dearest first
  std::vector<Lack> lacks;
  std::vector<std::string> notes;  // e.g. a project that stands where its industry is not allowed
  Kept kept;
};

// Bad input (an unknown id, a negative need, contradictory pins) is one sentence naming the rows;
// of pins that contradict, the fewest that do. The same input and options give the same plan.
// Costs: one solve, and for each verified price one or two more of `price_moves`. With `kept` the
// search begins at the prices and plan of an earlier solve of a similar input.
Result<Plan> place_projects(Input const&, DistrictOptions const&, Kept const* kept = nullptr);

struct Move {
  std::string project;
  std::string from;  // empty: was not placed
  std::string to;    // empty: no longer placed
  int year_from{};
  int year_to{};
};
std::vector<Move> moves_between(Plan const& before, Plan const& after);

// Whether a park that lets in `allowed` lets in a project with these industries. A tag answers
// to itself; a code ("C36", "36") also to the finer codes under it ("C3670").
bool industry_allowed(Park const&, Project const&);

}  // namespace chengjie::place::district
