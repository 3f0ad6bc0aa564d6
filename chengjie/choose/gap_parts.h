// The parts of a gap's score, each with its reason. Used by gaps.cc alone.
#pragma once
#include <map>

#include "chengjie/choose/gaps.h"

namespace chengjie::choose {

// What hangs on a node: distinct local firms downstream and what they make.
struct Hanging {
  std::vector<std::size_t> nodes;
  std::size_t firms{};
  double output_cny{};
  std::size_t output_known{};
  std::vector<std::string> marks;
};

// What the region buys of a node's product outside; nothing where that cannot be told.
std::optional<double> bought_outside(Node const&);

// The largest of all gaps: what the parts are measured against.
struct Most {
  double firms{};
  double output_cny{};
  double outside_cny{};
  void take(Hanging const&, Node const&);
};

class PartsOfGaps {
 public:
  PartsOfGaps(GapInput const&, GapOptions const&, Most const&);
  std::vector<Part> of(Gap const&, Hanging const&) const;  // in the order of weight_names()

 private:
  Part demand(Node const&) const;
  Part by_industry(std::vector<Closeness> const&, Node const&, std::string_view unknown,
                   std::string_view said) const;
  Part wanted(std::vector<Match> const&) const;
  Part skills(Node const&) const;
  Part room(std::size_t node) const;
  Part who(Gap const&) const;

  GapInput const& in_;
  GapOptions const& options_;
  Most most_;
  // Distinct local firms by the first three digits of their industry.
  std::map<std::string, std::map<std::string, std::string>> kin_;  // group -> name -> mark
};

}  // namespace chengjie::choose
