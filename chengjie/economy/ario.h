// A shock and its path: adaptive regional input-output with inventories, a step a day.
// Hallegatte 2008, 2013 (Risk Analysis); Guan et al. 2020; steps as in BoARIO 0.6's ARIOPsiModel,
// so that results can be compared.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "chengjie/economy/table.h"

namespace chengjie::economy {

struct ArioModel {
  Matrix z;               // n x n a year, by region then sector
  Matrix demand;          // n x final-demand columns a year
  std::vector<double> x;  // n a year
  std::size_t sectors{};  // n is a multiple of it
  double unit{1};         // currency units per unit of the table: rounds what recovers
  double steps_per_year{365};
  double overproduction_base{1}, overproduction_max{1.25}, overproduction_tau{365};  // steps
  double inventory_steps{90};
  std::vector<double> inventories;   // by sector of the input, in steps; infinity: never lacking;
                                     // empty: inventory_steps for all
  double psi{0.8};                   // share of the wanted stock under which production is held
  double restoration_tau{60};        // steps to fill a gap in stocks
  bool alternative_suppliers{true};  // orders go where capacity is left, else as they always did
};

struct ArioEvent {
  enum class Kind { recovery, rebuild, arbitrary };
  enum class Curve { linear, convex };
  Kind kind{};
  std::vector<double> loss;  // n: capital in the table's unit; arbitrary: share of capacity, 0..1
  int occurrence{1};         // step
  int duration{1};           // steps until recovery or rebuilding begins
  double tau{60};            // steps of recovery or rebuilding
  Curve curve{Curve::linear};
  std::vector<double> rebuilders;  // by sector: share of the rebuilding demand; sums to 1
};

// One step, as it is when production has been made. Spans live only during the call.
struct ArioStep {
  int step{};
  std::span<double const> capacity, production;                // n
  std::span<double const> demand_unmet;                        // by final-demand column
  std::span<double const> rebuild_demand, rebuild_production;  // n
  std::span<double const> capital_to_recover;                  // n
};

// K = 4 times value added: the capital stock of each industry, a year's unit.
std::vector<double> ario_capital(ArioModel const&);

// Runs steps 0 .. steps-1. `bad_input`: shapes, a loss above the capital, parameters that are not
// positive; everything is finite in every step that is seen. Of several events the capital lost
// adds up (to all there is at most), of arbitrary losses of capacity the largest counts.
Result<Done> ario(ArioModel const&, std::vector<ArioEvent> const&, int steps,
                  std::function<void(ArioStep const&)> const& seen);
Result<Done> ario(ArioModel const&, ArioEvent const&, int steps,
                  std::function<void(ArioStep const&)> const& seen);

}  // namespace chengjie::economy
