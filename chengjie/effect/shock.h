// What a shock does to a district: a lead firm stops, goods from elsewhere fail to come, power is
// cut. The path of output and jobs day by day, by ARIO (economy/ario.h) on two regions, the
// district and the rest of the country; and which buffer would have spared most.
#pragma once
#include <string>
#include <vector>

#include "chengjie/economy/ario.h"
#include "chengjie/effect/project.h"

namespace chengjie::effect {

// The domestic table of the country and what the district makes of it.
struct DistrictEconomy {
  std::vector<std::string> sectors;
  solve::Matrix coefficients;    // A_d, n x n
  std::vector<double> national;  // total output, CNY a year
  std::vector<double> district;  // of it in the district, CNY a year
  std::vector<double>
      jobs_per_output;         // persons per CNY, at the district's own productivity or the table's
  std::vector<bool> storable;  // goods of which users hold stocks; services and power not
  double local_share{};        // of its inputs, what the district buys within itself, 0..1
};

enum class ShockKind { firm, supplier, power };
struct Shock {
  ShockKind kind{};
  std::string name;       // in words: "盟固利项目停产"
  std::size_t sector{};   // of firm and supplier
  double loss{};          // firm: of the sector's output in the district; supplier: of the sector's
                          // output elsewhere; power: of every sector's capacity in the district
  int days{30};           // at full loss
  int recovery_days{60};  // then back, evenly
};

struct ShockOptions {
  int horizon_days{365};
  double stock_days{30};       // of storable inputs
  double overproduction{1.1};  // most, as a multiple of usual capacity
};

// By week from the first; shares of usual (1 = as usual).
struct ShockPath {
  std::vector<double> district, elsewhere;  // elsewhere: output, lowest is what matters
  std::vector<double> jobs;                 // persons idle in the district, that week's mean
  double output_lost{};                     // CNY, the district's, over the horizon
  double output_lost_elsewhere{};
  double jobs_worst{};  // persons idle in the worst week
  int worst_week{};     // 1 = the first
  int weeks_below{};    // weeks under 99 %
};

struct Buffer {
  std::string name;  // "常备库存由 30 天加到 60 天"
  double spared{};   // CNY of the district's loss
};

struct ShockResult {
  ShockPath path;
  std::vector<Buffer> buffers;  // largest first; only those that spare something
};

// Two regions: z_rr = local_share A_d x_r within what the district makes, z_Nr the rest of what it
// buys at home, z_rN and final demand share what is left of the district's output as the nation's
// do, z_NN is the nation's less all three. Every row adds up to its output. `bad_input`: shapes, a
// district larger than its nation, a loss outside 0..1, a sector that the district does not have.
Result<economy::ArioModel> two_regions(DistrictEconomy const&, ShockOptions const&);
// The path alone, without trying buffers.
Result<ShockPath> shock_path(DistrictEconomy const&, Shock const&, ShockOptions const&);
Result<ShockResult> shock(DistrictEconomy const&, Shock const&, ShockOptions const&);

}  // namespace chengjie::effect
