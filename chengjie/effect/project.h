// What a project brings: output, value added, jobs, tax (energy and carbon where a coefficient is
// given), direct and through its suppliers, as ranges. Stated figures come first; what is not
// stated is computed from ratios, each of them an assumption that anyone can see and change.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chengjie/effect/quantity.h"

namespace chengjie::effect {

// A figure that somebody stated, in the base unit (CNY, persons, tce, tCO2).
struct Stated {
  double value{};
  std::string mark;
  SourceKind source{SourceKind::document};
  bool actual{};                 // already so; else a plan or a promise, which comes true in part
  std::optional<Range> range{};  // of a figure that was itself estimated
};

struct Ratio {
  Range range;
  std::string mark;
  SourceKind source{SourceKind::assumed};
};

// Of the project's sector in a table: per CNY of output, `direct` in the sector itself, `all`
// with every supplier at home, imports leaked away; `induced` comes on top, when those who earn
// spend (type II less type I; 0 where the table has no households).
struct PerOutput {
  double direct{};
  double all{};
  double induced{};
};
struct Coefficients {
  std::string sector;  // "电池"
  std::string table;   // "2020 年全国投入产出表（27 部门）"
  PerOutput output;    // direct = 1
  PerOutput value_added;
  PerOutput tax;   // net taxes on production; may be negative (export rebates)
  PerOutput jobs;  // persons per CNY
  std::string mark;
  SourceKind source{SourceKind::document};
  // How far the supplier effect would move if the table were a little wrong (table.h).
  Range cells{1, 1, 1}, imports{1, 1, 1};
};

// Keys of the assumptions this engine asks for. What a ratio multiplies stands in the basis.
struct Assumed {
  std::string key;    // "effect/realised"
  std::string name;   // "达产比例"
  std::string basis;  // why this range, in words
  Range range;
  std::string unit{"times"};  // of the ledger's assumption
};
// The ranges used when nothing better is known; the caller keeps them as assumptions with a mark.
std::vector<Assumed> default_assumptions();
Assumed const& default_assumption(std::string_view key);  // of a key of ours

struct Ratios {
  Ratio realised;           // of a stated output, jobs, tax: how much comes true
  Ratio output_per_invest;  // CNY of yearly output per CNY invested, at full production
  Ratio value_added;        // the project's rate as a multiple of its sector's in the table
  Ratio tax;                // likewise
  Ratio jobs;               // likewise: new plants employ fewer people per output
  Ratio indirect;           // suppliers' effect as a multiple of the table's
  std::optional<Ratio> local_share;  // of the indirect effect, what stays in the district
  Ratio induced;                     // households' spending as a multiple of the table's
  Ratio displacement;    // of the direct effect, what takes the place of firms here: 0..1
  Ratio power_hours;     // hours a year at the power asked for
  Ratio carbon_per_tce;  // tCO2 of a tonne of standard coal, of a stated energy use
  Ratio carbon_per_kwh;  // kg CO2
};
// The defaults with the marks the caller has given them; `mark_of_key` may return "".
Ratios default_ratios(std::vector<std::pair<std::string, std::string>> const& mark_of_key = {});

// The ratios by the keys of their assumptions.
std::vector<std::pair<std::string_view, Ratio*>> keys_of(Ratios&);

struct Project {
  std::string id;
  std::string name;
  std::optional<Coefficients> sector;
  std::optional<Stated> output, value_added, tax, jobs, invest, energy;
  std::optional<Stated> power_kva{};
  // Of the indirect effect, by regional employment: what stays in the district, and in its city
  // with the district. Nothing where employment is not known.
  std::optional<Ratio> district_share{}, city_share{};
};

struct Effect {
  std::string id;
  std::string name;
  std::vector<Quantity> quantities;
  std::vector<std::string> lacks;  // what could not be computed and what would help
  std::vector<std::string> notes;  // how far to trust it: the table's year, national suppliers
};

// Ranges out of order: `bad_input`. A project of which nothing is known has no quantities and says
// what it lacks.
Result<Effect> effect_of(Project const&, Ratios const&);

}  // namespace chengjie::effect
