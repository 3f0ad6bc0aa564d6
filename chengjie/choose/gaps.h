// What to take on: links of the chains that are missing, blocked or thin, best first. Worth is what
// stops or is bought elsewhere without the link: the firms and output that hang on it downstream.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chengjie/choose/chains.h"
#include "chengjie/choose/score.h"
#include "chengjie/choose/wants.h"
#include "chengjie/choose/who.h"

namespace chengjie::choose {

// A number of an industry, 0..1: closeness to what the region already does, how complex it is, how
// much value it adds (from economy, passed in as numbers); the longest prefix of a code counts.
struct Closeness {
  std::string code;
  double value{};
  std::string mark;
};

// A number of one node that the caller has worked out, with its reason.
struct Point {
  double value{};  // 0..1
  std::string reason;
  std::vector<std::string> marks;
};

// A firm of the region and what it does: people who can do a thing are near its kin.
struct LocalFirm {
  std::string name;
  std::string industry_code;
  std::string mark;
};

struct GapInput {
  Built built;
  std::vector<Want> wants;
  // Each may be empty: the part is then 0 for all and says so.
  std::vector<Closeness> closeness;
  std::vector<Closeness> complexity{};
  std::vector<Closeness> value_added{};
  std::vector<LocalFirm> firms{};
  std::vector<Point> room{};  // by node: a park takes it and has land; empty or one a node
  std::vector<Candidate> candidates{};
};

struct GapWeights {
  // worth
  double downstream_firms;
  double downstream_output;
  double demand;       // the region buys it elsewhere
  double value_added;  // of its industry, nationwide
  double complexity;
  double wanted;
  double key;
  double severity;  // 断 1, 缺 0.8, 弱 0.4
  // reach
  double reach;
  double skills;  // firms of its industry group that are here
  double room;
  // pull
  double city;  // a supplier in the city can be asked to follow
  double who;   // the best candidate's score
};

// Name and Chinese title of every weight, in the order of the parts of a gap.
struct WeightName {
  std::string_view name, title, group;
  double GapWeights::* of;
};
std::span<WeightName const> weight_names();

struct GapOptions {
  Thresholds thresholds;
  GapWeights weights;
  WhoOptions who;
  double match_min;  // closeness of names from which a want is about a node
  std::size_t gaps_max;
};

struct Gap {
  std::size_t node{};
  Judged judged;
  double score{};
  std::vector<Part> parts;              // one a weight, in the order of weight_names()
  std::vector<std::size_t> downstream;  // nodes that hang on it
  std::size_t firms{};                  // distinct local firms there
  double output_cny{};                  // their output, of those known
  std::vector<Match> wants;
  std::vector<std::string> directions;  // that want it
  std::vector<Pick> who;                // candidates of GapInput, best first
};

// Every node that is not 有, best first; ties by id. Junctions are no gaps. bad_input when the
// chains are broken (see check).
Result<std::vector<Gap>> find_gaps(GapInput const&, GapOptions const&);

// Directions that want what no node names, and gaps that no direction wants.
struct Unmatched {
  std::vector<std::size_t> wants;
  std::vector<std::size_t> gaps;  // nodes
};
Unmatched unmatched_of(GapInput const&, GapOptions const&);

}  // namespace chengjie::choose
