// Which lead firm pulls which links with it, and how parks' directions overlap.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "chengjie/choose/chains.h"

namespace chengjie::choose {

// A lead firm and the nodes it makes: local already, or one that could come.
struct Lead {
  std::string name;
  bool local{};
  std::vector<std::size_t> nodes;
  std::string mark;
};

struct Pull {
  std::size_t lead{};
  std::vector<std::size_t> present;  // nodes upstream of it with local suppliers
  std::vector<std::size_t> city;     // only in the city
  std::vector<std::size_t> outside;  // only known elsewhere
  std::vector<std::size_t> nobody;   // no supplier known
  double local_share{};              // present / all upstream; 0 when nothing is upstream
  std::size_t unlocks{};             // missing or broken nodes upstream: orders they would have
  std::string reason;
};
// By unlocks, then name. Junctions are passed through, not counted. bad_input: a node out of range.
Result<std::vector<Pull>> pull_of(Built const&, std::vector<Lead> const&, Thresholds const&);
// Lead firms read off the chains: local firms of nodes that nothing is downstream of.
std::vector<Lead> leads_of(Built const&);

struct Declared {
  std::string park;
  std::vector<std::string> segments;  // directions and products it declares
  std::vector<std::string> marks;
};
struct Overlap {
  std::size_t a{};
  std::size_t b{};
  double share{};  // of the smaller's segments that the other declares too, 0..1
  std::vector<std::pair<std::string, std::string>> same;
};
// Every pair of parks once, a < b, in order; segments count as same from `least` closeness of
// names.
std::vector<Overlap> overlap_of(std::vector<Declared> const&, double least);

}  // namespace chengjie::choose
