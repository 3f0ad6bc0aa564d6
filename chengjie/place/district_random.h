// Small random districts for the property tests and fuzzers; the same seed, the same district.
#pragma once
#include "chengjie/place/district.h"

namespace chengjie::place::district {

struct RandomDistrict {
  int projects{5};
  int parks{3};
  int resources{2};
  bool years{};       // capacity that arrives, parks that open, projects that come later
  bool shared{};      // a district above the parks with capacities of its own
  bool floors{};      // factory floors within parks, land and floor as carriers, heights
  bool extensions{};  // money adds capacity
  bool pairs{};       // chain neighbours gain from each other
  bool aparts{};      // some projects may not be neighbours
  bool segments{};    // two parks that fill one segment cost
  bool seconds{};     // projects of two parts
  bool rules{};       // industries, hazard classes, least ratios
  bool pins{};        // fixed, wanted, kept out
  bool last{};        // a last plan to keep to
};

Input random_district(std::uint64_t seed, RandomDistrict const&);

}  // namespace chengjie::place::district
