// What to take on: links of the chains that are missing, blocked or thin, best first. Worth is what
// stops or is bought elsewhere without the link: the firms and output that hang on it downstream.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "chengjie/choose/chains.h"
#include "chengjie/choose/score.h"
#include "chengjie/choose/wants.h"

namespace chengjie::choose {

// Closeness of an industry to what the region already does, 0..1 (relatedness density of
// economy, passed in as numbers); by industry code, longest given prefix counts.
struct Closeness {
  std::string code;
  double value{};
  std::string mark;
};

struct GapInput {
  Built built;
  std::vector<Want> wants;
  std::vector<Closeness> closeness;  // may be empty: the part is then 0 for all and said so
};

struct GapWeights {
  double downstream_firms;
  double downstream_output;
  double wanted;
  double key;
  double severity;  // 断 1, 缺 0.8, 弱 0.4
  double reach;
  double city;  // a supplier in the city can be asked to follow
};
struct GapOptions {
  Thresholds thresholds;
  GapWeights weights;
  double match_min;  // closeness of names from which a want is about a node
  std::size_t gaps_max;
};

struct Gap {
  std::size_t node{};
  Judged judged;
  double score{};
  std::vector<Part> parts;              // always the same seven, in the order of GapWeights
  std::vector<std::size_t> downstream;  // nodes that hang on it
  std::size_t firms{};                  // distinct local firms there
  double output_cny{};                  // their output, of those known
  std::vector<Match> wants;
  std::vector<std::string> directions;  // that want it
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
