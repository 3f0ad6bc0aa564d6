// Documents to figures, entities, relations and clauses, each with its evidence.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/base/date.h"
#include "chengjie/base/result.h"
#include "chengjie/ledger/figure.h"
#include "chengjie/reading/names.h"

namespace chengjie::reading {

struct Options {
  std::optional<Date> date;     // of the document; what the text says otherwise
  std::vector<Name> gazetteer;  // names the caller knows; their types and full forms win
  bool why{};                   // fill Reading::why
  bool facts_only{};            // leave entities, relations and clauses empty: twice as fast
};

struct Entity {
  EntityType type{};
  std::string name;
  std::vector<std::string> aliases;  // other forms in the text
  Clause evidence;                   // where it is first named
};

struct Relation {
  std::string enterprise;
  std::string relation;  // located_in, invests_in, supplies, partner_of, produces
  std::string target;
  Clause evidence;
  double confidence{};
};

// A row of a wanted list, a task of a plan, or a clause of a policy; empty where not stated.
struct ClauseRow {
  std::string type;  // wanted, task, policy
  Clause evidence;
  std::string direction, product, park;                               // wanted
  std::string task, owner, due, indicator;                            // task
  std::string who, condition, amount, period, materials, department;  // policy
  std::optional<bool> tied_to_tax;                                    // policy
};

struct Reading {
  std::string title;
  std::optional<Date> date;   // day or month 0 where only the year or month is known
  std::string main_place;     // full name of the place most named; "" when none
  std::vector<Figure> facts;  // evidence is always a Clause
  std::vector<Entity> entities;
  std::vector<Relation> relations;
  std::vector<ClauseRow> clauses;
  std::vector<std::string> why;  // by fact, in Chinese; empty unless asked for
};

// `bytes` of a text file as it lies on disk; offsets are into them. Errors: decode.h.
Result<Reading> read(std::string_view bytes, std::string_view doc_name, Options const&);
// Value, unit, bound and evidence only: five times as fast.
Result<std::vector<Figure>> quantities(std::string_view bytes, std::string_view doc_name);

}  // namespace chengjie::reading
