// Small random problems for the property tests and fuzzers; the same seed, the same problem.
#pragma once
#include "chengjie/base/random.h"
#include "chengjie/place/problem.h"

namespace chengjie::place {

struct RandomShape {
  int items{5};
  int sites{3};
  int resources{1};
  bool sparse{};          // about a third of the arcs missing
  bool skipping{};        // items may be left out at a price
  bool opening{};         // sites cost something to open
  bool apart{};           // some items exclude each other
  bool pairs{};           // traffic times distance
  double tightness{0.9};  // demand over capacity, roughly
};

Problem random_problem(std::uint64_t seed, RandomShape const&);

}  // namespace chengjie::place
