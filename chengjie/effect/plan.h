// All projects of a plan together, drawn many times over: who succeeds, when production begins, how
// fast it grows, how much of what was promised comes true; with shocks that hit all projects, those
// of one sector, and one alone. The same draws serve the plan's years and the region's targets.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "chengjie/effect/netting.h"
#include "chengjie/effect/ramp.h"

namespace chengjie::effect {

struct Planned {
  std::string id, name;
  std::string park;  // "" when not placed
  std::size_t sector{};
  bool has_sector{};
  double chance{1};  // that it comes into production at all
  Ramp ramp;
  Range output;  // CNY a year at full production, what comes true included
};

struct DrawOptions {
  std::uint64_t seed{};
  int draws{4'000};
  double common{0.3};  // share of a project's variance that all projects have in common
  double sector{0.2};  // and that projects of one sector have in common
  Quarter now;
};

struct Draws {
  std::vector<double> common;  // by draw: the shock that all share, standard normal
  struct One {
    std::vector<float> z;              // by draw: how much of the promised comes true
    std::vector<float> start, length;  // quarters
    std::vector<char> succeeds;
  };
  std::vector<One> projects;  // as the input's
  DrawOptions options;
};
// `bad_input`: a chance or a share outside 0..1, ranges out of order, more than a million draws.
Result<Draws> draw_plan(std::vector<Planned> const&, DrawOptions const&);

// One draw's output of a project in the year, CNY; `certain`: as if it had succeeded.
double drawn_output(Draws const&, std::vector<Planned> const&, std::size_t project,
                    std::size_t draw, int year, bool certain = false);
// The share of full production reached in the year, success counted.
double drawn_share(Draws const&, std::size_t project, std::size_t draw, int year);

// Sum over projects of amount (at full production) x share reached, by year. `amounts` as the
// projects; a middle of 0 adds nothing. `weights`: what part of each project counts; empty: all.
std::vector<Range> by_year(Draws const&, std::vector<Planned> const&,
                           std::vector<Range> const& amounts, std::vector<int> const& years,
                           std::vector<double> const& weights = {});

// Expected output of each project in the year: what netting rests on.
std::vector<double> expected_output(Draws const&, std::vector<Planned> const&, int year);

// A cluster's projects, each with the share of it that is the cluster's; shares of a project that
// stands in several clusters add up to at most 1.
struct Member {
  std::size_t cluster{}, project{};
  double share{1};
};
// By cluster: gross counts every member whole, net its share only. Of all clusters together, gross
// is the sum of the clusters and net counts every project at most once.
struct ClusterSums {
  std::vector<Range> gross, net;
  Range gross_all, net_all;
};
Result<ClusterSums> cluster_sums(Draws const&, std::vector<Planned> const&,
                                 std::vector<Range> const& amounts,
                                 std::vector<Member> const& members, std::size_t clusters,
                                 int year);

}  // namespace chengjie::effect
