// The district's question: all waiting projects placed together on its parks, with the reason for
// every placement and refusal, a proven bound, and what one more unit of each capacity is worth.
//
// Model: maximise, over the placed projects, worth + fit to the park, less the price of every
// project that is not placed; under the capacities of each park and its allowed industries.
// What nobody knows is neither zero nor infinite in silence: an unknown capacity, need, industry
// or allowed list does not bind, and is named in `lacks`.
#pragma once
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
};

struct Park {  // a park, plot, standard factory or host plant
  std::string id;
  std::string name;
  std::vector<std::optional<double>> capacity{};      // by resource, in its unit
  std::optional<std::vector<std::string>> allowed{};  // industries let in; none: not known
  std::vector<std::string> banned{};                  // the negative list
};

struct Project {
  std::string id;
  std::string name;
  std::vector<std::optional<double>> need{};  // by resource; 0: needs none of it
  std::vector<std::string> industries{};      // tags or codes; empty: not known
  std::vector<Part> worth{};                  // sums to what placing it is worth
  std::optional<double> price_unplaced{};     // instead of the Input's
  std::string fixed_park{};                   // already stands there; or empty
  std::vector<std::string> only_parks{};      // agreed to stand at one of these; empty: any
};

struct Fit {  // a project at a park, on top of its worth
  std::string project;
  std::string park;
  std::vector<Part> parts{};
};

struct Input {
  std::vector<Resource> resources{};
  std::vector<Park> parks{};
  std::vector<Project> projects{};
  std::vector<Fit> fits{};
  double price_unplaced{};  // points lost with each project that is not placed, >= 0
};

struct DistrictOptions {
  Options solve{.moves =
                    60'000};  // about a second for 100 projects on 10 parks; small ones are proved
  std::int64_t price_moves{3'000};  // for each re-solve that verifies a price
  int prices_max{12};               // at most so many prices are verified, dearest first
};

enum class Barrier { elsewhere, industry, too_large, no_room, worth_less };

struct NotThere {  // why a project does not stand at this park
  std::string park;
  Barrier barrier{};
  std::string resource{};  // the one furthest short (too_large, no_room)
  double short_by{};       // in the resource's unit
  double points_less{};    // worth_less: against where it stands (or against leaving it out)
  std::string sentence{};
};

struct Decision {
  std::string project;
  std::string park{};  // empty: not placed
  bool fixed{};
  double points{};            // worth and fit where it stands; minus the price when not placed
  std::vector<Part> parts{};  // of the points
  std::vector<NotThere> others{};
  std::string sentence{};  // why here, or why nowhere and what is short
};

struct CapacityPrice {
  std::string park;
  std::string resource;
  double used{};
  double capacity{};
  double price{};                       // of the relaxed problem, points a unit
  std::optional<double> gain_of_one{};  // more points with one more unit, by solving again
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

struct Plan {
  std::vector<Decision> decisions;  // by project, in the order of the Input
  double points{};                  // of the plan
  double points_bound{};            // no plan has more
  std::optional<double> gap{};      // (points_bound - points) / |points_bound|
  Stop stop{};
  std::vector<CapacityPrice>
      prices;  // those with a price, or with a step that gains; dearest first
  std::vector<Lack> lacks;
  std::vector<std::string> notes;  // e.g. a project that stands where its industry is not allowed
};

// Bad input (an unknown id, a negative need, contradictory pins) is one sentence naming the rows.
// The same input and options give the same plan. Costs: one solve, and for each verified price
// one or two more of `price_moves`.
Result<Plan> place_projects(Input const&, DistrictOptions const&);

struct Move {
  std::string project;
  std::string from;  // empty: was not placed
  std::string to;    // empty: no longer placed
};
std::vector<Move> moves_between(Plan const& before, Plan const& after);

// Whether a park that lets in `allowed` lets in a project with these industries. A tag answers
// to itself; a code ("C36", "36") also to the finer codes under it ("C3670").
bool industry_allowed(Park const&, Project const&);

}  // namespace chengjie::place::district
