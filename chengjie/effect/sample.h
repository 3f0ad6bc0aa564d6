// Drawing from ranges, the same on every machine: the seed comes from the caller's options.
#pragma once
#include <vector>

#include "chengjie/base/random.h"
#include "chengjie/effect/quantity.h"

namespace chengjie::effect {

inline constexpr double kTail = 1.6448536269514722;  // the 95 % point of the standard normal

double normal(Random&);  // standard; Box & Muller 1958
// Student's t: a normal over the root of a mean of squares. `freedom` 1 to 200; 0 is the normal.
double student(Random&, int freedom);

// The value of a two-piece log-normal at the standard normal's z: 5, 50 and 95 % are the range's.
// A low of 0 counts as a thousandth of the middle; a middle of 0 is 0 throughout.
double at(Range const&, double z);

// 5, 50 and 95 % of what was drawn; sorts `values`. Zeros when empty.
Range spread_of(std::vector<double>& values);

}  // namespace chengjie::effect
