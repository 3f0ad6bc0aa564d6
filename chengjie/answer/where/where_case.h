// The ledger as the placement sees it: what each place offers and each project asks, as figures
// beside the engine's bare numbers.
#pragma once
#include <map>

#include "chengjie/answer/where/where.h"

namespace chengjie::answer {

enum class Counts { summed, carrier, each };

struct Factor {
  std::string id, name, unit;
  std::string need_column, park_column, floor_column, needs_word;  // "" none
  Counts counts{};
  bool legal{};
  std::string skill{};  // of labour
};

struct SiteCase {
  Record const* record{};  // of parks or factories; none: the region itself
  std::string id, name;
  std::vector<std::optional<Figure>> room;                // by factor, today
  std::map<std::pair<std::size_t, int>, Figure> later;    // from that year on, all of it
  std::map<std::size_t, std::pair<Figure, Figure>> more;  // by factor: CNY a unit, units at most
  std::map<std::pair<std::size_t, int>, std::string> cause;
};

struct ProjectCase {
  Record const* project{};
  std::vector<std::optional<Figure>> need;    // by factor
  std::vector<std::optional<Figure>> second;  // by factor, of the second part
  std::vector<std::optional<Figure>> ratio;   // investment, output a mu
  std::optional<Figure> output, tax, jobs;
};

// A part of a fit before it is weighed: points = the weight of that name x times.
struct Scored {
  std::string name;    // as people read it
  std::string weight;  // of data/place/weights.toml
  double times{1.0};
};

struct WhereCase {
  int year{};
  std::vector<Factor> factors;
  std::vector<SiteCase> places;
  std::vector<ProjectCase> asks;
  std::map<std::string, Figure> weights;
  std::vector<std::string> lacks;
  place::district::Input input;
  std::vector<std::vector<Scored>> fits;  // beside input.fits

  std::size_t factor(std::string_view id) const;  // size() when there is none
  Figure const& weight(std::string const& name) const { return weights.at(name); }
  SiteCase const* place(std::string_view id) const;
};

inline constexpr std::string_view kRegionId = "*";  // the region, over all parks

// Reads the book. Nothing is solved here; `input` is complete.
Result<WhereCase> where_case(Context const&);

// The pieces of it, in the order in which they are made.
std::vector<Factor> where_factors(Context const&);
void add_places(Context const&, WhereCase&);
void add_asks(Context const&, WhereCase&);
Result<Done> add_weights(Context const&, WhereCase&);
void drop_idle_factors(WhereCase&);           // those of which nobody knows a capacity or a need
void fill_input(Context const&, WhereCase&);  // resources, parks, projects
void fill_relations(Context const&, WhereCase&);  // fits, pairs, neighbours
// The Input's amounts and points again from the figures and weights, after some were changed.
void refill_amounts(WhereCase&);

// "项目=园区" and the like on the case; the figures that it changes say that they are a trial.
Result<Done> apply_changes(Context const&, WhereAsk const&, WhereCase&);

int opening_year(std::string const& date);  // the year a date begins with; 0 when it is none
// Whether a park answers to a place's name: its own, a former one, or that of the park above it.
bool stands_in(Book const&, Record const& park, std::string_view place);

}  // namespace chengjie::answer
